"""`status` tells early signs as long as they are news, and the next step that will really come."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ghostd.service.survey import survey
from tests.stage import Stage, at

START = at("2026-03-02 08:00")
BROKEN = 'Acme has put off its answer ("Logo proposal"); the day it named, 6 March, has passed.'


def signs(stage: Stage) -> tuple[str, ...]:
    return survey(stage.practice, stage.ledger, stage.clock.now())[0].early_signs


def test_a_broken_promise_is_told_until_the_owner_closes_the_case(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START)
    stage.habit(START)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    stage.client_writes("Logo proposal", at("2026-03-02 12:00"), text="I'll send it on Friday.")
    stage.owner_writes("Logo proposal", at("2026-03-09 10:00"), text="Did you have a look at it?")
    for day in range(7):
        stage.tick(at("2026-03-09 11:00") + timedelta(days=day))
    assert [case.phase for case in stage.ledger.cases()]
    assert signs(stage) == (BROKEN,)
    stage.ledger.order(stage.clock.now(), "close", "Acme")
    stage.tick(at("2026-03-16 12:00"))
    assert not stage.ledger.cases()
    assert signs(stage) == ()
    stage.ledger.close()


def test_no_number_is_known__the_call_is_not_what_comes_next(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START)
    stage.habit(START, answers=6)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    day = START
    while not stage.drafts():
        day += timedelta(hours=4)
        stage.tick(day)
    stage.sends(day)
    stage.tick(day + timedelta(hours=1))
    [case] = stage.ledger.cases()
    assert stage.practice.playbook("ghosting").steps[case.step].name == "call"
    coming = survey(stage.practice, stage.ledger, stage.clock.now())[0].next
    assert coming is not None
    assert coming.what == "ask-again"
    assert coming.at is not None
    assert coming.at >= day + timedelta(days=7)
    stage.ledger.close()
