"""A damaged ledger is set aside, never mended in place: what can be derived again comes from the mailbox."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.core.conversations import Owner
from ghostd.errors import Bug, LedgerDamaged, OperatorError

log = logging.getLogger("ghostd")

PARTS = ("", "-wal", "-shm")
"""What a ledger's name ends with: the file, and what SQLite keeps beside it."""

Pauses = Mapping[str, datetime | None]


def open_sound(path: Path, owner: Owner) -> tuple[SqliteLedger, str]:
    """The ledger, checked; a damaged one is set aside first, and what that means comes as a line for the
    owner, else nothing.

    Only for whoever holds the lock of the state folder.
    """
    try:
        ledger = SqliteLedger.open(path, owner)
    except LedgerDamaged:
        return begin_anew(path, owner)
    try:
        ledger.check()
    except LedgerDamaged:
        ledger.close()
        return begin_anew(path, owner)
    except BaseException:
        ledger.close()
        raise
    return ledger, ""


def begin_anew(path: Path, owner: Owner) -> tuple[SqliteLedger, str]:
    """An empty ledger in the place of a damaged one, which nobody has open; the pauses that can be read
    there are taken over, and a line says what is lost."""
    aside = set_aside(path)
    saved = pauses_in(aside, owner)
    ledger = SqliteLedger.open(path, owner)
    for client, until in (saved or {}).items():
        ledger.pause(client, until)
    said = (
        f"ledger {path}: it was damaged and lies in {aside} now; a new one begins from the mailbox, where "
        f"open drafts are found again, but the history of past cases is lost and {words(saved)}"
    )
    log.error("ledger.damaged %s", said)
    return ledger, said


def set_aside(path: Path) -> Path:
    """Where the file lies now, with what belongs to it; an earlier one stays."""
    aside = next(to for n in count(1) if not (to := path.with_name(f"{path.name}.damaged-{n}")).exists())
    try:
        for part in reversed(PARTS):
            beside = path.with_name(path.name + part)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + part))
    except OSError as error:
        raise OperatorError(
            f"ledger {path}: it is damaged and cannot be moved away ({error.strerror}); move it away yourself"
        ) from error
    return aside


def pauses_in(aside: Path, owner: Owner) -> Pauses | None:
    """The pauses that a damaged ledger still tells of; None when it tells nothing any more."""
    try:
        with closing(SqliteLedger.open(aside, owner, read_only=True)) as ledger:
            return dict(ledger.pauses())
    except (OperatorError, Bug):
        return None


def words(saved: Pauses | None) -> str:
    if saved is None:
        return "pauses are lost; give them again with `ghostd pause`"
    return f"pauses were kept ({len(saved)})"
