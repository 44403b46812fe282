"""What may be sent to the server, and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from scripted import OnDovecot, Scripted

from ghostd.adapters.imap.wire import folder_argument, permitted
from ghostd.core.folders import Folder
from ghostd.core.messages import Placement
from ghostd.core.replies.digest import digest_of
from ghostd.core.review import Draft
from ghostd.errors import Bug, OperatorError, Unavailable

SOURCE = b"Message-ID: <d@example.com>\r\nSubject: x\r\n\r\nHello\r\n"
DRAFT = Draft(
    message_id="<d@example.com>",
    case_id=1,
    client="Acme",
    step="ask",
    attempt=1,
    recipients=("bob@acme.example",),
    in_reply_to=None,
    thread=(),
    subject="x",
    canonical="",
    digest=digest_of(SOURCE),
    source=SOURCE,
    created=datetime(2026, 3, 2, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "command",
    [
        b"UID FETCH 1 (UID BODY[])",
        b"UID FETCH 1 (RFC822)",
        b"FETCH 1 (UID)",
        b"EXPUNGE",
        b"CLOSE",
        b"DELETE Drafts",
        b"CREATE x",
        b'CREATE "x" "y',
        b"RENAME a b",
        b"STORE 1 +FLAGS (\\Deleted)",
        b"UID SEARCH HEADER Message-ID x",
        b"UID LOGOUT",
        b"NOOP\r\nA1 CREATE Pwned",
        b"EXAMINE x\0",
        b"",
    ],
)
def test_not_permitted__never_sent(command: bytes) -> None:
    with pytest.raises(Bug):
        permitted(command + b"\r\n")


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


# appending


def test_append_without_appenduid__no_placement(scripted: Scripted) -> None:
    server, mailbox = scripted()
    assert mailbox.append_draft(DRAFT) is None
    (line,) = [line for line in server.received if b"APPEND" in line]
    assert b' APPEND "Drafts" (\\Draft) "02-Mar-2026 00:00:00 +0000" {' in line


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (b"%s NO [TRYCREATE] no such folder\r\n", "does not exist any more"),
        (b"%s NO [OVERQUOTA] full\r\n", "mailbox is full"),
        (b"%s NO [CANNOT] because\r\n", "because"),
    ],
)
def test_append_refused__a_clear_error_and_surely_not_appended(
    scripted: Scripted, reply: bytes, text: str
) -> None:
    server, mailbox = scripted({"APPEND": reply})
    with pytest.raises(OperatorError, match=text) as caught:
        mailbox.append_draft(DRAFT)
    assert not isinstance(caught.value, Unavailable)
    assert sum(b"APPEND" in line for line in server.received) == 1


def test_append_with_unknown_outcome__unavailable_and_not_tried_again(scripted: Scripted) -> None:
    server, mailbox = scripted({"APPEND": None})
    with pytest.raises(Unavailable):
        mailbox.append_draft(DRAFT)
    assert sum(b"APPEND" in line for line in server.received) == 1


def test_append_beyond_the_servers_limit__nothing_is_sent(scripted: Scripted) -> None:
    small = b"* CAPABILITY IMAP4rev1 APPENDLIMIT=20\r\n%s OK done\r\n"
    server, mailbox = scripted({"CAPABILITY": small}, greeting=b"* OK ready\r\n")
    with pytest.raises(OperatorError, match="takes 20 bytes"):
        mailbox.append_draft(DRAFT)
    assert not any(b"APPEND " in line for line in server.received)


# withdrawing without MOVE

FOUND = b"* 1 FETCH (UID 4 FLAGS (\\Draft) BODY[]<0> {%d}\r\n" % len(SOURCE) + SOURCE + b")\r\n%s OK done\r\n"
AT = Placement("Drafts", 7, 4)


def verbs(received: list[bytes]) -> list[bytes]:
    return [line.split(b" ", 1)[1].strip() for line in received if b" UID " in line][1:]


def test_withdraw_with_uidplus_only__copy_mark_and_expunge_that_one(scripted: Scripted) -> None:
    server, mailbox = scripted({"UID FETCH": FOUND})
    assert mailbox.withdraw(DRAFT, AT)
    assert verbs(server.received) == [
        b'UID COPY 4 "Trash"',
        b"UID STORE 4 +FLAGS.SILENT (\\Deleted)",
        b"UID EXPUNGE 4",
    ]


def test_withdraw_with_neither_move_nor_uidplus__left_alone(scripted: Scripted) -> None:
    bare = b"* CAPABILITY IMAP4rev1\r\n%s OK done\r\n"
    server, mailbox = scripted({"CAPABILITY": bare, "UID FETCH": FOUND}, greeting=b"* OK ready\r\n")
    assert not mailbox.withdraw(DRAFT, AT)
    assert verbs(server.received) == []


def test_withdraw_when_copying_is_refused__nothing_is_marked(scripted: Scripted) -> None:
    server, mailbox = scripted({"UID FETCH": FOUND, "UID COPY": b"%s NO [OVERQUOTA] full\r\n"})
    with pytest.raises(OperatorError):
        mailbox.withdraw(DRAFT, AT)
    assert verbs(server.received) == [b'UID COPY 4 "Trash"']


def test_withdraw_with_another_digest__nothing_is_sent_but_reading(scripted: Scripted) -> None:
    server, mailbox = scripted({"UID FETCH": FOUND})
    assert not mailbox.withdraw(replace(DRAFT, digest="0" * 64), AT)
    assert verbs(server.received) == []
