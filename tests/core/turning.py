"""A mailbox read into turns: for everybody who may be a client, or for one that is configured."""

from __future__ import annotations

from datetime import datetime

from builders import ANA, OFFICE, at, client, mail, owner

from ghostd.core.gaps.parties import by_domain, configured
from ghostd.core.gaps.turns import Turn, Turns
from ghostd.core.messages import Kind, Message

START = at("2026-03-02 10:00")
"""A Monday."""
LIST = "talk@lists.example"
DAVE = "dave@beta.example"
GUESTS = tuple(f"guest{n}@elsewhere.example" for n in range(8))


def registered(domain: str) -> str:
    """The last two labels: these tests need no list of suffixes."""
    return ".".join(domain.split(".")[-2:])


def everybody() -> Turns:
    """Who wrote to whom in a whole mailbox: anybody may be a client."""
    lists = frozenset({LIST})
    return Turns(frozenset({ANA}), by_domain((ANA,), registered, lists), OFFICE, lists)


def only_acme() -> Turns:
    """One configured client, Acme, whose Bob is known."""
    return Turns(frozenset({ANA}), configured([client()], owner()), OFFICE)


def read(*messages: Message, into: Turns | None = None) -> list[Turn]:
    """The last state of every turn, in the order in which they opened."""
    turns = into or everybody()
    states: dict[tuple[str, str], Turn] = {}
    for message in messages:
        for turn in turns.read(message):
            states[turn.id, turn.client] = turn
    return list(states.values())


def failure(when: datetime, *, failed: tuple[str, ...] = (), of: str | None = None) -> Message:
    return mail(
        f"failure-{when.timestamp()}",
        "mailer-daemon@mx.example",
        when,
        to=ANA,
        subject="Undelivered Mail Returned to Sender",
        references=(of,) if of else (),
        kind=Kind.BOUNCE,
        failed_recipients=failed,
    )
