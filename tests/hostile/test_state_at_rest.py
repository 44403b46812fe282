"""What lies in the state folder: closed to others, and no longer than it is needed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.adapters.lock import StateLock
from ghostd.adapters.sqlite.files import set_aside
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.cli.faults import keep_report
from ghostd.errors import OperatorError
from ghostd.service.tick import KEPT_WORDS
from tests.imap.scripted import ScriptedServer
from tests.stage import CONFIG, Stage, at, prepared_from

START = at("2026-03-02 12:00")
OWNER = prepared_from(CONFIG)[0].owner
SAID = "Will the paper be matte or glossy?"
ANSWERED = "Glossy, and here is a thing that only this mail says: marzipan."


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """The loosest umask there is."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(path.stat().st_mode & 0o777) for path in (folder, *folder.iterdir())}


def test_everything_in_the_state_folder_is_the_owners_alone(tmp_path: Path, open_to_all: None) -> None:
    folder = tmp_path / "state"
    with StateLock(folder):
        stage = Stage.built(folder, START)
        stage.tick(START)
        keep_report(RuntimeError("x"), folder)
        found = modes(folder)
        stage.ledger.close()
    assert found.pop("state") == "0o700"
    assert {"ghostd.lock", "main.sqlite3", "main.sqlite3-wal", "main.sqlite3-shm"} < found.keys()
    assert any(name.startswith("fault-") for name in found)
    assert set(found.values()) == {"0o600"}


def test_so_it_is_when_the_program_makes_it(tmp_path: Path, open_to_all: None) -> None:
    server = ScriptedServer({"LIST": None})
    config = CONFIG.replace(
        "host: imap.example.com", f"host: 127.0.0.1\n    port: {server.port}\n    security: none"
    )
    (tmp_path / "config.yaml").write_text(f"state: deep/state\n{config}", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "ghostd", "--config", str(tmp_path / "config.yaml"), "once"],
        capture_output=True, check=False, env={"PATH": "/usr/bin", "IMAP_PASSWORD": "x"},
    )  # fmt: skip
    server.stop()
    found = modes(tmp_path / "deep" / "state")
    assert found.pop("state") == "0o700"
    assert "main.sqlite3" in found
    assert set(found.values()) == {"0o600"}


LEFT_OPEN = ("ghostd.lock", "main.sqlite3", "main.sqlite3-wal", "main.sqlite3.damaged-1", "fault-0.txt")


def loosened(folder: Path) -> Path:
    """A state folder that somebody opened to everybody, with all that was in it."""
    folder.mkdir(mode=0o700)
    SqliteLedger.open(folder / "main.sqlite3", OWNER).close()
    for name in LEFT_OPEN:
        (folder / name).touch()
        (folder / name).chmod(0o666)
    folder.chmod(0o777)
    return folder


def test_what_was_open_is_closed_at_the_next_start_and_that_is_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = loosened(tmp_path / "state")
    with StateLock(folder):
        assert modes(folder).pop("state") == "0o700"
        assert {modes(folder)[name] for name in LEFT_OPEN} == {"0o600"}
    with StateLock(folder):
        SqliteLedger.open(folder / "main.sqlite3", OWNER).close()
    [line] = caplog.messages
    assert all(name in line for name in (str(folder), *LEFT_OPEN))


def test_so_it_is_when_only_the_ledger_is_opened(tmp_path: Path) -> None:
    folder = loosened(tmp_path / "state")
    SqliteLedger.open(folder / "main.sqlite3", OWNER, read_only=True).close()
    assert modes(folder)["state"] == "0o777", "who only reads changes nothing"
    ledger = SqliteLedger.open(folder / "main.sqlite3", OWNER)
    found = modes(folder)
    ledger.close()
    assert found["state"] == "0o700"
    assert {found[name] for name in ("main.sqlite3", "main.sqlite3-wal", "main.sqlite3-shm")} == {"0o600"}


def test_a_folder_with_other_things_in_it_keeps_its_mode_but_must_not_be_others_to_write(
    tmp_path: Path,
) -> None:
    """Somebody may name a home folder, or as root even /tmp."""
    folder = loosened(tmp_path / "state")
    (folder / "diary.txt").write_text("")
    for mode in (0o777, 0o1777, 0o720):
        folder.chmod(mode)
        with pytest.raises(OperatorError, match=f"chmod 700 {folder}"):
            StateLock(folder).acquire()
        with pytest.raises(OperatorError, match=f"chmod 700 {folder}"):
            SqliteLedger.open(folder / "main.sqlite3", OWNER)
    folder.chmod(0o755)
    with StateLock(folder):
        found = modes(folder)
    assert found["state"] == "0o755"
    assert found["main.sqlite3"] == "0o600"
    assert found["diary.txt"] != "0o600"


