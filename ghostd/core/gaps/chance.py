"""P(an answer comes at all), from who is asked and what the opening message looks like.

A mixed-effects logistic regression: coefficients that all clients share, and one effect for each client.
Its posterior is normal and is updated once with each turn that ends, by a Newton step with the full
covariance of the shared coefficients (Spiegelhalter and Lauritzen 1990); the client's effect is kept
independent of them. A client changes: its effect drifts as a random walk, so that recent turns count for
more (West and Harrison 1997).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, log, log1p

from ghostd.core.gaps.turns import Traits

PRIOR: tuple[tuple[float, float], ...] = (
    (0.4, 0.8),  # every turn
    (0.45, 0.2),  # asks
    (-0.7, 0.25),  # closes
    (0.2, 0.1),  # own words, log
    (0.2, 0.2),  # initiating
    (-0.4, 0.2),  # outside recipients, log
    (-0.1, 0.3),  # forward
    (0.0, 0.1),  # depth, log
    (-0.2, 0.08),  # days since the client last wrote, log
    (-0.1, 0.2),  # new
    (0.2, 0.2),  # its messages in this thread, log
    (0.0, 0.15),  # other open turns, log
    (-0.3, 0.25),  # a follow-up
)
"""Mean and standard deviation of each coefficient before anything was seen here.

The means are a batch fit over public mailboxes, rounded; one without the mailbox that is forecast does almost
as well.
"""

BETWEEN = 0.7
"""Variance of the clients' effects, on the logit scale."""

DRIFT = 0.03
"""By how much an effect's variance grows with each turn, up to LOOSE."""

LOOSE = 1.5 * BETWEEN

BOUNDS = (0.02, 0.95)
"""Even who always answered may not: mail gets lost, and a first ghosting is what is looked for."""


def features(traits: Traits, attempt: int) -> tuple[float, ...]:
    """What a coefficient is multiplied by, centred on an ordinary message; 0 where nothing is known."""
    return (
        1.0,
        0.0 if traits.asks is None else traits.asks - 0.5,
        0.0 if traits.closes is None else traits.closes - 0.1,
        0.0 if traits.words is None else log(min(max(traits.words, 3), 600) / 60),
        traits.initiating - 0.5,
        log(max(1, traits.recipients)) - 0.3,
        float(traits.forward),
        log1p(traits.depth) - 1.0,
        log1p(30.0 if traits.quiet_days is None else min(traits.quiet_days, 365.0)) - 1.5,
        traits.new - 0.2,
        log1p(traits.thread_answers) - 0.5,
        log1p(traits.open_turns) - 0.5,
        float(attempt > 1),
    )


@dataclass(slots=True)
class Readiness:
    """One client's effect: mean and variance on the logit scale."""

    mean: float = 0.0
    variance: float = BETWEEN


@dataclass(slots=True)
class Chance:
    """The posterior of the shared coefficients."""

    means: list[float] = field(default_factory=lambda: [mean for mean, _ in PRIOR])
    covariance: list[list[float]] = field(
        default_factory=lambda: [
            [deviation**2 if row == column else 0.0 for column in range(len(PRIOR))]
            for row, (_, deviation) in enumerate(PRIOR)
        ]
    )

    def of(self, x: tuple[float, ...], client: Readiness) -> float:
        """By the posterior's mode; drawing it in by its variance made it timid (measured: reliability)."""
        return _bounded(self._score(x) + client.mean)

    def learn(self, x: tuple[float, ...], client: Readiness, answered: float, weight: float) -> None:
        """One turn's end; `answered` is between 0 and 1 where a follow-up cut the turn."""
        client.variance = min(client.variance + DRIFT * weight, LOOSE)
        p = _bounded(self._score(x) + client.mean)
        reach = self._reach(x)
        curve = weight * p * (1 - p)
        scale = 1 + curve * (sum(r * v for r, v in zip(reach, x, strict=True)) + client.variance)
        step, shrink = weight * (answered - p) / scale, curve / scale
        client.mean += step * client.variance
        client.variance -= shrink * client.variance**2
        for i, (row, r) in enumerate(zip(self.covariance, reach, strict=True)):
            self.means[i] += step * r
            self.covariance[i] = [c - shrink * r * s for c, s in zip(row, reach, strict=True)]

    def _score(self, x: tuple[float, ...]) -> float:
        return sum(m * v for m, v in zip(self.means, x, strict=True))

    def _reach(self, x: tuple[float, ...]) -> list[float]:
        return [sum(c * v for c, v in zip(row, x, strict=True)) for row in self.covariance]


def _bounded(score: float) -> float:
    return min(max(1 / (1 + exp(-min(max(score, -30.0), 30.0))), BOUNDS[0]), BOUNDS[1])
