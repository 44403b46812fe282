"""How long the owner took to answer the client: each time the ball came back, in working time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil

from ghostd.core.conversations import SIGNS_OF_LIFE, Conversation
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.explain import measured
from ghostd.core.gaps.silence import A_DAY, half_of, working


def owner_took(conversations: Iterable[Conversation], calendar: Calendar) -> tuple[timedelta, ...]:
    """From the first mail of each run of the client's to the owner's next one in the thread, in time order.

    Runs that the owner has not answered there are left out: the figure says how fast, never how often.
    """
    took: list[tuple[datetime, timedelta]] = []
    for conversation in conversations:
        since: datetime | None = None
        for side, message in conversation.human:
            if side in SIGNS_OF_LIFE:
                since = since or message.at
            elif since is not None:
                took.append((message.at, working(calendar, since, message.at)))
                since = None
    return tuple(length for _, length in sorted(took))


def owner_line(client: str, took: Sequence[timedelta], language: str, day: timedelta = A_DAY) -> str:
    """How fast the owner answered, in one sentence; `day` is the length of the owner's business day."""
    if not took:
        return (
            f"Aún no has contestado a {client}."
            if language == "es"
            else f"You have not answered {client} yet."
        )
    half = measured(half_of(took), language, day)
    most = measured(sorted(took)[ceil(len(took) * 0.9) - 1], language, day)
    if language == "es":
        if len(took) == 1:
            return f"Tú has contestado a {client} una vez, en {half}."
        return f"Tú has contestado a {client} {len(took)} veces: la mitad en {half}, 9 de cada 10 en {most}."
    if len(took) == 1:
        return f"You have answered {client} once, in {half}."
    return f"You have answered {client} {len(took)} times: half of them in {half}, 9 of 10 in {most}."
