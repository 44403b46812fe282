"""`ghostd check`: the configuration and the templates, without touching a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ghostd.cli import wire
from ghostd.cli.once import plural
from ghostd.cli.options import configured

if TYPE_CHECKING:
    from ghostd.config.schema import Config


@click.command("check", short_help="Check the configuration and the templates.")
@configured
def check_command(config: Config, /) -> None:
    """Check the configuration and every template; ends with 0, or with 78 and the list of problems."""
    remarks = wire.templates(config).remarks()
    used = sorted({name for client in config.clients for name in client.playbooks})
    named = f"{plural(len(used), 'playbook')} in use ({', '.join(used)})" if used else "no playbook in use"
    click.echo(
        f"All is well: {plural(len(config.accounts), 'account')}, {plural(len(config.clients), 'client')}, "
        f"{named}."
    )
    for remark in remarks:
        click.echo(f"Note: {remark}")
