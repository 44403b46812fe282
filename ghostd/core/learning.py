"""What past silences teach: which step brought an answer and how soon, who vanished again, what it cost.

Only cases about a silence count, and of these only what ended as one: an answer, the end of the playbook, or
the owner's own word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.playbook.model import Case, Do, Occasion, Outcome, Playbooks
from ghostd.core.review import Draft

AGAIN = timedelta(days=120)
"""How soon after an answer another silence counts as vanishing again: about four months."""

ENDINGS = (Outcome.ANSWERED, Outcome.COMPLETED, Outcome.CLOSED_BY_OWNER)


class Past(NamedTuple):
    """A case with what is known around it: when the unanswered mail was sent, and what was owed at the end;
    None where that is not known."""

    case: Case
    drafts: tuple[Draft, ...] = ()
    asked: datetime | None = None
    owed: tuple[Amount, ...] | None = None

    @property
    def began(self) -> datetime:
        return self.asked or self.case.opened


class Helped(NamedTuple):
    """One step over all cases: how often its draft was sent, how often the answer came next, and after how
    many days (the median; None where none came)."""

    step: str
    template: str
    sent: int
    answered: int
    days: int | None


class OfClient(NamedTuple):
    """One client's silences; `days` from the unanswered mail to the end, the median."""

    client: str
    cases: int
    answered: int
    unanswered: int
    again: int
    days: int


@dataclass(frozen=True, slots=True)
class Lessons:
    """Over all past cases. `unprompted` were answered before any draft was sent; `again` fell silent anew
    within AGAIN of the answer; `by_hand` the owner ended. `days` is the median from the unanswered mail to
    the end. `owed` is what was open at the end of those without an answer, of `owed_known` such cases."""

    cases: int = 0
    answered: int = 0
    unanswered: int = 0
    by_hand: int = 0
    unprompted: int = 0
    again: int = 0
    days: int | None = None
    owed: tuple[Amount, ...] = ()
    owed_known: int = 0
    steps: tuple[Helped, ...] = ()
    clients: tuple[OfClient, ...] = ()

    def of(self, client: str) -> OfClient | None:
        return next((one for one in self.clients if one.client == client), None)

    @property
    def first(self) -> Helped | None:
        """The first step that was ever sent."""
        return next((helped for helped in self.steps if helped.sent), None)


NOTHING = Lessons()


def lessons(past: Iterable[Past], playbooks: Playbooks) -> Lessons:
    """What the cases that are over teach, whatever their order."""
    over = [one for one in past if _counts(one.case, playbooks)]
    over.sort(key=lambda one: (one.case.opened, one.case.id or 0))
    if not over:
        return NOTHING
    again = {id(one) for one in over if _again(one, over)}
    unanswered = [one for one in over if one.case.outcome is Outcome.COMPLETED]
    known = [one.owed for one in unanswered if one.owed is not None]
    return Lessons(
        cases=len(over),
        answered=_count(over, Outcome.ANSWERED),
        unanswered=len(unanswered),
        by_hand=_count(over, Outcome.CLOSED_BY_OWNER),
        unprompted=sum(_answered(one) and not sent_before_end(one) for one in over),
        again=len(again),
        days=_half(map(_length, over)),
        owed=summed(amount for owed in known for amount in owed),
        owed_known=len(known),
        steps=_steps(over, playbooks),
        clients=_clients(over, again),
    )


def _counts(case: Case, playbooks: Playbooks) -> bool:
    return case.closed is not None and case.outcome in ENDINGS and about_silence(case, playbooks)


def about_silence(case: Case, playbooks: Playbooks) -> bool:
    """Whether a case is about a client who owes an answer, opened by hand or not."""
    if case.occasion is Occasion.SILENCE:
        return True
    playbook = playbooks.get(case.playbook)
    return case.occasion is Occasion.BY_HAND and playbook is not None and Occasion.SILENCE in playbook.opens


def _again(one: Past, over: Sequence[Past]) -> bool:
    ended = one.case.closed
    if not _answered(one) or ended is None:
        return False
    later = (o.case.opened for o in over if o is not one and o.case.client == one.case.client)
    return any(ended <= opened <= ended + AGAIN for opened in later)


def _answered(one: Past) -> bool:
    return one.case.outcome is Outcome.ANSWERED


def _count(over: Iterable[Past], outcome: Outcome) -> int:
    return sum(one.case.outcome is outcome for one in over)


def sent_before_end(one: Past) -> list[Draft]:
    """The drafts that were sent before the end, in the order of sending."""
    end = one.case.closed
    sent = [d for d in one.drafts if d.verdict.sent and d.decided and (end is None or d.decided <= end)]
    return sorted(sent, key=lambda d: d.decided or d.created)


def _length(one: Past) -> int:
    return ((one.case.closed or one.began) - one.began).days


