"""A clock that jumps, and a machine that sleeps: no draft twice, none in a heap, and none that is not due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.core.playbook.model import Phase
from tests.faults.conftest import Count, Furnished
from tests.stage import Stage, at

START = at("2026-03-02 08:00")
DAYS = ("2026-03-02", "2026-03-04", "2026-03-05", "2026-03-06")


@pytest.fixture
def stage(tmp_path: Path, furnished: Furnished, count: Count) -> Iterator[Stage]:
    stage = furnished(Stage.built(tmp_path, START))
    count("clocks", 1)
    stage.habit(START, answers=3)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    yield stage
    stage.ledger.close()


def told(stage: Stage, *looks: str) -> list[str]:
    """What was done at each look; never are there two drafts, and nothing goes wrong."""
    done = []
    for when in looks:
        report = stage.tick(at(when))
        assert report.errors == []
        assert len(stage.drafts()) <= 1
        done += [f"{action.action} {action.step}" for action in report.actions]
    return done


def test_a_day_back__does_nothing_twice_and_goes_on_where_it_was(stage: Stage) -> None:
    whole = told(stage, *(f"{day} 10:00" for day in DAYS))
    assert whole[-1] == "drafted ask"
    [draft] = stage.drafts()
    assert told(stage, "2026-03-05 10:05", "2026-03-05 18:00", "2026-03-06 09:00", "2026-03-06 10:30") == []
    assert stage.drafts() == [draft]
    stage.sends(at("2026-03-06 13:00"))
    assert told(stage, "2026-03-06 16:00") == ["sent ask"]
    assert told(stage, "2026-03-05 16:00", "2026-03-07 16:00", "2026-03-09 16:00") == []
    assert [case.phase for case in stage.ledger.cases()] == [Phase.WAITING]


def test_a_day_back_before_a_step__only_puts_it_off(stage: Stage) -> None:
    told(stage, *(f"{day} 10:00" for day in DAYS[:-1]))
    assert told(stage, "2026-03-04 10:00", "2026-03-04 16:00") == []
    assert told(stage, "2026-03-06 10:00") == ["drafting ask", "drafted ask"]


@pytest.mark.parametrize("scene", range(1, len(DAYS) + 1))
def test_thirty_days_ahead__never_brings_two_steps_at_once(stage: Stage, scene: int) -> None:
    told(stage, *(f"{day} 10:00" for day in DAYS[:scene]))
    jumped = told(stage, "2026-04-06 10:00", "2026-04-06 10:05", "2026-04-06 18:00")
    assert len([act for act in jumped if act.startswith("drafted")]) <= 1
    assert len(stage.drafts()) <= 1


def test_thirty_days_ahead_by_mistake_and_back__leaves_one_draft_and_goes_on(stage: Stage) -> None:
    told(stage, *(f"{day} 10:00" for day in DAYS))
    [draft] = stage.drafts()
    ahead = told(stage, "2026-04-05 10:00")
    assert not [act for act in ahead if act.startswith("drafted")]
    back = told(stage, "2026-03-06 11:00", "2026-03-06 12:00")
    assert not [act for act in back if act.startswith("drafted")]
    assert stage.drafts() == [draft]
    stage.client_writes("Logo proposal", at("2026-03-06 15:00"))
    told(stage, "2026-03-06 16:00", "2026-03-06 17:00")
    assert stage.drafts() == []
    assert len(stage.mailbox.everything()["Trash"]) == 1


@pytest.mark.parametrize(
    ("first", "change"),
    [("2026-03-27", "2026-03-29"), ("2026-10-23", "2026-10-25")],
    ids=["spring", "autumn"],
)
def test_when_the_hour_changes__each_step_comes_once(
    tmp_path: Path, furnished: Furnished, first: str, change: str, count: Count
) -> None:
    start = at(f"{first} 08:00")
    stage = furnished(Stage.built(tmp_path, start))
    stage.habit(start, answers=3)
    stage.owner_writes("Logo proposal", at(f"{first} 10:00"))
    now, done = start, list[str]()
    while now < start + timedelta(days=10):
        report = stage.tick(now)
        assert report.errors == []
        done += [f"{action.action} {action.step}" for action in report.actions]
        # Every half hour in the night of the change, which has an hour too few or too many.
        near = abs(now - at(f"{change} 02:30")) < timedelta(hours=3)
        now += timedelta(minutes=30) if near else timedelta(hours=3)
    assert done.count("drafted ask") == 1
    assert len(done) == len(set(done))
    stage.ledger.close()
    count("clocks", 1)


def test_a_week_asleep__is_made_up_for_one_step_at_a_time(stage: Stage) -> None:
    told(stage, "2026-03-02 10:00", "2026-03-04 10:00")
    woken = told(stage, "2026-03-11 10:00")
    assert not [act for act in woken if act.startswith("drafted")]
    later = told(stage, "2026-03-11 18:00", "2026-03-12 10:00", "2026-03-13 10:00", "2026-03-16 10:00")
    assert later.count("drafted ask") == 1


def test_a_week_asleep_while_the_client_answered__writes_nothing_more(stage: Stage) -> None:
    told(stage, *(f"{day} 10:00" for day in DAYS))
    stage.client_writes("Logo proposal", at("2026-03-09 10:00"))
    told(stage, "2026-03-13 10:00", "2026-03-13 10:30")
    assert stage.drafts() == []
    assert len(stage.mailbox.everything()["Trash"]) == 1
    assert stage.ledger.cases() == []
