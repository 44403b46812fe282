"""Where the owner and a client stood when its file was closed, for the day on which it writes again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ghostd.core.engagement import Contract, Term
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.learning import Past, sent_before_end
from ghostd.core.money.invoices import Amount
from ghostd.core.playbook.model import Outcome


class Stood(NamedTuple):
    """`told_on` is when the closing mail was sent, None when none was. `owed_then` and `owed_now` are None
    where nothing is known of money, and empty where nothing was owed; `terms` are those of the contract,
    None where nothing is known of one."""

    closed_on: date
    told_on: date | None
    days: int
    owed_then: tuple[Amount, ...] | None
    owed_now: tuple[Amount, ...] | None
    terms: tuple[Term, ...] | None


def where_we_stood(
    past: list[Past],
    client: str,
    today: date,
    owed_now: tuple[Amount, ...] | None,
    contract: Contract,
    calendar: Calendar,
) -> Stood | None:
    """By the client's last case that ran to its end without an answer; None when there is none."""
    ran = [
        p for p in past if p.case.client == client and p.case.outcome is Outcome.COMPLETED and p.case.closed
    ]
    if not ran:
        return None
    last = max(ran, key=lambda p: p.case.closed or p.case.opened)
    closed = calendar.local(last.case.closed or last.case.opened)
    drafts = sent_before_end(last)
    told = drafts[-1].decided if drafts else None
    terms = tuple(term for term in Term if term in contract.terms) if contract.known else None
    return Stood(
        closed, calendar.local(told) if told else None, (today - closed).days, last.owed, owed_now, terms
    )
