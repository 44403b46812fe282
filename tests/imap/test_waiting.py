"""IDLE is a hint: whatever the server does with it, waiting ends in time."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from scripted import HANG_UP, OnDovecot, Reply, Scripted

from ghostd.errors import Unavailable

LONG = timedelta(seconds=100)
SHORT = timedelta(milliseconds=50)

NEWS = {
    "exists_after_the_plus": [b"+ idling\r\n", b"* 4 EXISTS\r\n"],
    "together_with_the_plus": b"+ idling\r\n* 4 EXISTS\r\n",
    "before_the_plus": b"* 4 EXISTS\r\n+ idling\r\n",
    "split_within_the_line": [b"+ idling\r\n* 4 EX", b"ISTS\r", b"\n"],
    "expunge": b"+ idling\r\n* 2 EXPUNGE\r\n",
    "flags_changed": b"+ idling\r\n* 2 FETCH (FLAGS (\\Deleted))\r\n",
}


@pytest.mark.parametrize("reply", NEWS.values(), ids=NEWS.keys())
def test_news__ends_the_wait(scripted: Scripted, reply: Reply) -> None:
    server, mailbox = scripted({"IDLE": reply})
    assert mailbox.wait(LONG)
    assert server.received[-1] == b"DONE\r\n"


NO_NEWS = {
    "the_same_number_again": b"+ idling\r\n* 3 EXISTS\r\n",
    "still_here": b"+ idling\r\n* OK Still here\r\n",
    "nothing": b"+ idling\r\n",
}


@pytest.mark.parametrize("reply", NO_NEWS.values(), ids=NO_NEWS.keys())
def test_no_news__the_time_runs_out(scripted: Scripted, reply: Reply) -> None:
    _, mailbox = scripted({"IDLE": reply})
    assert not mailbox.wait(SHORT)


BROKEN = {
    "eof_after_the_plus": [b"+ idling\r\n", HANG_UP],
    "bye_instead_of_the_plus": b"* BYE not here\r\n",
    "bye_after_the_plus": b"+ idling\r\n* BYE later\r\n",
    "eof_within_a_line": [b"+ idling\r\n* 4 EX", HANG_UP],
    "no": b"%s NO not allowed\r\n",
    "eof_at_once": HANG_UP,
}


@pytest.mark.parametrize("reply", BROKEN.values(), ids=BROKEN.keys())
def test_idle_breaks_off__ends_at_once_and_the_second_time_waits_by_the_clock(
    scripted: Scripted, reply: Reply
) -> None:
    server, mailbox = scripted({"IDLE": reply})
    for _ in range(2):
        with pytest.raises(Unavailable, match="account main"):
            mailbox.wait(LONG)
    assert not mailbox.wait(SHORT)
    assert server.connections == 2


def test_no_idle_on_the_server__waits_by_the_clock(scripted: Scripted) -> None:
    bare = b"* CAPABILITY IMAP4rev1\r\n%s OK done\r\n"
    server, mailbox = scripted({"CAPABILITY": bare}, greeting=b"* OK ready\r\n")
    mailbox.folders()
    assert not mailbox.wait(SHORT)
    assert not any(b"IDLE" in line for line in server.received)


def test_two_waits__one_connection(scripted: Scripted) -> None:
    server, mailbox = scripted({"IDLE": b"+ idling\r\n"})
    mailbox.wait(SHORT)
    mailbox.wait(SHORT)
    assert server.connections == 1


@pytest.mark.parametrize("idle", [b"+ idling\r\n", b"%s NO not allowed\r\n"], ids=["in_idle", "by_the_clock"])
def test_wake_from_another_thread__ends_the_wait(scripted: Scripted, idle: bytes) -> None:
    _, mailbox = scripted({"IDLE": idle})
    if b"NO" in idle:
        for _ in range(2):
            with pytest.raises(Unavailable):
                mailbox.wait(LONG)
    threading.Timer(0.1, mailbox.wake).start()
    assert mailbox.wait(LONG)
    assert not mailbox.wait(SHORT)


def test_wake_before_the_wait__is_not_lost(scripted: Scripted) -> None:
    _, mailbox = scripted({"IDLE": b"+ idling\r\n"})
    mailbox.wake()
    assert mailbox.wait(LONG)


@pytest.mark.dovecot
def test_mail_that_came_before_idle_began__is_hinted(on_dovecot: OnDovecot) -> None:
    mailbox = on_dovecot(security="tls")
    inbox = next(folder for folder in mailbox.folders() if folder.name == "INBOX")
    list(mailbox.arrivals(inbox, None))
    mailbox.append_notice(b"Subject: x\r\nAuto-Submitted: auto-generated\r\n\r\n.\r\n")
    assert mailbox.wait(LONG)
    assert not mailbox.wait(SHORT)
