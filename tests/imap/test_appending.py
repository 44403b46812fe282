"""Appending: once, and a refusal is about that one message."""

from __future__ import annotations

import pytest
from own_draft import DRAFT
from scripted import Scripted

from ghostd.errors import Declined, Unavailable


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
        (b"%s NO [TOOBIG] no more than 10 bytes\r\n", r"as large as one of 5\d bytes; attach less"),
        (b"%s NO [CANNOT] because\r\n", "because"),
    ],
)
def test_append_refused__is_about_this_one_message_and_says_what_to_do(
    scripted: Scripted, reply: bytes, text: str
) -> None:
    server, mailbox = scripted({"APPEND": reply})
    with pytest.raises(Declined, match=text):
        mailbox.append_draft(DRAFT)
    with pytest.raises(Declined, match=text.replace("Drafts", "INBOX")):
        mailbox.append_notice(DRAFT.source)
    assert server.connections == 1
    assert sum(b"APPEND" in line for line in server.received) == 2


@pytest.mark.parametrize("code", ["UNAVAILABLE", "THROTTLED", "INUSE", "CONTACTADMIN", "NOPERM"])
def test_append_refused_for_now__is_about_the_account(scripted: Scripted, code: str) -> None:
    _, mailbox = scripted({"APPEND": f"%s NO [{code}] later\r\n".encode()})
    with pytest.raises(Unavailable, match="later") as caught:
        mailbox.append_draft(DRAFT)
    assert not isinstance(caught.value, Declined)


def test_append_with_unknown_outcome__unavailable_and_not_tried_again(scripted: Scripted) -> None:
    server, mailbox = scripted({"APPEND": None})
    with pytest.raises(Unavailable):
        mailbox.append_draft(DRAFT)
    assert sum(b"APPEND" in line for line in server.received) == 1


def test_append_beyond_the_servers_limit__nothing_is_sent(scripted: Scripted) -> None:
    small = b"* CAPABILITY IMAP4rev1 APPENDLIMIT=20\r\n%s OK done\r\n"
    server, mailbox = scripted({"CAPABILITY": small}, greeting=b"* OK ready\r\n")
    with pytest.raises(Declined, match=r"as large as one of 5\d bytes; .* \(20 at the most\)"):
        mailbox.append_draft(DRAFT)
    assert not any(b"APPEND " in line for line in server.received)
