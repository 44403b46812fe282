"""When a client last told of something, by the concerns that its messages carry.

The messages are the client's own, in any order; automatic ones count, since they may be all that is heard.
What the owner wrote is not to be among them: the owner's own illness is no client's hardship.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ghostd.core.concerns.told import HARDSHIP, Concern
from ghostd.core.messages import Message


@dataclass(frozen=True, slots=True)
class Hardship:
    """That a client told of distress; `at` is the message's time, in UTC."""

    at: datetime
    concern: Concern
    message: Message


def recent_hardship(messages: Iterable[Message], since: datetime) -> Hardship | None:
    """The newest word of hardship after an instant; of several in one mail the first in HARDSHIP's order."""
    told = (
        Hardship(message.at, next(concern for concern in HARDSHIP if _tells(message, concern)), message)
        for message in messages
        if message.at > since and any(_tells(message, concern) for concern in HARDSHIP)
    )
    return max(told, key=lambda hardship: hardship.at, default=None)


def newest(messages: Iterable[Message], concern: Concern, since: datetime) -> Message | None:
    """The newest message after an instant that tells of a concern."""
    return max(_telling(messages, concern, since), key=lambda message: message.at, default=None)


def count(messages: Iterable[Message], concern: Concern, since: datetime) -> int:
    """How many messages after an instant tell of a concern, copies counted once."""
    return len({message.identity for message in _telling(messages, concern, since)})


def _telling(messages: Iterable[Message], concern: Concern, since: datetime) -> Iterator[Message]:
    return (message for message in messages if message.at > since and _tells(message, concern))


def _tells(message: Message, concern: Concern) -> bool:
    return message.wording is not None and concern in message.wording.concerns
