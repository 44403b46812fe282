"""Owner's messages are paired with the client's answers: each gap is closed, cut short, or still open.

Definitions: a gap is opened by a human message of the owner's that hands over the ball (the client in To, at
most five outside recipients). More messages within four working hours belong to it; a later one is a
follow-up, which cuts the gap and opens the next attempt. The first human message of anyone of the client in
the thread closes it. Automatic mail closes nothing; a bounce makes the gap undeliverable.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.conversations import Conversation, Owner, Side
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.messages import Kind, Message

ONE_BREATH = timedelta(hours=4)
"""Working time within which further messages of the owner belong to the same turn."""

MOST_RECIPIENTS = 5
"""Mail to more outside recipients is a broadcast that asks nobody in particular."""


@dataclass(frozen=True, slots=True)
class Gap:
    """From the owner's message to the answer. At most one of `closed` and `cut` is set; neither: still open.

    `run` is the first message of the unanswered run that this gap belongs to, whatever the attempt.
    """

    opening: Message
    run: Message
    attempt: int = 1
    closed: datetime | None = None
    answer: Message | None = None
    cut: datetime | None = None
    bounce: Message | None = None

    @property
    def opened(self) -> datetime:
        return self.opening.at

    @property
    def open(self) -> bool:
        return self.closed is None and self.cut is None

    def length(self, calendar: Calendar, now: datetime) -> timedelta:
        """Business time so far, or until it ended."""
        return calendar.elapsed(self.opened, self.closed or self.cut or now)


def pair(conversation: Conversation, calendar: Calendar, owner: Owner) -> tuple[Gap, ...]:
    """All gaps of a conversation, in time order; only the last can be open."""
    gaps: list[Gap] = []
    current: Gap | None = None
    for side, message in zip(conversation.sides, conversation.messages, strict=True):
        if message.kind is Kind.BOUNCE:
            current = _bounced(current, message)
        elif message.kind is not Kind.HUMAN:
            continue
        elif side is Side.CLIENT and current is not None:
            gaps.append(replace(current, closed=max(message.at, current.opened), answer=message))
            current = None
        elif side is Side.OWNER and _hands_over(message, owner):
            if current is None:
                current = Gap(opening=message, run=message)
            elif calendar.elapsed(current.opened, message.at) > ONE_BREATH:
                gaps.append(replace(current, cut=message.at))
                current = Gap(opening=message, run=current.run, attempt=current.attempt + 1)
    if current is not None:
        gaps.append(current)
    return tuple(gaps)


def _hands_over(message: Message, owner: Owner) -> bool:
    outside = [a for a in message.recipients if a not in owner.addresses]
    to = [a for a in message.to if a not in owner.addresses]
    return bool(to) and len(outside) <= MOST_RECIPIENTS


def _bounced(current: Gap | None, bounce: Message) -> Gap | None:
    """A bounce makes the gap undeliverable when it names its message, or one of its recipients."""
    if current is None:
        return None
    named = current.opening.message_id in bounce.references if current.opening.message_id else False
    failed = bool(set(bounce.failed_recipients) & set(current.opening.recipients))
    return replace(current, bounce=bounce) if named or failed else current


def open_gaps(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """The gaps still running, oldest first."""
    return tuple(sorted((g for g in gaps if g.open), key=lambda g: g.opened))
