"""What lies in the state folder: closed to others, and no longer than it is needed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.adapters.lock import StateLock
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.cli.faults import keep_report
from ghostd.service.tick import KEPT_WORDS
from tests.imap.scripted import ScriptedServer
from tests.stage import CONFIG, Stage, at

START = at("2026-03-02 12:00")
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


def test_what_is_dropped_leaves_no_bytes_in_the_file(tmp_path: Path) -> None:
    """SQLite would leave them in pages that it uses again one day."""
    path = tmp_path / "main.sqlite3"
    ledger = SqliteLedger.open(path, Stage.built(tmp_path / "other", START).practice.owner)
    ledger.order(START, "pause", "marzipan" * 500)
    [order] = ledger.orders()
    ledger.obey(order.id)
    ledger.close()
    assert b"marzipan" not in told(tmp_path)
