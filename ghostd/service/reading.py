"""Arrivals become messages: the header says most, the text is fetched where it says more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from ghostd.core.arrivals import read
from ghostd.core.arrivals.authentication import proved
from ghostd.core.arrivals.body import informed, withheld
from ghostd.core.concerns import HARDSHIP, Concern, concerns
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

OVERHEARD = (*HARDSHIP, Concern.LEAVING)
"""What an automatic answer may tell; it complains of nothing and asks for no more work."""


@dataclass(frozen=True, slots=True)
class Reader:
    """`party` names the client that an address belongs to; mail before `since` is not asked for its words.

    A client's automatic answer is asked only what it tells of distress or a parting.
    """

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
            checked = with_client and self.practice.authority is not None and not self._own(message)
            if withheld(message) or checked or (with_client and self._tells(message)):
                source = self.mailbox.source(arrival.placement)
                message = message if source is None else self._with_text(message, source, with_client)
                if checked and source is not None:
                    message = self._with_check(message, source)
            yield arrival.placement, message

    def _with_check(self, message: Message, source: bytes) -> Message:
        authority = self.practice.authority
        return replace(message, proved=proved(source, authority, message.sender)) if authority else message

    def _tells(self, message: Message) -> bool:
        """Whether a mail between the two has words that are of interest."""
        return message.kind is Kind.HUMAN or (message.kind is Kind.AUTO_REPLY and not self._own(message))

    def _own(self, message: Message) -> bool:
        return message.sender in self.practice.owner.addresses

    def _between(self, message: Message) -> bool:
        """Whether it went from the owner to a client, or came from one."""
        if self._own(message):
            return any(self.party(address) is not None for address in message.recipients)
        return message.sender is not None and self.party(message.sender) is not None

    def _with_text(self, message: Message, source: bytes, with_client: bool) -> Message:
        told = informed(message, source)
        if not with_client or not self._tells(told):
            return told
        if told.kind is Kind.AUTO_REPLY:
            return replace(told, wording=overheard(told, source))
        said = worded(told, source, self.practice.calendar, client_wrote=not self._own(told))
        return replace(told, wording=said)


def worded(message: Message, source: bytes, calendar: Calendar, *, client_wrote: bool = False) -> Wording:
    """What a mail's own words do; days that it names are days of the calendar's zone.

    Only what a client wrote is asked for concerns.
    """
    day = calendar.local(message.at)
    return wording(body_text(source), message.subject, day, client_wrote=client_wrote)


def overheard(message: Message, source: bytes) -> Wording | None:
    """What an automatic answer tells of distress or a parting, and None where it tells nothing.

    It asks and answers nothing. What its subject repeats after a colon is the subject of the owner's mail.
    """
    told = concerns(body_text(source), message.subject.partition(":")[0])
    found = tuple(concern for concern in told if concern in OVERHEARD)
    return Wording(asks=False, closes=False, words=0, over=None, concerns=found) if found else None
