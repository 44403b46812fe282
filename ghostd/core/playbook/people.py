"""What people's mail does to a case: rows of `advance.TABLE`."""

from __future__ import annotations

from dataclasses import replace

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.playbook.events import (
    Answered,
    Event,
    Heard,
    Intent,
    OwnerWrote,
    Transition,
    WentAway,
    Why,
    WriteNotice,
)
from ghostd.core.playbook.model import Case, Occasion, Outcome, Phase, Playbook
from ghostd.core.playbook.moves import closed, next_step, step_name, withdrawal


def same(case: Case, event: Event, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(case)


def answered(case: Case, event: Answered, playbook: Playbook, calendar: Calendar) -> Transition:
    """Nobody is chased who may have answered; that it may be somebody else, the owner is told."""
    told: tuple[Intent, ...] = ()
    if event.unproved:
        step = step_name(case, playbook)
        told = (WriteNotice(case.id or 0, "unproved", step, event.by, attempt=case.attempt),)
    return Transition(closed(case, Outcome.ANSWERED, event.at), withdrawal(case, Why.ANSWERED) + told)


def heard(case: Case, event: Heard, playbook: Playbook, calendar: Calendar) -> Transition:
    """The client's word is noted, and the case goes on, unless the client says that nothing is wanted."""
    if event.over and case.occasion is Occasion.CLIENT_WAITS:
        return Transition(closed(case, Outcome.NOTHING_ASKED, event.at), withdrawal(case, Why.ANSWERED))
    return Transition(replace(case, heard=event.at))


def heard_while_drafted(case: Case, event: Heard, playbook: Playbook, calendar: Calendar) -> Transition:
    """A draft from before the client's word may not fit it: it is taken back, and the step weighed anew."""
    noted = heard(case, event, playbook, calendar)
    if noted.case.phase is Phase.CLOSED:
        return noted
    again = replace(noted.case, phase=Phase.WAITING, draft=None, attempt=case.attempt + 1)
    return Transition(again, withdrawal(case, Why.ANSWERED))


def owner_wrote(case: Case, event: OwnerWrote, playbook: Playbook, calendar: Calendar) -> Transition:
    """The owner's own mail takes the place of the draft; the step's clock starts again from it.

    Where the owner's word was all that was wanted, the case is over; where the clock runs on the owner, a
    mail by hand is the very step whose draft lay there.
    """
    if case.occasion.ends_on_own_mail:
        return Transition(closed(case, Outcome.OWNER_WROTE, event.at), withdrawal(case, Why.BY_HAND))
    if case.occasion is not Occasion.SILENCE and case.phase is not Phase.WAITING:
        done = replace(next_step(case, event.at), phase=Phase.WAITING)
        return Transition(done, withdrawal(case, Why.BY_HAND))
    again = replace(case, phase=Phase.WAITING, since=event.at, draft=None)
    if case.phase is not Phase.WAITING:
        again = replace(again, attempt=case.attempt + 1)
    return Transition(again, withdrawal(case, Why.BY_HAND))


def owner_wrote_while_paused(
    case: Case, event: OwnerWrote, playbook: Playbook, calendar: Calendar
) -> Transition:
    if case.occasion.ends_on_own_mail:
        return Transition(closed(case, Outcome.OWNER_WROTE, event.at), withdrawal(case, Why.BY_HAND))
    again = replace(case, since=event.at, draft=None, attempt=case.attempt + (case.draft is not None))
    return Transition(again, withdrawal(case, Why.BY_HAND))


def went_away(case: Case, event: WentAway, playbook: Playbook, calendar: Calendar) -> Transition:
    """Nobody is asked "are you well?" on holiday: the draft is taken back until the client returns.

    Where the client asked, or the owner has something to mend, it is written all the same.
    """
    if case.occasion is not Occasion.SILENCE:
        return Transition(case)
    back = replace(case, phase=Phase.WAITING, draft=None, attempt=case.attempt + 1)
    return Transition(back, withdrawal(case, Why.AWAY))
