"""A replayed account is the daemon's own walk: the same words, the same dials, the same chances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.core.gaps.calendar import Calendar, Span
from ghostd.core.gaps.forecast import Dials
from ghostd.core.messages import Message
from ghostd.core.replay.settings import Tuned
from ghostd.core.replay.study import study
from ghostd.service.reading import worded
from ghostd.service.replay import Pile, past_of_ledger, past_of_pile
from ghostd.service.situation import portraits
from tests.stage import MADRID, Stage, at

START = at("2026-03-02 10:00")
NOW = at("2026-04-20 12:00")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANA = "ana@example.com"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A year of mail with two clients, some of it unanswered; the newest says thanks, asks, and tells."""
    made = Stage.built(tmp_path, START)
    made.habit(START, answers=45)
    made.habit(START + DAY, answers=20, hours=30, sender="marta@lumen.example")
    for n in range(15):
        made.owner_writes(f"Unheard {n}", START - (n + 5) * 7 * DAY - 2 * HOUR)
    for n, text in enumerate(("Perfecto, gracias.", "Could you send me the photos?", "All is on its way.")):
        made.owner_writes(f"Logo {n}", START + n * DAY, text=text)
        made.owner_writes(f"Web {n}", START + n * DAY, to="marta@lumen.example", text=text)
    made.tick(NOW)
    yield made
    made.ledger.close()


def test_the_replay_of_an_account_foretells_what_the_daemon_does(stage: Stage) -> None:
    practice = replace(stage.practice, dials=Dials(alpha=0.04, gamma=0.15))
    past = past_of_ledger(practice, stage.ledger, NOW)
    assert past is not None
    lived = {(wait.turn.client, wait.turn.id): wait.forecast for wait in past.waits}
    drawn = portraits(practice, stage.ledger, NOW)
    daemons = {(j.turn.client, j.turn.id): j.forecast for p in drawn.values() for j in p.turns}
    assert len(lived) == 86
    assert lived == daemons
    chances = {wait.turn.opening.subject: wait.forecast.p_answer for wait in past.waits}
    assert chances["Logo 1"] > chances["Logo 0"] + 0.05
    assert past.waits[-1].forecast.limits.gammas == (0.05, 0.1, 0.15)


def test_no_setting_of_a_replay_forgets_how_long_the_owner_wants_to_wait(stage: Stage) -> None:
    patient = replace(stage.practice.dials, least=Span(9, "bd"))
    practice = replace(stage.practice, dials=patient)
    past = past_of_ledger(practice, stage.ledger, NOW)
    assert past is not None
    found = study(past.waits, patient, lambda _: practice.playbook("ghosting"), NOW)
    settings = [row.setting for row in (*found.rows, *found.tuned) if isinstance(row.setting, Tuned)]
    assert len(settings) >= 8
    assert {setting.dials.least for setting in settings} == {Span(9, "bd")}
    told = [one for habit in found.habits for one in habit.noticed]
    assert told
    assert all(one.noticed >= practice.calendar.after(one.opened, Span(9, "bd")) for one in told)


def test_a_file_is_asked_for_the_same_words_as_the_mailbox() -> None:
    calendar = Calendar(zone=MADRID)
    message = Message("<a@example.com>", ANA, at("2026-03-03 00:30"), subject="Could you call me?")
    source = b"Content-Type: text/plain\n\nHere are the notes. I'll send the rest tomorrow.\n"
    pile = Pile.of([ANA], calendar)
    pile.add(message, source)
    (read,) = pile.messages.values()
    assert read.wording == worded(message, source, calendar)
    assert read.wording is not None and read.wording.asks
    assert str(read.wording.promised) == "2026-03-04"


def test_of_two_copies_the_earliest_speaks_with_the_words_that_were_read() -> None:
    early, late = (Message("<a@example.com>", ANA, START + n * HOUR) for n in (0, 1))
    pile = Pile.of([ANA])
    pile.add(late, b"Content-Type: text/plain\n\nShall we?\n")
    pile.add(early)
    (read,) = pile.messages.values()
    assert (read.at, read.wording is not None and read.wording.asks) == (early.at, True)


def test_loose_mail_is_walked_with_its_words_and_the_owners_dials() -> None:
    def chance(text: bytes) -> float:
        pile = Pile.of([ANA])
        pile.add(
            Message("<a@example.com>", ANA, START, to=("bob@acme.example",)),
            b"Content-Type: text/plain\n\n" + text,
        )
        past = past_of_pile(pile, "mail.mbox", lambda _: "Acme", Calendar(), dials=Dials(gamma=0.15))
        (wait,) = past.waits
        assert wait.forecast.limits.gammas == (0.05, 0.1, 0.15)
        return wait.forecast.p_answer

    assert chance(b"Could you send me the photos?\n") > chance(b"Perfecto, gracias.\n") + 0.1
