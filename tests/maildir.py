"""The mail store as it lies on the disk, read past every IMAP server: to the last flag."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from imapclient.imap_utf7 import decode as decode_utf7

SETTLES_WITHIN = 10.0
LETTERS = {"D": "\\Draft", "F": "\\Flagged", "R": "\\Answered", "S": "\\Seen", "T": "\\Deleted"}
VALIDITY = re.compile(r"\bV(\d+)")


@dataclass(frozen=True, slots=True)
class Box:
    """A folder's messages by UID, with their flags, and their INTERNALDATE in seconds since 1970."""

    uidvalidity: int
    mail: dict[int, tuple[bytes, frozenset[str]]]
    dates: dict[int, int] = field(default_factory=dict)


Store = dict[str, Box]


def store_of(maildir: Path) -> Store:
    """Every folder of a Maildir++ as Dovecot keeps it; INBOX is its root. Nobody has any before the first
    login."""
    if not maildir.exists():
        return {}
    folders = {"INBOX": maildir} | {
        str(decode_utf7(path.name[1:].replace(".", "/").encode())): path
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
    found, letters = VALIDITY.search(head), LETTERS | dict(keywords(path))
    box = Box(int(found[1]) if found else 0, {})
    for line in lines:
        uid, _, name = line.partition(" ")
        file = files.pop(name.rpartition(":")[2] if ":2," not in name else name.split(":")[1], None)
        if file is not None:
            flags = file.name.partition(":2,")[2]
            box.mail[int(uid)] = file.read_bytes(), frozenset(letters.get(f, f) for f in flags)
            box.dates[int(uid)] = int(file.stat().st_mtime)
    return None if files else box


def keywords(path: Path) -> Iterator[tuple[str, str]]:
    """The letters that stand for flags that people have made up, and those flags."""
    listed = path / "dovecot-keywords"
    for line in listed.read_text(encoding="utf-8").splitlines() if listed.exists() else ():
        number, _, keyword = line.partition(" ")
        yield chr(ord("a") + int(number)), keyword
