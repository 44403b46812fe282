"""What must hold before a step; while it does not, the step waits, and the owner is told why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ghostd.core.concerns import Concern
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.playbook.model import Case, Do, Gate, GateName, Money, Step
from ghostd.core.playbook.situation import Situation
from ghostd.core.quarantine import in_doubt


@dataclass(frozen=True, slots=True)
class Block:
    """A gate that does not hold, why, and when it may."""

    reason: str
    until: datetime | None = None


OPEN_DRAFT = "another draft to this client still waits in your Drafts folder"
QUOTA = "the daily number of drafts is reached"


def blocked(case: Case, step: Step, situation: Situation) -> Block | None:
    """The first reason against a step: the rules that always hold, most of them for drafts, then the step's
    own gates."""
    writes = step.do is Do.DRAFT
    if step.do is not Do.HOLD and (block := unread(case, situation)):
        return block
    if writes and situation.open_draft:
        return Block(OPEN_DRAFT)
    if writes and not situation.reachable:
        return Block("no address of the client's to write to: the owner never wrote to a configured one")
    for gate in step.gates:
        # Where a step names a date itself, the date gives the contract's notice.
        if gate.name is GateName.NOTICE_PERIOD and step.deadline:
            continue
        if block := GATES[gate.name](gate, case, situation):
            return block
    if writes and situation.quota_left <= 0:
        return Block(QUOTA, _tomorrow(situation))
    return None


def unread(case: Case, situation: Situation) -> Block | None:
    """Nothing is done about a silence that a message which could not be read may have ended.

    The owner's own mail in the thread says that it has not, and so does `ghostd resume`.
    """
    if not case.occasion.rests_on_silence:
        return None
    asked = situation.asked_at or situation.anchored or case.opened
    found = in_doubt(situation.unread, max(asked, case.cleared or asked), situation.now)
    if found is None:
        return None
    folder = found.message.placement.folder
    return Block(
        f"a message in {folder} that cannot be read may be the answer; `ghostd resume` when it is not",
        found.until,
    )


def _previous_sent(gate: Gate, case: Case, situation: Situation) -> Block | None:
    if situation.previous_sent is False:
        return Block("the draft before this one was not sent")
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
    fit = ", ".join(gate.goals)
    return Block(f"the goal is {case.goal}; this step is for {fit} (`ghostd goal` sets another)")


def _no_hardship(gate: Gate, case: Case, situation: Situation) -> Block | None:
    told = situation.hardship
    if told is None or (case.cleared and told.at <= case.cleared):
        return None
    day = situation.calendar.local(told.at).isoformat()
    what = TOLD[told.concern]
    return Block(f"the client wrote of {what} on {day}; `ghostd resume` when you think it right")


TOLD = {
    Concern.ILLNESS: "illness or an emergency",
    Concern.BEREAVEMENT: "bereavement",
    Concern.INSOLVENCY: "money trouble",
}


def _notice_period(gate: Gate, case: Case, situation: Situation) -> Block | None:
    until = situation.notice_until
    if until is None or situation.now >= until:
        return None
    last = situation.calendar.local(until).isoformat()
    return Block(f"the contract's notice period is not over until {last}", until)


def _amount_known(gate: Gate, case: Case, situation: Situation) -> Block | None:
    """Only who wants to collect has to know what is owed."""
    if case.goal != "collect" or situation.money is not Money.UNKNOWN:
        return None
    return Block("what the client owes is not known; list its invoices, or choose another goal")


GATES = {
    GateName.PREVIOUS_SENT: _previous_sent,
    GateName.NOT_BOUNCED: _not_bounced,
    GateName.NOT_AWAY: _not_away,
    GateName.SENDABLE_DAYS: _sendable_days,
    GateName.GOAL: _goal,
    GateName.NO_HARDSHIP: _no_hardship,
    GateName.NOTICE_PERIOD: _notice_period,
    GateName.AMOUNT_KNOWN: _amount_known,
}


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, time(), calendar.zone).astimezone(UTC)


def _tomorrow(situation: Situation) -> datetime:
    calendar = situation.calendar
    return calendar.next_open(_midnight(calendar.local(situation.now) + timedelta(days=1), calendar))
