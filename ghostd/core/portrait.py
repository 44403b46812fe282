"""One client as the mail shows it at one moment: conversations, gaps, habit, silence, absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.arrivals.kinds import acknowledges
from ghostd.core.conversations import SIGNS_OF_LIFE, Client, Conversation, Side, Turn, weave
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.estimate import HORIZON_DAYS, Baseline, Observed, Silence, listen, measure, observations
from ghostd.core.gaps.pairing import Gap, open_gaps, pair
from ghostd.core.messages import Kind, Message
from ghostd.core.playbook.situation import Absence
from ghostd.core.practice import Practice

UNDATED_ABSENCE = timedelta(days=7)
"""How long an out-of-office answer without a readable date holds."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """`calendar` has the client's holidays and absences taken out; `absence` covers this moment.

    `silences` are what the client owes an answer to, oldest first; `alive` is its last sign of life.
    """

    client: Client
    conversations: tuple[Conversation, ...]
    gaps: tuple[Gap, ...]
    calendar: Calendar
    baseline: Baseline
    silences: tuple[Silence, ...]
    turn: Turn
    absence: Absence | None
    alive: Message | None

    @property
    def silence(self) -> Silence | None:
        """The one to speak of: the oldest that is still news and was delivered, else the newest."""
        news = HORIZON_DAYS * self.calendar.day
        fresh = (s for s in self.silences if s.business <= news and s.gap.bounce is None)
        return next(fresh, None) or (self.silences[-1] if self.silences else None)

    def silence_of(self, anchor: str) -> Silence | None:
        """The silence in the conversation that holds a message."""
        conversation = self.conversation_of(anchor)
        if conversation is None:
            return None
        held = {m.identity for m in conversation.messages}
        return next((s for s in self.silences if s.gap.opening.identity in held), None)

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
            if message.kind is Kind.AUTO_REPLY and side is Side.CLIENT and not acknowledges(message.subject):
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


def _unanswered_gaps(drawn: Sketch, alive: Message | None) -> list[Gap]:
    """What the client is silent about, oldest first."""
    cut = (_unanswered(gap, drawn.gaps, alive) for gap in open_gaps(drawn.gaps))
    return sorted((gap for gap in cut if gap is not None), key=lambda gap: gap.run.at)


def _finish(practice: Practice, drawn: Sketch, pool: Sequence[Observed], now: datetime) -> Portrait:
    baseline = measure(drawn.observed, pool, practice.patience)
    human = sorted(
        ((side, m) for c in drawn.conversations for side, m in c.human), key=lambda pair: pair[1].at
    )
    alive = next((m for side, m in reversed(human) if side in SIGNS_OF_LIFE), None)
    gaps = _unanswered_gaps(drawn, alive)
    silences = tuple(listen(gap, baseline, drawn.calendar, practice.patience, now) for gap in gaps)
    today = drawn.calendar.local(now)
    absence = next((a for a in reversed(drawn.absences) if a.first <= today <= a.last), None)
    return Portrait(
        client=drawn.client,
        conversations=drawn.conversations,
        gaps=drawn.gaps,
        calendar=drawn.calendar,
        baseline=baseline,
        silences=silences,
        turn=_turn(silences, human),
        absence=absence,
        alive=alive,
    )


def _turn(silences: Sequence[Silence], human: Sequence[tuple[Side, Message]]) -> Turn:
    if silences:
        return Turn.CLIENT
    if human and human[-1][0] in SIGNS_OF_LIFE:
        return Turn.OWNER
    return Turn.NONE
