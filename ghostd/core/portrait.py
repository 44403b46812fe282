"""One client as the mail shows it at one moment: conversations, gaps, habit, silence, absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.conversations import Client, Conversation, Side, Turn, weave
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.estimate import Baseline, Observed, Silence, listen, measure, observations
from ghostd.core.gaps.pairing import Gap, open_gaps, pair
from ghostd.core.messages import Kind, Message
from ghostd.core.playbook.situation import Absence
from ghostd.core.practice import Practice

UNDATED_ABSENCE = timedelta(days=7)
"""How long an out-of-office answer without a readable date holds."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """`calendar` has the client's holidays and absences taken out; `absence` covers this moment.

    `silence` is None when nobody waits for this client. `alive` is the client's last human message.
    """

    client: Client
    conversations: tuple[Conversation, ...]
    gaps: tuple[Gap, ...]
    calendar: Calendar
    baseline: Baseline
    silence: Silence | None
    turn: Turn
    absence: Absence | None
    alive: Message | None

    @property
    def bounce(self) -> Message | None:
        return self.silence.gap.bounce if self.silence else None

    def conversation_of(self, identity: str) -> Conversation | None:
        """The conversation that holds a message."""
        return next((c for c in self.conversations if any(m.identity == identity for m in c.messages)), None)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A client's conversations and gaps before they are held against the habit of all."""

    client: Client
    conversations: tuple[Conversation, ...]
    calendar: Calendar
    gaps: tuple[Gap, ...]
    absences: tuple[Absence, ...]
    observed: tuple[Observed, ...]


def portray(practice: Practice, mail: Mapping[str, Sequence[Message]], now: datetime) -> dict[str, Portrait]:
    """Every client's portrait by name; `mail` holds each client's messages up to `now`."""
    sketches = [sketch(practice, client, mail.get(client.name, ()), now) for client in practice.clients]
    pool = [o for s in sketches for o in s.observed]
    return {s.client.name: _finish(practice, s, pool, now) for s in sketches}


def sketch(practice: Practice, client: Client, messages: Sequence[Message], now: datetime) -> Sketch:
    """The client's conversations, and the gaps in business time without its absences."""
    owner = practice.owner
    conversations = weave(messages, client, owner)
    absences = absences_of(conversations, practice.calendar_of(client))
    calendar = practice.calendar_of(client).without(tuple((a.first, a.last) for a in absences))
    bounces = [m for c in conversations for m in c.messages if m.kind is Kind.BOUNCE]
    gaps = tuple(
        gap for conversation in conversations for gap in pair(conversation, calendar, client, owner, bounces)
    )
    return Sketch(client, conversations, calendar, gaps, absences, tuple(observations(gaps, calendar, now)))


def absences_of(conversations: Sequence[Conversation], calendar: Calendar) -> tuple[Absence, ...]:
    """What the client's automatic answers say of its being away, oldest first."""
    found = []
    for conversation in conversations:
        for side, message in zip(conversation.sides, conversation.messages, strict=True):
            if message.kind is Kind.AUTO_REPLY and side is Side.CLIENT:
                found.append(_absence(message, calendar))
    return tuple(sorted(found, key=lambda a: (a.first, a.last)))


def _absence(message: Message, calendar: Calendar) -> Absence:
    first = calendar.local(message.at)
    if message.away_until and message.away_until > first:
        last = message.away_until - timedelta(days=1)
        return Absence(first, last, f"its automatic answer of {first.isoformat()}")
    last = calendar.local(message.at + UNDATED_ABSENCE)
    return Absence(first, last, f"its automatic answer of {first.isoformat()} names no date: a week")


def _unanswered(gap: Gap, gaps: Sequence[Gap], alive: Message | None) -> Gap | None:
    """The open gap with its run cut to what came after the client's last sign of life; None: nothing did."""
    if alive is None or gap.run.at > alive.at:
        return gap
    later = [g.opening for g in gaps if g.run is gap.run and g.opened > alive.at]
    return replace(gap, run=min(later, key=lambda m: m.at)) if later else None


def _silent(drawn: Sketch, alive: Message | None) -> Gap | None:
    """The gap that the client is silent about: the oldest of the unanswered."""
    cut = (_unanswered(gap, drawn.gaps, alive) for gap in open_gaps(drawn.gaps))
    waiting = [gap for gap in cut if gap is not None]
    return min(waiting, key=lambda g: g.run.at, default=None)


def _finish(practice: Practice, drawn: Sketch, pool: Sequence[Observed], now: datetime) -> Portrait:
    baseline = measure(drawn.observed, pool, practice.patience)
    human = sorted(
        ((side, m) for c in drawn.conversations for side, m in c.human), key=lambda pair: pair[1].at
    )
    alive = next((m for side, m in reversed(human) if side is Side.CLIENT), None)
    gap = _silent(drawn, alive)
    silence = listen(gap, baseline, drawn.calendar, practice.patience, now) if gap else None
    today = drawn.calendar.local(now)
    absence = next((a for a in reversed(drawn.absences) if a.first <= today <= a.last), None)
    return Portrait(
        client=drawn.client,
        conversations=drawn.conversations,
        gaps=drawn.gaps,
        calendar=drawn.calendar,
        baseline=baseline,
        silence=silence,
        turn=_turn(silence, human),
        absence=absence,
        alive=alive,
    )


def _turn(silence: Silence | None, human: Sequence[tuple[Side, Message]]) -> Turn:
    if silence is not None:
        return Turn.CLIENT
    if human and human[-1][0] is Side.CLIENT:
        return Turn.OWNER
    return Turn.NONE
