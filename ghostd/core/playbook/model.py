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
    """What a step does when its time has come.

    notice, task and invoice write to the owner from the step's template; the latter two are something to be
    done, and come with an entry for a calendar.
    """

    HOLD = "hold"
    ASSESS = "assess"
    DRAFT = "draft"
    TASK = "task"
    NOTICE = "notice"
    INVOICE = "invoice"
    CLOSE = "close"
    RETROSPECT = "retrospect"


TEMPLATED = (Do.DRAFT, Do.TASK, Do.NOTICE, Do.INVOICE)
"""What needs a template."""


class Occasion(StrEnum):
    """What a case is opened for.

    silence: the client owes an answer for unusually long. client-waits: the owner owes one. no-update: the
    owner has written nothing for a while in a running project. return: a client whose file was closed writes
    again. complaint: a mail of the client's reads like one. by-hand: the owner says so.
    """

    SILENCE = "silence"
    CLIENT_WAITS = "client-waits"
    NO_UPDATE = "no-update"
    RETURN = "return"
    COMPLAINT = "complaint"
    BY_HAND = "by-hand"

    @property
    def rests_on_silence(self) -> bool:
        """Whether what is done would be wrong if an answer has come unseen; else it answers what did come."""
        return self in (Occasion.SILENCE, Occasion.BY_HAND)

    @property
    def ends_on_answer(self) -> bool:
        """Whether the client's word is all that was wanted."""
        return self in (Occasion.SILENCE, Occasion.NO_UPDATE)

    @property
    def ends_on_own_mail(self) -> bool:
        """Whether the owner's own word is all that was wanted."""
        return self in (Occasion.CLIENT_WAITS, Occasion.NO_UPDATE, Occasion.RETURN)


class GateName(StrEnum):
    """What must hold before a step; the vocabulary is closed so that a wrong word is found at start."""

    PREVIOUS_SENT = "previous-sent"
    NOT_BOUNCED = "not-bounced"
    NOT_AWAY = "not-away"
    SENDABLE_DAYS = "sendable-days"
    GOAL = "goal"
    NO_HARDSHIP = "no-hardship"
    NOTICE_PERIOD = "notice-period"
    AMOUNT_KNOWN = "amount-known"


@dataclass(frozen=True, slots=True)
class Gate:
    """`days` belongs to sendable-days, `goals` to goal; the others take nothing."""

    name: GateName
    days: int = 0
    goals: tuple[str, ...] = ()


class Since(StrEnum):
    """What a step's `after` counts from: the end of the step before, the opening of the case, the mail that
    the case is about, the owner's last mail in its thread, or the client's newest mail since the step before
    (the step waits for one)."""

    PREVIOUS = "previous"
    OPENED = "opened"
    ASKED = "asked"
    OWNER_WROTE = "owner-wrote"
    CLIENT_WROTE = "client-wrote"


class Topic(StrEnum):
    """What a condition may ask about; closed, like the gates."""

    OCCASION = "occasion"
    SILENCE = "silence"
    STAGE = "stage"
    MONEY = "money"
    GOAL = "goal"
    LANGUAGE = "language"
    CLIENT_WROTE = "client-wrote"
    PHONE = "phone"


class Money(StrEnum):
    """What is known of a client's debts: `owed` is not due yet."""

    UNKNOWN = "unknown"
    SETTLED = "settled"
    OWED = "owed"
    OVERDUE = "overdue"


YES, NO = "yes", "no"
UNUSUAL, USUAL = "unusual", "usual"


@dataclass(frozen=True, slots=True)
class Condition:
    """That the answer to `topic` is one of `among`; the words are those of the topic's own vocabulary."""

    topic: Topic
    among: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `after` counts from the end of the previous step: a draft step ends when it was found sent.

    A step whose `when` does not hold once its time has come is passed over; one whose `gates` do not hold
    waits. `deadline` is how far ahead of the day of writing the date lies that the text names.
    """

    name: str
    do: Do
    after: Span
    since: Since = Since.PREVIOUS
    template: str = ""
    gates: tuple[Gate, ...] = ()
    deadline: Span | None = None
    when: tuple[Condition, ...] = ()


GOALS = ("keep", "collect", "let-go")


@dataclass(frozen=True, slots=True)
class Playbook:
    """`opens` are the occasions for which a case begins by itself, `quiet` how long the owner may leave a
    client without a word (no-update) or an answer (client-waits) before it does."""

    name: str
    steps: tuple[Step, ...]
    snooze: Span = field(default_factory=lambda: Span(7, "d"))
    opens: tuple[Occasion, ...] = (Occasion.SILENCE,)
    quiet: Mapping[Occasion, Span] = field(default_factory=dict)


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
    OWNER_WROTE = "owner-wrote"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Case:
    """One run of a playbook for one client.

    `anchor` is the identity of the message it is about: the one that waits for an answer, or else the last
    one between the two. `step` indexes the playbook's steps and names the one to come (or being drafted);
    `named` is that step's name, by which it is found again when the playbook has been changed.
    `since` is when the clock of that step began; `attempt` counts the drafts already made for it. `snoozed`
    is the instant before which nothing is done. `heard` is the client's newest mail that the case knows of;
    hardship that it told of up to `cleared` blocks nothing, since the owner has said so.
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
    occasion: Occasion = Occasion.SILENCE
    heard: datetime | None = None
    cleared: datetime | None = None
    named: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a case's history: what happened, at which step, and why; kept as data for `show`."""

    at: datetime
    event: str
    phase: Phase
    step: str
    reason: str
