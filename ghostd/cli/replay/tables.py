"""The replay on a terminal, at 80 columns too."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ghostd.cli.replay.sources import Replayed
from ghostd.cli.replay.words import (
    TERMS,
    about,
    count,
    day,
    days,
    drafted,
    ended,
    enough,
    hundredths,
    is_yours,
    label,
    number,
    percent,
    too_few,
    verdict,
    whole,
)
from ghostd.core.replay.people import Habit, Noticed
from ghostd.core.replay.study import Study

SILENCES = 12
"""How many silences are listed; the report has them all."""

WIDE = 100
"""Columns from which on there is room for subjects."""


def print_replayed(one: Replayed, out: Console, top: int) -> None:
    """What was looked at, the settings side by side, whether it was right, and the clients."""
    title, *rest = about(one)
    out.print(Text(one.name, style="bold"), Text(f"  {title}", style="dim"), sep="")
    for line in rest:
        out.print(Text(line))
    if not one.study.counts.turns:
        return
    out.print()
    out.print(settings(one.study, out.width))
    for term, meaning in TERMS:
        said = Text.assemble((f"{term}: ", "bold"), meaning, style="dim")
        out.print(Padding(said, (0, 0, 0, 2), expand=False))
    out.print()
    out.print(Text(verdict(one)))
    if one.study.quantiles:
        out.print()
        answers = one.study.counts.answered
        out.print(reliability(one.study) if enough(answers) else Text(too_few(answers)))
    if top:
        out.print()
        out.print(habits(one.study.habits[:top], len(one.study.habits), out.width))
        print_silences(one, out)


def plain_table(padding: tuple[int, int, int, int] = (0, 1, 0, 0)) -> Table:
    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=padding)


def settings(study: Study, width: int) -> Table:
    """A row a setting: when it would have noticed, when written, how often for nothing."""
    shown = plain_table((0, 1 if width >= WIDE else 0, 0, 0))
    shown.add_column("\nSetting", no_wrap=True)
    for heading in ("silences\nnoticed", "drafts\nwritten"):
        shown.add_column(heading, justify="right", no_wrap=True, style="cyan")
        for name in ("need-\nless %", "too\nsoon %", "after\nbd"):
            shown.add_column(name, justify="right", no_wrap=True)
    shown.add_column("left\nalone", justify="right", no_wrap=True)
    for row in study.rows:
        yours = is_yours(row, study.dials)
        cells = [label(row.setting) + (" <" if yours else "")]
        for acts in (row.noticed, row.drafted):
            cells += [count(acts.times), hundredths(acts.needless_share)]
            cells += [hundredths(row.disturbed(acts)), number(acts.days)]
        shown.add_row(*cells, count(row.ghosts - row.ghosts_noticed), style="bold" if yours else "")
    return shown


def reliability(study: Study) -> Table:
    """What was foretold for a share of the answers, and the share that kept to it."""
    shown = plain_table()
    shown.add_column("Time within which ghostd expected")
    for kept in study.quantiles:
        shown.add_column(f"{whole(kept.foretold)} %", justify="right", no_wrap=True)
    answers = f"of {count(study.quantiles[0].count)} answers"
    shown.add_row(f"and within it came, {answers}", *(percent(kept.happened) for kept in study.quantiles))
    return shown


def habits(shown_habits: Sequence[Habit], total: int, width: int) -> Table:
    shown = plain_table()
    shown.add_column(heading("Client", len(shown_habits), total), no_wrap=True)
    for name in ("asked", "answered", "half in", "9 in 10 in", "noticed", "drafts"):
        shown.add_column(name, justify="right", no_wrap=True)
    for habit in shown_habits:
        cells = [clipped(habit.client, width - 60), count(habit.turns), count(habit.answers)]
        cells += [days(habit.median_days), days(habit.q90_days)]
        cells += [count(len(habit.noticed)), count(habit.drafts)]
        shown.add_row(*map(Text, cells))
    return shown


def print_silences(one: Replayed, out: Console) -> None:
    every = sorted((n for habit in one.study.habits for n in habit.noticed), key=lambda n: n.opened)
    if not every:
        out.print(Text("No silence would have been noticed."))
        return
    out.print()
    out.print(silences(every[-SILENCES:], len(every), one.zone, out.width))


def silences(last: Sequence[Noticed], total: int, zone: ZoneInfo, width: int) -> Table:
    """The last silences, with what was done and what came; days count from the mail."""
    wide = width >= WIDE
    room = width - 62
    shown = plain_table()
    shown.add_column("Your mail", no_wrap=True)
    shown.add_column(heading("Client", len(last), total, "last "), no_wrap=True)
    if wide:
        shown.add_column("Subject", no_wrap=True)
    shown.add_column("noticed", justify="right", no_wrap=True)
    shown.add_column("draft", justify="right", no_wrap=True)
    shown.add_column("what came", no_wrap=True)
    for one in last:
        cells = [day(one.opened, zone), clipped(one.client, room // 2 if wide else room)]
        cells += [clipped(one.subject, room // 2)] if wide else []
        shown.add_row(*map(Text, [*cells, days(one.noticed_days), drafted(one), ended(one)]))
    return shown


def clipped(text: str, room: int) -> str:
    """The text on one line of a column that has so much room."""
    room = max(room, 12)
    return text if len(text) <= room else text[: room - 1] + "…"


def heading(name: str, shown: int, total: int, which: str = "") -> str:
    return name if total <= shown else f"{name} ({which}{shown} of {count(total)})"
