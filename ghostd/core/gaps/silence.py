"""How a client usually answers, and an open turn held against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ghostd.core.gaps.turns import Turn
from ghostd.core.messages import Message

FEW = 3
"""Answers below which a client is openly judged by the others."""


@dataclass(frozen=True, slots=True)
class Usual:
    """How a client answers by what is known now: in effective time, of which nine hours are a business day.

    `learning` says that the whole mailbox has too few answers for a share of a hundred to mean anything.
    """

    median: timedelta
    p90: timedelta
    answers: int
    learning: bool = False

    @property
    def pooled(self) -> bool:
        """Whether that is rather the habit of all clients than its own."""
        return self.answers < FEW


@dataclass(frozen=True, slots=True)
class Silence:
    """A turn without an answer at one moment, since the first message of the unanswered run after the
    client's last sign of life: `business` in working time, of which nine hours are a business day whatever
    the owner's hours are, `calendar` by the calendar.

    `survival` is the share of this client's answers that take longer, `still` the chance that one comes
    within five business days. `unusual_at` is when the silence becomes unusual if nothing comes; None: never,
    because too few such mails are answered. `longer` counts the client's own answers that took longer.
    `bounce` is the failure report of a mail that came back.
    """

    turn: Turn
    since: datetime
    business: timedelta
    calendar: timedelta
    usual: Usual
    survival: float
    still: float
    unusual_at: datetime | None
    unusual: bool
    longer: int
    bounce: Message | None = None
