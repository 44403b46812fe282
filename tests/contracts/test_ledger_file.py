"""The file on disk: whose it is, who may read it, who else has it open, and what happens when it breaks."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from ledger_examples import ACME, INBOX, LATE, OWNER, T0, at, case, draft, entry, mail, put

from ghostd.adapters.sqlite.connection import Database
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.adapters.sqlite.schema import APPLICATION_ID, MIGRATIONS
from ghostd.core.playbook.events import WriteDraft
from ghostd.core.playbook.model import Phase
from ghostd.errors import Bug, OperatorError, Unavailable

BOB = "bob@acme.example"
NEWEST = len(MIGRATIONS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "main.db"


def fill(ledger: SqliteLedger) -> None:
    put(ledger, INBOX, mail("a", BOB))
    opened = ledger.save(None, case(), [WriteDraft(0, "ask", 0)], [entry()])
    ledger.keep(draft("d", opened.id or 0))
    ledger.order(T0, "pause", "Acme")
    ledger.pause("Solo", at(1))
    ledger.known_since("Acme", T0)
    ledger.note_health(last_sync=T0)


def contents(ledger: SqliteLedger) -> list[object]:
    return [
        ledger.cursor("INBOX"),
        ledger.messages(ACME, LATE),
        ledger.cases(closed=True),
        [ledger.entries(c) for c in ledger.cases(closed=True)],
        ledger.intents(),
        ledger.drafts(),
        ledger.orders(),
        dict(ledger.pauses()),
        dict(ledger.health()),
        ledger.known_since("Acme", LATE),
    ]


def foreign(path: Path, *statements: str) -> None:
    path.parent.mkdir(exist_ok=True)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_everything_is_there_after_reopening(path: Path) -> None:
    first = SqliteLedger.open(path, OWNER)
    fill(first)
    kept = contents(first)
    first.close()
    second = SqliteLedger.open(path, OWNER)
    assert contents(second) == kept
    second.close()


def test_what_was_not_committed_is_not_there_after_a_crash(path: Path, tmp_path: Path) -> None:
    ledger = SqliteLedger.open(path, OWNER)
    fill(ledger)
    kept = contents(ledger)
    crashed = tmp_path / "crashed"
    with ledger.transaction():
        ledger.save(ledger.cases()[0], replace(ledger.cases()[0], phase=Phase.DRAFTED), [], [entry("x")])
        put(ledger, INBOX, mail("b", BOB), first=2)
        crashed.mkdir()
        for file in path.parent.iterdir():
            (crashed / file.name).write_bytes(file.read_bytes())
    ledger.close()
    survivor = SqliteLedger.open(crashed / path.name, OWNER)
    assert contents(survivor) == kept
    survivor.close()


def test_file_and_folder_are_the_owners_alone(path: Path) -> None:
    umask = os.umask(0)
    try:
        ledger = SqliteLedger.open(path, OWNER)
        fill(ledger)
        modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
        ledger.close()
    finally:
        os.umask(umask)
    assert modes == {"main.db": 0o600, "main.db-wal": 0o600, "main.db-shm": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_commits_reach_the_disk(path: Path) -> None:
    ledger = SqliteLedger.open(path, OWNER)
    settings = {name: ledger._db.one(f"PRAGMA {name}")[0] for name in ("journal_mode", "synchronous")}
    assert settings == {"journal_mode": "wal", "synchronous": 2}
    ledger.close()


@pytest.mark.parametrize("version", range(NEWEST + 1))
def test_every_version_is_brought_to_the_newest_layout(path: Path, version: int) -> None:
    if version:
        steps = [statement for migration in MIGRATIONS[:version] for statement in migration]
        marks = (f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {version}")
        foreign(path, *steps, *marks)
    ledger = SqliteLedger.open(path, OWNER)
    fill(ledger)
    fresh = SqliteLedger.open(":memory:", OWNER)
    layout = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    assert ledger._db.rows(layout) == fresh._db.rows(layout)
    assert ledger._db.one("PRAGMA user_version") == (NEWEST,)
    ledger.close()
    fresh.close()


def diary(path: Path) -> None:
    path.write_bytes(b"my diary\n" * 200)


def damaged(path: Path) -> None:
    ledger = SqliteLedger.open(path, OWNER)
    fill(ledger)
    ledger.close()
    path.write_bytes(path.read_bytes()[:20000])


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "not_a_database": (diary, "no ghostd ledger"),
    "cut_short": (damaged, "damaged"),
    "another_programs": (lambda path: foreign(path, "CREATE TABLE t (a)"), "another program's"),
    "another_application_id": (lambda path: foreign(path, "PRAGMA application_id = 7"), "another program's"),
    "newer_version": (
        lambda path: foreign(
            path, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {NEWEST + 1}"
        ),
        f"newer ghostd .layout {NEWEST + 1}, this one knows {NEWEST}",
    ),
}


@pytest.mark.parametrize("read_only", [False, True], ids=["to_write", "to_read"])
@pytest.mark.parametrize(("make", "text"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_good_ledger_is_refused_and_left_as_it_is(
    path: Path, make: Callable[[Path], None], text: str, read_only: bool
) -> None:
    path.parent.mkdir()
    make(path)
    before = path.read_bytes()
    with pytest.raises(OperatorError, match=text) as refusal:
        SqliteLedger.open(path, OWNER, read_only=read_only)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "place",
    [lambda tmp: tmp, lambda tmp: tmp / "file" / "main.db", lambda tmp: Path("/proc/nowhere/main.db")],
    ids=["a_folder", "below_a_file", "where_nothing_can_be_made"],
)
def test_a_place_that_cannot_hold_it_is_named(tmp_path: Path, place: Callable[[Path], Path]) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        OperatorError, match="set `state:` to a folder that ghostd's user can write"
    ) as refusal:
        SqliteLedger.open(place(tmp_path), OWNER)
    assert str(place(tmp_path)) in str(refusal.value)


def test_a_full_disk_is_temporary_and_loses_nothing(path: Path) -> None:
    SqliteLedger.open(path, OWNER).close()
    database = Database.connect(path.as_uri(), str(path))
    ledger = SqliteLedger(database, OWNER)
    fill(ledger)
    kept = contents(ledger)
    database.run(f"PRAGMA max_page_count = {database.one('PRAGMA page_count')[0]}")
    with pytest.raises(Unavailable, match="the disk is full; free some space, nothing is lost"):
        put(ledger, INBOX, *(mail(f"m{n}", BOB) for n in range(2000)), first=2)
    assert contents(ledger) == kept
    database.run("PRAGMA max_page_count = 1000000")
    put(ledger, INBOX, mail("b", BOB), first=2)
    assert len(ledger.messages(ACME, LATE)) == 2
    ledger.close()


def test_a_file_another_program_holds_is_temporary(path: Path) -> None:
    one = SqliteLedger.open(path, OWNER)
    two = SqliteLedger.open(path, OWNER)
    two._db.run("PRAGMA busy_timeout = 10")
    with one.transaction(), pytest.raises(Unavailable, match="is a second ghostd running"):
        two.order(T0, "pause", "Acme")
    two.order(T0, "pause", "Acme")
    one.close()
    two.close()


def test_an_order_given_elsewhere_is_noticed_once(path: Path) -> None:
    daemon = SqliteLedger.open(path, OWNER)
    command = SqliteLedger.open(path, OWNER)
    assert not daemon.changed_elsewhere()
    daemon.pause("Solo", None)
    assert not daemon.changed_elsewhere()
    command.order(T0, "pause", "Acme")
    assert daemon.changed_elsewhere()
    assert [o.verb for o in daemon.orders()] == ["pause"]
    assert not daemon.changed_elsewhere()
    daemon.close()
    command.close()


def test_reading_goes_on_while_the_daemon_writes(path: Path) -> None:
    daemon = SqliteLedger.open(path, OWNER)
    fill(daemon)
    with daemon.transaction():
        daemon.pause("Acme", None)
        reader = SqliteLedger.open(path, OWNER, read_only=True)
        assert dict(reader.pauses()) == {"Solo": at(1)}
    assert contents(reader) == contents(daemon)
    reader.close()
    daemon.close()


def test_reading_does_not_count_as_the_start(path: Path) -> None:
    SqliteLedger.open(path, OWNER).close()
    reader = SqliteLedger.open(path, OWNER, read_only=True)
    assert reader.known_since("Acme", at(1)) == at(1)
    assert reader.known_since("Acme", at(2)) == at(2)
    reader.close()


def test_reading_works_when_no_daemon_runs__and_writing_is_refused(path: Path) -> None:
    daemon = SqliteLedger.open(path, OWNER)
    fill(daemon)
    kept = contents(daemon)
    daemon.close()
    reader = SqliteLedger.open(path, OWNER, read_only=True)
    assert contents(reader) == kept
    with pytest.raises(OperatorError, match="cannot be written"):
        reader.pause("Acme", None)
    reader.close()


@pytest.mark.parametrize("empty", [False, True], ids=["no_file", "empty_file"])
def test_reading_where_no_ledger_is_yet_says_so_and_makes_none(path: Path, empty: bool) -> None:
    if empty:
        path.parent.mkdir()
        path.touch()
    with pytest.raises(OperatorError, match="there is none yet"):
        SqliteLedger.open(path, OWNER, read_only=True)
    assert path.exists() is empty


@pytest.mark.parametrize("read_only", [False, True], ids=["of_a_writer", "of_a_reader"])
def test_a_copy_in_memory_is_the_same_and_apart(path: Path, read_only: bool) -> None:
    ledger = SqliteLedger.open(path, OWNER)
    fill(ledger)
    kept = contents(ledger)
    source = SqliteLedger.open(path, OWNER, read_only=read_only)
    copy = source.copy_in_memory()
    source.close()
    assert contents(copy) == kept
    copy.save(copy.cases()[0], replace(copy.cases()[0], step=3), [], [])
    copy.pause("Acme", None)
    assert contents(ledger) == kept
    copy.close()
    ledger.close()


def test_a_draft_without_its_case_is_a_bug(path: Path) -> None:
    ledger = SqliteLedger.open(path, OWNER)
    with pytest.raises(Bug):
        ledger.keep(draft("d", 42))
    ledger.close()


def test_another_thread_may_use_it_and_waits_for_an_open_transaction(path: Path) -> None:
    ledger = SqliteLedger.open(path, OWNER)
    other = Thread(target=ledger.pause, args=("Acme", None))
    with ledger.transaction():
        other.start()
        ledger.pause("Acme", at(1))
        ledger.pause("Solo", at(1))
    other.join()
    assert dict(ledger.pauses()) == {"Acme": None, "Solo": at(1)}
    ledger.close()
    ledger.close()
