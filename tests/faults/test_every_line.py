"""A fault at every line between ghostd and Dovecot in turn, ghostd started again, and the same end.

The same cases, drafts and verdicts, the same mail in every folder, never two drafts, and nothing in a folder
that the mirror does not know. `FAULTS=all` tries each fault at each line; else all but a cut are tried at
every so many lines, another set for each fault.
"""

from __future__ import annotations

import os
import random

import pytest
from dovecot import Dovecot

from tests.faults.conftest import Count
from tests.faults.kinds import KINDS, Once
from tests.faults.life import Theatre

SELDOM = {"stall": 41, "garble": 31}
EVERY = 23
ALL = os.environ.get("FAULTS") == "all"

PARTS = 4
"""The points of a kind are tried in so many tests, which may run at the same time."""

Point = tuple[int, int]
"""A scene and the number of a unit in it."""


def points(theatre: Theatre, name: str) -> list[Point]:
    kind = KINDS[name]
    found = [
        (number, unit.number)
        for number, before in enumerate(theatre.scenes)
        for unit in before.units
        if kind.befalls(unit)
    ]
    if ALL or kind.every:
        return found
    step = SELDOM.get(name, EVERY)
    return found[random.Random(name).randrange(step) :: step]


@pytest.mark.dovecot
@pytest.mark.timeout(0)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", KINDS)
def test_a_fault_at_any_line_changes_nothing_in_the_end(
    dovecot: Dovecot, theatre: Theatre, name: str, part: int, count: Count
) -> None:
    wrong = []
    everything = points(theatre, name)
    assert everything
    tried = everything[part::PARTS]
    for scene, number in tried:
        once = Once(KINDS[name], number)
        if said := theatre.tried(scene, once):
            wrong.append(f"{name} in scene {scene} at {once.met or number}:\n{said}")
    count(name, len(tried))
    assert not wrong, "\n\n".join(wrong[:10])
