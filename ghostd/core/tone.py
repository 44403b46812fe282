"""Whether a mail to a client stays calm: what in it accuses, presses, shouts, or names a day that is over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ghostd.core.arrivals.months import MONTHS, PATTERN
from ghostd.core.tone_phrases import PHRASES, Kind

_ACRONYMS = """
ADSL API BIC BOE CEO CIF CMS CMYK CPU CRM CSS CSV CTA DNI ERP EUR FAQ FTP GBP GDPR HTML HTTP HTTPS IBAN ICAL
IMAP IRPF ISBN ISO IVA JPEG JPG JSON LOPD LSSI NDA NIE NIF PDF PHP PNG POP PSD RAW RGB RGPD RSS SARL SEO SEPA
SIRET SLA SMS SMTP SQL SVG SWIFT TIFF TVA UNESCO UNICEF URL USB USD UTC VAT VPN WCAG WIFI WWW XML YAML
"""
ACRONYMS = frozenset(_ACRONYMS.split())

ALONE = 6
"""A word of so many capitals shouts by itself."""

TOGETHER = 4
"""Of words with so many capitals two in a row do, or one among several shorter ones."""

_NO_WORDS = re.compile(r"\S*(?:://|www\.|@)\S*")
_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[ \t\n,]+")
_QUESTIONS = re.compile(r"\?[!?\s]*\?")

_ORDINAL = r"(?:st|nd|rd|th|er|o|\.)?"
_DATE = re.compile(
    r"\b(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    rf"|(?P<d2>\d\d?){_ORDINAL} (?:of |de )?(?P<m2>{PATTERN})\.?,?(?: de| del)? (?P<y2>\d{{4}})"
    rf"|(?P<m3>{PATTERN})\.? (?P<d3>\d\d?){_ORDINAL},? (?P<y3>\d{{4}}))\b"
)
_LOOKS_BACK = re.compile(
    r"\b(?:since|dated|wrote|sent|spoke|met|agreed|asked|began|started|delivered|issued|invoiced|was|were|had"
    r"|(?:message|e-?mail|mail|letter|note|call|meeting|invoice|quote|offer|contract)(?: \S+)? (?:of|from|on)"
    r"|desde|fechad[oa]|escribi|envie|hablamos|acordamos|quedamos|vimos|empez\w+|comenz\w+|entregue|emiti\w*"
    r"|era|fue|habia|(?:mensaje|correo|carta|llamada|reunion|factura|presupuesto|oferta|contrato)(?: \S+)?"
    r" (?:del?|con fecha)"
    r")\b"
)
_DUE = re.compile(
    r"\bvencimiento:?(?: el| del?)?(?: dia)? $"
    r"|(?:\b(?:invoices?|facturas?|account|amount|sum|fee|eur|usd|gbp)\b|[€$£]).*"
    r"\b(?:due(?: date)?|vencid[oa]s?|vence|vencia|vencio):?(?: on| since| desde)?(?: el)?(?: dia)? $"
)
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|no later than|deadline(?: \w+)?|hasta|antes|para|a mas tardar)"
    r"(?: el| del| de)?(?: dia)? $"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What disturbs on a line (counted from 1), and how to mend it; `found` are the words, as they stand."""

    line: int
    what: str
    cure: str
    found: str


def tone(text: str, language: str, today: date | None = None) -> list[Remark]:
    """Every place of a mail that its reader may take amiss, from the top down.

    Phrases are known in English and Spanish. Dates are looked at only where `today` is given: a past day is
    remarked unless the sentence looks back at it.
    """
    shown = _shown(text)
    remarks = [*_phrases(shown, language), *_capitals(shown), *_marks(shown)]
    if today is not None:
        remarks += [r for r, start in _past(shown, today) if not _looked_back_at(shown, start)]
    return sorted(remarks, key=lambda remark: remark.line)


