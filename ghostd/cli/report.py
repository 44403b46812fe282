"""`ghostd report`: what all silences so far teach, what is open on every account, which terms protect."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from ghostd.cli import wire
from ghostd.cli.options import configured, instant, json_option, now_option, plain, write_json
from ghostd.core.learning import Lessons, Past, lessons
from ghostd.service.learning import Position, past, positions

if TYPE_CHECKING:
    from ghostd.config.schema import Config


@click.command("report", short_help="What past silences teach, and what is open.")
@configured
@json_option
@now_option
def report_command(config: Config, /, as_json: bool, now: str | None) -> None:
    """Show how past silences ended, which step helped, what each client owes, and which terms protect you."""
    at = wire.clock_at(instant(now, config.calendar.zone) if now else None).now()
    learned, found = read(wire.accounts(config), at)
    if as_json:
        write_json({"lessons": plain(learned), "clients": [position_json(one) for one in found]})
        return
    from rich.console import Console

    from ghostd.cli.report_tables import print_report

    print_report(Console(highlight=False), learned, found, config.language)


def read(accounts: list[wire.Account], now: datetime) -> tuple[Lessons, list[Position]]:
    """The lessons of all accounts together, and each client once."""
    over: list[Past] = []
    found: dict[str, Position] = {}
    playbooks = accounts[0].practice.playbooks if accounts else {}
    for account in accounts:
        with closing(account.ledger_to_read()) as ledger:
            over += past(account.practice, ledger, account.books, now)
        for one in positions(account.practice, account.books, now):
            found.setdefault(one.client, one)
    return lessons(over, playbooks), list(found.values())


def position_json(one: Position) -> dict[str, Any]:
    terms = {"known": one.contract.known, "listed": plain(one.contract.terms)}
    return {
        "name": one.client,
        "account": plain(one.statement),
        "contract": {**terms, "missing": plain(one.contract.missing) if one.contract.known else []},
    }
