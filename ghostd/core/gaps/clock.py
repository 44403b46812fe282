"""Effective time: how much of a wait fell into hours in which this client writes mail.

Effective hours are the integral of a weight for each hour of the week (time warped by a person's own
activity rate: Navaroli and Smyth 2015). The weights of a week add up to nine for each working day, so that
nine effective hours are one business day whatever the hours are. They start from the owner's working hours
and move towards the hours at which all clients, and then this one, were seen to write. Holidays, leave and
absences weigh nothing.

The weights are summed once over the week, and a week's days that are off are looked up once, so that a span
costs the same whether it is an hour or a month.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

from ghostd.core.gaps.calendar import Calendar

DAY = 9.0
"""Effective hours in a business day."""

HOURS = 168
"""Hours of a week, counted from Monday's midnight in the owner's zone."""

SHRINK = 60.0
"""How many of a client's messages weigh as much as what is known of all clients."""

SHRINK_ALL = 200.0
"""How many messages of all clients weigh as much as the owner's working hours."""

WEEKS = 522
"""Ten years bound every walk, as in the calendar."""

HORIZON_DAYS = 20
"""Business days after which a turn counts as unanswered."""

HORIZON = HORIZON_DAYS * DAY
"""The same in effective hours."""

_ROUNDING = 1e-9
_WEEK = timedelta(weeks=1)
_SUNDAY = 144.0
"""The hour of the week at which it begins."""

_FIRST = date(1970, 1, 5)
"""The Monday from which weeks are counted."""


class Week:
    """The owner's working hours as weights, and the calendar weeks that have been looked at.

    One for a calendar: it remembers each week's beginning and which of its days are off.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.total = DAY * max(1, len(calendar.workdays))
        self.working = _working(calendar)
        self._starts: dict[int, float] = {}
        self._off: dict[int, tuple[int, ...]] = {}

    def start(self, number: int) -> float:
        """The epoch second at which a week begins."""
        found = self._starts.get(number)
        if found is None:
            monday = datetime.combine(_FIRST + number * _WEEK, time(), self.calendar.zone)
            found = self._starts[number] = monday.timestamp()
        return found

    def off(self, number: int) -> tuple[int, ...]:
        """The days of a week, Monday is 0, that a holiday, leave or an absence covers."""
        found = self._off.get(number)
        if found is None:
            monday = _FIRST + number * _WEEK
            week = ((n, monday + timedelta(days=n)) for n in range(7))
            closed = (n for n, day in week if day in self.calendar.holidays or self.calendar.absent(day))
            found = self._off[number] = tuple(closed)
        return found

    def place(self, at: datetime) -> tuple[int, float]:
        """The week of an instant, and the hours since its beginning.

        Hours are counted, not read from the wall. In the two weeks a year in which clocks change, Sunday is
        stretched or pressed into its 24 hours: it is the day on which most clocks change, time never runs
        backwards, and no hour of a week is left out.
        """
        second = at.timestamp()
        number = int((second - self.start(0)) // _WEEK.total_seconds())
        while second < self.start(number):
            number -= 1
        while second >= self.start(number + 1):
            number += 1
        hours = (second - self.start(number)) / 3600
        if hours > _SUNDAY:
            hours = _SUNDAY + (hours - _SUNDAY) * 24 / self._sunday(number)
        return number, min(hours, float(HOURS))

    def instant(self, number: int, hours: float) -> datetime:
        """The inverse of `place`."""
        if hours > _SUNDAY:
            hours = _SUNDAY + (hours - _SUNDAY) * self._sunday(number) / 24
        return datetime.fromtimestamp(self.start(number), UTC) + timedelta(hours=hours)

    def _sunday(self, number: int) -> float:
        """How many hours are left of a week after its first six days."""
        return (self.start(number + 1) - self.start(number)) / 3600 - _SUNDAY


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """A client's effective time, as known at one moment; nothing that is learned later changes it.

    `sums` are the effective hours from Monday's midnight to each hour of the week, 169 of them.
    """

    week: Week
    sums: array[float]

    def on(self, week: Week) -> Clock:
        """The same weights on other days."""
        return self if week is self.week else Clock(week, self.sums)

    def elapsed(self, start: datetime, end: datetime) -> float:
        """Effective hours between two instants; zero when `end` is not after `start`."""
        if end <= start:
            return 0.0
        first, since = self.week.place(start)
        last, until = self.week.place(end)
        if first == last:
            return max(0.0, self._within(first, until) - self._within(first, since))
        between = sum(self._full(number) for number in range(first + 1, min(last, first + WEEKS)))
        return self._full(first) - self._within(first, since) + between + self._within(last, until)

    def later(self, start: datetime, hours: float) -> datetime:
        """The first instant by which `hours` effective hours have passed since `start`; in UTC."""
        if hours <= 0:
            return start.astimezone(UTC)
        first, since = self.week.place(start)
        left = hours + self._within(first, since)
        for number in range(first, first + WEEKS):
            full = self._full(number)
            if left <= full:
                return max(start.astimezone(UTC), self.week.instant(number, self._reached(number, left)))
            left -= full
        return start.astimezone(UTC) + WEEKS * _WEEK

    def _full(self, number: int) -> float:
        return self._within(number, float(HOURS)) if self.week.off(number) else self.sums[HOURS]

    def _within(self, number: int, hours: float) -> float:
        """Effective hours from a week's beginning on, without the days that are off."""
        total = self._sum(hours)
        for day in self.week.off(number):
            if hours > day * 24:
                total -= self._sum(min(hours, day * 24 + 24.0)) - self.sums[day * 24]
        return total

    def _sum(self, hours: float) -> float:
        whole = int(hours)
        if whole >= HOURS:
            return self.sums[HOURS]
        return self.sums[whole] + (hours - whole) * (self.sums[whole + 1] - self.sums[whole])

    def _reached(self, number: int, effective: float) -> float:
        """The hour of the week at which that many effective hours have passed."""
        for day in self.week.off(number):
            before = self.sums[day * 24]
            if effective <= before + _ROUNDING:
                break
            effective += self.sums[day * 24 + 24] - before
        whole = max(0, _first_reaching(self.sums, effective) - 1)
        step = self.sums[min(whole + 1, HOURS)] - self.sums[whole]
        return whole + (min(1.0, (effective - self.sums[whole]) / step) if step > 0 else 0.0)


