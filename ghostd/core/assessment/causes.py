"""The harmless causes of a silence, each looked for: what was found, and what was looked for in vain."""

from __future__ import annotations

from datetime import date, timedelta

from ghostd.core.assessment.model import Cause, Look
from ghostd.core.assessment.view import View
from ghostd.core.conversations import Side
from ghostd.core.gaps.calendar import LONGEST
from ghostd.core.gaps.silence import Silence


def looks(view: View) -> tuple[Look, ...]:
    """One look for each cause, in the order of `Cause`; none where nobody is silent, and none for holidays
    where the calendar has no country's."""
    silence = view.silence
    if silence is None:
        return ()
    holiday = (_holiday(view, silence),) if view.portrait.calendar.holidays != frozenset() else ()
    rest = (_bounce(view, silence), _elsewhere(view, silence), _nothing_asked(silence))
    return (_away(view), *holiday, *rest)


def _away(view: View) -> Look:
    absence = view.portrait.absence
    if absence is None:
        return Look(Cause.AWAY, found=False)
    return Look(Cause.AWAY, found=True, on=absence.first, until=absence.last)


def _holiday(view: View, silence: Silence) -> Look:
    """The working weekdays of the silence that are free in the calendar kept for this client."""
    free = [day for day in _weekdays(view, silence) if day in view.portrait.calendar.holidays]
    if not free:
        return Look(Cause.HOLIDAY, found=False)
    return Look(Cause.HOLIDAY, found=True, on=free[0], until=free[-1], days=len(free))


def _weekdays(view: View, silence: Silence) -> list[date]:
    first, calendar = view.day(silence.since), view.portrait.calendar
    days = min((view.today - first).days + 1, LONGEST)
    every = (first + timedelta(days=n) for n in range(days))
    return [day for day in every if day.weekday() in calendar.workdays]


def _bounce(view: View, silence: Silence) -> Look:
    if silence.bounce is None:
        return Look(Cause.BOUNCE, found=False)
    failed = ", ".join(silence.bounce.failed_recipients)
    return Look(Cause.BOUNCE, found=True, on=view.day(silence.bounce.at), who=failed)


def _elsewhere(view: View, silence: Silence) -> Look:
    """Somebody of the client's, or who may be, wrote since: in whatever thread, from whatever address."""
    signs = [
        (m.at, m.sender_name or m.sender or "")
        for c in view.portrait.conversations
        for side, m in c.human
        if side in (Side.CLIENT, Side.STRANGER) and m.at > silence.since
    ]
    if not signs:
        return Look(Cause.ELSEWHERE, found=False)
    at, who = max(signs)
    return Look(Cause.ELSEWHERE, found=True, on=view.day(at), who=who)


def _nothing_asked(silence: Silence) -> Look:
    """Whether the owner's last mail holds neither a question nor a request."""
    asks = silence.turn.traits.asks
    return Look(Cause.NOTHING_ASKED, found=asks is False)
