"""A page before it is HTML or Markdown: headings, facts and tables of plain text, whatever mail put into it.

Who writes it out makes the text harmless in its own notation; a link only ever leads to one of its files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """`small` is what stands below in small type; `anchor` leads to a place of the same page, by its name."""

    text: str = ""
    small: str = ""
    link: str = ""
    anchor: str = ""


class Column(NamedTuple):
    """`kind` is a class of the style sheet: number, when, who, step, text, money or file."""

    heading: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """`name` is what an anchor leads to; `weak` rows stand back."""

    cells: tuple[Cell, ...]
    name: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and the lines that belong to it."""

    label: str
    lines: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`level` 3 belongs to the section of level 2 before it."""

    heading: str
    level: int = 2
    lines: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    commands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """`language` is an ISO 639-1 code."""

    language: str
    eyebrow: str
    title: str
    lead: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
