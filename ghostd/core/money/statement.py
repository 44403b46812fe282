"""The statement of account: what one client owes on one day, by the invoices and project the owner lists.

Nothing is estimated: what the owner's lists do not tell is None. Sums never mix currencies: each has
its `Totals`, and where the open invoices are in several, the statement as a whole has no sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from hashlib import blake2b

from ghostd.core.engagement import Engagement, LateFee, Project, Stage
from ghostd.core.money.currencies import rounded
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.money.latefee import late_fee_on
from ghostd.core.playbook.model import Money

FINISHED = (Stage.DELIVERED, Stage.DONE)
"""The stages in which an agreed fee has been earned in full."""


@dataclass(frozen=True, slots=True)
class Line:
    """An invoice with something left to pay. `days_overdue` is 0 up to its due date, that day included;
    `late_fee` is None where no fee was agreed, or it can't be known."""

    number: str
    issued: date
    due: date
    amount: Amount
    left: Amount
    days_overdue: int
    late_fee: Amount | None


@dataclass(frozen=True, slots=True)
class Aging:
    """What is left to pay, by how many days it is overdue; together all that is outstanding."""

    not_due: Decimal = Decimal(0)
    to_30: Decimal = Decimal(0)
    to_60: Decimal = Decimal(0)
    to_90: Decimal = Decimal(0)
    over_90: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of the lines in one currency."""

    outstanding: Amount
    overdue: Amount
    late_fee: Amount | None
    aging: Aging

    @property
    def claim(self) -> Amount:
        """What is outstanding with the late fee, where there is one."""
        fee = self.late_fee.value if self.late_fee else Decimal(0)
        return Amount(self.outstanding.value + fee, self.outstanding.currency)


@dataclass(frozen=True, slots=True)
class Payments:
    """How a client has paid: `paid` invoices in full on a known day, `late` of them after they were due,
    these `mean_days_late` on average (rounded; None when none was)."""

    paid: int = 0
    late: int = 0
    mean_days_late: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One client's account on the day `on`.

    `lines` has the open invoices, the one due first before the others. `totals` has the client's own currency
    first when something is open in it, and is never empty. `unbilled` is work done and not yet invoiced, None
    when it isn't known; it is in no sum. `basis` is what the late fees rest on, in the owner's words.
    """

    client: str
    on: date
    lines: tuple[Line, ...]
    totals: tuple[Totals, ...]
    unbilled: Amount | None
    payments: Payments
    basis: str = ""

    @property
    def outstanding(self) -> Amount | None:
        """All that is left to pay; None when it is in several currencies, as in the sums below."""
        return self._only.outstanding if self._only else None

    @property
    def overdue(self) -> Amount | None:
        return self._only.overdue if self._only else None

    @property
    def late_fee(self) -> Amount | None:
        """The late fees together; None, too, when none were agreed."""
        return self._only.late_fee if self._only else None

    @property
    def claim(self) -> Amount | None:
        return self._only.claim if self._only else None

    @property
    def aging(self) -> Aging | None:
        return self._only.aging if self._only else None

    @property
    def late(self) -> tuple[Line, ...]:
        """The lines that are overdue."""
        return tuple(line for line in self.lines if line.days_overdue)

    @property
    def _only(self) -> Totals | None:
        return self.totals[0] if len(self.totals) == 1 else None


def statement_of(
    client: str, invoices: Sequence[Invoice] | None, engagement: Engagement, on: date
) -> Statement | None:
    """The client's statement on a day; None when its invoices are not known.

    An invoice issued later is not on it. What is paid is taken as the list has it now, whatever the day.
    """
    if invoices is None:
        return None
    issued = sorted((i for i in invoices if i.issued <= on), key=lambda i: (i.due, i.issued, i.number))
    lines = tuple(_line(invoice, engagement, on) for invoice in issued if invoice.left.value)
    open_in = {line.left.currency for line in lines} or {engagement.currency}
    return Statement(
        client=client,
        on=on,
        lines=lines,
        totals=tuple(
            _totals(lines, c, engagement)
            for c in sorted(open_in, key=lambda c: (c != engagement.currency, c))
        ),
        unbilled=_unbilled(issued, engagement),
        payments=_payments(issued, on),
        basis=engagement.late_fee.basis if engagement.late_fee else "",
    )


