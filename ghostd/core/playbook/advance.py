"""The one table of the playbook's state machine: (phase, event) -> what becomes of the case.

Observations are total: the mailbox may show anything in any phase, so each has a row for every phase.
Commands are partial: one in a wrong phase is a Bug and leaves the case as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.playbook import commands, fates, people
from ghostd.core.playbook.events import (
    Aim,
    Answered,
    Appended,
    Close,
    Discarded,
    Edited,
    Event,
    Freed,
    Gone,
    Heard,
    LeftAlone,
    Observation,
    OwnerWrote,
    PassOver,
    Pause,
    PauseOver,
    Restored,
    Resume,
    Sent,
    Stale,
    StepDue,
    Supersede,
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
    (Phase.WAITING, StepDue): commands.take_step,
    (Phase.WAITING, PassOver): commands.passed_over,
    (Phase.WAITING, Freed): commands.freed,
    (Phase.WAITING, Pause): commands.paused,
    (Phase.WAITING, Resume): commands.resumed,
    (Phase.WAITING, Close): commands.closed_by_owner,
    (Phase.WAITING, Answered): people.answered,
    (Phase.WAITING, OwnerWrote): people.owner_wrote,
    (Phase.WAITING, WentAway): people.same,
    (Phase.WAITING, Appended): fates.appended,
    (Phase.WAITING, Sent): fates.sent_late,
    (Phase.WAITING, Edited): people.same,
    (Phase.WAITING, Restored): fates.restored,
    (Phase.WAITING, Discarded): fates.discarded_late,
    (Phase.WAITING, Gone): fates.gone_late,
    (Phase.WAITING, Withdrawn): people.same,
    (Phase.DRAFTING, Pause): commands.paused_while_drafting,
    (Phase.DRAFTING, Close): commands.closed_by_owner,
    (Phase.DRAFTING, Answered): people.answered,
    (Phase.DRAFTING, OwnerWrote): people.owner_wrote,
    (Phase.DRAFTING, WentAway): people.went_away,
    (Phase.DRAFTING, Appended): fates.appended,
    (Phase.DRAFTING, Sent): fates.sent,
    (Phase.DRAFTING, Edited): people.same,
    (Phase.DRAFTING, Restored): fates.restored,
    (Phase.DRAFTING, Discarded): fates.discarded,
    (Phase.DRAFTING, Gone): fates.gone,
    (Phase.DRAFTING, Withdrawn): people.same,
    (Phase.DRAFTED, Stale): commands.stale,
    (Phase.DRAFTED, Pause): commands.paused,
    (Phase.DRAFTED, Close): commands.closed_by_owner,
    (Phase.DRAFTED, Answered): people.answered,
    (Phase.DRAFTED, OwnerWrote): people.owner_wrote,
    (Phase.DRAFTED, WentAway): people.went_away,
    (Phase.DRAFTED, Appended): people.same,
    (Phase.DRAFTED, Sent): fates.sent,
    (Phase.DRAFTED, Edited): people.same,
    (Phase.DRAFTED, Restored): fates.restored,
    (Phase.DRAFTED, Discarded): fates.discarded,
    (Phase.DRAFTED, Gone): fates.gone,
    (Phase.DRAFTED, Withdrawn): people.same,
    (Phase.ASKING, Pause): commands.paused,
    (Phase.ASKING, Resume): commands.resumed_unknown,
    (Phase.ASKING, Close): commands.closed_by_owner,
    (Phase.ASKING, Answered): people.answered,
    (Phase.ASKING, OwnerWrote): people.owner_wrote,
    (Phase.ASKING, WentAway): people.same,
    (Phase.ASKING, Appended): fates.appended,
    (Phase.ASKING, Sent): fates.sent,
    (Phase.ASKING, Edited): people.same,
    (Phase.ASKING, Restored): fates.restored,
    (Phase.ASKING, Discarded): fates.discarded,
    (Phase.ASKING, Gone): people.same,
    (Phase.ASKING, Withdrawn): people.same,
    (Phase.PAUSED, Pause): commands.paused,
    (Phase.PAUSED, Resume): commands.resumed,
    (Phase.PAUSED, PauseOver): commands.pause_over,
    (Phase.PAUSED, Close): commands.closed_by_owner,
    (Phase.PAUSED, Answered): people.answered,
    (Phase.PAUSED, OwnerWrote): people.owner_wrote_while_paused,
    (Phase.PAUSED, WentAway): people.same,
    (Phase.PAUSED, Appended): people.same,
    (Phase.PAUSED, Sent): fates.sent_late,
    (Phase.PAUSED, Edited): people.same,
    (Phase.PAUSED, Restored): fates.restored_while_paused,
    (Phase.PAUSED, Discarded): fates.discarded_while_paused,
    (Phase.PAUSED, Gone): fates.gone_while_paused,
    (Phase.PAUSED, Withdrawn): fates.withdrawn_while_paused,
    **{(phase, Supersede): commands.superseded for phase in Phase if phase is not Phase.CLOSED},
    **{(phase, Aim): commands.aimed for phase in (Phase.WAITING, Phase.ASKING, Phase.PAUSED)},
    **{(phase, Aim): commands.aimed_anew for phase in (Phase.DRAFTING, Phase.DRAFTED)},
    **{(phase, Heard): people.heard for phase in (Phase.WAITING, Phase.ASKING, Phase.PAUSED)},
    **{(phase, Heard): people.heard_while_drafted for phase in (Phase.DRAFTING, Phase.DRAFTED)},
    **{(phase, LeftAlone): fates.left_alone for phase in Phase},
    **{(Phase.CLOSED, seen): people.same for seen in get_args(Observation) if seen not in TOLD_WHEN_CLOSED},
    (Phase.CLOSED, Restored): fates.restored_when_closed,
}
"""Every row of the machine. A closed case stays closed: what comes later is another case's story."""
