"""The circuit breaker in a pass: nothing opens, nothing is written, it is told once, it closes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ghostd.core.breaker import A_FEW
from ghostd.core.playbook.model import Phase
from ghostd.service.report import Report
from ghostd.service.survey import braked, survey
from tests.stage import CONFIG, Stage, at

START = at("2026-03-02 08:00")
MANY = "".join(f"  - name: Client {n}\n    addresses: [c{n}@c{n}.example]\n" for n in range(8))


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    built = Stage.built(tmp_path, START, CONFIG + MANY)
    yield built
    built.ledger.close()


def newsletters(stage: Stage, first: datetime, last: datetime, a_day: int = 4) -> None:
    day = first
    while day <= last:
        for hour in range(a_day):
            subject = f"News {day:%d.%m.} {hour}"
            more = {"subject": subject, "auto_submitted": "auto-generated"}
            stage.client_writes(subject, day + timedelta(hours=hour), sender="news@shop.example", **more)
        day += timedelta(days=1)


def daily(stage: Stage, first: str, last: str) -> list[Report]:
    now, reports = at(f"{first} 10:00"), []
    while now <= at(f"{last} 10:00"):
        reports.append(stage.tick(now))
        now += timedelta(days=1)
    return reports


def told(stage: Stage, subject: str) -> int:
    return sum(subject.encode() in item.source for item in stage.mailbox.everything()["INBOX"])


def actions(reports: list[Report]) -> list[str]:
    return [action.action for report in reports for action in report.actions]


ASK = "Is the account main receiving mail?"


def test_no_mail_of_any_kind__no_case_opens_and_it_is_told_once(stage: Stage) -> None:
    stage.habit(START, answers=6)
    newsletters(stage, START - timedelta(days=40), START - timedelta(days=3))
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    reports = daily(stage, "2026-03-02", "2026-03-16")
    assert actions(reports) == []
    assert told(stage, ASK) == 1
    assert sum(report.notices for report in reports) == 1
    standings = survey(stage.practice, stage.ledger, stage.clock.now())
    assert "no mail of any kind has come" in braked(
        stage.practice, stage.ledger, standings, stage.clock.now()
    )


def test_anything_that_arrives__closes_it(stage: Stage) -> None:
    stage.habit(START, answers=6)
    newsletters(stage, START - timedelta(days=40), START - timedelta(days=3))
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    assert actions(daily(stage, "2026-03-02", "2026-03-10")) == []
    newsletters(stage, at("2026-03-11 09:00"), at("2026-03-11 09:00"), a_day=1)
    assert actions(daily(stage, "2026-03-11", "2026-03-11"))[:1] == ["opened"]


def test_a_case_that_is_open__stands_still_and_writes_no_draft(stage: Stage) -> None:
    stage.habit(START, answers=6)
    newsletters(stage, START - timedelta(days=40), START)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    before = actions(daily(stage, "2026-03-02", "2026-03-05"))
    assert before[:1] == ["opened"]
    assert "drafted" not in before
    reports = daily(stage, "2026-03-06", "2026-03-20")
    assert "drafted" not in actions(reports)
    assert stage.drafts() == []
    [case] = stage.ledger.cases()
    assert case.phase is Phase.WAITING
    assert "no mail of any kind" in case.reason
    newsletters(stage, at("2026-03-21 09:00"), at("2026-03-23 09:00"))
    assert "drafted" in actions(daily(stage, "2026-03-21", "2026-03-26"))


def test_a_quiet_mailbox__is_never_held_back(stage: Stage) -> None:
    stage.habit(START, answers=8)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    reports = daily(stage, "2026-03-02", "2026-03-10")
    assert {"opened", "drafted"} <= set(actions(reports))
    assert told(stage, ASK) == 0


def test_a_crowd_of_silences__opens_a_few_a_day_and_says_so(stage: Stage) -> None:
    """Ten clients with one habit are written to in one hour, and other mail goes on coming."""
    senders = ["bob@acme.example", "marta@lumen.example", *(f"c{n}@c{n}.example" for n in range(8))]
    for sender in senders:
        stage.habit(START, answers=6, sender=sender)
    newsletters(stage, START, START + timedelta(days=12))
    for day in range(12):
        # A person who is no client keeps writing, or it would look as if nobody got our mail.
        stage.client_writes(f"Chat {day}", START + timedelta(days=day, hours=3), sender="eve@friend.example")
    for number, sender in enumerate(senders):
        stage.owner_writes(f"Question {number}", at("2026-03-02 10:00"), to=sender)
    opened = [
        sum(action.action == "opened" for action in report.actions)
        for report in daily(stage, "2026-03-02", "2026-03-13")
    ]
    assert sum(opened) == len(senders)
    assert max(opened) == A_FEW
    assert told(stage, "Many clients seem silent at once") == 1, "not one a day"
    assert "at least one more would be" in str(stage.mailbox.everything()["INBOX"])


def test_more_drafts_than_a_day_may_have__the_rest_waits_and_it_is_told_once(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START, CONFIG + "limits: {drafts_per_day: 1}\n")
    senders = ["bob@acme.example", "marta@lumen.example"]
    for sender in senders:
        stage.habit(START, answers=6, sender=sender)
    for number, sender in enumerate(senders):
        stage.owner_writes(f"Question {number}", at("2026-03-02 10:00"), to=sender)
    drafts = [report.drafts_appended for report in daily(stage, "2026-03-02", "2026-03-13")]
    stage.ledger.close()
    assert (sum(drafts), max(drafts)) == (2, 1)
    assert told(stage, "1 draft today, and more to come") == 1


def test_who_wants_no_drafts_at_all__is_not_told_that_none_is_written(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START, CONFIG + "limits: {drafts_per_day: 0}\n")
    stage.habit(START, answers=6)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    reports = daily(stage, "2026-03-02", "2026-03-13")
    stage.ledger.close()
    assert "drafted" not in actions(reports)
    assert told(stage, "more to come") == 0
