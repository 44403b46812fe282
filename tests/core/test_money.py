"""The statement of account: what is owed on a day, exactly, and never more than the owner's lists say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.engagement import Engagement, LateFee, Project, Stage
from ghostd.core.money.currencies import CURRENCIES, decimals, rounded
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.money.latefee import late_fee_on
from ghostd.core.money.statement import Aging, Payments, Statement, money_of, statement_of
from ghostd.core.playbook.model import Money

TODAY = date(2026, 6, 30)
D = Decimal
TERMS = LateFee(rate=D(8), fixed=D(40), grace=15, basis="clause 7")


def invoice(
    amount: str = "1000",
    *,
    late: int = 0,
    paid: str = "0",
    number: str = "1",
    currency: str = "EUR",
    paid_on: date | None = None,
) -> Invoice:
    """An invoice that was due `late` days ago."""
    due = TODAY - timedelta(days=late)
    issued = min(due, TODAY) - timedelta(days=30)
    return Invoice(number, "Acme", issued, due, Amount(D(amount), currency), D(paid), paid_on)


def stated(*invoices: Invoice, on: date = TODAY, **engagement: object) -> Statement:
    found = statement_of("Acme", invoices, Engagement(**engagement), on)  # type: ignore[arg-type]
    assert found is not None
    return found


# --- what is owed -------------------------------------------------------------------------------------------


def test_without_a_list_nothing_is_known() -> None:
    assert statement_of("Acme", None, Engagement(project=Project(hours=D(3), rate=D(50))), TODAY) is None


def test_an_empty_list_owes_nothing_in_the_clients_currency() -> None:
    empty = stated(currency="JPY")
    assert (empty.outstanding, empty.overdue, empty.late_fee) == (
        Amount(D(0), "JPY"),
        Amount(D(0), "JPY"),
        None,
    )
    assert empty.lines == ()


def test_a_partly_paid_invoice_owes_the_rest() -> None:
    one = stated(invoice("1200.50", paid="400", late=-5))
    assert one.outstanding == Amount(D("800.50"), "EUR")
    assert one.overdue == Amount(D(0), "EUR")
    assert [(line.amount.value, line.left.value) for line in one.lines] == [(D("1200.50"), D("800.50"))]


def test_a_paid_or_overpaid_invoice_is_no_line() -> None:
    assert stated(invoice("100", paid="100"), invoice("100", paid="130")).lines == ()


def test_an_invoice_of_tomorrow_is_not_on_the_statement_of_today() -> None:
    tomorrow = TODAY + timedelta(days=1)
    later = replace(invoice(), issued=tomorrow, due=tomorrow)
    assert stated(later).lines == ()
    assert len(stated(later, on=tomorrow).lines) == 1


@pytest.mark.parametrize(
    ("late", "bucket"),
    [
        (-1, "not_due"),
        (0, "not_due"),
        (1, "to_30"),
        (30, "to_30"),
        (31, "to_60"),
        (60, "to_60"),
        (61, "to_90"),
        (90, "to_90"),
        (91, "over_90"),
    ],
)
def test_aging(late: int, bucket: str) -> None:
    aging = stated(invoice("10", late=late)).aging
    assert aging is not None
    assert {
        field.name: getattr(aging, field.name) for field in fields(Aging) if getattr(aging, field.name)
    } == {bucket: D(10)}


def test_two_currencies_have_totals_each_and_no_sum() -> None:
    mixed = stated(invoice("10", currency="USD"), invoice("20", late=3, number="2"), currency="EUR")
    assert (mixed.outstanding, mixed.overdue, mixed.claim, mixed.aging) == (None, None, None, None)
    assert [total.outstanding for total in mixed.totals] == [Amount(D(20), "EUR"), Amount(D(10), "USD")]
    assert [total.overdue for total in mixed.totals] == [Amount(D(20), "EUR"), Amount(D(0), "USD")]


def test_one_foreign_currency_is_a_sum_in_it() -> None:
    assert stated(invoice("10", currency="USD")).outstanding == Amount(D(10), "USD")


@pytest.mark.parametrize(
    ("invoices", "project", "word"),
    [
        ([], None, Money.SETTLED),
        ([invoice(paid="1000", late=40)], None, Money.SETTLED),
        ([invoice(late=0)], None, Money.OWED),
        ([invoice(late=1)], None, Money.OVERDUE),
        ([], Project(hours=D(2), rate=D(50)), Money.OWED),
        ([invoice("100", paid="100", late=9)], Project(hours=D(2), rate=D(50)), Money.SETTLED),
    ],
    ids=["none", "paid", "due_today", "due_yesterday", "work_not_invoiced", "work_invoiced_and_paid"],
)
def test_the_word_for_what_is_known(invoices: list[Invoice], project: Project | None, word: Money) -> None:
    assert money_of(stated(*invoices, project=project)) is word


def test_no_statement_is_the_word_unknown() -> None:
    assert money_of(None) is Money.UNKNOWN


# --- late fees ----------------------------------------------------------------------------------------------


def test_no_late_fee_is_built_in() -> None:
    one = stated(invoice(late=400))
    assert (one.late_fee, one.lines[0].late_fee) == (None, None)
    assert one.claim == one.outstanding


@pytest.mark.parametrize(
    ("days", "left", "terms", "fee"),
    [
        (15, "1000", TERMS, "0"),
        (16, "1000", TERMS, "40.22"),
        (380, "1000", TERMS, "120"),
        (365, "1000", LateFee(rate=D("11.15")), "111.50"),
        (1, "912.50", LateFee(rate=D(8)), "0.20"),
        (1, "22.8125", LateFee(rate=D(8)), "0.00"),
        (73, "3.125", LateFee(rate=D(8)), "0.05"),
        (365, "0.125", LateFee(rate=D(20)), "0.02"),
        (365, "0.175", LateFee(rate=D(20)), "0.04"),
        (10, "500", LateFee(fixed=D(40)), "40"),
        (400, "0", TERMS, "0"),
    ],
    ids=[
        "within_the_grace__nothing",
        "first_day_beyond__a_days_interest_and_the_fixed_sum",
        "a_year_beyond",
        "a_year_without_grace",
        "a_day",
        "less_than_half_a_cent",
        "exact_cents",
        "half_a_cent__to_the_even_below",
        "half_a_cent__to_the_even_above",
        "fixed_alone",
        "nothing_left",
    ],
)
def test_the_fee(days: int, left: str, terms: LateFee, fee: str) -> None:
    assert late_fee_on(Amount(D(left), "EUR"), days, terms, "EUR") == Amount(D(fee), "EUR")


def test_the_fee_has_the_minor_unit_of_its_currency() -> None:
    yen = late_fee_on(Amount(D(100_000), "JPY"), 31, LateFee(rate=D(8)), "JPY")
    assert str(yen and yen.value) == "679"


def test_a_fixed_sum_in_another_currency_leaves_the_fee_unknown() -> None:
    mixed = stated(invoice(late=40, currency="USD"), late_fee=TERMS, currency="EUR")
    assert (mixed.lines[0].late_fee, mixed.late_fee) == (None, None)
    assert mixed.claim == Amount(D(1000), "USD")


def test_the_fees_of_all_lines_and_their_basis() -> None:
    both = stated(
        invoice(late=16), invoice(late=380, number="2"), invoice(late=1, number="3"), late_fee=TERMS
    )
    assert both.late_fee == Amount(D("160.22"), "EUR")
    assert both.claim == Amount(D("3160.22"), "EUR")
    assert both.basis == "clause 7"


def test_an_agreed_fee_is_nothing_while_nothing_is_late() -> None:
    assert stated(late_fee=TERMS).late_fee == Amount(D(0), "EUR")
    assert stated(invoice(), late_fee=TERMS).late_fee == Amount(D(0), "EUR")


# --- work that is not invoiced ------------------------------------------------------------------------------

HOURS = Project(hours=D("10.5"), rate=D(60))


@pytest.mark.parametrize(
    ("project", "invoices", "unbilled"),
    [
        (None, [], None),
        (Project(), [], None),
        (Project(hours=D(3)), [], None),
        (HOURS, [], "630"),
        (HOURS, [invoice("200", paid="200")], "430"),
        (HOURS, [invoice("900")], "0"),
        (HOURS, [invoice("1", currency="USD")], None),
        (replace(HOURS, start=TODAY), [invoice("200")], "630"),
        (replace(HOURS, fee=D(500)), [], "500"),
        (Project(fee=D(500), stage=Stage.ACTIVE), [], None),
        (Project(fee=D(500), stage=Stage.DELIVERED), [invoice("200")], "300"),
        (replace(HOURS, fee=D(500), stage=Stage.DONE), [], "500"),
    ],
    ids=[
        "no_project",
        "project_without_figures",
        "hours_without_rate",
        "hours",
        "hours_less_what_was_invoiced",
        "more_invoiced_than_worked",
        "invoiced_in_another_currency",
        "an_earlier_invoice_is_for_other_work",
        "hours_beyond_the_fee",
        "a_fee_not_yet_earned",
        "fee_earned",
        "fee_and_hours_done",
    ],
)
def test_unbilled_work(project: Project | None, invoices: list[Invoice], unbilled: str | None) -> None:
    found = stated(*invoices, project=project).unbilled
    assert found == (Amount(D(unbilled), "EUR") if unbilled is not None else None)


# --- how the client pays ------------------------------------------------------------------------------------


def test_the_history_counts_what_was_paid_in_full_on_a_known_day() -> None:
    history = stated(
        invoice("10", paid="10", late=60, number="1", paid_on=TODAY - timedelta(days=50)),
        invoice("10", paid="10", late=60, number="2", paid_on=TODAY - timedelta(days=45)),
        invoice("10", paid="10", late=60, number="3", paid_on=TODAY - timedelta(days=60)),
        invoice("10", paid="5", late=60, number="4", paid_on=TODAY),
        invoice("10", paid="10", late=60, number="5"),
        invoice("10", paid="10", late=60, number="6", paid_on=TODAY + timedelta(days=1)),
    ).payments
    assert history == Payments(paid=3, late=2, mean_days_late=12)


def test_no_history_has_no_mean() -> None:
    assert stated().payments == Payments(0, 0, None)


# --- whatever the list holds --------------------------------------------------------------------------------

sums = st.decimals(0, 99_999, places=2, allow_nan=False)
days = st.dates(date(2024, 1, 1), date(2027, 1, 1))


@st.composite
def lists(draw: st.DrawFn, currencies: tuple[str, ...] = ("EUR",)) -> list[Invoice]:
    size = draw(st.integers(0, 6))
    return [
        Invoice(
            f"{number}",
            "Acme",
            issued := draw(days),
            issued + timedelta(days=draw(st.integers(0, 90))),
            Amount(draw(sums), draw(st.sampled_from(currencies))),
            draw(st.just(D(0)) | sums),
            draw(st.none() | days),
        )
        for number in range(size)
    ]


terms = st.none() | st.builds(
    LateFee,
    rate=st.decimals(0, 30, places=2),
    fixed=st.just(D(0)) | st.decimals(0, 100, places=2),
    grace=st.integers(0, 60),
)


@given(invoices=lists(("EUR", "USD", "JPY")), fee=terms, on=days)
def test_the_buckets_add_up_to_what_is_outstanding(
    invoices: list[Invoice], fee: LateFee | None, on: date
) -> None:
    found = stated(*invoices, on=on, late_fee=fee)
    for total in found.totals:
        buckets = [getattr(total.aging, field.name) for field in fields(Aging)]
        currency = total.outstanding.currency
        assert sum(buckets) == total.outstanding.value
        assert sum(buckets[1:]) == total.overdue.value
        assert total.outstanding.value == sum(
            line.left.value for line in found.lines if line.left.currency == currency
        )
    assert {line.left.currency for line in found.lines} <= {
        total.outstanding.currency for total in found.totals
    }


@given(invoices=lists(("EUR", "USD")), fee=terms, on=days, shuffle=st.randoms())
def test_the_order_of_the_list_does_not_matter(
    invoices: list[Invoice], fee: LateFee | None, on: date, shuffle: object
) -> None:
    other = list(invoices)
    shuffle.shuffle(other)  # type: ignore[attr-defined]
    assert stated(*other, on=on, late_fee=fee) == stated(*invoices, on=on, late_fee=fee)


@given(left=sums, fee=terms.filter(bool), day=st.integers(0, 2000), more=st.integers(0, 400))
def test_a_late_fee_never_falls_from_day_to_day(left: D, fee: LateFee, day: int, more: int) -> None:
    earlier = late_fee_on(Amount(left, "EUR"), day, fee, "EUR")
    later = late_fee_on(Amount(left, "EUR"), day + more, fee, "EUR")
    assert earlier is not None
    assert later is not None
    assert 0 <= earlier.value <= later.value


@given(invoices=lists(("EUR", "KWD")), fee=terms, on=days, hours=st.none() | st.decimals(0, 500, places=2))
def test_no_sum_is_a_float(invoices: list[Invoice], fee: LateFee | None, on: date, hours: D | None) -> None:
    project = Project(hours=hours, rate=D("61.25"))
    found = stated(*invoices, on=on, late_fee=fee, project=project)
    assert not [value for value in values_in(found) if isinstance(value, float)]
    assert all(isinstance(amount.value, D) for amount in values_in(found) if isinstance(amount, Amount))


def values_in(thing: object) -> Iterator[object]:
    yield thing
    if is_dataclass(thing):
        for field in fields(thing):
            yield from values_in(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for item in thing:
            yield from values_in(item)


# --- currencies ---------------------------------------------------------------------------------------------


def test_the_codes_are_those_of_unicodes_tables_today() -> None:
    core = pytest.importorskip("babel.core", reason="Babel has the tables to compare with")
    territories = core.get_global("territory_currencies").values()
    tender = {code for uses in territories for code, _, until, legal in uses if until is None and legal}
    assert tender - CURRENCIES == set()


@pytest.mark.parametrize(
    ("currency", "digits", "value"), [("EUR", 2, "0.12"), ("JPY", 0, "0"), ("KWD", 3, "0.125")]
)
def test_the_minor_unit(currency: str, digits: int, value: str) -> None:
    assert decimals(currency) == digits
    assert str(rounded(D("0.1250"), currency)) == value
