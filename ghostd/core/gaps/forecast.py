"""What is said of a turn when it is opened, and never changed after: whether an answer comes, and when.

T is the time to the answer in effective hours (`clock`). Given that an answer comes within the horizon H,
F(t) = G(P(t) / P(H)): P is the client's predictive distribution (`habit`), G the mailbox's recalibration
(`calibration`). With p, the chance that an answer comes at all (`chance`), Bayes' rule gives what may still
be hoped for after a silence.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ghostd.core.gaps.calendar import Span
from ghostd.core.gaps.calibration import IDENTITY, UNTRIED, Limits, Warp
from ghostd.core.gaps.clock import DAY, HORIZON
from ghostd.core.gaps.habit import Predictive

NEWS = 5 * DAY
"""Effective hours within which an answer "still comes": the five business days of P5."""

LEAST = DAY
"""No silence shorter than a business day is unusual."""

HOPE = 0.30
"""Below this chance of an answer at the opening nobody is waited for, and no alarm is raised."""

LEARNING_WAIT = 10 * DAY
"""Effective hours after which a silence is unusual while ghostd is learning, whatever the forecast."""

LOOK = DAY / 4
"""Effective hours between the moments at which P5 is held against what it was before."""

STEPS = 16
HALVINGS = 12


@dataclass(frozen=True, slots=True)
class Dials:
    """How readily ghostd speaks up; the first two are shares, between 0 and 1.

    `alpha`: the share of people who were about to answer whom you are willing to disturb.
    `gamma`: the share of alarms that may be needless, because the answer comes after all.
    `least`: no silence is unusual sooner, by the owner's calendar.
    """

    alpha: float = 0.05
    gamma: float = 0.10
    least: Span = field(default_factory=lambda: Span(1, "bd"))


@dataclass(frozen=True, slots=True)
class Forecast:
    """Whether and when the answer comes, by what was known at the turn's opening. Times: effective hours.

    `answers_known` counts the client's own answers behind it; `learning`: the mailbox had too few.
    """

    p_answer: float
    answers_known: int
    predictive: Predictive
    warp: Warp = IDENTITY
    limits: Limits = UNTRIED
    learning: bool = False

    def raw(self, hours: float) -> float:
        """F before recalibration: the probability integral transform that `calibration` learns from."""
        if hours >= HORIZON:
            return 1.0
        return min(1.0, self.predictive.below(hours) / self.predictive.below(HORIZON))

    def answered(self, hours: float) -> float:
        """F(t): of the answers that come, the share that has come by then."""
        return self.warp.level(self.raw(hours))

    def survival(self, hours: float) -> float:
        """S(t) = 1 - F(t): the share of this client's answers that take longer."""
        return 1.0 - self.answered(hours)

    def quantile(self, share: float) -> float:
        """The hours within which that share of the answers has come."""
        raw = self.warp.raw(share)
        if raw >= 1:
            return HORIZON
        return min(HORIZON, self.predictive.reached(raw * self.predictive.below(HORIZON)))

    def still(self, hours: float, within: float = HORIZON) -> float:
        """P(an answer still comes in the next `within` hours | silent for `hours`), by Bayes' rule."""
        survival = self.survival(hours)
        coming = self.p_answer * (survival - self.survival(hours + within))
        return coming / (self.p_answer * survival + 1 - self.p_answer)

    def p5(self, hours: float) -> float:
        """P(an answer still comes within five business days | silent for `hours`).

        From the median on it does not rise: only because nothing is looked for beyond the horizon would the
        few answers that are left seem to come the surer the less time is left for them.
        """
        chance, median, hours = self.still(hours, NEWS), self.quantile(0.5), min(hours, HORIZON)
        if hours <= median:
            return chance
        first, last = int(median / LOOK) + 1, int(hours / LOOK)
        before = min(self.still(at, NEWS) for at in (median, *(n * LOOK for n in range(first, last + 1))))
        # What it will be in a moment bounds it from below: what only dips would have to rise again.
        return min(before, max(chance, self.still((last + 1) * LOOK, NEWS)))

    def alarm_alpha(self, alpha: float) -> float:
        """The first hour at which S(t) <= alpha."""
        return self.quantile(1.0 - alpha)

    def alarm_gamma(self, gamma: float) -> float | None:
        """The first hour, not before a business day, at which P5(t) is down to gamma's limit.

        None for a turn without hope. The limit is gamma, corrected by how many alarms were needless so far.
        """
        if self.p_answer < HOPE:
            return None
        limit = self.limits.of(gamma)
        before = LEAST
        for step in range(STEPS + 1):
            hours = LEAST * (HORIZON / LEAST) ** (step / STEPS)
            if self.still(hours, NEWS) <= limit:
                return self._crossing(before, hours, limit)
            before = hours
        return HORIZON

    def _crossing(self, low: float, high: float, limit: float) -> float:
        """Where P5 falls through the limit, to a minute or so."""
        for _ in range(HALVINGS if low < high else 0):
            middle = (low + high) / 2
            low, high = (low, middle) if self.still(middle, NEWS) <= limit else (middle, high)
        return high
