"""`ghostd classify`: what kind of mail each file holds, and how that is known."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ghostd.cli.options import config_option, json_option, write_json

MOST_BYTES = 1_000_000
"""Kinds are told by the header and the first parts; attachments add nothing."""


@click.command("classify", short_help="Say what kind of mail each file holds.")
@config_option
@json_option
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def classify_command(ctx: click.Context, config: Path | None, as_json: bool, files: tuple[str, ...]) -> None:
    """Say for each FILE (an .eml; - is standard input) whether a person wrote it, and how that is known.

    Needs no configuration. Ends with 1 when a file could not be read.
    """
    from ghostd.core.arrivals import classify_source

    unread = 0
    for file in files:
        try:
            source = read(file)
        except OSError as error:
            said = error.strerror or "cannot be read"
            click.echo(f"{file}: {said}; name a file with one mail in it", err=True)
            unread += 1
            continue
        kind, because = classify_source(source)
        if as_json:
            write_json({"file": file, "kind": str(kind), "because": because}, indent=None)
        else:
            click.echo(f"{file}: {kind} ({because})")
    ctx.exit(1 if unread else 0)


def read(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES)
    with Path(file).open("rb") as opened:
        return opened.read(MOST_BYTES)
