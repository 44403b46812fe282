"""The mail store as it lies on the disk, read past every IMAP server: to the last flag."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path

SETTLES_WITHIN = 10.0
LETTERS = {"D": "\\Draft", "F": "\\Flagged", "R": "\\Answered", "S": "\\Seen", "T": "\\Deleted"}
VALIDITY = re.compile(r"\bV(\d+)")


@dataclass(frozen=True, slots=True)
class Box:
    """A folder's messages by UID, with their flags."""

    uidvalidity: int
    mail: dict[int, tuple[bytes, frozenset[str]]]


Store = dict[str, Box]


def store_of(maildir: Path) -> Store:
    """Every folder of a Maildir++ as Dovecot keeps it; INBOX is its root."""
    folders = {"INBOX": maildir} | {
        path.name[1:].replace(".", "/"): path
        for path in sorted(maildir.iterdir())
        if path.is_dir() and path.name.startswith(".")
    }
    return {name: settled(path) for name, path in folders.items() if (path / "cur").is_dir()}


def settled(path: Path) -> Box:
    """The folder once Dovecot has given every message its UID: a connection that was cut is served to the
    end all the same."""
    ends = time.monotonic() + SETTLES_WITHIN
    while (found := box(path)) is None:
        assert time.monotonic() < ends, f"mail without UIDs in {path}"
        time.sleep(0.01)
    return found


def box(path: Path) -> Box | None:
    """The folder; None while there is mail in it without a UID."""
    files = {file.name.partition(":")[0]: file for part in ("cur", "new") for file in (path / part).iterdir()}
    listed = path / "dovecot-uidlist"
    if not listed.exists():
        return None if files else Box(0, {})
    head, *lines = listed.read_text(encoding="utf-8").splitlines()
    found, mail = VALIDITY.search(head), {}
    for line in lines:
        uid, _, name = line.partition(" ")
        file = files.pop(name.rpartition(":")[2] if ":2," not in name else name.split(":")[1], None)
        if file is not None:
            flags = file.name.partition(":2,")[2]
            mail[int(uid)] = file.read_bytes(), frozenset(LETTERS.get(f, f) for f in flags)
    return None if files else Box(int(found[1]) if found else 0, mail)
