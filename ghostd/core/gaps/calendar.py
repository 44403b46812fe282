"""Business time: the owner's working hours, without holidays, leave and the client's absences.

Instants are aware; results are in UTC. Working hours are local wall-clock times, so a day on which clocks
change is as long as the sun says it is.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGEST = 3660
"""Days: ten years bound every walk through the calendar."""

SPAN = re.compile(r"(\d{1,4})\s*(bd|d|h|w)")


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as people write it: `7d`, `2w`, `36h` by the calendar, `5bd` in business days."""

    amount: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Span:
        """Raises ValueError, with the cure, for anything else."""
        match = SPAN.fullmatch(text.strip())
        if match is None:
            raise ValueError(
                f'"{text}" is not a duration; write a number and a unit, '
                "such as 7d, 5bd (business days) or 36h"
            )
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    @property
    def spoken(self) -> str:
        """As a person says it: `1 business day`, `2 weeks`."""
        noun = {"d": "day", "w": "week", "h": "hour", "bd": "business day"}[self.unit]
        return f"{self.amount} {noun}{'' if self.amount == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the owner works. `holidays` is anything that answers `day in holidays`; `away` are whole days.

    `away` ranges include both ends: the owner's leave, and (by `without`) the client's absences.
    """

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    workdays: frozenset[int] = frozenset(range(5))
    opens: time = time(9)
    closes: time = time(18)
    holidays: Container[date] = frozenset()
    away: tuple[tuple[date, date], ...] = ()
    _absent: frozenset[date] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        # Asked for every day of every gap: a look into a set, not a walk over all the ranges.
        days = {first + timedelta(days=n) for first, last in self.away for n in range(_length(first, last))}
        object.__setattr__(self, "_absent", frozenset(days))

    @property
    def day(self) -> timedelta:
        """One business day's length."""
        anchor = date(2000, 1, 3)
        return datetime.combine(anchor, self.closes) - datetime.combine(anchor, self.opens)

    def without(self, absences: tuple[tuple[date, date], ...]) -> Calendar:
        """The same calendar with more days taken out."""
        return replace(self, away=self.away + absences) if absences else self

    def works(self, day: date) -> bool:
        return day.weekday() in self.workdays and day not in self.holidays and day not in self._absent

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """The working hours of a day as instants in UTC, whether or not it is worked."""
        opens = datetime.combine(day, self.opens, self.zone).astimezone(UTC)
        return opens, datetime.combine(day, self.closes, self.zone).astimezone(UTC)

    def local(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def elapsed(self, start: datetime, end: datetime, enough: timedelta = timedelta.max) -> timedelta:
        """Business time between two instants; zero when `end` is not after `start`.

        Once `enough` is passed the rest is not counted any more: then the result is only a lower bound.
        """
        total = timedelta()
        day, last = self.local(start), self.local(end)
        while day <= last and total <= enough:
            if self.works(day):
                opens, closes = self.hours(day)
                total += max(timedelta(), min(end, closes) - max(start, opens))
            day += timedelta(days=1)
        return total

    def working_days(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Working hours from `start` on, the first one cut to it; ends after ten years."""
        day = self.local(start)
        for _ in range(LONGEST):
            if self.works(day):
                opens, closes = self.hours(day)
                if closes > start:
                    yield max(opens, start), closes
            day += timedelta(days=1)

    def open_at(self, at: datetime) -> bool:
        return next_or(self.working_days(at), at)[0] == at

    def next_open(self, at: datetime) -> datetime:
        """The first working instant at or after `at`."""
        return next_or(self.working_days(at), at)[0].astimezone(UTC)

    def later(self, start: datetime, business: timedelta) -> datetime:
        """The instant by which `business` working time has passed since `start`."""
        left = business
        for opens, closes in self.working_days(start):
            if closes - opens >= left:
                return (opens + left).astimezone(UTC)
            left -= closes - opens
        return start + timedelta(days=LONGEST)

    def after(self, start: datetime, span: Span) -> datetime:
        """The end of a span that begins at `start`; calendar days keep the local wall-clock time."""
        if span.unit == "bd":
            return self.later(start, span.amount * self.day)
        if span.unit == "h":
            return start + timedelta(hours=span.amount)
        days = span.amount * (7 if span.unit == "w" else 1)
        local = start.astimezone(self.zone)
        moved = datetime.combine(local.date() + timedelta(days=days), local.time(), self.zone)
        return moved.astimezone(UTC)

    def sendable_days(self, start: datetime, end: datetime) -> int:
        """Whole days from `start` to `end` that no holiday, leave or absence covers; weekends count."""
        first, last = self.local(start), self.local(end)
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(1 for day in days if day not in self.holidays and not self.absent(day))

    def absent(self, day: date) -> bool:
        return day in self._absent


def _length(first: date, last: date) -> int:
    """The days of a range; who is away for longer than LONGEST is taken to be back."""
    return min((last - first).days + 1, LONGEST)


def next_or(days: Iterator[tuple[datetime, datetime]], at: datetime) -> tuple[datetime, datetime]:
    return next(days, (at + timedelta(days=LONGEST), at + timedelta(days=LONGEST)))
