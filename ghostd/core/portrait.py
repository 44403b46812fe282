"""One client as the mail shows it at one moment: conversations, turns, habit, silence, absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ghostd.core.conversations import SIGNS_OF_LIFE, Client, Conversation, Side, Turn, weave
from ghostd.core.gaps.absences import Absence, absence_of
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.parties import configured
from ghostd.core.gaps.silence import Silence, Usual, working
from ghostd.core.gaps.turns import Turn as Waiting
from ghostd.core.gaps.walk import Judged, Walk, in_order
from ghostd.core.messages import Kind, Message
from ghostd.core.practice import Practice

HORIZON = timedelta(days=28)
"""How old a silence may be and still be news: about the twenty business days after which a mail counts as
unanswered."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """`calendar` has the client's holidays and absences taken out; `absence` covers this moment.

    `silences` are what the client owes an answer to, oldest first; `alive` is its last sign of life.
    """

    client: Client
    conversations: tuple[Conversation, ...]
    turns: tuple[Judged, ...] = field(compare=False)
    calendar: Calendar
    usual: Usual
    silences: tuple[Silence, ...]
    turn: Turn
    absence: Absence | None
    alive: Message | None

    @property
    def silence(self) -> Silence | None:
        """The one to speak of: the oldest that is still news and was delivered, else the newest."""
        fresh = (s for s in self.silences if s.calendar <= HORIZON and s.bounce is None)
        return next(fresh, None) or (self.silences[-1] if self.silences else None)

    def silence_of(self, anchor: str) -> Silence | None:
        """The silence in the conversation that holds a message."""
        conversation = self.conversation_of(anchor)
        if conversation is None:
            return None
        held = {m.identity for m in conversation.messages}
        return next((s for s in self.silences if s.turn.opening.identity in held), None)

    def message(self, identity: str) -> Message | None:
        """The message of that identity, in whichever conversation."""
        return next((m for c in self.conversations for m in c.messages if m.identity == identity), None)

    def conversation_of(self, identity: str) -> Conversation | None:
        """The conversation that holds a message."""
        return next((c for c in self.conversations if any(m.identity == identity for m in c.messages)), None)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a client's mail shows at whatever moment. `human` is in time order, `bounces` are by time."""

    client: Client
    conversations: tuple[Conversation, ...]
    absences: tuple[Absence, ...]
    calendar: Calendar
    turns: tuple[Judged, ...]
    human: tuple[tuple[Side, Message], ...]
    bounces: Mapping[datetime, Message]

    @property
    def alive(self) -> Message | None:
        return next((m for side, m in reversed(self.human) if side in SIGNS_OF_LIFE), None)


@dataclass(frozen=True, slots=True)
class Gallery:
    """All clients' mail, read once: their portraits can be drawn for one moment after the other until new
    mail comes."""

    walk: Walk
    sketches: tuple[Sketch, ...]

    def at(self, now: datetime) -> dict[str, Portrait]:
        """Every client's portrait by name; `now` is not before the mail, nor before an earlier look."""
        self.walk.advance(now)
        return {sketch.client.name: _portrait(sketch, self.walk, now) for sketch in self.sketches}


def portray(practice: Practice, mail: Mapping[str, Sequence[Message]], now: datetime) -> dict[str, Portrait]:
    """Every client's portrait by name; `mail` holds each client's messages up to `now`."""
    return gallery(practice, mail).at(now)


def gallery(practice: Practice, mail: Mapping[str, Sequence[Message]]) -> Gallery:
    """All clients' mail read in order, since they learn from each other, and sorted out for each."""
    walk = walked(practice, mail)
    turns: dict[str, list[Judged]] = {client.name: [] for client in practice.clients}
    for judged in walk.turns:
        turns[judged.turn.client].append(judged)
    return Gallery(
        walk,
        tuple(_sketch(practice, c, mail.get(c.name, ()), turns[c.name]) for c in practice.clients),
    )


