"""Tables and times as the owner likes to read them, on a terminal or piped, at 80 columns too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ghostd.cli.accounts import long_ago, looked, warnings
from ghostd.core.gaps.walk import ENOUGH
from ghostd.core.playbook.decide import ALREADY

if TYPE_CHECKING:
    from ghostd.service.report import AccountHealth
    from ghostd.service.survey import Standing

TURNS = {"client": "theirs", "owner": "yours", "none": "-"}
OLD = "left alone (old)"
OPEN = ("pending", "edited")


def print_status(
    healths: Sequence[AccountHealth],
    found: Sequence[tuple[str, Standing]],
    now: datetime,
    zone: ZoneInfo,
    console: Console | None = None,
) -> None:
    """What needs a look first, then everybody, then what waits for the owner."""
    out = console or Console(highlight=False)
    amiss = [warning for health in healths for warning in warnings(health, now, zone)]
    for warning in amiss:
        out.print(Text(warning, style="yellow"))
    out.print(table(found, now, zone, several=len(healths) > 1))
    for sign in (sign for _, one in found for sign in (*one.early_signs, *one.unproved)):
        out.print(Text(sign))
    waiting = [s for _, s in found if any(d.appended and d.verdict in OPEN for d in s.drafts)]
    if waiting:
        names = ", ".join(f"{s.client} ({s.drafts[-1].step})" for s in waiting)
        out.print(Text(f"In Drafts, waiting for you to send or discard: {names}", style="bold"))
    for health in healths:
        if health.ok and not long_ago(health, now):
            out.print(Text(looked(health, now, zone), style="dim"))
    out.print(Text(footer(found, calm=not amiss), style="dim"))


def table(
    found: Sequence[tuple[str, Standing]], now: datetime, zone: ZoneInfo, *, several: bool = False
) -> Table:
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    shown.add_column("Client", overflow="fold", max_width=24)
    if several:
        shown.add_column("Account", overflow="fold")
    shown.add_column("Turn")
    shown.add_column("Silent", min_width=10)
    shown.add_column("Usually", min_width=8)
    shown.add_column("Next", overflow="fold")
    for account, standing in found:
        style = "bold yellow" if standing.unusual and not standing.paused else ""
        cells = [standing.client, *([account] if several else []), TURNS.get(standing.turn, standing.turn)]
        cells += [silent(standing, now), usual(standing), coming(standing, now, zone)]
        shown.add_row(*(Text(cell, style=style) for cell in cells))
    return shown


def footer(found: Sequence[tuple[str, Standing]], *, calm: bool = True) -> str:
    """A calm line when no account needs a look and no client is unusual or gave a sign, and what the units
    mean."""
    units = "bd: business days; silent: business / calendar; usually: half / 9 in 10"
    if any(s.usual and s.usual.learning for _, s in found):
        units += f"\nStill learning (fewer than {ENOUGH} answers): slow to call a silence unusual."
    if calm and not any(s.unusual or s.early_signs or s.unproved for _, s in found):
        return f"All is calm.\n{units}"
    return units


def silent(standing: Standing, now: datetime) -> str:
    if standing.silent_since is None or standing.silent_business_hours is None:
        return "-"
    calendar = days((now - standing.silent_since) / timedelta(hours=1), 24, "d")
    text = f"{days(standing.silent_business_hours, standing.business_day_hours, 'bd')} / {calendar}"
    return f"{text} unusual" if standing.unusual else text


def usual(standing: Standing) -> str:
    if standing.usual is None or not standing.usual.known:
        return "-"
    length = standing.business_day_hours
    half = days(standing.usual.median_business_hours, length, "bd")
    return f"{half} / {days(standing.usual.p90_business_hours, length, 'bd')}"


def coming(standing: Standing, now: datetime, zone: ZoneInfo) -> str:
    if standing.paused:
        return pause(standing.paused, zone)
    if standing.next is None:
        return "-"
    if standing.next.at is None:
        return OLD if standing.next.what.startswith(ALREADY) else standing.next.what
    when = "now" if standing.next.at <= now else local(standing.next.at, zone)
    return f"{when}: {standing.next.what}"


def pause(why: str, zone: ZoneInfo) -> str:
    """The pause with its end, where it has one, as the owner's clock shows it."""
    lead, until, end = why.partition(" until ")
    try:
        return f"{lead}{until}{local(datetime.fromisoformat(end), zone)}"
    except ValueError:
        return why


def days(hours: float, length: float, unit: str) -> str:
    """Hours below a day, else days with one decimal below ten."""
    if hours < length:
        if hours < 0.5:
            return "< 1 h"
        return f"{hours:.1f} h" if hours < 3 else f"{hours:.0f} h"
    amount = hours / length
    return f"{amount:.1f} {unit}" if amount < 10 else f"{amount:.0f} {unit}"


def local(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%a %d %b %H:%M}"
