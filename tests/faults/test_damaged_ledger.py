"""A ledger that cannot be read is refused where it is only read, and set aside where ghostd works: nothing of
it is deleted, the mailbox tells what is open, and what is lost is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from dovecot import Dovecot

from ghostd.adapters.clock import SystemClock
from ghostd.adapters.sqlite.aside import open_sound
from ghostd.adapters.sqlite.files import set_aside
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.cli import wire
from ghostd.cli.bars import Bars
from ghostd.cli.desk import Desk
from ghostd.config.load import load
from ghostd.core.playbook.model import Phase
from ghostd.errors import LedgerDamaged, OperatorError
from ghostd.service.report import Report
from tests.cli.office import Office
from tests.faults.conftest import Count
from tests.faults.life import Player
from tests.faults.scenes import SCENES
from tests.faults.theatre import Theatre
from tests.maildir import store_of
from tests.stage import CONFIG, Stage, at, prepared_from

START = at("2026-03-02 08:00")
PAGE = 4096


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 5 * PAGE + 100])


def emptied_by_a_power_cut(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def overwritten(path: Path) -> None:
    path.write_bytes(b"my diary\n" * 2000)


def one_page_lost(path: Path, page: int = 8) -> None:
    with path.open("r+b") as file:
        file.seek(page * PAGE)
        file.write(b"\xa5" * PAGE)


DAMAGES: tuple[Callable[[Path], None], ...] = (
    cut_short, emptied_by_a_power_cut, overwritten, one_page_lost
)  # fmt: skip


@pytest.fixture(autouse=True)
def counted(count: Count) -> None:
    count("damaged ledger", 1)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A first draft lies in Drafts, and a client is paused."""
    stage = Stage.built(tmp_path / "state", START)
    stage.habit(START, answers=3)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    for day in ("2026-03-02", "2026-03-04", "2026-03-05", "2026-03-06"):
        stage.tick(at(f"{day} 11:00"))
    stage.ledger.pause("Lumen", None)
    stage.ledger.close()
    return stage


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_it_is_set_aside_and_begun_anew_from_the_mailbox(
    stage: Stage, damage: Callable[[Path], None]
) -> None:
    path, before = stage.folder / "main.sqlite3", stage.drafts()
    damage(path)
    damaged = path.read_bytes()
    stage.ledger, said = open_sound(path, stage.practice.owner)
    aside = path.with_name("main.sqlite3.damaged-1")
    assert aside.read_bytes() == damaged
    assert str(aside) in said
    assert "history of past cases is lost" in said
    assert "\n" not in said
    stage.tick(at("2026-03-06 12:00"))
    stage.tick(at("2026-03-09 12:00"))
    assert stage.drafts() == before
    [case] = stage.ledger.cases()
    assert case.phase is Phase.DRAFTED
    stage.ledger.close()


def test_pauses_and_orders_that_can_still_be_read_are_kept_and_others_are_told_of(stage: Stage) -> None:
    path = stage.folder / "main.sqlite3"
    with closing(SqliteLedger.open(path, stage.practice.owner)) as ledger:
        ledger.order(at("2026-03-06 11:30"), "goal", "Acme", "collect")
        [given] = ledger.orders()
    one_page_lost(path)
    ledger, said = open_sound(path, stage.practice.owner)
    assert dict(ledger.pauses()) == {"Lumen": None}
    assert ledger.orders() == [given]
    assert said.endswith("pauses were kept (1), and so were orders not yet taken (1)")
    ledger.close()
    overwritten(path)
    ledger, said = open_sound(path, stage.practice.owner)
    assert not ledger.pauses()
    assert "pauses are lost, and so are orders not yet taken; give them again with `ghostd pause`" in said
    assert path.with_name("main.sqlite3.damaged-1").exists()
    assert path.with_name("main.sqlite3.damaged-2").exists()
    ledger.close()


def test_what_belongs_to_it_goes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "main.sqlite3"
    for part in ("", "-wal", "-shm"):
        path.with_name(path.name + part).write_text(part)
    aside = set_aside(path)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        aside.name + part: part for part in ("", "-wal", "-shm")
    }


