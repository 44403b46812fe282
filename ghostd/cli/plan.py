"""`ghostd plan`: what a pass would do now, with nothing written anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ghostd.cli import wire
from ghostd.cli.once import bars, each, exit_code
from ghostd.cli.options import configured, instant, json_option, now_option, stamp, write_json
from ghostd.cli.words import would

if TYPE_CHECKING:
    from ghostd.config.schema import Config
    from ghostd.service.report import Action


@click.command("plan", short_help="Say what would happen now; nothing is written.")
@configured
@json_option
@now_option
@click.pass_context
def plan_command(ctx: click.Context, config: Config, /, as_json: bool, now: str | None) -> None:
    """Say what `ghostd once` would do now. The mailbox is only read and nothing is remembered."""
    clock = wire.clock_at(instant(now, config.calendar.zone) if now else None)
    render = wire.templates(config)
    with bars() as shown:
        reports, codes = each(
            wire.accounts(config),
            lambda account: wire.rehearse(account, render, clock, shown.of(account.name)),
        )
    actions = [(report.account, action) for report in reports for action in report.actions]
    if as_json:
        write_json({"actions": [written(account, action) for account, action in actions]})
    elif actions:
        for line in filter(None, (would(action) for _, action in actions)):
            click.echo(line)
    elif not any(codes):
        click.echo("Nothing is due now; `ghostd status` shows what comes next.")
    for report in reports:
        for error in report.errors:
            click.echo(f"{report.account}: {error}", err=True)
    ctx.exit(exit_code(codes))


def written(account: str, action: Action) -> dict[str, Any]:
    return {
        "client": action.client,
        "action": action.action,
        "step": action.step,
        "reason": action.reason,
        "at": stamp(action.at),
        "account": account,
    }
