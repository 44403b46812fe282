"""The day somebody is back, read from the subject of an automatic reply where it can't be misread."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ghostd.core.arrivals.months import MONTHS, PATTERN
from ghostd.core.characters import fold
from ghostd.core.text import strip_quotes

LONGEST = timedelta(days=400)
"""An absence said to last longer is more likely misread."""


def _any(phrases: str) -> str:
    """An expression for any of the comma-separated phrases, the longest first."""
    found = sorted((" ".join(phrase.split()) for phrase in phrases.split(",")), key=len, reverse=True)
    return "|".join(map(re.escape, found))


_UNTIL = _any(
    """until, until the, till, til, through, thru, up to, bis, bis zum, bis einschliesslich, bis einschl.,
    bis inkl., bis einschliesslich dem, hasta, hasta el, hasta el dia, jusqu'au, jusqu’au, jusqu'a, jusque,
    ate, ate o dia, ate ao dia, ate dia, ate ao, fino al, sino al, al, fino a, tot, tot en met, t/m, do,
    do dnia, till och med, t.o.m., tom"""
)
_BACK = _any(
    """back, back on, back in office on, back in the office, back in the office on, back at work on,
    returning, returning on, return on, returns on, return, return to office on,
    wieder am, wieder ab, wieder da ab, wieder da am, wieder erreichbar ab, wieder erreichbar am,
    wieder im buro ab, wieder im buro am, zuruck am, zuruck ab, zuruck,
    de vuelta el, regreso el, vuelvo el, de regreso el, a partir del,
    de retour le, retour le, de retour au bureau le,
    de volta em, de volta a, de volta no dia, regresso a, volto em, volto a, volto dia,
    torno il, rientro il, rientro, di ritorno il, in ufficio dal, terug op, terug, terug vanaf,
    wracam, powrot, bede od, tillbaka, tillbaka den, ater, ater den, tillbaka pa kontoret"""
)
_AWAY = _any(
    """out of, away, on leave, on vacation, on holiday, vacation, holiday, absent, absence, abwesen, urlaub,
    im urlaub, ausser haus, nicht im, fuera, ausen, de vacaciones, vacaciones, conge, en conge, en vacances,
    ferias, de ferias, fora, assen, fuori, in ferie, ferie, afwezig, met vakantie, vakantie, nieobecn, urlop,
    na urlopie, poza, franvar, semester, pa semester, i will be, ooo"""
)
_YEAR = r"(?:,?\s+(?:de\s+|del\s+)?(?P<{}>20\d\d))?"
_DATE = "|".join(
    (
        r"(?P<y0>20\d\d)-(?P<m0>\d\d)-(?P<d0>\d\d)",
        r"(?P<d1>\d\d?)\.\s?(?P<m1>\d\d?)\.?(?:\s?(?P<y1>20\d\d|\d\d))?",
        r"(?P<d2>\d\d?)(?P<cut>[/-])(?P<m2>\d\d?)(?:(?P=cut)(?P<y2>20\d\d|\d\d))?",
        rf"(?P<d3>\d\d?)(?:st|nd|rd|th|er|de|e|o|a|\.)?\s+(?:of\s+|de\s+|di\s+)?(?P<m3>{PATTERN})\b\.?"
        + _YEAR.format("y3"),
        rf"(?P<m4>{PATTERN})\.?\s+(?P<d4>\d\d?)(?:st|nd|rd|th)?(?![\d:])" + _YEAR.format("y4"),
    )
)
_WEEKDAY = r"(?:[a-z]{2,14}(?:-feira)?[.,]?\s+)?"
_STATED = re.compile(
    rf"\b(?:(?:{_UNTIL})|(?P<back>{_BACK}))\s*:?\s*(?:the\s+)?{_WEEKDAY}(?:{_DATE})(?![\w/-]|\.\d)"
)
_OPENING = re.compile(rf"\W*(?:{_AWAY}|{_UNTIL}|{_BACK})")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÁÉÍÓÚÑÄÖÜ¡¿])|\n\s*\n")
TEXT_READ = 1500
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")


def away_until(subject: str, sent: date) -> date | None:
    """The first day on which the writer is there again; None where the subject leaves any doubt.

    "Until 14 August" counts the 14th as away: a day too late does less harm than a day too early. 03/04 is
    refused: it is March to one half of the world and April to the other.
    """
    spoken = _own_words(" ".join(fold(subject).split()))
    stated = _STATED.search(spoken)
    if stated:
        day = _day(stated.groupdict(), sent)
        back = day if day is None or stated["back"] else day + timedelta(days=1)
    else:
        dates = [_date(*map(int, found)) for found in _ISO.findall(spoken)[:2]]
        back = max((d + timedelta(days=1) for d in dates if d), default=None)
    return back if back is not None and sent < back <= sent + LONGEST else None


def away_in_text(text: str, sent: date) -> date | None:
    """The same, read in the first sentences of an automatic answer's text; the first date that is told."""
    for sentence in _SENTENCE.split(strip_quotes(text)[:TEXT_READ]):
        words = " ".join(sentence.split())
        if back := away_until(words, sent):
            return back
    return None


def _own_words(subject: str) -> str:
    """What the absent person wrote: after "Automatic reply:" mostly stands the subject that was answered."""
    first, colon, rest = subject.partition(": ")
    return first if not colon or not _OPENING.match(rest) else f"{first} {rest.partition(': ')[0]}"


def _day(found: dict[str, str | None], sent: date) -> date | None:
    if found["y0"]:
        return _date(int(found["y0"]), int(found["m0"] or 0), int(found["d0"] or 0))
    if found["cut"]:
        first, second = int(found["d2"] or 0), int(found["m2"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return None
        return _next(*((second, first) if second > 12 else (first, second)), found["y2"], sent)
    for day, month, year in (("d1", "m1", "y1"), ("d3", "m3", "y3"), ("d4", "m4", "y4")):
        name = found[month]
        if name:
            number = int(name) if name.isdigit() else MONTHS[name]
            return _next(int(found[day] or 0), number, found[year], sent)
    return None


def _next(day: int, month: int, year: str | None, sent: date) -> date | None:
    if year:
        return _date(int(year) % 100 + 2000, month, day)
    this_year = _date(sent.year, month, day)
    return this_year if this_year and this_year >= sent else _date(sent.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
