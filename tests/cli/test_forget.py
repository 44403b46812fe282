"""`ghostd forget`: nothing about the client is left in the file, and all about the others is."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from ghostd.adapters.lock import StateLock
from ghostd.adapters.sqlite.files import set_aside
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.core.conversations import Client
from ghostd.core.folders import Cursor, Folder, Role
from ghostd.core.messages import Message, Placement
from tests.stage import CONFIG, Stage, at, prepared_from

START = at("2026-03-02 12:00")
WORDS = (b"acme.example", b"Acme", b"Logo proposal", b"Bob", b"paper size")
"""What only Acme's mail and drafts say."""

OTHERS = CONFIG.replace(
    """  - name: Acme
    addresses: [bob@acme.example, "@acme.example"]
    contact: Bob
""",
    "",
)
WITH_ACME = CONFIG


def lived(folder: Path, and_then: Callable[[Stage, datetime], None] | None = None) -> None:
    """A state in which Acme has a case with a draft, and Lumen has mail."""
    stage = Stage.built(folder, START)
    stage.habit(START, answers=4)
    stage.habit(START, answers=4, sender="marta@lumen.example")
    stage.owner_writes("Shared matter", START - timedelta(days=90), cc="marta@lumen.example")
    stage.tick(START)
    stage.owner_writes("Logo proposal", START, text="Which paper size do you want?")
    for day in range(1, 30):
        stage.tick(START + timedelta(days=day))
    assert stage.drafts(), "the state has a draft to forget"
    if and_then:
        and_then(stage, START + timedelta(days=30))
        stage.tick(START + timedelta(days=31))
    stage.ledger.order(START, "pause", "Acme")
    stage.ledger.pause("Acme", None)
    stage.ledger.close()


