"""The client's usual response time, and the open gap held against it.

The baseline is a Kaplan-Meier estimate (Kaplan and Meier 1958) over business time: answers are events, gaps
that a follow-up cut short and gaps still open are censored: a lower bound, never a sample. An open gap longer
than the horizon says that no answer came, not how long answers take, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.pairing import Gap
from ghostd.core.practice import Patience

HORIZON_DAYS = 20
"""Business days after which a gap counts as unanswered."""

FIRST_GUESS = (timedelta(hours=9), timedelta(hours=45))
"""Median and nine-of-ten for a mailbox with no answers at all: one and five business days."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One observation in business time; `event` is False for a censored one."""

    length: timedelta
    event: bool


@dataclass(frozen=True, slots=True)
class Baseline:
    """Usual response time in business time; `lengths` are its own answered gaps, sorted.

    `pooled` says that median and p90 are those of all clients together, `guessed` that nobody's are known.
    """

    median: timedelta
    p90: timedelta
    lengths: tuple[timedelta, ...]
    answers: int
    pooled: bool
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """The open gap against the baseline. Lengths: business time and time by the calendar.

    `unusual_at` is the instant from which it is unusual if nothing comes; `longer` counts the client's own
    answers that took longer than this.
    """

    gap: Gap
    since: datetime
    business: timedelta
    calendar: timedelta
    baseline: Baseline
    unusual_at: datetime
    unusual: bool
    longer: int


def observations(gaps: Iterable[Gap], calendar: Calendar, now: datetime) -> list[Observed]:
    """Answers as events; cut and open gaps as censored, unless they are beyond the horizon."""
    horizon = HORIZON_DAYS * calendar.day
    found = []
    for gap in gaps:
        length = gap.length(calendar, now, horizon)
        if gap.bounce is None and length <= horizon:
            found.append(Observed(length, gap.closed is not None))
    return found


def quantile(spans: Sequence[Observed], share: float) -> timedelta:
    """The Kaplan-Meier time by which `share` have answered; the longest answer where that is not reached.

    Raises ValueError when there is no answer among them.
    """
    ordered = sorted(spans, key=lambda s: (s.length, not s.event))
    events = [s.length for s in ordered if s.event]
    survival = 1.0
    for index, span in enumerate(ordered):
        if span.event:
            survival *= 1 - 1 / (len(ordered) - index)
            if survival <= 1 - share + 1e-9:
                return span.length
    return max(events)


def measure(own: Sequence[Observed], pool: Sequence[Observed], patience: Patience) -> Baseline:
    """The client's own habit once it has answered often enough, else that of all clients together."""
    answered = tuple(sorted(s.length for s in own if s.event))
    mine = len(answered) >= patience.enough
    basis = own if mine else pool
    if not any(s.event for s in basis):
        return Baseline(*FIRST_GUESS, lengths=answered, answers=len(answered), pooled=True, guessed=True)
    return Baseline(quantile(basis, 0.5), quantile(basis, 0.9), answered, len(answered), pooled=not mine)


def listen(gap: Gap, baseline: Baseline, calendar: Calendar, patience: Patience, now: datetime) -> Silence:
    """How silent the client is at `now`, counted from the first message of the unanswered run."""
    since = gap.run.at
    business = calendar.elapsed(since, now)
    least = calendar.after(since, patience.least)
    most = calendar.after(since, patience.most)
    habit = calendar.later(since, baseline.p90 * patience.factor)
    unusual_at = min(max(habit, least), most) if baseline.pooled else max(habit, least)
    longer = sum(1 for length in baseline.lengths if length > business)
    return Silence(
        gap=gap,
        since=since,
        business=business,
        calendar=now - since,
        baseline=baseline,
        unusual_at=unusual_at,
        unusual=now >= unusual_at,
        longer=longer,
    )
