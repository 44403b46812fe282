"""What comes before a silence: a client who grows slower, and one who writes but leaves the question.

Nothing here ever makes a draft; it is shown, so that the owner may speak before there is a silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from ghostd.core.conversations import SIGNS_OF_LIFE, Conversation, Side
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.silence import LATELY, half_of, working
from ghostd.core.gaps.walk import Judged
from ghostd.core.messages import Message

LAST = 5
"""Answers that are held against what was expected of them."""

BEFORE = 5
"""Answers that must have come before those, for anything to be expected."""

SLOW = 4.0
"""The sum of five uniform shares is at least this in one case of 120 (Irwin and Hall: 1/5!)."""

WORTH_TELLING = 1.5
"""How many times as long as usual the median of the last answers took, at least."""

NOTICEABLE = timedelta(hours=1)
"""By how much longer, at least: nobody minds five minutes that become ten."""

NEWS = timedelta(days=90)
"""How long what a client did is told of."""


@dataclass(frozen=True, slots=True)
class Slowing:
    """The last answers took much longer than forecast, and than the owner was used to: `usual` is the median
    of those before them, `last` how long they took, oldest first; in working time, of which nine hours are a
    business day."""

    usual: timedelta
    last: tuple[timedelta, ...]


def slowing(turns: Sequence[Judged], calendar: Calendar, now: datetime) -> Slowing | None:
    """Whether the client grows slower; None while its answers come as they used to.

    Each answer's place in its own forecast, made when the mail was sent, is uniform from 0 to 1 as long as
    nothing has changed (Dawid 1984), and the forecasts have adapted to the slower answers already. Of a very
    regular client a few minutes are far out, so the change must also matter to the owner, whose calendar
    without the client's absences `calendar` is.
    """
    answered = [(j.turn.closed, j) for j in turns if j.turn.closed is not None and j.hours is not None]
    answered.sort(key=lambda pair: (pair[0], pair[1].turn.id))
    if len(answered) < LAST + BEFORE or answered[-1][0] < now - NEWS:
        return None
    places = [j.forecast.answered(j.hours or 0.0) for _, j in answered[-LAST:]]
    if sum(places) < SLOW:
        return None
    took = [working(calendar, j.turn.opened, closed) for closed, j in answered[-LAST - LATELY :]]
    usual, last = half_of(took[:-LAST]), took[-LAST:]
    if half_of(last) < max(WORTH_TELLING * usual, usual + NOTICEABLE):
        return None
    return Slowing(usual, tuple(last))


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


def put_off(
    conversations: Sequence[Conversation], today: date, now: datetime, settled: Mapping[str, datetime]
) -> tuple[PutOff, ...]:
    """The threads in which the client keeps the owner waiting with words: twice, or beyond its own day.

    `settled` says of the mails whose matter the owner has closed since when it is closed.
    """
    found = []
    for conversation in conversations:
        words = _words(conversation)
        if not words or words[-1].at < now - NEWS:
            continue
        if _over(words[-1].at, conversation, conversations, settled):
            continue
        day = words[-1].wording.promised if words[-1].wording else None
        passed = day if day and day < today else None
        if passed or len(words) > 1:
            found.append(PutOff(words[-1].subject, len(words), passed))
    return tuple(found)


def _words(conversation: Conversation) -> list[Message]:
    """The last mails in which the client did nothing but put off, oldest first."""
    wrote = [m for side, m in conversation.human if side is Side.CLIENT]
    last = list(takewhile(_puts_off, reversed(wrote)))
    return last[::-1]


def _puts_off(message: Message) -> bool:
    said = message.wording
    return said is not None and (said.puts_off or said.promised is not None)


def _over(
    since: datetime, here: Conversation, everywhere: Sequence[Conversation], settled: Mapping[str, datetime]
) -> bool:
    """Whether the client has written elsewhere since its words, or the owner has closed the matter."""
    later = [(c, side, m) for c in everywhere for side, m in c.human if m.at > since]
    if any(side in SIGNS_OF_LIFE and c is not here and not _puts_off(m) for c, side, m in later):
        return True
    if any(settled.get(m.identity, since) > since for m in here.messages):
        return True
    own = [m for c, side, m in later if c is here and side is Side.OWNER]
    return bool(own and own[-1].wording and own[-1].wording.closes)
