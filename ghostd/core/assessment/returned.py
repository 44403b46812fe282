"""Where the owner and a client stood when its file was closed, for the day on which it writes again."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from ghostd.core.engagement import Contract, Term
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.learning import Past, about_silence, sent_before_end, template_of
from ghostd.core.money.invoices import Amount
from ghostd.core.playbook.model import Outcome, Playbooks

CLOSING = "closing"
"""The template that tells a client that its file is closed."""


class Stood(NamedTuple):
    """`closed_on` is when the follow-up ended, `days` how long ago that is. `told_on` is when the closing
    mail was sent, None when none was: then nobody has told the client of an end. `owed_then` and `owed_now`
    are None where nothing is known of money, and empty where nothing was owed; `terms` are those of the
    contract, None where nothing is known of one."""

    closed_on: date
    told_on: date | None
    days: int
    owed_then: tuple[Amount, ...] | None
    owed_now: tuple[Amount, ...] | None
    terms: tuple[Term, ...] | None


def where_we_stood(
    past: list[Past],
    playbooks: Playbooks,
    client: str,
    today: date,
    owed_now: tuple[Amount, ...] | None,
    contract: Contract,
    calendar: Calendar,
) -> Stood | None:
    """By the client's last silence that ran to its end without an answer; None when there is none."""
    ran = [
        p
        for p in past
        if p.case.client == client
        and p.case.outcome is Outcome.COMPLETED
        and p.case.closed
        and about_silence(p.case, playbooks)
    ]
    if not ran:
        return None
    last = max(ran, key=lambda p: p.case.closed or p.case.opened)
    closed = calendar.local(last.case.closed or last.case.opened)
    told = _told(last, playbooks)
    terms = tuple(term for term in Term if term in contract.terms) if contract.known else None
    return Stood(
        closed, calendar.local(told) if told else None, (today - closed).days, last.owed, owed_now, terms
    )


def _told(one: Past, playbooks: Playbooks) -> datetime | None:
    """When the closing mail of a case was sent, by whatever name its step goes."""
    closings = (d for d in sent_before_end(one) if template_of(one.case, d.step, playbooks) == CLOSING)
    return max((d.decided or d.created for d in closings), default=None)
