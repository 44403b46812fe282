"""What one pass did, for the person or program that asked for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ghostd.core.quarantine import Quarantined


@dataclass(frozen=True, slots=True)
class Action:
    """One decision: what was (or, in a plan, would be) done for a client, and why."""

    client: str
    action: str
    step: str
    reason: str
    at: datetime


@dataclass(slots=True)
class Report:
    """Counts of one pass over one account; `next_due` is when something may be due again without new mail.

    `errors` are for the operator, one line each; `faults` are the exceptions behind those that are our own.
    `quarantined` are the messages that could not be read so far. `first`: no pass had gone well before.
    `declined` has a line for each client, or other matter, about which the server said no to what was asked.
    """

    account: str
    messages: int = 0
    drafts_appended: int = 0
    drafts_withdrawn: int = 0
    notices: int = 0
    errors: list[str] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    next_due: datetime | None = None
    unread: bool = False
    quarantined: list[Quarantined] = field(default_factory=list)
    first: bool = False
    declined: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccountHealth:
    """How an account fares; `problem` is empty when all is well.

    Since `troubled` no look at it has gone well, `held_back` is why nothing is written, `quarantined` are the
    messages that could not be read.
    """

    name: str
    last_sync: datetime | None
    problem: str
    troubled: datetime | None = None
    held_back: str = ""
    quarantined: tuple[Quarantined, ...] = ()

    @property
    def ok(self) -> bool:
        return self.last_sync is not None and not self.problem
