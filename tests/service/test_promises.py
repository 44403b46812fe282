"""Promises that configuration changes, failures and lost state must not break."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.config.build import practice
from ghostd.config.load import load
from ghostd.errors import LoginRefused, OperatorError
from tests.stage import CONFIG, Stage, at

START = at("2026-03-02 08:00")


def reconfigured(stage: Stage, config: str) -> None:
    path = stage.folder / "changed.yaml"
    path.write_text(config, encoding="utf-8")
    loaded = load(path)
    stage.practice = practice(loaded, loaded.accounts[0])


def quiet_days(stage: Stage, first: str, count: int) -> list[str]:
    told = []
    for day in range(count):
        report = stage.tick(at(f"{first} 10:00") + timedelta(days=day))
        assert report.errors == []
        told += [f"{action.action} {action.step}" for action in report.actions]
    return told


def test_a_failed_first_look_does_not_make_old_silences_new(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START)
    stage.habit(START)
    stage.owner_writes("Logo proposal", at("2026-03-03 10:00"))
    stage.mailbox.fail_next["folders"] = LoginRefused("the password is wrong")
    with pytest.raises(LoginRefused):
        stage.tick(START)
    assert quiet_days(stage, "2026-03-30", 8) == []


def test_a_client_added_later_gets_no_draft_for_an_old_silence(tmp_path: Path) -> None:
    alone = CONFIG.replace(
        '  - name: Acme\n    addresses: [bob@acme.example, "@acme.example"]\n    contact: Bob\n', ""
    )
    stage = Stage.built(tmp_path, START, alone)
    stage.habit(START)
    stage.tick(START)
    stage.owner_writes("Logo proposal", at("2026-03-03 10:00"))
    quiet_days(stage, "2026-03-03", 5)
    reconfigured(stage, CONFIG)
    assert quiet_days(stage, "2026-04-01", 10) == []


def test_a_playbook_that_is_gone_ends_its_case_and_chases_nobody_twice(tmp_path: Path) -> None:
    mine = CONFIG.replace("contact: Bob\n", "contact: Bob\n    playbooks: [mine]\n") + (
        "playbooks: {mine: {steps: [{name: ask, do: draft, template: are-you-ok, after: 0d},"
        " {name: again, do: draft, template: are-you-ok, after: 3d}]}}\n"
    )
    stage = Stage.built(tmp_path, START, mine)
    stage.habit(START)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    assert "drafted ask" in quiet_days(stage, "2026-03-03", 3)
    reconfigured(stage, CONFIG)
    stage.sends(at("2026-03-05 12:00"))
    quiet_days(stage, "2026-03-05", 6)
    assert stage.drafts() == []
    [case] = stage.ledger.cases(closed=True)
    assert (case.playbook, str(case.outcome)) == ("mine", "closed-by-owner")
    assert any("mine" in entry.reason for entry in stage.ledger.entries(case) if entry.event == "closed")


def test_a_refused_append_is_written_afresh_when_the_server_takes_it(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START)
    stage.habit(START)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    quiet_days(stage, "2026-03-02", 5)
    stage.sends(at("2026-03-06 12:00"))
    quiet_days(stage, "2026-03-07", 9)
    stage.mailbox.fail_next["append_draft"] = OperatorError("the mailbox is full")
    with pytest.raises(OperatorError):
        stage.tick(at("2026-03-16 10:00"))
    stage.tick(at("2026-03-30 10:00"))
    [(_, source)] = stage.drafts()
    assert b"by 6 April" in b" ".join(source.split())


def test_a_case_of_a_client_who_is_configured_no_more_is_closed(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START)
    stage.habit(START)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    quiet_days(stage, "2026-03-02", 5)
    assert len(stage.drafts()) == 1
    reconfigured(stage, CONFIG.replace("name: Acme", "name: Acme Ltd"))
    quiet_days(stage, "2026-03-07", 10)
    assert stage.drafts() == []
    assert [case.client for case in stage.ledger.cases()] == []


def test_a_clock_that_ran_ahead_does_not_silence_the_present(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START)
    stage.habit(START)
    stage.tick(START + timedelta(days=400))
    stage.tick(START)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    assert "opened keep-calm" in quiet_days(stage, "2026-03-02", 5)


def test_a_case_opened_again_begins_anew(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START)
    stage.habit(START)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    quiet_days(stage, "2026-03-02", 5)
    stage.sends(at("2026-03-06 12:00"))
    stage.tick(at("2026-03-07 10:00"))
    stage.ledger.order(at("2026-03-07 11:00"), "close", "Acme")
    stage.tick(at("2026-03-07 12:00"))
    stage.ledger.order(at("2026-03-10 10:00"), "open", "Acme", "ghosting")
    told = quiet_days(stage, "2026-03-10", 3)
    begun = ["opened-by-hand keep-calm", "held keep-calm", "assessed evaluate"]
    assert told == [*begun, "drafting ask", "drafted ask"]
