"""`ghostd once`: one pass over every account; an account in trouble does not keep the others."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from ghostd.cli import wire
from ghostd.cli.accounts import aside
from ghostd.cli.options import configured, instant, json_option, now_option, write_json
from ghostd.cli.words import done
from ghostd.errors import Bug, OperatorError, Unavailable

if TYPE_CHECKING:
    from ghostd.cli.bars import Bars
    from ghostd.config.schema import Config
    from ghostd.service.report import Report

BY_ITSELF = "a running ghostd looks by itself, and `ghostd status` tells what it found"


@click.command("once", short_help="Look at every mailbox once and do what is due.")
@configured
@json_option
@now_option
@click.pass_context
def once_command(ctx: click.Context, config: Config, /, as_json: bool, now: str | None) -> None:
    """Look at every mailbox once, do what is due, and end.

    Ends with 0, or with 75 (try again later), 77 (every login refused) or 1 when something went wrong.
    """
    from ghostd.cli import journal

    journal.keep(wire.users(config), quiet=sys.stderr.isatty())
    clock = wire.clock_at(instant(now, config.calendar.zone) if now else None)
    render = wire.templates(config)
    accounts = wire.accounts(config)
    with wire.lock(config, BY_ITSELF), bars() as shown:
        reports, codes = each(
            accounts,
            lambda account: wire.look(account, render, clock, shown.of(account.name)),
        )
    if as_json:
        write_json({"accounts": [counts(report) for report in reports]})
    else:
        for report in reports:
            click.echo("\n".join(told(report)))
        new = [account for account, report in zip(accounts, reports, strict=True) if only_measured(report)]
        for line in first_words(new, clock.now()):
            click.echo(line)
    ctx.exit(exit_code(codes))


@contextmanager
def bars() -> Iterator[Bars]:
    from ghostd.cli.bars import Bars

    shown = Bars()
    try:
        yield shown
    finally:
        shown.close()


def each(
    accounts: Sequence[wire.Account], work: Callable[[wire.Account], Report]
) -> tuple[list[Report], list[int]]:
    """A report and an exit code an account; what the operator can mend goes into the report's errors."""
    from ghostd.cli.faults import keep_report
    from ghostd.service.report import Report

    reports, codes = [], []
    for account in accounts:
        try:
            report, code = work(account), 0
            for fault in report.faults:
                keep_report(fault, account.path.parent)
        except OperatorError as error:
            report, code = Report(account.name, errors=[str(error)], unread=True), error.exit_code
        except Exception as fault:
            told = keep_report(fault, account.path.parent)
            report, code = Report(account.name, errors=[told], unread=True), Bug.exit_code
        reports.append(report)
        codes.append(code or int(bool(report.errors or report.declined)))
    return reports, codes


def exit_code(codes: Sequence[int]) -> int:
    """What all accounts agree on; else 75 where trying again may help some of them, else 1."""
    if len(set(codes)) == 1:
        return codes[0]
    return Unavailable.exit_code if Unavailable.exit_code in codes else 1


def counts(report: Report) -> dict[str, Any]:
    return {
        "name": report.account,
        "messages": report.messages,
        "drafts_appended": report.drafts_appended,
        "drafts_withdrawn": report.drafts_withdrawn,
        "notices": report.notices,
        "errors": [*report.errors, *report.declined.values()],
        "quarantined": len(report.quarantined),
    }


def told(report: Report) -> list[str]:
    """The pass in words: a line for the account, then what was done for whom, and what went wrong."""
    did = [
        plural(report.messages, "new message"),
        *([f"{plural(report.drafts_appended, 'draft')} written"] if report.drafts_appended else []),
        *([f"{plural(report.drafts_withdrawn, 'draft')} withdrawn"] if report.drafts_withdrawn else []),
        *([plural(report.notices, "notice")] if report.notices else []),
    ]
    if report.unread:
        return [f"{report.account}: not read", *(f"  {error}" for error in report.errors)]
    lines = [f"{report.account}: {', '.join(did)}"]
    lines += [f"  {line}" for line in map(done, report.actions) if line]
    lines += [f"  {line}" for line in aside(report.account, tuple(report.quarantined))]
    return lines + [f"  {error}" for error in (*report.errors, *report.declined.values())]


def only_measured(report: Report) -> bool:
    """Whether it was a first look that wrote nothing, as all are that no `ghostd open` went before."""
    return report.first and not (report.drafts_appended or report.notices)


def first_words(new: Sequence[wire.Account], now: datetime) -> Iterator[str]:
    """After an account's first look: who is silent already, and how to take that up."""
    from ghostd.core.playbook.decide import ALREADY
    from ghostd.service.survey import survey

    if not new:
        return
    yield "The first look only measures; nothing was written. `ghostd status` shows everybody."
    old: list[str] = []
    for account in new:
        with closing(account.ledger_to_read()) as ledger:
            found = survey(account.practice, ledger, now)
        old += [s.client for s in found if s.next and s.next.at is None and s.next.what.startswith(ALREADY)]
    if old:
        yield "Already silent before, and left alone unless you say so:"
        yield from (f"  ghostd open ghosting {shlex.quote(client)}" for client in dict.fromkeys(old))


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
