"""What an assessment looks at: one client at one moment, with everything that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from ghostd.core.assessment.model import Length, Matter
from ghostd.core.concerns import Concern, newest
from ghostd.core.conversations import SIGNS_OF_LIFE, Conversation, Side
from ghostd.core.engagement import Engagement
from ghostd.core.gaps.explain import in_days
from ghostd.core.gaps.silence import A_DAY, Silence, Usual
from ghostd.core.learning import NOTHING, Lessons
from ghostd.core.messages import Message
from ghostd.core.money.statement import Statement
from ghostd.core.playbook.model import Case
from ghostd.core.playbook.situation import Situation
from ghostd.core.portrait import Portrait

RECENT = timedelta(days=90)
"""How long what a client's mail shows is held to speak of today."""

WHOLE_FROM = 10
"""Lengths from here on are told without a decimal."""


@dataclass(frozen=True, slots=True)
class View:
    """`others` are the other clients' habits; `statement` is None where nothing is known of money."""

    portrait: Portrait
    case: Case
    engagement: Engagement
    statement: Statement | None
    situation: Situation
    others: tuple[Usual, ...] = ()
    lessons: Lessons = NOTHING
    matter: Matter = Matter.SILENCE

    @property
    def now(self) -> datetime:
        return self.situation.now

    @property
    def today(self) -> date:
        return self.portrait.calendar.local(self.now)

    @property
    def silence(self) -> Silence | None:
        """The silence that the case is about, else the one to speak of."""
        return self.portrait.silence_of(self.case.anchor) or self.portrait.silence

    @property
    def conversation(self) -> Conversation | None:
        return self.portrait.conversation_of(self.case.anchor)

    def day(self, at: datetime) -> date:
        return self.portrait.calendar.local(at)

    def wrote(self, side: Side = Side.CLIENT, within: timedelta | None = RECENT) -> list[Message]:
        """What one side's people wrote lately, in whatever thread, oldest first."""
        since = self.now - within if within else None
        human = (m for c in self.portrait.conversations for s, m in c.human if s is side)
        return sorted((m for m in human if since is None or m.at >= since), key=lambda m: m.at)

    def told(self, *concerns: Concern) -> Message | None:
        """The newest mail from the client's side, automatic ones too, that speaks of one of these."""
        sides = ((c.sides, c.messages) for c in self.portrait.conversations)
        theirs = [m for s, ms in sides for side, m in zip(s, ms, strict=True) if side in SIGNS_OF_LIFE]
        found = [newest(theirs, concern, self.now - RECENT) for concern in concerns]
        return max((m for m in found if m), key=lambda m: m.at, default=None)

    def length(self, span: timedelta) -> Length:
        """A length of nine-hour days as people say it, in the hours and days of the owner's own week."""
        day = self.portrait.calendar.day
        if in_days(span, day):
            return Length(_said(Decimal(span / A_DAY)), "days")
        return Length(Decimal(round(span * (day / A_DAY) / timedelta(hours=1))), "hours")


def _said(number: Decimal) -> Decimal:
    step = Decimal(1) if number >= WHOLE_FROM else Decimal("0.1")
    rounded = number.quantize(step, ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
