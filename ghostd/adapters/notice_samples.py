"""Invented facts for the owner's notices, with which each template is tried before its first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from ghostd.core.playbook.events import Left, Why
from ghostd.core.playbook.model import GOALS
from ghostd.core.replies.notice_facts import LastMessage, Moment, NoticeFacts


def notice_samples(template: str) -> Iterator[Mapping[str, object]]:
    """Facts for a rehearsal of a notice: every goal, with and without what may be missing."""
    yield from (cast(Mapping[str, object], sample_notice(goal)) for goal in GOALS)
    yield {**sample_notice("keep"), "timeline": (), "messages": (), "phone": "", "subject": ""}
    yield {**sample_notice("keep"), "next_at": None, "drafted_on": None, "outcome": "", "step": ""}
    if template == "left":
        yield from ({**sample_notice("keep"), "because": why.name.lower()} for why in Why)
        yield from ({**sample_notice("keep"), "left": left.name.lower()} for left in Left)


def sample_notice(goal: str) -> NoticeFacts:
    return NoticeFacts(
        client="Acme",
        owner="Ana Pérez",
        subject="Landing page",
        asked_on=date(2026, 5, 3),
        silent_business_days=6,
        explanation="Acme usually answers in 1.2 business days (9 of 10 within 3). Silent for 6.",
        timeline=(Moment(date(2026, 5, 3), "asked"), Moment(date(2026, 5, 11), "opened", "keep-calm")),
        messages=(LastMessage(date(2026, 5, 3), "Ana Pérez", "Landing page"),),
        goal=goal,
        goal_because="answered-before" if goal == "keep" else "chosen",
        next_at=date(2026, 5, 12),
        step="evaluate",
        drafted_on=date(2026, 5, 12),
        outcome="completed",
        phone="+34 600 000 000",
        because="answered",
        left="changed",
    )
