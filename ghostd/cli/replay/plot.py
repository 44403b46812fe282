"""Where the marks of a plot stand, in the units of its drawing; the report's template draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log10

from ghostd.cli.replay.words import business_days, enough, hundredths, is_yours, label, percent, whole
from ghostd.core.gaps.forecast import Dials
from ghostd.core.replay.reliability import Kept
from ghostd.core.replay.study import Study
from ghostd.core.replay.tally import Row

LEFT, RIGHT, TOP, BOTTOM = 50, 16, 16, 50
"""Margins of every drawing, for the axes' names and figures."""

LARGE, SMALL = (500, 350), (390, 330)
TICKS = 5
LETTER, LINE = 7.0, 15.0
"""How much room a letter takes, and how high a line is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One point; `told` is what it says to whoever points at it or can't see it.

    The label stands at (`label_x`, `label_y`); it is empty where there is no room for it.
    """

    x: float
    y: float
    label: str
    told: str
    size: float = 4.0
    label_x: float = 0.0
    label_y: float = 0.0


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """Marks joined in their order; `name` is its class in the style sheet, too."""

    name: str
    marks: tuple[Mark, ...]

    @property
    def path(self) -> str:
        return " ".join(f"{mark.x:.1f},{mark.y:.1f}" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its axes; `diagonal` is where what was foretold came true."""

    title: str
    told: str
    size: tuple[int, int]
    x_name: str
    y_name: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    diagonal: bool = False

    @property
    def left(self) -> int:
        return LEFT

    @property
    def right(self) -> int:
        return self.size[0] - RIGHT

    @property
    def top(self) -> int:
        return TOP

    @property
    def bottom(self) -> int:
        return self.size[1] - BOTTOM


@dataclass(frozen=True, slots=True)
class Scale:
    """From a value to its place: `start` is where zero stands, `end` where `most` does."""

    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (self.end - self.start) * min(value, self.most) / self.most

    def ticks(self, step: float) -> tuple[Tick, ...]:
        values = [n * step for n in range(floor(self.most / step + 1e-9) + 1)]
        return tuple(Tick(self.at(value), f"{value:g}") for value in values)


def stepped(most: float) -> float:
    """A round step of which at most TICKS reach `most`: 1, 2 or 5 times a power of ten."""
    rough = max(most, 1e-9) / TICKS
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def scaled(most: float, start: float, end: float) -> tuple[Scale, tuple[Tick, ...]]:
    """A scale up to half a step beyond the largest value, and its ticks."""
    step = stepped(most)
    scale = Scale(ceil(2 * most / step - 1e-9) * step / 2, start, end)
    return scale, scale.ticks(step)


def trade_off(study: Study) -> Plot | None:
    """How soon a setting notices, against whom it would disturb; None where nothing was noticed."""
    yours = [row for row in study.rows if is_yours(row, study.dials)]
    kinds = {"yours": drawn(yours), "fixed": drawn(study.fixed), "tuned": drawn(study.tuned)}
    rows = [row for of in kinds.values() for row in of]
    if not rows:
        return None
    width, height = LARGE
    x, x_ticks = scaled(max(row.noticed.days or 0.0 for row in rows) or 1.0, LEFT, width - RIGHT)
    most = max(100 * (row.disturbed(row.noticed) or 0.0) for row in rows)
    y, y_ticks = scaled(most or 1.0, height - BOTTOM, TOP)
    marks = [mark(row, x, y, kind, study.dials) for kind, of in kinds.items() for row in of]
    marks = labelled(marks, width - RIGHT, height - BOTTOM)
    lines = []
    for name, of in kinds.items():
        lines.append(Line(name, tuple(marks[: len(of)])))
        marks = marks[len(of) :]
    return Plot(
        title="How soon, and at what price",
        told="Each setting by the business days until it notices a silence and by the share of the people "
        "about to answer whom it would disturb; the table holds the figures.",
        size=LARGE,
        x_name="business days until a silence is noticed (median)",
        y_name="% of those about to answer, disturbed",
        x_ticks=x_ticks,
        y_ticks=y_ticks,
        lines=tuple(reversed(lines)),
    )


def drawn(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.noticed.times and row.answered]


def mark(row: Row, x: Scale, y: Scale, kind: str, dials: Dials) -> Mark:
    share = row.disturbed(row.noticed)
    told = f"{label(row.setting)}: after {business_days(row.noticed.days)}, {percent(share)} disturbed"
    at = x.at(row.noticed.days or 0.0), y.at(100 * (share or 0.0))
    if kind == "yours":
        return Mark(*at, "yours", told, 6.0)
    # In the sweep the configured setting may come once more, at the same place.
    return Mark(*at, "" if is_yours(row, dials) else label(row.setting).removeprefix("ghostd "), told)


def labelled(marks: Sequence[Mark], right: float, bottom: float) -> list[Mark]:
    """The same marks, each label at the first side of its mark where it stands on nothing else.

    Earlier marks choose first; who finds no free side goes without a label.
    """
    taken = [(one.x - 5, one.y - 5, one.x + 5, one.y + 5) for one in marks]
    placed = []
    for one in marks:
        wide = LETTER * len(one.label)
        sides = [(one.x + 9, one.y - 8), (one.x - 9 - wide, one.y + 16), (one.x + 9, one.y + 16)]
        sides += [(one.x - 9 - wide, one.y - 8), (one.x - wide / 2, one.y - 12)]
        boxes = {(x, y): (x, y - LINE + 3, x + wide, y + 3) for x, y in sides}
        within = (
            s for s, box in boxes.items() if box[0] > LEFT and box[2] <= right + 12 and box[3] <= bottom
        )
        free = next((s for s in within if not any(overlap(boxes[s], other) for other in taken)), None)
        if free:
            taken.append(boxes[free])
            placed.append(replace(one, label_x=free[0], label_y=free[1]))
        else:
            placed.append(replace(one, label=""))
    return placed


Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def kept_plot(
    title: str, told: str, axes: tuple[str, str], points: Sequence[Kept], study: Study, unit: str
) -> Plot | None:
    """What was foretold against what happened, both in per cent; a larger mark is more forecasts.

    None where the answers are too few to tell.
    """
    if not points or not enough(study.counts.answered):
        return None
    width, height = SMALL
    x, y = Scale(100, LEFT, width - RIGHT), Scale(100, height - BOTTOM, TOP)
    most = max(point.count for point in points)
    marks = [
        Mark(
            x.at(100 * point.foretold),
            y.at(100 * point.happened),
            "",
            f"foretold {hundredths(point.foretold)} %, came true {hundredths(point.happened)} % "
            f"of {point.count} {unit}",
            size=3.0 + 6.0 * (point.count / most) ** 0.5,
        )
        for point in points
    ]
    return Plot(
        title=title,
        told=told,
        size=SMALL,
        x_name=axes[0],
        y_name=axes[1],
        x_ticks=x.ticks(20),
        y_ticks=y.ticks(20),
        lines=(Line("tuned", tuple(marks)),),
        diagonal=True,
    )


def chances(study: Study) -> Plot | None:
    return kept_plot(
        "Will an answer come this week?",
        "The chance of an answer within five business days that ghostd gave when you sent, in ten groups, "
        "against the share that was answered in that time. On the line both are the same.",
        ("% chance given when you sent", "% answered in five business days"),
        study.chances,
        study,
        "mails",
    )


def times(study: Study) -> Plot | None:
    told = ", ".join(
        f"{whole(kept.foretold)} % foretold, {percent(kept.happened)} came" for kept in study.quantiles
    )
    return kept_plot(
        "How long will it take?",
        f"The time within which ghostd expected a share of the answers, against the share that came: {told}.",
        ("% of answers expected in that time", "% that came in it"),
        study.quantiles,
        study,
        "answers",
    )