def past_dates(text: str, today: date) -> list[Remark]:
    """Every day before `today` that is named in a text, whatever for: a template outlives each."""
    return [remark for remark, _ in _past(_shown(text), today)]


def _shown(text: str) -> str:
    """The text with addresses blanked out, which are not words."""
    return _NO_WORDS.sub(lambda found: "·" * len(found[0]), unicodedata.normalize("NFC", text))


class _Even(dict[int, str]):
    """For `str.translate`: lower case without accents, each character in its place."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[:1].lower()
        self[code] = base if len(base) == 1 else chr(code)
        return self[code]


_EVEN = _Even({ord("’"): "'", ord("‘"): "'", 0xA0: " ", 0x202F: " "})


def _even(text: str) -> str:
    return text.translate(_EVEN)


def _remark(text: str, start: int, end: int, kind: Kind) -> Remark:
    found = " ".join(text[start:end].split())
    return Remark(text.count("\n", 0, start) + 1, f'"{found}" {kind.what}', kind.cure, found)


@lru_cache(maxsize=8)
def _table(language: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(rf"\b(?:{'|'.join(expressions)})\b".replace(" ", r"\s+")))
        for kind, expressions in PHRASES.get(language, {}).items()
    )


def _phrases(text: str, language: str) -> Iterator[Remark]:
    even = _even(text)
    for kind, pattern in _table(language):
        for found in pattern.finditer(even):
            yield _remark(text, found.start(), found.end(), kind)


SHOUTING = Kind("shouts", "write it in small letters")


def _capitals(text: str) -> Iterator[Remark]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end(), word.start()):
            yield from _loud(text, run)
            run = []
        if word[0].isupper() and word[0].isalpha():
            run.append(word)
        else:
            yield from _loud(text, run)
            run = []
    yield from _loud(text, run)


def _loud(text: str, run: list[re.Match[str]]) -> Iterator[Remark]:
    words = [len(word[0]) for word in run if len(word[0]) > 1 and word[0] not in ACRONYMS]
    longest = max(words, default=0)
    if longest >= ALONE or (longest >= TOGETHER and len(words) > 1) or len(words) > 2:
        yield _remark(text, run[0].start(), run[-1].end(), SHOUTING)


EXCLAIMING = Kind("exclaims", "end the sentence with a full stop")
ASKING_HARD = Kind("asks too hard", "one question mark is enough")


def _marks(text: str) -> Iterator[Remark]:
    start = 0
    for line in text.splitlines(keepends=True):
        found = line.find("!") if "!" in line else line.find("¡")
        if found >= 0:
            yield _remark(text, start + found, start + found + 1, EXCLAIMING)
        start += len(line)
    for questions in _QUESTIONS.finditer(text):
        yield _remark(text, questions.start(), questions.end(), ASKING_HARD)


OVER = Kind("is over", "let the date be computed, as in {{ deadline | date }}, or take it out")


def _past(text: str, today: date) -> Iterator[tuple[Remark, int]]:
    even = re.sub(r"\s", " ", _even(text))
    for found in _DATE.finditer(even):
        day = _day(found)
        if day is not None and day < today:
            yield _remark(text, found.start(), found.end(), OVER), found.start()


def _day(found: re.Match[str]) -> date | None:
    for form in "123":
        if found[f"y{form}"]:
            month = found[f"m{form}"]
            number = int(month) if month.isdigit() else MONTHS[month]
            try:
                return date(int(found[f"y{form}"]), number, int(found[f"d{form}"]))
            except ValueError:
                return None
    return None


def _looked_back_at(text: str, start: int) -> bool:
    """Whether the words before a date, in its sentence, speak of what has been, or of when a sum was due."""
    before = re.sub(r"\s", " ", _even(text[max(0, start - 80) : start]))
    sentence = re.split(r"[.!?;] ", before)[-1]
    if _DUE.search(sentence):
        return True
    return _LOOKS_BACK.search(sentence) is not None and _AHEAD.search(sentence) is None
