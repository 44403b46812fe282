"""Days and sums of money as the configuration has them: plain, exact, and never a float."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from ghostd.config.values import as_text, quoted, suggestion
from ghostd.core.money.currencies import CURRENCIES
from ghostd.core.money.written import ISO, day_of

PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")


def day(value: object) -> date:
    """`2026-03-31`; nothing else, since a configuration is read by people of many countries."""
    if isinstance(value, date):
        return value
    cure = "write it as 2026-03-31"
    text = as_text(value, cure)
    if not ISO.fullmatch(text):
        raise ValueError(f"{quoted(text)} is not a day; {cure}")
    return day_of(text)


def figure(what: str, example: str, digits: int) -> Callable[[object], Decimal]:
    """The parser of a number that is not below zero, with no more than `digits` behind the point."""

    def parse(value: object) -> Decimal:
        if isinstance(value, Decimal):
            return value
        cure = f"write it plainly, such as {example}"
        text = as_text(value, cure)
        if not PLAIN.fullmatch(text) or len(text.partition(".")[2]) > digits:
            raise ValueError(f"{quoted(text)} is not {what}; {cure}")
        return Decimal(text)

    return parse


amount = figure("an amount", "1200 or 1200.50", 3)
hours = figure("a number of hours", "24 or 24.5", 2)
percent = figure("a rate in percent a year", "8 or 11.15", 4)


def currency(value: object) -> str:
    """A code of ISO 4217, in capitals."""
    text = as_text(value, "write the currency's code, such as EUR").upper()
    if text not in CURRENCIES:
        near = suggestion(text, sorted(CURRENCIES))
        raise ValueError(f"{quoted(text)} is not a currency{near}; write its code, such as EUR")
    return text
