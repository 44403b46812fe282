"""`ghostd open`, `goal`, `pause`, `resume`, `close`: the owner's orders, kept for the next pass."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

import click

from ghostd.cli import wire
from ghostd.cli.clients import find
from ghostd.cli.options import configured, instant
from ghostd.core.playbook.model import GOALS
from ghostd.errors import OperatorError

if TYPE_CHECKING:
    from ghostd.config.schema import Config


@click.command("open", short_help="Open a playbook for a client now.")
@configured
@click.argument("playbook")
@click.argument("client")
def open_command(config: Config, /, playbook: str, client: str) -> None:
    """Open PLAYBOOK for CLIENT now, for a silence that ghostd would not act upon by itself yet."""
    known = sorted({name for account in wire.accounts(config) for name in account.practice.playbooks})
    if playbook not in known:
        raise OperatorError(f'there is no playbook "{playbook}"; there is: {", ".join(known)}')
    name = give(config, "open", client, playbook)
    click.echo(f"{name}: {playbook} is to be opened; {when(config)}.")


@click.command("goal", short_help="Choose what a client's case is to reach.")
@configured
@click.argument("client")
@click.argument("goal", type=click.Choice(GOALS))
def goal_command(config: Config, /, client: str, goal: str) -> None:
    """Choose what CLIENT's case is to reach: keep the relationship, collect what is owed, or let go.

    The next drafts follow it, and an untouched one that waits is written anew. For all cases to come write
    `goal:` for the client in the configuration.
    """
    name = give(config, "goal", client, goal)
    click.echo(f"{name}: the goal is {goal}; {when(config)}.")


@click.command("pause", short_help="Leave a client alone for a while.")
@configured
@click.argument("client")
@click.option("--until", metavar="DATE", help="The day on which to go on; without it, until `resume`.")
def pause_command(config: Config, /, client: str, until: str | None) -> None:
    """Leave CLIENT alone: nothing is opened and nothing is drafted until DATE, or until `ghostd resume`."""
    zone = config.calendar.zone
    ends = instant(until, zone, "--until") if until else None
    if ends is not None and ends <= wire.clock_at(None).now():
        raise OperatorError(f"--until: {until} is over already; name a day to come")
    name = give(config, "pause", client, ends.isoformat() if ends else "")
    span = f"until {ends.astimezone(zone):%a %d %b %Y}" if ends else "until you resume it"
    click.echo(f"{name}: paused {span}; {when(config)}.")


@click.command("resume", short_help="End a client's pause.")
@configured
@click.argument("client")
def resume_command(config: Config, /, client: str) -> None:
    """End CLIENT's pause, or go on with a case that waits for your word."""
    name = give(config, "resume", client, "")
    click.echo(f"{name}: resumed; {when(config)}.")


@click.command("close", short_help="Close a client's case.")
@configured
@click.argument("client")
def close_command(config: Config, /, client: str) -> None:
    """Close CLIENT's case: no more steps of it, and an untouched draft is withdrawn."""
    name = give(config, "close", client, "")
    click.echo(f"{name}: the case is to be closed; {when(config)}.")


def give(config: Config, verb: str, client: str, argument: str) -> str:
    """Store the order in the ledger of every account that has the client; gives the client's full name."""
    accounts = wire.accounts(config)
    name = find(client, [c.name for account in accounts for c in account.practice.clients])
    theirs = [account for account in accounts if any(c.name == name for c in account.practice.clients)]
    refuse(verb, name, theirs, argument)
    now = wire.clock_at(None).now()
    for account in theirs:
        with closing(account.ledger()) as ledger:
            ledger.order(now, verb, name, argument)
    return name


def refuse(verb: str, name: str, accounts: Iterable[wire.Account], argument: str) -> None:
    """Say at once, and not at the next look, what could come to nothing."""
    running: set[str] = set()
    for account in accounts:
        with closing(account.ledger()) as ledger:
            running |= {case.playbook for case in ledger.cases() if case.client == name}
            running |= {o.argument for o in ledger.orders() if o.verb == "open" and o.client == name}
    if verb == "open" and argument in running:
        raise OperatorError(f"{name} has an open case already; `ghostd show` tells about it")
    if verb == "goal" and not running:
        raise OperatorError(f"{name} has no open case; write `goal: {argument}` for it in the configuration")
    if verb == "close" and not running:
        raise OperatorError(f"{name} has no open case")


def when(config: Config) -> str:
    if wire.daemon(config) is None:
        return "`ghostd once` or `ghostd run` will do it"
    return "the running daemon takes it within seconds"
