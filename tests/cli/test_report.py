"""`ghostd report`: past silences, open accounts and terms, for a person and for a program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from office import CONFIG, Office
from rich.console import Console

from ghostd.cli.options import plain
from ghostd.cli.report_tables import print_report
from ghostd.cli.report_words import TERMS, WORDS
from ghostd.core.engagement import Contract, Engagement, Term
from ghostd.core.learning import NOTHING, Helped, Lessons, OfClient
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.money.statement import statement_of
from ghostd.service.learning import Position

NOW = "2026-03-10T09:00"
BUSINESS = """\
    contact: Bob
    contract: {{terms: [deposit]}}
    invoices:
      - {{number: 2026-003, issued: 2026-01-31, due: 2026-02-15, amount: 1200}}
      - {{number: 2026-009, issued: 2026-03-01, due: 2026-03-31, amount: 300.50}}
"""
LEARNED = Lessons(
    cases=7,
    answered=5,
    unanswered=2,
    unprompted=1,
    again=1,
    days=12,
    owed=(Amount(Decimal("800.00"), "EUR"),),
    owed_known=2,
    steps=(Helped("ask", "are-you-ok", 6, 3, 2), Helped("ask-again", "closing-notice", 3, 0, None)),
    clients=(OfClient("Acme", 7, 5, 2, 1, 12),),
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path).furnish(CONFIG.replace("    contact: Bob\n", BUSINESS))


def test_a_program_gets_every_sum_exactly(office: Office) -> None:
    told = office.json("report", "--now", NOW)
    assert told["lessons"]["cases"] == 0
    acme, lumen = told["clients"]
    [total] = acme["account"]["totals"]
    assert total["outstanding"] == {"value": "1500.50", "currency": "EUR"}
    assert total["aging"]["to_30"] == "1200.00"
    assert acme["contract"]["listed"] == ["deposit"]
    assert "late-fee" in acme["contract"]["missing"]
    assert lumen == {
        "name": "Lumen",
        "account": None,
        "contract": {"known": False, "listed": [], "missing": []},
    }


def test_a_person_reads_what_is_open_and_what_is_missing(office: Office) -> None:
    told = " ".join(office.ghostd("report", "--now", NOW).stdout.split())
    assert "No silence has been followed up to its end yet" in told
    assert "€1,500.50" in told
    assert "not known" in told
    assert "nothing noted" in told


def printed(language: str, learned: Lessons = LEARNED) -> str:
    listed = (
        Invoice("1", "Acme", date(2026, 1, 1), date(2026, 1, 31), Amount(Decimal("1200.00"), "EUR")),
        Invoice("2", "Acme", date(2026, 1, 1), date(2026, 3, 31), Amount(Decimal("80.00"), "USD")),
    )
    found = [
        Position("Acme", statement_of("Acme", listed, Engagement(), date(2026, 3, 10)), Contract(known=True)),
        Position("Lumen", statement_of("Lumen", (), Engagement(), date(2026, 3, 10)), Contract()),
        Position("Novo", None, Contract(known=True, terms=frozenset(Term))),
    ]
    console = Console(width=200, record=True, file=StringIO())
    print_report(console, learned, found, language)
    return " ".join(console.export_text().split())


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "7 silences so far: 5 ended with an answer (1 before any mail), 2 without",
                "usually took 12 days",
                "Still open at the end of those without an answer: €800.00",
                "ask 6 3 2 d",
                "Lumen nothing",
                "Together €1,200.00 €1,200.00",
                "silence as approval",
            ],
        ),
        (
            "es",
            [
                "7 silencios hasta ahora: 5 con respuesta (1 antes de ningún mensaje), 2 sin ella",
                "Pendiente al terminar los que no tuvieron respuesta: 800,00 €",
                "Lumen nada",
                "En total 1.200,00 € 1.200,00 €",
                "silencio como visto bueno",
            ],
        ),
    ],
)
def test_it_is_told_in_the_owners_language(language: str, lines: list[str]) -> None:
    told = printed(language)
    for line in lines:
        assert line in told


def test_without_a_past_only_the_money_and_the_terms_are_told() -> None:
    told = printed("en", NOTHING)
    assert "What brought an answer" not in told
    assert "What is open" in told


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["en"].keys() == WORDS["es"].keys()
    assert TERMS["en"].keys() == TERMS["es"].keys() == set(Term)


class Colour(StrEnum):
    RED = "red"


class Pair(NamedTuple):
    one: Decimal
    other: date | None


@dataclass(frozen=True, slots=True)
class Thing:
    pair: Pair
    colours: frozenset[Colour]
    at: datetime


def test_what_json_gets_is_plain() -> None:
    thing = Thing(
        Pair(Decimal("1.50"), date(2026, 3, 1)),
        frozenset((Colour.RED,)),
        datetime(2026, 3, 1, 9, tzinfo=UTC),
    )
    assert plain((thing, None, 3, True)) == [
        {
            "pair": {"one": "1.50", "other": "2026-03-01"},
            "colours": ["red"],
            "at": "2026-03-01T09:00:00Z",
        },
        None,
        3,
        True,
    ]
