"""How one open turn stands at one moment: by its opening's forecast, and the absences known by now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ghostd.core.gaps.clock import Clock
from ghostd.core.gaps.forecast import HOPE, LEARNING_WAIT, LEAST, Dials, Forecast
from ghostd.core.gaps.habit import Habit
from ghostd.core.gaps.turns import Turn

OWN_HABIT = 3
"""Answers from which on a client is judged by its own habit rather than by the other clients'."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An open turn at `now`. Hours are effective, of the client's clock; absences known by now don't count.

    `silent` counts from the first message of the unanswered run, `hours` from this attempt's opening, which
    the forecast is about. `survival` is S and `p5` P5 at `hours`. `unusual_at` is when it becomes unusual
    if nothing comes, None when it never will; `unusual`, that it is so now. `answers` counts its answers
    known by now, `longer` those that took longer.
    """

    turn: Turn
    silent: float
    hours: float
    survival: float
    p5: float
    p_answer: float
    away: bool
    unusual: bool
    unusual_at: datetime | None
    answers: int
    longer: int
    learning: bool

    @property
    def pooled(self) -> bool:
        """New client: judged by the owner's other clients."""
        return self.answers < OWN_HABIT


def stand(
    turn: Turn,
    forecast: Forecast,
    habit: Habit,
    clock: Clock,
    dials: Dials,
    now: datetime,
    since: datetime | None = None,
) -> Standing:
    """`clock` is the turn's, frozen at its opening, with the absences known by now."""
    calendar = clock.week.calendar
    hours = clock.elapsed(turn.opened, now)
    away = calendar.absent(calendar.local(now))
    at = unusual_at(turn, forecast, clock, dials)
    return Standing(
        turn=turn,
        silent=clock.elapsed(since or turn.run.at, now),
        hours=hours,
        survival=forecast.survival(hours),
        p5=forecast.p5(hours),
        p_answer=forecast.p_answer,
        away=away,
        unusual=at is not None and now >= at and not away and calendar.open_at(now),
        unusual_at=at,
        answers=habit.answers,
        longer=habit.longer(hours),
        learning=forecast.learning,
    )


def unusual_at(turn: Turn, forecast: Forecast, clock: Clock, dials: Dials) -> datetime | None:
    """The first working instant at which all hold: S <= alpha, P5 down to gamma, a business day has passed.

    Never when nothing was asked or there was little hope of an answer, the turn has ended, or the client has
    written elsewhere.
    While ghostd is learning it waits for LEARNING_WAIT at most.
    """
    if turn.traits.over or forecast.p_answer < HOPE or turn.alive is not None or not turn.is_open:
        return None
    gamma = forecast.alarm_gamma(dials.gamma)
    hours = max(LEAST, forecast.alarm_alpha(dials.alpha), gamma or 0.0)
    if forecast.learning:
        hours = min(hours, LEARNING_WAIT)
    calendar = clock.week.calendar
    # Where a client writes on Mondays only, one Monday weighs more than a day: nobody is unusual so soon.
    least = calendar.after(turn.opened, dials.least)
    return calendar.next_open(max(least, clock.later(turn.opened, hours)))
