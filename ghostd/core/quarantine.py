"""Messages that could not be read: set aside, so that they keep no other mail back, and tried again.

Such a message may be the answer that somebody is about to be chased for. So for a while nothing is done about
a silence that began before it was met; then the owner, who has been told, has had a working week to look at
it, and all goes on as if it were not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ghostd.core.gaps.calendar import Calendar, Span
from ghostd.core.messages import Placement

SOON = timedelta(hours=1)
"""What a server refuses in a bad hour it may give in the next."""

DAILY = timedelta(days=1)
DAYS = 10
"""How many times a message is tried a day apart: for longer than it holds anything back."""

WEEKLY = timedelta(days=7)
"""Later a look a week is enough: it costs little, and shows when the message is gone."""

BROKE_OFF = "the server breaks off each time it is asked for it"
"""Why a message is set aside at which the connection ends; the log has what was said then."""

A_WEEK = Span(5, "bd")
"""How long a message that may be an answer holds back what rests on a silence."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A message that lies in the mailbox and is not in the mirror, or there by its header alone.

    `since` is when it was first met, `tried` when last, `tries` how often again since. `mirrored` says that
    its header could be read: it counts as what the header says it is.
    """

    placement: Placement
    why: str
    since: datetime
    tried: datetime
    tries: int = 0
    mirrored: bool = False

    @property
    def next_try(self) -> datetime:
        """An hour after the first time, then daily a few times, then weekly."""
        if self.tries == 0:
            return self.tried + SOON
        return self.tried + (DAILY if self.tries <= DAYS else WEEKLY)

    def due(self, now: datetime) -> bool:
        """A clock that was turned back keeps no message from being tried."""
        return not self.tried <= now < self.next_try


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message of which nothing could be read, met at `since`, when it lay there perhaps for long: until
    `until` it is taken for a possible answer to all that was asked before."""

    message: Quarantined
    until: datetime

    @property
    def since(self) -> datetime:
        return self.message.since


def doubts(aside: Iterable[Quarantined], calendar: Calendar) -> tuple[Doubt, ...]:
    """What may be an answer among the messages set aside, with the end of that by the owner's calendar."""
    return tuple(Doubt(one, calendar.after(one.since, A_WEEK)) for one in aside if not one.mirrored)


def in_doubt(found: Iterable[Doubt], asked: datetime, now: datetime) -> Doubt | None:
    """The message for which it is not certain that what was `asked` has had no answer: the last to lapse."""
    standing = (one for one in found if asked <= one.since <= now < one.until)
    return max(standing, key=lambda one: one.until, default=None)
