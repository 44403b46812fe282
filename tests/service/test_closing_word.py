"""After "Perfecto, gracias" nobody owes an answer: the daemon, `status` and `replay` agree on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.core.playbook.model import Case, Outcome
from ghostd.core.replay.settings import Tuned
from ghostd.service.replay import past_of_ledger
from ghostd.service.survey import Standing, survey
from tests.stage import Stage, at

START = at("2026-03-02 10:00")
"""A Monday."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
THANKS = "Perfecto, gracias."


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Fifty answers, and one more to a question of this morning."""
    made = Stage.built(tmp_path, START)
    made.habit(START, answers=50)
    made.tick(START)
    made.owner_writes("Logo", START)
    made.client_writes("Logo", START + HOUR, text="The second one, please.")
    yield made
    made.ledger.close()


def live(stage: Stage, business_days: int = 14) -> None:
    """From day to day, as the daemon does."""
    calendar = stage.practice.calendar
    for n in range(business_days + 1):
        stage.tick(calendar.later(START + 7 * HOUR, n * calendar.day))


def acme(stage: Stage) -> Standing:
    return survey(stage.practice, stage.ledger, stage.clock.now())[0]


def cases(stage: Stage) -> list[Case]:
    return list(stage.ledger.cases(closed=True))


def noticed(stage: Stage) -> bool:
    """Whether a replay says that the last mail's silence would have been noticed."""
    past = past_of_ledger(stage.practice, stage.ledger, stage.clock.now())
    assert past is not None
    return Tuned(stage.practice.dials).noticed(past.waits[-1]) is not None


def test_a_closing_word_is_answered_by_nobody_and_noticed_by_nobody(stage: Stage) -> None:
    stage.owner_writes("Logo", START + 2 * HOUR, text=THANKS)
    live(stage)
    shown = acme(stage)
    assert cases(stage) == []
    assert (shown.turn, shown.unusual, shown.silent_since, shown.next) == ("none", False, None, None)
    assert not noticed(stage)


def test_a_question_in_the_same_place_is_noticed_by_all_three(stage: Stage) -> None:
    stage.owner_writes("Logo", START + 2 * HOUR)
    live(stage)
    assert [case.outcome for case in cases(stage)] == [None]
    assert (acme(stage).turn, acme(stage).unusual) == ("client", True)
    assert noticed(stage)


def test_a_question_sent_after_the_closing_word_is_waited_for(stage: Stage) -> None:
    stage.owner_writes("Logo", START + 2 * HOUR, text=THANKS)
    stage.owner_writes("Logo", START + 3 * HOUR, text="One more thing: could you send me the photos?")
    live(stage)
    assert [case.outcome for case in cases(stage)] == [None]
    assert (acme(stage).turn, acme(stage).unusual) == ("client", True)
    assert noticed(stage)


def test_thanks_after_a_question_that_nobody_answered_excuse_nobody(stage: Stage) -> None:
    stage.owner_writes("Logo", START + 2 * HOUR)
    stage.owner_writes("Logo", START + DAY, text=THANKS)
    live(stage)
    assert len(cases(stage)) == 1
    assert acme(stage).turn == "client"


@pytest.mark.parametrize("stored", [None, "[false, true, 2, false, null]"], ids=["not_read", "older_row"])
def test_words_that_were_not_judged_when_mirrored_are_read_at_the_opening(
    stage: Stage, stored: str | None
) -> None:
    stage.owner_writes("Logo", START + 2 * HOUR, text=THANKS)
    stage.tick(START + 3 * HOUR)
    with closing(sqlite3.connect(stage.folder / "main.sqlite3")) as database, database:
        database.execute("UPDATE mail SET wording = ?", (stored,))
    live(stage)
    assert [case.outcome for case in cases(stage)] == [Outcome.NOTHING_ASKED]
