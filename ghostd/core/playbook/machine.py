"""The state machine as a Mermaid state diagram, found by playing every row of the one table.

A row is a function, so where it leads is written nowhere: each is called with every kind of case and event,
and the phases that come out are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum
from itertools import product
from types import UnionType
from typing import Any, get_args, get_type_hints

from ghostd.core.gaps.calendar import Calendar, Span
from ghostd.core.playbook.advance import TABLE
from ghostd.core.playbook.model import Case, Do, Occasion, Phase, Playbook, Step

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
STEPS = tuple(Step(do.value, do, Span(0, "d"), template="any") for do in Do)
PLAYBOOK = Playbook("any", STEPS)
CALENDAR = Calendar()
DRAFT = "<draft@any>"


def machine() -> str:
    """The diagram's text, with a line end: an arrow a pair of phases, with all that leads from one to the
    other. What leaves the phase as it was is left out."""
    lines = ["stateDiagram-v2", f"    [*] --> {Phase.WAITING}"]
    found: dict[tuple[Phase, Phase], list[str]] = {}
    for (phase, event), row in TABLE.items():
        reached = {row(case, told, PLAYBOOK, CALENDAR).case.phase for case, told in _played(phase, event)}
        for target in (target for target in Phase if target in reached - {phase}):
            found.setdefault((phase, target), []).append(event.__name__)
    for phase, target in sorted(found, key=lambda pair: (_place(pair[0]), _place(pair[1]))):
        lines.append(f"    {phase} --> {target}: {', '.join(found[phase, target])}")
    lines.append(f"    {Phase.CLOSED} --> [*]")
    return "\n".join(lines) + "\n"


def _place(phase: Phase) -> int:
    return list(Phase).index(phase)


def _played(phase: Phase, event: type[Any]) -> Iterator[tuple[Case, Any]]:
    """Every kind of case in the phase, with every kind of the event."""
    for case in _cases(phase):
        step = STEPS[case.step].name if case.step < len(STEPS) else ""
        for told in _events(event, step):
            yield case, told


def _cases(phase: Phase) -> Iterator[Case]:
    for occasion, step, draft, discards in product(Occasion, range(len(STEPS) + 1), (None, DRAFT), (0, 1, 2)):
        yield Case(
            "any", "any", "<any>", AT, AT, phase,
            step=step, draft=draft, discards=discards, occasion=occasion, id=1,
        )  # fmt: skip


def _events(event: type[Any], step: str) -> Iterator[Any]:
    hints = get_type_hints(event)
    choices = [_choices(hints[field.name], step) for field in fields(event)]
    for chosen in product(*choices):
        yield event(*chosen)


def _choices(kind: Any, step: str) -> tuple[object, ...]:
    """Values of a type that a row may tell apart."""
    if isinstance(kind, UnionType):
        return tuple(value for part in get_args(kind) for value in _choices(part, step))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return (next(iter(kind)),)
    known: dict[object, tuple[object, ...]] = {
        bool: (False, True),
        datetime: (AT,),
        type(None): (None,),
        str: (step, DRAFT),
    }
    return known[kind]
