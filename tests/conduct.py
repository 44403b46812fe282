"""What ghostd may say to a server, and what it may change there by it: each session is held against that.

It reads with EXAMINE and PEEK, appends drafts and notices, makes Drafts anew, and takes back one message of
Drafts that is, octet for octet, a draft which it has put there itself. Nothing else is said, whatever the
mail or the server say to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email import message_from_bytes
from re import Match

from imapclient.imap_utf7 import decode as decode_utf7

from ghostd.core.replies.digest import digest_of
from tests.record import Exchange, Line

COMMAND = re.compile(rb"[A-Z]+\d+ (.*)\r\n\Z", re.DOTALL)
NO_COMMAND = re.compile(rb"(?:DONE|[^A-Za-z0-9]*)\r\n\Z")
"""The end of an IDLE or a literal; and what a line became that was garbled on its way."""

FOLDER = rb'"((?:[^"\\\r\n]|\\.)*)"'
SET = rb"\d+(?::(?:\d+|\*))?(?:,\d+(?::\d+)?)*"
PART = rb"BODY\.PEEK\[(?:HEADER\.FIELDS \([A-Za-z -]+\))?\]<0\.\d+>"
ITEM = rb"(?:UID|FLAGS|INTERNALDATE|RFC822\.SIZE|" + PART + rb")"
DATE = rb'"[ \d]\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [+-]\d{4}"'

READING = tuple(
    re.compile(pattern + rb"\Z")
    for pattern in (
        rb"CAPABILITY|NOOP|LOGOUT|IDLE|STARTTLS|AUTHENTICATE PLAIN",
        rb"LOGIN " + FOLDER + rb" (?:" + FOLDER + rb"|[!#-\[\]-~]+)",
        rb'LIST "" "\*"',
        rb"STATUS " + FOLDER + rb" \(UIDNEXT UIDVALIDITY MESSAGES\)",
        rb"UID FETCH " + SET + rb" \(" + ITEM + rb"(?: " + ITEM + rb")*\)",
    )
)
OPEN = re.compile(rb"(EXAMINE|SELECT) " + FOLDER + rb"\Z")
CREATE = re.compile(rb"CREATE " + FOLDER + rb"\Z")
APPEND = re.compile(rb"APPEND " + FOLDER + rb"( \(\\Draft\))?( " + DATE + rb")? \{\d+\}\Z")
WITHDRAWAL = re.compile(
    rb"UID (?:(MOVE|COPY) (\d+) "
    + FOLDER
    + rb"|(STORE) (\d+) \+FLAGS\.SILENT \(\\Deleted\)|(EXPUNGE) (\d+))\Z"
)
TEXT = re.compile(rb"\* \d+ FETCH \(.*?UID (\d+).*BODY\[\](?:<0>)? \{\d+\}\r\n\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What the folders may be called that ghostd writes into."""

    drafts: frozenset[str] = frozenset({"Drafts", "Borradores"})
    trash: frozenset[str] = frozenset({"Trash", "Papelera"})
    notices: frozenset[str] = frozenset({"INBOX"})

    def renamed(self, old: str, new: str) -> Names:
        """With the name that a folder was given besides; it is the same folder."""

        def called(names: frozenset[str]) -> frozenset[str]:
            return names | {new} if old in names else names

        return Names(called(self.drafts), called(self.trash), called(self.notices))


@dataclass(slots=True)
class Conduct:
    """One session, held against the list command by command; `wrong` is what was not allowed.

    `drafts` are digests of all that ghostd has put into Drafts, `taken` of what it has copied to Trash or
    found there, and `marked` the UIDs that are marked as deleted, by folder: those three outlast a session,
    for what was broken off is ended in the next.
    """

    names: Names
    drafts: set[str]
    taken: set[str]
    marked: set[tuple[str, int]]
    commands: int = 0
    wrong: list[bytes] = field(default_factory=list)
    folder: str = ""
    writable: bool = False
    texts: dict[int, str] = field(default_factory=dict)

    def hear(self, exchange: Exchange) -> None:
        line = exchange.command.text
        if NO_COMMAND.match(line):
            return
        self.commands += 1
        found = COMMAND.match(line)
        if found is None or not self._allowed(found[1], exchange):
            self.wrong.append(line)

    def _allowed(self, command: bytes, exchange: Exchange) -> bool:
        if any(pattern.match(command) for pattern in READING):
            self._read(exchange.answers)
            return True
        if found := OPEN.match(command):
            self.folder, self.writable, self.texts = named(found[2]), found[1] == b"SELECT", {}
            return not self.writable or self.folder in self.names.drafts
        if found := CREATE.match(command):
            return named(found[1]) in self.names.drafts
        if found := APPEND.match(command):
            return self._append_allowed(found, exchange.command)
        if found := WITHDRAWAL.match(command):
            return self.writable and self._withdrawal_allowed(found, exchange.ended == b"OK")
        return False

    def _append_allowed(self, found: Match[bytes], line: Line) -> bool:
        folder, flagged, dated = named(found[1]), found[2], found[3]
        if flagged:
            if line.literal is not None:
                self.drafts.add(digest_of(line.literal))
            return folder in self.names.drafts and bool(dated)
        written = line.literal is None or is_notice(line.literal)
        return folder in self.names.notices and written

    def _withdrawal_allowed(self, found: Match[bytes], done: bool) -> bool:
        verb, uid = found[1] or found[4] or found[6], int(found[2] or found[5] or found[7])
        text, place = self.texts.get(uid, ""), (self.folder, uid)
        if text not in self.drafts:
            return False
        if verb in (b"MOVE", b"COPY"):
            self.taken |= {text} if done else set()
            return named(found[3]) in self.names.trash
        if verb == b"STORE":
            self.marked |= {place} if done else set()
            return text in self.taken
        return text in self.taken and place in self.marked

    def _read(self, answers: Iterable[Line]) -> None:
        for line in answers:
            found = TEXT.match(line.text)
            if found and line.literal is not None:
                uid, text = int(found[1]), digest_of(line.literal)
                self.texts[uid] = text
                if self.folder in self.names.trash:
                    self.taken.add(text)
                if b"\\Deleted" in line.text:
                    self.marked.add((self.folder, uid))


def named(argument: bytes) -> str:
    """The folder that the argument of a command means."""
    return str(decode_utf7(re.sub(rb"\\(.)", rb"\1", argument)))


def is_notice(source: bytes) -> bool:
    return bool(message_from_bytes(source)["Auto-Submitted"] == "auto-generated")
