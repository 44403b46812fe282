"""What goes beside the text of a mail: the owner's files with a draft, a calendar's entry with a task."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

STEM_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail; `type` is its media type, with parameters if it has any, such as application/pdf."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """Something for the owner to do at `at`, about `minutes` long. `uid` is the same for the same task.

    `name` is what a file about it is called, without its ending; `phone` is the number to call and
    `organizer` the owner's address, both perhaps empty.
    """

    uid: str
    summary: str
    description: str
    at: datetime
    minutes: int = 15
    name: str = "task"
    phone: str = ""
    organizer: str = ""


def stem_of(*words: str) -> str:
    """A file's name in lower-case ASCII letters, digits and hyphens, from words that may hold anything.

    Letters of other scripts fall away; when nothing is left of a word, so does the word.
    """
    plain = (unicodedata.normalize("NFKD", word).casefold() for word in words)
    kept = ("".join(c if c.isascii() and c.isalnum() else " " for c in _bare(word)) for word in plain)
    return "-".join(" ".join(kept).split())[:STEM_LENGTH].strip("-") or "task"


def _bare(word: str) -> str:
    """The word without its accents, which NFKD has set apart."""
    return "".join(c for c in word if not unicodedata.combining(c))
