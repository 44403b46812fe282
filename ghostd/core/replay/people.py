"""The same past client by client: the habit, and each silence that would have been noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ghostd.core.gaps.clock import DAY
from ghostd.core.replay.played import Aftermath, Played, aftermath

SUBJECT_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Noticed:
    """One silence that would have been noticed. Days are business days since the mail.

    `drafted` is None when no draft was written: something came first, or the client's other silence had its
    case (`covered`). `after`, with `after_days`, is what really came in the end; `elsewhere` that the client
    wrote about other things.
    """

    client: str
    subject: str
    opened: datetime
    noticed: datetime
    noticed_days: float
    drafted: datetime | None
    drafted_days: float | None
    covered: bool
    after: Aftermath
    after_at: datetime | None
    after_days: float | None
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Habit:
    """One client. `median_days` and `q90_days` are what its last forecast says, in business days."""

    client: str
    turns: int
    answers: int
    median_days: float
    q90_days: float
    noticed: tuple[Noticed, ...]

    @property
    def drafts(self) -> int:
        return sum(one.drafted is not None for one in self.noticed)


def habits(played: Sequence[Played]) -> tuple[Habit, ...]:
    """Every client that was asked anything, those with most turns first."""
    theirs: dict[str, list[Played]] = {}
    for one in sorted(played, key=lambda p: (p.wait.turn.opened, p.wait.turn.id)):
        theirs.setdefault(one.wait.turn.client, []).append(one)
    found = [_habit(client, of) for client, of in theirs.items()]
    return tuple(sorted(found, key=lambda h: (-h.turns, h.client)))


def _habit(client: str, played: Sequence[Played]) -> Habit:
    latest = played[-1].wait.forecast
    return Habit(
        client=client,
        turns=len(played),
        answers=sum(one.wait.answered for one in played),
        median_days=latest.quantile(0.5) / DAY,
        q90_days=latest.quantile(0.9) / DAY,
        noticed=tuple(_noticed(one, one.noticed) for one in played if one.noticed is not None),
    )


def _noticed(one: Played, at: datetime) -> Noticed:
    wait = one.wait
    after, after_at = aftermath(wait)
    return Noticed(
        client=wait.turn.client,
        subject=wait.turn.opening.subject[:SUBJECT_LIMIT],
        opened=wait.turn.opened,
        noticed=at,
        noticed_days=wait.days(at),
        drafted=one.drafted,
        drafted_days=None if one.drafted is None else wait.days(one.drafted),
        covered=one.covered,
        after=after,
        after_at=after_at,
        after_days=None if after_at is None else wait.days(after_at),
        elsewhere=wait.turn.alive is not None,
    )
