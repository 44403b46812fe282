"""What a baseline knows when a message is sent: the answers and silences seen until that second, no more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean, median

from evaluation.turns import DAY, HORIZON, SOON, Mailbox, Turn

ENOUGH = 5
"""Turns of its own with which a client is judged by them; with fewer, by all clients together."""

REFRESH = 25
"""Turns after which what is known of all clients together is computed again."""

FIRST_GUESS = (DAY,)
"""Hours to an answer, while the mailbox has none at all: then half of all mail is answered, in a day."""


@dataclass(frozen=True, slots=True)
class Steps:
    """A distribution of hours to an answer that rises in steps, to one at the last of them."""

    times: tuple[float, ...]
    shares: tuple[float, ...]

    def rank(self, hours: float) -> float:
        """The share that was quicker, as if one more was slower: ever nearer to one beyond the slowest."""
        index = bisect_left(self.times, hours)
        weight = len(self.times) / (len(self.times) + 1)
        if index == len(self.times) and hours > 0:
            return weight + (1 - weight) * (1 - self.times[-1] / hours)
        return weight * self.shares[index - 1] if index else 0.0

    def beyond(self, rank: float) -> float:
        """The hours after which the rank is higher than this; HORIZON at most."""
        weight = len(self.times) / (len(self.times) + 1)
        if rank < weight * (1 - 1e-12):
            return min(self.times[bisect_right(self.shares, rank / weight + 1e-12)], HORIZON)
        left = (1 - rank) / (1 - weight)
        return min(self.times[-1] / left, HORIZON) if left > 0 else HORIZON


@dataclass(frozen=True, slots=True)
class Survival:
    """Kaplan-Meier (1958): the share of turns still without an answer after so many plain working hours."""

    times: tuple[float, ...]
    shares: tuple[float, ...]

    def at(self, hours: float) -> float:
        index = bisect_right(self.times, hours)
        return self.shares[index - 1] if index else 1.0

    def before(self, hours: float) -> float:
        """Up to then, without what happened in that very moment."""
        index = bisect_left(self.times, hours)
        return self.shares[index - 1] if index else 1.0

    @property
    def soon(self) -> float:
        """The chance that an answer comes within five business days."""
        return 1 - self.at(SOON)

    @property
    def steps(self) -> Steps:
        """The answers that come, without those that never do."""
        come = 1 - self.shares[-1]
        return Steps(self.times, (*((1 - share) / come for share in self.shares[:-1]), 1.0))


NOTHING_KNOWN = Survival(FIRST_GUESS, (0.5,))


def kaplan_meier(spans: Sequence[tuple[float, bool]]) -> Survival | None:
    """From hours waited, each with whether an answer ended them; None where there was no answer."""
    ordered = sorted(spans, key=lambda span: (span[0], not span[1]))
    times: list[float] = []
    shares: list[float] = []
    survival = 1.0
    for index, (hours, event) in enumerate(ordered):
        if event:
            survival *= 1 - 1 / (len(ordered) - index)
            times.append(hours)
            shares.append(survival)
    return Survival(tuple(times), tuple(shares)) if times else None


@dataclass(frozen=True, slots=True)
class Known:
    """What was known when a turn was opened: hours of the client's answers, rising, and of its silences.

    They are those of all clients together where the client has shown fewer than ENOUGH of them.
    """

    answers: tuple[float, ...]
    survival: Survival

    @property
    def mean(self) -> float:
        return fmean(self.answers)

    @property
    def median(self) -> float:
        return median(self.answers)

    @property
    def steps(self) -> Steps:
        count = len(self.answers)
        return Steps(self.answers, tuple((n + 1) / count for n in range(count)))


class _Seen:
    """The turns of one client, or of all: a fold over openings and ends in time order."""

    def __init__(self) -> None:
        self.answers: list[float] = []
        self.spans: list[tuple[float, bool]] = []
        self.open: dict[tuple[str, str], Turn] = {}

    def end(self, turn: Turn, hours: float) -> None:
        self.open.pop(turn.key, None)
        event = turn.closed is not None and hours <= HORIZON
        self.spans.append((min(hours, HORIZON), event))
        if event:
            insort(self.answers, hours)

    def survival(self, box: Mailbox, now: datetime) -> Survival | None:
        waiting = [(min(box.plain.between(t.opened, now), HORIZON), False) for t in self.open.values()]
        return kaplan_meier(self.spans + waiting)


def _moments(box: Mailbox) -> Iterator[tuple[datetime, bool, Turn]]:
    """Ends (False) and openings (True) in time order; what ends at a second is known to what opens then."""
    moments = [(turn.opened, True, index) for index, turn in enumerate(box.turns)]
    moments += [(turn.ended, False, index) for index, turn in enumerate(box.turns) if turn.ended is not None]
    return ((at, opening, box.turns[index]) for at, opening, index in sorted(moments))


def known_at_opening(box: Mailbox) -> dict[tuple[str, str], Known]:
    """By the turns' keys."""
    clients: defaultdict[str, _Seen] = defaultdict(_Seen)
    everyone = _Seen()
    known: dict[tuple[str, str], Known] = {}
    pooled = Known(FIRST_GUESS, NOTHING_KNOWN)
    for at, opening, turn in _moments(box):
        own = clients[turn.client]
        if not opening:
            hours = box.plain.between(turn.opened, at)
            own.end(turn, hours)
            everyone.end(turn, hours)
            continue
        if len(known) % REFRESH == 0:
            survival = everyone.survival(box, at) or NOTHING_KNOWN
            pooled = Known(tuple(everyone.answers) or FIRST_GUESS, survival)
        known[turn.key] = _known(own, pooled, box, at)
        own.open[turn.key] = everyone.open[turn.key] = turn
    return known


def _known(own: _Seen, pooled: Known, box: Mailbox, now: datetime) -> Known:
    shown = len(own.spans) + len(own.open) >= ENOUGH
    return Known(
        tuple(own.answers) if len(own.answers) >= ENOUGH else pooled.answers,
        (own.survival(box, now) if shown else None) or pooled.survival,
    )
