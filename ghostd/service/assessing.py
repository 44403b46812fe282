"""What an assessment is made from, gathered from the ledger and the owner's books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ghostd.core.assessment.assess import assess
from ghostd.core.assessment.model import Assessment, Matter
from ghostd.core.assessment.returned import Stood, where_we_stood
from ghostd.core.assessment.view import View
from ghostd.core.learning import Lessons, Past, Retrospect, about_silence, lessons, owed_on, retrospect
from ghostd.core.money.invoices import Invoice
from ghostd.core.playbook.model import Case, Do, Entry, Occasion
from ghostd.core.playbook.situation import Situation
from ghostd.core.portrait import Portrait
from ghostd.core.practice import Practice
from ghostd.errors import OperatorError
from ghostd.ports import Books, Ledger
from ghostd.service.account import account_of

CHOSEN = "goal"
"""The entry of a case's history that says that the owner chose another goal."""

MENDING = frozenset(("acknowledge", "remedy-proposal", "fixed-report"))
"""The drafts by which a mistake of the owner's is mended."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an account knows at one moment; `drawn` are all its clients' portraits, by name."""

    practice: Practice
    ledger: Ledger
    books: Books
    drawn: Mapping[str, Portrait]

    def invoices(self, client: str) -> Sequence[Invoice] | None:
        """The client's invoices; None when they are not known, or the books cannot be read."""
        try:
            return self.books.invoices(client)
        except OperatorError:
            return None


def assessed(known: Known, case: Case, situation: Situation) -> Assessment:
    """Where things stand in a case, at the situation's moment."""
    portrait, now = known.drawn[case.client], situation.now
    view = View(
        portrait=portrait,
        case=case,
        engagement=known.practice.engagement(case.client),
        statement=account_of(known.practice, known.books, case.client, now),
        situation=situation,
        others=tuple(other.usual for name, other in known.drawn.items() if name != case.client),
        lessons=learned(known),
        matter=matter_of(known.practice, case),
    )
    return assess(view, chosen=chosen(portrait, known.ledger.entries(case)))


def matter_of(practice: Practice, case: Case) -> Matter:
    """What a case is about, by its occasion and by what its playbook writes."""
    written = {step.template for step in practice.playbook(case.playbook).steps}
    if case.occasion is Occasion.COMPLAINT or written & MENDING:
        return Matter.MISTAKE
    quiet = about_silence(case, practice.playbooks) or case.occasion is Occasion.NO_UPDATE
    return Matter.SILENCE if quiet else Matter.WEIGHING


def chosen(portrait: Portrait, entries: Sequence[Entry]) -> bool:
    """Whether the owner has set the goal of a case: in the configuration, or for this one."""
    return bool(portrait.client.goal) or any(entry.event == CHOSEN for entry in entries)


def has_assessed(practice: Practice, case: Case, entries: Sequence[Entry]) -> bool:
    """Whether the case has reached its assessment, or gone past it."""
    if any(entry.event == "assessed" for entry in entries):
        return True
    steps = practice.playbook(case.playbook).steps
    places = [number for number, step in enumerate(steps) if step.do is Do.ASSESS]
    return bool(places) and case.step >= places[0]


def learned(known: Known) -> Lessons:
    """What all the account's past cases teach."""
    return lessons(past_cases(known), known.practice.playbooks)


def past_cases(known: Known) -> list[Past]:
    """Every case that is over, with what is known around it."""
    over = [case for case in known.ledger.cases(closed=True) if case.closed]
    listed = {name: known.invoices(name) for name in dict.fromkeys(case.client for case in over)}
    return [_past(known, case, listed[case.client], case.closed) for case in over]


def looked_back(known: Known, case: Case, now: datetime) -> Retrospect:
    """One case looked back at."""
    past = _past(known, case, known.invoices(case.client), case.closed or now)
    return retrospect(past, known.practice.playbooks, known.practice.calendar, now)


def stood(known: Known, client: str, now: datetime) -> Stood | None:
    """Where we stood when the client's file was closed; None when it never was."""
    practice = known.practice
    today, invoices = practice.calendar.local(now), known.invoices(client)
    owed = owed_on(invoices, today) if invoices is not None else None
    contract = practice.engagement(client).contract
    past = past_cases(known)
    return where_we_stood(past, practice.playbooks, client, today, owed, contract, practice.calendar)


def _past(known: Known, case: Case, invoices: Sequence[Invoice] | None, end: datetime | None) -> Past:
    portrait = known.drawn.get(case.client)
    anchor = portrait.message(case.anchor) if portrait else None
    day = known.practice.calendar.local(end) if end else None
    owed = owed_on(invoices, day) if invoices is not None and day else None
    return Past(case, tuple(known.ledger.drafts(case)), anchor.at if anchor else None, owed)