def walked(practice: Practice, mail: Mapping[str, Sequence[Message]]) -> Walk:
    """The account's mail with its clients read in order, each message once, by the practice's own dials."""
    calendars = {client.name: practice.calendar_of(client) for client in practice.clients}
    walk = Walk(
        frozenset(practice.owner.addresses),
        configured(practice.clients, practice.owner),
        lambda name: calendars.get(name, practice.calendar),
        dials=practice.dials,
    )
    for message in in_order({m.identity: m for messages in mail.values() for m in messages}.values()):
        walk.read(message, message.wording)
    return walk


def _sketch(
    practice: Practice, client: Client, messages: Sequence[Message], turns: Sequence[Judged]
) -> Sketch:
    conversations = weave(messages, client, practice.owner)
    absences = _absences(conversations, practice.calendar_of(client))
    human = sorted(((side, m) for c in conversations for side, m in c.human), key=lambda pair: pair[1].at)
    return Sketch(
        client=client,
        conversations=conversations,
        absences=tuple(absences),
        calendar=practice.calendar_of(client).without(tuple((a.first, a.last) for a in absences)),
        turns=tuple(turns),
        human=tuple(human),
        bounces={m.at: m for m in messages if m.kind is Kind.BOUNCE},
    )


def _portrait(drawn: Sketch, walk: Walk, now: datetime) -> Portrait:
    alive, today = drawn.alive, drawn.calendar.local(now)
    waiting = [judged for judged in drawn.turns if _is_silent(judged.turn, alive)]
    usual = walk.usual(drawn.client.name)
    silences = [_silence(drawn, walk, judged, usual, now) for judged in waiting]
    return Portrait(
        client=drawn.client,
        conversations=drawn.conversations,
        turns=drawn.turns,
        calendar=drawn.calendar,
        usual=usual,
        silences=tuple(sorted(silences, key=lambda s: s.since)),
        turn=_turn(silences, drawn.human),
        absence=next((a for a in reversed(drawn.absences) if a.first <= today <= a.last), None),
        alive=alive,
    )


def _absences(conversations: Sequence[Conversation], calendar: Calendar) -> list[Absence]:
    """What the client's automatic answers say of its being away, oldest first."""
    told = [
        absence_of(message, calendar)
        for conversation in conversations
        for side, message in zip(conversation.sides, conversation.messages, strict=True)
        if side is Side.CLIENT
    ]
    return sorted((a for a in told if a is not None), key=lambda a: (a.first, a.last))


def _is_silent(turn: Waiting, alive: Message | None) -> bool:
    """Whether nothing was heard since the turn's opening, which asked something; a mail that came back is
    waited for, too."""
    if turn.closed is not None or turn.censored is not None or turn.alive is not None:
        return False
    if turn.traits.over and turn.undeliverable is None:
        return False
    return alive is None or turn.opened > alive.at


def _since(waiting: Waiting, turns: Sequence[Judged], alive: Message | None) -> datetime:
    """When the silence began: with the run's first mail after the client's last sign of life."""
    run = [j.turn.opened for j in turns if j.turn.run is waiting.run]
    return min(opened for opened in run if alive is None or opened > alive.at)


def _silence(drawn: Sketch, walk: Walk, judged: Judged, usual: Usual, now: datetime) -> Silence:
    turn = judged.turn
    since = _since(turn, drawn.turns, drawn.alive)
    standing = walk.standing(judged, now, since)
    return Silence(
        turn=turn,
        since=since,
        business=working(drawn.calendar, since, now),
        calendar=now - since,
        usual=usual,
        survival=judged.forecast.survival(standing.silent),
        still=standing.p5,
        unusual_at=standing.unusual_at,
        unusual=standing.unusual_at is not None and now >= standing.unusual_at,
        bounce=drawn.bounces.get(turn.undeliverable) if turn.undeliverable else None,
    )


def _turn(silences: Sequence[Silence], human: Sequence[tuple[Side, Message]]) -> Turn:
    if silences:
        return Turn.CLIENT
    if human and human[-1][0] in SIGNS_OF_LIFE:
        return Turn.OWNER
    return Turn.NONE
