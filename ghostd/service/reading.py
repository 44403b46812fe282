"""Arrivals become messages: the header says most, the text is fetched where it says more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from ghostd.core.arrivals import read
from ghostd.core.arrivals.body import informed, withheld
from ghostd.core.folders import Arrival
from ghostd.core.gaps.asking import wording
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.parties import configured
from ghostd.core.messages import Kind, Message, Placement, Wording
from ghostd.core.practice import Practice
from ghostd.core.text import body_text
from ghostd.ports import Mailbox

WORDED = timedelta(days=400)
"""How old a mail to or from a client may be and still have its words read: each costs the server a look."""


@dataclass(frozen=True, slots=True)
class Reader:
    """`party` names the client that an address belongs to; mail before `since` is not asked for its words."""

    practice: Practice
    mailbox: Mailbox
    since: datetime
    party: Callable[[str], str | None]

    @classmethod
    def at(cls, practice: Practice, mailbox: Mailbox, now: datetime) -> Reader:
        return cls(practice, mailbox, now - WORDED, cache(configured(practice.clients, practice.owner)))

    def read(self, arrivals: Iterable[Arrival]) -> Iterator[tuple[Placement, Message]]:
        """Each arrival's place and message, in their order."""
        own = frozenset(self.practice.owner.addresses)
        for arrival in arrivals:
            message = read(arrival.header, arrival.internal_date, own)
            with_client = message.at >= self.since and self._between(message)
            if withheld(message) or (with_client and message.kind is Kind.HUMAN):
                source = self.mailbox.source(arrival.placement)
                message = message if source is None else self._with_text(message, source, with_client)
            yield arrival.placement, message

    def _between(self, message: Message) -> bool:
        """Whether it went from the owner to a client, or came from one."""
        if message.sender in self.practice.owner.addresses:
            return any(self.party(address) is not None for address in message.recipients)
        return message.sender is not None and self.party(message.sender) is not None

    def _with_text(self, message: Message, source: bytes, with_client: bool) -> Message:
        told = informed(message, source)
        if not with_client or told.kind is not Kind.HUMAN:
            return told
        return replace(told, wording=worded(told, source, self.practice.calendar))


def worded(message: Message, source: bytes, calendar: Calendar) -> Wording:
    """What a mail's own words do; days that it names are days of the calendar's zone."""
    return wording(body_text(source), message.subject, calendar.local(message.at))
