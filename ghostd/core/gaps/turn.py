"""The unit of measurement: one handing over of the ball to a client, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.messages import Message, Wording

RECENT = timedelta(days=28)
"""How young another turn must be to count as open beside a new one: by then it counts as unanswered."""

FOLLOW_UP, STRANGER = "follow-up", "stranger"
"""Why a turn was censored: the owner wrote again, or somebody answered who may be the client."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What was known of a turn when it was opened; None where nothing is known.

    `initiating`: the client had not written in the thread. `recipients` and `cc` count outside people.
    `depth` is how many messages the thread had before. `quiet_days` are calendar days since the client last
    wrote anywhere. `new`: it neither had written nor been asked before. `thread_answers` counts its messages
    in the thread, `open_turns` the turns that waited for it elsewhere and were younger than RECENT. `over`:
    beyond doubt nothing was asked by any mail of the unanswered run, so that nobody owes an answer.

    Only what the words do (`asks`, `closes`, `over`) may change after: by more of the owner's in one breath.
    """

    asks: bool | None
    closes: bool | None
    initiating: bool
    recipients: int
    cc: int
    forward: bool
    depth: int
    quiet_days: float | None
    new: bool
    words: int | None
    thread_answers: int
    open_turns: int
    over: bool | None = None

    def followed_by(self, said: Wording | None) -> Traits:
        """With one more message of the owner's: what was asked by either is asked."""
        over = both(self.over, said.over if said else None)
        if said is None or not said.asks:
            return replace(self, over=over)
        return replace(self, asks=True, closes=False, over=False)


def both(one: bool | None, other: bool | None) -> bool | None:
    """Whether both hold; None where that hangs on what is not known."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


@dataclass(frozen=True, slots=True)
class Turn:
    """From the owner's message to the answer; `id` is unique within a client.

    `run` is the first message of the unanswered run, whatever the attempt. `censored` is when waiting became
    pointless to watch, `because` of the owner's FOLLOW_UP or an answer of a STRANGER who may be the client.
    `undeliverable` is when a bounce arrived; an answer that comes all the same closes the turn.
    """

    id: str
    client: str
    thread: str
    opening: Message
    run: Message
    traits: Traits
    attempt: int = 1
    closed: datetime | None = None
    answer: Message | None = None
    censored: datetime | None = None
    because: str = ""
    undeliverable: datetime | None = None
    alive: datetime | None = None

    @property
    def opened(self) -> datetime:
        return self.opening.at

    @property
    def ended(self) -> datetime | None:
        return self.closed or self.censored or self.undeliverable

    @property
    def is_open(self) -> bool:
        return self.ended is None
