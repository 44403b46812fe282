"""The words of an assessment: what was found, where it was found, and what can't be known.

Nothing here is a sentence: a template words it in the owner's language, `show --json` writes it as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ghostd.core.engagement import Contract, Stage, Stated, Term
from ghostd.core.learning import Lessons
from ghostd.core.money.invoices import Amount
from ghostd.core.money.statement import Payments, Statement
from ghostd.core.playbook.model import Money, Occasion


class Matter(StrEnum):
    """What a case is about: a client's silence, a mistake of the owner's, or whether to go on at all."""

    SILENCE = "silence"
    MISTAKE = "mistake"
    WEIGHING = "weighing"


class Length(NamedTuple):
    """A length of working time as people say it: `unit` is `hours` below one business day, else `days`."""

    number: Decimal
    unit: str


class LastMessage(NamedTuple):
    """One of the last messages of a thread; `mine` is the owner's."""

    on: date
    sender: str
    subject: str
    mine: bool = False


class Work(NamedTuple):
    """The project by the configuration; `days` are how many the due date lies ahead, negative when it has
    passed. `weekly` are the hours a week that it has taken so far, where hours and start are known."""

    name: str
    stage: Stage | None
    start: date | None
    due: date | None
    days: int | None
    hours: Decimal | None
    weekly: Decimal | None
    fee: Amount | None
    rate: Amount | None


class Pace(NamedTuple):
    """How the client answers by its mail. `slower` are the last answers where they are slower than usual, and
    `before` what they were; `place` is its rank among `among` clients, 1 the quickest, `others` the median of
    the others' medians."""

    answers: int
    median: Length | None
    p90: Length | None
    slower: tuple[Length, ...] = ()
    before: Length | None = None
    place: int | None = None
    among: int = 0
    others: Length | None = None


class Letter(NamedTuple):
    """A mail that waits for an answer; `days` are calendar days."""

    on: date
    subject: str
    days: int


class Pending(NamedTuple):
    """What waits on whose side: `theirs` are the owner's mails that the client owes an answer to, `mine` the
    client's that the owner has not answered."""

    theirs: tuple[Letter, ...] = ()
    mine: tuple[Letter, ...] = ()


class Cause(StrEnum):
    """The harmless causes of a silence."""

    AWAY = "away"
    HOLIDAY = "holiday"
    BOUNCE = "bounce"
    ELSEWHERE = "elsewhere"
    NOTHING_ASKED = "nothing-asked"


class Look(NamedTuple):
    """A harmless cause that was looked for. `found` says whether it is there, with the day of the evidence,
    the last day it covers, whose words or which address, and how many days of the silence it explains."""

    cause: Cause
    found: bool
    on: date | None = None
    until: date | None = None
    who: str = ""
    days: int = 0


class Reason(StrEnum):
    """Why clients vanish."""

    INTERNAL_CHANGE = "internal-change"
    MONEY_TROUBLE = "money-trouble"
    LOST_INTEREST = "lost-interest"
    PRIORITIES = "priorities"
    EMERGENCY = "emergency"
    NOT_DELIVERED = "not-delivered"


class Evidence(StrEnum):
    """What speaks for a reason."""

    NEW_CONTACT = "new-contact"
    ADDRESS_GONE = "address-gone"
    LEAVING = "leaving"
    OVERDUE = "overdue"
    INSOLVENCY = "insolvency"
    SLOWER = "slower"
    LEFT_QUESTIONS = "left-questions"
    PUT_OFF = "put-off"
    HARDSHIP = "hardship"
    BOUNCE = "bounce"


class Sign(NamedTuple):
    """One piece of evidence for a reason: the day of the mail that shows it, and what only it knows."""

    reason: Reason
    evidence: Evidence
    on: date | None = None
    times: int = 0
    who: str = ""
    amounts: tuple[Amount, ...] = ()


class Impact(NamedTuple):
    """What the silence does to the work: the due date as it was and as it would be if they answered today,
    after as many business days, and the hours a week that are free meanwhile."""

    due: date | None = None
    due_then: date | None = None
    days: int = 0
    weekly: Decimal | None = None


class Why(StrEnum):
    """Why a goal is recommended."""

    HARDSHIP = "hardship"
    MENDING = "mending"
    OWES_AND_UNKNOWN = "owes-and-unknown"
    OWES_AND_SILENT = "owes-and-silent"
    VANISHES = "vanishes"
    NO_HOPE = "no-hope"
    STATED = "stated"
    ANSWERED_BEFORE = "answered-before"
    NO_HISTORY = "no-history"


class Advice(NamedTuple):
    """The recommended goal with its why, beside the goal that holds now; `chosen`: by the owner. `times` is
    how many silences or answers the why counts."""

    goal: str
    why: Why
    holds: str
    chosen: bool = False
    times: int = 0

    @property
    def differs(self) -> bool:
        return self.goal != self.holds


class Aged(NamedTuple):
    """What is open in one currency by its age: overdue for up to `until` days, 0 not due yet, None longer."""

    until: int | None
    amount: Amount


class Broken(NamedTuple):
    """A day that the client itself named and let pass."""

    said_on: date
    promised: date
    subject: str


class Words(NamedTuple):
    """Mails of the client in which something was said, and the day of the newest."""

    times: int
    newest: date | None = None


class Profit(NamedTuple):
    """What the work brings: `earned` is fee by hour, `usual` the owner's rate."""

    hours: Decimal
    fee: Amount
    earned: Amount
    usual: Amount | None = None


class Scorecard(NamedTuple):
    """What can be weighed about a client: first measured, then what the owner states; never added up.

    `slow` of `answers` came later than nine in ten of all clients' answers do, since `since`.
    """

    since: date
    answers: int
    slow: int
    unanswered: int
    silences: int
    broken: tuple[Broken, ...]
    payments: Payments | None
    scope: Words
    complaints: Words
    profit: Profit | None
    stated: Stated


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where things stand with a client on one day.

    `account` is None where nothing is known of money: that is never shown as a sum. `silent` are business
    days since `asked`, None where the client owes no answer. `soft` says that the contract has no term for
    closing a project on silence, so that the ultimatum only announces; None where nothing was to be closed.
    """

    today: date
    client: str
    occasion: Occasion
    matter: Matter
    asked: date | None
    silent: int | None
    work: Work | None
    money: Money
    account: Statement | None
    pace: Pace
    pending: Pending
    contract: Contract
    applies: tuple[Term, ...]
    messages: tuple[LastMessage, ...]
    looks: tuple[Look, ...]
    signs: tuple[Sign, ...]
    unseen: tuple[Reason, ...]
    impact: Impact | None
    advice: Advice
    soft: bool | None
    lessons: Lessons
    card: Scorecard | None = None
    hardship: date | None = None
    complaint: date | None = None

    @property
    def found(self) -> tuple[Look, ...]:
        """The harmless causes that are there."""
        return tuple(look for look in self.looks if look.found)

    @property
    def aged(self) -> tuple[Aged, ...]:
        """What is open by its age, the youngest first, each currency by itself; what is nothing left out."""
        found = []
        for total in self.account.totals if self.account else ():
            age, currency = total.aging, total.outstanding.currency
            parts = ((0, age.not_due), (30, age.to_30), (60, age.to_60), (90, age.to_90), (None, age.over_90))
            found += [Aged(until, Amount(value, currency)) for until, value in parts if value]
        return tuple(found)

    @property
    def missing(self) -> tuple[Term, ...]:
        """The protecting terms that the contract lacks; none where nothing is known of a contract."""
        return self.contract.missing if self.contract.known else ()
