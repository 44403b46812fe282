"""What a dossier says of money, of the owner's answers and in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from string import Formatter

import pytest
from builders import CAROL, OFFICE, asks, at, client, says, thread

from ghostd.core.dossier.accounts import money_section, sum_of
from ghostd.core.dossier.reasons import SPANISH, reason
from ghostd.core.dossier.records import Dossier
from ghostd.core.dossier.reply import owner_line, owner_took
from ghostd.core.dossier.terms import TERMS, term
from ghostd.core.dossier.words import WORDS
from ghostd.core.messages import Kind
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.playbook.events import Why
from ghostd.core.playbook.model import GOALS, Occasion, Outcome, Phase
from ghostd.core.quarantine import BROKE_OFF
from ghostd.core.review import Confidence, Verdict
from ghostd.service.cases import EVENTS, STEPS

HOUR = timedelta(hours=1)
TODAY = date(2026, 5, 4)


def dossier(invoices: tuple[Invoice, ...] | None) -> Dossier:
    return Dossier(client(), at("2026-05-04 10:00"), (), (), (), (), invoices=invoices)


INVOICES = (
    Invoice("17", "Acme", date(2026, 3, 1), date(2026, 4, 1), Amount(Decimal("1250.5"), "EUR"), Decimal(250)),
    Invoice(
        "16",
        "Acme",
        date(2026, 2, 1),
        date(2026, 3, 1),
        Amount(Decimal(90), "EUR"),
        Decimal(90),
        date(2026, 3, 5),
    ),
)


def test_money__lists_every_invoice_with_what_is_left() -> None:
    section = money_section(dossier(INVOICES), "en", TODAY)
    assert section.table
    first, second = section.table.rows
    assert [cell.text for cell in first.cells] == [
        *("16", "2026-02-01", "2026-03-01"),
        *("90.00 EUR", "90.00 EUR", "0.00 EUR"),
    ]
    assert second.cells[2].small == "33 days overdue"
    assert {fact.label: fact.lines[0].text for fact in section.facts} == {
        "Outstanding": "1,000.50 EUR",
        "Overdue": "1,000.50 EUR",
        "Payments": "paid in full: 1; of them late: 1, by 4 days on average",
    }


def test_money__is_told_apart_when_unknown_and_when_none() -> None:
    unknown = money_section(dossier(None), "es", TODAY)
    none = money_section(dossier(()), "es", TODAY)
    assert unknown.lines == (WORDS["es"]["nothing_known"],)
    assert none.lines == (WORDS["es"]["no_invoices"],)
    assert not unknown.table
    assert not none.table


@pytest.mark.parametrize(
    ("value", "currency", "english", "spanish"),
    [
        ("1250", "EUR", "1,250.00 EUR", "1.250,00 EUR"),
        ("1250", "JPY", "1,250 JPY", "1.250 JPY"),
        ("0.125", "EUR", "0.125 EUR", "0,125 EUR"),
        ("1e6", "EUR", "1,000,000.00 EUR", "1.000.000,00 EUR"),
    ],
)
def test_sums__have_all_their_digits(value: str, currency: str, english: str, spanish: str) -> None:
    amount = Amount(Decimal(value), currency)
    assert (sum_of(amount, "en"), sum_of(amount, "es")) == (english, spanish)


# how fast the owner answered


def test_owner_took__counts_from_the_first_mail_of_a_run_in_working_time() -> None:
    talk = thread(
        says("m1", "2026-05-04 10:00"),
        says("m2", "2026-05-04 12:00", answers="m1", by=CAROL),
        asks("m3", "2026-05-04 14:00", answers="m2"),
        asks("m4", "2026-05-04 15:00", answers="m3"),
        says("m5", "2026-05-04 17:00", answers="m4"),
        asks("m6", "2026-05-05 10:00", answers="m5"),
        says("m7", "2026-05-06 10:00", answers="m6"),
    )
    assert owner_took([talk], OFFICE) == (4 * HOUR, 2 * HOUR)


@pytest.mark.parametrize(
    ("took", "english", "spanish"),
    [
        ((), "You have not answered Acme yet.", "Aún no has contestado a Acme."),
        (
            (3 * HOUR,),
            "You have answered Acme once, in 3 hours.",
            "Tú has contestado a Acme una vez, en 3 horas.",
        ),
        (
            (HOUR, 3 * HOUR, 18 * HOUR),
            "You have answered Acme 3 times: half of them in 3 hours, 9 of 10 in 2 business days.",
            "Tú has contestado a Acme 3 veces: la mitad en 3 horas, 9 de cada 10 en 2 días laborables.",
        ),
    ],
)
def test_owner_line__tells_half_and_nine_of_ten(
    took: tuple[timedelta, ...], english: str, spanish: str
) -> None:
    assert owner_line("Acme", took, "en") == english
    assert owner_line("Acme", took, "es") == spanish


# the words


def test_words__are_the_same_in_both_languages() -> None:
    english, spanish = WORDS["en"], WORDS["es"]
    assert english.keys() == spanish.keys()
    assert TERMS["en"].keys() == TERMS["es"].keys()
    for key, sentence in english.items():
        assert fields(sentence) == fields(spanish[key]), key


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_terms__have_a_word_for_every_value_of_the_vocabularies() -> None:
    vocabularies = {
        "kind": Kind,
        "verdict": Verdict,
        "confidence": Confidence,
        "outcome": Outcome,
        "phase": Phase,
        "occasion": Occasion,
        "goal": GOALS,
        "event": {*STEPS.values(), *(name for name, _ in EVENTS.values()), "opened", "sent-edited"},
    }
    for of, values in vocabularies.items():
        assert not [value for value in values if f"{of} {value}" not in TERMS["en"]], of
    assert term("event", "unheard-of", "es") == "unheard-of"


def test_reasons__that_the_program_writes_itself_are_told_in_spanish() -> None:
    stories = {story for _, story in EVENTS.values()} | {str(why) for why in Why}
    assert not [story for story in sorted(stories) if story not in SPANISH]


@pytest.mark.parametrize(
    ("text", "spanish"),
    [
        ("7 days after the step before", "7 días después del paso anterior"),
        ("1 business day after the case opened", "1 día laborable después de la apertura del caso"),
        ("right after the step before", "justo después del paso anterior"),
        ("Enviados holds its Message-ID", "Enviados tiene su Message-ID"),
        (BROKE_OFF, "el servidor corta cada vez que se le pide"),
        ("something nobody foresaw", "something nobody foresaw"),
    ],
)
def test_reasons__are_told_in_spanish_where_they_are_known(text: str, spanish: str) -> None:
    assert reason(text, "es") == spanish
    assert reason(text, "en") == text
