"""`ghostd replay`: what ghostd would have done in the past, at several settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ghostd.cli.options import config_option, json_option, now_option, write_json
from ghostd.errors import OperatorError

if TYPE_CHECKING:
    from ghostd.cli.replay.sources import Replayed

SEVERAL = ("--mbox", "--owner", "--list")
"""Options that take all the words up to the next option, and may be repeated as well."""

SHARE = click.FloatRange(0.001, 0.5)


class WithLists(click.Command):
    """`--mbox a b` is read as `--mbox a --mbox b`; the command has no arguments that could be meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(repeated(args)))


def repeated(words: Iterable[str]) -> Iterator[str]:
    """The same words, with the option before each of its values."""
    option, waits = "", False
    for word in words:
        if word.startswith("-"):
            name, given, _ = word.partition("=")
            option = name if name in SEVERAL else ""
            waits = not given
        else:
            if option and not waits:
                yield option
            waits = False
        yield word


@click.command("replay", cls=WithLists, short_help="What ghostd would have done in the past.")
@config_option
@click.option(
    "--mbox", "files", multiple=True, metavar="FILE...", help="Mail in mbox files (.xz and .gz, too)."
)
@click.option("--owner", "owner", multiple=True, metavar="ADDRESS...", help="Your addresses in those files.")
@click.option("--list", "lists", multiple=True, metavar="ADDRESS...", help="Mailing lists: nobody's answers.")
@click.option("--zone", metavar="ZONE", help="Where you work, such as Europe/Madrid (for --mbox).")
@click.option(
    "--alpha", type=SHARE, metavar="SHARE", help="Of those about to answer, how many may be disturbed (0.05)."
)
@click.option("--gamma", type=SHARE, metavar="SHARE", help="Of the alarms, how many may be needless (0.10).")
@click.option(
    "--top",
    type=click.IntRange(0),
    metavar="N",
    default=10,
    show_default=True,
    help="How many clients to show.",
)
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a report with plots.")
@click.option(
    "--turns", type=click.Path(path_type=Path), metavar="FILE", help="Write a JSON line for each turn."
)
@json_option
@now_option
@click.pass_context
def replay_command(
    ctx: click.Context,
    config: Path | None,
    files: tuple[str, ...],
    owner: tuple[str, ...],
    lists: tuple[str, ...],
    zone: str | None,
    alpha: float | None,
    gamma: float | None,
    top: int,
    html: Path | None,
    turns: Path | None,
    as_json: bool,
    now: str | None,
) -> None:
    """Walk the clock through a mailbox, and show what ghostd would have done at several settings.

    Without --mbox it is what ghostd has read of your accounts, with the clients of your configuration. With
    --mbox FILE and --owner ADDRESS it needs no configuration: everybody in the file may be a client, one for
    each company. Nothing is asked of a server, and nothing is written but what you name.
    """
    from ghostd.cli.replay import sources

    if not files and (owner or lists or zone):
        raise OperatorError("--owner, --list and --zone belong to mail in files; name it with --mbox FILE")
    wanted = sources.Wanted(alpha, gamma)
    given = config or ctx.obj
    with working():
        if files:
            found = [sources.of_files([Path(f) for f in files], owner, lists, zone, given, wanted)]
        else:
            found = sources.of_accounts(given, now, wanted)
    if turns:
        save(turns, turn_lines(found))
    if html:
        from ghostd.cli.replay.page import page

        save(html, [page(found, top)])
    tell(found, top, as_json, [path for path in (turns, html) if path])


def tell(found: Sequence[Replayed], top: int, as_json: bool, written: Sequence[Path]) -> None:
    if as_json:
        from ghostd.cli.replay.written import replayed_json

        write_json({"mailboxes": [replayed_json(one) for one in found]})
        return
    from rich.console import Console

    from ghostd.cli.replay.tables import print_replayed

    out = Console(highlight=False)
    for one in found:
        print_replayed(one, out, top)
    for path in written:
        click.echo(f"Written: {path}")


def turn_lines(found: Sequence[Replayed]) -> Iterator[str]:
    """A JSON line a turn; of several accounts with the account's name, because they may share a mail."""
    from ghostd.core.replay.lines import line

    for one in found:
        account = {"account": one.name} if len(found) > 1 else {}
        for wait in one.past.waits:
            yield json.dumps(line(wait) | account, ensure_ascii=False) + "\n"


def save(path: Path, text: Iterable[str]) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(text)
    except OSError as error:
        raise OperatorError(f"{path}: {error.strerror}; name a file that can be written") from None


@contextmanager
def working() -> Iterator[None]:
    """Something that moves, on a terminal only: a large mailbox takes some seconds."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("reading the mail"):
        yield
