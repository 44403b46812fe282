"""`ghostd dossier CLIENT --out DIR`: everything there is with one client, as a folder."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ghostd.cli import wire
from ghostd.cli.clients import find
from ghostd.cli.once import bars, plural
from ghostd.cli.options import configured, instant, now_option

if TYPE_CHECKING:
    from ghostd.cli.bars import Bars
    from ghostd.config.schema import Config
    from ghostd.core.dossier.records import Dossier
    from ghostd.service.dossier import Source


@click.command("dossier", short_help="Everything with one client, as a folder of files.")
@configured
@click.argument("client")
@click.option(
    "--out",
    "out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A new or empty folder.",
)
@now_option
def dossier_command(config: Config, /, client: str, out: Path, now: str | None) -> None:
    """Write everything there is with CLIENT into a folder: an index to read or print, every message as the
    original, the drafts and what became of them, each case with its reasons, the money, and a SHA-256 of
    every file.

    The mailbox is only read, nothing is remembered, and nothing that is there is overwritten.
    """
    from ghostd.adapters.dossier_folder import DossierFolder
    from ghostd.core.dossier.index import index_of
    from ghostd.service.dossier import dossier_of

    accounts = wire.accounts(config)
    name = find(client, [c.name for account in accounts for c in account.practice.clients])
    theirs = [account for account in accounts if any(c.name == name for c in account.practice.clients)]
    at, zone = wire.clock_at(instant(now, config.calendar.zone) if now else None).now(), config.calendar.zone
    with DossierFolder(out) as folder, ExitStack() as stack:
        with bars() as shown:
            sources = [opened(stack, account, at, shown) for account in theirs]
        with fetching() as told:
            dossier = dossier_of(name, sources, folder, at, zone, told)
        digest = folder.finish(index_of(dossier, config.language, zone))
    click.echo("\n".join(summed_up(dossier, folder.folder, digest)))


def opened(stack: ExitStack, account: wire.Account, now: datetime, shown: Bars) -> Source:
    """The account with its mailbox and a copy of its ledger, brought up to date, that nothing is kept of."""
    from ghostd.service.dossier import Source
    from ghostd.service.sync import mirror

    with closing(account.ledger_to_read()) as ledger:
        copy = stack.enter_context(closing(ledger.copy_in_memory()))
    mailbox = stack.enter_context(wire.connected(account))
    mirror(account.practice, mailbox, copy, now, shown.of(account.name))
    return Source(account.practice, mailbox, copy, account.books)


@contextmanager
def fetching() -> Iterator[Callable[[int, int], None]]:
    """A bar for the originals, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("fetching the originals"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def summed_up(dossier: Dossier, folder: Path, digest: str) -> Sequence[str]:
    counts = (
        plural(len(dossier.distinct), "message"),
        plural(len(dossier.drafts), "draft"),
        plural(len(dossier.courses), "case"),
    )
    lines = [f"{dossier.client.name}: {', '.join(counts)}."]
    if missing := len(dossier.missing):
        lines.append(f"Of {plural(missing, 'message')} there is no original: the index says why.")
    return [
        *lines,
        f"Written to {folder}; begin with index.html.",
        f"Check it with: cd {shlex.quote(str(folder))} && sha256sum -c SHA256SUMS",
        f"SHA-256 of SHA256SUMS (worth keeping elsewhere): {digest}",
    ]
