"""What a mail program works with: a mailbox on the private Dovecot, and a mail server that takes all mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from dovecot import PASSWORD, Dovecot, free_port

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.adapters.memory_mailbox import Stored
from ghostd.core.messages import Placement
from tests.contracts.mailbox_world import ImapWorld

HOST = "127.0.0.1"
FOLDERS = ("INBOX", "Sent", "Drafts", "Trash")
UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of a stored message, which no test here asks for."""


def read(source: bytes) -> EmailMessage:
    message = message_from_bytes(source, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it went over the wire, with its envelope."""

    sender: str
    recipients: tuple[str, ...]
    source: bytes

    @property
    def message(self) -> EmailMessage:
        return read(self.source)


class Sink:
    """An SMTP server that takes every message and passes none on."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.port = free_port()
        self._controller = Controller(self, hostname=HOST, port=self.port)
        self._controller.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Called by aiosmtpd under this name."""
        self.letters.append(Letter(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        return "250 taken"

    def stop(self) -> None:
        self._controller.stop()


class Account:
    """ghostd's own gateway to a fresh mailbox, and beside it a second look at what lies there."""

    def __init__(self, server: Dovecot) -> None:
        user = server.user()
        self.people = server.people(user)
        where = ImapAccount("main", server.host, server.port, "none", user, lambda: PASSWORD)
        self.gateway = ImapMailbox(where)
        self.world = ImapWorld(self.gateway, server.host, server.port, self.people, PASSWORD)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.gateway, name)

    def deliver(self, folder: str, source: bytes, when: datetime, flags: Iterable[str] = ()) -> Placement:
        return self.world.deliver(folder, source, when, flags)

    def remove(self, placement: Placement) -> None:
        self.world.remove(placement)

    def everything(self) -> dict[str, tuple[Stored, ...]]:
        """The folders as a person sees them: what is marked as deleted is not shown."""
        return {folder: tuple(self._shown(folder)) for folder in FOLDERS}

    def uid_of(self, folder: str, message_id: str) -> int:
        [found] = [item for item in self._shown(folder) if read(item.source)["Message-ID"] == message_id]
        return found.uid

    def close(self) -> None:
        self.world.close()

    def _shown(self, folder: str) -> list[Stored]:
        return [
            Stored(uid, source, UNKNOWN, flags)
            for uid, (source, flags) in self.world.contents(folder).items()
            if "\\Deleted" not in flags
        ]


@dataclass(frozen=True, slots=True)
class Seat:
    """What a mail program is told about the owner's account; `folder` is its own to write in."""

    folder: Path
    user: str
    imap_port: int
    smtp_port: int
    account: Account
    name: str = "Ana Pérez"
    address: str = "ana@example.com"
    password: str = PASSWORD
