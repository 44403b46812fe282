"""Invoices as the owner's own list tells them; amounts are exact and never without their currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Amount(NamedTuple):
    """A sum of money in an ISO 4217 currency."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Invoice:
    """One invoice to `client`; `paid` is what has come in so far, the last of it on `paid_on`."""

    number: str
    client: str
    issued: date
    due: date
    amount: Amount
    paid: Decimal = Decimal(0)
    paid_on: date | None = None

    @property
    def left(self) -> Amount:
        """What is still to be paid, never less than nothing."""
        return Amount(max(self.amount.value - self.paid, Decimal(0)), self.amount.currency)
