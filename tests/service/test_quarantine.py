"""A message that cannot be read costs nothing but itself: set aside, told, tried again, let go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ghostd.adapters.memory_mailbox import Fault
from ghostd.core.folders import Arrival
from ghostd.core.messages import Message, Placement
from ghostd.core.quarantine import BROKE_OFF
from ghostd.errors import Declined, LoginRefused, Unavailable
from ghostd.service.intake import PATIENCE, Intake
from ghostd.service.reading import Reader
from tests.stage import Stage, at

START = at("2026-03-02 08:00")
NO = "the server refuses reading INBOX (NO [SERVERBUG] corrupt)"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    built = Stage.built(tmp_path, START)
    yield built
    built.ledger.close()


def came(stage: Stage, name: str, when: datetime = START) -> Placement:
    stage.client_writes(name, when)
    shelf = stage.mailbox.everything()["INBOX"]
    return Placement(
        "INBOX", stage.mailbox.status(stage.mailbox.folders().here[0]).uidvalidity, shelf[-1].uid
    )


def mirrored(stage: Stage) -> set[str]:
    acme = stage.practice.clients[0]
    return {message.subject for message in stage.ledger.messages(acme, stage.clock.now() + timedelta(days=9))}


def aside(stage: Stage) -> dict[int, str]:
    return {one.placement.uid: one.why for one in stage.ledger.quarantined()}


def test_the_server_declines_one__the_others_come_and_it_is_listed(stage: Stage) -> None:
    came(stage, "one")
    bad = came(stage, "two")
    came(stage, "three")
    stage.mailbox.damaged[bad] = NO
    report = stage.tick(START)
    assert mirrored(stage) == {"one", "three"}
    assert aside(stage) == {bad.uid: NO}
    assert report.errors == []
    came(stage, "four")
    stage.tick(START + timedelta(minutes=5))
    assert mirrored(stage) == {"one", "three", "four"}


def test_it_is_tried_again_in_an_hour_and_then_daily__until_it_can_be_read(stage: Stage) -> None:
    bad = came(stage, "two")
    stage.mailbox.damaged[bad] = NO
    now = START
    stage.tick(now)
    for wait in (timedelta(hours=1), timedelta(days=1), timedelta(days=1)):
        stage.mailbox.calls.clear()
        stage.tick(now + wait - timedelta(seconds=1))
        assert "again" not in stage.mailbox.calls
        now += wait
        stage.tick(now)
        assert stage.mailbox.calls.count("again") == 1
    del stage.mailbox.damaged[bad]
    assert stage.tick(now + timedelta(days=1)).messages == 1
    assert mirrored(stage) == {"two"}
    assert aside(stage) == {}


def test_it_is_gone_or_its_folder_is__forgotten(stage: Stage) -> None:
    bad = came(stage, "two")
    stage.mailbox.add_folder("Projects")
    other = stage.mailbox.deliver("Projects", b"Subject: x\r\n\r\n", START)
    stage.mailbox.damaged |= {bad: NO, other: NO}
    stage.tick(START)
    assert len(stage.ledger.quarantined()) == 2
    stage.mailbox.remove(bad)
    stage.mailbox.remove_folder("Projects")
    stage.tick(START + timedelta(hours=1))
    assert stage.ledger.quarantined() == []


def test_a_damaged_draft_of_the_owners__does_not_bring_all_drafts_again(stage: Stage) -> None:
    bad = stage.mailbox.deliver("Drafts", b"Subject: x\r\n\r\n", START, ("\\Draft",))
    stage.mailbox.damaged[bad] = NO
    stage.tick(START)
    stage.mailbox.calls.clear()
    assert stage.tick(START + timedelta(minutes=5)).messages == 0
    assert "arrivals" not in stage.mailbox.calls


def test_a_mail_whose_text_is_declined__counts_by_its_header(stage: Stage) -> None:
    came(stage, "one")
    stage.mailbox.fail_next["source"] = Declined(NO)
    stage.tick(START)
    assert mirrored(stage) == {"one"}
    assert aside(stage) == {1: f"its text cannot be read: {NO}"}
    stage.tick(START + timedelta(hours=1))
    assert aside(stage) == {}


def test_a_mail_at_which_the_line_breaks_each_time__is_found_out(stage: Stage) -> None:
    came(stage, "one")
    for _ in range(PATIENCE):
        stage.mailbox.fail_next["source"] = Unavailable("broke off")
        with pytest.raises(Unavailable):
            stage.tick(START)
        assert mirrored(stage) == set()
    stage.mailbox.fail_next["source"] = Unavailable("broke off")
    stage.tick(START)
    assert mirrored(stage) == {"one"}
    assert aside(stage) == {1: f"its text cannot be read: {BROKE_OFF}"}
    assert stage.ledger.stumbles("INBOX") == 0


def test_a_line_that_is_dead__blames_no_mail(stage: Stage) -> None:
    came(stage, "one")
    for _ in range(3 * PATIENCE):
        stage.mailbox.fail_next |= {"source": Unavailable("broke off"), "status": Fault(Unavailable("dead"))}
        with pytest.raises(Unavailable):
            stage.tick(START)
    assert aside(stage) == {}
    stage.mailbox.fail_next.clear()
    stage.tick(START)
    assert mirrored(stage) == {"one"}


@dataclass(frozen=True, slots=True)
class Faulty(Reader):
    """Meets an error at some UID."""

    bad: int = 2
    error: Exception = field(default_factory=lambda: RecursionError("too deep"))

    def read(self, arrivals: Iterable[Arrival]) -> Iterator[tuple[Placement, Message]]:
        for arrival in arrivals:
            if arrival.placement.uid == self.bad:
                raise self.error
            yield from Reader.read(self, [arrival])


def intake(stage: Stage, error: Exception) -> Intake:
    whole = Reader.at(stage.practice, stage.mailbox, START)
    reader = Faulty(whole.practice, whole.mailbox, whole.since, whole.party, error=error)
    return Intake(reader, stage.ledger, START)


def test_a_fault_of_our_own_in_reading__costs_the_text_of_that_message_alone(stage: Stage) -> None:
    for name in ("one", "two", "three"):
        came(stage, name)
    taken = intake(stage, RecursionError("too deep"))
    [folder] = [f for f in stage.mailbox.folders() if f.name == "INBOX"]
    assert taken.read_news(folder) == 3
    assert mirrored(stage) == {"one", "two", "three"}
    assert [one.mirrored for one in stage.ledger.quarantined()] == [True]
    assert aside(stage) == {2: "reading it met a fault of ghostd's own (RecursionError)"}
    assert [type(fault) for fault in taken.faults] == [RecursionError]
    cursor = stage.ledger.cursor("INBOX")
    assert cursor is not None
    assert cursor.uid_next == 4


def test_a_fault_of_our_own_in_its_header__costs_the_whole_message(stage: Stage) -> None:
    for name in ("one", "two"):
        came(stage, name)
    [folder] = [f for f in stage.mailbox.folders() if f.name == "INBOX"]
    [batch] = stage.mailbox.arrivals(folder, None)
    one, two = batch.arrivals
    unfit = replace(two, header="no bytes")  # type: ignore[arg-type]  # what reading does not expect
    assert intake(stage, ValueError()).take(folder, replace(batch, arrivals=(one, unfit))) == 1
    assert mirrored(stage) == {"one"}
    assert [one.mirrored for one in stage.ledger.quarantined()] == [False]


def test_a_refused_login__is_nobodys_fault_but_the_logins(stage: Stage) -> None:
    came(stage, "one")
    came(stage, "two")
    with pytest.raises(LoginRefused):
        intake(stage, LoginRefused("no")).read_news(stage.mailbox.folders().here[0])
    assert aside(stage) == {}


class Picky:
    """A ledger that cannot keep some messages, as with a number too large for it."""

    def __init__(self, ledger: Any, bad: set[int]) -> None:
        self._ledger = ledger
        self._bad = bad

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def store(self, folder: Any, messages: Any, cursor: Any) -> None:
        if any(placement.uid in self._bad for placement, _ in messages):
            raise OverflowError("too large")
        self._ledger.store(folder, messages, cursor)


def test_a_message_that_cannot_be_kept__costs_that_message_alone(stage: Stage) -> None:
    for name in ("one", "two", "three"):
        came(stage, name)
    reader = Reader.at(stage.practice, stage.mailbox, START)
    taken = Intake(reader, Picky(stage.ledger, {2}), START)
    assert taken.read_news(stage.mailbox.folders().here[0]) == 2
    assert mirrored(stage) == {"one", "three"}
    assert list(aside(stage)) == [2]
