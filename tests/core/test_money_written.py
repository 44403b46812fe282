"""Amounts, days and payments as people write them: one meaning, or a refusal with its cure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.money.written import amount_of, day_of, paid_of

AMOUNTS = {
    "1200": "1200",
    "1200.5": "1200.5",
    "1200,50": "1200.50",
    "1.200,50": "1200.50",
    "1,200.50": "1200.50",
    "1.234.567,89": "1234567.89",
    "1,234,567": "1234567",
    "1 200,50": "1200.50",
    "1 200": "1200",
    "1\u00a0200,50": "1200.50",
    "1\u202f200,50": "1200.50",
    "1'200.50": "1200.50",
    "1’200": "1200",
    "0": "0",
    "0,00": "0",
    " 12 ": "12",
    "1.200,50 €": "1200.50",
    "€1,200.50": "1200.50",
    "1200.50 EUR": "1200.50",
}

REFUSED = {
    "1.200": "may be thousands or decimals; write it such as 1200 or 1200.50",
    "1,200": "may be thousands or decimals",
    "0.500": "may be thousands or decimals",
    "12.3456": "more digits behind the point than EUR knows; write no more than 2",
    "1200.505": "more digits behind the point than EUR knows",
    "1.200.50": "is not an amount in EUR; write it such as 1200.50 or 1.200,50",
    "1,200,50": "is not an amount",
    "1.20,50": "is not an amount",
    "1,23,456.00": "is not an amount",
    "12a": "is not an amount",
    "1e5": "is not an amount",
    "NaN": "is not an amount",
    "٣": "is not an amount",
    "$12": "is not an amount in EUR",
    "12 USD": "is not an amount in EUR",
    "": "is not an amount",
    ".": "is not an amount",
    "9" * 30: "is not an amount",
    "-12": "is less than nothing; count what a credit note takes off as paid",
    "−12": "is less than nothing",
    "(12.00)": "is less than nothing",
}


@pytest.mark.parametrize(("text", "value"), AMOUNTS.items(), ids=AMOUNTS)
def test_an_amount(text: str, value: str) -> None:
    assert amount_of(text, "EUR") == Decimal(value)


@pytest.mark.parametrize(("text", "says"), REFUSED.items(), ids=[repr(text) for text in REFUSED])
def test_what_is_no_single_amount_is_refused(text: str, says: str) -> None:
    with pytest.raises(ValueError) as caught:
        amount_of(text, "EUR")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "currency", "value"),
    [("1200", "JPY", "1200"), ("1,5", "KWD", "1.5"), ("$1,200.00", "MXN", "1200")],
)
def test_an_amount_in_another_currency(text: str, currency: str, value: str) -> None:
    assert amount_of(text, currency) == Decimal(value)


@pytest.mark.parametrize(("text", "currency"), [("12.5", "JPY"), ("1.234", "KWD"), ("€12", "USD")])
def test_what_its_currency_does_not_know_is_refused(text: str, currency: str) -> None:
    with pytest.raises(ValueError):
        amount_of(text, currency)


@given(
    value=st.decimals(0, 10**11, places=2),
    style=st.sampled_from([("", "."), ("", ","), (".", ","), (",", "."), (" ", ","), ("'", ".")]),
)
def test_an_amount_with_its_cents_reads_back_in_every_style(value: Decimal, style: tuple[str, str]) -> None:
    group, point = style
    whole, _, cents = f"{value:,.2f}".partition(".")
    assert amount_of(whole.replace(",", group) + point + cents, "EUR") == value


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        value = amount_of(text, "EUR")
    except ValueError:
        return
    assert value >= 0
    assert value.is_finite()


@pytest.mark.parametrize("text", ["2026-03-31", "31/03/2026", "31-03-2026", "31.3.2026", " 31/3/2026 "])
def test_a_day(text: str) -> None:
    assert day_of(text) == date(2026, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "03/31/2026",
        "31/02/2026",
        "2026-02-30",
        "31/03/26",
        "2026/03/31",
        "31/03-2026",
        "",
        "soon",
        "٣/3/2026",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write 2026-03-31, or with the day first 31/03/2026"):
        day_of(text)


@pytest.mark.parametrize(
    ("text", "paid"),
    [("yes", "99"), ("Sí", "99"), ("si", "99"), ("X", "99"), ("no", "0"), ("", "0"), ("12,50", "12.50")],
)
def test_what_is_paid(text: str, paid: str) -> None:
    assert paid_of(text, Decimal(99), "EUR") == Decimal(paid)


def test_a_day_under_paid_is_refused_with_its_place() -> None:
    with pytest.raises(ValueError, match=r"a day belongs in paid_on"):
        paid_of("31/03/2026", Decimal(99), "EUR")
