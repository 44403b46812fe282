"""When a playbook takes its steps, if nothing comes and every draft is sent when it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.playbook.conditions import unmet
from ghostd.core.playbook.decide import due
from ghostd.core.playbook.model import Case, Do, Playbook
from ghostd.core.playbook.situation import Situation


@dataclass(frozen=True, slots=True)
class Course:
    """The instant of the first draft, None for a playbook without any, and of the last step."""

    first_draft: datetime | None
    ends: datetime


def course(playbook: Playbook, opened: datetime, calendar: Calendar) -> Course:
    """The course of a case opened at that instant, by the rule that the daemon itself goes by (`due`)."""
    case = Case(client="", playbook=playbook.name, anchor="", opened=opened, since=opened)
    first: datetime | None = None
    for index, step in enumerate(playbook.steps):
        case = replace(case, step=index)
        situation = Situation(now=case.since, calendar=calendar)
        moment = due(case, step, situation)
        if moment is None or unmet(case, step, situation):
            continue
        if step.do is Do.DRAFT and first is None:
            first = moment
        case = replace(case, since=moment)
    return Course(first, case.since)
