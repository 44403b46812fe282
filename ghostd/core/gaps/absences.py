"""What a client's automatic answers say of its being away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ghostd.core.arrivals.kinds import acknowledges
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.messages import Kind, Message

UNDATED = timedelta(days=7)
"""How long an out-of-office answer without a readable date holds."""


@dataclass(frozen=True, slots=True)
class Absence:
    """The client is away on the days from `first` to `last`; `because` says how we know."""

    first: date
    last: date
    because: str


def absence_of(message: Message, calendar: Calendar) -> Absence | None:
    """The absence that a client's message tells of, on the calendar's days; None where it tells of none.

    An automatic acknowledgement of receipt is no absence, unless it names a date.
    """
    if message.kind is not Kind.AUTO_REPLY:
        return None
    if message.away_until is None and acknowledges(message.subject):
        return None
    first = calendar.local(message.at)
    if message.away_until and message.away_until > first:
        last = message.away_until - timedelta(days=1)
        return Absence(first, last, f"its automatic answer of {first.isoformat()}")
    last = calendar.local(message.at + UNDATED)
    return Absence(first, last, f"its automatic answer of {first.isoformat()} names no date: a week")
