"""Mailboxes on the scripted server and on Dovecot, closed after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dovecot import PASSWORD, Dovecot
from scripted import OnDovecot, Reply, Scripted, ScriptedServer

from ghostd.adapters.imap.account import ImapAccount, Security
from ghostd.adapters.imap.mailbox import ImapMailbox


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """Makes a scripted server with these replies, and a mailbox on it."""
    made: list[tuple[ScriptedServer, ImapMailbox]] = []

    def make(
        replies: dict[str, Reply] | None = None, password: str = "secret", **server: bytes
    ) -> tuple[ScriptedServer, ImapMailbox]:
        scripted = ScriptedServer(replies, **server)
        account = ImapAccount("main", scripted.host, scripted.port, "none", "ana", lambda: password)
        made.append((scripted, ImapMailbox(account)))
        return made[-1]

    yield make
    for server, mailbox in made:
        mailbox.close()
        server.stop()


@pytest.fixture
def on_dovecot(dovecot: Dovecot) -> Iterator[OnDovecot]:
    """Makes a mailbox on Dovecot for a user without mail."""
    made: list[ImapMailbox] = []

    def make(security: Security = "none", password: str = PASSWORD, trusted: bool = True) -> ImapMailbox:
        port = dovecot.tls_port if security == "tls" else dovecot.port
        user = dovecot.user()
        account = ImapAccount("main", dovecot.host, port, security, user, lambda: password)
        made.append(ImapMailbox(account, tls=dovecot.context() if trusted else None))
        return made[-1]

    yield make
    for mailbox in made:
        mailbox.close()
