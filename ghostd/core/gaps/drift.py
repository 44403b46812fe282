"""What comes before a silence: a client who grows slower, and one who writes but leaves the question.

Nothing here ever makes a draft; it is shown, so that the owner may speak before there is a silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ghostd.core.conversations import Conversation, Side
from ghostd.core.gaps.walk import Judged

LAST = 5
"""Answers that are held against what was expected of them."""

BEFORE = 5
"""Answers that must have come before those, for anything to be expected."""

SLOW = 4.0
"""The sum of five uniform shares is at least this in one case of 120 (Irwin and Hall: 1/5!)."""

NEWS = timedelta(days=90)
"""How long what a client did is told of."""


@dataclass(frozen=True, slots=True)
class Slowing:
    """The last answers took much longer than forecast: `usual` is the median expected before the first of
    them, `last` how long they took, oldest first; in effective hours."""

    usual: float
    last: tuple[float, ...]


def slowing(turns: Sequence[Judged], now: datetime) -> Slowing | None:
    """Whether the client grows slower; None while its answers come as they used to.

    Each answer's place in its own forecast, made when the mail was sent, is uniform from 0 to 1 as long as
    nothing has changed (Dawid 1984), and the forecasts have adapted to the slower answers already.
    """
    answered = [(j.turn.closed, j) for j in turns if j.turn.closed is not None and j.hours is not None]
    answered.sort(key=lambda pair: (pair[0], pair[1].turn.id))
    if len(answered) < LAST + BEFORE or answered[-1][0] < now - NEWS:
        return None
    last = [judged for _, judged in answered[-LAST:]]
    hours = tuple(judged.hours or 0.0 for judged in last)
    if sum(j.forecast.answered(h) for j, h in zip(last, hours, strict=True)) < SLOW:
        return None
    return Slowing(last[0].forecast.quantile(0.5), hours)


def left_questions(turns: Sequence[Judged], now: datetime) -> tuple[Judged, ...]:
    """The recent mails that the client has left unanswered while it wrote of other things, oldest first."""
    left = [
        j
        for j in turns
        if j.turn.alive is not None
        and j.turn.is_open
        and j.turn.opened >= now - NEWS
        and not j.turn.traits.closes
        and j.turn.traits.asks is not False
    ]
    return tuple(sorted(left, key=lambda j: j.turn.opened))


@dataclass(frozen=True, slots=True)
class PutOff:
    """The client's last words in a thread only put off its answer, for the `times`-th time in a row, or named
    a day, `promised`, that has passed."""

    subject: str
    times: int
    promised: date | None


def put_off(conversations: Sequence[Conversation], today: date, now: datetime) -> tuple[PutOff, ...]:
    """The threads in which the client keeps the owner waiting with words: twice, or beyond its own day."""
    found = []
    for conversation in conversations:
        wrote = [m for side, m in conversation.human if side is Side.CLIENT]
        times = 0
        for message in reversed(wrote):
            if message.wording is None or not (message.wording.puts_off or message.wording.promised):
                break
            times += 1
        if not times or wrote[-1].at < now - NEWS:
            continue
        day = wrote[-1].wording.promised if wrote[-1].wording else None
        passed = day if day and day < today else None
        if passed or times > 1:
            found.append(PutOff(wrote[-1].subject, times, passed))
    return tuple(found)