def test_an_empty_folder_that_all_share_is_not_taken(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    folder.chmod(0o1777)
    with pytest.raises(OperatorError, match="can be written by other users"):
        StateLock(folder).acquire()
    assert modes(folder)["state"] == "0o777"


@contextmanager
def somebody_else(within: Path) -> Iterator[None]:
    """Without root's rights, in a folder that they may enter."""
    within.chmod(0o755)
    with chdir(within):
        os.setegid(65534)
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
            os.setegid(0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to a group of others")
def test_a_folder_that_loses_its_setgid_bit_when_it_is_closed_is_taken(tmp_path: Path) -> None:
    """Its group is none of the user's: the kernel drops the bit, and nothing is open to others."""
    folder = tmp_path / "state"
    folder.mkdir()
    os.chown(folder, 65534, 54321)
    folder.chmod(0o2775)
    with somebody_else(tmp_path), StateLock(Path("state")):
        pass
    assert oct(folder.stat().st_mode & 0o7777) == "0o700"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("name", ["ghostd.lock", "main.sqlite3", "main.sqlite3-wal"])
def test_what_belongs_to_somebody_else_and_is_open_is_refused(tmp_path: Path, name: str) -> None:
    """It may be a link to what root must not change."""
    folder = loosened(tmp_path / "state")
    os.chown(folder / name, 65534, 65534)
    with pytest.raises(OperatorError, match=f"{name} is open to other users.*belongs to somebody else"):
        StateLock(folder).acquire()
    assert modes(folder)[name] == "0o666"


def test_what_a_link_leads_to_is_not_changed(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir(mode=0o700)
    theirs = tmp_path / "theirs"
    theirs.write_text("")
    theirs.chmod(0o644)
    (folder / "main.sqlite3-wal").symlink_to(theirs)
    with StateLock(folder):
        assert theirs.stat().st_mode & 0o777 == 0o644


def told(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("main.sqlite3*"))


def rows(folder: Path) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(folder / "main.sqlite3")) as database:
        return list(database.execute("SELECT canonical, source FROM drafts"))


def test_no_body_of_a_mail_is_stored_and_drafts_only_while_they_may_matter(tmp_path: Path) -> None:
    stage = Stage.built(tmp_path, START)
    stage.habit(START)
    stage.tick(START)
    stage.owner_writes("Logo", START, text=SAID)
    now = START
    while not stage.drafts():
        now += timedelta(days=1)
        stage.tick(now)
    assert b"marzipan" not in told(tmp_path)
    assert [bool(canonical and source) for canonical, source in rows(tmp_path)] == [True]
    stage.client_writes("Logo", now, text=ANSWERED)
    stage.tick(now + timedelta(hours=1))
    assert [case.closed is not None for case in stage.ledger.cases(closed=True)] == [True]
    stage.tick(now + KEPT_WORDS - timedelta(days=1))
    assert all(canonical for canonical, _ in rows(tmp_path))
    stage.tick(now + KEPT_WORDS + timedelta(days=1))
    assert rows(tmp_path) == [("", b"")]
    [draft] = stage.ledger.drafts(stage.ledger.cases(closed=True)[0])
    assert draft.verdict.final, "what became of it is known for good"
    stage.ledger.close()
    assert SAID.encode() not in told(tmp_path)
    assert b"marzipan" not in told(tmp_path)


def test_a_damaged_ledger_that_was_set_aside_is_kept_as_long_as_drafts_are(tmp_path: Path) -> None:
    """It holds the same texts; its age counts from when it was set aside, however old it was then."""
    stage = Stage.built(tmp_path, START)
    stage.ledger.close()
    path = tmp_path / "main.sqlite3"
    os.utime(path, (0, 0))
    aside = set_aside(path)
    assert aside.stat().st_mtime > 0
    beside = [aside.with_name(aside.name + part) for part in ("-wal", "-shm")]
    for file in beside:
        file.touch()
    os.utime(aside, (START.timestamp(), START.timestamp()))
    other = tmp_path / "mainly.sqlite3.damaged-1"
    other.write_bytes(b"")
    os.utime(other, (0, 0))
    stage.ledger = SqliteLedger.open(path, OWNER)
    stage.tick(START + KEPT_WORDS - timedelta(days=1))
    assert aside.exists()
    rehearsed = stage.ledger.copy_in_memory()
    rehearsed.forget_words(START + timedelta(days=1))
    rehearsed.close()
    assert aside.exists(), "a rehearsal removes nothing"
    stage.tick(START + KEPT_WORDS + timedelta(days=1))
    assert not [file for file in (aside, *beside) if file.exists()]
    assert other.exists(), "another account's"
    stage.ledger.close()


def test_what_is_dropped_leaves_no_bytes_in_the_file(tmp_path: Path) -> None:
    """SQLite would leave them in pages that it uses again one day."""
    path = tmp_path / "main.sqlite3"
    ledger = SqliteLedger.open(path, OWNER)
    ledger.order(START, "pause", "marzipan" * 500)
    [order] = ledger.orders()
    ledger.obey(order.id)
    ledger.close()
    assert b"marzipan" not in told(tmp_path)
