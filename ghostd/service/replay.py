"""A whole mailbox walked through with the daemon's own fold: what it would have foretold at each moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.forecast import Dials
from ghostd.core.gaps.parties import Party
from ghostd.core.gaps.walk import Walk, in_order
from ghostd.core.messages import Message
from ghostd.core.portrait import walked
from ghostd.core.practice import Practice
from ghostd.core.replay.wait import Wait, lived
from ghostd.errors import OperatorError
from ghostd.ports import Ledger
from ghostd.service.reading import worded

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
    """Mail in any order, of which copies count once and the earliest speaks.

    Days that its words name are days of the calendar's zone.
    """

    own: frozenset[str]
    calendar: Calendar = field(default_factory=Calendar)
    messages: dict[str, Message] = field(default_factory=dict)

    @classmethod
    def of(cls, own: Iterable[str], calendar: Calendar | None = None) -> Pile:
        return cls(frozenset(own), calendar or Calendar())

    def add(self, message: Message, source: bytes = b"") -> None:
        """`source`, where it is at hand, is asked what the owner's own words want."""
        known = self.messages.get(message.identity)
        said = known.wording if known else message.wording
        if source and known is None and message.sender in self.own:
            said = worded(message, source, self.calendar)
        if known is None or message.at < known.at:
            self.messages[message.identity] = replace(message, wording=said)

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


def past_of_pile(
    pile: Pile,
    where: str,
    party: Party,
    calendar: Calendar,
    lists: Iterable[str] = (),
    dials: Dials | None = None,
) -> Past:
    """Loose mail, with everybody in it a possible client, up to its last message.

    Raises OperatorError unless the owner wrote something in it; `where` names it.
    """
    pile.require_owner(where)
    walk = Walk(pile.own, party, calendar, frozenset(lists), dials)
    messages = in_order(pile.messages.values())
    for message in messages:
        walk.read(message, message.wording)
    return _past(walk, messages, messages[-1].at)


def past_of_ledger(practice: Practice, ledger: Ledger, now: datetime) -> Past | None:
    """An account's mirror with its configured clients, by what came up to `now`; None when there is none."""
    mail = {client.name: ledger.messages(client, now) for client in practice.clients}
    messages = {m.identity: m for messages in mail.values() for m in messages}
    return _past(walked(practice, mail), messages.values(), now) if messages else None


def _past(walk: Walk, messages: Collection[Message], until: datetime) -> Past:
    walk.advance(until)
    waits = (lived(one, one.clock.on(walk.clock(one.turn.client).week), until) for one in walk.turns)
    return Past(len(messages), min(message.at for message in messages), until, tuple(waits))
