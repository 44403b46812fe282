"""One logged-in connection and the few things that are done with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError

from ghostd.adapters.imap.connection import Connection
from ghostd.adapters.imap.folders import Seen
from ghostd.adapters.imap.wire import Answer, Refused, conclude, exchange, folder_argument

UIDVALIDITY = re.compile(rb"UIDVALIDITY (\d+)", re.IGNORECASE)
UIDNEXT = re.compile(rb"UIDNEXT (\d+)", re.IGNORECASE)
EXISTS = re.compile(rb"(\d+) EXISTS\Z", re.IGNORECASE)
MESSAGES = re.compile(rb"MESSAGES (\d+)", re.IGNORECASE)
APPENDUID = re.compile(rb"\[APPENDUID (\d+) (\d+)\]", re.IGNORECASE)
APPENDLIMIT = re.compile(r"APPENDLIMIT=(\d+)\Z")


@dataclass(frozen=True, slots=True)
class State:
    """What a folder says of itself; `uid_next` is None on the rare server that does not tell."""

    uidvalidity: int
    uid_next: int | None
    exists: int | None = None


class Session:
    """Commands on one connection. `Refused` means a clean NO or BAD, and the connection still serves."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.opened: tuple[str, State] | None = None

    def list_folders(self) -> list[Seen]:
        client: IMAPClient = self.connection.client
        return [
            Seen(name, text(delimiter), frozenset(text(flag).lower() for flag in flags))
            for flags, delimiter, name in client.list_folders()
        ]

    def status(self, folder: str) -> State:
        """UIDVALIDITY, UIDNEXT and the number of messages for one round trip; of the opened folder by
        opening it again.

        STATUS of the folder that is open gives stale numbers on some servers (RFC 3501, 6.3.10).
        """
        if self.opened and self.opened[0] == folder:
            return self.examine(folder)
        answers = self.exchange(b"STATUS " + folder_argument(folder) + b" (UIDNEXT UIDVALIDITY MESSAGES)")
        # The name may hold anything, so only what follows it counts.
        numbers = [a.text.rpartition(b"(")[2] for a in answers if a.text[:7].upper() == b"STATUS "]
        state = read_state([Answer(line, ()) for line in numbers])
        told = [int(found[1]) for line in numbers if (found := MESSAGES.search(line))]
        return replace(state, exists=told[0] if told else None)

    def examine(self, folder: str) -> State:
        """Open the folder read-only."""
        return self._open(b"EXAMINE ", folder)

    def select(self, folder: str) -> State:
        """Open the folder for writing; only to withdraw a draft."""
        return self._open(b"SELECT ", folder)

    def _open(self, verb: bytes, folder: str) -> State:
        self.opened = None
        state = read_state(self.exchange(verb + folder_argument(folder)))
        if verb == b"EXAMINE ":
            self.opened = folder, state
        return state

    def create(self, folder: str) -> None:
        """Make a folder; only Drafts, when a mail program has removed it."""
        self.exchange(b"CREATE " + folder_argument(folder))

    def append(self, folder: str, source: bytes, flags: str, at: datetime | None) -> tuple[int, int] | None:
        """Append once, with INTERNALDATE `at`; UIDVALIDITY and UID where the server tells."""
        imap = self.connection.imap
        kind, answers = imap.append(folder_argument(folder).decode("ascii"), flags, at, source)
        reply = bytes(answers[0] or b"")
        conclude(kind.encode() + b" " + reply, imap.said)
        found = APPENDUID.search(reply)
        return (int(found[1]), int(found[2])) if found else None

    @property
    def append_limit(self) -> int | None:
        found = [m for m in map(APPENDLIMIT.match, self.connection.capabilities) if m]
        return int(found[0][1]) if found else None

    def move(self, uid: int, folder: str) -> None:
        """Move one message of the folder selected."""
        self.exchange(b"UID MOVE %d %s" % (uid, folder_argument(folder)))

    def copy(self, uid: int, folder: str) -> None:
        """Copy one message of the folder selected."""
        self.exchange(b"UID COPY %d %s" % (uid, folder_argument(folder)))

    def expunge(self, uid: int) -> None:
        """Remove one message of the folder selected, and no other that is marked there."""
        self.exchange(b"UID STORE %d +FLAGS.SILENT (\\Deleted)" % uid)
        self.exchange(b"UID EXPUNGE %d" % uid)

    def exchange(self, command: bytes) -> list[Answer]:
        return exchange(self.connection.imap, command)


def read_state(answers: Iterable[Answer]) -> State:
    validity = uid_next = exists = None
    for answer in answers:
        if found := UIDVALIDITY.search(answer.text):
            validity = int(found[1])
        if found := UIDNEXT.search(answer.text):
            uid_next = int(found[1])
        if found := EXISTS.match(answer.text):
            exists = int(found[1])
    if validity is None:
        raise IMAPClientAbortError(
            "the server gives a folder no UIDVALIDITY, without which no mail can be told apart"
        )
    return State(validity, uid_next, exists)


def text(raw: bytes | str | None) -> str:
    if raw is None:
        return ""
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)


def append_refused(folder: str, refused: Refused, size: int) -> str:
    """What the owner can do about a message that the server would not take."""
    match refused.code:
        case "TRYCREATE":
            return (
                f"the folder {folder} does not exist any more; create it, or correct the folder's name "
                f"({refused})"
            )
        case "OVERQUOTA":
            return f"the mailbox is full, so nothing was put into {folder}; delete something ({refused})"
        case "TOOBIG":
            return too_big(f"one of {size} bytes", str(refused))
    return f"the server refused to put a message into {folder} ({refused})"


def too_big(what: str, why: str) -> str:
    return f"the server does not take a message as large as {what}; attach less, or smaller files ({why})"
