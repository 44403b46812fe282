"""What may be sent to the server, and what never is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

import pytest
from own_draft import DRAFT
from scripted import OnDovecot, Scripted

from ghostd.adapters.imap.gate import TABLE, Gate
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.adapters.imap.wire import Imap4, folder_argument
from ghostd.core.folders import Folder
from ghostd.core.messages import Placement
from ghostd.errors import Bug, Unavailable

READING = """
CAPABILITY
STARTTLS
LOGIN "ana" "wa ter\\"mel\\\\on"
AUTHENTICATE PLAIN
NOOP
IDLE
LOGOUT
LIST "" "*"
STATUS "a b" (UIDNEXT UIDVALIDITY MESSAGES)
EXAMINE "Sent"
EXAMINE "a\\"b\\\\c {5}"
UID FETCH 1:* (UID FLAGS)
UID FETCH 4,7:9 (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE X-Y)]<0.262144>)
UID FETCH 4 (UID FLAGS BODY.PEEK[]<0.65536>)
"""

CHANGING = """
SELECT "Drafts"
SELECT "Old drafts"
CREATE "Drafts"
APPEND "Drafts" (\\Draft) "02-Mar-2026 00:00:00 +0000" {10}
APPEND "INBOX" " 2-Mar-2026 00:00:00 +0000" {10}
APPEND "INBOX" {10}
UID MOVE 4 "Trash"
UID COPY 4 "Trash"
UID STORE 4 +FLAGS.SILENT (\\Deleted)
UID EXPUNGE 4
"""

NO_COMMAND_OF_OURS = """
noop
NOOP x
UID LOGOUT
SEARCH ALL
UID SEARCH HEADER Message-ID x
FETCH 1 (UID)
STORE 1 +FLAGS.SILENT (\\Deleted)
MOVE 1 "Trash"
EXPUNGE
UID EXPUNGE
CLOSE
DELETE "Drafts"
RENAME "Drafts" "b"
SUBSCRIBE "Drafts"
SETACL "Drafts" eve lrs
ENABLE UTF8=ACCEPT
LIST "" "%"
AUTHENTICATE LOGIN
LOGIN ana x
LOGIN "ana" "x" y
EXAMINE x
EXAMINE "a" "b"
EXAMINE "a\\b"
EXAMINE "a" (CONDSTORE)
STATUS "a" (RECENT)
"""

MARKS_AS_READ_OR_IS_NEVER_READ = """
UID FETCH 1 (BODY[])
UID FETCH 1 (body[])
UID FETCH 1 (BODY[]<0.1>)
UID FETCH 1 (UID BODY[TEXT]<0.1>)
UID FETCH 1 (BODY.PEEK[])
UID FETCH 1 (RFC822)
UID FETCH 1 (rfc822)
UID FETCH 1 (RFC822.TEXT)
UID FETCH 1 (BINARY[1])
UID FETCH 1 ALL
UID FETCH 1 (UID) (CHANGEDSINCE 1)
"""

TOO_MUCH = """
UID STORE 1:* +FLAGS.SILENT (\\Deleted)
UID STORE 1,2 +FLAGS.SILENT (\\Deleted)
UID STORE * +FLAGS.SILENT (\\Deleted)
UID STORE 1:* +FLAGS (\\Seen)
UID STORE 1 +FLAGS.SILENT (\\Seen)
UID STORE 1 +FLAGS.SILENT (\\Deleted \\Seen)
UID STORE 1 +FLAGS (\\Deleted)
UID STORE 1 FLAGS.SILENT (\\Deleted)
UID STORE 1 -FLAGS.SILENT (\\Deleted)
UID EXPUNGE 1:*
UID EXPUNGE 1,2
UID EXPUNGE *
UID EXPUNGE 0
UID MOVE 1:* "Trash"
UID COPY 1,2 "Trash"
"""

ANOTHER_FOLDER = """
SELECT "INBOX"
SELECT "Trash"
SELECT "drafts"
CREATE "Pwned"
CREATE Drafts
CREATE "Drafts" "y"
APPEND "Sent" {10}
APPEND "Drafts" {10}
APPEND "Trash" (\\Draft) "02-Mar-2026 00:00:00 +0000" {10}
APPEND "INBOX" (\\Draft) "02-Mar-2026 00:00:00 +0000" {10}
APPEND "INBOX" (\\Seen) {10}
APPEND "INBOX" {10+}
UID MOVE 1 "INBOX"
UID MOVE 1 Trash
UID COPY 1 "Sent"
"""


def lines(*texts: str) -> list[bytes]:
    return [line.encode() for text in texts for line in text.strip().splitlines()]


def gate() -> Gate:
    made = Gate()
    made.know(drafts=("Drafts", "Old drafts"), trash="Trash", notices="INBOX")
    return made


def passed(through: Gate, commands: Iterable[bytes]) -> list[bytes]:
    found = []
    for command in commands:
        try:
            verb = through.permitted(command + b"\r\n")
        except Bug:
            continue
        assert command.startswith(verb.encode())
        found.append(command)
    return found


def test_all_that_ghostd_says_passes() -> None:
    assert passed(gate(), lines(READING, CHANGING)) == lines(READING, CHANGING)


@pytest.mark.parametrize(
    "text", [NO_COMMAND_OF_OURS, MARKS_AS_READ_OR_IS_NEVER_READ, TOO_MUCH, ANOTHER_FOLDER]
)
def test_nothing_else_passes(text: str) -> None:
    assert passed(gate(), lines(text)) == []


@pytest.mark.parametrize("sign", [b"\r", b"\n", b"\0", b"\r\nA1 CREATE Pwned"])
def test_a_line_end_within_a_line__does_not_pass(sign: bytes) -> None:
    for line in lines(READING, CHANGING):
        for place in (line.find(b'"') + 1 or len(line), len(line)):
            assert passed(gate(), [line[:place] + sign + line[place:]]) == []


def test_every_row_of_the_table_lets_something_pass_here() -> None:
    rows = [re.compile(row.verb + (b" " + row.rest if row.rest else b"")) for row in TABLE]
    assert [row for row in rows if not any(map(row.fullmatch, lines(READING, CHANGING)))] == []


def test_before_the_folders_are_known__nothing_goes_into_any() -> None:
    left = passed(Gate(), lines(READING, CHANGING))
    assert left == lines(READING, CHANGING[CHANGING.index("UID STORE") :])


def test_without_a_trash__nothing_is_moved_or_copied() -> None:
    made = Gate()
    made.know(drafts=("Drafts",), trash=None, notices="INBOX")
    assert passed(made, [b'UID MOVE 1 "Trash"', b'UID COPY 1 "Trash"', b'UID MOVE 1 ""']) == []


def test_what_does_not_pass__is_not_repeated() -> None:
    with pytest.raises(Bug) as caught:
        gate().permitted(b'LOGIN "ana" "canary" x')
    assert "canary" not in str(caught.value)


def test_folder_name_with_a_command_in_it__never_reaches_the_server(scripted: Scripted) -> None:
    server, mailbox = scripted()
    mailbox.folders()
    for read in (mailbox.listing, lambda folder: list(mailbox.arrivals(folder, None))):
        with pytest.raises(Bug):
            read(Folder('x"\r\nA1 CREATE Pwned'))
    with pytest.raises(Bug):
        mailbox.source(Placement("x\nA1 CREATE Pwned", 7, 1))
    assert not any(b"Pwned" in line for line in server.received)


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("INBOX", b'"INBOX"'),
        ("Entwürfe", b'"Entw&APw-rfe"'),
        ('a"b\\c', b'"a\\"b\\\\c"'),
        ("R&D {5}", b'"R&-D {5}"'),
    ],
)
def test_folder_argument(name: str, argument: bytes) -> None:
    assert folder_argument(name) == argument


@pytest.mark.dovecot
def test_folders_with_odd_names__are_read_on_dovecot(on_dovecot: OnDovecot) -> None:
    mailbox = on_dovecot()
    mailbox.folders()
    for name in ("Entwürfe", "R&D {5}", 'a"b'):
        with pytest.raises(Unavailable, match="refuses"):
            list(mailbox.arrivals(Folder(name), None))
    assert mailbox.folders()


@pytest.mark.dovecot
def test_a_whole_round__sends_only_what_reads_appends_and_withdraws(on_dovecot: OnDovecot) -> None:
    mailbox = on_dovecot()
    sent: list[str] = []

    def heard(verb: str) -> None:
        sent.append(verb)
        if verb == "IDLE":
            mailbox.wake()

    mailbox.commands = heard
    for folder in mailbox.folders():
        list(mailbox.arrivals(folder, None))
        mailbox.listing(folder)
    assert mailbox.wait(timedelta(seconds=60))
    assert set(sent) == {"CAPABILITY", "LOGIN", "LIST", "STATUS", "EXAMINE", "NOOP", "IDLE"}
    sent.clear()
    at = mailbox.append_draft(DRAFT)
    assert at is not None
    assert sent == ["APPEND"]
    sent.clear()
    assert mailbox.withdraw(DRAFT, at)
    assert sent == ["SELECT", "UID FETCH", "UID MOVE", "EXAMINE"]


def test_what_is_no_command__is_sent_only_where_the_server_asked_for_it(scripted: Scripted) -> None:
    server, mailbox = scripted()
    mailbox.folders()
    with pytest.raises(Bug):
        wire_of(mailbox).send(b"EXPUNGE\r\n")
    mailbox.append_draft(DRAFT)
    mailbox.folders()
    with pytest.raises(Bug):
        wire_of(mailbox).send(b"UID EXPUNGE 1:*\r\n")
    assert not any(b"EXPUNGE" in line for line in server.received)


def wire_of(mailbox: ImapMailbox) -> Imap4:
    assert mailbox._session is not None
    return mailbox._session.connection.imap
