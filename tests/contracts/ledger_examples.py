"""What the ledger's contract is tried with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ghostd.core.conversations import Client, Owner
from ghostd.core.folders import Cursor, Folder, Role
from ghostd.core.messages import Message, Placement
from ghostd.core.playbook.model import Case, Entry, Phase
from ghostd.core.review import Draft
from ghostd.ports import Ledger

T0 = datetime(2024, 3, 1, 9, tzinfo=UTC)
LATE = T0 + timedelta(days=3650)
ME = "ana@example.com"
ME_TOO = "ana@example.org"
OWNER = Owner("Ana Pérez", (ME, ME_TOO))
ACME = Client("Acme", frozenset({"bob@acme.example"}))
SOLO = Client("Solo", frozenset({"solo@gmail.com"}))

INBOX = Folder("INBOX", Role.INBOX)
SENT = Folder("Enviados", Role.SENT)
DRAFTS = Folder("Borradores", Role.DRAFTS)
TRASH = Folder("Papelera", Role.TRASH)
JUNK = Folder("Junk", Role.JUNK)


def at(hours: float) -> datetime:
    return T0 + timedelta(hours=hours)


def mail(
    id: str | None,
    sender: str | None,
    to: str = ME,
    hours: float = 0,
    cc: tuple[str, ...] = (),
    in_reply_to: str | None = None,
    references: tuple[str, ...] = (),
) -> Message:
    return Message(
        f"<{id}@x>" if id else None,
        sender,
        at(hours),
        f"About {id}",
        to=(to,),
        cc=cc,
        in_reply_to=in_reply_to,
        references=references,
    )


def put(ledger: Ledger, folder: Folder, *messages: Message, first: int = 1, uidvalidity: int = 7) -> None:
    """Store messages under UIDs from `first` on."""
    placed = [(Placement(folder.name, uidvalidity, first + n), m) for n, m in enumerate(messages)]
    ledger.store(folder, placed, Cursor(uidvalidity, first + len(messages)))


def ids(messages: list[Message]) -> list[str | None]:
    return [m.message_id for m in messages]


def case(client: str = "Acme", phase: Phase = Phase.WAITING, step: int = 0, hours: float = 0) -> Case:
    return Case(client, "ghosting", f"<anchor-{client}@x>", at(hours), at(hours), phase=phase, step=step)


def entry(event: str = "opened", hours: float = 0) -> Entry:
    return Entry(at(hours), event, Phase.WAITING, "hold", "silent for 9 business days; usually 2")


def draft(id: str, case_id: int, hours: float = 0) -> Draft:
    return Draft(
        message_id=f"<{id}@x>",
        case_id=case_id,
        client="Acme",
        step="ask",
        attempt=0,
        recipients=("bob@acme.example",),
        in_reply_to="<anchor-Acme@x>",
        thread=("<anchor-Acme@x>",),
        subject="Re: offer",
        canonical="Hello Bob",
        digest="0" * 64,
        source=b"From: ana\r\n\r\nHello Bob\r\n",
        created=at(hours),
    )
