"""What each event does to a case: the rows that `advance.TABLE` names."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ghostd.core.gaps.calendar import Calendar, Span
from ghostd.core.playbook.events import (
    Answered,
    Appended,
    Close,
    Discarded,
    Event,
    Freed,
    Gone,
    Intent,
    Left,
    LeftAlone,
    OwnerWrote,
    Pause,
    PauseClient,
    PauseOver,
    Restored,
    Resume,
    Sent,
    Stale,
    StepDue,
    Transition,
    WentAway,
    Why,
    WithdrawDraft,
    WriteDraft,
    WriteNotice,
)
from ghostd.core.playbook.model import Case, Do, Outcome, Phase, Playbook

A_BUSINESS_DAY = Span(1, "bd")

PATIENCE = 2
"""How many discarded drafts mean that the client is to be left alone."""


def same(case: Case, event: Event, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(case)


def take_step(case: Case, event: StepDue, playbook: Playbook, calendar: Calendar) -> Transition:
    if case.step >= len(playbook.steps):
        return Transition(_closed(case, Outcome.COMPLETED, event.at))
    step = playbook.steps[case.step]
    number = case.id or 0
    if step.do is Do.DRAFT:
        drafting = replace(case, phase=Phase.DRAFTING, snoozed=None)
        return Transition(drafting, (WriteDraft(number, step.name, case.attempt),))
    notices = {Do.ASSESS: "assessment", Do.RETROSPECT: "retrospective"}
    intents: tuple[Intent, ...] = ()
    if notice := notices.get(step.do):
        intents = (WriteNotice(number, notice, step.name),)
    moved = _next_step(case, event.at)
    if moved.step >= len(playbook.steps):
        moved = _closed(moved, Outcome.COMPLETED, event.at)
    return Transition(moved, intents)


def appended(case: Case, event: Appended, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(replace(case, phase=Phase.DRAFTED, draft=event.message_id))


def sent(case: Case, event: Sent, playbook: Playbook, calendar: Calendar) -> Transition:
    """The next step's clock runs from the Sent copy's time, not from when we saw it.

    An earlier draft of the same step may have been sent after all: then the one that waits is too many.
    """
    if event.draft and case.draft and event.draft != case.draft:
        if event.step != step_name(case, playbook):
            return Transition(case)
        done = replace(_next_step(case, event.at), phase=Phase.WAITING)
        return Transition(done, _withdrawal(case, Why.DOUBLE))
    return Transition(replace(_next_step(case, event.at), phase=Phase.WAITING))


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
        return Transition(_next_step(case, event.at), intents)
    return Transition(replace(case, since=max(case.since, event.at)), intents)


def restored(case: Case, event: Restored, playbook: Playbook, calendar: Calendar) -> Transition:
    """The draft waits again, and what its loss had brought about is undone; one written since gives way."""
    if event.draft == case.draft and case.phase is Phase.DRAFTED:
        return Transition(case)
    if event.step != step_name(case, playbook):
        return Transition(case)
    back = replace(_undone(case, event), phase=Phase.DRAFTED, draft=event.draft)
    newer = case.draft if case.draft != event.draft else None
    return Transition(back, _withdrawal(replace(case, draft=newer), Why.RESTORED))


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
    return Transition(case, (WriteNotice(case.id or 0, "left", event.step, about),))


def answered(case: Case, event: Answered, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(_closed(case, Outcome.ANSWERED, event.at), _withdrawal(case, Why.ANSWERED))


def owner_wrote(case: Case, event: OwnerWrote, playbook: Playbook, calendar: Calendar) -> Transition:
    """The owner's own mail takes the place of the draft; the step's clock starts again from it."""
    again = replace(case, phase=Phase.WAITING, since=event.at, draft=None)
    if case.phase is not Phase.WAITING:
        again = replace(again, attempt=case.attempt + 1)
    return Transition(again, _withdrawal(case, Why.BY_HAND))


def owner_wrote_while_paused(
    case: Case, event: OwnerWrote, playbook: Playbook, calendar: Calendar
) -> Transition:
    again = replace(case, since=event.at, draft=None, attempt=case.attempt + (case.draft is not None))
    return Transition(again, _withdrawal(case, Why.BY_HAND))


def went_away(case: Case, event: WentAway, playbook: Playbook, calendar: Calendar) -> Transition:
    """Nobody is asked "are you well?" on holiday: the draft is taken back until the client returns."""
    back = replace(case, phase=Phase.WAITING, draft=None, attempt=case.attempt + 1)
    return Transition(back, _withdrawal(case, Why.AWAY))


def discarded(case: Case, event: Discarded, playbook: Playbook, calendar: Calendar) -> Transition:
    """Discarding is an answer: once means not now, twice means leave this client alone."""
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
    return (WriteNotice(case.id or 0, "gone", step_name(case, playbook), f"{at:%Y%m%dT%H%M}"),)


def freed(case: Case, event: Freed, playbook: Playbook, calendar: Calendar) -> Transition:
    """Who has just cleared a draft away wants no other within the hour."""
    return Transition(replace(case, snoozed=calendar.after(event.at, A_BUSINESS_DAY)))


def paused(case: Case, event: Pause, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(replace(case, phase=Phase.PAUSED), (PauseClient(case.id or 0, event.until),))


def paused_while_drafting(case: Case, event: Pause, playbook: Playbook, calendar: Calendar) -> Transition:
    """A draft that is not written yet is not taken up again; the next is new."""
    return paused(replace(case, draft=None, attempt=case.attempt + 1), event, playbook, calendar)


def pause_over(case: Case, event: PauseOver, playbook: Playbook, calendar: Calendar) -> Transition:
    """Everything goes on as it stood: a draft waits, a question is open, a discard asks for its week."""
    if case.draft is None:
        return Transition(replace(case, phase=Phase.WAITING))
    return Transition(replace(case, phase=Phase.ASKING if event.lost else Phase.DRAFTED))


def resumed(case: Case, event: Resume, playbook: Playbook, calendar: Calendar) -> Transition:
    if event.lost:
        return resumed_unknown(case, event, playbook, calendar)
    if case.draft is not None and case.phase is Phase.PAUSED:
        return Transition(replace(case, phase=Phase.DRAFTED))
    return Transition(replace(case, phase=Phase.WAITING, snoozed=None, discards=0))


def resumed_unknown(case: Case, event: Resume, playbook: Playbook, calendar: Calendar) -> Transition:
    """The owner says "go on" about a draft whose fate is unknown: the step is done again."""
    again = replace(case, phase=Phase.WAITING, snoozed=None, draft=None, attempt=case.attempt + 1)
    return Transition(again)


def stale(case: Case, event: Stale, playbook: Playbook, calendar: Calendar) -> Transition:
    """The untouched draft is taken back and the same step written again, with dates that hold."""
    again = replace(case, phase=Phase.WAITING, draft=None, attempt=case.attempt + 1)
    return Transition(again, _withdrawal(case, Why.STALE))


def closed_by_owner(case: Case, event: Close, playbook: Playbook, calendar: Calendar) -> Transition:
    closed = _closed(case, Outcome.CLOSED_BY_OWNER, event.at)
    return Transition(closed, _withdrawal(case, Why.CLOSED))


def _next_step(case: Case, at: datetime) -> Case:
    return replace(case, step=case.step + 1, since=at, attempt=0, draft=None, snoozed=None)


def step_name(case: Case, playbook: Playbook) -> str:
    return playbook.steps[case.step].name if case.step < len(playbook.steps) else ""


def _closed(case: Case, outcome: Outcome, at: datetime) -> Case:
    return replace(case, phase=Phase.CLOSED, outcome=outcome, closed=at, draft=None, due_at=None)


def _withdrawal(case: Case, reason: Why) -> tuple[Intent, ...]:
    return (WithdrawDraft(case.id or 0, case.draft, reason),) if case.draft else ()
