"""How each account fares, in lines for a person: when it was last looked at, and what is amiss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from ghostd.core.quarantine import Quarantined
    from ghostd.service.report import AccountHealth

LONG_AGO = timedelta(hours=12)
SHOWN = 10
"""Messages set aside that are named; of more only the number is told."""


def warnings(health: AccountHealth, now: datetime, zone: ZoneInfo) -> Iterator[str]:
    """What needs a look, a line each."""
    if not health.ok or long_ago(health, now):
        yield looked(health, now, zone)
    if health.held_back:
        yield f"{health.name}: {health.held_back}"
    yield from aside(health.name, health.quarantined, lambda at: f", found {moment(at, now, zone)}")


def long_ago(health: AccountHealth, now: datetime) -> bool:
    return health.last_sync is not None and now - health.last_sync > LONG_AGO


def looked(health: AccountHealth, now: datetime, zone: ZoneInfo) -> str:
    """When the account was last looked at, or since when that fails and why."""
    last = f"last looked at {moment(health.last_sync, now, zone)}" if health.last_sync else ""
    if health.troubled:
        since = f"not reached since {moment(health.troubled, now, zone)}: {health.problem}"
        return f"{health.name}: {since}{f' ({last})' if last else ''}"
    if not last:
        return f"{health.name}: {health.problem or NEVER}"
    if health.problem:
        return f"{health.name}: {last}; {health.problem}"
    return f"{health.name}: {last}{f'; {STOPPED}' if long_ago(health, now) else ''}"


STOPPED = "ghostd does not seem to be running; see `systemctl status ghostd`, or start `ghostd run`"
NEVER = "not read yet; `ghostd once` reads it now, `ghostd run` keeps watching it"


def aside(
    name: str, quarantined: tuple[Quarantined, ...], found: Callable[[datetime], str] = lambda at: ""
) -> Iterator[str]:
    """The messages that could not be read, when they were found, and why."""
    if not quarantined:
        return
    number = len(quarantined)
    what = "1 message is" if number == 1 else f"{number} messages are"
    yield f"{name}: {what} set aside, not readable so far; tried again by itself"
    for one in quarantined[:SHOWN]:
        known = " (it counts by its header)" if one.mirrored else ""
        yield f"  {one.placement.folder}, UID {one.placement.uid}{found(one.since)}: {one.why}{known}"
    if number > SHOWN:
        yield f"  and {number - SHOWN} more"


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The time on the owner's clock, with as much of the day as is needed, and how long ago that is."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    days = (today - local.date()).days
    if days == 0:
        shown = f"{local:%H:%M}"
    else:
        shown = f"{local:%A %H:%M}" if 0 < days < 7 else f"{local:%a %d %b %Y %H:%M}"
    return f"{shown} ({ago(now - at)})"


def ago(span: timedelta) -> str:
    minutes = span / timedelta(minutes=1)
    if minutes < 2:
        return "just now"
    if minutes < 120:
        return f"{minutes:.0f} minutes ago"
    return f"{minutes / 60:.0f} hours ago" if minutes < 2880 else f"{minutes / 1440:.0f} days ago"
