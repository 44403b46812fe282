"""Whether a case opens and whether its next step is due: pure, and always with the reason.

A deadline is a hint: the truth is recomputed here each time from the case, the playbook and the situation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ghostd.core.gaps.calendar import Span
from ghostd.core.gaps.silence import Silence
from ghostd.core.playbook.conditions import FORESEEN, LASTING, unmet
from ghostd.core.playbook.events import PassOver, StepDue
from ghostd.core.playbook.gates import blocked
from ghostd.core.playbook.model import Case, Do, Occasion, Outcome, Phase, Playbook, Since, Step
from ghostd.core.playbook.situation import Situation

A_BUSINESS_DAY = Span(1, "bd")


@dataclass(frozen=True, slots=True)
class Decision:
    """`due` when the step is to be taken, or passed over, now; else `look_at` says when to ask again (None:
    on news)."""

    due: StepDue | PassOver | None
    reason: str
    look_at: datetime | None = None


ALREADY = "already silent before ghostd looked"
ASKED_NOTHING = "your last mail asked nothing, so nobody owes an answer"


def fresh(silences: Sequence[Silence], cases: Sequence[Case]) -> list[Silence]:
    """The silences that may still get a case: without one so far, begun after the client's last one ended.

    Who let a whole case pass unanswered is not chased for an older thread besides.
    """
    told = [c for c in cases if c.occasion is Occasion.SILENCE and c.outcome is not Outcome.SUPERSEDED]
    anchors = {case.anchor for case in told}
    ends = [c.closed for c in told if c.closed and c.outcome is not Outcome.NOTHING_ASKED]
    ended = max(ends, default=None)
    return [s for s in silences if s.turn.run.identity not in anchors and (ended is None or s.since > ended)]


def opens(situation: Situation, started: datetime) -> Decision:
    """Whether the silence calls for a case: only one that began to be unusual after ghostd first ran."""
    silence = situation.silence
    if situation.paused:
        return Decision(None, situation.paused)
    if silence is None:
        return Decision(None, "nobody waits for an answer")
    if situation.bounce is not None:
        return Decision(None, f"not silence: the mail of {_day(silence.turn.opened, situation)} came back")
    if silence.turn.traits.over:
        return Decision(None, ASKED_NOTHING)
    if silence.unusual_at is None:
        return Decision(None, "too few such mails are answered for a silence to mean anything")
    if not silence.unusual:
        return Decision(None, "not unusual yet", silence.unusual_at)
    if silence.unusual_at <= started:
        return Decision(None, f"{ALREADY}; `ghostd open` takes it up")
    if not situation.calendar.open_at(situation.now):
        return Decision(None, "outside working hours", situation.calendar.next_open(situation.now))
    reason = "the silence is unusual for this client"
    return Decision(StepDue(situation.now, reason), reason)


def decide(case: Case, playbook: Playbook, situation: Situation) -> Decision:
    """Whether the case's next step is due, and why or why not."""
    if reason := _held(case, playbook, situation):
        return Decision(None, reason)
    if case.step >= len(playbook.steps):
        return Decision(StepDue(situation.now, "the playbook is done"), "the playbook is done")
    step = playbook.steps[case.step]
    if reason := unmet(case, step, situation, topics=LASTING):
        return Decision(PassOver(situation.now, reason), reason)
    due_at = due(case, step, situation)
    if due_at is None:
        return Decision(None, f"{step.name} waits for a word from the client")
    if situation.now < due_at:
        return Decision(None, f"{step.name} comes {_count(step, case)}", due_at)
    if reason := unmet(case, step, situation):
        return Decision(PassOver(situation.now, reason), reason)
    if block := blocked(case, step, situation):
        return Decision(None, block.reason, block.until)
    if step.do in (Do.DRAFT, Do.TASK) and not situation.calendar.open_at(situation.now):
        return Decision(None, "outside working hours", situation.calendar.next_open(situation.now))
    reason = _count(step, case)
    return Decision(StepDue(situation.now, reason), reason)


def to_come(case: Case, playbook: Playbook, situation: Situation) -> Case:
    """The case at the step that will be taken if all stays as it is: what does not apply is behind it."""
    while case.phase is Phase.WAITING and case.step < len(playbook.steps):
        step = playbook.steps[case.step]
        if not unmet(case, step, situation, topics=FORESEEN):
            break
        case = replace(case, step=case.step + 1, attempt=0, draft=None, snoozed=None)
    return case


def _held(case: Case, playbook: Playbook, situation: Situation) -> str:
    """Why no step of the case is looked at, whatever the hour; the empty text when one is."""
    if case.phase is not Phase.WAITING:
        return WAITS_FOR[case.phase]
    if situation.paused:
        return situation.paused
    return "" if playbook.steps else f'the playbook "{playbook.name}" is not in the configuration any more'


WAITS_FOR = {
    Phase.DRAFTING: "the draft is being written",
    Phase.DRAFTED: "a draft waits in your Drafts folder",
    Phase.ASKING: "the draft is gone and it is not known whether it was sent; say `ghostd resume CLIENT` or "
    "`ghostd close CLIENT`, or simply send it",
    Phase.PAUSED: "paused",
    Phase.CLOSED: "closed",
}


def due(case: Case, step: Step, situation: Situation) -> datetime | None:
    """The instant a step's time has come: its span, the date we promised, and any snooze have passed; None
    while it waits for the client's word.

    Steps that count from the opening, or from the mail that the case is about, keep a business day apart,
    lest an outage make several due at once. A date that the client was given is waited for; one by which the
    owner promised something is not.
    """
    calendar, start = situation.calendar, _start(case, step, situation)
    if start is None:
        return None
    moment = max(calendar.after(start, step.after), case.since)
    if step.since in (Since.OPENED, Since.ASKED) and case.step > 0:
        moment = max(moment, calendar.after(case.since, A_BUSINESS_DAY))
    if step.do is Do.DRAFT and case.occasion is Occasion.SILENCE:
        moment = max(moment, situation.promised or moment, situation.patient_until or moment)
    if case.snoozed:
        moment = max(moment, case.snoozed)
    return calendar.next_open(moment) if step.do is Do.DRAFT else moment


def _start(case: Case, step: Step, situation: Situation) -> datetime | None:
    match step.since:
        case Since.OPENED:
            return case.opened
        case Since.ASKED:
            return situation.anchored or case.opened
        case Since.OWNER_WROTE:
            return situation.asked_at or case.since
        case Since.CLIENT_WROTE:
            return case.heard if case.heard and case.heard > case.since else None
    return case.since


def _day(at: datetime, situation: Situation) -> str:
    return situation.calendar.local(at).isoformat()


def _count(step: Step, case: Case) -> str:
    start = STARTS.get(step.since) or ("the case opened" if case.step == 0 else "the step before")
    return f"{step.after.spoken} after {start}" if step.after.amount else f"right after {start}"


STARTS = {
    Since.OPENED: "the case opened",
    Since.ASKED: "the mail it is about",
    Since.OWNER_WROTE: "your last mail",
    Since.CLIENT_WROTE: "the client wrote",
}
