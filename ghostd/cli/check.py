"""`ghostd check`: the configuration and the templates, without touching a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ghostd.cli import wire
from ghostd.cli.once import plural
from ghostd.cli.options import configured
from ghostd.errors import ConfigError

if TYPE_CHECKING:
    from ghostd.config.schema import Config

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@click.command("check", short_help="Check the configuration and the templates.")
@configured
def check_command(config: Config, /) -> None:
    """Check the configuration and every template; ends with 0, or with 78 and the list of problems."""
    templates = wire.templates(config)
    if problems := templates.check():
        raise ConfigError("\n".join(problems))
    today = wire.clock_at(None).now().astimezone(config.calendar.zone).date()
    remarks = [
        *templates.remarks(),
        *templates.tone_remarks(today),
        *wire.checked_books(config).remarks(),
    ]
    used = sorted({name for client in config.clients for name in client.playbooks})
    named = f"{plural(len(used), 'playbook')} in use ({', '.join(used)})" if used else "no playbook in use"
    click.echo(
        f"The configuration is well: {plural(len(config.accounts), 'account')}, "
        f"{plural(len(config.clients), 'client')}, {named}."
    )
    click.echo(f"Working hours: {hours(config)}.")
    for remark in [*remarks, *missing(config)]:
        click.echo(f"Note: {remark}")
    click.echo("No mailbox was contacted; `ghostd once` does that, and the first time writes nothing.")


def hours(config: Config) -> str:
    calendar = config.calendar
    days = " ".join(DAYS[day] for day in sorted(calendar.workdays))
    opens, closes = calendar.hours
    region = calendar.holidays.country if calendar.holidays else "none set"
    return f"{days}, {opens:%H:%M}-{closes:%H:%M}, {calendar.zone.key}; public holidays: {region}"


def missing(config: Config) -> Iterator[str]:
    """What is no fault of the file, and yet would be noticed late."""
    for account in config.accounts:
        variable = account.password.env
        if variable and variable not in os.environ:
            yield f"account {account.name}: the variable {variable} (its password) is not set in this shell"
    if len(config.accounts) > 1 and (shared := [c.name for c in config.clients if c.accounts is None]):
        yield (
            "watched in every account, and written to from each; name one with `accounts: [...]`: "
            + ", ".join(shared)
        )
    nameless = [client.name for client in config.clients if client.playbooks and not client.contact]
    if nameless:
        yield f'without `contact`, drafts begin with a bare "Hello,": {", ".join(nameless)}'
