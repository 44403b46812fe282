"""The tone of the templates: what is in their sources, and what only their rendered text shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, meta

from ghostd.core.tone import Remark, past_dates, tone

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"\{([{%]).*?[%}]\}", re.DOTALL)
_VISIBLE = re.compile(r"[^\n]")


class Source(NamedTuple):
    """A template's file and what it holds."""

    place: str
    text: str


def reviewed(sources: Sequence[Source], texts: Iterable[str], language: str, today: date) -> Iterator[str]:
    """Each remark once: on the line of the sources where the words stand, else on the first of the files.

    `sources` are a template and the pieces that it includes, `texts` what it renders to.
    """
    told: list[Remark] = []
    for place, source in sources:
        bare = _blanked(_COMMENT, source)
        for remark in (*tone(_blanked(_TAG, bare), language), *past_dates(bare, today)):
            told.append(remark)
            yield _line(f"{place}:{remark.line}", remark)
    for text in dict.fromkeys(texts):
        for remark in tone(text, language):
            if not any(_same(remark, other) for other in told):
                told.append(remark)
                yield _line(_where(remark.found, sources), remark)


def sources(environment: Environment, name: str, place: Callable[[str], str]) -> list[Source]:
    """The source of a template and those of the pieces it includes, itself first."""
    found: dict[str, Source] = {}
    wanted: list[str | None] = [name]
    while wanted:
        piece = wanted.pop(0)
        if piece and piece not in found:
            text = Path(place(piece)).read_text("utf-8")
            found[piece] = Source(place(piece), text)
            wanted += meta.find_referenced_templates(environment.parse(text))
    return list(found.values())


def begins_with_subject(source: str) -> bool:
    """Whether the first thing a template says is a subject: then it is a notice for the owner."""
    return _TAG.sub("", _COMMENT.sub("", source)).lstrip().startswith("Subject:")


def _blanked(pattern: re.Pattern[str], source: str) -> str:
    """With something in the place of each match that is neither a word nor a space; its lines stay."""
    return pattern.sub(lambda found: _VISIBLE.sub("·", found[0]), source)


def _same(one: Remark, other: Remark) -> bool:
    """Whether two remarks are about the same words: one may have more of what is around them."""
    words, others = one.found.casefold(), other.found.casefold()
    return one.cure == other.cure and (words in others or others in words)


def _where(words: str, sources: Sequence[Source]) -> str:
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    for place, source in sources:
        found = pattern.search(_blanked(_COMMENT, source))
        if found:
            return f"{place}:{source.count(chr(10), 0, found.start()) + 1}"
    return sources[0].place


def _line(place: str, remark: Remark) -> str:
    return f"{place}  {remark.what}; {remark.cure}"
