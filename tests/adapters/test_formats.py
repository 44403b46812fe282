"""Dates, sums and numbers in a language, what is no sum, and how the spaces in them go through a mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import product
from pathlib import Path

import pytest

from ghostd.adapters.formats import written_date, written_money, written_number
from ghostd.adapters.sandbox import sandbox
from ghostd.adapters.templates import Templates
from ghostd.core.money.invoices import Amount
from ghostd.core.replies.compose import Reply, compose
from ghostd.core.replies.headers import Person
from ghostd.core.spoken import spoken_date
from ghostd.core.text import body_text, canonical
from ghostd.errors import ConfigError

DAY = date(2026, 5, 3)
SUM = written_money(Amount(Decimal("1200"), "EUR"), "es")


def euros(value: str, currency: str = "EUR") -> Amount:
    return Amount(Decimal(value), currency)


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "3 May", "3 May 2026"),
        ("es", "3 de mayo", "3 de mayo de 2026"),
        ("fr", "3 mai", "3 mai 2026"),
        ("de", "3. Mai", "3. Mai 2026"),
        ("it", "3 maggio", "3 maggio 2026"),
        ("ca", "3 de maig", "3 de maig del 2026"),
        ("pl", "3 maja", "3 maja 2026"),
        ("qq", "2026-05-03", "2026-05-03"),
    ],
)
def test_a_date_is_written_as_its_language_does(language: str, short: str, long: str) -> None:
    assert (written_date(DAY, language), written_date(DAY, language, year=True)) == (short, long)


@pytest.mark.parametrize(("language", "year"), [*product(("en", "es"), (False, True))])
def test_templates_and_explanations_write_every_date_alike(language: str, year: bool) -> None:
    for days in range(366):
        day = date(2028, 1, 1) + timedelta(days)
        assert written_date(day, language, year=year) == spoken_date(day, language, year=year)


@pytest.mark.parametrize(
    ("amount", "language", "written"),
    [
        (euros("1200"), "en", "€1,200.00"),
        (euros("1200"), "es", "1.200,00~€"),
        (euros("1234567.8"), "es", "1.234.567,80~€"),
        (euros("-3.5"), "en", "-€3.50"),
        (euros("0"), "es", "0,00~€"),
        (euros("0.1") , "en", "€0.10"),
        (euros("1200", "GBP"), "en", "£1,200.00"),
        (euros("1200", "USD"), "en", "US$1,200.00"),
        (euros("1200", "CHF"), "en", "CHF~1,200.00"),
        (euros("1200", "CHF"), "es", "1.200,00~CHF"),
        (euros("1200", "JPY"), "en", "JP¥1,200"),
        (euros("1200"), "fr", "1~200,00~€"),
        (euros("1200"), "qq", "1200~EUR"),
    ],
    ids=str,
)  # fmt: skip
def test_a_sum_is_written_as_its_language_does(amount: Amount, language: str, written: str) -> None:
    assert written_money(amount, language) == written.replace("~", "\u00a0")


@pytest.mark.parametrize("value", ["10.125", "0.005", "99999999999999999999.99"])
def test_no_digit_of_a_sum_is_rounded_away(value: str) -> None:
    assert written_money(euros(value), "en").replace(",", "") == f"€{value}"


@pytest.mark.parametrize(
    ("number", "language", "written"),
    [
        (Decimal("7.5"), "en", "7.5"),
        (7.5, "es", "7,5"),
        (1234, "en", "1,234"),
        (1234, "es", "1234"),
        (-1234.5, "es", "-1234,5"),
        (12345, "es", "12.345"),
        (12345, "fr", "12\u00a0345"),
        (12, "qq", "12"),
    ],
)
def test_a_number_is_written_as_its_language_does(number: float, language: str, written: str) -> None:
    assert written_number(number, language) == written


NO_SUMS = [
    "owner",
    "none",
    "12",
    "12.5",
    "asked_on",
    "[]",
    "silent_business_days",
    "(12, 'EUR')",
    "statement",
]


@pytest.mark.parametrize("fact", NO_SUMS)
def test_what_is_no_sum_never_becomes_one(tmp_path: Path, fact: str) -> None:
    path = tmp_path / "en" / "word.txt.j2"
    path.parent.mkdir()
    path.write_text("Hello,\n{{ %s | money }}\n" % fact, "utf-8")  # noqa: UP031
    with pytest.raises(ConfigError) as caught:
        Templates(tmp_path)
    told = f"{path}:2  what is given to the money filter is no sum that is known; guard it with an if"
    assert told in str(caught.value)


def piped(filtered: str, fact: object, language: str = "en") -> str:
    return sandbox([]).from_string("{{ fact | %s }}" % filtered).render(fact=fact, language=language)  # noqa: UP031


UNKNOWN = [("NaN", "EUR"), ("Infinity", "EUR"), ("-Infinity", "EUR"), ("1", "")]


@pytest.mark.parametrize(("value", "currency"), UNKNOWN)
def test_a_sum_without_a_figure_or_a_currency_is_refused(value: str, currency: str) -> None:
    with pytest.raises(TypeError, match="no sum that is known"):
        piped("money", euros(value, currency))


@pytest.mark.parametrize("value", ["12", None, True, float("nan"), Decimal("NaN"), euros("12")], ids=str)
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="the number filter is no number"):
        piped("number", value)


def test_the_filters_write_in_the_language_of_the_template() -> None:
    assert piped("date", DAY, "es") == "3 de mayo"
    assert piped("date(year=true)", DAY, "fr") == "3 mai 2026"
    assert piped("money", euros("12.3"), "es") == "12,30\u00a0€"
    assert piped("number", Decimal("7.5"), "es") == "7,5"


LETTER = Reply(
    message_id="<7f3a@example.com>",
    sender=Person("Ana", "ana@example.com"),
    to=(Person("Bob", "bob@acme.example"),),
    subject="Web",
    body="",
    at=datetime(2026, 5, 12, tzinfo=UTC),
    zone=UTC,
)


def written(body: str) -> bytes:
    return compose(replace(LETTER, body=body))


def test_a_sum_stays_whole_where_a_line_ends() -> None:
    words = f"El importe pendiente de pago de la factura que le envié el 3 de mayo es de {SUM}, sin más."
    lines = message_from_bytes(written(words), policy=policy.default).get_content().splitlines()
    assert len(lines) > 1
    assert any(SUM in line for line in lines)


@pytest.mark.parametrize(
    ("charset", "instead"),
    [("utf-8", "\u00a0"), ("utf-8", " "), ("windows-1252", "\u00a0"), ("iso-8859-15", "\u00a0")],
)
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_a_draft_with_a_sum_is_known_again_as_programs_store_it(
    charset: str, instead: str, encoding: str
) -> None:
    words = f"Quedan {SUM} por pagar."
    stored = EmailMessage()
    stored.set_content(words.replace("\u00a0", instead), charset=charset, cte=encoding)
    ours = written(words)
    assert b"=C2=A0=E2=82=AC" in ours
    assert canonical(body_text(ours)) == canonical(body_text(stored.as_bytes())) != ""


def test_a_sum_reads_back_as_it_was_written() -> None:
    assert body_text(written(f"Quedan {SUM} por pagar.")) == f"Quedan {SUM} por pagar."


def test_no_narrow_space_is_written() -> None:
    for language in ("fr", "de", "it", "pl", "sv", "nl", "pt", "ru"):
        spaces = {c for c in written_money(euros("1234567.8"), language) if c.isspace()}
        assert spaces <= {"\u00a0"}, language
