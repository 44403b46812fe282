"""One message that the server cannot give: set aside by itself, and everything else is read."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator

import pytest
from scripted import ScriptedServer

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.adapters.imap.salvage import MOST, WIDTH
from ghostd.core.folders import Arrival, Batch, Cursor, Damaged, Folder
from ghostd.core.messages import Placement
from ghostd.errors import Declined, Unavailable

INBOX = Folder("INBOX")
HEADER = b"Subject: x\r\n\r\n"
WHOLE = (
    b'* %d FETCH (UID %d FLAGS () INTERNALDATE "02-Mar-2026 10:00:00 +0100" RFC822.SIZE 99 BODY[] {14}\r\n'
)
RANGE = re.compile(rb"UID FETCH (\d+)(?::(\d+|\*))? (.*)")


class Store(ScriptedServer):
    """A server with messages 1 to `count`; `ails` says of a UID how the server fails to give it:

    `refused` (a clean NO), `cut` (the connection ends), `hollow` (an answer without its header), `broken` (an
    answer that makes no sense) or `hidden` (none, although the UID is listed).
    """

    def __init__(self, count: int, ails: dict[int, str], no: bytes = b"NO [SERVERBUG] message is corrupt"):
        self.count, self.ails, self.no = count, ails, no
        opened = b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT %d] .\r\n%%s OK done\r\n"
        status = b"* STATUS x (UIDNEXT %d UIDVALIDITY 7)\r\n%%s OK done\r\n"
        super().__init__({"EXAMINE": opened % (count, count + 1), "STATUS": status % (count + 1)})

    def _answer(self, connection: socket.socket, tag: bytes, verb: str) -> bool:
        found = RANGE.search(self.received[-1])
        if found is None:
            return super()._answer(connection, tag, verb)
        first, last, items = int(found[1]), found[2] or found[1], found[3]
        high = self.count if last == b"*" else int(last)
        said: list[bytes] = []
        for uid in range(first, min(high, self.count) + 1):
            ail = self.ails.get(uid, "") if b"BODY" in items else ""
            if ail == "refused":
                connection.sendall(tag + b" " + self.no + b"\r\n")
                return True
            if ail == "cut":
                connection.sendall(b"".join(said) + b"* 1 FETCH (UID ")
                return False
            said.append(self._told(uid, ail, b"BODY" in items))
        connection.sendall(b"".join(said) + tag + b" OK done\r\n")
        return True

    def _told(self, uid: int, ail: str, whole: bool) -> bytes:
        if ail == "hidden":
            return b""
        if ail == "broken":
            return b"* %d FETCH (UID %d FLAGS (\r\n" % (uid, uid)
        if ail == "hollow" or not whole:
            return b"* %d FETCH (UID %d)\r\n" % (uid, uid)
        return WHOLE % (uid, uid) + HEADER + b")\r\n"


Stored = Callable[..., ImapMailbox]


@pytest.fixture
def stored() -> Iterator[Stored]:
    made: list[tuple[Store, ImapMailbox]] = []

    def make(count: int, ails: dict[int, str], **more: bytes) -> ImapMailbox:
        server = Store(count, ails, **more)
        account = ImapAccount("main", server.host, server.port, "none", "ana", lambda: "secret")
        made.append((server, ImapMailbox(account)))
        return made[-1][1]

    yield make
    for server, mailbox in made:
        mailbox.close()
        server.stop()


def told(batches: list[Batch]) -> tuple[list[int], list[int]]:
    """The UIDs that came, and those that were set aside."""
    came = [arrival.placement.uid for batch in batches for arrival in batch.arrivals]
    return came, [one.placement.uid for batch in batches for one in batch.damaged]


@pytest.mark.parametrize("ail", ["refused", "hollow", "broken"])
@pytest.mark.parametrize("bad", [{1}, {7}, {4}, {3, 4}, {1, 7}, set(range(1, 8))], ids=str)
def test_all_but_the_damaged_come(stored: Stored, ail: str, bad: set[int]) -> None:
    mailbox = stored(7, dict.fromkeys(bad, ail))
    batches = list(mailbox.arrivals(INBOX, None))
    assert told(batches) == (sorted(set(range(1, 8)) - bad), sorted(bad))
    assert batches[-1].cursor == Cursor(7, 8)


def test_a_message_that_is_listed_and_not_told_beside_a_malformed_answer__set_aside(stored: Stored) -> None:
    mailbox = stored(5, {2: "hidden", 4: "broken"})
    assert told(list(mailbox.arrivals(INBOX, None))) == ([1, 3, 5], [2, 4])


def test_the_servers_words_say_why(stored: Stored) -> None:
    mailbox = stored(3, {2: "refused"})
    [batch] = mailbox.arrivals(INBOX, None)
    [damaged] = batch.damaged
    assert damaged.placement == Placement("INBOX", 7, 2)
    assert "[SERVERBUG] message is corrupt" in damaged.why


def test_what_breaks_the_connection__ends_the_reading_and_carefully_is_set_aside(stored: Stored) -> None:
    mailbox = stored(9, {6: "cut"})
    with pytest.raises(Unavailable):
        list(mailbox.arrivals(INBOX, None))
    batches = list(mailbox.arrivals(INBOX, None, careful=True))
    assert told(batches) == ([1, 2, 3, 4, 5, 7, 8, 9], [6])


def test_carefully__in_short_ranges(stored: Stored) -> None:
    mailbox = stored(2 * WIDTH + 3, {2 * WIDTH + 1: "cut"})
    batches = list(mailbox.arrivals(INBOX, None, careful=True))
    assert [len(batch.arrivals) for batch in batches] == [WIDTH, WIDTH, 2]


def test_too_many_at_once__is_the_servers_trouble(stored: Stored) -> None:
    mailbox = stored(MOST + 1, dict.fromkeys(range(1, MOST + 2), "refused"))
    with pytest.raises(Declined):
        list(mailbox.arrivals(INBOX, None))


@pytest.mark.parametrize("code", [b"UNAVAILABLE", b"THROTTLED", b"INUSE", b"LIMIT", b"AUTHORIZATIONFAILED"])
def test_a_refusal_that_passes__is_no_messages_fault(stored: Stored, code: bytes) -> None:
    mailbox = stored(3, {2: "refused"}, no=b"NO [" + code + b"] later")
    with pytest.raises(Unavailable, match="later"):
        list(mailbox.arrivals(INBOX, None))


@pytest.mark.parametrize("ail", ["refused", "cut", "hollow", "broken"])
def test_again__the_same_message(stored: Stored, ail: str) -> None:
    mailbox = stored(3, {2: ail})
    assert isinstance(mailbox.again(Placement("INBOX", 7, 2)), Damaged)
    whole = mailbox.again(Placement("INBOX", 7, 3))
    assert isinstance(whole, Arrival)
    assert whole.header == HEADER
    assert mailbox.again(Placement("INBOX", 7, 77)) is None
    assert mailbox.again(Placement("INBOX", 6, 3)) is None
