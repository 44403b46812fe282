"""What a mailbox contract test plays with: the mailbox under test, and another program on the same mail."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Protocol

from imapclient import IMAPClient

from ghostd.adapters.memory_mailbox import MemoryMailbox
from ghostd.core.messages import Placement
from ghostd.ports import Mailbox

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FrozenClock:
    def now(self) -> datetime:
        return NOW


class World(Protocol):
    """The folders INBOX, Sent, Drafts, Trash and Projects exist and are empty."""

    mailbox: Mailbox

    def deliver(
        self, folder: str, source: bytes, at: datetime = NOW, flags: Iterable[str] = ()
    ) -> Placement: ...
    def remove(self, placement: Placement) -> None: ...
    def flag(self, placement: Placement, *flags: str) -> None: ...
    def renumber(self, folder: str) -> None: ...
    def drop(self, folder: str) -> None: ...
    def rename(self, folder: str, to: str) -> None: ...
    def contents(self, folder: str) -> dict[int, tuple[bytes, frozenset[str]]]: ...


class MemoryWorld:
    def __init__(self, batch: int = 2000) -> None:
        self.memory = MemoryMailbox(FrozenClock(), batch=batch)
        self.memory.add_folder("Projects")
        self.mailbox: Mailbox = self.memory

    def deliver(self, folder: str, source: bytes, at: datetime = NOW, flags: Iterable[str] = ()) -> Placement:
        return self.memory.deliver(folder, source, at, flags)

    def remove(self, placement: Placement) -> None:
        self.memory.remove(placement)

    def flag(self, placement: Placement, *flags: str) -> None:
        self.memory.flag(placement, *flags)

    def renumber(self, folder: str) -> None:
        self.memory.renumber(folder)

    def drop(self, folder: str) -> None:
        self.memory.remove_folder(folder)

    def rename(self, folder: str, to: str) -> None:
        self.memory.rename_folder(folder, to)

    def contents(self, folder: str) -> dict[int, tuple[bytes, frozenset[str]]]:
        return {item.uid: (item.source, item.flags) for item in self.memory.everything()[folder]}


class ImapWorld:
    """Another mail program on the same account."""

    def __init__(self, mailbox: Mailbox, host: str, port: int, user: str, password: str) -> None:
        self.mailbox = mailbox
        self._client: Any = IMAPClient(host, port, ssl=False, timeout=30)
        # Without it every literal waits for the other side's delayed acknowledgement.
        self._client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._client.login(f'"{user}"', password)
        self.create("Projects")

    def deliver(self, folder: str, source: bytes, at: datetime = NOW, flags: Iterable[str] = ()) -> Placement:
        reply = self._client.append(folder, source, tuple(flags), at)
        found = re.search(rb"APPENDUID (\d+) (\d+)", reply)
        assert found
        return Placement(folder, int(found[1]), int(found[2]))

    def remove(self, placement: Placement) -> None:
        self._client.select_folder(placement.folder)
        self._client.delete_messages([placement.uid])
        self._client.uid_expunge([placement.uid])

    def move(self, placement: Placement, folder: str) -> None:
        """As a mail program does that knows no MOVE: a copy there, and the original away."""
        self._client.select_folder(placement.folder)
        self._client.copy([placement.uid], folder)
        self._client.delete_messages([placement.uid])
        self._client.uid_expunge([placement.uid])

    def flag(self, placement: Placement, *flags: str) -> None:
        self._client.select_folder(placement.folder)
        self._client.add_flags([placement.uid], flags)

    def renumber(self, folder: str) -> None:
        """Make the folder anew with the same messages, as some mail programs do."""
        kept = list(self.contents(folder).values())
        self._client.select_folder("INBOX")
        self._client.delete_folder(folder)
        self._client.create_folder(folder)
        for source, flags in kept:
            self._client.append(folder, source, tuple(flags), NOW)

    def contents(self, folder: str) -> dict[int, tuple[bytes, frozenset[str]]]:
        self._client.select_folder(folder, readonly=True)
        found = self._client.fetch(self._client.search(), ["BODY.PEEK[]", "FLAGS"])
        return {
            uid: (
                items[b"BODY[]"],
                frozenset(flag.decode() for flag in items[b"FLAGS"] if flag != rb"\Recent"),
            )
            for uid, items in sorted(found.items())
        }

    def create(self, folder: str) -> None:
        """Some servers make the usual folders by themselves."""
        if not self._client.folder_exists(folder):
            self._client.create_folder(folder)

    def drop(self, folder: str) -> None:
        """Remove the folder itself, as some mail programs do with an empty one."""
        self._client.select_folder("INBOX")
        self._client.delete_folder(folder)

    def rename(self, folder: str, to: str) -> None:
        self._client.select_folder("INBOX")
        self._client.rename_folder(folder, to)

    def close(self) -> None:
        self.mailbox.close()
        self._client.logout()
