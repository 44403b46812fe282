"""A forged answer can do no more than put our own draft into Trash, and is told as what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from ghostd.core.playbook.model import Outcome
from ghostd.service.survey import survey
from tests.stage import CONFIG, Stage, at

START = at("2026-03-02 08:00")
ASKED = at("2026-03-02 10:00")
TRUSTING = CONFIG.replace(
    "    owner: {name: Ana",
    "    trust: {authserv: mx.example.com}\n    owner: {name: Ana",
)
FAILED = "mx.example.com; dmarc=fail (p=none) header.from=acme.example"
PASSED = "mx.example.com; dmarc=pass header.from=acme.example"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A draft waits for the owner: Acme has not answered."""
    made = Stage.built(tmp_path, START, TRUSTING)
    made.habit(START)
    made.tick(START)
    made.owner_writes("Logo", ASKED)
    for day in range(1, 30):
        made.tick(START + timedelta(days=day, hours=4))
        if made.drafts():
            break
    yield made
    made.ledger.close()


def answers(stage: Stage, found: str, thread: str = "Logo") -> None:
    """A mail in Acme's name, which the server has checked."""
    source, _ = stage._letter("bob@acme.example", "ana@example.com", thread, stage.clock.now())
    stage.mailbox.deliver("INBOX", b"Authentication-Results: " + found.encode() + b"\r\n" + source,
                          stage.clock.now())  # fmt: skip
    stage.tick(stage.clock.now() + timedelta(minutes=1))


def shown(stage: Stage) -> tuple[str, ...]:
    return survey(stage.practice, stage.ledger, stage.clock.now())[0].unproved


def last_entry(stage: Stage) -> str:
    [case] = stage.ledger.cases(closed=True)
    return [e.event for e in stage.ledger.entries(case) if e.event.startswith("answered")][-1]


def test_an_answer_that_failed_its_check_moves_the_draft_to_trash_and_is_told(stage: Stage) -> None:
    [(_, written)] = stage.drafts()
    answers(stage, FAILED)
    assert stage.drafts() == []
    assert written in [item.source for item in stage.mailbox.everything()["Trash"]]
    [case] = stage.ledger.cases(closed=True)
    assert (case.outcome, last_entry(stage)) == (Outcome.ANSWERED, "answered-unproved")
    [line] = shown(stage)
    assert "bob@acme.example" in line
    assert "failed the check" in line
    stage.tick(stage.clock.now() + timedelta(days=1))
    notices = [i.source for i in stage.mailbox.everything()["INBOX"] if b"may not be theirs" in i.source]
    assert len(notices) == 1
    text = message_from_bytes(notices[0], policy=policy.default).get_body().get_content()
    assert "bob@acme.example as its sender" in " ".join(text.split())


def test_it_teaches_nothing_of_the_clients_habit(stage: Stage) -> None:
    before = survey(stage.practice, stage.ledger, stage.clock.now())[0].usual
    answers(stage, FAILED)
    after = survey(stage.practice, stage.ledger, stage.clock.now())[0].usual
    assert before is not None and after is not None
    assert after.answers == before.answers


@pytest.mark.parametrize("found", [PASSED, "mx.evil.example; dmarc=fail", "mx.example.com; none"])
def test_an_answer_that_did_not_fail_is_an_answer(stage: Stage, found: str) -> None:
    answers(stage, found)
    assert (stage.drafts(), last_entry(stage), shown(stage)) == ([], "answered", ())


def test_forged_mail_about_something_else_is_shown_and_changes_nothing(stage: Stage) -> None:
    """It is what anybody may send who knows an address; whoever answers a mail has seen it."""
    answers(stage, FAILED, "Your invoice is overdue")
    assert len(stage.drafts()) == 1
    assert [case.outcome for case in stage.ledger.cases(closed=True)] == [None]
    assert len(shown(stage)) == 1


def test_a_true_answer_beside_the_forged_one_is_the_answer(stage: Stage) -> None:
    source, _ = stage._letter("eve@acme.example", "ana@example.com", "Logo", stage.clock.now())
    stage.mailbox.deliver("INBOX", b"Authentication-Results: " + FAILED.encode() + b"\r\n" + source,
                          stage.clock.now())  # fmt: skip
    stage.client_writes("Logo", stage.clock.now() + timedelta(seconds=1))
    stage.tick(stage.clock.now() + timedelta(minutes=1))
    assert last_entry(stage) == "answered"


def test_without_an_authority_nothing_is_known_of_who_sent_it(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START)
    stage.habit(START, answers=1)
    source, _ = stage._letter("bob@acme.example", "ana@example.com", "Logo", START)
    stage.mailbox.deliver("INBOX", b"Authentication-Results: " + FAILED.encode() + b"\r\n" + source, START)
    stage.tick(START + timedelta(minutes=1))
    assert shown(stage) == ()
    stage.ledger.close()


def test_the_check_survives_the_ledger(stage: Stage) -> None:
    answers(stage, FAILED)
    client = stage.practice.clients[0]
    stored = stage.ledger.messages(client, stage.clock.now())
    assert [m.proved for m in stored].count(False) == 1
