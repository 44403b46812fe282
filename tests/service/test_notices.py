"""What the owner is told: one mail rather than five, each thing once, and none when there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import pairwise
from pathlib import Path

import pytest

from ghostd.adapters.memory_mailbox import Fault
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.core.playbook.events import Intent, WriteNotice
from ghostd.core.playbook.model import Phase
from ghostd.errors import Unavailable
from tests.service.test_crash_points import Crash, Doomed, Fuse
from tests.stage import CONFIG, Stage, at

START = at("2026-03-02 08:00")
MARTA = "marta@lumen.example"
ASSESSED = "Acme: where things stand"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Acme has not answered since the first day, and Lumen has answered always."""
    built = beginning(tmp_path)
    yield built
    built.ledger.close()


def beginning(folder: Path, config: str = CONFIG) -> Stage:
    built = Stage.built(folder, START, config)
    built.habit(START, answers=3)
    built.habit(START, answers=3, sender=MARTA)
    built.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    return built


def notices(stage: Stage) -> list[EmailMessage]:
    found = []
    for item in stage.mailbox.everything()["INBOX"]:
        message = message_from_bytes(item.source, policy=policy.default)
        assert isinstance(message, EmailMessage)
        if message["Auto-Submitted"] == "auto-generated":
            found.append(message)
    return found


def subjects(stage: Stage) -> list[str]:
    return [str(message["Subject"]) for message in notices(stage)]


def headings(message: EmailMessage) -> list[str]:
    lines = message.get_content().splitlines()
    return [above for above, line in pairwise(lines) if line and set(line) == {"="}]


def look(stage: Stage, *times: str) -> None:
    for time in times:
        assert stage.tick(at(time)).errors == []


def both_silent(stage: Stage) -> None:
    stage.owner_writes("Etiqueta del vino", at("2026-03-02 10:00"), to=MARTA)
    look(stage, "2026-03-02 11:00", "2026-03-04 10:00")


def taken_up(stage: Stage, when: str) -> None:
    """The owner asks Lumen something, and half an hour later opens a case about it."""
    stage.owner_writes("Etiqueta del vino", at(when) - timedelta(minutes=30), to=MARTA)
    stage.ledger.order(at(when), "open", "Lumen", "ghosting")
    look(stage, when)


def test_what_concerns_two_clients_in_one_pass_is_one_mail(stage: Stage) -> None:
    both_silent(stage)
    report = stage.tick(at("2026-03-05 10:00"))
    [mail] = notices(stage)
    assert mail["Subject"] == "ghostd: two things to look at"
    assert headings(mail) == [ASSESSED, "Lumen: where things stand"]
    assert len(mail["References"].split()) == 2
    assert report.notices == 2
    assert stage.ledger.intents() == []


def test_one_notice_is_a_mail_of_its_own(stage: Stage) -> None:
    look(stage, "2026-03-02 11:00", "2026-03-04 10:00", "2026-03-05 10:00")
    [mail] = notices(stage)
    assert (mail["Subject"], mail["References"], headings(mail)) == (ASSESSED, None, [])


@pytest.mark.parametrize("alone", [True, False], ids=["one", "two"])
@pytest.mark.parametrize("after", [True, False], ids=["written", "not_written"])
def test_a_connection_cut_at_the_mail_makes_no_second_and_loses_none(
    stage: Stage, alone: bool, after: bool
) -> None:
    if alone:
        look(stage, "2026-03-02 11:00", "2026-03-04 10:00")
    else:
        both_silent(stage)
    stage.mailbox.fail_next["append_notice"] = Fault(Unavailable("cut"), after=after)
    with pytest.raises(Unavailable):
        stage.tick(at("2026-03-05 10:00"))
    look(stage, "2026-03-05 10:01", "2026-03-05 15:00")
    assert len(notices(stage)) == 1
    assert stage.ledger.intents() == []
    assert stage.ledger.noticed() == at("2026-03-05 10:00" if after else "2026-03-05 10:01")


class Recorder(Fuse):
    """Never burns down, and knows the calls."""

    def __init__(self) -> None:
        super().__init__(0)
        self.names: list[str] = []

    def burn(self, name: str) -> None:
        self.names.append(name)


