"""What the template of a notice may know: for the owner's own eyes, so that it may hold anything."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, TypedDict

NOTICES = frozenset(("assessment", "retrospective", "gone", "left"))
"""The templates for the owner's own eyes: they begin with a `Subject:` line, drafts never do."""


class Moment(NamedTuple):
    """A line of a case's timeline; the template words the events it knows and shows others as they are."""

    on: date
    event: str
    step: str = ""


class LastMessage(NamedTuple):
    """One of the last messages of a thread."""

    on: date
    sender: str
    subject: str


class NoticeFacts(TypedDict):
    """What the template of a notice may know.

    `explanation` is the one line that says how unusual the silence is, in the owner's language.
    `goal_because` is `chosen` (by the owner), `answered-before`, `no-history`, or text shown as it is.
    `drafted_on` is the date of the draft in question, `outcome` how the case ended, if these are known.
    `because` (answered, by_hand, away, stale, closed, double, restored) is why a draft is wanted no more,
    `left` (changed, deleted, no_way) why it lies in Drafts still.
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
