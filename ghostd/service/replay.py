"""A whole mailbox walked through with the daemon's own fold: what it would have foretold at each moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from ghostd.core.conversations import Client
from ghostd.core.gaps.asking import wording
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.parties import Party, configured
from ghostd.core.gaps.walk import Walk, in_order
from ghostd.core.messages import Message, Wording
from ghostd.core.practice import Practice
from ghostd.core.replay.wait import Wait, lived
from ghostd.core.text import body_text
from ghostd.errors import OperatorError
from ghostd.ports import Ledger

MOST_NAMED = 3
"""How many of a file's senders a message names."""


@dataclass(frozen=True, slots=True)
class Past:
    """A mailbox lived through once more, up to `until`; `messages` counts each mail once."""

    messages: int
    first: datetime
    until: datetime
    waits: tuple[Wait, ...]


@dataclass(slots=True)
class Pile:
    """Mail in any order, of which copies count once and the earliest speaks."""

    own: frozenset[str]
    messages: dict[str, Message]
    wordings: dict[str, Wording]

    @classmethod
    def of(cls, own: Iterable[str]) -> Pile:
        return cls(frozenset(own), {}, {})

    def add(self, message: Message, source: bytes = b"") -> None:
        """`source`, where it is at hand, is asked what the owner's own words want."""
        known = self.messages.get(message.identity)
        if known is None or message.at < known.at:
            self.messages[message.identity] = message
        if source and known is None and message.sender in self.own:
            self.wordings[message.identity] = wording(body_text(source))

    def require_owner(self, where: str) -> None:
        """Raises OperatorError unless the owner wrote something in it."""
        senders = Counter(m.sender for m in self.messages.values() if m.sender)
        if any(senders[address] for address in self.own):
            return
        frequent = ", ".join(sender for sender, _ in senders.most_common(MOST_NAMED)) or "nobody"
        raise OperatorError(
            f"{' and '.join(sorted(self.own))} wrote nothing in {where}; its most frequent senders are "
            f"{frequent}. Name your own addresses with --owner, and give the folder of sent mail, too"
        )


def past_of_pile(pile: Pile, where: str, party: Party, calendar: Calendar, lists: Iterable[str] = ()) -> Past:
    """Loose mail, with everybody in it a possible client, up to its last message.

    Raises OperatorError unless the owner wrote something in it; `where` names it.
    """
    pile.require_owner(where)
    walk = Walk(pile.own, party, calendar, frozenset(lists))
    return _walked(walk, pile, max(message.at for message in pile.messages.values()))


def past_of_ledger(practice: Practice, ledger: Ledger, now: datetime) -> Past | None:
    """An account's mirror with its configured clients, by what came up to `now`; None when there is none."""
    pile = Pile.of(practice.owner.addresses)
    for client in practice.clients:
        for message in ledger.messages(client, now):
            pile.add(message)
    if not pile.messages:
        return None
    walk = Walk(pile.own, configured(practice.clients, practice.owner), calendars(practice))
    return _walked(walk, pile, now)


def calendars(practice: Practice) -> Callable[[str], Calendar]:
    """Each client's calendar by its name."""
    known: dict[str, Client] = {client.name: client for client in practice.clients}

    def of(name: str) -> Calendar:
        client = known.get(name)
        return practice.calendar if client is None else practice.calendar_of(client)

    return of


def _walked(walk: Walk, pile: Pile, until: datetime) -> Past:
    messages = in_order(pile.messages.values())
    for message in messages:
        walk.read(message, pile.wordings.get(message.identity))
    walk.advance(until)
    waits = (lived(one, one.clock.on(walk.clock(one.turn.client).week), until) for one in walk.turns)
    return Past(len(messages), messages[0].at, until, tuple(waits))