def test_a_crash_around_the_writing_of_a_mail_of_several_leaves_one(tmp_path: Path) -> None:
    recorder = Recorder()
    state_after_a_crash(tmp_path / "whole", recorder)
    written = recorder.names.index("append_notice") + 1
    for number in range(written - 15, len(recorder.names) + 1):
        fuse = Fuse(number)
        found = state_after_a_crash(tmp_path / str(number), fuse)
        assert fuse.fired == recorder.names[number - 1]
        assert found == (["ghostd: two things to look at"], [], at("2026-03-05 10:00")), fuse.fired


def state_after_a_crash(
    folder: Path, fuse: Fuse
) -> tuple[list[str], list[tuple[int, Intent]], datetime | None]:
    """The subjects of the notices, what is still to be done, and when the last mail was, a day later."""
    folder.mkdir()
    stage = beginning(folder)
    both_silent(stage)
    ledger, mailbox = stage.ledger, stage.mailbox
    # What is doomed keeps the port of what it wraps.
    stage.ledger, stage.mailbox = Doomed(ledger, fuse), Doomed(mailbox, fuse)  # type: ignore[assignment]
    with suppress(Crash):
        stage.tick(at("2026-03-05 10:00"))
    ledger.close()
    stage.mailbox, stage.ledger = mailbox, SqliteLedger.open(folder / "main.sqlite3", stage.practice.owner)
    look(stage, "2026-03-05 10:00", "2026-03-05 10:05", "2026-03-06 09:00")
    found = subjects(stage), stage.ledger.intents(), stage.ledger.noticed()
    stage.ledger.close()
    return found


def test_what_a_mail_of_several_has_told_is_not_told_again_when_the_database_was_lost(stage: Stage) -> None:
    both_silent(stage)
    look(stage, "2026-03-05 10:00")
    stage.lose_database()
    stage.ledger.order(at("2026-03-05 11:00"), "open", "Acme", "ghosting")
    look(stage, "2026-03-05 11:00", "2026-03-06 12:00", "2026-03-06 13:00")
    assert [entry.event for case in stage.ledger.cases() for entry in stage.ledger.entries(case)] == [
        *("opened-by-hand", "held", "assessed"),
    ]
    assert len(notices(stage)) == 1
    assert stage.ledger.intents() == []


def test_a_second_notice_of_a_day_waits_for_the_next_working_morning(stage: Stage) -> None:
    look(stage, "2026-03-02 11:00", "2026-03-04 10:00")
    taken_up(stage, "2026-03-04 15:00")
    look(stage, "2026-03-05 10:00")
    assert subjects(stage) == [ASSESSED]
    report = stage.tick(at("2026-03-05 15:00"))
    assert [intent.notice for _, intent in stage.ledger.intents() if isinstance(intent, WriteNotice)] == [
        "assessment"
    ]
    assert report.next_due == at("2026-03-06 09:00")
    look(stage, "2026-03-06 00:01", "2026-03-06 08:59")
    assert subjects(stage) == [ASSESSED]
    look(stage, "2026-03-06 09:00")
    assert subjects(stage) == [ASSESSED, "Lumen: where things stand"]


def test_after_a_friday_the_next_working_morning_is_on_monday(stage: Stage) -> None:
    stage.client_writes("Logo proposal", at("2026-03-02 15:00"))
    taken_up(stage, "2026-03-06 11:00")
    stage.ledger.note_notice(at("2026-03-06 23:00"))
    look(stage, "2026-03-07 12:00", "2026-03-08 12:00", "2026-03-09 08:59")
    assert subjects(stage) == []
    look(stage, "2026-03-09 12:00")
    assert subjects(stage) == ["Lumen: where things stand"]


def test_what_is_urgent_goes_at_once_first_and_takes_along_what_waits(stage: Stage) -> None:
    look(stage, "2026-03-02 11:00", "2026-03-04 10:00", "2026-03-05 10:00")
    taken_up(stage, "2026-03-05 11:00")
    look(stage, "2026-03-06 10:00")
    stage.discards(trash=False)
    look(stage, "2026-03-06 10:30")
    stage.ledger.note_notice(at("2026-03-06 10:30"))
    look(stage, "2026-03-06 12:00")
    assert subjects(stage) == [ASSESSED]
    look(stage, "2026-03-06 17:00")
    digest = notices(stage)[-1]
    assert headings(digest) == [
        "Acme: was the draft of 6 March sent?",
        "Lumen: where things stand",
    ]
    assert stage.ledger.intents() == []


