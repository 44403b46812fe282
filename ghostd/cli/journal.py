"""The log of `once` and `run`: one line an event on stderr, without correspondents' addresses or secrets."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Container

ADDRESS = re.compile(r"[^\s<>(),;:\"']+@[^\s<>(),;:\"']+")
ERROR = "<3>"
PRIORITY = ((logging.ERROR, ERROR), (logging.WARNING, "<4>"), (logging.INFO, "<6>"))


class Line(logging.Formatter):
    """One event on one line; addresses are left out whatever a server's answer quoted.

    Only the accounts' own `users` are named: of a refused login one wants to know whose.
    """

    def __init__(self, users: Container[str] = ()) -> None:
        super().__init__()
        self._users = users

    def format(self, record: logging.LogRecord) -> str:
        text = ADDRESS.sub(self._shown, " ".join(record.getMessage().split()))
        if to_the_journal():
            return next((mark for level, mark in PRIORITY if record.levelno >= level), "<7>") + text
        return f"{self.formatTime(record, '%Y-%m-%d %H:%M:%S')} {text}"

    def _shown(self, address: re.Match[str]) -> str:
        return address[0] if address[0] in self._users else "(address)"


def marked(text: str) -> str:
    """The text of an error as stderr should have it: for the journal, an error in each of its lines."""
    return "\n".join(ERROR + line for line in text.splitlines()) if to_the_journal() else text


def to_the_journal() -> bool:
    """Whether stderr goes to the journal: that has the time itself and reads a level from the line's first
    characters (sd-daemon(3)). A terminal of a desktop has the variable, too, and means another stream."""
    try:
        found = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError):
        return False
    return os.environ.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


class ToStandardError(logging.StreamHandler):  # type: ignore[type-arg]  # generic only in the stubs
    """Writes to whatever stderr is now, so that a progress bar can stand below the lines."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def keep(users: Container[str] = (), *, quiet: bool = False) -> None:
    """Log what ghostd reports; only warnings when `quiet`, for a person who is told the rest anyway.

    The libraries stay silent, since we report their trouble ourselves.
    """
    handler = ToStandardError()
    handler.setFormatter(Line(users))
    logging.basicConfig(level=logging.WARNING if quiet else logging.INFO, handlers=[handler], force=True)
    for name in ("apscheduler", "imapclient", "asyncio", "pymap"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
