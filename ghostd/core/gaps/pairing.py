"""Owner's messages are paired with the client's answers: each gap is closed, cut short, or still open.

Definitions: a gap is opened by a human message of the owner's that hands over the ball (the client in To, at
most five outside recipients). More messages within four working hours belong to it; a later one is a
follow-up, which cuts the gap and opens the next attempt. The first human message of anyone of the client in
the thread closes it. Automatic mail closes nothing; a bounce makes the gap undeliverable, and what the owner
writes after it begins a new one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.conversations import SIGNS_OF_LIFE, Client, Conversation, Owner, Side
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.messages import Kind, Message

ONE_BREATH = timedelta(hours=4)
"""Working time within which further messages of the owner belong to the same turn."""

BOUNCE_WINDOW = timedelta(days=5)
"""How long after a mail a failure report that names only its recipient may still belong to it."""

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

    def length(self, calendar: Calendar, now: datetime, enough: timedelta = timedelta.max) -> timedelta:
        """Business time so far, or until it ended; a lower bound once that is more than `enough`."""
        return calendar.elapsed(self.opened, self.closed or self.cut or now, enough)


def pair(
    conversation: Conversation,
    calendar: Calendar,
    client: Client,
    owner: Owner,
    bounces: Sequence[Message] = (),
) -> tuple[Gap, ...]:
    """All gaps of a conversation, in time order; only the last can be open.

    `bounces` are all the failure reports known: few of them lie in the thread that they are about.
    """
    people = {m.sender for side, m in conversation.human if side in SIGNS_OF_LIFE}
    gaps: list[Gap] = []
    current: Gap | None = None
    for side, message in _timeline(conversation, bounces):
        if message.kind is Kind.BOUNCE:
            current = _bounced(current, message, client, owner)
        elif side is Side.CLIENT and current is not None:
            gaps.append(replace(current, closed=max(message.at, current.opened), answer=message))
            current = None
        elif side is Side.OWNER and _hands_over(message, client, owner, people):
            following = _following(current, message, calendar)
            if current is not None and following is not current:
                gaps.append(replace(current, cut=message.at))
            current = following
    if current is not None:
        gaps.append(current)
    return tuple(gaps)


def _timeline(conversation: Conversation, bounces: Sequence[Message]) -> list[tuple[Side, Message]]:
    reports = [(Side.OTHER, bounce) for bounce in bounces]
    return sorted([*conversation.human, *reports], key=lambda pair: pair[1].at)


def _following(current: Gap | None, message: Message, calendar: Calendar) -> Gap:
    """The gap that the owner's message belongs to. What came back is no part of a turn: the next begins one,
    and where nothing had arrived before, the run begins with it."""
    if current is None or (current.bounce is not None and current.attempt == 1):
        return Gap(opening=message, run=message)
    if current.bounce is None and calendar.elapsed(current.opened, message.at) <= ONE_BREATH:
        return current
    return Gap(opening=message, run=current.run, attempt=current.attempt + 1)


def _hands_over(message: Message, client: Client, owner: Owner, people: Container[str | None]) -> bool:
    """Whether the client is in To, by an address of its own or one it has written from in this thread."""
    outside = [a for a in message.recipients if a not in owner.addresses]
    asked = any(client.includes(a, owner) or a in people for a in message.to)
    return asked and len(outside) <= MOST_RECIPIENTS


def _bounced(current: Gap | None, bounce: Message, client: Client, owner: Owner) -> Gap | None:
    """A failure makes the gap undeliverable when it names its message, or comes soon after it, and nobody of
    the client in To got it; a report that names no recipient counts for all."""
    if current is None or current.bounce is not None:
        return current
    asked = {a for a in current.opening.to if client.includes(a, owner)} or set(current.opening.to)
    named = current.opening.message_id is not None and current.opening.message_id in bounce.references
    soon = current.opened <= bounce.at <= current.opened + BOUNCE_WINDOW
    failed = set(bounce.failed_recipients)
    lost = asked <= failed if failed else named
    return replace(current, bounce=bounce) if lost and (named or soon) else current


def open_gaps(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """The gaps still running, oldest first."""
    return tuple(sorted((g for g in gaps if g.open), key=lambda g: g.opened))
