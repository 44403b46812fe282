"""A stage's mailbox on a real IMAP server: ghostd's own gateway, and beside it the people's programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.adapters.memory_mailbox import Stored
from ghostd.core.messages import Placement
from tests.contracts.mailbox_world import ImapWorld
from tests.dovecot import PASSWORD, Dovecot
from tests.maildir import Store, store_of

FOLDERS = ("INBOX", "Sent", "Drafts", "Trash")
SOME_DAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


class ServedMailbox:
    """ghostd's own gateway, and beside it the mail program of the owner and the client's mail server.

    `people` is the user that they call themselves, where it is another name for the same mailbox; `maildir`
    is where the mail lies, where that is known.
    """

    maildir: Path | None = None

    def __init__(self, host: str, port: int, user: str, password: str, people: str = "") -> None:
        self.gateway = ImapMailbox(ImapAccount("main", host, port, "none", user, lambda: password))
        self.world = ImapWorld(self.gateway, host, port, people or user, password)

    @classmethod
    def on(cls, server: Dovecot, user: str = "") -> Self:
        """The mailbox of this user on Dovecot, or of one who has no mail yet."""
        user = user or server.user()
        served = cls(server.host, server.port, user, PASSWORD, server.people(user))
        served.maildir = server.maildir(user)
        return served

    def store(self) -> Store:
        """All mail as it lies on the disk, where there is one."""
        return store_of(self.maildir) if self.maildir else {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self.gateway, name)

    def deliver(self, folder: str, source: bytes, when: datetime, flags: Iterable[str] = ()) -> Placement:
        self.world.create(folder)
        return self.world.deliver(folder, source, when, flags)

    def remove(self, placement: Placement) -> None:
        self.world.remove(placement)

    def move(self, placement: Placement, folder: str) -> None:
        self.world.move(placement, folder)

    def everything(self) -> dict[str, tuple[Stored, ...]]:
        return {
            folder: tuple(
                Stored(uid, source, SOME_DAY, flags)
                for uid, (source, flags) in self.world.contents(folder).items()
            )
            for folder in FOLDERS
        }

    def close_all(self) -> None:
        self.world.close()
