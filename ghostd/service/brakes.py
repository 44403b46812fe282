"""The circuit breaker at work: asked before a case opens or goes on, and told of once."""

from __future__ import annotations

from datetime import timedelta

from ghostd.core.breaker import WINDOW, Sign, Trip, openings_left, tripped
from ghostd.core.playbook.model import Case, Occasion, Outcome
from ghostd.core.portrait import HORIZON, Portrait
from ghostd.service.run import Run

AN_HOUR = timedelta(hours=1)
"""How soon it is looked again whether what was held back may go on; news are looked at in any case."""


def held(run: Run, case: Case) -> str:
    """Why nothing is done for the case now, or the empty text."""
    if not case.occasion.rests_on_silence:
        return ""
    trip = trip_of(run)
    if trip is None:
        return ""
    run.braked[trip.sign] = trip
    return trip.reason


def crowded(run: Run) -> bool:
    """Whether so many cases were opened for silences today that one more must wait until tomorrow."""
    opened = opened_today(run)
    if openings_left(len(run.practice.clients), opened):
        return False
    run.braked[Sign.CROWD] = None
    return True


def opened_today(run: Run) -> int:
    """The cases that silences have opened since midnight by the owner's clock."""
    local = run.practice.calendar.local
    return sum(
        local(case.opened) == local(run.now)
        for case in run.ledger.cases(closed=True)
        if case.occasion is Occasion.SILENCE and case.outcome is not Outcome.NOTHING_ASKED
    )


def trip_of(run: Run) -> Trip | None:
    """Whether it looks like an outage of ours, by the mirror as it stands."""
    drawn = run.portraits().values()
    waited = [portrait for portrait in drawn if _owes(portrait)]
    silent = sum(any(s.unusual and s.bounce is None for s in portrait.silences) for portrait in waited)
    if not silent:
        return None
    came = run.ledger.came(run.now - WINDOW, run.now)
    return tripped(came, silent, len(waited), run.practice.calendar, run.now)


def _owes(portrait: Portrait) -> bool:
    return any(s.calendar <= HORIZON and s.bounce is None for s in portrait.silences)
