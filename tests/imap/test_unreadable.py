"""A mail that a real server cannot give: its file is closed to it, and later opened again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from dovecot import Dovecot

from ghostd.core.quarantine import BROKE_OFF
from ghostd.errors import Unavailable
from ghostd.service.intake import PATIENCE
from tests.served import ServedMailbox
from tests.stage import Stage, at
from tests.witness import WitnessedStage

START = at("2026-03-02 08:00")


@pytest.fixture
def stage(dovecot: Dovecot, tmp_path: Path) -> Iterator[Stage]:
    served = ServedMailbox.on(dovecot)
    built = WitnessedStage.built(tmp_path, START)
    built.store = served.store
    built.mailbox = served  # type: ignore[assignment]  # the port, in the place of the memory
    yield built
    served.close_all()
    built.ledger.close()


def files_of(dovecot: Dovecot, subject: str) -> Iterator[Path]:
    """The file of the mail with this subject."""
    for file in dovecot.root.glob("mail/*/Maildir/[cn]*/*"):
        if f"Subject: {subject}\n".encode() in file.read_bytes().replace(b"\r\n", b"\n"):
            yield file


def subjects(stage: Stage) -> set[str]:
    acme = stage.practice.clients[0]
    return {message.subject for message in stage.ledger.messages(acme, START + timedelta(days=9))}


@pytest.mark.dovecot
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can read, and so find, what it has closed to others")
def test_the_others_come__and_it_does_when_it_can_be_read(dovecot: Dovecot, stage: Stage) -> None:
    for name in ("one", "two", "three"):
        stage.client_writes(name, START)
    [file] = files_of(dovecot, "two")
    file.chmod(0)
    # Dovecot ends the connection at such a mail, so that it looks like any other that broke off.
    for _ in range(PATIENCE):
        with pytest.raises(Unavailable, match="broke off"):
            stage.tick(START)
        assert subjects(stage) == set()
    report = stage.tick(START)
    assert report.errors == []
    assert subjects(stage) == {"one", "three"}
    [aside] = stage.ledger.quarantined()
    assert (aside.placement.folder, aside.placement.uid, aside.why) == ("INBOX", 2, BROKE_OFF)
    stage.client_writes("four", START + timedelta(minutes=10))
    stage.tick(START + timedelta(minutes=20))
    assert subjects(stage) == {"one", "three", "four"}
    for found in files_of(dovecot, "two"):
        found.chmod(0o600)
    stage.tick(START + timedelta(hours=2))
    assert subjects(stage) == {"one", "two", "three", "four"}
    assert stage.ledger.quarantined() == []
