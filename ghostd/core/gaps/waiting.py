"""The turns that have neither been answered nor given up, by client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from ghostd.core.gaps.threads import Talk
from ghostd.core.gaps.turn import RECENT, Turn
from ghostd.core.messages import Message


class Waiting:
    """Holds each turn until it is closed or censored; one that came back may yet be answered, so it stays."""

    def __init__(self) -> None:
        self._turns: dict[str, dict[str, Turn]] = {}
        self._unheard: dict[str, list[str]] = {}

    def of(self, client: str) -> Iterable[Turn]:
        """In the order in which they were opened."""
        return self._turns.get(client, {}).values()

    def __iter__(self) -> Iterator[Turn]:
        return (turn for turns in self._turns.values() for turn in turns.values())

    def knows(self, client: str) -> bool:
        """Whether a turn with the client was ever opened."""
        return client in self._turns

    def within(self, client: str, talk: Talk) -> list[Turn]:
        """Those of one thread; several only where threads turned out to be one."""
        turns = self._turns.get(client, {})
        return [turns[id] for id in talk.turns]

    def beside(self, client: str, talk: Talk, at: datetime) -> int:
        """How many recent ones wait for the client in other threads."""
        count = 0
        for turn in reversed(self._turns.get(client, {}).values()):
            if turn.opening.at < at - RECENT:
                # The newest stand last.
                break
            count += turn.undeliverable is None and turn.id not in talk.turns
        return count

    def add(self, turn: Turn, talk: Talk) -> None:
        self._turns.setdefault(turn.client, {})[turn.id] = turn
        self._unheard.setdefault(turn.client, []).append(turn.id)
        talk.turns.append(turn.id)

    def end(self, turns: Iterable[Turn], talk: Talk) -> None:
        for turn in turns:
            del self._turns[turn.client][turn.id]
            talk.turns.remove(turn.id)

    def put(self, turn: Turn) -> Turn:
        """The new state of a turn that is held."""
        self._turns[turn.client][turn.id] = turn
        return turn

    def heard(self, client: str, here: Talk, message: Message) -> list[Turn]:
        """The turns of other threads for which this is the first sign of life, in their new state."""
        alive: list[Turn] = []
        still: list[str] = []
        # Each turn is looked at once after the client wrote elsewhere, however many stay open for ever.
        for id in self._unheard.get(client, ()):
            turn = self._turns[client].get(id)
            if turn is None:
                continue
            if id in here.turns or turn.opened > message.at:
                still.append(id)
            else:
                alive.append(self.put(replace(turn, alive=message.at)))
        if client in self._unheard:
            self._unheard[client] = still
        return alive
