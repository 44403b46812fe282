"""The table as people read it, and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.baselines import EQUAL, Rated, averaged
from evaluation.goals import Cell, Figure, Verdict
from evaluation.rows import rows
from evaluation.scored import Scored

STYLES = {Verdict.MET: "green", Verdict.MAYBE: "yellow", Verdict.LOST: "bold red", Verdict.UNJUDGED: ""}
MARKS = {Verdict.MET: "✓", Verdict.MAYBE: "≈", Verdict.LOST: "✗", Verdict.UNJUDGED: " "}


@dataclass(frozen=True)
class Part:
    """The mailboxes of one kind, measured."""

    title: str
    scored: list[Scored]
    figures: list[Figure]

    @classmethod
    def of(cls, title: str, scored: list[Scored]) -> Part:
        known = any(one.ghosts for one in scored)
        return cls(title, scored, [Figure.of(row, scored) for row in rows(known)])

    @property
    def lost(self) -> list[str]:
        """The names of the goals that were lost."""
        return [figure.row.name.strip() for figure in self.figures if figure.lost]

    @property
    def rules(self) -> tuple[list[Rated], list[Rated]]:
        """Fixed days at their own settings, and all rules at equal false alarms; the mailboxes' mean."""
        return averaged([one.fixed for one in self.scored]), averaged([one.equal for one in self.scored])


def print_part(part: Part, out: Console) -> None:
    out.print()
    out.print(_figures(part))
    out.print()
    out.print(_rules(part))


def _figures(part: Part) -> Table:
    table = _table(part.title)
    table.add_column("figure")
    table.add_column("goal")
    table.add_column("prototype")
    table.add_column("all", justify="right")
    for one in part.scored:
        table.add_column(one.box.name, justify="right")
    counts = [len(one.box.answered) for one in part.scored]
    table.add_row("answered turns", "", "", f"{sum(counts)}  ", *(f"{count}  " for count in counts))
    for figure in part.figures:
        cells = zip(figure.boxes, figure.verdicts, strict=True)
        table.add_row(
            figure.row.name,
            figure.row.goal,
            figure.row.reference,
            _cell(figure.together, figure.verdict, figure.row.signed),
            *(_cell(cell, verdict, figure.row.signed) for cell, verdict in cells),
        )
    return table


def _rules(part: Part) -> Table:
    fixed, equal = part.rules
    table = _table(f"{part.title}: rules beside ghostd's, mean over the mailboxes")
    table.add_column("rule")
    for name in ("false alarms", "needless", "delay, BD", "median, BD", "Thu-Fri less Mon-Tue"):
        table.add_column(name, justify="right")
    for rated in fixed:
        table.add_row(rated.rule, *_measured(rated))
    table.add_section()
    table.add_row(Text(f"each tuned with hindsight to {EQUAL:.0%} false alarms:", "italic"))
    for rated in equal:
        table.add_row(rated.rule, *_measured(rated))
    return table


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)


def _measured(rated: Rated) -> list[str]:
    one = rated.outcome
    shares = [_number(one.false_alarms), _number(one.needless)]
    days = ["" if days is None else f"{days:.2f}" for days in (one.delay, one.delay_median)]
    return [*shares, *days, _number(one.weekday_gap, signed=True)]


def _cell(cell: Cell, verdict: Verdict, signed: bool) -> Text:
    return Text(f"{_number(cell.value, signed)} {MARKS[verdict]}", STYLES[verdict])


def _number(value: float | None, signed: bool = False) -> str:
    if value is None:
        return "-"
    return f"{value:+.3f}" if signed else f"{value:.3f}"


def part_json(part: Part) -> dict[str, Any]:
    fixed, equal = part.rules
    return {
        "title": part.title,
        "mailboxes": [one.box.name for one in part.scored],
        "answered": [len(one.box.answered) for one in part.scored],
        "figures": [_figure_json(figure) for figure in part.figures],
        "fixed": [_rated_json(rated) for rated in fixed],
        "equal": [_rated_json(rated) for rated in equal],
        "lost": part.lost,
    }


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.row.name.strip(),
        "goal": figure.row.goal,
        "prototype": figure.row.reference,
        "all": figure.together.value,
        "verdict": figure.verdict.value,
        "each": [cell.value for cell in figure.boxes],
        "verdicts": [verdict.value for verdict in figure.verdicts],
    }


def _rated_json(rated: Rated) -> dict[str, Any]:
    one = rated.outcome
    return {
        "rule": rated.rule,
        "level": one.level,
        "false_alarms": one.false_alarms,
        "needless": one.needless,
        "delay": one.delay,
        "delay_median": one.delay_median,
        "weekday_gap": one.weekday_gap,
    }
