"""Every command to a server passes here, and this table says all that may ever be sent.

Reading changes nothing: EXAMINE, and FETCH with PEEK. Everything that changes something names one message
and one folder, and the folder must be the account's own for that purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ghostd.adapters.imap.wire import folder_argument
from ghostd.errors import Bug

TEXT = rb'"(?:[^"\\\r\n\x00]|\\["\\])*"'
FOLDER = b"(?P<folder>" + TEXT + b")"
UID = rb"[1-9]\d*"
UIDS = rb"\d+(?::(?:\d+|\*))?(?:,\d+(?::\d+)?)*"
DATE = rb'"[ \d]\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [+-]\d{4}"'
PART = rb"BODY\.PEEK\[(?:HEADER\.FIELDS \([A-Za-z -]+\))?\]<0\.\d+>"
ITEM = rb"(?:UID|FLAGS|INTERNALDATE|RFC822\.SIZE|" + PART + rb")"

DRAFTS, TRASH, NOTICES = "drafts", "trash", "notices"


class Row(NamedTuple):
    """A command, what must follow it to the end of the line, and whose the folder must be ("": any)."""

    verb: bytes
    rest: bytes = b""
    whose: str = ""


TABLE = (
    Row(b"CAPABILITY"),
    Row(b"STARTTLS"),
    Row(b"LOGIN", TEXT + b" " + TEXT),
    Row(b"AUTHENTICATE", b"PLAIN"),
    Row(b"NOOP"),
    Row(b"IDLE"),
    Row(b"LOGOUT"),
    Row(b"LIST", rb'"" "\*"'),
    Row(b"STATUS", FOLDER + rb" \(UIDNEXT UIDVALIDITY MESSAGES\)"),
    Row(b"EXAMINE", FOLDER),
    Row(b"UID FETCH", UIDS + rb" \(" + ITEM + rb"(?: " + ITEM + rb")*\)"),
    Row(b"APPEND", FOLDER + rb" \(\\Draft\) " + DATE + rb" \{\d+\}", DRAFTS),
    Row(b"APPEND", FOLDER + rb"(?: " + DATE + rb")? \{\d+\}", NOTICES),
    Row(b"CREATE", FOLDER, DRAFTS),
    Row(b"SELECT", FOLDER, DRAFTS),
    Row(b"UID MOVE", UID + b" " + FOLDER, TRASH),
    Row(b"UID COPY", UID + b" " + FOLDER, TRASH),
    Row(b"UID STORE", UID + rb" \+FLAGS\.SILENT \(\\Deleted\)"),
    Row(b"UID EXPUNGE", UID),
)

VERB = re.compile(rb"(?:UID )?[A-Z]+")
LINES = {
    verb: tuple(
        (re.compile(row.verb + (b" " + row.rest if row.rest else b"")), row.whose)
        for row in TABLE
        if row.verb == verb
    )
    for verb in {row.verb for row in TABLE}
}


class Gate:
    """The table for one account; before its folders are known, nothing that changes anything passes."""

    def __init__(self) -> None:
        self._folders: dict[str, frozenset[bytes]] = {}

    def know(self, *, drafts: Iterable[str], trash: str | None, notices: str) -> None:
        """Which folders hold the account's drafts, which is its Trash, and where notices go, from now on."""
        names = {DRAFTS: drafts, TRASH: () if trash is None else (trash,), NOTICES: (notices,)}
        self._folders = {whose: frozenset(map(folder_argument, found)) for whose, found in names.items()}

    def permitted(self, command: bytes) -> str:
        """The verb of a command that may be sent; anything else is a bug of ours, and is not sent."""
        found = VERB.match(command)
        verb = found.group() if found else b""
        line = command.removesuffix(b"\r\n")
        for pattern, whose in LINES.get(verb, ()):
            fits = pattern.fullmatch(line)
            if fits and (not whose or fits["folder"] in self._folders.get(whose, ())):
                return verb.decode()
        # What follows the verb stays unsaid: it may be the password.
        raise Bug(f"a command {verb.decode() or '(none)'} that is not permitted was about to be sent")
