"""The project, and what the silence does to it: by the dates and figures of the configuration alone."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from ghostd.core.assessment.model import Impact, Work
from ghostd.core.assessment.view import View
from ghostd.core.engagement import RUNNING, Contract, Project, Term
from ghostd.core.gaps.silence import A_DAY
from ghostd.core.money.invoices import Amount
from ghostd.core.playbook.model import Money

WEEK = 7
HALF = Decimal("0.5")

ON_SILENCE = (
    Term.APPROVAL_BY_SILENCE,
    Term.CLOSING_ON_SILENCE,
    Term.HOURLY_ON_SILENCE,
    Term.PAUSE_FEE,
    Term.SECOND_CONTACT,
)
"""What a contract gives the owner when the client is silent."""


def work(view: View) -> Work | None:
    project = view.engagement.project
    if project is None:
        return None
    currency = view.engagement.currency
    return Work(
        name=project.name,
        stage=project.stage,
        start=project.start,
        due=project.due,
        days=(project.due - view.today).days if project.due else None,
        hours=project.hours,
        weekly=_weekly(view, project),
        fee=Amount(project.fee, currency) if project.fee is not None else None,
        rate=Amount(project.rate, currency) if project.rate is not None else None,
    )


def impact(view: View) -> Impact | None:
    """What moves, for a project that is running while the client is silent; None where nothing does."""
    project, silence = view.engagement.project, view.silence
    if project is None or silence is None or project.stage not in RUNNING:
        return None
    days = int(silence.business / A_DAY)
    weekly = _weekly(view, project)
    if project.due is None:
        return Impact(days=days, weekly=weekly) if weekly else None
    return Impact(project.due, _moved(view, project.due, days), days, weekly)


def _moved(view: View, due: date, days: int) -> date:
    """The due date as many business days later."""
    calendar = view.portrait.calendar
    noon = datetime.combine(due, calendar.closes, calendar.zone)
    return view.day(calendar.later(noon, days * calendar.day)) if days else due


def _weekly(view: View, project: Project) -> Decimal | None:
    """The hours a week that the running project has taken since its start, to the half hour."""
    if project.stage not in RUNNING or not project.hours or not project.start:
        return None
    until = view.day(view.silence.since) if view.silence else view.today
    weeks = Decimal(max((until - project.start).days, WEEK)) / WEEK
    return ((project.hours / weeks / HALF).quantize(Decimal(1), ROUND_HALF_UP) * HALF).normalize()


def applies(view: View, money: Money) -> tuple[Term, ...]:
    """The terms that the contract has and that matter now, in the order of `Term`."""
    contract: Contract = view.engagement.contract
    wanted = set(ON_SILENCE) if view.silence else set()
    if money is Money.OVERDUE:
        wanted.add(Term.LATE_FEE)
    if contract.notice:
        wanted.add(Term.NOTICE_PERIOD)
    return tuple(term for term in Term if term in contract.terms and term in wanted)