def test_a_question_that_has_answered_itself_is_not_asked(stage: Stage) -> None:
    look(stage, "2026-03-02 11:00", "2026-03-04 10:00")
    stage.ledger.note_notice(at("2026-03-05 09:30"))
    look(stage, "2026-03-05 10:00")
    stage.client_writes("Logo proposal", at("2026-03-05 16:00"))
    look(stage, "2026-03-05 17:00", "2026-03-06 09:00", "2026-03-09 10:00")
    assert subjects(stage) == []
    assert stage.ledger.intents() == []


def test_a_week_without_anything_to_decide_brings_no_mail(stage: Stage) -> None:
    stage.client_writes("Logo proposal", at("2026-03-02 15:00"))
    stage.owner_writes("Logo proposal", at("2026-03-03 10:00"), text="Thank you, that is all I needed.")
    stage.client_writes("Etiqueta del vino", at("2026-03-03 09:00"), sender=MARTA)
    stage.owner_writes("Etiqueta del vino", at("2026-03-03 12:00"), to=MARTA)
    stage.client_writes("Etiqueta del vino", at("2026-03-03 16:00"), sender=MARTA)
    now = at("2026-03-02 10:00")
    while now < at("2026-03-09 20:00"):
        stage.tick(now)
        now += timedelta(hours=5)
    assert notices(stage) == []


def withdrawn_draft(stage: Stage, answered: datetime) -> None:
    """Acme answers while a draft waits, and the draft is taken back."""
    look(stage, "2026-03-02 11:00", "2026-03-04 10:00", "2026-03-05 10:00", "2026-03-06 10:00")
    stage.client_writes("Logo proposal", answered)
    stage.tick(answered + timedelta(minutes=30))
    assert stage.drafts() == []
    assert [case.phase for case in stage.ledger.cases(closed=True) if case.client == "Acme"] == [Phase.CLOSED]


def lumen_assessed(stage: Stage, opened: str, assessed: str) -> EmailMessage:
    taken_up(stage, opened)
    look(stage, assessed)
    mail = notices(stage)[-1]
    assert mail["Subject"] == "Lumen: where things stand"
    return mail


def test_where_a_draft_went_is_said_with_the_next_notice_and_once(stage: Stage) -> None:
    withdrawn_draft(stage, at("2026-03-08 12:00"))
    look(stage, "2026-03-09 10:00")
    assert subjects(stage) == [ASSESSED]
    mail = lumen_assessed(stage, "2026-03-09 11:00", "2026-03-10 12:00")
    assert headings(mail) == ["Acme: a draft was taken back"]
    assert "Acme has written" in " ".join(mail.get_content().split())
    stage.ledger.order(at("2026-03-10 13:00"), "close", "Lumen")
    look(stage, "2026-03-10 13:00")
    assert headings(lumen_assessed(stage, "2026-03-11 11:00", "2026-03-12 12:00")) == []


def test_a_draft_that_nobody_can_have_missed_is_not_spoken_of(stage: Stage) -> None:
    withdrawn_draft(stage, at("2026-03-06 14:00"))
    assert headings(lumen_assessed(stage, "2026-03-09 11:00", "2026-03-10 12:00")) == []


def test_a_draft_that_was_looked_at_is_spoken_of_however_short_it_lay(stage: Stage) -> None:
    look(stage, "2026-03-02 11:00", "2026-03-04 10:00", "2026-03-05 10:00", "2026-03-06 10:00")
    [(place, _)] = stage.drafts()
    stage.mailbox.flag(place, "\\Seen")
    look(stage, "2026-03-06 11:00")
    stage.client_writes("Logo proposal", at("2026-03-06 14:00"))
    look(stage, "2026-03-06 14:30")
    mail = lumen_assessed(stage, "2026-03-09 11:00", "2026-03-10 12:00")
    assert headings(mail) == ["Acme: a draft was taken back"]


def test_old_news_of_a_draft_is_left_unsaid(stage: Stage) -> None:
    withdrawn_draft(stage, at("2026-03-08 12:00"))
    assert headings(lumen_assessed(stage, "2026-03-16 11:00", "2026-03-17 12:00")) == []