def told(folder: Path, config: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = folder / "config.yaml"
    path.write_text(f"state: .\n{config}", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "ghostd", "--config", str(path), "forget", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def left(folder: Path, words: Iterable[bytes] = WORDS) -> dict[str, list[bytes]]:
    """Which of the words stand in which file of the state folder."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    files.pop(folder / "config.yaml", None)
    told = {
        str(path.relative_to(folder)): [word for word in words if word in content]
        for path, content in files.items()
    }
    return {name: found for name, found in told.items() if found}


def mails_of(folder: Path, client: Client) -> int:
    ledger = SqliteLedger.open(folder / "main.sqlite3", Stage.built(folder / "other", START).practice.owner)
    found = len(ledger.messages(client, START + timedelta(days=60)))
    ledger.close()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "other").mkdir()
    lived(tmp_path)
    return tmp_path


def test_no_byte_about_the_client_is_left_and_the_other_keeps_its_mail(folder: Path) -> None:
    lumen = Client("Lumen", frozenset({"marta@lumen.example"}))
    before = mails_of(folder, lumen)
    assert left(folder)["main.sqlite3"] == list(WORDS), "what is looked for is there at first"
    done = told(folder, OTHERS, "Acme", "--address", "@acme.example", "--json")
    assert done.returncode == 0, done.stderr
    [account] = json.loads(done.stdout)["accounts"]
    assert account["cases"] == 1
    assert account["drafts"] >= 1
    assert account["mails"] >= 9
    assert account["kept"] == 1
    # The one mail that Lumen got, too, is Lumen's as well.
    assert mails_of(folder, lumen) == before
    assert left(folder) == {"main.sqlite3": [b"acme.example"]}


def test_without_mail_that_another_got_not_even_the_address_is_left(folder: Path) -> None:
    assert told(folder, NOBODY, "acme").returncode == 0
    assert left(folder) == {}


NOBODY = OTHERS.replace("marta@lumen.example", "someone@else.example")
PRIVATE = b"bobprivate@gmail.example"


def goes_on(stage: Stage, now: datetime, copied: str = "") -> None:
    """Bob answers in the thread from another address, the owner answers that, and hands it to a printer."""
    stage.client_writes("Logo proposal", now, sender=PRIVATE.decode())
    stage.owner_writes("Logo proposal", now + timedelta(hours=1), to=PRIVATE.decode())
    more = {"cc": copied} if copied else {}
    stage.owner_writes("Logo proposal", now + timedelta(hours=2), to="print@shop.example", **more)


def test_its_threads_are_forgotten_whole__whoever_wrote_in_them(tmp_path: Path) -> None:
    lived(tmp_path, goes_on)
    words = (*WORDS, PRIVATE, b"shop.example")
    assert {b"Logo proposal", PRIVATE, b"shop.example"} <= set(left(tmp_path, words)["main.sqlite3"])
    assert told(tmp_path, NOBODY, "Acme").returncode == 0
    assert left(tmp_path, words) == {}


def test_what_another_client_has_of_a_thread_stays_that_clients(tmp_path: Path) -> None:
    lived(tmp_path, partial(goes_on, copied="marta@lumen.example"))
    lumen = Client("Lumen", frozenset({"marta@lumen.example"}))
    before = mails_of(tmp_path, lumen)
    done = told(tmp_path, OTHERS, "Acme", "--json")
    [account] = json.loads(done.stdout)["accounts"]
    assert account["kept"] == 2
    assert mails_of(tmp_path, lumen) == before
    assert left(tmp_path, [PRIVATE]) == {}


def test_damaged_ledgers_that_were_set_aside_go_whole_and_that_is_said(folder: Path) -> None:
    path = folder / "main.sqlite3"
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).write_bytes(b"Logo proposal")
    aside = set_aside(path)
    lived(folder)
    kept = folder / "old.sqlite3.damaged-1"
    kept.write_bytes(b"another account's")
    done = told(folder, NOBODY, "Acme")
    assert done.returncode == 0
    assert aside.name in done.stdout
    assert left(folder) == {}
    assert not list(folder.glob("main.sqlite3.damaged*"))
    assert kept.exists(), "no account of this configuration is known to use it"
    assert kept.name in done.stdout
    assert "Acme is forgotten" not in done.stdout


def test_with_the_ledger_lost_a_damaged_one_goes_all_the_same(folder: Path) -> None:
    set_aside(folder / "main.sqlite3")
    assert told(folder, NOBODY, "Acme", "--address", "@acme.example").returncode == 0
    assert left(folder) == {}


def test_what_a_killed_daemon_left_in_its_log_goes(tmp_path: Path) -> None:
    """The log of SQLite holds what was written last, and here all of it."""
    (tmp_path / "lived").mkdir()
    lived(tmp_path / "lived")
    whole = sqlite3.connect(tmp_path / "lived" / "main.sqlite3", isolation_level=None)
    whole.execute("PRAGMA journal_mode = WAL")
    whole.execute("PRAGMA wal_autocheckpoint = 0")
    whole.execute("UPDATE mail SET subject = 'My Logo proposal' WHERE subject = 'Logo proposal'")
    killed = tmp_path / "killed"
    killed.mkdir()
    for part in ("", "-wal"):
        shutil.copy(tmp_path / "lived" / f"main.sqlite3{part}", killed)
    whole.close()
    assert b"Logo proposal" in left(killed)["main.sqlite3-wal"]
    assert told(killed, NOBODY, "Acme").returncode == 0
    assert left(killed) == {}


def test_an_address_of_mail_that_left_long_ago_goes_too(folder: Path) -> None:
    """The list of addresses keeps those of drafts that the owner threw away."""
    path = folder / "main.sqlite3"
    with closing(sqlite3.connect(path)) as database, database:
        row = ("sales@acme.example", "example.acme.")
        database.execute("INSERT INTO addresses (address, reversed_domain) VALUES (?, ?)", row)
    assert told(folder, NOBODY, "Acme").returncode == 0
    assert left(folder) == {}


def test_a_client_of_the_configuration_is_kept_unless_that_is_forced(folder: Path) -> None:
    refused = told(folder, WITH_ACME, "Acme")
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert b"Logo proposal" in left(folder)["main.sqlite3"]
    assert told(folder, WITH_ACME, "Acme", "--force").returncode == 0
    assert b"Logo proposal" not in left(folder).get("main.sqlite3", [])


def test_a_running_daemon_keeps_its_state(folder: Path) -> None:
    with StateLock(folder):
        refused = told(folder, OTHERS, "Acme")
    assert refused.returncode == 1
    assert "already at work" in refused.stderr


def test_an_unknown_name_is_refused_with_those_there_are(folder: Path) -> None:
    refused = told(folder, OTHERS, "Nobody")
    assert refused.returncode == 1
    assert "Lumen" in refused.stderr


def test_what_is_no_address_is_refused(folder: Path) -> None:
    refused = told(folder, OTHERS, "Acme", "--address", "acme")
    assert refused.returncode == 1
    assert "--address" in refused.stderr


def passed(stage: Stage, now: datetime) -> None:
    """The daemon goes on beside the same mailbox, with Acme out of its configuration."""
    stage.practice = prepared_from(NOBODY)[0]
    stage.ledger = SqliteLedger.open(stage.folder / "main.sqlite3", stage.practice.owner)
    stage.tick(now)
    stage.ledger.close()


@pytest.mark.parametrize("deleted", [True, False])
def test_a_draft_that_still_lies_in_drafts_is_named_for_it_is_read_anew(
    tmp_path: Path, deleted: bool
) -> None:
    kept: list[Stage] = []
    lived(tmp_path, lambda stage, now: kept.append(stage))
    [stage] = kept
    drafts = stage.drafts()
    done = told(tmp_path, NOBODY, "Acme")
    assert done.returncode == 0, done.stderr
    assert "1 of these mails lies in your Drafts folder; delete it there" in done.stdout
    assert left(tmp_path) == {}
    for placement, _ in drafts if deleted else ():
        stage.mailbox.remove(placement)
    passed(stage, START + timedelta(days=32))
    assert (left(tmp_path) == {}) == deleted


def test_without_mail_in_drafts_nothing_is_said_of_them(tmp_path: Path) -> None:
    lived(tmp_path, lambda stage, _: stage.discards())
    assert json.loads(told(tmp_path, NOBODY, "Acme", "--json").stdout)["accounts"][0]["in_drafts"] == 0


@pytest.mark.parametrize(
    ("subject", "name", "goes"),
    [
        ("Al: a call", "ghostd", True),
        ("No answer from Al", "ghostd", True),
        ("Albert: a call", "ghostd", False),
        ("Normal: a call", "ghostd", False),
        ("Al: buy milk", "Ana", False),
    ],
)
def test_of_mail_to_oneself_only_our_notices_that_name_the_client_go(
    tmp_path: Path, subject: str, name: str, goes: bool
) -> None:
    """The owner's own notes stay, and so does what names a client whose name only begins alike."""
    owner = prepared_from(CONFIG)[0].owner
    mine = owner.addresses[0]
    note = Message("<n@example.com>", mine, START, subject, sender_name=name, to=(mine,))
    with closing(SqliteLedger.open(tmp_path / "main.sqlite3", owner)) as ledger:
        ledger.store(Folder("INBOX", Role.INBOX), [(Placement("INBOX", 1, 1), note)], Cursor(1, 2))
        removed = ledger.forget_client(Client("Al", frozenset()), frozenset(), owner, lambda _: False)
    assert removed.mails == goes


def test_a_forgotten_mail_is_not_read_again(folder: Path) -> None:
    told(folder, OTHERS, "Acme")
    ledger = SqliteLedger.open(folder / "main.sqlite3", Stage.built(folder / "other", START).practice.owner)
    assert {known.folder.name for known in ledger.folders()} >= {"INBOX", "Sent"}
    assert ledger.held("Sent") > len(
        ledger.messages(Client("Lumen", frozenset({"marta@lumen.example"})), START)
    )
    ledger.close()
