"""What must agree across the file: names that are unique, names that exist.

These read the plain values and pass over what has a wrong shape (the schema tells that), so that one run
names every problem of a file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from ghostd.config.document import Document, Where, found, words
from ghostd.config.playbooks import PlaybookConfig
from ghostd.config.values import clip, quoted, suggestion
from ghostd.core.playbook.model import Do

Words = Iterable[tuple[Where, str]]


def check(document: Document, built_in: Collection[str]) -> None:
    """Note every disagreement; `built_in` are the playbooks that are there without being written."""
    tree = document.tree
    accounts = list(words(tree, "accounts", "*", "name"))
    clients = list(words(tree, "clients", "*", "name"))
    addresses = list(words(tree, "clients", "*", "addresses", "*"))
    unique(document, accounts, "an account")
    unique(document, clients, "a client")
    unique(document, addresses, "a client's address")
    for where, invoices in found(tree, ("clients", "*", "invoices")):
        numbers = [((*where, *inner), number) for inner, number in words(invoices, "*", "number")]
        unique(document, numbers, "an invoice of this client")
    strangers(document, addresses)
    own_playbooks = [str(where[-1]) for where, _ in found(tree, ("playbooks", "*"))]
    playbooks = {*built_in, *own_playbooks}
    exists(document, words(tree, "clients", "*", "playbooks", "*"), playbooks, "a playbook")
    exists(
        document,
        words(tree, "clients", "*", "accounts", "*"),
        {name.strip() for _, name in accounts},
        "an account",
    )


def check_attached(document: Document, playbooks: Iterable[PlaybookConfig]) -> None:
    """Files are attached to drafts, so that each pattern stands under the template of one."""
    drafted = {step.template for book in playbooks for step in book.steps if step.do is Do.DRAFT}
    named = [(where, str(where[-1])) for where, _ in found(document.tree, ("clients", "*", "attach", "*"))]
    exists(document, named, {template for template in drafted if template}, "a draft's template")


def unique(document: Document, named: Words, what: str, fold: Callable[[str], str] = str.casefold) -> None:
    first: dict[str, Where] = {}
    for where, name in named:
        earlier = first.setdefault(fold(name.strip()), where)
        if earlier is not where:
            line = document.line(earlier)
            say(
                document,
                where,
                name,
                f"is already {what}, in line {line}; names, numbers and addresses stand once",
            )


def strangers(document: Document, addresses: Words) -> None:
    """The owner is nobody's client: own mail would count as the client's answer."""
    own = {
        text.strip().casefold()
        for _, text in words(document.tree, "accounts", "*", "owner", "addresses", "*")
    }
    for where, address in addresses:
        if address.strip().casefold() in own:
            say(document, where, address, "is the owner's own address; list only the client's people here")


def exists(document: Document, named: Words, known: Collection[str], what: str) -> None:
    known = {name for name in known if name not in document.secrets}
    for where, name in named:
        if name.strip() not in known:
            choice = f"; there is {', '.join(sorted(map(clip, known))[:10])}" if known else ""
            say(
                document,
                where,
                name,
                f"is not {what} of this configuration{suggestion(name, known) or choice}",
            )


def say(document: Document, where: Where, word: str, problem: str) -> None:
    shown = "this" if word in document.secrets else quoted(word)
    document.note(where, f"{shown} {problem}")
