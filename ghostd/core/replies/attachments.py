"""What goes beside the text of a mail: the owner's files with a draft, a calendar's entry with a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail; `type` is its media type, such as application/pdf."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """Something for the owner to do at `at`, about `minutes` long. `uid` is the same for the same task."""

    uid: str
    summary: str
    description: str
    at: datetime
    minutes: int = 15
