"""A stage for stories: one freelancer's mailbox, a clock that is moved, and the people who write.

The owner's mail program is played as real ones behave: it appends the sent copy with a new Date, then
removes the draft.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self
from zoneinfo import ZoneInfo

from ghostd.adapters.memory_mailbox import MemoryMailbox
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.adapters.templates import Templates
from ghostd.cli.wire import books
from ghostd.config.build import practice
from ghostd.config.load import load
from ghostd.core.folders import Folder
from ghostd.core.messages import Placement
from ghostd.core.practice import Practice
from ghostd.ports import Books, NoBooks
from ghostd.service.report import Report
from ghostd.service.tick import tick

MADRID = ZoneInfo("Europe/Madrid")

CONFIG = """
accounts:
  - name: main
    host: imap.example.com
    user: ana@example.com
    password: {env: IMAP_PASSWORD}
    owner: {name: Ana Pérez, addresses: [ana@example.com]}
calendar: {zone: Europe/Madrid}
silence: {too_early: 0.3, needless: 0.7, least: 2bd}
clients:
  - name: Acme
    addresses: [bob@acme.example, "@acme.example"]
    contact: Bob
  - name: Lumen
    addresses: [marta@lumen.example]
    contact: Marta
    language: es
    register: tu
"""


def at(text: str) -> datetime:
    """A local time in Madrid as an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=MADRID).astimezone(UTC)


@dataclass(slots=True)
class MovedClock:
    """A clock that stands where it was put."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


@cache
def prepared_from(config: str) -> tuple[Practice, Books]:
    """The practice of a configuration file's first account, and the owner's books."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "config.yaml"
        path.write_text(config, encoding="utf-8")
        loaded = load(path)
    return practice(loaded, loaded.accounts[0]), books(loaded)


@cache
def shipped_templates() -> Templates:
    return Templates()


@dataclass(slots=True)
class Stage:
    """`threads` remembers each thread's last message and references by the name a story gave it."""

    folder: Path
    clock: MovedClock
    practice: Practice
    mailbox: MemoryMailbox
    ledger: SqliteLedger
    render: Templates
    books: Books = field(default_factory=NoBooks)
    threads: dict[str, list[str]] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)
    written: int = 0

    @classmethod
    def built(cls, folder: Path, start: datetime, config: str = CONFIG) -> Self:
        prepared, kept = prepared_from(config)
        clock = MovedClock(start)
        ledger = SqliteLedger.open(folder / "main.sqlite3", prepared.owner)
        return cls(folder, clock, prepared, MemoryMailbox(clock), ledger, shipped_templates(), kept)

    def tick(self, now: datetime | None = None) -> Report:
        self.clock.instant = now or self.clock.instant
        report = tick(self.practice, self.mailbox, self.ledger, self.clock, self.render, books=self.books)
        self.reports.append(report)
        return report

    def lose_database(self) -> None:
        """The state folder is gone; the daemon starts anew beside the same mailbox."""
        self.ledger.close()
        for leftover in self.folder.glob("main.sqlite3*"):
            leftover.unlink()
        self.ledger = SqliteLedger.open(self.folder / "main.sqlite3", self.practice.owner)

    # people

    def owner_writes(
        self, thread: str, when: datetime, to: str = "bob@acme.example", folder: str = "Sent", **more: str
    ) -> str:
        source, message_id = self._letter("ana@example.com", to, thread, when, **more)
        self.mailbox.deliver(folder, source, when, ("\\Seen",))
        return message_id

    def client_writes(
        self,
        thread: str,
        when: datetime,
        sender: str = "bob@acme.example",
        folder: str = "INBOX",
        **more: str,
    ) -> str:
        source, message_id = self._letter(sender, "ana@example.com", thread, when, **more)
        self.mailbox.deliver(folder, source, when)
        return message_id

    def habit(
        self, end: datetime, answers: int = 8, hours: int = 5, sender: str = "bob@acme.example"
    ) -> None:
        """A past of asked and answered threads, one a week before `end`."""
        for week in range(answers, 0, -1):
            asked = (end - timedelta(weeks=week)).astimezone(MADRID).replace(hour=10, minute=0)
            asked -= timedelta(days=asked.weekday())
            name = f"past {sender} {week}"
            self.owner_writes(name, asked.astimezone(UTC), to=sender)
            self.client_writes(name, asked.astimezone(UTC) + timedelta(hours=hours), sender=sender)

    def drafts(self) -> list[tuple[Placement, bytes]]:
        shelf = self.mailbox.everything()["Drafts"]
        uidvalidity = self.mailbox.listing(self._drafts_folder()).uidvalidity
        return [(Placement("Drafts", uidvalidity, item.uid), item.source) for item in shelf]

    def sends(self, when: datetime, change: Callable[[str], str] | None = None, new_id: bool = False) -> None:
        """The owner opens the only draft and sends it, perhaps changed, perhaps under a new Message-ID."""
        [(placement, source)] = self.drafts()
        message = message_from_bytes(source, policy=policy.default)
        assert isinstance(message, EmailMessage)
        del message["Date"]
        message["Date"] = format_datetime(when.astimezone(MADRID))
        if new_id:
            self.written += 1
            del message["Message-ID"]
            message["Message-ID"] = f"<sent-{self.written}@example.com>"
        if change:
            message.set_content(change(message.get_content()), cte="quoted-printable")
        self.mailbox.deliver("Sent", message.as_bytes(policy=policy.SMTP), when, ("\\Seen",))
        self.mailbox.remove(placement)

    def edits(self, change: Callable[[str], str]) -> None:
        """The owner changes the only draft and saves it: a new UID, the same Message-ID."""
        [(placement, source)] = self.drafts()
        message = message_from_bytes(source, policy=policy.default)
        assert isinstance(message, EmailMessage)
        message.set_content(change(message.get_content()), cte="quoted-printable")
        self.mailbox.deliver("Drafts", message.as_bytes(policy=policy.SMTP), self.clock.now(), ("\\Draft",))
        self.mailbox.remove(placement)

    def discards(self, trash: bool = True) -> None:
        [(placement, _)] = self.drafts()
        if trash:
            self.mailbox.move(placement, "Trash")
        else:
            self.mailbox.remove(placement)

    def _drafts_folder(self) -> Folder:
        return next(f for f in self.mailbox.folders() if f.name == "Drafts")

    def _letter(self, sender: str, to: str, thread: str, when: datetime, **more: str) -> tuple[bytes, str]:
        self.written += 1
        chain = self.threads.setdefault(thread, [])
        message_id = f"<m{self.written}@{sender.partition('@')[2]}>"
        letter = EmailMessage()
        letter["From"] = sender
        letter["To"] = to
        letter["Date"] = format_datetime(when.astimezone(MADRID))
        letter["Message-ID"] = message_id
        letter["Subject"] = more.get("subject") or (f"Re: {thread}" if chain else thread)
        if chain:
            letter["In-Reply-To"] = chain[-1]
            letter["References"] = " ".join(chain)
        for name in ("auto_submitted", "cc"):
            if name in more:
                letter[name.replace("_", "-").title()] = more[name]
        letter.set_content(more.get("text", "Could you have a look and tell me what you think?"))
        chain.append(message_id)
        return letter.as_bytes(policy=policy.SMTP), message_id
