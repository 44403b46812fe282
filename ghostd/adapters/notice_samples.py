"""Invented facts for the owner's notices, with which each template is tried before its first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from ghostd.adapters.assessment_samples import (
    CONTRACT,
    LESSONS,
    PROJECT,
    RETROSPECT,
    STOOD,
    bare_assessment,
    empty_card,
    many_invoices,
    mistaken_assessment,
    sample_account,
    sample_assessment,
    telling_assessment,
    weighed_assessment,
)
from ghostd.adapters.health_samples import held_back_samples, outage_samples, unread_samples
from ghostd.core.assessment.model import Advice, Matter, Why
from ghostd.core.engagement import Term
from ghostd.core.learning import NOTHING, Retrospect, Spent
from ghostd.core.playbook.events import Left
from ghostd.core.playbook.events import Why as Unwanted
from ghostd.core.playbook.model import GOALS, Occasion
from ghostd.core.replies.notice_facts import LastMessage, Moment, NoticeFacts
from ghostd.core.replies.notices import DigestFacts

Facts = Mapping[str, object]

WITHOUT: Facts = {
    "subject": "",
    "explanation": "",
    "timeline": (),
    "messages": (),
    "goal_because": "no-history",
    "next_at": None,
    "step": "",
    "drafted_on": None,
    "outcome": "",
    "phone": "",
    "contact": "",
    "said_on": None,
    "words": (),
    "hardship": None,
    "project": None,
    "statement": None,
    "missing": (),
    "lessons": NOTHING,
}
"""What may be unknown, and how a template sees that."""


def notice_samples(template: str) -> Iterator[Facts]:
    """Facts for a rehearsal of a notice: every goal and occasion, with and without what may be missing."""
    if template in OTHERS:
        yield from OTHERS[template]()
        return
    yield from (whole(goal) for goal in GOALS)
    yield {**whole("keep"), "timeline": (), "messages": (), "phone": "", "subject": ""}
    yield {**whole("keep"), "next_at": None, "drafted_on": None, "outcome": "", "step": ""}
    yield from SAMPLES.get(template, _anything)()


def _weighs() -> Iterator[Facts]:
    yield from _anything()
    weighs = {**whole("keep"), "occasion": str(Occasion.BY_HAND), "matter": str(Matter.WEIGHING)}
    yield {**weighs, "assessment": weighed_assessment(), "missing": CONTRACT.missing}
    yield {**weighs, **WITHOUT, "assessment": empty_card()}


def digest_samples() -> Iterator[Facts]:
    for count in (2, 3, 15):
        subjects = tuple(f"Acme {number}: where things stand" for number in range(count))
        yield {**DigestFacts(owner="Ana Pérez", count=count, subjects=subjects)}


def whole(goal: str) -> Facts:
    """Facts in which nothing is missing."""
    return cast(Facts, sample_notice(goal))


def _anything() -> Iterator[Facts]:
    """What any notice may meet with."""
    keep = whole("keep")
    yield {**keep, **WITHOUT, "assessment": bare_assessment(), "retrospect": Retrospect(3, 3), "stood": None}
    yield {**keep, "said_on": date(2026, 5, 6), "occasion": str(Occasion.COMPLAINT), "words": WORDS}
    yield {**keep, "statement": many_invoices(), "hardship": date(2026, 5, 6)}


def _drafts_fates() -> Iterator[Facts]:
    yield from _anything()
    yield from ({**whole("keep"), "because": why.name.lower()} for why in Unwanted)
    for occasion in (Occasion.CLIENT_WAITS, Occasion.RETURN, Occasion.BY_HAND):
        yield {**whole("keep"), "occasion": str(occasion), "matter": str(Matter.MISTAKE)}
    yield {**whole("keep"), "occasion": str(Occasion.BY_HAND)}
    yield from ({**whole("keep"), "left": left.name.lower()} for left in Left)


def _turns() -> Iterator[Facts]:
    yield from _anything()
    waits = {
        **whole("keep"),
        "occasion": str(Occasion.CLIENT_WAITS),
        "said_on": date(2026, 5, 6),
        "words": WORDS,
    }
    yield {**waits, "next_at": None}
    told = (Moment(date(2026, 5, 6), "heard"), Moment(date(2026, 5, 11), "sent", "hold-reply"))
    yield {**waits, "timeline": told, "next_at": None}
    yield {**waits, "timeline": told, "next_at": None, "said_on": None, "words": (), "subject": ""}


def _unproved() -> Iterator[Facts]:
    yield {**whole("keep"), "because": "bob@acme.example"}
    yield {**whole("keep"), "because": "bob@acme.example", "phone": "", "subject": ""}


def _assessments() -> Iterator[Facts]:
    keep = whole("keep")
    bare = {**keep, **WITHOUT, "assessment": bare_assessment()}
    yield bare
    yield {**bare, "explanation": keep["explanation"]}
    telling = telling_assessment()
    yield {**keep, "assessment": telling, "statement": telling.account, "hardship": telling.hardship}
    weighs = {"explanation": "", "occasion": str(Occasion.BY_HAND), "matter": str(Matter.WEIGHING)}
    yield {**keep, **weighs, "assessment": weighed_assessment()}
    yield {**bare, **weighs, "assessment": empty_card()}
    yield {**keep, **weighs, **MISTAKE, "asked_on": date(2026, 5, 6), "assessment": mistaken_assessment()}
    for why in Why:
        advised = Advice("keep", why, "keep", times=2)
        yield {**keep, "assessment": replace(sample_assessment(), advice=advised)}


def _retrospects() -> Iterator[Facts]:
    keep = whole("keep")
    helped = replace(RETROSPECT, steps=_answered(), answered=True, owed=())
    yield {**keep, "outcome": "answered", "retrospect": helped, "missing": (Term.DEPOSIT,)}
    yield {**keep, "outcome": "closed-by-owner", "retrospect": Retrospect(3, 3), "missing": ()}
    yield {**keep, **WITHOUT, "retrospect": Retrospect(1, 1, answered=True), "outcome": "answered"}
    closing = Spent("move-on", "closing", date(2026, 6, 1), 0, 0, answered=False)
    yield {**keep, "retrospect": replace(RETROSPECT, steps=(*RETROSPECT.steps, closing))}
    by_hand = {**keep, "occasion": str(Occasion.BY_HAND)}
    yield {**by_hand, **MISTAKE, "playbook": "own-mistake"}
    yield {**by_hand, "matter": str(Matter.WEIGHING), "playbook": "difficult-client"}


def _answered() -> tuple[Spent, ...]:
    *before, last = RETROSPECT.steps
    return (*before, last._replace(answered=True))


def _calls() -> Iterator[Facts]:
    yield from _anything()
    yield {**whole("keep"), "occasion": str(Occasion.BY_HAND), "playbook": "own-mistake"}


def _returns() -> Iterator[Facts]:
    keep = {**whole("keep"), "said_on": date(2026, 5, 12), "occasion": str(Occasion.RETURN)}
    yield keep
    owes = STOOD._replace(owed_now=STOOD.owed_then, terms=(), told_on=None)
    yield {**keep, "stood": owes}
    yield {**keep, **WITHOUT, "stood": STOOD._replace(owed_then=None, owed_now=None, terms=None)}
    yield {**keep, **WITHOUT, "stood": None}


OTHERS = {
    "unproved": _unproved,
    "digest": digest_samples,
    "outage": outage_samples,
    "held-back": held_back_samples,
    "unread": unread_samples,
}
"""The notices that are about no case, or about a mail whose sender `because` names."""

SAMPLES = {
    "assessment": _assessments,
    "retrospective": _retrospects,
    "returned": _returns,
    "weigh": _weighs,
    "call": _calls,
    "left": _drafts_fates,
    "withdrawn": _drafts_fates,
    "your-turn": _turns,
}

WORDS = (
    "Dear Ana, I must say that we are not happy with the last version of",
    "the page: the prices are those of last year.",
)

MISTAKE: Facts = {"matter": str(Matter.MISTAKE), "said_on": date(2026, 5, 6), "words": WORDS}


def sample_notice(goal: str) -> NoticeFacts:
    return NoticeFacts(
        client="Acme",
        owner="Ana Pérez",
        subject="Landing page",
        asked_on=date(2026, 5, 3),
        silent_business_days=6,
        explanation="Acme usually answers in 1.2 business days (9 of 10 within 3). Silent for 6.",
        timeline=(Moment(date(2026, 5, 3), "asked"), Moment(date(2026, 5, 11), "opened", "keep-calm")),
        messages=(LastMessage(date(2026, 5, 3), "Ana Pérez", "Landing page", mine=True),),
        goal=goal,
        goal_because="answered-before" if goal == "keep" else "chosen",
        next_at=date(2026, 5, 13),
        step="evaluate",
        drafted_on=date(2026, 5, 12),
        outcome="completed",
        phone="+34 600 000 000",
        because="answered",
        left="changed",
        contact="Marta",
        playbook="ghosting",
        occasion=str(Occasion.SILENCE),
        matter=str(Matter.SILENCE),
        said_on=None,
        words=(),
        hardship=None,
        project=PROJECT,
        statement=sample_account(),
        missing=tuple(Term),
        lessons=LESSONS,
        assessment=sample_assessment(goal),
        retrospect=RETROSPECT,
        stood=STOOD,
    )
