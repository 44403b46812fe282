"""What the template of a notice may know: for the owner's own eyes, so that it may hold anything."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypedDict

from ghostd.core.assessment.model import Assessment, LastMessage
from ghostd.core.assessment.returned import Stood
from ghostd.core.engagement import Project, Term
from ghostd.core.learning import Lessons, Retrospect
from ghostd.core.money.statement import Statement

__all__ = ["NOTICES", "LastMessage", "Moment", "NoticeFacts"]

NOTICES = frozenset(
    {
        *("assessment", "retrospective", "gone", "left", "withdrawn", "digest"),
        *("outage", "held-back", "unread"),
        *("call", "your-turn", "complaint", "invoice", "weigh", "returned", "unproved"),
    }
)
"""The templates for the owner's own eyes: they begin with a `Subject:` line, drafts never do."""


class Moment(NamedTuple):
    """A line of a case's timeline; the template words the events it knows and shows others as they are."""

    on: date
    event: str
    step: str = ""


class NoticeFacts(TypedDict):
    """What the template of a notice may know.

    `explanation` is the one line that says how unusual the silence is, in the owner's language.
    `goal_because` is `chosen` (by the owner), `answered-before`, `no-history`, or text shown as it is.
    `drafted_on` is the date of the draft in question, `outcome` how the case ended, if these are known.
    `because` (answered, by_hand, away, stale, account, closed, double, restored, goal, superseded) is why a
    draft is wanted no more; of an answer that is unproved it is the address it gives. `left` (changed,
    deleted, put_back, no_way) is why it lies in Drafts still.

    `asked_on` is the date of the mail that the case is about, `said_on` that of the client's mail which is
    spoken of, None where there is none, and `words` are that mail's own first lines. `occasion` is what the
    case was opened for, `matter` what it is about (silence, mistake, weighing). `hardship` is the date of a
    mail of the client's that tells of distress. `statement` is None where nothing is known of money.
    `missing` has the protecting terms that the contract lacks, all of them where nothing is known of one.

    `assessment` is there for the notices that weigh (assessment, weigh), `retrospect` for the one that looks
    back, `stood` where a client returns whose file had been closed.
    """

    client: str
    owner: str
    subject: str
    asked_on: date
    silent_business_days: int
    explanation: str
    timeline: tuple[Moment, ...]
    messages: tuple[LastMessage, ...]
    goal: str
    goal_because: str
    next_at: date | None
    step: str
    drafted_on: date | None
    outcome: str
    because: str
    left: str
    phone: str
    contact: str
    playbook: str
    occasion: str
    matter: str
    said_on: date | None
    words: tuple[str, ...]
    hardship: date | None
    project: Project | None
    statement: Statement | None
    missing: tuple[Term, ...]
    lessons: Lessons
    assessment: Assessment | None
    retrospect: Retrospect | None
    stood: Stood | None