def fingerprint(statement: Statement) -> str:
    """What stands for the open sums: another text when one of them, or the late fee's basis, is another."""
    lines = (f"{line.number}|{line.due}|{line.left.value}|{line.left.currency}" for line in statement.lines)
    told = "\n".join((*lines, str(statement.unbilled), statement.basis))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def money_of(statement: Statement | None) -> Money:
    """What is known of the debts; work that is not invoiced yet is owed, too, and never overdue."""
    if statement is None:
        return Money.UNKNOWN
    if statement.late:
        return Money.OVERDUE
    if statement.lines or (statement.unbilled and statement.unbilled.value):
        return Money.OWED
    return Money.SETTLED


def _line(invoice: Invoice, engagement: Engagement, on: date) -> Line:
    overdue = max((on - invoice.due).days, 0)
    terms: LateFee | None = engagement.late_fee
    return Line(
        number=invoice.number,
        issued=invoice.issued,
        due=invoice.due,
        amount=invoice.amount,
        left=invoice.left,
        days_overdue=overdue,
        late_fee=late_fee_on(invoice.left, overdue, terms, engagement.currency) if terms else None,
    )


def _totals(lines: Iterable[Line], currency: str, engagement: Engagement) -> Totals:
    own = [line for line in lines if line.left.currency == currency]
    zero = rounded(Decimal(0), currency)

    def left(within: Callable[[int], bool] = lambda days: True) -> Decimal:
        return sum((line.left.value for line in own if within(line.days_overdue)), zero)

    fees = [line.late_fee.value for line in own if line.late_fee is not None]
    known = engagement.late_fee is not None and len(fees) == len(own)
    return Totals(
        outstanding=Amount(left(), currency),
        overdue=Amount(left(lambda days: days > 0), currency),
        late_fee=Amount(sum(fees, zero), currency) if known else None,
        aging=Aging(
            not_due=left(lambda days: days == 0),
            to_30=left(lambda days: 1 <= days <= 30),
            to_60=left(lambda days: 31 <= days <= 60),
            to_90=left(lambda days: 61 <= days <= 90),
            over_90=left(lambda days: days > 90),
        ),
    )


def _unbilled(issued: Iterable[Invoice], engagement: Engagement) -> Amount | None:
    """The worth of the project so far less what was invoiced since its start (without one, ever)."""
    project = engagement.project
    worth = _worth(project) if project else None
    if project is None or worth is None:
        return None
    billed = [i.amount for i in issued if project.start is None or i.issued >= project.start]
    if any(amount.currency != engagement.currency for amount in billed):
        return None
    rest = worth - sum((amount.value for amount in billed), Decimal(0))
    return Amount(rounded(max(rest, Decimal(0)), engagement.currency), engagement.currency)


def _worth(project: Project) -> Decimal | None:
    """What the work has earned so far: the agreed fee once it is finished, until then the hours, and of these
    never more than the fee."""
    if project.fee is not None and project.stage in FINISHED:
        return project.fee
    if project.hours is None or project.rate is None:
        return None
    worked = project.hours * project.rate
    return worked if project.fee is None else min(worked, project.fee)


def _payments(issued: Iterable[Invoice], on: date) -> Payments:
    days = [
        (i.paid_on - i.due).days
        for i in issued
        if not i.left.value and i.paid_on is not None and i.paid_on <= on
    ]
    late = [late for late in days if late > 0]
    mean = (Decimal(sum(late)) / len(late)).quantize(Decimal(1), ROUND_HALF_EVEN) if late else None
    return Payments(len(days), len(late), int(mean) if mean is not None else None)
