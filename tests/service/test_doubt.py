"""A message that cannot be read may be the answer: nothing is done about that silence until it is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ghostd.core.folders import Folders, Known
from ghostd.core.messages import Placement
from ghostd.core.playbook.events import WriteDraft
from ghostd.core.playbook.model import Phase
from ghostd.errors import Declined
from ghostd.service.survey import Next, survey
from tests.stage import Stage, at

START = at("2026-03-02 08:00")
ASKED, CAME = at("2026-03-02 10:00"), at("2026-03-02 15:00")
NO = "the server refuses reading INBOX (NO [SERVERBUG] corrupt)"
LAPSES = at("2026-03-10 12:00")
"""Five business days after the first look that met it."""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    built = Stage.built(tmp_path, START)
    built.habit(START, answers=6)
    built.tick(START)
    built.owner_writes("Logo proposal", ASKED)
    built.tick(at("2026-03-02 11:00"))
    yield built
    built.ledger.close()


def unreadable(stage: Stage, folder: str = "INBOX", sender: str = "bob@acme.example") -> Placement:
    stage.client_writes("Logo proposal", CAME, sender=sender, folder=folder)
    shelf = stage.mailbox.everything()[folder]
    [found] = [one for one in stage.mailbox.folders() if one.name == folder]
    place = Placement(folder, stage.mailbox.status(found).uidvalidity, shelf[-1].uid)
    stage.mailbox.damaged[place] = NO
    return place


def daily(stage: Stage, first: str, last: str) -> list[str]:
    """What was done about the client on these days, at noon."""
    now, done = at(f"{first} 12:00"), list[str]()
    while now <= at(f"{last} 12:00"):
        done += [action.action for action in stage.tick(now).actions]
        now += timedelta(days=1)
    return done


def told(stage: Stage, subject: str) -> list[str]:
    letters = [item.source.decode() for item in stage.mailbox.everything()["INBOX"]]
    return [letter for letter in letters if f"Subject: {subject}" in letter]


CANNOT, STILL = "A mail in INBOX cannot be read", "A mail in INBOX still cannot be read"


def test_while_it_lies_there_unread__the_client_is_neither_assessed_nor_chased(stage: Stage) -> None:
    unreadable(stage)
    assert daily(stage, "2026-03-03", "2026-03-09") == ["opened", "held"]
    assert stage.drafts() == []
    [case] = stage.ledger.cases()
    assert case.reason == (
        "a message in INBOX that cannot be read may be the answer; `ghostd resume` when it is not"
    )
    assert case.due_at == LAPSES


def test_the_owner_is_told_once__with_whom_it_concerns_and_until_when(stage: Stage) -> None:
    unreadable(stage)
    daily(stage, "2026-03-03", "2026-03-09")
    [letter] = told(stage, CANNOT)
    for said in ("found on 3 March,", "may be an answer from Acme,", "goes on from 10", NO[:40]):
        assert said in letter
    assert told(stage, STILL) == []


def test_what_can_be_read_an_hour_later__is_no_news(stage: Stage) -> None:
    place = unreadable(stage)
    stage.tick(at("2026-03-03 12:00"))
    del stage.mailbox.damaged[place]
    stage.tick(at("2026-03-03 13:00"))
    assert told(stage, CANNOT) == []
    assert daily(stage, "2026-03-04", "2026-03-12") == []


def test_after_a_working_week__all_goes_on_and_the_owner_is_told_so(stage: Stage) -> None:
    unreadable(stage)
    daily(stage, "2026-03-03", "2026-03-09")
    assert daily(stage, "2026-03-10", "2026-03-12")[0] == "assessed"
    assert len(stage.drafts()) == 1
    [letter] = told(stage, STILL)
    assert "    ghostd close Acme" in letter


def test_the_daemon_slept_over_it__the_end_is_told_all_the_same(stage: Stage) -> None:
    unreadable(stage)
    daily(stage, "2026-03-03", "2026-03-03")
    daily(stage, "2026-03-12", "2026-03-13")
    assert (len(told(stage, CANNOT)), len(told(stage, STILL))) == (0, 1)


def test_the_owner_put_it_into_trash__all_goes_on(stage: Stage) -> None:
    place = unreadable(stage)
    daily(stage, "2026-03-03", "2026-03-04")
    moved = stage.mailbox.move(place, "Trash")
    stage.mailbox.damaged[moved] = NO
    assert daily(stage, "2026-03-05", "2026-03-06")[0] == "assessed"
    assert told(stage, STILL) == []


def test_the_owner_says_go_on__it_goes_on(stage: Stage) -> None:
    unreadable(stage)
    daily(stage, "2026-03-03", "2026-03-05")
    stage.ledger.order(stage.clock.now(), "resume", "Acme")
    assert daily(stage, "2026-03-06", "2026-03-06") == ["resumed", "assessed"]
    assert daily(stage, "2026-03-07", "2026-03-11")[-1] == "drafted"
    assert told(stage, STILL) == [], "who has said so need not be told"


def test_the_owner_writes_in_the_thread__knows_that_nothing_had_come(stage: Stage) -> None:
    unreadable(stage)
    daily(stage, "2026-03-03", "2026-03-04")
    stage.owner_writes("Logo proposal", at("2026-03-04 13:00"))
    assert "assessed" in daily(stage, "2026-03-05", "2026-03-09")


def test_what_was_asked_after_it_was_met__waits_for_nothing(stage: Stage) -> None:
    stage.mailbox.damaged |= {unreadable(stage, sender="eve@friend.example"): NO}
    stage.tick(at("2026-03-02 15:30"))
    stage.client_writes("Logo proposal", at("2026-03-02 16:00"))
    stage.owner_writes("Site map", at("2026-03-02 17:00"))
    assert {"assessed", "drafted"} <= set(daily(stage, "2026-03-03", "2026-03-09"))
    assert told(stage, CANNOT) == []


@pytest.mark.parametrize("folder", ["Trash", "Sent", "Drafts"])
def test_where_no_answer_comes__it_holds_nothing_back(stage: Stage, folder: str) -> None:
    unreadable(stage, folder)
    assert {"assessed", "drafted"} <= set(daily(stage, "2026-03-03", "2026-03-06"))


def test_a_mail_known_by_its_header__is_the_answer_and_holds_nobody_back(stage: Stage) -> None:
    stage.client_writes("Logo proposal", CAME)
    stage.mailbox.fail_next["source"] = Declined(NO)
    assert daily(stage, "2026-03-03", "2026-03-03") == []
    [aside] = stage.ledger.quarantined()
    assert aside.mirrored
    assert daily(stage, "2026-03-04", "2026-03-12") == []
    assert told(stage, CANNOT) == []


class Late:
    """A mailbox into which something comes just before the last look that precedes a draft."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self._mailbox, self._came = stage, stage.mailbox, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._mailbox, name)

    def folders(self, known: Sequence[Known] = ()) -> Folders:
        wanted = any(isinstance(intent, WriteDraft) for _, intent in self._stage.ledger.intents())
        if wanted and not self._came:
            self._came = True
            self._stage.mailbox = self._mailbox
            unreadable(self._stage)
        return self._mailbox.folders(known)


def test_it_comes_in_the_last_look_before_the_draft_is_written__the_draft_waits(stage: Stage) -> None:
    daily(stage, "2026-03-03", "2026-03-05")
    stage.mailbox = Late(stage)  # type: ignore[assignment]  # the port, in the place of the memory
    assert daily(stage, "2026-03-06", "2026-03-06") == ["drafting"]
    assert stage.drafts() == []
    [case] = stage.ledger.cases()
    assert case.phase is Phase.DRAFTING
    assert daily(stage, "2026-03-07", "2026-03-12") == []
    assert daily(stage, "2026-03-13", "2026-03-13") == ["drafted"]


def test_status_and_show__say_until_when_it_waits_and_why(stage: Stage) -> None:
    unreadable(stage)
    daily(stage, "2026-03-03", "2026-03-05")
    [acme] = survey(stage.practice, stage.ledger, stage.clock.now())[:1]
    assert acme.next == Next(LAPSES, "evaluate", stage.ledger.cases()[0].reason)
