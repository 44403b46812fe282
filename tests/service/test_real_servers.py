"""The whole five steps with the real gateway: against Dovecot, and against the embedded server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from dovecot import Dovecot

from ghostd.cli.demo.server import EmbeddedServer
from tests.served import ServedMailbox
from tests.stage import MADRID, Stage, at
from tests.witness import WitnessedStage

START = at("2026-03-02 08:00")


@pytest.fixture(params=["dovecot", "embedded"])
def account(request: pytest.FixtureRequest) -> Iterator[ServedMailbox]:
    if request.param == "dovecot":
        server: Dovecot = request.getfixturevalue("dovecot")
        played = ServedMailbox.on(server)
        yield played
        played.close_all()
        return
    with EmbeddedServer(user="ana@example.com", password="demo") as embedded:
        played = ServedMailbox(embedded.host, embedded.port, embedded.user, "demo")
        yield played
        played.close_all()


@pytest.fixture
def stage(account: ServedMailbox, tmp_path: Path) -> Iterator[Stage]:
    built = WitnessedStage.built(tmp_path, START)
    built.mailbox = account  # type: ignore[assignment]  # the port, in the place of the memory
    built.store = account.store
    built.habit(START, answers=3)
    built.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    built.owner_writes("Etiqueta del vino", at("2026-03-02 10:30"), to="marta@lumen.example")
    built.client_writes("Etiqueta del vino", at("2026-03-02 12:00"), sender="marta@lumen.example")
    yield built
    built.ledger.close()


def days(stage: Stage, first: str, last: str) -> Iterator[tuple[datetime, list[str]]]:
    now = at(f"{first} 10:00")
    while now <= at(f"{last} 10:00"):
        report = stage.tick(now)
        assert report.errors == []
        yield now, [f"{now.astimezone(MADRID):%d.%m.} {a.action} {a.step}" for a in report.actions]
        now += timedelta(days=1)


def test_five_steps_to_the_end(stage: Stage, account: ServedMailbox) -> None:
    told = []
    for now, actions in days(stage, "2026-03-02", "2026-03-31"):
        told += actions
        assert len(stage.drafts()) <= 1
        if stage.drafts():
            stage.sends(now + timedelta(hours=2))
    assert told == [
        "04.03. opened keep-calm",
        "04.03. held keep-calm",
        "05.03. assessed evaluate",
        "06.03. drafting ask",
        "06.03. drafted ask",
        "07.03. sent ask",
        "12.03. skipped call",
        "16.03. drafting ask-again",
        "16.03. drafted ask-again",
        "17.03. sent ask-again",
        "24.03. drafting move-on",
        "24.03. drafted move-on",
        "25.03. sent move-on",
        "25.03. invoiced invoice",
        "25.03. looked-back learn",
    ]
    folders = account.everything()
    assert {name: len(items) for name, items in folders.items()} == {
        "INBOX": 4 + 2,
        "Sent": 5 + 3,
        "Drafts": 0,
        "Trash": 0,
    }
    assert all("\\Seen" not in item.flags for item in folders["INBOX"])


def test_an_answer_takes_the_untouched_draft_back(stage: Stage, account: ServedMailbox) -> None:
    for now, _ in days(stage, "2026-03-02", "2026-03-06"):
        last = now
    [(_, draft)] = stage.drafts()
    assert b"\\Draft" in {flag.encode() for flag in account.everything()["Drafts"][0].flags}
    stage.client_writes("Logo proposal", last + timedelta(hours=3))
    report = stage.tick(last + timedelta(hours=4))
    assert report.drafts_withdrawn == 1
    folders = account.everything()
    assert [item.source for item in folders["Trash"]] == [draft]
    assert folders["Drafts"] == ()


def test_an_edited_draft_is_left_alone(stage: Stage, account: ServedMailbox) -> None:
    for now, _ in days(stage, "2026-03-02", "2026-03-06"):
        last = now
    stage.edits(lambda text: text.replace("Hello", "Dear"))
    stage.client_writes("Logo proposal", last + timedelta(hours=3))
    report = stage.tick(last + timedelta(hours=4))
    assert report.drafts_withdrawn == 0
    folders = account.everything()
    assert len(folders["Drafts"]) == 1
    assert folders["Trash"] == ()


def test_a_lost_database_makes_no_second_draft(stage: Stage) -> None:
    for now, _ in days(stage, "2026-03-02", "2026-03-06"):
        last = now
    before = stage.drafts()
    stage.lose_database()
    stage.tick(last + timedelta(hours=1))
    stage.tick(last + timedelta(days=3))
    assert stage.drafts() == before
