"""The mailbox as the people left it beside the mailbox as it is: what ghostd may have changed, no more."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes
from hashlib import sha256
from typing import NamedTuple

from ghostd.core.messages import Placement
from tests.contracts.mailbox_world import ImapWorld
from tests.dovecot import PASSWORD, Dovecot
from tests.served import ServedMailbox
from tests.soak.record import Record

ENDS_WITHIN = 0.2
DRAFT = frozenset({"\\Draft"})
"""The flags of what ghostd puts into Drafts, there and wherever it is moved from there."""


class Nobody:
    def close(self) -> None: ...


class Lying(NamedTuple):
    """One message as it lies in a folder; flags are the server's, \\Recent left out."""

    digest: str
    flags: frozenset[str]


def lying(source: bytes, flags: Iterable[str]) -> Lying:
    return Lying(sha256(source).hexdigest(), frozenset(flags))


class SoakMailbox(ServedMailbox):
    """The people's mail programs, which remember what they did.

    `expected` has what people put where and have not taken away; `ours` are digests of what ghostd made.
    """

    def __init__(self, server: Dovecot, user: str, record: Record) -> None:
        # No gateway: that is the daemon's.
        self.account = server.host, server.port, server.people(user), PASSWORD
        self.record = record
        self.world = ImapWorld(Nobody(), *self.account)  # type: ignore[arg-type]  # it is only closed
        self.expected: dict[str, Counter[Lying]] = {}
        self.ours: set[str] = set()
        self.told_wrong: list[str] = []

    @contextmanager
    def nobody_there(self, folder: str) -> Iterator[None]:
        """Nobody is connected meanwhile, so that the server's files of the folder may be touched."""
        self.world.close()
        # The server's processes end a moment after they have said goodbye.
        time.sleep(ENDS_WITHIN)
        yield
        self.world = ImapWorld(self.world.mailbox, *self.account)
        self.world.contents(folder)
        # What was changed before is told by the old UIDs.
        self.told_wrong += self.record.wrongs()
        self.record.renumbered(folder)

    def deliver(self, folder: str, source: bytes, when: datetime, flags: Iterable[str] = ()) -> Placement:
        place = super().deliver(folder, source, when, flags)
        self.expected.setdefault(folder, Counter())[lying(source, flags)] += 1
        return place

    def remove(self, placement: Placement) -> None:
        self._took(placement)
        super().remove(placement)

    def move(self, placement: Placement, folder: str) -> None:
        taken = self._took(placement)
        super().move(placement, folder)
        self.expected.setdefault(folder, Counter())[taken] += 1

    def drafts(self) -> list[tuple[Placement, bytes]]:
        """What lies in Drafts, as the owner's program sees it."""
        there = self.world.contents("Drafts")
        validity = int(self.world._client.folder_status("Drafts", ["UIDVALIDITY"])[b"UIDVALIDITY"])
        return [(Placement("Drafts", validity, uid), source) for uid, (source, _) in there.items()]

    def renamed(self, folder: str, to: str) -> None:
        self.world.rename(folder, to)
        self.expected[to] = self.expected.pop(folder, Counter())

    def _took(self, placement: Placement) -> Lying:
        source, flags = self.world.contents(placement.folder)[placement.uid]
        taken = lying(source, flags)
        # What ghostd made was never expected.
        if self.expected.get(placement.folder, Counter())[taken]:
            self.expected[placement.folder][taken] -= 1
        return taken

    def folder_names(self) -> list[str]:
        listed = self.world._client.list_folders()
        return [name for flags, _, name in listed if rb"\Noselect" not in flags]

    def wrongs(self) -> Iterator[str]:
        """What neither people did nor ghostd may do."""
        for folder in self.folder_names():
            there = self.world.contents(folder)
            actual = Counter(lying(source, flags) for source, flags in there.values())
            expected = +self.expected.get(folder, Counter())
            for gone in (expected - actual).elements():
                yield f"{folder}: {gone} is gone or changed"
            extra = actual - expected
            for source, flags in there.values():
                if extra[lying(source, flags)] and not self._may_lie(folder, source, flags):
                    yield f"{folder}: nobody put {source[:300]!r} {set(flags)} there"

    def _may_lie(self, folder: str, source: bytes, flags: frozenset[str]) -> bool:
        if folder in ("Drafts", "Trash"):
            return sha256(source).hexdigest() in self.ours and flags == DRAFT
        message = message_from_bytes(source)
        return folder == "INBOX" and not flags and message["Auto-Submitted"] == "auto-generated"
