"""`ghostd show CLIENT`: everything about one client, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from ghostd.cli import wire
from ghostd.cli.clients import find
from ghostd.cli.options import configured, instant, json_option, now_option, plain, write_json
from ghostd.cli.status import speaks, stamped, standing_json
from ghostd.core.replies.quote import body_text
from ghostd.service.survey import History, history

if TYPE_CHECKING:
    from rich.console import Console

    from ghostd.config.schema import Config
    from ghostd.core.replies.notice_facts import NoticeFacts


@click.command("show", short_help="Everything about one client, with the reasons.")
@configured
@click.argument("client")
@json_option
@now_option
def show_command(config: Config, /, client: str, as_json: bool, now: str | None) -> None:
    """Show where CLIENT stands, the case so far with its reasons, its drafts, and what comes next."""
    at = wire.clock_at(instant(now, config.calendar.zone) if now else None).now()
    accounts = wire.accounts(config)
    name = find(client, [c.name for account in accounts for c in account.practice.clients])
    found = [(account.name, past(account, name, at)) for account in accounts if has(account, name)]
    told = [pair for pair in found if speaks(pair[1].standing)] or found[:1]
    if as_json:
        first, *others = [history_json(account, one) for account, one in told]
        write_json(first | {"elsewhere": others} if others else first)
        return
    from rich.console import Console
    from rich.text import Text

    out = Console(highlight=False, soft_wrap=False)
    for account, one in told:
        print_history(out, account if len(told) > 1 else "", one, at, config.calendar.zone)
        if one.notice is not None:
            out.print(Text(f"\n{assessment_text(config, one.notice)}"))


def has(account: wire.Account, name: str) -> bool:
    return any(client.name == name for client in account.practice.clients)


def past(account: wire.Account, name: str, now: datetime) -> History:
    client = next(client for client in account.practice.clients if client.name == name)
    with closing(account.ledger_to_read()) as ledger:
        return history(account.practice, ledger, client, now, account.books)


def history_json(account: str, one: History) -> dict[str, Any]:
    entries = [stamped(asdict(entry)) for entry in one.entries]
    assessment = plain(one.notice["assessment"]) if one.notice else None
    return {**standing_json(account, one.standing), "entries": entries, "assessment": assessment}


def assessment_text(config: Config, notice: NoticeFacts) -> str:
    """The assessment as the owner's notice words it, in the owner's language."""
    rendered = wire.templates(config).render("assessment", config.language, {**notice})
    return f"{rendered.subject}\n\n{body_text(rendered.body)}".rstrip()


def waited_for(one: History, zone: ZoneInfo) -> Iterator[str]:
    """Which mail waits for an answer, and what to do beside mail."""
    if one.asked:
        subject = f': "{one.subject}"' if one.subject else ""
        asked = one.asked.astimezone(zone)
        yield f"Waiting since your mail of {asked.day} {asked:%B %Y}{subject}."
    if one.phone:
        yield f"By phone: {one.phone}"


def print_history(out: Console, account: str, one: History, now: datetime, zone: ZoneInfo) -> None:
    from rich.table import Table
    from rich.text import Text

    from ghostd.cli.tables import coming, local

    standing = one.standing
    out.print(Text(f"{standing.client} ({account})" if account else standing.client, style="bold"))
    out.print(Text(standing.explanation))
    for line in (*standing.early_signs, *standing.unproved, *waited_for(one, zone)):
        out.print(Text(line))
    if case := standing.case:
        opened = local(case.opened, zone)
        out.print(Text(f"Case {case.id}: {case.playbook}, goal {case.goal}, {case.phase}, opened {opened}."))
    else:
        out.print(Text("No open case."))
    if one.entries:
        course = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), title_justify="left")
        for heading in ("When", "What", "Step", "Why"):
            course.add_column(heading, overflow="fold", no_wrap=heading == "When")
        for entry in one.entries:
            cells = (local(entry.at, zone), entry.event, entry.step, entry.reason)
            course.add_row(*(Text(cell) for cell in cells))
        out.print()
        out.print(course)
    for draft in standing.drafts:
        evidence = f": {draft.evidence}" if draft.evidence else ""
        since = f", written {local(draft.appended, zone)}" if draft.appended else ", not in Drafts yet"
        out.print(Text(f"Draft {draft.step}{since}: {draft.verdict} ({draft.confidence}){evidence}"))
    coming_next = coming(standing, now, zone)
    if standing.next is not None and standing.next.at is None and not standing.paused:
        coming_next = standing.next.what
    why = f" ({standing.next.why})" if standing.next and standing.next.why and not standing.paused else ""
    out.print(Text(f"Next: {coming_next}{why}"))
    if one.waiting:
        out.print(Text("\nThe draft that waits in Drafts:\n", style="bold"))
        out.print(Text("\n".join(f"    {line}" for line in one.waiting.splitlines())))
