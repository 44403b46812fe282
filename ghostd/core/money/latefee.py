"""What a late payment costs: only by the numbers that the owner has written down, with their basis.

Interest is simple: `rate` percent a year of 365 days on what is left now, for each day after the due date
beyond the `grace` days. What was paid too late in part, or in full, bears none any more. Each choice asks for
less rather than more.
"""

from __future__ import annotations

from decimal import Decimal

from ghostd.core.engagement import LateFee
from ghostd.core.money.currencies import rounded
from ghostd.core.money.invoices import Amount

DAYS_A_YEAR = 365


def late_fee_on(left: Amount, days_overdue: int, terms: LateFee, currency: str) -> Amount | None:
    """The fee, rounded to the minor unit, half to even; nothing within the grace.

    `currency` is that of the fixed sum: where another was invoiced, the fee is not known.
    """
    days = days_overdue - terms.grace
    if days <= 0 or not left.value:
        return Amount(rounded(Decimal(0), left.currency), left.currency)
    if terms.fixed and left.currency != currency:
        return None
    interest = left.value * terms.rate * days / (100 * DAYS_A_YEAR)
    return Amount(rounded(interest + terms.fixed, left.currency), left.currency)
