"""The day somebody is back, read from an automatic reply where it can't be misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ghostd.core.arrivals.absent import AFTER, AGAIN, AWAY, BETWEEN, LEAD, OPENING, WEEKDAY, WEEKDAYS
from ghostd.core.arrivals.months import MONTHS, PATTERN
from ghostd.core.characters import fold
from ghostd.core.text import strip_quotes

LONGEST = timedelta(days=366)
"""An absence said to last longer is more likely misread."""

NEAR = timedelta(days=240)
"""How far ahead a date without a year may lie: a text that was never switched off speaks of last year."""

TEXT_READ = 1500
LEAD_READ = 90

_ORDINAL = r"(?:st|nd|rd|th|er|ro|[eoaº°.]|:e|:a|-?go)"
_SUFFIX = rf"{_ORDINAL}?"
_OF = r"(?:of\s+|de\s+|di\s+)?"
_YEAR = r"(?:,?\s+(?:de\s+|del\s+)?(?P<{}>20\d\d)\b)?"
_DATE = re.compile(
    r"(?<![\w/.:+-])(?:"
    + "|".join(
        (
            r"(?P<y0>20\d\d)[-/.](?P<m0>\d\d)[-/.](?P<d0>\d\d)",
            rf"\d\d?{_SUFFIX}\s?[-–]\s?(?P<d5>\d\d?){_SUFFIX}\s+{_OF}(?P<m5>{PATTERN})\b\.?"
            + _YEAR.format("y5"),
            r"(?P<d1>\d\d?)\.\s?(?P<m1>\d\d?)\.?(?:\s?(?P<y1>20\d\d|\d\d)\b)?",
            r"(?P<d2>\d\d?)(?P<cut>[/-])(?P<m2>\d\d?)(?:(?P=cut)(?P<y2>20\d\d|\d\d))?",
            rf"(?P<d3>\d\d?){_SUFFIX}\s+{_OF}(?P<m3>{PATTERN})\b\.?" + _YEAR.format("y3"),
            rf"(?P<m4>{PATTERN})(?:\.\s?|\s+)(?P<r4>\d\d?(?:st|nd|rd|th)?\s?(?:-|–|to|through|until"
            rf"|till)\s?(?:the )?)?"
            r"(?P<d4>\d\d?)(?:st|nd|rd|th)?(?![\d:])" + _YEAR.format("y4"),
            rf"(?P<d6>\d\d?)(?P<ordinal>{_ORDINAL})?(?=$|[.,;)!]?\s|[.,;)!]$)",
        )
    )
    + r")(?![\w/:+-]|\.\d)"
)
# "03.08.-14.08." and "3.-14. August": the first date may touch the dash.
_TOUCHING = re.compile(r"(?:(?<=\.)|(?<=\.\d)|(?<=\.\d\d)|(?<=\.\d{4}))\s?[-–—]\s?(?=\d)")
_NO_DAY = re.compile(
    r"[.,;)!]?\s{0,2}(?:[%€$]|(?:h|hs|hrs?|uhr|am|pm|a\.m|p\.m|o'clock|horas?|heures?|ore|uur"
    r"|godz\w{0,4}|minut\w{0,4}"
    r"|days?|dias?|tagen?|tage|jours?|giorni|dagen|dni|dagar|weeks?|semanas?|wochen?|semaines?"
    r"|settimane|weken"
    r"|tygodni\w{0,4}|veckor|months?|monaten?|monate|mes|meses|mois|mesi|maanden|miesi\w{0,4}|manader"
    r"|of|de|des|du|del|do|van|von|next|nachsten|kommenden|proximo|prochain|prossimo|volgende"
    r"|nastepn\w{0,4}|nasta)\b)"
)
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_SENTENCE = re.compile(r"(?<=\D[.!?])\s+(?=[A-ZÁÉÍÓÚÑÄÖÜ¡¿])|\n\s{0,99}\n")


class _Told(NamedTuple):
    """A date that a sentence tells: the first day `back`, and whether it named that day itself."""

    back: date
    itself: bool


def away_until(subject: str, sent: date) -> date | None:
    """The first day on which the writer is there again; None where the subject leaves any doubt.

    "Until 14 August" counts the 14th as away: a day too late does less harm than a day too early. 03/04 is
    refused: it is March to one half of the world and April to the other.
    """
    spoken = _own_words(" ".join(fold(subject).split()))
    told = list(_dates(spoken, sent))
    if told:
        return _decide(told)
    if _DATE.search(spoken) and not _ISO.search(spoken):
        return None
    days = [_date(*map(int, found)) for found in _ISO.findall(spoken)[:2]]
    back = max((day + timedelta(days=1) for day in days if day), default=None)
    return back if back is not None and _possible(back, sent) else None


def away_in_text(text: str, sent: date) -> date | None:
    """The same, read in the first sentences of an automatic answer's text.

    The day of return counts where it is told besides the last day of the absence.
    """
    told: list[_Told] = []
    for sentence in _SENTENCE.split(strip_quotes(text)[:TEXT_READ]):
        told += _dates(" ".join(fold(sentence).split()), sent)
    return _decide(told)


def _decide(told: list[_Told]) -> date | None:
    """The first date told, unless the writer names the day of return soon after the end of the absence."""
    if not told:
        return None
    first = told[0].back
    named = (one.back for one in told if one.itself and first <= one.back <= first + timedelta(days=14))
    return next(named, first)


def _dates(sentence: str, sent: date) -> Iterator[_Told]:
    """The days of return that a folded sentence tells, one after the other."""
    words = _TOUCHING.sub(" - ", sentence)
    for found in _DATE.finditer(words):
        lead = LEAD.search(words, max(0, found.start() - LEAD_READ), found.start())
        weekday = WEEKDAY.search(words, max(0, found.start() - LEAD_READ), found.start())
        day = _day(found.groupdict(), sent, words, found, bool(lead))
        if day is None or (weekday and day.weekday() != WEEKDAYS[weekday[1]]):
            continue
        role = _role(words, found, lead)
        if role:
            back = day if role == "back" else day + timedelta(days=1)
            if _possible(back, sent):
                yield _Told(back, role == "back")


def _role(words: str, found: re.Match[str], lead: re.Match[str] | None) -> str:
    """`until` or `back`, by the words around a date; empty when they leave it open."""
    if lead and lead["until"]:
        return "until"
    if lead and lead["back"]:
        return "back"
    if AFTER.match(words, found.end()):
        return "back"
    ranged = (
        found["d5"]
        or found["r4"]
        or (lead and lead["range"])
        or (lead and lead["between"] and BETWEEN.search(words))
    )
    if ranged:
        return "until" if AWAY.search(words) or not AGAIN.search(words) else ""
    return "back" if lead and lead["start"] and AGAIN.search(words) and not AWAY.search(words) else ""


def _own_words(subject: str) -> str:
    """What the absent person wrote: after "Automatic reply:" mostly stands the subject that was answered."""
    first, colon, rest = subject.partition(": ")
    return first if not colon or not OPENING.match(rest) else f"{first} {rest.partition(': ')[0]}"


def _day(
    found: dict[str, str | None], sent: date, words: str, match: re.Match[str], led: bool
) -> date | None:
    if found["y0"]:
        return _date(int(found["y0"]), int(found["m0"] or 0), int(found["d0"] or 0))
    if found["cut"]:
        first, second = int(found["d2"] or 0), int(found["m2"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return None
        return _next(*((second, first) if second > 12 else (first, second)), found["y2"], sent)
    for number in "1345":
        name = found[f"m{number}"]
        if name:
            month = int(name) if name.isdigit() else MONTHS[name]
            return _next(int(found[f"d{number}"] or 0), month, found[f"y{number}"], sent)
    return _day_of_month(int(found["d6"] or 0), sent) if led and _bare(words, match) else None


def _bare(words: str, match: re.Match[str]) -> bool:
    """Whether a number alone is a day of the month: an ordinal, or after an article or a weekday."""
    before = words[max(0, match.start() - 14) : match.start()]
    named = re.search(
        r"(?:\b(?:the|zum|dem|den|el|dia|le|au|il|al|ao|no|dnia|de)|[a-z]{2,}day|[a-z]{3,})[.,]?\s$", before
    )
    sure = match["ordinal"] or (
        named and not re.search(r"\b(?:until|till|bis|hasta|ate|tot|do|till|las)\s$", before)
    )
    return bool(sure) and not _NO_DAY.match(words, match.end())


def _day_of_month(day: int, sent: date) -> date | None:
    """The next such day, this month or the following."""
    this = _date(sent.year, sent.month, day)
    if this and this >= sent:
        return this
    return _date(sent.year + sent.month // 12, sent.month % 12 + 1, day)


def _next(day: int, month: int, year: str | None, sent: date) -> date | None:
    if year:
        return _date(int(year) % 100 + 2000, month, day)
    this_year = _date(sent.year, month, day)
    nearest = this_year if this_year and this_year >= sent else _date(sent.year + 1, month, day)
    return nearest if nearest and nearest <= sent + NEAR else None


def _possible(back: date, sent: date) -> bool:
    return sent < back <= sent + LONGEST


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
