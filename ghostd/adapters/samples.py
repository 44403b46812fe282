"""Invented facts, with which every template is tried before its first use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import cast

from ghostd.adapters.notice_samples import notice_samples
from ghostd.core.concerns.told import Concern
from ghostd.core.engagement import Stage
from ghostd.core.money.invoices import Amount
from ghostd.core.money.statement import Aging, Line, Payments, Statement, Totals
from ghostd.core.playbook.model import GOALS
from ghostd.core.replies.facts import DraftFacts
from ghostd.core.replies.notice_facts import NOTICES

REGISTERS = ("tu", "usted")

WITHOUT_DEADLINE = frozenset(
    (
        "all-well",
        "are-you-ok",
        "closing",
        "fixed-report",
        "handover",
        "please-describe",
        "progress-update",
        "welcome-back",
    )
)
"""The shipped drafts that read well without a date; any other may count on one."""

LACKING: Mapping[str, object] = {
    "contact": "",
    "subject": "",
    "phone": "",
    "heard_on": None,
    "deadline": None,
    "project": "",
    "stage": "",
    "due": None,
    "statement": None,
    "fee_basis": "",
    "clause": False,
    "attached": (),
    "reason": "",
    "open_items": (),
}
"""What may be unknown, and how a template sees that."""


def samples(template: str) -> Iterator[Mapping[str, object]]:
    """Facts for a rehearsal: every register and goal, with and without what may be missing."""
    if template in NOTICES:
        yield from notice_samples(template)
        return
    for register, goal in product(REGISTERS, GOALS):
        yield from draft_samples(template, register, goal).values()


def draft_samples(template: str, register: str, goal: str) -> Mapping[str, Mapping[str, object]]:
    """Facts for one draft, by what is remarkable in them; the first has everything."""
    whole = cast(Mapping[str, object], sample_draft(register, goal))
    lacking = {name: none for name, none in LACKING.items() if may_lack(template, name)}
    return {
        "": whole,
        "about the client's mail": {**whole, "anchor_side": "client"},
        "about a complaint": {**whole, "anchor_side": "client", "complained": True},
        "the client wrote again": {**whole, "anchor_side": "client", "heard_on": date(2026, 5, 6)},
        "a hard time": {**whole, "hardship": str(Concern.BEREAVEMENT)},
        "nothing owed": {**whole, "statement": settled_statement()},
        "several currencies": {**whole, "statement": mixed_statement()},
        "two files": {**whole, "attached": ("summary.pdf", "photos.zip")},
        **{f"stage {stage}": {**whole, "stage": str(stage)} for stage in Stage},
        "nothing known": {**whole, **lacking},
    }


def may_lack(template: str, name: str) -> bool:
    """Whether a fact may be missing when this template is written."""
    return name in LACKING and (name != "deadline" or template in WITHOUT_DEADLINE)


def sample_draft(register: str, goal: str) -> DraftFacts:
    return DraftFacts(
        client="Acme",
        contact="Marta",
        owner="Ana Pérez",
        subject="Landing page",
        asked_on=date(2026, 5, 3),
        anchor_side="owner",
        heard_on=date(2026, 4, 28),
        complained=False,
        hardship="",
        silent_business_days=6,
        deadline=date(2026, 5, 20),
        goal=goal,
        register=register,
        step="ask",
        phone="+34 600 000 000",
        project="Spring campaign",
        stage=str(Stage.ACTIVE),
        due=date(2026, 6, 20),
        statement=sample_statement(),
        fee_basis="Ley 3/2004",
        clause=True,
        attached=("summary.pdf",),
        reason="my calendar no longer leaves the time that your work deserves",
        open_items=("the texts of the second page", "the image files in full size"),
    )


def sample_statement() -> Statement:
    """Two invoices, one of them late and one paid in part, and work that is not invoiced yet."""
    lines = (
        _line("2026-014", date(2026, 4, 15), "1200.00", days=35, fee="12.90"),
        replace(_line("2026-019", date(2026, 5, 31), "450.50"), amount=Amount(Decimal("900.50"), "EUR")),
    )
    return _statement(lines, Amount(Decimal("300.00"), "EUR"))


def settled_statement() -> Statement:
    """Nothing is open, and nothing is left to invoice."""
    return _statement((), Amount(Decimal("0.00"), "EUR"))


def mixed_statement() -> Statement:
    """Invoices in two currencies, whose late fees nobody agreed."""
    euros, dollars = (
        _line("2026-014", date(2026, 4, 15), "1200.00", days=35),
        _line("2026-015", date(2026, 4, 30), "80.00", days=20, currency="USD"),
    )
    one, other = _statement((euros,), None), _statement((dollars,), None)
    return replace(one, lines=(euros, dollars), totals=one.totals + other.totals, basis="")


def _line(
    number: str, due: date, left: str, *, days: int = 0, fee: str | None = None, currency: str = "EUR"
) -> Line:
    amount = Amount(Decimal(left), currency)
    late_fee = None if fee is None else Amount(Decimal(fee), currency)
    return Line(number, date(2026, 4, 1), due, amount, amount, days, late_fee)


def _statement(lines: tuple[Line, ...], unbilled: Amount | None) -> Statement:
    currency = lines[0].left.currency if lines else "EUR"
    late = sum((line.left.value for line in lines if line.days_overdue), Decimal(0))
    total = sum((line.left.value for line in lines), Decimal(0))
    fees = [line.late_fee.value for line in lines if line.late_fee]
    fee = Amount(sum(fees, Decimal(0)), currency) if fees else None
    sums = Totals(Amount(total, currency), Amount(late, currency), fee, Aging(total - late, Decimal(0), late))
    return Statement("Acme", date(2026, 5, 20), lines, (sums,), unbilled, Payments(), "Ley 3/2004")
