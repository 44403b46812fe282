"""The mailbox contract on every backend."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dovecot import PASSWORD, Dovecot
from mailbox_contract import MailboxContract
from mailbox_samples import MakeWorld
from mailbox_world import ImapWorld, MemoryWorld, World

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.cli.demo.server import EmbeddedServer


class TestMemory(MailboxContract):
    @pytest.fixture
    def make_world(self) -> MakeWorld:
        return MemoryWorld


@pytest.mark.dovecot
class TestDovecot(MailboxContract):
    @pytest.fixture
    def make_world(self, dovecot: Dovecot) -> Iterator[MakeWorld]:
        worlds: list[ImapWorld] = []

        def make(batch: int = 2000) -> World:
            user = dovecot.user()
            account = ImapAccount("main", dovecot.host, dovecot.port, "none", user, lambda: PASSWORD)
            mailbox = ImapMailbox(account, batch=batch)
            worlds.append(ImapWorld(mailbox, dovecot.host, dovecot.port, dovecot.people(user), PASSWORD))
            return worlds[-1]

        yield make
        for world in worlds:
            world.close()


class TestEmbeddedServer(MailboxContract):
    @pytest.fixture
    def make_world(self) -> Iterator[MakeWorld]:
        with EmbeddedServer(user="ana@example.com", password="demo") as server:
            worlds: list[ImapWorld] = []

            def make(batch: int = 2000) -> World:
                account = ImapAccount("main", server.host, server.port, "none", server.user, lambda: "demo")
                mailbox = ImapMailbox(account, batch=batch)
                worlds.append(ImapWorld(mailbox, server.host, server.port, server.user, "demo"))
                return worlds[-1]

            yield make
            for world in worlds:
                world.close()
