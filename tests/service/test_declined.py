"""A server that says no to one draft or notice: it is told once, it waits, and everything else goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.adapters.memory_mailbox import MemoryMailbox
from ghostd.core.messages import Placement
from ghostd.core.review import Draft
from ghostd.errors import Declined
from ghostd.service.report import Report
from tests.stage import Stage, at

START = at("2026-03-02 08:00")
NO = "account main (imap.example.com:993): the server does not take a message as large as one of 9 bytes"


@dataclass
class Asked:
    drafts: list[str] = field(default_factory=list)
    notices: int = 0


class Choosy(MemoryMailbox):
    """Takes no draft for `not_for`, no notice while `no_notices`, and gives none back while `holds`."""

    not_for = ""
    no_notices = False
    holds = False

    def append_draft(self, draft: Draft) -> Placement | None:
        self.asked.drafts.append(draft.client)
        if draft.client == self.not_for:
            raise Declined(NO)
        return super().append_draft(draft)

    def append_notice(self, source: bytes) -> None:
        self.asked.notices += 1
        if self.no_notices:
            raise Declined(NO)
        super().append_notice(source)

    def withdraw(self, draft: Draft, at: Placement) -> bool:
        if self.holds:
            raise Declined(NO)
        return super().withdraw(draft, at)

    @property
    def asked(self) -> Asked:
        return self.__dict__.setdefault("_asked", Asked())


@pytest.fixture
def choosy(tmp_path: Path) -> Iterator[tuple[Stage, Choosy]]:
    stage = Stage.built(tmp_path, START)
    mailbox = Choosy(stage.clock)
    stage.mailbox = mailbox
    for client in ("bob@acme.example", "marta@lumen.example"):
        stage.habit(START, sender=client)
        stage.owner_writes(f"Logo for {client}", at("2026-03-02 10:00"), to=client)
    yield stage, mailbox
    stage.ledger.close()


def days(stage: Stage, first: str, count: int) -> list[Report]:
    return [stage.tick(at(f"{first} 10:00") + timedelta(days=day)) for day in range(count)]


def test_a_draft_that_is_too_big__waits_told_once_and_others_are_written(
    choosy: tuple[Stage, Choosy], caplog: pytest.LogCaptureFixture
) -> None:
    stage, mailbox = choosy
    mailbox.not_for = "Acme"
    reports = days(stage, "2026-03-02", 4)
    reports += [stage.tick(at("2026-03-06 10:00") + timedelta(hours=hour)) for hour in range(6)]
    [(_, written)] = stage.drafts()
    assert b"marta@lumen.example" in written
    assert sum(report.drafts_appended for report in reports) == 1
    assert reports[-1].declined == {"Acme": f"Acme: {NO}"}
    assert reports[-1].errors == []
    assert [record.getMessage() for record in caplog.records].count(
        f"mailbox.declined account=main: Acme: {NO}"
    ) == 1
    health = stage.ledger.health()
    assert health["problem"] == f"Acme: {NO}"
    assert health["last_sync"] == stage.clock.instant, "the pass itself goes well"
    asked = [report for report in reports if report.declined]
    assert mailbox.asked.drafts.count("Acme") == len(asked) > 5, "once a look"
    mailbox.not_for = ""
    [report] = days(stage, "2026-03-09", 1)
    assert report.declined == {}
    assert stage.ledger.health()["problem"] is None
    assert len(stage.drafts()) == 2


def test_a_notice_that_is_not_taken__waits_and_comes_once(choosy: tuple[Stage, Choosy]) -> None:
    stage, mailbox = choosy
    mailbox.no_notices = True
    reports = days(stage, "2026-03-02", 60)
    assert any(report.declined.get("the notices") for report in reports)
    waiting = len(stage.ledger.intents())
    assert waiting
    assert not any(b"ghostd" in item.source for item in mailbox.everything()["INBOX"] if not item.flags)
    mailbox.no_notices = False
    reports = days(stage, "2026-05-04", 3)
    assert sum(report.notices for report in reports) >= waiting
    assert stage.ledger.intents() == []
    assert stage.ledger.health()["problem"] is None


def test_a_draft_that_is_not_given_back__is_asked_for_again(choosy: tuple[Stage, Choosy]) -> None:
    stage, mailbox = choosy
    days(stage, "2026-03-02", 8)
    before = len(stage.drafts())
    mailbox.holds = True
    stage.client_writes("Logo for bob@acme.example", at("2026-03-10 09:00"))
    reports = days(stage, "2026-03-10", 2)
    assert all(report.declined == {"Acme": f"Acme: {NO}"} for report in reports)
    assert len(stage.drafts()) == before
    mailbox.holds = False
    [report] = days(stage, "2026-03-12", 1)
    assert (report.drafts_withdrawn, report.declined) == (1, {})
    assert len(stage.drafts()) == before - 1
