"""The circuit breaker: what looks like silence of theirs is more likely an outage of ours.

Two signs, and each needs a mailbox that gets enough mail for its absence to mean something: nothing of any
kind comes any more, so that the mailbox may receive nothing, however few the clients are; or most clients are
silent at once and no person writes at all, so that our own mail may reach nobody. Both hold everything that
rests on a silence until mail comes again.

Two more hold only the rest, until the next working day: more cases on one day than a few, or a third of the
clients, rather come from a calendar than from so many people; and so do more drafts than the owner allows.
They need no word to go on: what was written waits for the owner in any case, one draft a client at most.

The owner is told of each. A mailbox with less mail shows nothing: with a third, taken at random, of what five
people got from public lists in 2019 to 2026, the rule below would have held on 0.8 % of 6,400 working days,
and on 3 % if eight mails were enough to judge by, even by the predictive chance of none (1 in 3,000).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.silence import A_DAY, working

WINDOW = timedelta(days=60)
"""How far back before now the mail is looked at that shows what is usual."""

ENOUGH = 20
"""Mails below which a mailbox is so quiet that nothing follows from a few days more."""

LEAST = 2.0
"""Business days: a day without mail happens to anybody."""

EXPECTED = 8.0
"""At this many mails that should have come, none is no chance any more (for a steady flow: 1 in 3,000)."""

LONGER = 2.0
"""So many times the longest gap there was: mail comes in bursts, and every mailbox has its own."""

MANY, MOST = 4, 0.75
"""Of so many clients who owe an answer at least, this share silent at once is remarkable."""

ALL = 2
"""Where fewer owe one, it is remarkable that all do not answer, and that they are several."""

A_FEW = 3
"""So many cases a day are nothing special, however few the clients are."""


class Sign(StrEnum):
    """What looks like an outage; `crowd` is too many cases at once, `quota` too many drafts."""

    NOTHING_COMES = "nothing-comes"
    NOBODY_WRITES = "nobody-writes"
    CROWD = "crowd"
    QUOTA = "quota"


@dataclass(frozen=True, slots=True)
class Drought:
    """No mail since an instant, for so many business days, in which `expected` mails used to come."""

    since: datetime
    business_days: float
    expected: float


@dataclass(frozen=True, slots=True)
class Trip:
    """The breaker is open: `silent` of the `waited` clients who owe an answer are unusually silent."""

    sign: Sign
    drought: Drought
    silent: int
    waited: int

    @property
    def reason(self) -> str:
        """As `status` and the log say it."""
        what = "mail of any kind" if self.sign is Sign.NOTHING_COMES else "mail from a person"
        ask = (
            "is the mailbox receiving mail?"
            if self.sign is Sign.NOTHING_COMES
            else f"{self.silent} of {self.waited} clients are silent at once; do your mails go out?"
        )
        days = round(self.drought.business_days)
        return f"nothing is written for now: no {what} has come for {days} business days; {ask}"


def tripped(
    came: Sequence[tuple[datetime, bool]], silent: int, waited: int, calendar: Calendar, now: datetime
) -> Trip | None:
    """Whether to hold everything that rests on a silence; `came` is others' mail within `WINDOW`, in time
    order, each with whether a person wrote it."""
    if not silent:
        return None
    if found := drought([at for at, _ in came], calendar, now):
        return Trip(Sign.NOTHING_COMES, found, silent, waited)
    if remarkable(silent, waited):
        found = drought([at for at, human in came if human], calendar, now)
        return Trip(Sign.NOBODY_WRITES, found, silent, waited) if found else None
    return None


def remarkable(silent: int, waited: int) -> bool:
    """Whether so many of the clients who owe an answer are silent at once that a cause of ours is likely."""
    return silent >= (MOST * waited if waited >= MANY else max(waited, ALL))


def drought(came: Sequence[datetime], calendar: Calendar, now: datetime) -> Drought | None:
    """The gap since the last mail where it is out of all proportion; business time, as everywhere."""
    if len(came) < ENOUGH:
        return None
    first, last = came[0], came[-1]
    gap, past = working(calendar, last, now), working(calendar, first, last)
    if gap < LEAST * A_DAY or not past:
        return None
    expected = (len(came) - 1) * (gap / past)
    if expected < EXPECTED:
        return None
    # Business time is no longer than the time by the calendar: most gaps need not be measured.
    wide = [(a, b) for a, b in pairwise(came) if (b - a) * LONGER > gap]
    if any(working(calendar, a, b) * LONGER > gap for a, b in wide):
        return None
    return Drought(last, gap / A_DAY, expected)


def openings_left(clients: int, opened: int) -> int:
    """How many more cases may open on a day on which `opened` have."""
    return max(0, max(A_FEW, clients // 3) - opened)
