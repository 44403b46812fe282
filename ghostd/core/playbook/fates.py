"""What becomes of a draft, and of the case with it: rows of `advance.TABLE`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.playbook.events import (
    Appended,
    Discarded,
    Event,
    Gone,
    Intent,
    Left,
    LeftAlone,
    PauseClient,
    Restored,
    Sent,
    Transition,
    Why,
    WriteNotice,
)
from ghostd.core.playbook.model import Case, Occasion, Outcome, Phase, Playbook
from ghostd.core.playbook.moves import closed, next_step, step_name, withdrawal

PATIENCE = 2
"""How many discarded drafts mean that the client is to be left alone."""


def appended(case: Case, event: Appended, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(replace(case, phase=Phase.DRAFTED, draft=event.message_id))


def sent(case: Case, event: Sent, playbook: Playbook, calendar: Calendar) -> Transition:
    """The next step's clock runs from the Sent copy's time, not from when we saw it.

    An earlier draft of the same step may have been sent after all: then the one that waits is too many.
    """
    if event.draft and case.draft and event.draft != case.draft:
        if event.step != step_name(case, playbook):
            return Transition(case)
        done = replace(next_step(case, event.at), phase=Phase.WAITING)
        return Transition(done, withdrawal(case, Why.DOUBLE))
    return Transition(replace(next_step(case, event.at), phase=Phase.WAITING))


def sent_late(case: Case, event: Sent, playbook: Playbook, calendar: Calendar) -> Transition:
    """A draft we had given up was sent after all: its step is done, whatever we thought.

    What was taken for discarding it was not, and pauses nobody.
    """
    intents: tuple[Intent, ...] = ()
    if event.discarded:
        if case.phase is Phase.PAUSED and case.discards == PATIENCE:
            intents = (PauseClient(case.id or 0, event.at),)
        case = replace(case, discards=max(0, case.discards - 1), snoozed=None)
    if event.step == step_name(case, playbook):
        return Transition(next_step(case, event.at), intents)
    return Transition(replace(case, since=max(case.since, event.at)), intents)


def restored(case: Case, event: Restored, playbook: Playbook, calendar: Calendar) -> Transition:
    """The draft waits again, and what its loss had brought about is undone; one written since gives way."""
    if event.draft == case.draft and case.phase is Phase.DRAFTED:
        return Transition(case)
    if event.step != step_name(case, playbook):
        return Transition(case)
    back = replace(_undone(case, event), phase=Phase.DRAFTED, draft=event.draft)
    newer = case.draft if case.draft != event.draft else None
    return Transition(back, withdrawal(replace(case, draft=newer), Why.RESTORED))


def restored_while_paused(case: Case, event: Restored, playbook: Playbook, calendar: Calendar) -> Transition:
    """A pause that only the discards had brought about ends with them; one of the owner's own stays."""
    if event.step != step_name(case, playbook) or case.draft is not None:
        return Transition(case)
    back = replace(_undone(case, event), draft=event.draft)
    if event.discarded and case.discards == PATIENCE:
        return Transition(replace(back, phase=Phase.DRAFTED), (PauseClient(case.id or 0, event.at),))
    return Transition(back)


def _undone(case: Case, event: Restored) -> Case:
    """The case without the discard that was none. The attempt stays: a name is never used again."""
    if not event.discarded:
        return case
    return replace(case, discards=max(0, case.discards - 1), snoozed=None)


def restored_when_closed(case: Case, event: Restored, playbook: Playbook, calendar: Calendar) -> Transition:
    """It is the owner's own doing and is left there; that it is not needed is told."""
    why = Why.ANSWERED if case.outcome is Outcome.ANSWERED else Why.CLOSED
    return left_alone(case, LeftAlone(event.at, event.step, why, Left.PUT_BACK), playbook, calendar)


def left_alone(case: Case, event: LeftAlone, playbook: Playbook, calendar: Calendar) -> Transition:
    """The owner is told, and the case goes its way."""
    about = f"{event.because.name} {event.left.name}".lower()
    return Transition(case, (WriteNotice(case.id or 0, "left", event.step, about, attempt=case.attempt),))


def discarded(case: Case, event: Discarded, playbook: Playbook, calendar: Calendar) -> Transition:
    """Discarding is an answer: once means not now, twice means leave this client alone.

    Where nobody is chased, twice means only that this step is not wanted as a mail.
    """
    again = replace(
        case,
        phase=Phase.WAITING,
        draft=None,
        attempt=case.attempt + 1,
        discards=case.discards + 1,
        snoozed=calendar.after(event.at, playbook.snooze),
    )
    if again.discards < PATIENCE:
        return Transition(again)
    if case.occasion is Occasion.BY_HAND:
        return Transition(replace(next_step(again, event.at), discards=0))
    if case.occasion is not Occasion.SILENCE:
        return Transition(closed(again, Outcome.CLOSED_BY_OWNER, event.at))
    return Transition(replace(again, phase=Phase.PAUSED), (PauseClient(case.id or 0, None),))


def discarded_late(case: Case, event: Discarded, playbook: Playbook, calendar: Calendar) -> Transition:
    """What had been left lying when the step began anew is thrown away: that is an answer all the same."""
    return (
        discarded(case, event, playbook, calendar)
        if _of_this_step(case, event, playbook)
        else Transition(case)
    )


def discarded_while_paused(
    case: Case, event: Discarded, playbook: Playbook, calendar: Calendar
) -> Transition:
    """The pause may be over before the week that a discard asks for."""
    again = replace(
        case,
        draft=None,
        attempt=case.attempt + 1,
        discards=case.discards + 1,
        snoozed=calendar.after(event.at, playbook.snooze),
    )
    enough = (PauseClient(case.id or 0, None),) if again.discards == PATIENCE else ()
    return Transition(again, enough)


def withdrawn_while_paused(case: Case, event: Event, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(replace(case, draft=None, attempt=case.attempt + (case.draft is not None)))


def gone(case: Case, event: Gone, playbook: Playbook, calendar: Calendar) -> Transition:
    """Absence proves nothing: the draft is never made again by itself, the owner is asked."""
    return Transition(replace(case, phase=Phase.ASKING), _question(case, event.at, playbook))


def gone_late(case: Case, event: Gone, playbook: Playbook, calendar: Calendar) -> Transition:
    return gone(case, event, playbook, calendar) if _of_this_step(case, event, playbook) else Transition(case)


def gone_while_paused(case: Case, event: Gone, playbook: Playbook, calendar: Calendar) -> Transition:
    """The case keeps the draft, lest the end of the pause makes another; the owner is asked at once."""
    return Transition(case, _question(case, event.at, playbook))


def _of_this_step(case: Case, event: Discarded | Gone, playbook: Playbook) -> bool:
    return event.step == step_name(case, playbook)


def _question(case: Case, at: datetime, playbook: Playbook) -> tuple[Intent, ...]:
    """What became of the draft; asked anew whenever it is lost anew."""
    step, about = step_name(case, playbook), f"{at:%Y%m%dT%H%M}"
    return (WriteNotice(case.id or 0, "gone", step, about, attempt=case.attempt),)
