"""What a client's mail tells is kept with it; an automatic answer's words change no figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.core.concerns import Concern, recent_hardship
from ghostd.core.messages import Message
from ghostd.core.portrait import portray
from ghostd.service.reading import overheard
from ghostd.service.survey import survey
from tests.stage import Stage, at

START = at("2026-03-02 10:00")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AWAY = "I am on sick leave until 30 March. My mails are not read."


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage.built(tmp_path, START)
    made.habit(START, answers=20)
    made.owner_writes("Logo", START)
    yield made
    made.ledger.close()


def mail(stage: Stage, now_days: float = 3) -> list[Message]:
    stage.tick(START + now_days * DAY)
    acme = next(client for client in stage.practice.clients if client.name == "Acme")
    return list(stage.ledger.messages(acme, stage.clock.now()))


def told(stage: Stage) -> list[str]:
    return [concern for message in mail(stage) if message.wording for concern in message.wording.concerns]


def test_what_a_client_writes_is_kept_with_its_message(stage: Stage) -> None:
    stage.client_writes("Logo", START + HOUR, text="My father passed away, please give me some days.")
    found = recent_hardship(mail(stage), START)
    assert found is not None
    assert (found.at, found.concern) == (START + HOUR, Concern.BEREAVEMENT)


def test_the_owners_own_illness_is_no_clients(stage: Stage) -> None:
    stage.owner_writes("Web", START + HOUR, text="I was in hospital. Could you send me the photos?")
    assert told(stage) == []


@pytest.mark.parametrize("subject", ["Automatic reply: Logo", "Out of office until 30 March", "Re: Logo"])
def test_an_automatic_answer_tells_of_distress(stage: Stage, subject: str) -> None:
    stage.client_writes("Logo", START + HOUR, subject=subject, text=AWAY, auto_submitted="auto-replied")
    assert told(stage) == ["illness"]


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("Estoy de baja por enfermedad hasta el 30 de marzo.", "illness"),
        ("I am out of the office due to a bereavement.", "bereavement"),
        ("I no longer work for Acme. Please write to Carol.", "leaving"),
    ],
)
def test_automatic_answers_of_all_sorts(stage: Stage, text: str, concern: str) -> None:
    stage.client_writes("Logo", START + HOUR, text=text, auto_submitted="auto-replied")
    assert told(stage) == [concern]


def test_an_automatic_answer_complains_of_nothing_and_repeats_the_owners_subject_only(stage: Stage) -> None:
    more = {"auto_submitted": "auto-replied"}
    stage.client_writes("A", START + HOUR, text="I want to make a complaint: I want a refund.", **more)
    stage.client_writes(
        "B", START + HOUR, subject="Automatic reply: My father died", text="I'm away.", **more
    )
    assert told(stage) == []


def test_the_owners_own_automatic_answer_tells_nothing_of_the_client(stage: Stage) -> None:
    stage.owner_writes("Logo", START + HOUR, text=AWAY, auto_submitted="auto-replied")
    assert told(stage) == []


def test_no_figure_depends_on_what_an_automatic_answer_tells(stage: Stage) -> None:
    """Turns, forecasts, silences and what is shown are the same with its words and without."""
    stage.client_writes("Logo", START + HOUR, text=AWAY, auto_submitted="auto-replied")
    stage.client_writes("past bob@acme.example 3", START + HOUR, text=AWAY, auto_submitted="auto-replied")
    messages = mail(stage, 20)
    now = stage.clock.now()
    automatic = [m for m in messages if m.wording and "illness" in m.wording.concerns]
    deaf = [replace(m, wording=None) if m in automatic else m for m in messages]
    heard, unheard = (portray(stage.practice, {"Acme": one}, now)["Acme"] for one in (messages, deaf))
    assert len(automatic) == 2
    figures = [[(j.forecast, j.clock.sums, j.learned) for j in drawn.turns] for drawn in (heard, unheard)]
    assert figures[0] == figures[1]
    assert (heard.usual, heard.turn, heard.absence) == (unheard.usual, unheard.turn, unheard.absence)
    assert len(heard.silences) == len(unheard.silences)
    assert survey(stage.practice, stage.ledger, now)[0].client == heard.client.name


def test_what_is_overheard_asks_promises_and_ends_nothing() -> None:
    letter = Message("<a@acme.example>", "bob@acme.example", START, subject="Out of office")
    heard = overheard(
        letter, b"Content-Type: text/plain\n\nI am in hospital. I'll answer you on Monday. Thanks?\n"
    )
    assert heard is not None
    assert (heard.asks, heard.closes, heard.words, heard.puts_off, heard.promised, heard.over) == (
        False,
        False,
        0,
        False,
        None,
        None,
    )
    assert overheard(letter, b"Content-Type: text/plain\n\nI am on holiday.\n") is None
