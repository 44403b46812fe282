"""What one pass carries from hand to hand."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from ghostd.core.breaker import Sign, Trip
from ghostd.core.conversations import Client
from ghostd.core.folders import Role
from ghostd.core.portrait import Portrait
from ghostd.core.practice import Practice
from ghostd.core.review import Draft
from ghostd.errors import Bug, Declined, OperatorError
from ghostd.ports import Books, Ledger, Mailbox, NoBooks, Progress, Render
from ghostd.service.cases import Cases
from ghostd.service.memory import Memory
from ghostd.service.report import Report
from ghostd.service.situation import paused, portraits
from ghostd.service.sync import Mirrored, mirror

log = logging.getLogger("ghostd")


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over one account at one instant; `braked` is why something was held back in it."""

    practice: Practice
    mailbox: Mailbox
    ledger: Ledger
    render: Render
    now: datetime
    report: Report
    mirrored: list[Mirrored] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    books: Books = field(default_factory=NoBooks)
    braked: dict[Sign, Trip | None] = field(default_factory=dict)

    def follow(self, progress: Progress | None = None) -> None:
        """Let the mirror follow the mailbox once more."""
        said = self.mirrored[-1].problem if self.mirrored else self.ledger.health()["problem"]
        found = mirror(self.practice, self.mailbox, self.ledger, self.now, progress)
        if found.problem and found.problem not in (said or ""):
            log.warning("folders.changed account=%s: %s", self.practice.account, found.problem)
        self.mirrored.append(found)
        self.report.messages += found.messages
        self.report.faults.extend(found.faults)

    def portraits(self, at: datetime | None = None) -> dict[str, Portrait]:
        """All clients' portraits now, or by the mail there was at an earlier instant."""
        if at is not None:
            return portraits(self.practice, self.ledger, at)
        return self.memory.portraits(self.practice, self.ledger, self.now)

    @property
    def cases(self) -> Cases:
        return Cases(self.practice, self.ledger, self.report, self.now)

    def is_paused(self, client: Client) -> bool:
        """Whether the owner wants the client left alone now."""
        return bool(paused(self.ledger, client, self.now))

    def look_again(self, at: datetime | None) -> None:
        """Something may be due then; the earliest wish counts."""
        if at is not None and (self.report.next_due is None or at < self.report.next_due):
            self.report.next_due = at

    @contextmanager
    def guarded(self, what: str) -> Iterator[None]:
        """Our own fault with one client, draft or intent leaves it for the next look; the others go on.

        So does a server that says no to this one thing.
        """
        try:
            yield
        except Declined as no:
            self._declined(what, no)
        except OperatorError:
            raise
        except Exception as fault:
            self._failed(what, fault)

    def _declined(self, what: str, no: Declined) -> None:
        said = self.report.declined[what] = f"{what}: {no}"
        # It stays in the account's health as long as it lasts, and is told in the log when it begins.
        if said not in (self.ledger.health()["problem"] or ""):
            log.warning("mailbox.declined account=%s: %s", self.practice.account, said)

    def _failed(self, what: str, fault: Exception) -> None:
        said = str(fault) if isinstance(fault, Bug) else type(fault).__name__
        self.report.errors.append(f"{what}: a fault of ghostd's own ({said}); it is left for the next look")
        self.report.faults.append(fault)

    def located(self, draft: Draft) -> Draft:
        """The draft with the place in Drafts where the mirror knows its Message-ID."""
        places = [place for role, place in self.ledger.find(draft.message_id) if role is Role.DRAFTS]
        return replace(draft, placement=max(places)) if places else draft