@dataclass(slots=True)
class Rhythm:
    """The hours of the week at which messages were sent, by one client or by all."""

    counts: list[float] = field(default_factory=lambda: [0.0] * HOURS)
    messages: int = 0

    def wrote(self, week: Week, at: datetime) -> None:
        """One message; half of it counts for its hour, the rest for the hours beside it."""
        hour = int(week.place(at)[1]) % HOURS
        self.messages += 1
        self.counts[hour] += 0.5
        self.counts[hour - 1] += 0.25
        self.counts[(hour + 1) % HOURS] += 0.25

    def shrunk(self, towards: Sequence[float], pseudo: float) -> list[float]:
        """The share of each hour: a posterior mean, with `pseudo` messages spread as `towards` is."""
        scale = 1 / (pseudo + self.messages)
        return [(pseudo * share + count) * scale for share, count in zip(towards, self.counts, strict=True)]


def clock_of(week: Week, everybody: Rhythm, client: Rhythm) -> Clock:
    """Working hours shrunk towards the hours of all clients, and these towards the client's own."""
    shares = client.shrunk(everybody.shrunk(week.working, SHRINK_ALL), SHRINK)
    return Clock(week, array("d", accumulate((share * week.total for share in shares), initial=0.0)))


def working_clock(calendar: Calendar) -> Clock:
    """The owner's working hours alone."""
    return clock_of(Week(calendar), Rhythm(), Rhythm())


def _working(calendar: Calendar) -> tuple[float, ...]:
    """The share of the working week that each hour has."""
    opens, closes = (t.hour + t.minute / 60 + t.second / 3600 for t in (calendar.opens, calendar.closes))
    day = [max(0.0, min(closes, hour + 1) - max(opens, hour)) for hour in range(24)]
    week = [share if n in calendar.workdays else 0.0 for n in range(7) for share in day]
    return tuple(share / (sum(week) or 1.0) for share in week)


def _first_reaching(sums: Sequence[float], value: float) -> int:
    """The first index whose sum is `value` or more, up to rounding."""
    low = bisect_right(sums, value - _ROUNDING)
    return min(low, len(sums) - 1)
