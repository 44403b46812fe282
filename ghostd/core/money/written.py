"""Amounts, days and "paid" as people write them in a list; each reader gives the value, or a ValueError that
holds its cure. What may mean two things is refused and never guessed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ghostd.core.money.currencies import decimals

NUMBER = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<group>[., ])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]{1,15})"
    r"(?:(?P<point>[.,])(?P<part>[0-9]+))?"
)
LONGEST = 24
GROUPING = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f'’", " "))
SIGNS = {"€": ("EUR",), "£": ("GBP",), "$": ("USD", "MXN", "ARS", "CLP", "COP", "CAD", "AUD", "NZD", "UYU")}
"""What a sign may stand for; with another currency beside it, one of the two is wrong."""

ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
DAY_FIRST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")

IN_FULL = frozenset(
    ["yes", "y", "true", "x", "sí", "si", "s", "paid", "pagado", "pagada", "cobrado", "cobrada"]
)
NOT_YET = frozenset(["no", "n", "false", "unpaid", "pendiente"])


def amount_of(text: str, currency: str) -> Decimal:
    """`1200`, `1200.50`, `1,200.50`, `1.200,50`, `1 200,50`, with or without the currency's sign or code."""
    bare = text.translate(GROUPING).strip()
    for mark in marks(currency):
        bare = bare.removeprefix(mark).removesuffix(mark).strip()
    if re.match(r"[-−(]", bare):
        raise ValueError(
            f"{shown(text)} is less than nothing; count what a credit note takes off as paid, "
            "in the row of its invoice"
        )
    found = NUMBER.fullmatch(bare) if len(bare) <= LONGEST else None
    if found is None or (found["point"] and found["point"] == found["group"]):
        raise ValueError(
            f"{shown(text)} is not an amount in {currency}; write it such as 1200.50 or 1.200,50"
        )
    if ambiguous(found):
        raise ValueError(f"{shown(text)} may be thousands or decimals; write it such as 1200 or 1200.50")
    part = found["part"] or ""
    if len(part) > decimals(currency):
        raise ValueError(
            f"{shown(text)} has more digits behind the point than {currency} knows; write no more than "
            f"{decimals(currency)}"
        )
    return Decimal(re.sub("[., ]", "", found["whole"]) + ("." + part if part else ""))


def ambiguous(found: re.Match[str]) -> bool:
    """`1.200` and `1,200` mean another thing in another country; `1.200.000` and `1.200,00` do not."""
    group = found["group"]
    return bool(group and group != " " and not found["point"] and found["whole"].count(group) == 1)


def marks(currency: str) -> list[str]:
    return [currency, *(sign for sign, codes in SIGNS.items() if currency in codes)]


def day_of(text: str) -> date:
    """`2026-03-31`, or with the day first `31/03/2026`, `31-03-2026`, `31.03.2026`."""
    bare = text.strip()
    try:
        if iso := ISO.fullmatch(bare):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if local := DAY_FIRST.fullmatch(bare):
            return date(int(local[4]), int(local[3]), int(local[1]))
    except ValueError:
        raise ValueError(
            f"{shown(text)} is not a day there is; write 2026-03-31, or with the day first 31/03/2026"
        ) from None
    raise ValueError(f"{shown(text)} is not a date; write 2026-03-31, or with the day first 31/03/2026")


def paid_of(text: str, amount: Decimal, currency: str) -> Decimal:
    """What has come in of an amount: `yes` or `sí` is all of it, `no` or nothing is none of it."""
    word = text.strip().casefold()
    if not word or word in NOT_YET:
        return Decimal(0)
    if word in IN_FULL:
        return amount
    try:
        return amount_of(text, currency)
    except ValueError as problem:
        raise ValueError(f"{problem}; or yes or no (a day belongs in paid_on)") from None


def check_order(issued: date, due: date) -> None:
    if due < issued:
        raise ValueError(f"it is due on {due}, before it was issued on {issued}; mend one of the two")


def check_payment(paid: Decimal, paid_on: date | None) -> None:
    if paid_on is not None and not paid:
        raise ValueError("a day of payment and nothing paid; write under paid how much came in, or yes")


def shown(text: str) -> str:
    """Text as a message repeats it: on one line, and not long."""
    plain = "".join(c if c.isprintable() else "?" for c in text.strip())
    return f'"{plain}"' if len(plain) <= 40 else f'"{plain[:39]}…"'