def test_a_sound_ledger_is_left_alone_and_nothing_is_said(stage: Stage) -> None:
    path = stage.folder / "main.sqlite3"
    ledger, said = open_sound(path, stage.practice.owner)
    assert said == ""
    assert ledger.cases()
    ledger.close()
    assert [file.name for file in path.parent.iterdir()] == ["main.sqlite3"]


@pytest.mark.parametrize("damage", DAMAGES[:3], ids=lambda damage: damage.__name__)
def test_who_only_reads_is_refused_with_the_cure(stage: Stage, damage: Callable[[Path], None]) -> None:
    path = stage.folder / "main.sqlite3"
    damage(path)
    with pytest.raises(LedgerDamaged, match="let `ghostd once` or the daemon's next start set it aside"):
        SqliteLedger.open(path, stage.practice.owner, read_only=True)
    assert path.exists()
    assert not path.with_name("main.sqlite3.damaged-1").exists()


def test_another_programs_database_is_never_set_aside(tmp_path: Path, stage: Stage) -> None:
    path = tmp_path / "theirs.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE diary (day TEXT)")
    with pytest.raises(OperatorError, match="another program's file"):
        open_sound(path, stage.practice.owner)
    assert not path.with_name("theirs.sqlite3.damaged-1").exists()


@pytest.mark.dovecot
@pytest.mark.parametrize("scene", [4, 5])
def test_lost_in_the_middle__no_second_draft__and_an_answer_still_withdraws(
    dovecot: Dovecot, theatre: Theatre, scene: int
) -> None:
    store = store_of(lost_before(theatre, scene).maildir)
    assert store["Drafts"].mail == {}
    assert {name: len(box.mail) for name, box in store.items() if name in ("Sent", "Trash")} == {
        name: len(theatre.end["folders"][name]) for name in ("Sent", "Trash")
    }


@pytest.mark.dovecot
def test_lost_when_the_answer_came__the_draft_is_left_to_the_owner(
    dovecot: Dovecot, theatre: Theatre
) -> None:
    store = store_of(lost_before(theatre, 6).maildir)
    assert len(store["Drafts"].mail) == 1


def lost_before(theatre: Theatre, scene: int) -> Player:
    """The story to its end, with the ledger emptied before a scene's look."""
    player = theatre.before(scene)
    emptied_by_a_power_cut(player.database)
    ledger, _ = open_sound(player.database, prepared_from(CONFIG)[0].owner)
    ledger.close()
    report = player.look(SCENES[scene].look)
    assert isinstance(report, Report), report
    theatre.play_on(player, scene)
    return player


@pytest.fixture
def office(dovecot: Dovecot, tmp_path: Path) -> Office:
    return Office.at(dovecot, tmp_path)


@pytest.mark.dovecot
def test_once_says_it_loudly_and_is_well_the_next_time(office: Office) -> None:
    office.ghostd("once")
    overwritten(office.state / "main.sqlite3")
    refused = office.ghostd("status", code=1)
    assert "let `ghostd once` or the daemon's next start set it aside" in refused.stdout + refused.stderr
    told = office.ghostd("once", code=1)
    assert "main.sqlite3.damaged-1" in told.stdout
    assert "give them again with `ghostd pause`" in told.stdout
    office.ghostd("once")
    office.ghostd("status")


@pytest.mark.dovecot
def test_the_daemon_that_meets_it_in_a_pass_begins_anew_and_says_so(office: Office) -> None:
    office.ghostd("once")
    config = load(office.config)
    [account] = wire.accounts(config)
    desk = Desk(account, wire.templates(config), SystemClock(), Bars().of("main"))
    # What has been read is remembered, and the disk not asked again.
    desk.ledger._db.run("PRAGMA shrink_memory")
    for page in range(1, account.path.stat().st_size // PAGE):
        one_page_lost(account.path, page)
    report = desk.tick(lambda: None)
    assert [error for error in report.errors if "main.sqlite3.damaged-1" in error]
    assert not desk.changed()
    again = desk.tick(lambda: None)
    assert again.errors == []
    desk.close()
