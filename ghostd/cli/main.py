"""The `ghostd` command: finds the subcommand's file, and is the only place that catches everything.

Each subcommand lives in a file that is imported when it is called, so that `ghostd status` waits for nothing
it does not use.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import textwrap
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ghostd import __version__
from ghostd.cli.commands import COMMANDS
from ghostd.errors import OperatorError

COMPLETION = "_GHOSTD_COMPLETE"
STATE = "ghostd.state"
"""Where a command leaves word of its state folder, once it knows it."""
INTERRUPTED = 130
PIPE_CLOSED = 141
"""What a shell reports for a program that SIGINT or SIGPIPE ended."""


class Commands(click.Group):
    """A group whose commands are imported by need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(
            import_module(COMMANDS[cmd_name][0]), f"{cmd_name.replace('-', '_')}_command"
        )
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The configuration file; else $GHOSTD_CONFIG, else as the README says.",
)
@click.version_option(__version__, prog_name="ghostd")
@click.pass_context
def cli(ctx: click.Context, config: Path | None) -> None:
    """Watches your mailbox for clients who went silent and puts the follow-up into Drafts.

    It never sends mail: you approve a draft by sending it in your mail program.
    """
    ctx.obj = config


def main() -> None:
    """Run the command line and exit with its code."""
    # As an exception, so that what is open is closed and a progress bar gives the cursor back.
    signal.signal(signal.SIGTERM, lambda signum, _frame: sys.exit(128 + signum))
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of a command line; every exception ends here."""
    known: dict[str, Any] = {}
    try:
        if COMPLETION in os.environ:
            cli.main(arguments, prog_name="ghostd")
        # Not `cli.main`, which has its own ways with Ctrl-C and closed pipes.
        with cli.make_context("ghostd", arguments) as ctx:
            known = ctx.meta
            cli.invoke(ctx)
        sys.stdout.flush()
        return 0
    except OperatorError as error:
        return complain(str(error), error.exit_code)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        # What is still buffered must not fail again when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        from ghostd.cli.faults import keep_report

        return complain(keep_report(error, known.get(STATE)), 3)


def complain(text: str, code: int) -> int:
    from ghostd.cli.journal import marked

    click.echo(marked(wrapped(f"ghostd: {text}")), err=True)
    return code


def wrapped(text: str) -> str:
    """The same text, broken between words where a terminal would break within them."""
    if not sys.stderr.isatty():
        return text
    width = shutil.get_terminal_size().columns
    lines = (textwrap.wrap(line, width, break_long_words=False) or [""] for line in text.splitlines())
    return "\n".join(part for wrapped_line in lines for part in wrapped_line)
