"""A whole pass over a mailbox full of hostile mail: nothing ends it, and everything is known afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.adapters.imap.fields import HEADER_LIMIT
from ghostd.core.arrivals import read
from ghostd.core.messages import Placement
from ghostd.service.survey import survey
from tests.hostile.made_up import made_up
from tests.hostile.measured import CORPUS, real_mail
from tests.stage import CONFIG, Stage, at

START = at("2026-03-02 12:00")


class Weighing:
    """A mailbox that remembers the largest part of a mail that was ever asked of it."""

    def __init__(self, mailbox: object) -> None:
        self._mailbox = mailbox
        self.largest = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._mailbox, name)

    def source(self, placement: Placement, limit: int = 65536) -> bytes | None:
        self.largest = max(self.largest, limit)
        return self._mailbox.source(placement, limit)  # type: ignore[attr-defined, no-any-return]  # any mailbox


def staged(folder: Path, senders: set[str]) -> Stage:
    """A stage on which all who wrote are one client, so that every text is asked what it says."""
    listed = ", ".join(f'"{address}"' for address in sorted(senders))
    config = CONFIG.replace('[bob@acme.example, "@acme.example"]', f"[bob@acme.example, {listed}]")
    return Stage.built(
        folder, START, config.replace("    owner:", "    trust: {authserv: mx.example.com}\n    owner:")
    )


def usable(address: str | None) -> bool:
    """Whether an address may stand in a configuration; the strangest may not."""
    return bool(address) and str(address).isascii() and all(c.isalnum() or c in "@.-_" for c in str(address))


def read_all(stage: Stage, mails: Iterator[tuple[str, bytes]]) -> int:
    stage.tick(START)
    count = 0
    for count, (_, source) in enumerate(mails, start=1):
        stage.mailbox.deliver("INBOX", source, START + timedelta(seconds=count))
    weighing = Weighing(stage.mailbox)
    stage.mailbox = weighing  # type: ignore[assignment]  # it is one in all but its type
    for day in range(1, 4):
        report = stage.tick(START + timedelta(days=day))
        assert (report.errors, report.faults) == ([], [])
    assert weighing.largest == 65536, "texts were read, and never more of one than that"
    assert stage.ledger.held("INBOX") >= count
    assert survey(stage.practice, stage.ledger, stage.clock.now())
    return count


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no mail at {CORPUS}; point GHOSTD_MAIL_CORPUS at it")
def test_the_malformed_mail_of_ten_libraries_ends_no_sync(tmp_path: Path) -> None:
    known = dict(real_mail())
    found = {read(source[:HEADER_LIMIT], START).sender for source in known.values()}
    senders = {str(address) for address in found if usable(address) and str(address) != "ana@example.com"}
    domains = {a for a in senders if "." in a.partition("@")[2] and not a.partition("@")[2].startswith(".")}
    stage = staged(tmp_path, set(sorted(domains)[:150]))
    assert read_all(stage, iter(known.items())) > 900
    stage.ledger.close()


def test_made_up_mail_ends_no_sync_and_is_never_fetched_whole(tmp_path: Path) -> None:
    stage = staged(tmp_path, set())
    mails = iter(made_up().items())
    assert read_all(stage, mails) == len(made_up())
    stage.ledger.close()
