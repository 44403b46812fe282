"""One client's habit: the posterior of its answer times, as running sums.

y = log(T + SHIFT), T in effective hours, is taken as normal with unknown mean and variance, under the
conjugate prior that all clients together give (normal-inverse-chi-square: Gelman et al., Bayesian Data
Analysis, 3.3); for the next answer that predicts a Student-t. A turn that was cut off enters by one EM step
(Dempster, Laird and Rubin 1977): weighted by the chance that its answer would still have come, with the
first two moments of the normal beyond the cut.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass, field
from math import exp, log, log1p, sqrt
from statistics import NormalDist

SHIFT = 0.25
"""Hours added before the logarithm, so that an answer after a second is no outlier."""

INDEPENDENT = 0.7
"""What one answer counts for: answers that follow each other resemble each other, so that three say about as
much of a client's habit as two independent ones would."""

_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of a client of whom nothing is known: the pool's hyperparameters.

    Clients' means are N(location, between^2); one client's y is N(mean, within^2), its variance believed in
    with `freedom` degrees.
    """

    location: float = log(6.25)
    between: float = 0.5
    within: float = 1.6
    freedom: float = 8.0


@dataclass(frozen=True, slots=True)
class Predictive:
    """A Student-t for log(T + SHIFT): location, scale, degrees of freedom.

    Computed by Wallace's normal approximation (1959), which is strictly increasing and has a closed inverse.
    """

    location: float
    scale: float
    freedom: float

    def below(self, hours: float) -> float:
        """The probability of an answer within that many effective hours, were there no horizon."""
        t = (log(max(0.0, hours) + SHIFT) - self.location) / self.scale
        bend = (8 * self.freedom + 1) / (8 * self.freedom + 3)
        z = bend * sqrt(self.freedom * log1p(t * t / self.freedom))
        return _NORMAL.cdf(z if t > 0 else -z)

    def reached(self, share: float) -> float:
        """The inverse of `below`; zero where that share had come at once."""
        z = _NORMAL.inv_cdf(min(max(share, 1e-12), 1 - 1e-12))
        bend = (8 * self.freedom + 3) / (8 * self.freedom + 1)
        t = sqrt(self.freedom * (exp((bend * z) ** 2 / self.freedom) - 1))
        return max(0.0, exp(self.location + self.scale * (t if z > 0 else -t)) - SHIFT)


@dataclass(slots=True)
class Habit:
    """A client's sums. `answers` counts whole answers, `times` are their effective hours, in order."""

    weight: float = 0.0
    total: float = 0.0
    squares: float = 0.0
    times: list[float] = field(default_factory=list)

    @property
    def answers(self) -> int:
        return len(self.times)

    def longer(self, hours: float) -> int:
        """How many of its own answers took longer."""
        return len(self.times) - bisect_right(self.times, hours)

    def learn_answer(self, hours: float, weight: float) -> None:
        y = log(hours + SHIFT)
        self._add(weight, y, y * y)
        insort(self.times, hours)

    def learn_cut(self, hours: float, coming: float, prior: Prior, weight: float) -> None:
        """A follow-up ended the turn; `coming` is the chance that an answer would still have come."""
        mean, square = beyond(log(hours + SHIFT), *self._normal(prior))
        self._add(weight * coming, mean, square)

    def predictive(self, prior: Prior) -> Predictive:
        location, scale, strength, freedom = self._posterior(prior)
        return Predictive(location, scale * sqrt(1 + 1 / strength), freedom)

    def _add(self, weight: float, y: float, square: float) -> None:
        weight *= INDEPENDENT
        self.weight += weight
        self.total += weight * y
        self.squares += weight * square

    def _normal(self, prior: Prior) -> tuple[float, float]:
        location, scale, _, _ = self._posterior(prior)
        return location, scale

    def _posterior(self, prior: Prior) -> tuple[float, float, float, float]:
        k0 = (prior.within / prior.between) ** 2
        strength = k0 + self.weight
        location = (k0 * prior.location + self.total) / strength
        freedom = prior.freedom + self.weight
        spread = prior.freedom * prior.within**2
        if self.weight > 0:
            mean = self.total / self.weight
            spread += max(0.0, self.squares - self.weight * mean * mean)
            spread += k0 * self.weight / strength * (mean - prior.location) ** 2
        return location, sqrt(spread / freedom), strength, freedom


def beyond(cut: float, mean: float, deviation: float) -> tuple[float, float]:
    """The first two moments of a normal above a cut (Johnson, Kotz and Balakrishnan 1994, 13.10)."""
    a = (cut - mean) / deviation
    tail = 1.0 - _NORMAL.cdf(a)
    hazard = _NORMAL.pdf(a) / tail if tail > 1e-9 else a + 1 / max(a, 1.0)
    first = mean + deviation * hazard
    variance = deviation**2 * max(0.0, 1 + a * hazard - hazard**2)
    return first, first * first + variance
