"""Invented assessments, with which the templates of the owner's notices are tried before their first use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ghostd.core.assessment.model import (
    Advice,
    Assessment,
    Broken,
    Cause,
    Evidence,
    Impact,
    LastMessage,
    Length,
    Letter,
    Look,
    Matter,
    Pace,
    Pending,
    Profit,
    Reason,
    Scorecard,
    Sign,
    Why,
    Words,
    Work,
)
from ghostd.core.assessment.returned import Stood
from ghostd.core.engagement import Contract, Engagement, LateFee, Project, Stage, Stated, Term
from ghostd.core.gaps.calendar import Span
from ghostd.core.learning import NOTHING, Helped, Lessons, OfClient, Retrospect, Spent
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.money.statement import Payments, Statement, statement_of
from ghostd.core.playbook.model import Money, Occasion

TODAY = date(2026, 5, 12)
CONTRACT = Contract(
    known=True,
    terms=frozenset((Term.CLOSING_ON_SILENCE, Term.LATE_FEE, Term.NOTICE_PERIOD)),
    notice=Span(14, "d"),
)
PROJECT = Project(
    name="Spring campaign",
    stage=Stage.ACTIVE,
    start=date(2026, 3, 2),
    due=date(2026, 6, 19),
    hours=Decimal(42),
    rate=Decimal(60),
    fee=Decimal(4200),
)


CHANGES = (Evidence.NEW_CONTACT, Evidence.LEAVING, Evidence.ADDRESS_GONE)


def euros(figures: str) -> Amount:
    return Amount(Decimal(figures), "EUR")


def sample_account() -> Statement:
    """One invoice a month late, one not due yet, work done since, and a client who has paid late before."""
    fee = LateFee(Decimal(8), Decimal(0), 0, "our contract, clause 7")
    listed = (
        _invoice("2026-009", date(2026, 1, 31), "900.00", paid="900.00", paid_on=date(2026, 2, 12)),
        _invoice("2026-014", date(2026, 4, 7), "1200.00"),
        _invoice("2026-019", date(2026, 5, 31), "450.50"),
    )
    found = statement_of("Acme", listed, Engagement(project=PROJECT, late_fee=fee), TODAY)
    assert found is not None
    return found


def many_invoices() -> Statement:
    """More open invoices than a notice lists, of every age, and one in another currency."""
    days = (date(2026, 1, 15), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 20), date(2026, 5, 31))
    listed = [_invoice(f"2026-00{n}", due, "100.00") for n, due in enumerate(days, 1)]
    listed.append(_invoice("2026-006", date(2026, 5, 31), "80.00", currency="USD"))
    found = statement_of("Acme", listed, Engagement(), TODAY)
    assert found is not None
    return found


def _invoice(
    number: str, due: date, sum: str, *, paid: str = "0", paid_on: date | None = None, currency: str = "EUR"
) -> Invoice:
    amount = Amount(Decimal(sum), currency)
    return Invoice(number, "Acme", date(due.year, due.month, 1), due, amount, Decimal(paid), paid_on)


LESSONS = Lessons(
    cases=7,
    answered=5,
    unanswered=2,
    unprompted=1,
    again=1,
    days=12,
    owed=(euros("800.00"),),
    owed_known=2,
    steps=(Helped("ask", "are-you-ok", 6, 3, 2), Helped("ask-again", "closing-notice", 3, 1, 0)),
    clients=(OfClient("Acme", 2, 1, 1, 0, 14),),
)

RETROSPECT = Retrospect(
    days=29,
    before=8,
    steps=(
        Spent("ask", "are-you-ok", date(2026, 5, 13), 0, 7, answered=False),
        Spent("ask-again", "closing-notice", date(2026, 5, 21), 1, 11, answered=False),
    ),
    owed=(euros("1200.00"),),
)

STOOD = Stood(
    closed_on=date(2026, 2, 2),
    told_on=date(2026, 2, 2),
    days=99,
    owed_then=(euros("1200.00"),),
    owed_now=(),
    terms=(Term.DEPOSIT, Term.PAUSE_FEE),
)


def sample_assessment(goal: str = "keep") -> Assessment:
    """A silence of which much is known."""
    return Assessment(
        today=TODAY,
        client="Acme",
        occasion=Occasion.SILENCE,
        matter=Matter.SILENCE,
        asked=date(2026, 5, 3),
        silent=6,
        work=Work(
            "Spring campaign", Stage.ACTIVE, date(2026, 3, 2), date(2026, 6, 19), 38, Decimal(42),
            Decimal("4.5"), euros("4200.00"), euros("60.00"),
        ),
        money=Money.OVERDUE,
        account=sample_account(),
        pace=Pace(
            24, Length(Decimal("1.2"), "days"), Length(Decimal(3), "days"),
            tuple(Length(Decimal(n), "days") for n in (2, 3, 3, 4, 4)), Length(Decimal(1), "days"),
            3, 5, Length(Decimal(6), "hours"),
        ),
        pending=Pending(
            theirs=(Letter(date(2026, 5, 3), "Landing page", 9),),
            mine=(Letter(date(2026, 4, 28), "A question about the logo", 14),),
        ),
        contract=CONTRACT,
        applies=(Term.CLOSING_ON_SILENCE, Term.LATE_FEE, Term.NOTICE_PERIOD),
        messages=(
            LastMessage(date(2026, 4, 28), "Marta Ruiz", "Landing page"),
            LastMessage(date(2026, 5, 3), "Ana Pérez", "Landing page", mine=True),
        ),
        looks=(
            Look(Cause.AWAY, found=False),
            Look(Cause.HOLIDAY, found=True, on=date(2026, 5, 4), until=date(2026, 5, 4), days=1),
            Look(Cause.BOUNCE, found=False),
            Look(Cause.ELSEWHERE, found=False),
            Look(Cause.NOTHING_ASKED, found=False),
        ),
        signs=(
            Sign(Reason.MONEY_TROUBLE, Evidence.OVERDUE, date(2026, 4, 7), 1, amounts=(euros("1200.00"),)),
            Sign(Reason.LOST_INTEREST, Evidence.SLOWER, times=5),
            Sign(Reason.PRIORITIES, Evidence.PUT_OFF, date(2026, 5, 8), 2, "Landing page"),
        ),
        unseen=(Reason.INTERNAL_CHANGE, Reason.EMERGENCY, Reason.NOT_DELIVERED),
        impact=Impact(date(2026, 6, 19), date(2026, 6, 29), 6, Decimal("4.5")),
        advice=Advice("collect", Why.OWES_AND_SILENT, goal, chosen=goal != "keep", times=2),
        soft=False,
        lessons=LESSONS,
    )  # fmt: skip


def bare_assessment() -> Assessment:
    """A silence of which hardly anything is known."""
    return replace(
        sample_assessment(),
        work=None,
        money=Money.UNKNOWN,
        account=None,
        pace=Pace(0, None, None),
        pending=Pending(theirs=(Letter(date(2026, 5, 3), "", 9),)),
        contract=Contract(),
        applies=(),
        messages=(),
        looks=tuple(Look(cause, found=False) for cause in Cause),
        signs=(),
        unseen=tuple(Reason),
        impact=None,
        advice=Advice("keep", Why.NO_HISTORY, "keep"),
        soft=True,
        lessons=NOTHING,
    )


def telling_assessment() -> Assessment:
    """A silence that every piece of evidence speaks of."""
    on, who = date(2026, 5, 6), "Marta Ruiz"
    return replace(
        sample_assessment(),
        account=many_invoices(),
        looks=(
            Look(Cause.AWAY, found=True, on=on, until=date(2026, 5, 20)),
            Look(Cause.HOLIDAY, found=True, on=date(2026, 5, 4), until=date(2026, 5, 5), days=2),
            Look(Cause.BOUNCE, found=True, on=on, who="marta@acme.example"),
            Look(Cause.ELSEWHERE, found=True, on=on, who=who),
            Look(Cause.NOTHING_ASKED, found=True),
        ),
        signs=(
            *(Sign(Reason.INTERNAL_CHANGE, said, on, 1, who) for said in CHANGES),
            Sign(Reason.MONEY_TROUBLE, Evidence.OVERDUE, on, 5, "", (euros("400.00"), euros("80.00"))),
            Sign(Reason.MONEY_TROUBLE, Evidence.INSOLVENCY, on, 1, who),
            Sign(Reason.LOST_INTEREST, Evidence.SLOWER, None, 5),
            Sign(Reason.LOST_INTEREST, Evidence.LEFT_QUESTIONS, on, 2),
            Sign(Reason.PRIORITIES, Evidence.PUT_OFF, None, 3, "Landing page"),
            Sign(Reason.EMERGENCY, Evidence.HARDSHIP, on, 1, who),
            Sign(Reason.NOT_DELIVERED, Evidence.BOUNCE, on, 1, "marta@acme.example"),
        ),
        unseen=(),
        hardship=on,
        advice=Advice("keep", Why.HARDSHIP, "keep"),
        impact=Impact(days=6, weekly=Decimal(1)),
    )


def weighed_assessment() -> Assessment:
    """A client who is weighed: nobody is silent."""
    scorecard = Scorecard(
        since=date(2025, 5, 12),
        answers=24,
        slow=5,
        unanswered=2,
        silences=2,
        broken=(Broken(date(2026, 5, 4), date(2026, 5, 8), "Landing page"),),
        payments=Payments(7, 2, 12),
        scope=Words(3, date(2026, 5, 2)),
        complaints=Words(1, date(2026, 5, 6)),
        profit=Profit(Decimal(120), euros("4200.00"), euros("35.00"), euros("60.00")),
        stated=Stated(
            respect=2,
            effect=2,
            breaches=("the second review round was never paid for",),
            open_items=("the hand-over of the image files",),
        ),
    )
    advice = Advice("let-go", Why.STATED, "keep")
    return replace(_nobody_silent(Matter.WEIGHING), card=scorecard, advice=advice)


def mistaken_assessment() -> Assessment:
    """Something went wrong on the owner's side."""
    return replace(_nobody_silent(Matter.MISTAKE), advice=Advice("keep", Why.MENDING, "keep"))


def _nobody_silent(matter: Matter) -> Assessment:
    return replace(
        sample_assessment(), occasion=Occasion.BY_HAND, matter=matter, asked=None, silent=None, looks=(),
        signs=(), unseen=(), impact=None, soft=None, complaint=date(2026, 5, 6),
    )  # fmt: skip


def empty_card() -> Assessment:
    """A client who is weighed and of whom nothing is known."""
    nothing = Scorecard(TODAY, 0, 0, 0, 0, (), None, Words(0), Words(0), None, Stated())
    bare = replace(bare_assessment(), occasion=Occasion.BY_HAND, matter=Matter.WEIGHING, soft=None)
    return replace(bare, asked=None, silent=None, looks=(), unseen=(), pending=Pending(), card=nothing)
