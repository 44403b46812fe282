"""Whether a case opens and whether its next step is due: pure, and always with the reason.

A deadline is a hint: the truth is recomputed here each time from the case, the playbook and the situation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ghostd.core.gaps.calendar import Calendar, Span
from ghostd.core.gaps.silence import Silence
from ghostd.core.playbook.events import StepDue
from ghostd.core.playbook.model import Case, Do, Gate, GateName, Outcome, Phase, Playbook, Since, Step
from ghostd.core.playbook.situation import Situation

A_BUSINESS_DAY = Span(1, "bd")


@dataclass(frozen=True, slots=True)
class Decision:
    """`due` when the step is to be taken now; else `look_at` says when to ask again (None: on news)."""

    due: StepDue | None
    reason: str
    look_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A gate that does not hold, why, and when it may."""

    reason: str
    until: datetime | None = None


OPEN_DRAFT = "another draft to this client still waits in your Drafts folder"

ALREADY = "already silent before ghostd looked"
ASKED_NOTHING = "your last mail asked nothing, so nobody owes an answer"


def fresh(silences: Sequence[Silence], cases: Sequence[Case]) -> list[Silence]:
    """The silences that may still get a case: without one so far, begun after the client's last one ended.

    Who let a whole case pass unanswered is not chased for an older thread besides.
    """
    anchors = {case.anchor for case in cases}
    ends = [c.closed for c in cases if c.closed and c.outcome is not Outcome.NOTHING_ASKED]
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
    if case.phase is not Phase.WAITING:
        return Decision(None, WAITS_FOR[case.phase])
    if situation.paused:
        return Decision(None, situation.paused)
    if not playbook.steps:
        return Decision(None, f'the playbook "{playbook.name}" is not in the configuration any more')
    if case.step >= len(playbook.steps):
        return Decision(StepDue(situation.now, "the playbook is done"), "the playbook is done")
    step = playbook.steps[case.step]
    due_at = due(case, step, situation)
    if situation.now < due_at:
        return Decision(None, f"{step.name} comes {_count(step, case)}", due_at)
    if block := blocked(case, step, situation):
        return Decision(None, block.reason, block.until)
    if step.do is Do.DRAFT and not situation.calendar.open_at(situation.now):
        return Decision(None, "outside working hours", situation.calendar.next_open(situation.now))
    reason = _count(step, case)
    return Decision(StepDue(situation.now, reason), reason)


WAITS_FOR = {
    Phase.DRAFTING: "the draft is being written",
    Phase.DRAFTED: "a draft waits in your Drafts folder",
    Phase.ASKING: "the draft is gone and it is not known whether it was sent; say `ghostd resume CLIENT` or "
    "`ghostd close CLIENT`, or simply send it",
    Phase.PAUSED: "paused",
    Phase.CLOSED: "closed",
}


def due(case: Case, step: Step, situation: Situation) -> datetime:
    """The instant a step's time has come: its span, the date we promised, and any snooze have passed.

    Steps that count from the opening keep a business day apart, lest an outage make several due at once.
    """
    calendar = situation.calendar
    moment = calendar.after(case.opened if step.since is Since.OPENED else case.since, step.after)
    if step.since is Since.OPENED and case.step > 0:
        moment = max(moment, calendar.after(case.since, A_BUSINESS_DAY))
    if step.do is Do.DRAFT:
        moment = max(moment, situation.promised or moment, situation.patient_until or moment)
    if case.snoozed:
        moment = max(moment, case.snoozed)
    return calendar.next_open(moment) if step.do is Do.DRAFT else moment


def blocked(case: Case, step: Step, situation: Situation) -> Block | None:
    """The first reason against a draft step: the rules that always hold, then the step's own gates."""
    if step.do is not Do.DRAFT:
        return None
    if situation.open_draft:
        return Block(OPEN_DRAFT)
    if not situation.reachable:
        return Block("no address of the client's to write to: the owner never wrote to a configured one")
    for gate in step.gates:
        if block := GATES[gate.name](gate, case, situation):
            return block
    if situation.quota_left <= 0:
        return Block("the daily number of drafts is reached", _tomorrow(situation))
    return None


def _previous_sent(gate: Gate, case: Case, situation: Situation) -> Block | None:
    if situation.asked_at is None:
        return Block("the previous message has not been found in Sent")
    return None


def _not_bounced(gate: Gate, case: Case, situation: Situation) -> Block | None:
    if situation.bounce is None:
        return None
    failed = ", ".join(situation.bounce.failed_recipients) or "the client"
    return Block(f"the last mail to {failed} came back; check the address")


def _not_away(gate: Gate, case: Case, situation: Situation) -> Block | None:
    absence, today = situation.absence, situation.calendar.local(situation.now)
    if absence is None or not absence.first <= today <= absence.last:
        return None
    back = situation.calendar.next_open(_midnight(absence.last + timedelta(days=1), situation.calendar))
    return Block(f"the client is away until {absence.last.isoformat()} ({absence.because})", back)


def _sendable_days(gate: Gate, case: Case, situation: Situation) -> Block | None:
    start = situation.asked_at or case.since
    passed = situation.calendar.sendable_days(start, situation.now)
    if passed >= gate.days:
        return None
    reason = f"{passed} of {gate.days} days have passed on which the client could have answered"
    return Block(reason, _tomorrow(situation))


def _goal(gate: Gate, case: Case, situation: Situation) -> Block | None:
    if case.goal in gate.goals:
        return None
    return Block(f"the goal is {case.goal}; this step is for {', '.join(gate.goals)}")


GATES = {
    GateName.PREVIOUS_SENT: _previous_sent,
    GateName.NOT_BOUNCED: _not_bounced,
    GateName.NOT_AWAY: _not_away,
    GateName.SENDABLE_DAYS: _sendable_days,
    GateName.GOAL: _goal,
}


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, time(), calendar.zone).astimezone(UTC)


def _tomorrow(situation: Situation) -> datetime:
    calendar = situation.calendar
    return calendar.next_open(_midnight(calendar.local(situation.now) + timedelta(days=1), calendar))


def _day(at: datetime, situation: Situation) -> str:
    return situation.calendar.local(at).isoformat()


def _count(step: Step, case: Case) -> str:
    start = "the case opened" if step.since is Since.OPENED or case.step == 0 else "the step before"
    return f"{step.after.spoken} after {start}" if step.after.amount else f"right after {start}"
