"""Whether a text is an automatic notice of absence and nothing else, told without any help of the header.

A person who is away writes the same sentences, but answers, too: one clause that no notice needs makes the
mail a person's. A notice that is missed would close the turn; an answer that is missed, a client chased.
"""

from __future__ import annotations

import re

from ghostd.core.arrivals import vacation_words as phrases
from ghostd.core.characters import fold
from ghostd.core.text import strip_quotes

LENGTH_LIMIT = 1500
CLAUSE_WORDS = 22
GREETING_WORDS = 5
SIGNATURE_LINE = 80

_POSTSCRIPT = re.compile(r"p\.?\s?s\b")


def absence_alone(body: str, name: str) -> bool:
    """Whether the text tells an absence, a return and what a machine adds, and nothing besides.

    `name` is the sender's folded name and address: it may stand below without a closing phrase.
    """
    text = strip_quotes(body)
    spoken, signature = _signed(text)
    if len(spoken) > LENGTH_LIMIT or "?" in spoken or not all(map(_signs, signature)):
        return False
    clauses = _clauses(spoken)
    if clauses and phrases.GREETING.match(clauses[0]) and len(clauses[0].split()) <= GREETING_WORDS:
        clauses = clauses[1:]
    return _complete(clauses) and all(_covered(clause, name) for clause in clauses)


def _signed(text: str) -> tuple[str, list[str]]:
    """The text above the closing phrase, and the lines below it."""
    even = "\n".join(" ".join(fold(line).split()) for line in text.split("\n"))
    end = phrases.DISCLAIMER.search(even)
    lines = even[: end.start() if end else None].split("\n")
    for index, line in enumerate(lines):
        if index and len(line) <= 40 and phrases.CLOSING.match(line):
            return "\n".join(lines[:index]), [below for below in lines[index + 1 :] if below]
    return "\n".join(lines), []


def _signs(line: str) -> bool:
    """Whether a line below the closing phrase can be a signature's: a sentence there is a person's."""
    return len(line) <= SIGNATURE_LINE and not line.endswith((".", "!")) and not _POSTSCRIPT.match(line)


def _clauses(spoken: str) -> list[str]:
    found: list[str] = []
    for paragraph in re.split(r"\n\s{0,99}\n", spoken):
        found += phrases.JOINT.split(" ".join(paragraph.split()))
    return [clause for clause in (one.strip(" .*_-'\"") for one in found) if clause]


def _complete(clauses: list[str]) -> bool:
    """Whether the clauses tell everything that a notice does."""
    absent = any(phrases.ABSENT.search(clause) for clause in clauses)
    returns = any(phrases.RETURNS.search(clause) for clause in clauses)
    return absent and returns and any(map(_machine, clauses))


def _machine(clause: str) -> bool:
    """What somebody who reads and answers has no reason to say."""
    later = phrases.REPLIES.search(clause) and phrases.LATER.search(clause)
    return bool(later or phrases.UNREAD.search(clause) or phrases.URGENT.search(clause))


def _covered(clause: str, name: str) -> bool:
    """Whether a notice of absence needs this clause."""
    words = clause.split()
    if len(words) > CLAUSE_WORDS or phrases.DECISION.search(clause):
        return False
    said = (phrases.ABSENT, phrases.RETURNS, phrases.NEUTRAL, phrases.REPLIES)
    return (
        _machine(clause)
        or any(one.search(clause) for one in said)
        or all(map(phrases.DATES.fullmatch, words))
        or all(word in name for word in words)
    )
