"""Rules that raise an alarm, ghostd's and those it is held against, each as a severity that grows with time.

A rule is asked how severe a turn's silence has become after some hours, and after how many hours it is more
severe than a level. The level is what is tuned: every rule can so be set to the same share of false alarms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from math import exp, log
from statistics import NormalDist, fmean, median
from typing import Protocol

from evaluation.metrics import share, weekday_difference
from evaluation.past import Steps
from evaluation.turns import DAY, HORIZON, SOON, Mailbox, Turn

GRID = tuple(0.25 * 1.04**n for n in range(168) if 0.25 * 1.04**n < HORIZON)
"""Hours at which a severity that does not simply rise is looked at."""

_NORMAL = NormalDist()
_SHIFT = 0.25

LEAST = 0.25
"""Hours: whose answers all came at night or on Sundays took none."""


class Rule(Protocol):
    """`effective` says whether its hours are those of the file, or plain working hours."""

    @property
    def effective(self) -> bool: ...

    def severity(self, turn: Turn, hours: float) -> float: ...

    def alarm(self, turn: Turn, level: float) -> float:
        """Hours after which the severity is higher than `level`; HORIZON when it never is."""
        ...


@dataclass(frozen=True)
class Multiple:
    """So many times a length of the client's own: its mean, its median, or, with 1 for all, a fixed wait."""

    base: Callable[[Turn], float]
    effective: bool = False

    def severity(self, turn: Turn, hours: float) -> float:
        return hours / max(self.base(turn), LEAST)

    def alarm(self, turn: Turn, level: float) -> float:
        return min(level * max(self.base(turn), LEAST), HORIZON)


@dataclass(frozen=True)
class CalendarDays:
    """A fixed number of days by the calendar, as commercial tools wait; the level is in days."""

    box: Mailbox
    effective: bool = False

    def severity(self, turn: Turn, hours: float) -> float:
        if turn.closed is not None:
            return (turn.closed - turn.opened) / timedelta(days=1)
        return (self.box.end - turn.opened) / timedelta(days=1)

    def alarm(self, turn: Turn, level: float) -> float:
        return min(self.box.plain.between(turn.opened, turn.opened + timedelta(days=level)), HORIZON)


@dataclass(frozen=True)
class Quantile:
    """A quantile of the client's own past: of its answers, or by Kaplan-Meier with its silences."""

    steps: Callable[[Turn], Steps]
    effective: bool = False

    def severity(self, turn: Turn, hours: float) -> float:
        return self.steps(turn).rank(hours)

    def alarm(self, turn: Turn, level: float) -> float:
        return self.steps(turn).beyond(level)


@dataclass(frozen=True)
class Chance:
    """How unlikely an answer within the next five business days has become; a height once reached is kept."""

    soon: Callable[[Turn], Callable[[float], float]]
    effective: bool = False

    def _steps(self, turn: Turn) -> list[float]:
        chance = self.soon(turn)
        steps = [1 - chance(0.0)]
        for hours in GRID:
            steps.append(max(steps[-1], 1 - chance(hours)))
        return steps

    def severity(self, turn: Turn, hours: float) -> float:
        return self._steps(turn)[bisect_right(GRID, hours)]

    def alarm(self, turn: Turn, level: float) -> float:
        place = bisect_right(self._steps(turn), level)
        return 0.0 if place == 0 else GRID[place - 1] if place <= len(GRID) else HORIZON


