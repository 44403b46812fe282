"""One turn as it was lived through: what was foretold at its opening, and the time that then passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.clock import DAY, HORIZON, Clock
from ghostd.core.gaps.forecast import Forecast
from ghostd.core.gaps.turns import Turn
from ghostd.core.gaps.walk import Judged


@dataclass(frozen=True, slots=True)
class Wait:
    """A turn with the forecast made at its opening. Hours are effective hours.

    `opening_clock` is the clock that the forecast was made in, `hours` the time to the answer by it. `clock`
    is the same with the client's absences that became known since: an absence covers no day before it was
    announced, so nothing that it says of an earlier instant is changed. `watched` is how long an answer was
    waited for as far as the mailbox goes, by the opening's clock.
    """

    turn: Turn
    forecast: Forecast
    opening_clock: Clock
    clock: Clock
    hours: float | None
    watched: float

    @property
    def answered(self) -> bool:
        """Whether the answer came within the horizon."""
        return self.hours is not None and self.hours <= HORIZON

    @property
    def calendar(self) -> Calendar:
        """The owner's calendar without the client's holidays and absences."""
        return self.clock.week.calendar

    def days(self, until: datetime) -> float:
        """Business days from the opening to an instant."""
        return self.clock.elapsed(self.turn.opened, until) / DAY

    @property
    def ghosted(self) -> bool:
        """Whether the whole horizon was seen to pass without an answer, or with one that came after it."""
        return not self.answered and self.turn.undeliverable is None and self.watched >= HORIZON


def lived(judged: Judged, clock: Clock, until: datetime) -> Wait:
    """What a walk knows of a turn when the mailbox ends at `until`; `clock` has the absences known then."""
    ended = judged.turn.ended or until
    watched = judged.clock.elapsed(judged.turn.opened, ended)
    return Wait(judged.turn, judged.forecast, judged.clock, clock, judged.hours, watched)
