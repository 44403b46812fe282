"""`ghostd status`: where every client stands, from what is remembered; no server is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from ghostd.cli import wire
from ghostd.cli.accounts import STOPPED, long_ago
from ghostd.cli.options import configured, instant, json_option, now_option, stamp, write_json
from ghostd.service.report import AccountHealth
from ghostd.service.survey import Standing, braked, survey

if TYPE_CHECKING:
    from ghostd.config.schema import Config


@click.command("status", short_help="Where every client stands.")
@configured
@json_option
@now_option
def status_command(config: Config, /, as_json: bool, now: str | None) -> None:
    """Show whose turn it is with every client, how long they have been silent, and what comes next.

    Ends with 0, whatever there is to show. For monitoring, `--json` has `ok` for each account, which is false
    when nobody has looked at it for half a day, too.
    """
    at = wire.clock_at(instant(now, config.calendar.zone) if now else None).now()
    healths, found = read(wire.accounts(config), at)
    if as_json:
        write_json(
            {
                "accounts": [health_json(health, at) for health in healths],
                "clients": [standing_json(account, standing) for account, standing in found],
            }
        )
        return
    from ghostd.cli.tables import print_status

    print_status(healths, found, at, config.calendar.zone)


def read(
    accounts: Sequence[wire.Account], now: datetime
) -> tuple[list[AccountHealth], list[tuple[str, Standing]]]:
    """Every account's health, and every client with the account where the mail with them is."""
    healths, found = [], []
    for account in accounts:
        with closing(account.ledger_to_read()) as ledger:
            standings = survey(account.practice, ledger, now, account.books)
            held_back = braked(account.practice, ledger, standings, now)
            healths.append(replace(wire.health(account.name, ledger), held_back=held_back))
            found += [(account.name, standing) for standing in standings]
    return healths, without_empty(found)


def without_empty(found: Iterable[tuple[str, Standing]]) -> list[tuple[str, Standing]]:
    """A client that several accounts watch is shown where there is mail with them, once at least."""
    kept: dict[str, list[tuple[str, Standing]]] = {}
    for account, standing in found:
        others = kept.setdefault(standing.client, [])
        if not others or speaks(standing):
            others[:] = [other for other in others if speaks(other[1])] + [(account, standing)]
    return [pair for pairs in kept.values() for pair in pairs]


def speaks(standing: Standing) -> bool:
    return standing.turn != "none" or standing.case is not None or bool(standing.drafts)


def health_json(health: AccountHealth, now: datetime) -> dict[str, Any]:
    """The account's health. One that nobody has looked at for long is not well, whatever it said last."""
    stopped = long_ago(health, now)
    return {
        "name": health.name,
        "last_sync": stamp(health.last_sync),
        "ok": health.ok and not stopped,
        "problem": health.problem or (STOPPED if stopped else None),
        "not_reached_since": stamp(health.troubled),
        "held_back": health.held_back or None,
        "quarantined": [
            {**one.placement._asdict(), "why": one.why, "since": stamp(one.since), "tries": one.tries}
            for one in health.quarantined
        ],
    }


def standing_json(account: str, standing: Standing) -> dict[str, Any]:
    """The standing under its fields' names, the client's as `name`."""
    plain = {field.name: getattr(standing, field.name) for field in fields(standing)}
    plain = {"name": plain.pop("client"), "account": account, **plain}
    for key in ("usual", "case", "next"):
        plain[key] = None if plain[key] is None else stamped(asdict(plain[key]))
    plain["drafts"] = [stamped(asdict(draft)) for draft in standing.drafts]
    return stamped(plain)


def stamped(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {key: stamp(value) if isinstance(value, datetime) else value for key, value in plain.items()}
