"""`ghostd forget CLIENT`: what is remembered about a client is removed from the state; no mail is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ghostd.cli import wire
from ghostd.cli.clients import find
from ghostd.cli.options import configured, write_json
from ghostd.core.gaps.parties import configured as parties
from ghostd.errors import OperatorError

if TYPE_CHECKING:
    from ghostd.adapters.sqlite.ledger import SqliteLedger
    from ghostd.config.schema import Config
    from ghostd.core.conversations import Client, Owner
    from ghostd.ports import Forgotten

LEDGERS = "*.sqlite3*"


@click.command("forget", short_help="Remove what is remembered about a client.")
@configured
@click.argument("client")
@click.option("--address", "addresses", multiple=True, metavar="ADDRESS",
              help="An address of the client's, or @domain; may be given several times.")  # fmt: skip
@click.option("--force", is_flag=True, help="Even though the client is in the configuration.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON for other programs.")
def forget_command(
    config: Config, /, client: str, addresses: tuple[str, ...], force: bool, as_json: bool
) -> None:
    """Remove everything about CLIENT from ghostd's state: its cases, drafts, history and orders, and what is
    known of its mail. The mail itself, in your mailbox, is not touched, and neither is a dossier you made.

    Take the client out of the configuration first. Its addresses are then those that drafts were written to;
    name others with --address. A running daemon must be stopped before. Damaged ledgers that were set aside
    cannot be searched, and are removed whole. Drafts that still lie in your Drafts folder are counted: delete
    them there before you start ghostd again, or they are read anew.
    """
    from ghostd.adapters.sqlite.files import remove_aside

    with wire.lock(config, "stop it (`systemctl stop ghostd`), forget, and start it again"):
        ours = wire.accounts(config)
        accounts = [account for account in ours if account.path.exists()]
        name = named(client, accounts, addresses)
        if known(config, name) and not force:
            raise OperatorError(
                f"{name} is in the configuration; take it out there first, or add --force: then only what "
                "comes from now on will be known of it"
            )
        told = {account.name: forgotten(config, account, name, addresses) for account in accounts}
        aside = [file for account in ours for file in remove_aside(account.path)]
        others = strangers(wire.state(config), ours)
    if as_json:
        lines = [line(account, told[account]) for account in told]
        write_json({"client": name, "accounts": lines, "set_aside_removed": aside, "not_looked_into": others})
        return
    for account, removed in told.items():
        click.echo(f"{account}: {said(removed)}")
        if removed.lying:
            click.echo(f"{account}: {to_delete(removed.lying)}")
    if aside:
        click.echo(f"Damaged ledgers that were set aside are removed whole: {', '.join(aside)}")
    if others:
        click.echo(
            f"What is known of {name} is removed, but for files that no account uses, which were not looked "
            f"into: {', '.join(others)}. Remove them if you need them no more."
        )
    else:
        click.echo(f"{name} is forgotten.")
    click.echo(
        "The mail in your mailbox is as it was; dossiers, the journal and backups are yours to remove."
    )


def named(word: str, accounts: list[wire.Account], addresses: tuple[str, ...]) -> str:
    """The client that the word means, of all that are configured or remembered."""
    names = [client.name for account in accounts for client in account.practice.clients]
    for account in accounts:
        with closing(account.ledger()) as ledger:
            names += ledger.remembered()
    if addresses and word not in names:
        return word
    return find(word, names)


def known(config: Config, name: str) -> bool:
    return any(client.name == name for client in config.clients)


def forgotten(config: Config, account: wire.Account, name: str, addresses: tuple[str, ...]) -> Forgotten:
    """Remove the client from one account's ledger, and its bytes from the file."""
    owner, practice = account.practice.owner, account.practice
    others = parties([client for client in practice.clients if client.name != name], owner)
    with closing(account.ledger()) as ledger:
        client = described(config, ledger, name, addresses, owner)
        domains = client.colleague_domains(owner)
        removed = ledger.forget_client(client, domains, owner, lambda address: others(address) is not None)
        ledger.rewrite()
    return removed


def described(
    config: Config, ledger: SqliteLedger, name: str, addresses: tuple[str, ...], owner: Owner
) -> Client:
    """The client with every address of its that is known: configured, given, or written to."""
    from pydantic import ValidationError

    from ghostd.config.build import core_client
    from ghostd.config.schema import ClientConfig
    from ghostd.core.conversations import Client

    written = [address for one in config.clients if one.name == name for address in one.addresses]
    theirs = tuple(dict.fromkeys((*written, *addresses, *sorted(ledger.addresses_of(name)))))
    if not theirs:
        return Client(name, frozenset())
    try:
        return core_client(ClientConfig(name=name, addresses=theirs), owner)
    except ValidationError:
        raise OperatorError(
            f"--address: {', '.join(addresses)}: not an address; write bob@acme.example or @acme.example"
        ) from None


def said(removed: Forgotten) -> str:
    text = f"{removed.cases} cases, {removed.drafts} drafts and {removed.mails} mails removed"
    return f"{text}; {removed.kept} kept that another client got or wrote, too" if removed.kept else text


def to_delete(lying: int) -> str:
    """What the owner has to do about drafts: their folder is read whole when anything in it is unknown."""
    lie, them, they = (
        ("1 of these mails lies", "it", "it is")
        if lying == 1
        else (f"{lying} of these mails lie", "them", "they are")
    )
    return (
        f"{lie} in your Drafts folder; delete {them} there before you start ghostd again, or {they} read anew"
    )


def line(account: str, removed: Forgotten) -> dict[str, object]:
    return {
        "name": account,
        "cases": removed.cases,
        "drafts": removed.drafts,
        "mails": removed.mails,
        "kept": removed.kept,
        "in_drafts": removed.lying,
    }


def strangers(state: Path, ours: list[wire.Account]) -> list[str]:
    """Ledgers of accounts that the configuration has no more, damaged ones of theirs among them."""
    from ghostd.adapters.sqlite.files import with_parts

    used = {file for account in ours for file in with_parts(account.path)}
    return sorted(path.name for path in state.glob(LEDGERS) if path not in used)
