"""What ghostd's own clock and the owner's commands do to a case: rows of `advance.TABLE`."""

from __future__ import annotations

from dataclasses import replace

from ghostd.core.gaps.calendar import Calendar, Span
from ghostd.core.playbook.events import (
    Aim,
    Close,
    Freed,
    Intent,
    PassOver,
    Pause,
    PauseClient,
    PauseOver,
    Resume,
    Stale,
    StepDue,
    Supersede,
    Transition,
    Why,
    WriteDraft,
    WriteNotice,
)
from ghostd.core.playbook.model import Case, Do, Outcome, Phase, Playbook, Step
from ghostd.core.playbook.moves import closed, next_step, withdrawal

A_BUSINESS_DAY = Span(1, "bd")


def take_step(case: Case, event: StepDue, playbook: Playbook, calendar: Calendar) -> Transition:
    if case.step >= len(playbook.steps):
        return Transition(closed(case, Outcome.COMPLETED, event.at))
    step = playbook.steps[case.step]
    number = case.id or 0
    if step.do is Do.DRAFT:
        drafting = replace(case, phase=Phase.DRAFTING, snoozed=None)
        return Transition(drafting, (WriteDraft(number, step.name, case.attempt),))
    moved = next_step(case, event.at)
    if moved.step >= len(playbook.steps) or step.do is Do.CLOSE:
        moved = closed(moved, Outcome.COMPLETED, event.at)
    return Transition(moved, _notice(number, step, case.attempt))


def _notice(number: int, step: Step, attempt: int) -> tuple[Intent, ...]:
    """What a step that is no draft tells the owner."""
    match step.do:
        case Do.ASSESS:
            return (WriteNotice(number, "assessment", step.name, attempt=attempt),)
        case Do.RETROSPECT:
            return (WriteNotice(number, "retrospective", step.name, attempt=attempt),)
        case Do.NOTICE | Do.TASK | Do.INVOICE:
            task = step.do is not Do.NOTICE
            return (WriteNotice(number, step.template, step.name, task=task, attempt=attempt),)
    return ()


def passed_over(case: Case, event: PassOver, playbook: Playbook, calendar: Calendar) -> Transition:
    """The next step counts from where this one would have."""
    return Transition(replace(case, step=case.step + 1, attempt=0, draft=None, snoozed=None))


def aimed(case: Case, event: Aim, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(replace(case, goal=event.goal))


def aimed_anew(case: Case, event: Aim, playbook: Playbook, calendar: Calendar) -> Transition:
    """The draft was written for another goal: it is taken back, and written again."""
    if case.goal == event.goal:
        return Transition(case)
    again = replace(case, goal=event.goal, phase=Phase.WAITING, draft=None, attempt=case.attempt + 1)
    return Transition(again, withdrawal(case, Why.GOAL))


def superseded(case: Case, event: Supersede, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(closed(case, Outcome.SUPERSEDED, event.at), withdrawal(case, Why.SUPERSEDED))


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
    cleared = event.at if case.phase is Phase.WAITING else case.cleared
    return Transition(replace(case, phase=Phase.WAITING, snoozed=None, discards=0, cleared=cleared))


def resumed_unknown(case: Case, event: Resume, playbook: Playbook, calendar: Calendar) -> Transition:
    """The owner says "go on" about a draft whose fate is unknown: the step is done again."""
    again = replace(case, phase=Phase.WAITING, snoozed=None, draft=None, attempt=case.attempt + 1)
    return Transition(again)


def stale(case: Case, event: Stale, playbook: Playbook, calendar: Calendar) -> Transition:
    """The untouched draft is taken back and the same step written again, with dates that hold."""
    again = replace(case, phase=Phase.WAITING, draft=None, attempt=case.attempt + 1)
    return Transition(again, withdrawal(case, event.why))


def closed_by_owner(case: Case, event: Close, playbook: Playbook, calendar: Calendar) -> Transition:
    return Transition(closed(case, Outcome.CLOSED_BY_OWNER, event.at), withdrawal(case, Why.CLOSED))
