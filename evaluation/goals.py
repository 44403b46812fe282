"""What a figure has to reach, and whether it does.

A goal is looked at for all mailboxes together and, where it says so, for each mailbox of at least ENOUGH
answered turns. A share that misses its goal by less than two standard errors may have missed it by chance:
then the mailbox loses nothing by itself; all of them together have no such excuse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from evaluation.scored import Scored

ENOUGH = 200
"""Answered turns with which a mailbox is judged."""

ROUNDING = 1e-9


class Verdict(StrEnum):
    """MAYBE: missed, but by no more than chance may do."""

    MET = "met"
    MAYBE = "maybe"
    LOST = "lost"
    UNJUDGED = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Where a figure is to lie; both ends belong to it."""

    low: float = float("-inf")
    high: float = float("inf")

    def missed_by(self, value: float) -> float:
        return max(self.low - value, value - self.high, 0.0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with the number of answered turns behind it, and the standard error of a share."""

    value: float | None
    answered: int
    error: float = 0.0

    def verdict(self, band: Band | None) -> Verdict:
        if band is None or self.value is None or self.answered < ENOUGH:
            return Verdict.UNJUDGED
        missed = band.missed_by(self.value)
        if missed <= ROUNDING:
            return Verdict.MET
        return Verdict.MAYBE if missed <= 2 * self.error else Verdict.LOST


Measure = Callable[[Sequence[Scored]], Cell]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `pooled` and `each` are the goal, `reference` what the prototype reached on 15
    other mailboxes."""

    name: str
    measure: Measure
    pooled: Band | None = None
    each: Band | None = None
    goal: str = ""
    reference: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A row measured: over all mailboxes together and over each."""

    row: Row
    together: Cell
    boxes: tuple[Cell, ...]

    @classmethod
    def of(cls, row: Row, scored: Sequence[Scored]) -> Figure:
        return cls(row, row.measure(scored), tuple(row.measure([one]) for one in scored))

    @property
    def verdict(self) -> Verdict:
        found = self.together.verdict(self.row.pooled)
        return Verdict.LOST if found is Verdict.MAYBE else found

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        return tuple(cell.verdict(self.row.each) for cell in self.boxes)

    @property
    def lost(self) -> bool:
        return Verdict.LOST in (self.verdict, *self.verdicts)


def standard_error(share: float, count: int) -> float:
    """Of a share that is truly that, seen in so many cases."""
    return sqrt(share * (1 - share) / count) if count else 0.0
