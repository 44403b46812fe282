"""Recalibration: what the forecasts called the share p of answers, held against the share that had come.

G is the distribution function of past probability integral transforms (PIT values: Dawid 1984;
recalibration by their empirical distribution: Kuleshov et al. 2018), shrunk to the identity by
pseudo-answers, with one more answer counted as being above all others (the correction of conformal
prediction: Vovk et al. 2005). What is left is tracked: the levels at which alarms are raised move a step
after each answer, up when it came too late, down a little when it did not (adaptive conformal inference:
Gibbs and Candès 2021), so that the share of answers beyond them comes true whatever the model gets wrong.
Needless alarms are tracked the same way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log, sqrt

PSEUDO = 50.0
"""How many past answers the identity weighs as much as."""

STEP = 0.004
"""How far the share of answers that may come too late moves after one that did."""

FARTHEST = 1.0
"""How far a level is moved at most, on the logit scale."""

CAUTION = -0.85
"""Where the limit of P5 starts, on the logit scale: answers come later than five business days, too."""

STEP_NEEDLESS = 0.006
"""How far that limit moves, as STEP."""

AIM = 0.85
"""Of gamma: the rest is left to answers that come after the horizon, when nobody counts any more."""

FREEDOM = (-1.5, 0.0)
"""How far it may be moved: the limit is never laxer than gamma itself."""

TRACKED = (0.8, 0.9, 0.95, 0.98)
"""Shares of answers; between them the move is interpolated."""

KNOTS = (
    0.0,
    *(0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75),
    *(0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.98, 0.99),
    1.0,
)


@dataclass(frozen=True, slots=True)
class Warp:
    """A piecewise linear, strictly increasing map of [0, 1] onto itself."""

    raws: tuple[float, ...]
    levels: tuple[float, ...]

    def level(self, raw: float) -> float:
        return between(raw, self.raws, self.levels)

    def raw(self, level: float) -> float:
        return between(level, self.levels, self.raws)


IDENTITY = Warp((0.0, 1.0), (0.0, 1.0))


@dataclass(slots=True)
class Calibration:
    """The weight of past PIT values below each knot, and how far each tracked level has moved."""

    below: list[float] = field(default_factory=lambda: [0.0] * len(KNOTS))
    total: float = 0.0
    moved: dict[float, float] = field(default_factory=lambda: dict.fromkeys(TRACKED, 0.0))

    def learn(self, pit: float, late: Mapping[float, bool], weight: float) -> None:
        """One answer: its PIT value before recalibration, and at which tracked levels it came too late.

        Answers that depend on each other count less: in G by their weight, in the steps by its root, because
        whoever is disturbed is disturbed, many at once or not.
        """
        self.total += weight
        for index in range(bisect_left(KNOTS, pit), len(KNOTS)):
            self.below[index] += weight
        for level in TRACKED:
            share = 1 - level
            step = STEP / (share * level) * (float(late[level]) - share) * sqrt(weight)
            self.moved[level] = min(max(self.moved[level] + step, -FARTHEST), FARTHEST)

    def warp(self) -> Warp:
        """G with the tracked levels moved, as it stands now."""
        scale = PSEUDO + self.total + 1
        counted = [(PSEUDO * k + b) / scale for k, b in zip(KNOTS, self.below, strict=True)]
        counted[0], counted[-1] = 0.0, 1.0
        points, moves = (0.5, *TRACKED), (0.0, *self.moved.values())
        raws = [0.0]
        for level in KNOTS[1:-1]:
            wanted = shifted(level, between(level, points, moves))
            raws.append(max(between(wanted, counted, KNOTS), raws[-1] + 1e-6))
        return Warp((*raws, 1.0), KNOTS)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limit that P5 must fall to, for each gamma that is tracked; others lie between."""

    gammas: tuple[float, ...]
    moved: tuple[float, ...]

    def of(self, gamma: float) -> float:
        return shifted(gamma, between(gamma, self.gammas, self.moved))


UNTRIED = Limits((0.1,), (CAUTION,))


@dataclass(slots=True)
class Needless:
    """How far the limits have moved, after alarms that were needless and alarms that were not."""

    moved: dict[float, float]

    @classmethod
    def at(cls, gammas: Iterable[float]) -> Needless:
        return cls(dict.fromkeys(sorted(gammas), CAUTION))

    def limits(self) -> Limits:
        return Limits(tuple(self.moved), tuple(self.moved.values()))

    def learn(self, gamma: float, needless: float, weight: float) -> None:
        """One alarm's outcome: 1 when the answer came after all, 0 when it did not."""
        step = STEP_NEEDLESS / (gamma * (1 - gamma)) * (AIM * gamma - needless) * sqrt(weight)
        low, high = FREEDOM
        self.moved[gamma] = min(max(self.moved[gamma] + step, low), high)


def between(value: float, xs: Sequence[float], ys: Sequence[float]) -> float:
    """Linear interpolation, constant beyond the ends."""
    if value <= xs[0]:
        return ys[0]
    if value >= xs[-1]:
        return ys[-1]
    index = bisect_right(xs, value)
    low, high = xs[index - 1], xs[index]
    return ys[index - 1] + (ys[index] - ys[index - 1]) * (value - low) / (high - low)


def shifted(share: float, by: float) -> float:
    """A share moved on the logit scale."""
    return 1 / (1 + exp(-log(share / (1 - share)) - by))
