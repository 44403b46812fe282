"""Whether what was foretold came true: quantiles against answers, chances against outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ghostd.core.gaps.forecast import NEWS
from ghostd.core.replay.wait import Wait

SHARES = (0.5, 0.8, 0.9, 0.95, 0.98)
BINS = 10


@dataclass(frozen=True, slots=True)
class Kept:
    """Of `count` forecasts that said `foretold`, the share for which it came true; both between 0 and 1."""

    foretold: float
    happened: float
    count: int


def quantiles_kept(waits: Sequence[Wait]) -> tuple[Kept, ...]:
    """For each share, of the answers that came how many took no longer than was foretold for that share."""
    answered = [wait for wait in waits if wait.answered]
    if not answered:
        return ()
    return tuple(
        Kept(share, sum(_within(wait, share) for wait in answered) / len(answered), len(answered))
        for share in SHARES
    )


def _within(wait: Wait, share: float) -> bool:
    return wait.hours is not None and wait.hours <= wait.forecast.quantile(share)


def chances_kept(waits: Sequence[Wait]) -> tuple[Kept, ...]:
    """The chance given at send time of an answer within five business days, in ten bins, and what came.

    Turns that were cut short before that could be seen are left out.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for wait in waits:
        came = _came_soon(wait)
        if came is not None:
            chance = wait.forecast.p5(0.0)
            bins[min(int(chance * BINS), BINS - 1)].append((chance, came))
    return tuple(
        Kept(sum(p for p, _ in one) / len(one), sum(came for _, came in one) / len(one), len(one))
        for one in bins
        if one
    )


def _came_soon(wait: Wait) -> bool | None:
    if wait.hours is not None:
        return wait.hours <= NEWS
    return False if wait.watched >= NEWS else None
