"""ghostd's alarms beside those of other tools, on the same turns: at their own settings, and with every rule
tuned with hindsight, mailbox by mailbox, to the same share of false alarms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from evaluation.past import Known
from evaluation.rules import (
    CalendarDays,
    Chance,
    Habit,
    Multiple,
    Outcome,
    Quantile,
    Rule,
    chance_left,
    level_for,
    outcome,
)
from evaluation.turns import Mailbox

EQUAL = 0.05
"""The share of false alarms at which delays are compared."""

KEEN, MEAN, GLOBAL = "ghostd, chance left (P5)", "k × mean", "one wait for all, hindsight"

Knowledge = Mapping[tuple[str, str], Known]


@dataclass(frozen=True, slots=True)
class Rated:
    """One rule in one mailbox, or on average over several."""

    rule: str
    outcome: Outcome


def fixed_days(box: Mailbox) -> list[Rated]:
    """What waiting so many calendar days for everybody does."""
    rule = CalendarDays(box)
    return [Rated(f"{days} calendar days", outcome(box, rule, days)) for days in (3, 5, 7)]


def equal_rules(box: Mailbox, known: Knowledge) -> list[Rated]:
    rules: dict[str, Rule] = {
        KEEN: Chance(chance_left, effective=True),
        "ghostd, own habit (S)": Habit(),
        GLOBAL: Multiple(lambda turn: 1.0),
        "calendar days, hindsight": CalendarDays(box),
        MEAN: Multiple(lambda turn: known[turn.key].mean),
        "k × client's median": Multiple(lambda turn: known[turn.key].median),
        "client's quantile": Quantile(lambda turn: known[turn.key].steps),
        "Kaplan-Meier per client": Quantile(lambda turn: known[turn.key].survival.steps),
    }
    return [Rated(name, outcome(box, rule, level_for(box, rule, EQUAL))) for name, rule in rules.items()]


def averaged(boxes: Sequence[Sequence[Rated]]) -> list[Rated]:
    """The same rules over several mailboxes, each mailbox counting once."""
    return [Rated(same[0].rule, _mean([one.outcome for one in same])) for same in zip(*boxes, strict=True)]


def _mean(outcomes: Sequence[Outcome]) -> Outcome:
    def of(part: Callable[[Outcome], float | None]) -> float | None:
        known = [value for one in outcomes if (value := part(one)) is not None]
        return fmean(known) if known else None

    return Outcome(
        level=fmean(one.level for one in outcomes),
        false_alarms=of(lambda one: one.false_alarms),
        needless=of(lambda one: one.needless),
        delay=of(lambda one: one.delay),
        delay_median=of(lambda one: one.delay_median),
        weekday_gap=of(lambda one: one.weekday_gap),
    )
