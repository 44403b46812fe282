"""Turns written by hand: Mondays at nine in UTC are hour 0, so that plain hours can be read off the clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count

from evaluation.turns import Mailbox, Turn

MONDAY = datetime(2024, 3, 4, 9, tzinfo=UTC)
QUANTILES = {"0.5": 2.0, "0.8": 5.0, "0.9": 9.0, "0.95": 18.0, "0.98": 36.0}

_numbers = count()


def at(day: int, hour: float = 0.0) -> datetime:
    """So many calendar days and hours after the first Monday at nine."""
    return MONDAY + timedelta(days=day, hours=hour)


def turn(
    opened: datetime = MONDAY,
    closed: datetime | None = None,
    hours: float | None = None,
    censored: datetime | None = None,
    client: str = "acme.example",
    known: int = 10,
    p: float = 0.6,
    p5: float = 0.5,
    alpha: datetime | None = None,
    gamma: datetime | None = None,
    quantiles: Mapping[str, float] = QUANTILES,
) -> Turn:
    """One turn; the alarms are the same at every level."""
    return Turn(
        id=f"<{next(_numbers)}@example>",
        client=client,
        opened=opened,
        closed=closed,
        censored=censored,
        attempt=1,
        answers_known=known,
        p_answer=p,
        quantiles=quantiles,
        p5_at_send=p5,
        alarm_alpha=dict.fromkeys(("0.02", "0.05", "0.10"), alpha),
        alarm_gamma=dict.fromkeys(("0.05", "0.10"), gamma),
        hours=hours,
    )


def mailbox(*turns: Turn, until: datetime | None = None) -> Mailbox:
    """`until`: a last turn of another client, opened then, lets the mailbox end there."""
    last = (turn(opened=until, client="last.example", p5=0.5),) if until else ()
    return Mailbox("box", tuple(sorted((*turns, *last), key=lambda t: t.opened)))
