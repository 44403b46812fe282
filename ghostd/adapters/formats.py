"""Dates, numbers and sums of money as people write them in a language, by Babel and its Unicode CLDR tables.

Import this late: Babel takes a while to start. English is written as in Europe: 3 May 2026, €1,200.00. The
spaces within a number, and between it and its sign, don't break at a line's end; they are all U+00A0, since
narrow ones are missing from terminals' fonts and from the older charsets of mail. In a language that is not
known to CLDR a date is written by ISO 8601 and a sum as its figures and its currency's code.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from ghostd.core.money.invoices import Amount

LOCALES = {"en": "en_GB"}
TOGETHER = frozenset({"es"})
"""Where a number of four digits is written without a separator (Real Academia Española, 2010); Babel does
not know it. Sums of money have theirs, as on an invoice."""

_NARROW = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0"})
_CODE_BEFORE_DIGIT = re.compile(r"(?<=[A-Z])(?=\d)")


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(LOCALES.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=256)
def written_date(day: date, language: str, *, year: bool = False) -> str:
    """`3 May` or `3 May 2026`; `3 de mayo` or `3 de mayo de 2026`."""
    locale = _locale(language)
    if locale is None:
        return day.isoformat()
    written = format_date(day, "long", locale) if year else format_skeleton("MMMMd", day, locale=locale)
    return written.translate(_NARROW)


def written_money(amount: Amount, language: str) -> str:
    """`€1,200.00`, `1.200,00 €`: every digit there is, and at least those the currency is written with."""
    locale = _locale(language)
    if locale is None:
        return f"{amount.value:f}\u00a0{amount.currency}"
    written = format_currency(amount.value, amount.currency, locale=locale, decimal_quantization=False)
    return _CODE_BEFORE_DIGIT.sub("\u00a0", written.translate(_NARROW), count=1)


def written_number(number: Decimal | int | float, language: str) -> str:
    """`1,234.5`, `1234,5`: at most three digits behind the point."""
    locale = _locale(language)
    if locale is None:
        return str(number)
    grouped = language not in TOGETHER or not -10_000 < number < 10_000
    return format_decimal(number, locale=locale, group_separator=grouped).translate(_NARROW)
