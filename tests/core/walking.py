"""Mailboxes that are walked through: small ones told step by step, and steady ones of many turns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from builders import ANA, OFFICE, asks, at, mail, says
from turning import registered

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.forecast import Dials
from ghostd.core.gaps.parties import by_domain
from ghostd.core.gaps.walk import Judged, Walk, in_order
from ghostd.core.messages import Kind, Message

START = at("2026-03-02 10:00")
"""A Monday."""

PEOPLE = ("bob@acme.example", "dave@beta.example", "erin@gamma.example")


def walk(*messages: Message, calendar: Calendar = OFFICE, dials: Dials | None = None) -> Walk:
    walked = Walk(frozenset({ANA}), by_domain((ANA,), registered), calendar, dials=dials)
    for message in in_order(messages):
        walked.read(message)
    return walked


def exchange(
    name: str, opened: datetime, hours: float | None, *, with_: str = PEOPLE[0], **rest: Any
) -> list[Message]:
    """The owner asks, and the answer comes that many working hours later, or never."""
    question = asks(f"{name}-q", opened, to=with_, subject=name, **rest)
    if hours is None:
        return [question]
    answered = OFFICE.later(opened, timedelta(hours=hours))
    return [question, says(f"{name}-a", answered, by=with_, answers=f"{name}-q", subject=f"Re: {name}")]


def steady(
    hours: Sequence[float | None], *, with_: str = PEOPLE[0], start: datetime = START, apart: int = 6
) -> list[Message]:
    """One exchange every so many working days, at another hour each time, in threads of their own."""
    found: list[Message] = []
    for n, one in enumerate(hours):
        opened = OFFICE.later(start, timedelta(hours=9 * apart * n + 1.7 * n % 7))
        found += exchange(f"{with_} {n}", opened, one, with_=with_)
    return found


def then(messages: Sequence[Message], *, days: int = 3) -> datetime:
    """A working hour some days after all of them."""
    return OFFICE.next_open(max(m.at for m in messages) + timedelta(days=days))


def last(walked: Walk) -> Judged:
    return walked.turns[-1]


def foretold(judged: Iterable[Judged]) -> list[tuple[object, ...]]:
    """All that was said of each turn at its opening, in numbers."""
    return [
        (
            one.turn.client,
            one.turn.id,
            one.forecast.p_answer,
            one.forecast.answers_known,
            one.forecast.learning,
            *(one.forecast.quantile(q) for q in (0.5, 0.8, 0.9, 0.95, 0.98)),
            one.forecast.p5(0.0),
            one.forecast.alarm_gamma(0.05),
            one.forecast.alarm_gamma(0.10),
            tuple(one.clock.sums),
        )
        for one in judged
    ]


def away(when: datetime, **rest: Any) -> Message:
    return mail("away", PEOPLE[0], when, to=ANA, subject="Out of office", kind=Kind.AUTO_REPLY, **rest)
