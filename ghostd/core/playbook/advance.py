"""The one table of the playbook's state machine: (phase, event) -> what becomes of the case.

Observations are total: the mailbox may show anything in any phase, so each has a row for every phase.
Commands are partial: one in a wrong phase is a Bug and leaves the case as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.playbook import rows
from ghostd.core.playbook.events import (
    Answered,
    Appended,
    Close,
    Discarded,
    Edited,
    Event,
    Freed,
    Gone,
    LeftAlone,
    Observation,
    OwnerWrote,
    Pause,
    PauseOver,
    Restored,
    Resume,
    Sent,
    Stale,
    StepDue,
    Transition,
    WentAway,
    Withdrawn,
)
from ghostd.core.playbook.model import Case, Phase, Playbook
from ghostd.errors import Bug

Row = Callable[[Case, Any, Playbook, Calendar], Transition]


def advance(case: Case, event: Event, playbook: Playbook, calendar: Calendar) -> Transition:
    """The case after the event, and what is to be done; raises `Bug` for a command in a wrong phase."""
    row = TABLE.get((case.phase, type(event)))
    if row is None:
        raise Bug(f"case {case.id}: {type(event).__name__} cannot happen while {case.phase}")
    return row(case, event, playbook, calendar)


def accepts(phase: Phase, command: type[Event]) -> bool:
    """Whether a command has a row in this phase."""
    return (phase, command) in TABLE


TOLD_WHEN_CLOSED = (LeftAlone, Restored)

TABLE: dict[tuple[Phase, type[Any]], Row] = {
    (Phase.WAITING, StepDue): rows.take_step,
    (Phase.WAITING, Freed): rows.freed,
    (Phase.WAITING, Pause): rows.paused,
    (Phase.WAITING, Resume): rows.resumed,
    (Phase.WAITING, Close): rows.closed_by_owner,
    (Phase.WAITING, Answered): rows.answered,
    (Phase.WAITING, OwnerWrote): rows.owner_wrote,
    (Phase.WAITING, WentAway): rows.same,
    (Phase.WAITING, Appended): rows.appended,
    (Phase.WAITING, Sent): rows.sent_late,
    (Phase.WAITING, Edited): rows.same,
    (Phase.WAITING, Restored): rows.restored,
    (Phase.WAITING, Discarded): rows.discarded_late,
    (Phase.WAITING, Gone): rows.gone_late,
    (Phase.WAITING, Withdrawn): rows.same,
    (Phase.DRAFTING, Pause): rows.paused_while_drafting,
    (Phase.DRAFTING, Close): rows.closed_by_owner,
    (Phase.DRAFTING, Answered): rows.answered,
    (Phase.DRAFTING, OwnerWrote): rows.owner_wrote,
    (Phase.DRAFTING, WentAway): rows.went_away,
    (Phase.DRAFTING, Appended): rows.appended,
    (Phase.DRAFTING, Sent): rows.sent,
    (Phase.DRAFTING, Edited): rows.same,
    (Phase.DRAFTING, Restored): rows.restored,
    (Phase.DRAFTING, Discarded): rows.discarded,
    (Phase.DRAFTING, Gone): rows.gone,
    (Phase.DRAFTING, Withdrawn): rows.same,
    (Phase.DRAFTED, Stale): rows.stale,
    (Phase.DRAFTED, Pause): rows.paused,
    (Phase.DRAFTED, Close): rows.closed_by_owner,
    (Phase.DRAFTED, Answered): rows.answered,
    (Phase.DRAFTED, OwnerWrote): rows.owner_wrote,
    (Phase.DRAFTED, WentAway): rows.went_away,
    (Phase.DRAFTED, Appended): rows.same,
    (Phase.DRAFTED, Sent): rows.sent,
    (Phase.DRAFTED, Edited): rows.same,
    (Phase.DRAFTED, Restored): rows.restored,
    (Phase.DRAFTED, Discarded): rows.discarded,
    (Phase.DRAFTED, Gone): rows.gone,
    (Phase.DRAFTED, Withdrawn): rows.same,
    (Phase.ASKING, Pause): rows.paused,
    (Phase.ASKING, Resume): rows.resumed_unknown,
    (Phase.ASKING, Close): rows.closed_by_owner,
    (Phase.ASKING, Answered): rows.answered,
    (Phase.ASKING, OwnerWrote): rows.owner_wrote,
    (Phase.ASKING, WentAway): rows.same,
    (Phase.ASKING, Appended): rows.appended,
    (Phase.ASKING, Sent): rows.sent,
    (Phase.ASKING, Edited): rows.same,
    (Phase.ASKING, Restored): rows.restored,
    (Phase.ASKING, Discarded): rows.discarded,
    (Phase.ASKING, Gone): rows.same,
    (Phase.ASKING, Withdrawn): rows.same,
    (Phase.PAUSED, Pause): rows.paused,
    (Phase.PAUSED, Resume): rows.resumed,
    (Phase.PAUSED, PauseOver): rows.pause_over,
    (Phase.PAUSED, Close): rows.closed_by_owner,
    (Phase.PAUSED, Answered): rows.answered,
    (Phase.PAUSED, OwnerWrote): rows.owner_wrote_while_paused,
    (Phase.PAUSED, WentAway): rows.same,
    (Phase.PAUSED, Appended): rows.same,
    (Phase.PAUSED, Sent): rows.sent_late,
    (Phase.PAUSED, Edited): rows.same,
    (Phase.PAUSED, Restored): rows.restored_while_paused,
    (Phase.PAUSED, Discarded): rows.discarded_while_paused,
    (Phase.PAUSED, Gone): rows.gone_while_paused,
    (Phase.PAUSED, Withdrawn): rows.withdrawn_while_paused,
    **{(phase, LeftAlone): rows.left_alone for phase in Phase},
    **{(Phase.CLOSED, seen): rows.same for seen in get_args(Observation) if seen not in TOLD_WHEN_CLOSED},
    (Phase.CLOSED, Restored): rows.restored_when_closed,
}
"""Every row of the machine. A closed case stays closed: what comes later is another case's story."""
