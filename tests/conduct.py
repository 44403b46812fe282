"""What ghostd may say to a server: every line of a session is held against the list of what is allowed.

It reads with EXAMINE and PEEK, appends drafts and notices, makes Drafts anew, and takes back one message of
Drafts whose text it has just read. Nothing else is said, whatever the mail or the server say to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

STAMP = re.compile(rb"\A\d+\.\d{6} ")
LITERAL = re.compile(rb"\{(\d+)\}\r\n\Z")
COMMAND = re.compile(rb"[A-Z]+\d+ (.*)\r\n\Z", re.DOTALL)

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
EXAMINE = re.compile(rb"EXAMINE " + FOLDER + rb"\Z")
SELECT = re.compile(rb"SELECT " + FOLDER + rb"\Z")
CREATE = re.compile(rb"CREATE " + FOLDER + rb"\Z")
DRAFT = re.compile(rb"APPEND " + FOLDER + rb" \(\\Draft\) " + DATE + rb" \{\d+\}\Z")
NOTICE = re.compile(rb"APPEND " + FOLDER + rb"(?: " + DATE + rb")? \{\d+\}\Z")
TEXT_OF = re.compile(rb"UID FETCH (\d+) \(.*BODY\.PEEK\[\]<0\.\d+>\)\Z")
WITHDRAWAL = re.compile(
    rb"UID (?:(?:MOVE|COPY) (\d+) " + FOLDER + rb"|STORE (\d+) \+FLAGS\.SILENT \(\\Deleted\)|EXPUNGE (\d+))\Z"
)


@dataclass(slots=True)
class Conduct:
    """One session, held against the list line by line. `drafts` and `trash` are the names that they may have;
    a notice may go into any other folder. `wrong` is what was not allowed."""

    drafts: frozenset[bytes]
    trash: frozenset[bytes]
    commands: int = 0
    wrong: list[bytes] = field(default_factory=list)
    selected: bool = False
    read: set[bytes] = field(default_factory=set)

    def hear(self, line: bytes) -> None:
        """A line of the client's with its CRLF, literals left out."""
        if line in (b"DONE\r\n", b"\r\n"):
            return
        self.commands += 1
        found = COMMAND.match(line)
        if found is None or not self._allowed(found[1]):
            self.wrong.append(line)

    def _allowed(self, command: bytes) -> bool:
        if (text := TEXT_OF.match(command)) and self.selected:
            self.read.add(text[1])
        if any(pattern.match(command) for pattern in READING):
            return True
        if found := EXAMINE.match(command):
            self.selected = False
            return True
        if found := SELECT.match(command):
            self.selected, self.read = True, set()
            return found[1] in self.drafts
        if found := CREATE.match(command) or DRAFT.match(command):
            return found[1] in self.drafts
        if found := NOTICE.match(command):
            return found[1] not in self.drafts | self.trash
        if found := WITHDRAWAL.match(command):
            uid, to = found[1] or found[3] or found[4], found[2]
            return self.selected and uid in self.read and (to is None or to in self.trash)
        return False


DRAFTS = frozenset((b"Drafts", b"Borradores", b"Entw&APw-rfe"))
TRASH = frozenset((b"Trash", b"Papelera", b"Basura"))
"""The names that these folders have in the tests."""


def judged(sessions: Mapping[str, bytes]) -> tuple[int, list[str]]:
    """How many commands there were in all sessions, and those that were not allowed."""
    commands, wrong = 0, []
    for name, kept in sessions.items():
        conduct = Conduct(DRAFTS, TRASH)
        for line in lines_of(kept):
            conduct.hear(line)
        commands += conduct.commands
        wrong += [f"{name}: {line!r}" for line in conduct.wrong]
    return commands, wrong


def lines_of(kept: bytes) -> Iterator[bytes]:
    """The lines of a session that Dovecot kept, each with its CRLF; literals are left out."""
    stream = b"\n".join(STAMP.sub(b"", line) for line in kept.split(b"\n"))
    position = 0
    while position < len(stream):
        end = stream.find(b"\n", position) + 1 or len(stream)
        line = stream[position:end]
        literal = LITERAL.search(line)
        position = end + (int(literal[1]) if literal else 0)
        yield line
