"""`ghostd forget`: nothing about the client is left in the file, and all about the others is."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.adapters.lock import StateLock
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.core.conversations import Client
from tests.stage import CONFIG, Stage, at

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


def lived(folder: Path) -> None:
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


def left(folder: Path) -> dict[str, list[bytes]]:
    files = {path.name: path.read_bytes() for path in folder.glob("main.sqlite3*")}
    return {name: [word for word in WORDS if word in content] for name, content in files.items()}


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
    assert any(left(folder).values()), "what is looked for is there at first"
    done = told(folder, OTHERS, "Acme", "--address", "@acme.example", "--json")
    assert done.returncode == 0, done.stderr
    [account] = json.loads(done.stdout)["accounts"]
    assert account["cases"] == 1
    assert account["drafts"] >= 1
    assert account["mails"] >= 9
    assert account["kept"] == 1
    # The one mail that Lumen got, too, is Lumen's as well.
    assert mails_of(folder, lumen) == before
    assert left(folder)["main.sqlite3"] == [b"acme.example"]


def test_without_mail_that_another_got_not_even_the_address_is_left(folder: Path) -> None:
    nobody = OTHERS.replace("marta@lumen.example", "someone@else.example")
    assert told(folder, nobody, "acme").returncode == 0
    assert left(folder)["main.sqlite3"] == []


def test_a_client_of_the_configuration_is_kept_unless_that_is_forced(folder: Path) -> None:
    refused = told(folder, WITH_ACME, "Acme")
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert b"Logo proposal" in left(folder)["main.sqlite3"]
    assert told(folder, WITH_ACME, "Acme", "--force").returncode == 0
    assert b"Logo proposal" not in left(folder)["main.sqlite3"]


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


def test_a_forgotten_mail_is_not_read_again(folder: Path) -> None:
    told(folder, OTHERS, "Acme")
    ledger = SqliteLedger.open(folder / "main.sqlite3", Stage.built(folder / "other", START).practice.owner)
    assert {known.folder.name for known in ledger.folders()} >= {"INBOX", "Sent"}
    assert ledger.held("Sent") > len(
        ledger.messages(Client("Lumen", frozenset({"marta@lumen.example"})), START)
    )
    ledger.close()
