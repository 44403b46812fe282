"""Each kind of fault at every line between ghostd and Dovecot, ghostd started again, and the same end.

The same cases, drafts and verdicts, the same mail in every folder, never two drafts, and nothing in a folder
that the mirror does not know. Only where the server tells a lie that nobody could see through, less is held:
`Theatre.recovered` says what.
"""

from __future__ import annotations

import pytest
from dovecot import Dovecot

from tests.faults.conftest import Count, Playing
from tests.faults.kinds import KINDS, Once
from tests.faults.scenes import LIVES, USUAL
from tests.faults.theatre import Theatre

PARTS = 4
"""The points of a kind in the usual life are tried in so many tests, which may run at the same time."""

Point = tuple[int, int]
"""A scene and the number of a unit in it."""


def points(theatre: Theatre, name: str) -> list[Point]:
    return [
        (number, unit.number)
        for number, before in enumerate(theatre.scenes)
        for unit in theatre.life.lines(number, before.units)
        if KINDS[name].befalls(unit)
    ]


def wrong_after(theatre: Theatre, name: str, tried: list[Point]) -> list[str]:
    wrong = []
    for scene, number in tried:
        once = Once(KINDS[name], number)
        if said := theatre.tried(scene, once):
            wrong.append(f"{name} in scene {scene} at {once.met or number}:\n{said}")
    return wrong


@pytest.mark.dovecot
@pytest.mark.timeout(0)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", KINDS)
def test_a_fault_at_any_line_changes_nothing_in_the_end(
    dovecot: Dovecot, theatre: Theatre, name: str, part: int, count: Count
) -> None:
    everything = points(theatre, name)
    assert everything
    tried = everything[part::PARTS]
    wrong = wrong_after(theatre, name, tried)
    count(name, len(tried))
    assert not wrong, "\n\n".join(wrong[:10])


@pytest.mark.dovecot
@pytest.mark.timeout(0)
@pytest.mark.parametrize("life", [name for name in LIVES if name != USUAL])
def test_nor_where_other_things_are_said(dovecot: Dovecot, playing: Playing, life: str, count: Count) -> None:
    theatre, wrong = playing(life), list[str]()
    assert points(theatre, "cut")
    for name in KINDS:
        tried = points(theatre, name)
        wrong += wrong_after(theatre, name, tried)
        count(name, len(tried))
    assert not wrong, "\n\n".join(wrong[:10])
