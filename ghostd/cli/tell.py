"""`ghostd demo`: the main job as a story, with a mailbox of its own."""

from __future__ import annotations

from pathlib import Path

import click

from ghostd.cli.options import config_option


@click.command("demo", short_help="The main job as a story, with a mailbox of its own.")
@config_option
def demo_command(config: Path | None) -> None:
    """Tell the main job: a client goes silent, ghostd notices, waits and drafts, the owner sends.

    Starts a mail server of its own on this machine, fills it with a year of invented mail, and moves the
    clock day by day. Needs no configuration and touches nothing of yours.
    """
    from rich.console import Console

    from ghostd.cli.demo.story import tell

    tell(Console())
