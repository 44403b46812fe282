"""What ghostd has changed in a mail store: nothing but drafts of its own, and notices to the owner."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from pathlib import Path

from ghostd.service.report import Report
from tests.maildir import Box, Store
from tests.stage import Stage

EMPTY = Box(0, {})


def trespasses(before: Store, after: Store, database: Path) -> list[str]:
    """What is other than before and is no draft or notice of ghostd's: content, flags, UIDs and folders.

    A draft of its own is one that its ledger names. It comes into Drafts flagged as a draft and nothing else,
    and leaves it only for Trash, as it was. A notice comes into INBOX unread and says what it is.
    """
    ours = own_drafts(database)
    return [
        f"{name}: {what}"
        for name in sorted(before.keys() | after.keys())
        for what in changes(name, before.get(name, EMPTY), after.get(name, EMPTY), before, ours)
    ]


def changes(name: str, old: Box, new: Box, before: Store, ours: frozenset[str]) -> Iterator[str]:
    if old.uidvalidity != new.uidvalidity and old.mail:
        yield "the folder is another one"
    for uid, (source, flags) in old.mail.items():
        if uid not in new.mail:
            if name != "Drafts" or named(source) not in ours:
                yield f"message {uid} ({named(source)}) is gone"
        elif new.mail[uid] != (source, flags):
            yield f"message {uid} ({named(source)}) is not as it was: {set(flags)}, {set(new.mail[uid][1])}"
    for uid in new.mail.keys() - old.mail.keys():
        source, flags = new.mail[uid]
        if not allowed(name, source, flags, before, ours):
            yield f"message {uid} ({named(source)}, {set(flags)}) has come"


def allowed(name: str, source: bytes, flags: frozenset[str], before: Store, ours: frozenset[str]) -> bool:
    """Whether a message that has come may have come from ghostd."""
    if name == "Drafts":
        return named(source) in ours and flags == {"\\Draft"}
    if name == "Trash":
        return named(source) in ours and (source, flags) in before.get("Drafts", EMPTY).mail.values()
    written = message_from_bytes(source)["Auto-Submitted"] == "auto-generated"
    return name == "INBOX" and written and not flags


def named(source: bytes) -> str:
    return str(message_from_bytes(source)["Message-ID"])


def own_drafts(database: Path) -> frozenset[str]:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        return frozenset(name for (name,) in connection.execute("SELECT message_id FROM drafts"))


@dataclass(slots=True)
class WitnessedStage(Stage):
    """A stage whose mail store, where there is one to read, is compared before and after each look."""

    store: Callable[[], Store] = dict

    def tick(self, now: datetime | None = None) -> Report:
        before = self.store()
        # The name of a slots class stands for the one before it got slots.
        report = Stage.tick(self, now)
        assert not trespasses(before, self.store(), self.folder / "main.sqlite3")
        return report
