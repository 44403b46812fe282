"""What is on the disks in the end, and at any moment: the ledger's rows, and the story they tell."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from difflib import unified_diff
from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path
from pprint import pformat
from typing import Any

from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.core.text import strip_quotes
from tests.maildir import Store, store_of
from tests.stage import CONFIG, prepared_from

NEXT = re.compile(r"\bN(\d+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is on the disks: the mail store, of each folder its next UID and the times at which its mail
    came in, and the ledger's rows."""

    store: Store
    marks: Mapping[str, tuple[str, list[int]]]
    ledger: Mapping[str, list[tuple[Any, ...]]]

    @property
    def digest(self) -> bytes:
        """The same where all of it is the same, to the last octet."""
        store = [
            (name, box.uidvalidity, sorted((uid, text, sorted(flags)) for uid, (text, flags) in mail))
            for name, box in sorted(self.store.items())
            for mail in [box.mail.items()]
        ]
        everything = store, sorted(self.marks.items()), sorted(self.ledger.items())
        return sha256(repr(everything).encode()).digest()


def picture(database: Path, maildir: Path) -> Picture:
    store = store_of(maildir)
    return Picture(store, {name: marks(maildir, name) for name in store}, rows(database))


def marks(maildir: Path, name: str) -> tuple[str, list[int]]:
    folder = maildir if name == "INBOX" else maildir / ("." + name.replace("/", "."))
    listed = folder / "dovecot-uidlist"
    found = NEXT.search(listed.read_text(encoding="utf-8").partition("\n")[0]) if listed.exists() else None
    came = sorted(int(file.stat().st_mtime) for part in ("cur", "new") for file in (folder / part).iterdir())
    return found[1] if found else "", came


def rows(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows, in an order that does not depend on how they came to be there."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in sorted(tables)
        }


def told(database: Path, maildir: Path) -> dict[str, Any]:
    """How the story ended, in what it has no choice about: the way to it may be another after a fault."""
    with closing(SqliteLedger.open(database, prepared_from(CONFIG)[0].owner)) as ledger:
        cases = ledger.cases(closed=True)
        return {
            "cases": [(c.client, c.anchor, c.phase, c.step, c.since, c.outcome, c.closed) for c in cases],
            "drafts": [(d.message_id, d.step, d.attempt, d.verdict) for c in cases for d in ledger.drafts(c)],
            "entries": [[(e.at, e.event, e.step) for e in ledger.entries(c)] for c in cases],
            "intents": ledger.intents(),
            "folders": {
                name: sorted(map(letter, box.mail.values())) for name, box in store_of(maildir).items()
            },
            "missing from the mirror": missing(database, maildir),
            "quarantined": ledger.quarantined(),
        }


def in_essence(state: dict[str, Any]) -> dict[str, Any]:
    """Without the times of what was done, and without what was quoted."""
    return state | {
        "entries": [[entry[1:] for entry in entries] for entries in state["entries"]],
        "folders": {
            name: [(message_id, strip_quotes(text), flags) for message_id, text, flags in letters]
            for name, letters in state["folders"].items()
        },
    }


def differing(found: dict[str, Any], expected: dict[str, Any]) -> str:
    """The lines that are only in one of the two, or nothing."""
    one, other = (pformat(state, width=100).splitlines() for state in (found, expected))
    return "\n".join(list(unified_diff(other, one, "expected", "found", lineterm="", n=1))[:40])


def letter(item: tuple[bytes, frozenset[str]]) -> tuple[str, str, tuple[str, ...]]:
    message = message_from_bytes(item[0], policy=policy.default)
    body = message.get_body(("plain",))
    return str(message["Message-ID"]), body.get_content() if body else "", tuple(sorted(item[1]))


def missing(database: Path, maildir: Path) -> list[tuple[str, int]]:
    """What lies in a folder and is not in the mirror: a cursor that went past it has lost it."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        known = set(
            connection.execute(
                "SELECT folders.name, mail.uidvalidity, uid FROM mail JOIN folders ON folders.id = folder"
            )
        )
    return [
        (name, uid)
        for name, box in store_of(maildir).items()
        for uid in box.mail
        if (name, box.uidvalidity, uid) not in known
    ]
