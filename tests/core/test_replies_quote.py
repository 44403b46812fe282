"""Wrapping, quoting and dates."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ghostd.core.conversations import Client, Owner
from ghostd.core.messages import Message
from ghostd.core.replies.facts import draft_facts, shown_subject
from ghostd.core.replies.quote import Quoted, attribution, quotation, wrapped
from ghostd.core.spoken import spoken_date

DAY = date(2026, 5, 3)
URL = "https://example.com/" + "a-very-long-path/" * 8


def test_a_long_paragraph_is_wrapped_at_72() -> None:
    out = wrapped("word " * 40)
    assert len(out) > 1 and all(len(line) <= 72 for line in out)


def test_an_address_of_a_page_is_never_broken() -> None:
    assert URL in wrapped(f"Please have a look at {URL} when you have a moment, whenever that may be.")


def test_list_items_hang_under_their_text() -> None:
    assert wrapped("- " + "item " * 20)[1].startswith("  item")
    assert wrapped("10. " + "item " * 20)[1].startswith("    item")


@pytest.mark.parametrize("line", ["> " + "quoted " * 20 + "end", "    ghostd close " + "long " * 20 + "end"])
def test_quotes_and_commands_stay_as_they_stand(line: str) -> None:
    assert wrapped(f"x\n{line}") == ["x", line]


def test_every_kind_of_line_end_ends_a_line_and_controls_go() -> None:
    assert wrapped("a\r\nb\rc\u2028d\x85e\x00\x1b[31m\u202ef") == ["a", "b", "c", "d", "e[31mf"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "On 3 May 2026, Bob Roe wrote:"),
        ("es", "El 3 de mayo de 2026, Bob Roe escribió:"),
        ("de", "On 3 May 2026, Bob Roe wrote:"),
    ],
)
def test_the_attribution_speaks_the_clients_language(language: str, expected: str) -> None:
    assert attribution(Quoted("Bob\r\nRoe", DAY, "x", language)) == expected


def test_quoted_quotes_are_marked_once_more() -> None:
    assert quotation(Quoted("Bob", DAY, "new\n\n> old\n>> older\n"))[1:] == [
        "> new",
        ">",
        ">> old",
        ">>> older",
    ]


def test_long_quoted_lines_are_not_wrapped_anew() -> None:
    assert quotation(Quoted("Bob", DAY, "word " * 40))[1:] == ["> " + ("word " * 40).rstrip()]


def test_forty_lines_are_quoted_and_the_cut_is_shown() -> None:
    assert len(quotation(Quoted("Bob", DAY, "line\n" * 40))) == 41
    cut = quotation(Quoted("Bob", DAY, "line\n" * 41))
    assert len(cut) == 42 and cut[-1] == "> [...]"
    assert quotation(Quoted("Bob", DAY, "x" * 10_000))[-1] == "> [...]"


@pytest.mark.parametrize("text", ["", " \n\r\n", "\u202e\x00"])
def test_an_empty_message_is_not_quoted(text: str) -> None:
    assert quotation(Quoted("Bob", DAY, text)) == []


@pytest.mark.parametrize(
    ("language", "year", "expected"),
    [
        ("en", False, "3 May"),
        ("en", True, "3 May 2026"),
        ("es", False, "3 de mayo"),
        ("es", True, "3 de mayo de 2026"),
        ("de", False, "2026-05-03"),
    ],
)
def test_dates_are_written_as_people_write_them(language: str, year: bool, expected: str) -> None:
    assert spoken_date(DAY, language, year=year) == expected


def test_every_month_has_its_name() -> None:
    assert {len({spoken_date(date(2026, m, 1), lang) for m in range(1, 13)}) for lang in ("en", "es")} == {12}


def test_a_subject_within_a_sentence_is_short_and_bare() -> None:
    assert shown_subject("RE: Fwd: Landing page") == "Landing page"
    assert len(shown_subject("x" * 500)) == 70


def test_the_date_of_the_question_is_the_owners() -> None:
    asked = Message("<a@x>", "ana@example.com", datetime(2026, 5, 3, 23, 30, tzinfo=UTC), subject="Re: Logo")
    facts = draft_facts(
        Client("Acme", frozenset(), contact="Marta", register="tu"),
        Owner("Ana Pérez", ("ana@example.com",)),
        asked,
        zone=ZoneInfo("Europe/Madrid"),
        silent_business_days=6,
        deadline=None,
        goal="keep",
        step="ask",
    )
    assert (facts["asked_on"], facts["subject"], facts["contact"]) == (date(2026, 5, 4), "Logo", "Marta")