@dataclass(frozen=True)
class Curve:
    """The distribution of the hours to an answer as the file's quantiles tell it.

    Between them, and before and beyond, straight in log hours against the normal score; complete at the
    horizon.
    """

    scores: tuple[float, ...]
    places: tuple[float, ...]

    @classmethod
    def of(cls, turn: Turn) -> Curve:
        rows = sorted((float(share), hours) for share, hours in turn.quantiles.items())
        places: list[float] = []
        scores: list[float] = []
        for one, hours in rows:
            place = log(max(hours, 0.0) + _SHIFT)
            if not places or place > places[-1] + 1e-6:
                places.append(place)
                scores.append(_NORMAL.inv_cdf(one))
        return cls(tuple(scores), tuple(places))

    def within(self, hours: float) -> float:
        if hours >= HORIZON:
            return 1.0
        if len(self.places) < 2:
            return float(log(hours + _SHIFT) >= self.places[0])
        place = log(hours + _SHIFT)
        right = min(max(bisect_right(self.places, place), 1), len(self.places) - 1)
        (x0, x1), (z0, z1) = self.places[right - 1 : right + 1], self.scores[right - 1 : right + 1]
        return _NORMAL.cdf(z0 + (z1 - z0) * (place - x0) / (x1 - x0))

    def after(self, chance: float) -> float:
        """The hours by which that share have answered."""
        if not 0 < chance < 1 or len(self.places) < 2:
            return 0.0 if chance <= 0 else HORIZON
        score = _NORMAL.inv_cdf(chance)
        right = min(max(bisect_right(self.scores, score), 1), len(self.scores) - 1)
        (x0, x1), (z0, z1) = self.places[right - 1 : right + 1], self.scores[right - 1 : right + 1]
        place = x0 + (x1 - x0) * (score - z0) / (z1 - z0)
        return min(max(exp(min(place, 10.0)) - _SHIFT, 0.0), HORIZON)


@dataclass(frozen=True)
class Habit:
    """ghostd's S rule: few of the client's answers take longer; the level is the share that takes less."""

    effective: bool = True

    def severity(self, turn: Turn, hours: float) -> float:
        return Curve.of(turn).within(hours)

    def alarm(self, turn: Turn, level: float) -> float:
        return Curve.of(turn).after(level)


def chance_left(turn: Turn) -> Callable[[float], float]:
    """ghostd's P5 as a function of the hours of silence, from the file's quantiles and p."""
    curve, p = Curve.of(turn), turn.p_answer

    def soon(hours: float) -> float:
        gone = curve.within(hours)
        still = 1 - p * gone
        return p * (curve.within(hours + SOON) - gone) / still if still > 0 else 0.0

    return soon


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule did at one level. `delay`: business days to the alarm, on average over the turns that were
    never answered; without an alarm, the whole horizon. `weekday_gap` is as in `metrics`."""

    level: float
    false_alarms: float | None
    needless: float | None
    delay: float | None
    delay_median: float | None
    weekday_gap: float | None


def reached(turn: Turn, box: Mailbox, rule: Rule) -> float:
    """How severe an answered turn's silence had become when the answer came."""
    plain = box.plain.between(turn.opened, turn.closed or turn.opened)
    return rule.severity(turn, (turn.hours or 0.0) if rule.effective else plain)


def outcome(box: Mailbox, rule: Rule, level: float) -> Outcome:
    early = {turn.key: reached(turn, box, rule) > level for turn in box.answered}
    silent = [(turn, rule.alarm(turn, level)) for turn in box.turns if not turn.answered]
    useful = sum(alarm < min(box.watched(turn), HORIZON) for turn, alarm in silent)
    delays = [alarm / DAY for turn, alarm in silent if box.never_answered(turn)]
    needless = sum(early.values())
    return Outcome(
        level=level,
        false_alarms=share(early.values()),
        needless=needless / (needless + useful) if needless + useful else None,
        delay=fmean(delays) if delays else None,
        delay_median=median(delays) if delays else None,
        weekday_gap=weekday_difference(box, early),
    )


def level_for(box: Mailbox, rule: Rule, false_alarms: float) -> float:
    """The lowest level, tuned with hindsight, at which no more than that share of answered turns is alarmed
    before the answer."""
    severities = sorted((reached(turn, box, rule) for turn in box.answered), reverse=True)
    return severities[int(false_alarms * len(severities))] if severities else 0.0
