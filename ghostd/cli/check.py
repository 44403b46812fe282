"""`ghostd check`: the configuration, the templates and the passwords, without touching a server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ghostd.cli import wire
from ghostd.cli.once import plural
from ghostd.cli.options import FILE, configured
from ghostd.errors import ConfigError, PasswordWithheld

if TYPE_CHECKING:
    from ghostd.config.schema import Config

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@click.command("check", short_help="Check the configuration and the templates.")
@configured
@click.pass_context
def check_command(ctx: click.Context, config: Config, /) -> None:
    """Check the configuration, every template, and that the passwords can be read; none is shown.

    Ends with 0, or with 78 and the list of problems.
    """
    templates = wire.templates(config)
    if problems := templates.check():
        raise ConfigError("\n".join(problems))
    unread = passwords(config)
    today = wire.clock_at(None).now().astimezone(config.calendar.zone).date()
    remarks = [
        *templates.remarks(),
        *templates.tone_remarks(today),
        *wire.checked_books(config).remarks(),
    ]
    used = sorted({name for client in config.clients for name in client.playbooks})
    named = f"{plural(len(used), 'playbook')} in use ({', '.join(used)})" if used else "no playbook in use"
    click.echo(
        f"{ctx.meta[FILE]} is well: {plural(len(config.accounts), 'account')}, "
        f"{plural(len(config.clients), 'client')}, {named}."
    )
    click.echo(f"Working hours: {hours(config)}.")
    for remark in [*remarks, *unread, *missing(config)]:
        click.echo(f"Note: {remark}")
    click.echo("No mailbox was contacted; `ghostd once` does that, and the first time writes nothing.")


def hours(config: Config) -> str:
    calendar = config.calendar
    days = " ".join(DAYS[day] for day in sorted(calendar.workdays))
    opens, closes = calendar.hours
    region = calendar.holidays.country if calendar.holidays else "none set"
    return f"{days}, {opens:%H:%M}-{closes:%H:%M}, {calendar.zone.key}; public holidays: {region}"


def passwords(config: Config) -> list[str]:
    """Every password is read as `run` would; `ConfigError` with what it would refuse anywhere, and as remarks
    what may only be missing in this shell."""
    from ghostd.config.secrets import NotHere, read_password

    refused, elsewhere = [], []
    for account in wire.accounts(config):
        try:
            read_password(account.config.password, withheld=account.withheld)
        except (NotHere, PasswordWithheld) as problem:
            elsewhere.append(f"account {account.name}: as this user, in this shell, {problem}")
        except ConfigError as problem:
            refused.append(f"account {account.name}: {problem}")
    if refused:
        raise ConfigError("\n".join(refused))
    return elsewhere


def missing(config: Config) -> Iterator[str]:
    """What is no fault of the file, and yet would be noticed late."""
    if len(config.accounts) > 1 and (shared := [c.name for c in config.clients if c.accounts is None]):
        yield (
            "watched in every account, and written to from each; name one with `accounts: [...]`: "
            + ", ".join(shared)
        )
    nameless = [client.name for client in config.clients if client.playbooks and not client.contact]
    if nameless:
        yield f'without `contact`, drafts begin with a bare "Hello,": {", ".join(nameless)}'
