"""The words of the playbook: steps and gates are data, the phases of a case are a closed set.

A playbook is a list of steps. A case is one playbook run for one client, named by what can be derived again
from the mailbox (account, client, playbook, the message that is waiting for an answer).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ghostd.core.gaps.calendar import Span


class Do(StrEnum):
    """What a step does when its time has come."""

    HOLD = "hold"
    ASSESS = "assess"
    DRAFT = "draft"
    RETROSPECT = "retrospect"


class GateName(StrEnum):
    """What must hold before a step; the vocabulary is closed so that a wrong word is found at start."""

    PREVIOUS_SENT = "previous-sent"
    NOT_BOUNCED = "not-bounced"
    NOT_AWAY = "not-away"
    SENDABLE_DAYS = "sendable-days"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Gate:
    """`days` belongs to sendable-days, `goals` to goal; the others take nothing."""

    name: GateName
    days: int = 0
    goals: tuple[str, ...] = ()


class Since(StrEnum):
    """What a step's `after` counts from."""

    PREVIOUS = "previous"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `after` counts from the end of the previous step: a draft step ends when it was found sent.

    `deadline` is how far ahead of the day of writing the date lies that the text names.
    """

    name: str
    do: Do
    after: Span
    since: Since = Since.PREVIOUS
    template: str = ""
    gates: tuple[Gate, ...] = ()
    deadline: Span | None = None


GOALS = ("keep", "collect", "let-go")


@dataclass(frozen=True, slots=True)
class Playbook:
    name: str
    steps: tuple[Step, ...]
    snooze: Span = field(default_factory=lambda: Span(7, "d"))


Playbooks = Mapping[str, Playbook]


class Phase(StrEnum):
    """Where a case stands in its life.

    waiting: the next step's time or gates are not there yet. drafting: a draft is to be appended.
    drafted: it lies in Drafts, the owner decides. asking: what became of it is unknown, the owner is asked.
    """

    WAITING = "waiting"
    DRAFTING = "drafting"
    DRAFTED = "drafted"
    ASKING = "asking"
    PAUSED = "paused"
    CLOSED = "closed"


class Outcome(StrEnum):
    ANSWERED = "answered"
    COMPLETED = "completed"
    CLOSED_BY_OWNER = "closed-by-owner"
    NOTHING_ASKED = "nothing-asked"


@dataclass(frozen=True, slots=True)
class Case:
    """One run of a playbook for one client.

    `anchor` is the identity of the owner's message that waits for an answer. `step` indexes the playbook's
    steps and names the one to come (or being drafted). `since` is when the clock of that step began;
    `attempt` counts the drafts already made for it. `snoozed` is the instant before which nothing is done.
    """

    client: str
    playbook: str
    anchor: str
    opened: datetime
    since: datetime
    phase: Phase = Phase.WAITING
    step: int = 0
    attempt: int = 0
    discards: int = 0
    goal: str = "keep"
    snoozed: datetime | None = None
    due_at: datetime | None = None
    reason: str = ""
    draft: str | None = None
    outcome: Outcome | None = None
    closed: datetime | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a case's history: what happened, at which step, and why; kept as data for `show`."""

    at: datetime
    event: str
    phase: Phase
    step: str
    reason: str
