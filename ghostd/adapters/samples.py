"""Invented facts, with which every template is tried before its first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import cast

from ghostd.adapters.notice_samples import notice_samples
from ghostd.core.playbook.model import GOALS
from ghostd.core.replies.facts import DraftFacts
from ghostd.core.replies.notice_facts import NOTICES

REGISTERS = ("tu", "usted")


def samples(template: str) -> Iterator[Mapping[str, object]]:
    """Facts for a rehearsal: every register and goal, with and without what may be missing."""
    if template in NOTICES:
        yield from notice_samples(template)
        return
    for register, goal in product(REGISTERS, GOALS):
        facts = cast(Mapping[str, object], sample_draft(register, goal))
        yield facts
        yield {**facts, "contact": "", "subject": "", "phone": ""}


def sample_draft(register: str, goal: str) -> DraftFacts:
    return DraftFacts(
        client="Acme",
        contact="Marta",
        owner="Ana Pérez",
        subject="Landing page",
        asked_on=date(2026, 5, 3),
        silent_business_days=6,
        deadline=date(2026, 5, 20),
        goal=goal,
        register=register,
        step="ask",
        phone="+34 600 000 000",
    )
