"""`ghostd run`: the daemon, in the foreground; systemd or a terminal keeps it."""

from __future__ import annotations

import logging
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ghostd.cli import desk, wire
from ghostd.cli.options import config_option, locate
from ghostd.errors import ConfigError, OperatorError

if TYPE_CHECKING:
    from ghostd.service.world import Roster

log = logging.getLogger("ghostd.run")


@click.command("run", short_help="Watch the mailboxes until stopped (the daemon).")
@config_option
@click.option("--now", hidden=True)
@click.pass_context
def run_command(ctx: click.Context, /, config: Path | None, now: str | None) -> None:
    """Watch the mailboxes until SIGTERM or Ctrl-C; SIGHUP takes a changed configuration.

    Ends with 0 when it was stopped, with 77 when every account refuses the login, with 78 when the
    configuration is wrong.
    """
    if now is not None:
        raise OperatorError(
            "run lives in the present and takes no --now; rehearse with `ghostd once --now` or `plan --now`"
        )
    ctx.exit(serve(locate(config or ctx.obj, os.environ)))


def serve(path: Path) -> int:
    """Run the loop on the configuration in `path`; returns the exit code."""
    from ghostd.adapters.clock import SystemClock, monotonic
    from ghostd.adapters.systemd import from_process
    from ghostd.cli import faults, journal
    from ghostd.cli.bars import Bars
    from ghostd.config.load import load
    from ghostd.service.loop import Loop
    from ghostd.service.world import World

    config = load(path)
    journal.keep(wire.users(config))
    folder, clock, bars = wire.state(config), SystemClock(), Bars()

    def reload() -> Roster:
        changed = load(path)
        if wire.state(changed) != folder:
            raise ConfigError("`state` cannot change while ghostd runs; restart it instead")
        journal.keep(wire.users(changed))
        return desk.roster(changed, clock, bars, first=False)

    def fault(error: BaseException) -> None:
        log.error("fault.met %s", faults.keep_report(error, folder))

    with wire.lock(config):
        world = World(
            clock=clock, monotonic=monotonic, draw=draw, notify=from_process(), reload=reload, fault=fault
        )
        loop = Loop(desk.roster(config, clock, bars), world)
        code = loop.run()
        bars.close()
        if not loop.settled:
            leave(code)
    return code


def draw() -> float:
    """A number in [0, 1), other for every daemon, so that they do not all come back at once."""
    return secrets.randbelow(1000) / 1000


def leave(code: int) -> None:
    """End at once: a pass still hangs in a call that nothing interrupts, such as a lookup of a name.

    The ledger and the mailbox are kept so that they bear this at any instant.
    """
    log.warning("daemon.left a pass was still waiting for the network")
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
