"""The day of return, as automatic replies name it in their subject."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ghostd.core.arrivals import read
from ghostd.core.arrivals.away import away_in_text, away_until

SENT = date(2026, 8, 3)
FRIDAY, SATURDAY = date(2026, 8, 14), date(2026, 8, 15)

NAMED = [
    ("until_day_month", "Out of office until 14 August", SATURDAY),
    ("until_month_day", "Out of office until August 14", SATURDAY),
    ("until_ordinal", "Away until the 14th of August", SATURDAY),
    ("until_weekday", "Away until Friday, 14 August 2026", SATURDAY),
    ("until_abbreviated", "Away until 14 Aug", SATURDAY),
    ("until_iso", "Out of office until 2026-08-14", SATURDAY),
    ("bare_iso", "Out of office 2026-08-14", SATURDAY),
    ("iso_range", "Out of office 2026-08-03 - 2026-08-14", SATURDAY),
    ("back_on", "Out of office, back on 14 August", FRIDAY),
    ("returning", "On leave, returning 14 August", FRIDAY),
    ("after_prefix", "Automatic reply: Out of office until 14 August", SATURDAY),
    ("before_original", "Away until 14 August: Re: Quote", SATURDAY),
    ("slashes_day_first", "Away until 14/08/2026", SATURDAY),
    ("slashes_month_first", "Away until 08/14/2026", SATURDAY),
    ("slashes_without_year", "Away until 14/8", SATURDAY),
    ("same_numbers", "Away until 08/08", date(2026, 8, 9)),
    ("es", "Fuera de la oficina hasta el 14 de agosto de 2026", SATURDAY),
    ("es_back", "De vacaciones, regreso el 14 de agosto", FRIDAY),
    ("de", "Abwesend bis 14.08.2026", SATURDAY),
    ("de_including", "Im Urlaub bis einschließlich 14. August", SATURDAY),
    ("de_short_year", "Abwesend bis 14.08.26", SATURDAY),
    ("de_no_year", "Abwesend bis zum 14.8.", SATURDAY),
    ("de_back", "Im Urlaub, wieder da ab 14.08.2026", FRIDAY),
    ("fr", "Absent jusqu'au 14 août", SATURDAY),
    ("fr_back", "En congés, de retour le 14 août", FRIDAY),
    ("pt", "Ausente até 14 de agosto", SATURDAY),
    ("it", "Fuori sede fino al 14 agosto", SATURDAY),
    ("nl", "Afwezig tot en met 14 augustus", SATURDAY),
    ("pl", "Nieobecny do 14 sierpnia", SATURDAY),
    ("sv", "Frånvarande till och med 14 augusti", SATURDAY),
    ("turn_of_the_year", "Away until 7 January", date(2027, 1, 8)),
    ("today", "Away until 3 August", date(2026, 8, 4)),
]


@pytest.mark.parametrize(("subject", "back"), [n[1:] for n in NAMED], ids=[n[0] for n in NAMED])
def test_a_clear_date_gives_the_first_day_back(subject: str, back: date) -> None:
    assert away_until(subject, SENT) == back


REFUSED = [
    ("either_order", "Away until 03/04"),
    ("either_order_with_year", "Away until 03/04/2027"),
    ("no_date", "Out of office"),
    ("weekday_only", "Away until Monday"),
    ("original_subject", "Automatic reply: Offer valid until 14 August"),
    ("original_iso", "Automatic reply: Release 2026-08-14"),
    ("no_such_day", "Away until 31 February"),
    ("past", "Away until 2026-07-01"),
    ("too_far", "Away until 14 August 2029"),
    ("time_of_day", "Away until 14:00"),
    ("version", "Away until 1.2.3.4"),
    ("month_13", "Away until 2026-13-14"),
    ("empty", ""),
]


@pytest.mark.parametrize("subject", [r[1] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_can_be_misread_is_refused(subject: str) -> None:
    assert away_until(subject, SENT) is None


def test_only_an_automatic_reply_tells_an_absence() -> None:
    sent = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
    lines = b"From: bob@acme.example\nSubject: Away until 14 August\n"
    assert read(lines + b"Auto-Submitted: auto-replied\n\n", sent).away_until == SATURDAY
    assert read(lines + b"\n", sent).away_until is None


@pytest.mark.parametrize(
    ("text", "back"),
    [
        pytest.param(
            "Hello,\n\nI am out of the office until 30 March 2026.\n\nBob", date(2026, 3, 31), id="until"
        ),
        pytest.param(
            "Thank you for your mail. I am away and will be back on 17 March. Bob",
            date(2026, 3, 17),
            id="back_on",
        ),
        pytest.param("Hola:\n\nEstaré fuera hasta el 30 de marzo.", date(2026, 3, 31), id="hasta"),
        pytest.param("I am away until 03/04.", None, id="which_is_the_month__refused"),
        pytest.param("Thank you, we have got your mail.", None, id="no_date"),
        pytest.param("> I am away until 30 March 2026.", None, id="only_quoted"),
    ],
)
def test_the_text_says_when_its_writer_is_back(text: str, back: date | None) -> None:
    assert away_in_text(text, date(2026, 3, 2)) == back
