"""How a client usually answers, and an open turn held against it, in the owner's working time.

Forecasts are made in effective hours, of the client's own clock; who reads "silent for 6 hours" counts in the
owner's. So what is shown is converted, and never stands beside a length of the other clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.clock import DAY, Clock
from ghostd.core.gaps.forecast import Forecast
from ghostd.core.gaps.turns import Turn
from ghostd.core.messages import Message

FEW = 3
"""Answers below which a client is openly judged by the others."""

LATELY = 30
"""How many of the last answers show how the client's time and the owner's go together."""

A_DAY = timedelta(hours=DAY)
"""One business day of working or effective time, whatever the owner's hours are."""


@dataclass(frozen=True, slots=True)
class Usual:
    """How a client answers by what is known now: in working time, of which nine hours are a business day
    whatever the owner's hours are.

    `answers` are the client's own, `others` all other clients'. `learning` says that the whole mailbox has
    too few answers for a share of a hundred to mean anything.
    """

    median: timedelta
    p90: timedelta
    answers: int
    learning: bool = False
    others: int = 0

    @property
    def pooled(self) -> bool:
        """Whether that is rather the habit of all clients than its own."""
        return self.answers < FEW

    @property
    def unfounded(self) -> bool:
        """Whether it is nobody's habit: neither the client nor anybody else has answered enough."""
        return self.pooled and not self.others


@dataclass(frozen=True, slots=True)
class Answered:
    """An answered turn, with its clock and the absences known by now."""

    opened: datetime
    closed: datetime
    clock: Clock

    @property
    def took(self) -> timedelta:
        return working(self.clock.week.calendar, self.opened, self.closed)

    def reached(self, hours: float) -> timedelta:
        """How long effective hours from this opening on are in the owner's working time."""
        return working(self.clock.week.calendar, self.opened, self.clock.later(self.opened, hours))


def working(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """Working time, of which nine hours are a business day whatever the owner's hours are."""
    return calendar.elapsed(start, end) * (A_DAY / calendar.day)


def half_of(lengths: Iterable[timedelta]) -> timedelta:
    """The median of some lengths."""
    return timedelta(seconds=median(length.total_seconds() for length in lengths))


def usual_of(forecast: Forecast, answered: Sequence[Answered], others: int) -> Usual:
    """The forecast's habit in the owner's working time, as it was at the openings of what was answered.

    The median stays within the lengths that were seen: it never contradicts every one of them.
    """
    half, most = forecast.quantile(0.5), forecast.quantile(0.9)
    middle, late = timedelta(hours=half), timedelta(hours=most)
    if answered:
        took = [one.took for one in answered]
        middle = min(max(half_of(one.reached(half) for one in answered), min(took)), max(took))
        late = max(half_of(one.reached(most) for one in answered), middle)
    return Usual(middle, late, forecast.answers_known, forecast.learning, others)


@dataclass(frozen=True, slots=True)
class Silence:
    """A turn without an answer at one moment, since the first message of the unanswered run after the
    client's last sign of life: `business` in working time, of which nine hours are a business day whatever
    the owner's hours are, `calendar` by the calendar.

    `survival` is the share of this client's answers that take longer, `still` the chance that one comes
    within five business days. `unusual_at` is when the silence becomes unusual if nothing comes; None: never,
    because too few such mails are answered.
    `bounce` is the failure report of a mail that came back.
    """

    turn: Turn
    since: datetime
    business: timedelta
    calendar: timedelta
    usual: Usual
    survival: float
    still: float
    unusual_at: datetime | None
    unusual: bool
    bounce: Message | None = None
