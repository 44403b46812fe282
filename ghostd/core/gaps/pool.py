"""The pool: what all clients together say of a client of whom little is known (empirical Bayes)."""

from __future__ import annotations

from collections.abc import Iterable

from ghostd.core.gaps.habit import Habit, Prior

START = Prior()
"""Before anybody has answered: a median of 6.25 effective hours."""

PSEUDO_CLIENTS = 4.0
"""How many clients the start weighs as much as, in everything that is measured between clients."""

PSEUDO_ANSWERS = 10.0
"""How many answers the start weighs as much as, within one client."""

ROUNDS = 3


def estimate(habits: Iterable[Habit], before: Prior = START) -> Prior:
    """Hyperparameters from every client's sums; `before` only starts the iteration."""
    location, between, within = _times([h for h in habits if h.weight > 0], before)
    return Prior(location, between, within, START.freedom)


def _times(known: list[Habit], before: Prior) -> tuple[float, float, float]:
    """A one-way layout with normal random effects, by a few rounds of EM (Dempster, Laird and Rubin 1977);
    START takes part as a few clients and answers of its own."""
    inside = PSEUDO_ANSWERS * START.within**2
    free = PSEUDO_ANSWERS
    for habit in known:
        inside += max(0.0, habit.squares - habit.total**2 / habit.weight)
        free += max(0.0, habit.weight - 1)
    within2, between2, location = inside / free, before.between**2, before.location
    for _ in range(ROUNDS):
        weights = [1 / (between2 + within2 / h.weight) for h in known]
        anchor = 2 / (between2 + within2)
        pairs = list(zip(weights, known, strict=True))
        location = (anchor * START.location + sum(w * h.total / h.weight for w, h in pairs)) / (
            anchor + sum(weights)
        )
        spread = sum(
            (w * between2) ** 2 * (h.total / h.weight - location) ** 2 + between2 * (1 - w * between2)
            for w, h in pairs
        )
        seen = len(known)
        between2 = (PSEUDO_CLIENTS * START.between**2 + spread) / (PSEUDO_CLIENTS + seen)
    return location, between2**0.5, within2**0.5