def _half(days: Iterable[int]) -> int | None:
    known = list(days)
    return round(median(known)) if known else None


def summed(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """The amounts added up by currency, in the order of the currencies' names."""
    total: dict[str, Decimal] = {}
    for value, currency in amounts:
        total[currency] = total.get(currency, Decimal(0)) + value
    return tuple(Amount(value, currency) for currency, value in sorted(total.items()) if value)


def owed_on(invoices: Iterable[Invoice], day: date) -> tuple[Amount, ...]:
    """What was open at the end of a day. A list of invoices knows only when the last of a sum came in: what
    is paid on a later day counts as open in full, and what has no day as paid."""
    return summed(
        Amount(max(i.amount.value - _paid_by(i, day), Decimal(0)), i.amount.currency)
        for i in invoices
        if i.issued <= day
    )


def _paid_by(invoice: Invoice, day: date) -> Decimal:
    return Decimal(0) if invoice.paid_on and invoice.paid_on > day else invoice.paid


def _steps(over: Sequence[Past], playbooks: Playbooks) -> tuple[Helped, ...]:
    """Each step's record, in the order of the playbooks; a step that no playbook has any more comes last."""
    sent: dict[tuple[str, str], int] = dict.fromkeys(_in_order(playbooks), 0)
    took: dict[tuple[str, str], list[int]] = {}
    for one in over:
        drafts = sent_before_end(one)
        keys = [_key(one.case, draft.step, playbooks) for draft in drafts]
        for key in dict.fromkeys(keys):
            sent[key] = sent.get(key, 0) + 1
        if drafts and _answered(one) and one.case.closed:
            last = drafts[-1]
            took.setdefault(keys[-1], []).append((one.case.closed - (last.decided or last.created)).days)
    return tuple(
        Helped(
            step, template, count, len(took.get((step, template), ())), _half(took.get((step, template), ()))
        )
        for (step, template), count in sent.items()
        if count
    )


def _in_order(playbooks: Playbooks) -> Iterable[tuple[str, str]]:
    return ((s.name, s.template) for p in playbooks.values() for s in p.steps if s.do is Do.DRAFT)


def _key(case: Case, step: str, playbooks: Playbooks) -> tuple[str, str]:
    return step, template_of(case, step, playbooks)


def template_of(case: Case, step: str, playbooks: Playbooks) -> str:
    """The template of a case's step, empty where its playbook has none of that name any more."""
    playbook = playbooks.get(case.playbook)
    found = (s.template for s in playbook.steps if s.name == step) if playbook else iter(())
    return next(found, "")


def _clients(over: Sequence[Past], again: set[int]) -> tuple[OfClient, ...]:
    names = dict.fromkeys(one.case.client for one in over)
    return tuple(_of_client(name, [o for o in over if o.case.client == name], again) for name in names)


def _of_client(name: str, theirs: Sequence[Past], again: set[int]) -> OfClient:
    return OfClient(
        name,
        cases=len(theirs),
        answered=_count(theirs, Outcome.ANSWERED),
        unanswered=_count(theirs, Outcome.COMPLETED),
        again=sum(id(one) in again for one in theirs),
        days=_half(map(_length, theirs)) or 0,
    )


# One case.


class Spent(NamedTuple):
    """What a step cost: calendar days that its draft lay in Drafts, and days from its sending to the next
    thing that happened. `answered`: that was the answer."""

    step: str
    template: str
    sent: date
    lay: int
    waited: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Retrospect:
    """One case looked back at: `days` from the unanswered mail to its end, of which `before` until it opened.
    `owed` is what is open at the end; None where nothing is known of money."""

    days: int
    before: int
    steps: tuple[Spent, ...] = ()
    answered: bool = False
    owed: tuple[Amount, ...] | None = None

    @property
    def helped(self) -> Spent | None:
        """The step after which the answer came."""
        return next((spent for spent in self.steps if spent.answered), None)


def retrospect(past: Past, playbooks: Playbooks, calendar: Calendar, now: datetime) -> Retrospect:
    """One case, by the days of the owner's calendar; `now` stands for the end of one that is not closed."""
    end = past.case.closed or now
    day: Callable[[datetime], date] = calendar.local
    drafts = sent_before_end(past)
    marks = [draft.decided or draft.created for draft in drafts]
    steps = tuple(
        Spent(
            *_key(past.case, draft.step, playbooks),
            sent=day(at),
            lay=(day(at) - day(draft.created)).days,
            waited=(day(until) - day(at)).days,
            answered=_answered(past) and draft is drafts[-1],
        )
        for draft, at, until in zip(drafts, marks, [*marks, end][1:], strict=True)
    )
    began = day(past.began)
    before = max(0, (day(past.case.opened) - began).days)
    return Retrospect(max(0, (day(end) - began).days), before, steps, _answered(past), past.owed)
