"""`ghostd playbook list` and `show`: the playbooks there are, to read, to copy and to look at."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ghostd.cli.options import config_option, json_option, locate, usual, write_json
from ghostd.core.playbook.model import Playbook
from ghostd.errors import OperatorError

if TYPE_CHECKING:
    from ghostd.config.schema import Config


@click.group("playbook", short_help="The playbooks there are, to read and to copy.")
def playbook_command() -> None:
    """The playbooks there are: those that come with ghostd, and yours. Needs no configuration."""


@playbook_command.command("list")
@config_option
@json_option
@click.pass_context
def list_command(ctx: click.Context, config: Path | None, as_json: bool) -> None:
    """Name every playbook with what it is for, and the clients that have it."""
    written = configuration(config or ctx.obj)
    entries = listed(written)
    if as_json:
        write_json({"playbooks": [asdict(entry) for entry in entries]})
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("Playbook", no_wrap=True)
    table.add_column("What for", overflow="fold")
    if written is not None:
        table.add_column("Clients", overflow="fold")
    for entry in entries:
        clients = [", ".join(entry.clients) or "-"] if written is not None else []
        table.add_row(entry.name, entry.about, *clients)
    Console(highlight=False).print(table)
    click.echo("`ghostd playbook show NAME` prints one to copy.")
    if written is None:
        click.echo("No configuration was found: these are the ones that come with ghostd.")


@playbook_command.command("show")
@click.argument("name")
@click.option("--diagram", is_flag=True, help="A Mermaid flowchart instead, as Markdown pages show it.")
@click.option("--built-in", "ours", is_flag=True, help="The one that comes with ghostd, not yours.")
@config_option
@click.pass_context
def show_command(ctx: click.Context, name: str, diagram: bool, ours: bool, config: Path | None) -> None:
    """Print the playbook NAME as YAML for your own configuration, whole, whatever it extends."""
    from ghostd.config.load import shipped_text

    own = own_playbooks(None if ours else configuration(config or ctx.obj))
    playbook = chosen(name, own)
    if diagram:
        from ghostd.core.playbook.diagram import mermaid

        click.echo(mermaid(playbook), nl=False)
    elif playbook.name in own:
        from ghostd.config.writing import written

        click.echo(written(playbook), nl=False)
    else:
        click.echo(shipped_text(playbook.name), nl=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list."""

    name: str
    about: str
    built_in: bool
    steps: tuple[str, ...]
    clients: tuple[str, ...]


def listed(written: Config | None) -> list[Entry]:
    """Every playbook by name; one of the owner's takes the place of ours of that name."""
    from ghostd.config.build import built_in_playbooks
    from ghostd.config.load import shipped_text

    own = own_playbooks(written)
    return [
        Entry(
            name=name,
            about=brief(playbook) if name in own else shipped_text(name).partition("\n")[0].lstrip("# "),
            built_in=name not in own,
            steps=tuple(step.name for step in playbook.steps),
            clients=tuple(c.name for c in (written.clients if written else ()) if name in c.playbooks),
        )
        for name, playbook in sorted((built_in_playbooks() | own).items())
    ]


def brief(playbook: Playbook) -> str:
    """What one of the owner's is, in a line."""
    steps = ", ".join(step.name for step in playbook.steps)
    return f"Yours, for {' or '.join(playbook.opens)}: {steps}."


def chosen(name: str, own: Mapping[str, Playbook]) -> Playbook:
    """The playbook of that name; raises OperatorError for none."""
    from ghostd.config.build import built_in_playbooks
    from ghostd.config.values import suggestion

    known = {**built_in_playbooks(), **own}
    if name in known:
        return known[name]
    near = suggestion(name, known) or f"; there is {', '.join(sorted(known))}"
    raise OperatorError(f'there is no playbook "{name}"{near}')


def own_playbooks(written: Config | None) -> dict[str, Playbook]:
    """Those that the configuration writes, whole."""
    from ghostd.config.build import playbook

    return {} if written is None else {name: playbook(name, own) for name, own in written.playbooks.items()}


def configuration(given: Path | None) -> Config | None:
    """The one that is named or found; None where there is none at all."""
    from ghostd.config.load import load

    named = given is not None or os.environ.get("GHOSTD_CONFIG")
    found = locate(given, os.environ) if named else usual(os.environ)
    return load(found) if found else None
