"""Subjects without what mail programs put before them."""

from __future__ import annotations

import re

PREFIX = re.compile(
    r"""\s*(?:
        (?:re|aw|sv|vs|antw|ant|odp|ynt|res|ref|rif|r|fwd?|fw|wg|tr|rv|enc|i|pd|doorst|vb|vl)
        \s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\*\d{1,3})?\s*[:：]
        | \[[^\]\r\n]{1,40}\]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""One reply or forward mark, as the mail programs of a dozen languages write it, or a list tag."""


def bare(subject: str) -> str:
    """The subject without its prefixes and list tags; a subject that is nothing else stays as it is."""
    rest = subject
    while match := PREFIX.match(rest):
        rest = rest[match.end() :]
    return rest.strip() or subject.strip()


def key(subject: str) -> str:
    """What two subjects of one thread have in common: bare, case folded, white space squeezed."""
    return " ".join(bare(subject).casefold().split())
