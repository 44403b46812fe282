"""What Dovecot keeps of every session: each command with its answer, and what it has changed in the mail.

The commands come from its `rawlog`, both sides of it; the changes from its own log, where the plugin
`mail_log` names the session that made each. The two know nothing of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

STAMP = re.compile(rb"^\d+\.\d{6} ", re.MULTILINE)
LITERAL = re.compile(rb"\{(\d+)\}\r\n\Z")
TAGGED = re.compile(rb"([A-Z]+\d+) (?:(OK|NO|BAD)\b)?")


@dataclass(frozen=True, slots=True)
class Line:
    """With its CRLF, and the literal that it announced, where that came."""

    text: bytes
    literal: bytes | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One command line and all that was answered; `ended` is OK, NO or BAD, or empty when no answer came."""

    command: Line
    answers: tuple[Line, ...] = ()
    ended: bytes = b""


def exchanges(said: bytes, answered: bytes) -> Iterator[Exchange]:
    """The commands of a session in order, from what either side of it has sent.

    A literal follows only where the server asked for it. What the client broke off within is no command.
    """
    answers, rest = blocks(answered)
    position = 0
    while (end := said.find(b"\n", position) + 1) > 0:
        text, position = said[position:end], end
        found, size = TAGGED.match(text), LITERAL.search(text)
        told = answers.get(found[1], (rest, b"")) if found else ((), b"")
        literal, asked = None, any(line.text.startswith(b"+") for line in told[0])
        if asked and b" AUTHENTICATE " in text:
            position = said.find(b"\n", position) + 1 or len(said)
        if asked and size:
            came, position = said[position : position + int(size[1])], position + int(size[1])
            # The server does nothing with a part of one.
            literal = came if len(came) == int(size[1]) else None
        yield Exchange(Line(text, literal), *told)


def blocks(answered: bytes) -> tuple[dict[bytes, tuple[tuple[Line, ...], bytes]], tuple[Line, ...]]:
    """What was answered to each tag, with the last word; and what came after the last of those."""
    found: dict[bytes, tuple[tuple[Line, ...], bytes]] = {}
    block: list[Line] = []
    for line in lines_of(answered):
        block.append(line)
        tagged = TAGGED.match(line.text)
        if tagged and tagged[2]:
            found[tagged[1]] = tuple(block), tagged[2]
            block = []
    return found, tuple(block)


def lines_of(stream: bytes) -> Iterator[Line]:
    position = 0
    while (end := stream.find(b"\n", position) + 1) > 0:
        text, position = stream[position:end], end
        size, literal = LITERAL.search(text), None
        if size:
            literal, position = stream[position : position + int(size[1])], position + int(size[1])
        yield Line(text, literal)


def unstamped(kept: bytes) -> bytes:
    """One side of a session without the time that Dovecot writes before every line."""
    return STAMP.sub(b"", kept)


@dataclass(frozen=True, slots=True)
class Deed:
    """A change of the mail store as Dovecot tells of it; of a message where there is a UID."""

    what: str
    box: str
    uid: int = 0
    message_id: str = ""
    size: int = 0
    flags: frozenset[str] = frozenset()
    source: str = ""


OF_MESSAGE = re.compile(
    r"(?P<what>save|copy|delete|undelete|expunge|flag_change)(?: from (?P<source>.*?))?: box=(?P<box>.*?), "
    r"uid=(?P<uid>\d+), msgid=(?P<id>.*), size=(?P<size>\d+), flags=\((?P<flags>.*)\)\Z"
)
OF_FOLDER = re.compile(r"Mailbox (?P<what>created|deleted|renamed): (?P<box>.*)\Z")


def deed_of(told: str) -> Deed | None:
    if found := OF_MESSAGE.match(told):
        flags = frozenset(found["flags"].split()) - {"\\Recent"}
        where = found["what"], found["box"], int(found["uid"])
        return Deed(*where, found["id"], int(found["size"]), flags, found["source"] or "")
    if found := OF_FOLDER.match(told):
        source, _, box = found["box"].rpartition(" -> ")
        return Deed(found["what"], box, source=source)
    return None


LOGIN = re.compile(
    r"imap-login: Info: Login: user=<(?P<user>[^>]*)>.* mpid=(?P<pid>\d+),.* session=<(?P<id>[^>]+)>"
)
TOLD = re.compile(r"imap\((?P<user>[^)]*)\)<(?P<pid>\d+)><(?P<id>[^>]+)>: \w+: (?P<told>.*)")
END = ("Disconnected", "Connection closed")


@dataclass(slots=True)
class Session:
    """One that has logged in, by the name of its user and the process that serves it."""

    user: str
    pid: int
    logged_in: bool = False
    ended: bool = False


@dataclass(slots=True)
class Log:
    """Dovecot's log, read as it grows: the sessions that go on by their ids, those that have ended, and who
    made each change, in order."""

    path: Path
    sessions: dict[str, Session] = field(default_factory=dict)
    ended: list[Session] = field(default_factory=list)
    deeds: list[tuple[str, Deed]] = field(default_factory=list)
    read_to: int = 0

    def read(self) -> None:
        with self.path.open("rb") as stream:
            stream.seek(self.read_to)
            whole, newline, _ = stream.read().rpartition(b"\n")
        self.read_to += len(whole + newline)
        for line in whole.decode("utf-8", "replace").split("\n"):
            # Several processes write it: what a session did may stand before its login.
            if found := LOGIN.search(line) or TOLD.search(line):
                self._take(found["id"], found["user"], int(found["pid"]), found.groupdict().get("told"))

    def pids(self) -> set[int]:
        """The processes that served them."""
        return {session.pid for session in (*self.ended, *self.sessions.values())}

    def _take(self, name: str, user: str, pid: int, told: str | None) -> None:
        """`told` by the session itself; where it is None, that it has logged in."""
        session = self.sessions.setdefault(name, Session(user, pid))
        if told is None:
            session.logged_in = True
        else:
            session.ended |= told.startswith(END)
            if deed := deed_of(told):
                self.deeds.append((user, deed))
        if session.ended and session.logged_in:
            self.ended.append(self.sessions.pop(name))
