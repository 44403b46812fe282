"""Which goal is recommended, by a short table read from above; the owner decides.

hardship in the client's recent mail                           keep      HARDSHIP
money overdue, and hardly any answers so far                   collect   OWES_AND_UNKNOWN
money overdue, and silent before, SILENT times                 collect   OWES_AND_SILENT
let down VANISHED times: no answer, or silent again soon       let-go    VANISHES
less than a chance of FAINT that an answer comes in a week     let-go    NO_HOPE
the owner states that effect or respect are bad                let-go    STATED
anything else                                                  keep      ANSWERED_BEFORE, NO_HISTORY
"""

from __future__ import annotations

from datetime import date

from ghostd.core.assessment.model import Advice, Matter, Why
from ghostd.core.assessment.view import View
from ghostd.core.learning import OfClient
from ghostd.core.playbook.model import Money

SILENT = 2
"""Past silences from which on a client with overdue invoices is asked for the money first."""

VANISHED = 2
"""How often a client must have left a whole playbook unanswered, or fallen silent again soon."""

FAINT = 0.03
"""The chance of an answer within a week below which nothing is to be expected."""

BAD = 2
"""From 1 to 5: what the owner states at this or below speaks for parting."""


def advise(view: View, hardship: date | None, money: Money, *, chosen: bool) -> Advice:
    """The recommended goal beside the one that holds; `chosen` says that the owner has set the latter."""
    goal, why, times = _recommended(view, hardship, money)
    return Advice(goal, why, view.case.goal, chosen, times)


def _recommended(view: View, hardship: date | None, money: Money) -> tuple[str, Why, int]:
    if hardship:
        return "keep", Why.HARDSHIP, 0
    if view.matter is Matter.MISTAKE:
        return "keep", Why.MENDING, 0
    past, answers = view.lessons.of(view.portrait.client.name), view.portrait.usual.answers
    if money is Money.OVERDUE and view.portrait.usual.pooled:
        return "collect", Why.OWES_AND_UNKNOWN, answers
    if money is Money.OVERDUE and past and past.cases >= SILENT:
        return "collect", Why.OWES_AND_SILENT, past.cases
    if let_down := _let_down(past):
        return "let-go", Why.VANISHES, let_down
    if view.silence and view.silence.bounce is None and view.silence.still < FAINT:
        return "let-go", Why.NO_HOPE, 0
    if _stated_bad(view):
        return "let-go", Why.STATED, 0
    return "keep", Why.ANSWERED_BEFORE if answers else Why.NO_HISTORY, answers


def _let_down(past: OfClient | None) -> int:
    """How often the client vanished for good or anew; nothing below VANISHED."""
    times = past.unanswered + past.again if past else 0
    return times if times >= VANISHED else 0


def _stated_bad(view: View) -> bool:
    stated = view.engagement.stated
    return any(score is not None and score <= BAD for score in (stated.effect, stated.respect))
