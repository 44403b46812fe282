"""Signs of life from the server: heard at every answer, within a long one, and not from who only waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dovecot import PASSWORD, Dovecot
from imapclient import IMAPClient
from scripted import OnDovecot

MAILS = 150


@pytest.mark.dovecot
def test_a_long_answer__is_heard_of_before_its_end(dovecot: Dovecot, on_dovecot: OnDovecot) -> None:
    mailbox = on_dovecot()
    with IMAPClient(mailbox.account.host, mailbox.account.port, ssl=False) as client:
        client.login(dovecot.people(mailbox.account.user), PASSWORD)
        for number in range(MAILS):
            client.append("INBOX", f"Message-ID: <{number}@acme.example>\r\n\r\n".encode())
    heard: list[int] = []
    mailbox.heard = lambda: heard.append(len(heard))
    inbox = next(folder for folder in mailbox.folders().here if folder.name == "INBOX")
    mailbox.status(inbox)
    before = len(heard)
    assert before
    [batch] = mailbox.arrivals(inbox, None)
    assert len(batch.arrivals) == MAILS
    assert len(heard) - before >= 2 + MAILS // 64
    before = len(heard)
    mailbox.wait(timedelta(seconds=0.3))
    assert len(heard) == before
