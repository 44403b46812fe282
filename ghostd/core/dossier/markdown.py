"""A page as Markdown (GitHub's flavour, for its tables); what came by mail can't become markup or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ghostd.core.characters import clean
from ghostd.core.dossier.page import Cell, Fact, Page, Section, Table

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$#!])")
_LINKING = re.compile(r"(?i)(?<=\bwww)\.|:(?=//)")
"""What a bare address is told by: with a backslash before it, none is made a link."""

_LISTING = re.compile(r"^(?:(\d{1,9})(?=[.)](?: |$))|(?=[-+=]))")
"""What makes a list or a rule at the start of a line; the backslash goes behind the number."""


def markdown(page: Page) -> str:
    """The page as text; it ends with a line end."""
    return "\n".join(_lines(page)) + "\n"


def plain(text: str) -> str:
    """Text that reads as it is in Markdown: one line, nothing invisible, nothing that is markup."""
    escaped = _SPECIAL.sub(r"\\\1", clean(text))
    return _LISTING.sub(r"\1\\", _LINKING.sub(r"\\\g<0>", escaped))


def _lines(page: Page) -> Iterator[str]:
    yield from (f"# {plain(page.eyebrow)}: {plain(page.title)}", "", plain(page.lead), "")
    yield from _facts(page.facts)
    for section in page.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield from (f"{'#' * section.level} {plain(section.heading)}", "")
    for line in section.lines:
        yield from (plain(line), "")
    yield from _facts(section.facts)
    if section.table:
        yield from _table(section.table)
    if section.commands:
        yield from (*(f"    {command}" for command in section.commands), "")


def _facts(facts: tuple[Fact, ...]) -> Iterator[str]:
    for fact in facts:
        # A backslash at its end breaks a line within the item.
        lines = "\\\n  ".join(map(_cell, fact.lines))
        yield f"- **{plain(fact.label)}:** {lines}"
    if facts:
        yield ""


def _table(table: Table) -> Iterator[str]:
    yield _row([plain(column.heading) for column in table.columns])
    yield _row(["---"] * len(table.columns))
    yield from (_row([_cell(cell) for cell in row.cells]) for row in table.rows)
    yield ""


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    text = plain(cell.text)
    if cell.link:
        text = f"[{text}]({cell.link})"
    return f"{text} ({plain(cell.small)})" if cell.small else text
