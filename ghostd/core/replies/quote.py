"""The body of a mail of ours: legible lines, paragraphs wrapped at 72, and the quoted message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from ghostd.core.replies.headers import NAME_LENGTH, header_text, legible
from ghostd.core.spoken import spoken_date

WIDTH = 72
QUOTED_LINES = 40
QUOTED_CHARACTERS = 6000

_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")
_AS_IT_STANDS = (">", "    ")

ATTRIBUTION = {"en": "On {day}, {author} wrote:", "es": "El {day}, {author} escribió:"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """The message that is answered: `text` is its plain text, `on` its date where the owner lives."""

    author: str
    on: date
    text: str
    language: str = "en"


def lines(text: str) -> list[str]:
    """The text's lines, legible, without spaces at their ends and without empty lines around."""
    found = [legible(line.expandtabs(4)).rstrip() for line in _LINE_END.split(text)]
    while found and not found[-1]:
        found.pop()
    while found and not found[0]:
        found.pop(0)
    return found


def wrapped(text: str) -> list[str]:
    """Each line, taken as a paragraph, is wrapped between words; quotes and lines indented by four stay."""
    out: list[str] = []
    for line in lines(text):
        if len(line) <= WIDTH or line.startswith(_AS_IT_STANDS):
            out.append(line)
            continue
        bullet = _BULLET.match(line)
        hang = " " * bullet.end() if bullet else ""
        out += wrap(line, WIDTH, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    return out


def quotation(quoted: Quoted) -> list[str]:
    """The attribution line and at most forty quoted lines, not wrapped anew; nothing for an empty text."""
    taken = lines(quoted.text[:QUOTED_CHARACTERS])
    if not taken:
        return []
    whole = len(taken) <= QUOTED_LINES and len(quoted.text) <= QUOTED_CHARACTERS
    marked = [_mark(line) for line in (taken if whole else [*taken[:QUOTED_LINES], "[...]"])]
    return [attribution(quoted), *marked]


def attribution(quoted: Quoted) -> str:
    """Who wrote and when, in the client's language."""
    language = quoted.language if quoted.language in ATTRIBUTION else "en"
    author = header_text(quoted.author, NAME_LENGTH)
    return ATTRIBUTION[language].format(day=spoken_date(quoted.on, language, year=True), author=author)


def _mark(line: str) -> str:
    if not line:
        return ">"
    return f">{line}" if line.startswith(">") else f"> {line}"


def body_text(text: str, quoted: Quoted | None = None, signature: str = "") -> str:
    """The whole body: the rendered text, the quotation, and under it the signature if there is one."""
    parts = [wrapped(text)]
    if quoted is not None and (quotation_lines := quotation(quoted)):
        parts.append(quotation_lines)
    if signature:
        parts.append(["-- ", *lines(signature)])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"
