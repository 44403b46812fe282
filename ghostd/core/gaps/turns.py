"""Messages, in time order, become turns: the owner hands over the ball, and a client answers or does not.

A turn is (client, thread), opened by a person's message of the owner's that has somebody of the client in To
and at most MOST_RECIPIENTS outside recipients. More such messages within ONE_BREATH of working time belong
to it; a later one is a follow-up, which censors the turn and opens the next attempt. The first human message
of anyone of the client in the thread closes it, a calendar program's acceptance too. What is written
elsewhere only shows that the client is alive. Automatic mail does nothing, and a bounce makes the turn
undeliverable. A mail that gives the client's address and failed the check of it is a stranger's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.parties import robotic
from ghostd.core.gaps.threads import Talk, Thread, Threads
from ghostd.core.gaps.turn import FOLLOW_UP, RECENT, STRANGER, Traits, Turn, both
from ghostd.core.gaps.waiting import Waiting
from ghostd.core.messages import Kind, Message, Wording

__all__ = ["BOUNCE_WINDOW", "FOLLOW_UP", "ONE_BREATH", "RECENT", "STRANGER", "Traits", "Turn", "Turns"]

ONE_BREATH = timedelta(hours=4)
"""Working time within which further messages of the owner belong to the same turn."""

BOUNCE_WINDOW = timedelta(days=5)
"""How long after a mail a failure report that names only its recipient may still belong to it."""

MOST_RECIPIENTS = 5
"""Mail to more outside recipients is a broadcast that asks nobody in particular."""

ANSWERS = (Kind.HUMAN, Kind.CALENDAR)

FORWARD = re.compile(r"\s*(?:fwd?|wg|rv|tr|i|enc|vb|vl|pd|doorst)\s?(?:\[\d+\])?[:：]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sent:
    recipients: frozenset[str]
    clients: tuple[str, ...]


class Turns:
    """A fold over a mailbox: each message may open, close, censor, revive or return turns.

    Messages are fed in time order. One that is older than what was read before is taken at its own time: an
    answer written before the question closes nothing, unless it names the question (clocks differ); a
    question that had been answered when it came to be read opens and is closed at once; and no turn's start
    moves. Who learns of much older mail folds anew.
    """

    def __init__(
        self,
        owner: frozenset[str],
        party: Callable[[str], str | None],
        calendar: Calendar,
        lists: frozenset[str] = frozenset(),
    ) -> None:
        self.wrote: dict[str, datetime] = {}
        self._nobody = owner | lists
        self._owner = owner
        self._calendar = calendar
        self._party_of = party
        self._parties: dict[str, str | None] = {}
        self._threads = Threads(self._person)
        self._human: dict[str, bool] = {}
        self._sent: dict[str, _Sent] = {}
        self._waiting = Waiting()
        self._ahead: dict[tuple[str, str], Message] = {}

    def open_turns(self, client: str | None = None) -> tuple[Turn, ...]:
        """The turns that wait for an answer, of one client or of all, in the order in which they opened."""
        held = self._waiting if client is None else self._waiting.of(client)
        return tuple(sorted((turn for turn in held if turn.is_open), key=lambda turn: turn.opened))

    def read(self, message: Message, wording: Wording | None = None) -> tuple[Turn, ...]:
        """The new state of every turn that this message opened, closed, censored, showed alive or returned,
        in that order, or whose asking it changed; a turn that was answered before it was read comes twice,
        opened and closed.

        A copy of what was read says nothing, unless it is the first that looks like a person's.
        """
        identity, human = message.identity, message.kind is Kind.HUMAN
        known = self._human.get(identity)
        if known is not None and (known or not human):
            return ()
        self._human[identity] = human
        thread = self._threads.read(message)
        changed = self._taken(thread, message, wording)
        thread.count += known is None
        return changed

    def _taken(self, thread: Thread, message: Message, wording: Wording | None) -> tuple[Turn, ...]:
        sender, human = message.sender, message.kind is Kind.HUMAN
        if message.kind is Kind.BOUNCE:
            return self._returned(message)
        if not sender or message.kind not in ANSWERS:
            return ()
        if sender in self._owner:
            return self._owner_wrote(thread, message, wording) if human else ()
        client = self._party(sender)
        if client is not None and message.unproved:
            return self._cut((client,), thread, message) if human else ()
        if client is not None:
            return self._client_wrote(client, thread, message)
        if human and sender not in self._nobody and not robotic(sender):
            return self._stranger_wrote(sender, thread, message)
        return ()

    # Who and where.

    def _party(self, address: str) -> str | None:
        try:
            return self._parties[address]
        except KeyError:
            name = None if address in self._nobody else self._party_of(address)
            self._parties[address] = name
            return name

    def _person(self, address: str) -> str | None:
        return None if address in self._nobody else self._party(address) or address

    # The owner's side.

    def _owner_wrote(self, thread: Thread, message: Message, wording: Wording | None) -> tuple[Turn, ...]:
        clients = self._asked(thread, message)
        if message.message_id:
            self._sent[message.message_id] = _Sent(frozenset(message.recipients), clients)
        outside = [a for a in message.recipients if a not in self._nobody]
        if len(outside) > MOST_RECIPIENTS:
            return ()
        opened: list[Turn] = []
        ended: list[Turn] = []
        for client in clients:
            turn, cut = self._handed_over(client, thread, message, wording, len(outside))
            opened += turn
            ended += cut
        return (*opened, *ended)

    def _asked(self, thread: Thread, message: Message) -> tuple[str, ...]:
        """The clients in To, by an address of theirs or one that somebody answered from in this thread."""
        found: dict[str, None] = {}
        for address in message.to:
            if address not in self._nobody:
                client = self._party(address)
                found.update(dict.fromkeys((client,) if client else thread.elsewhere.get(address, ())))
        return tuple(found)

    def _handed_over(
        self, client: str, thread: Thread, message: Message, wording: Wording | None, outside: int
    ) -> tuple[list[Turn], list[Turn]]:
        talk = thread.talk(client)
        waiting = self._waiting.within(client, talk)
        current = max(waiting, key=lambda t: t.opened, default=None)
        if current and self._one_breath(current, message):
            return [], self._said_more(current, wording)
        fresh = current is None or (current.undeliverable is not None and current.attempt == 1)
        turn = Turn(
            id=message.identity,
            client=client,
            thread=thread.first.identity,
            opening=message,
            run=message if current is None or fresh else current.run,
            traits=self._traits(client, thread, message, wording, outside, None if fresh else current),
            attempt=1 if current is None or fresh else current.attempt + 1,
        )
        cut = [replace(t, censored=message.at, because=FOLLOW_UP) for t in waiting if t.is_open]
        self._waiting.end(waiting, talk)
        answered = self._answered_before(turn, talk)
        if answered:
            return [turn, answered], cut
        self._waiting.add(turn, talk)
        return [turn], cut

    def _one_breath(self, current: Turn, message: Message) -> bool:
        """What came back is no part of a turn: the next message begins one."""
        if current.undeliverable is not None:
            return False
        return self._calendar.elapsed(current.opened, message.at, ONE_BREATH) <= ONE_BREATH

    def _said_more(self, turn: Turn, wording: Wording | None) -> list[Turn]:
        """A word of thanks to which a question is added asks."""
        traits = turn.traits.followed_by(wording)
        return [] if traits == turn.traits else [self._waiting.put(replace(turn, traits=traits))]

    def _answered_before(self, turn: Turn, talk: Talk) -> Turn | None:
        answer = self._ahead.pop((turn.id, turn.client), None)
        if answer is None and talk.last and talk.last.at > turn.opened:
            answer = talk.last
        return replace(turn, closed=max(answer.at, turn.opened), answer=answer) if answer else None

    def _traits(
        self,
        client: str,
        thread: Thread,
        message: Message,
        wording: Wording | None,
        outside: int,
        before: Turn | None,
    ) -> Traits:
        talk = thread.talks[client]
        wrote = self.wrote.get(client)
        over = wording.over if wording else None
        if before is not None and before.alive is None:
            # What the attempt before asked is still owed.
            over = both(before.traits.over, over)
        return Traits(
            asks=wording.asks if wording else None,
            closes=wording.closes if wording else None,
            words=wording.words if wording else None,
            initiating=not talk.answers,
            recipients=outside,
            cc=sum(1 for a in message.cc if a not in self._nobody and a not in message.to),
            forward=FORWARD.match(message.subject) is not None,
            depth=max(thread.count, len(message.references)),
            quiet_days=None if wrote is None else max(0.0, (message.at - wrote) / timedelta(days=1)),
            new=wrote is None and not self._waiting.knows(client),
            thread_answers=talk.answers,
            open_turns=self._waiting.beside(client, talk, message.at),
            over=over,
        )

    # The other side.

    def _client_wrote(self, client: str, thread: Thread, message: Message) -> tuple[Turn, ...]:
        talk = thread.talk(client)
        talk.answers += 1
        if talk.last is None or talk.last.at < message.at:
            talk.last = message
        wrote = self.wrote.get(client)
        self.wrote[client] = message.at if wrote is None else max(wrote, message.at)
        parent = message.in_reply_to
        if parent and parent not in self._human:
            self._ahead.setdefault((parent, client), message)
        answered = [
            t
            for t in self._waiting.within(client, talk)
            if t.opened <= message.at or t.opening.message_id in message.references
        ]
        self._waiting.end(answered, talk)
        closed = [replace(t, closed=max(message.at, t.opened), answer=message) for t in answered]
        return (*closed, *self._waiting.heard(client, talk, message))

    def _stranger_wrote(self, sender: str, thread: Thread, message: Message) -> tuple[Turn, ...]:
        """Who answers the owner's mail without having got it may be the client at another address."""
        sent = self._sent.get(message.in_reply_to or "")
        clients = thread.elsewhere.get(sender, ())
        if sent and sender not in sent.recipients:
            clients = tuple(dict.fromkeys((*clients, *sent.clients)))
        if not clients:
            return ()
        thread.elsewhere[sender] = clients
        return self._cut(clients, thread, message)

    def _cut(self, clients: Iterable[str], thread: Thread, message: Message) -> tuple[Turn, ...]:
        """What may be an answer ends the waiting, and teaches nothing."""
        cut: list[Turn] = []
        for client in clients:
            talk = thread.talk(client)
            waiting = [t for t in self._waiting.within(client, talk) if t.opened <= message.at]
            self._waiting.end(waiting, talk)
            cut += [replace(t, censored=message.at, because=STRANGER) for t in waiting]
        return tuple(cut)

    def _returned(self, bounce: Message) -> tuple[Turn, ...]:
        """A failure makes a turn undeliverable when it names its message, or comes soon after it, and nobody
        of the client in To got it; a report that names no recipient counts for all."""
        clients = {c for r in bounce.references if r in self._sent for c in self._sent[r].clients}
        clients |= {c for a in bounce.failed_recipients if (c := self._party(a))}
        held = [turn for client in sorted(clients) for turn in self._waiting.of(client)]
        return tuple(
            self._waiting.put(replace(turn, undeliverable=max(bounce.at, turn.opened)))
            for turn in held
            if turn.is_open and self._lost(turn, bounce)
        )

    def _lost(self, turn: Turn, bounce: Message) -> bool:
        named = turn.opening.message_id in bounce.references
        soon = turn.opened <= bounce.at <= turn.opened + BOUNCE_WINDOW
        failed = set(bounce.failed_recipients)
        asked = {a for a in turn.opening.to if self._party(a) == turn.client} or set(turn.opening.to)
        lost = asked <= failed if failed else named
        return lost and (named or soon)
