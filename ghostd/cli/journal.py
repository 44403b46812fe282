"""The log of `once` and `run`: one line an event on stderr, without addresses or secrets."""

from __future__ import annotations

import logging
import os
import re
import sys

ADDRESS = re.compile(r"[^\s<>(),;:\"']+@[^\s<>(),;:\"']+")
PRIORITY = ((logging.ERROR, "<3>"), (logging.WARNING, "<4>"), (logging.INFO, "<6>"))


class Line(logging.Formatter):
    """One event on one line; addresses are left out whatever a server's answer quoted."""

    def format(self, record: logging.LogRecord) -> str:
        text = ADDRESS.sub("(address)", " ".join(record.getMessage().split()))
        if os.environ.get("JOURNAL_STREAM"):
            # The journal has the time itself and reads the level from the prefix (sd-daemon(3)).
            return next((mark for level, mark in PRIORITY if record.levelno >= level), "<7>") + text
        return f"{self.formatTime(record, '%Y-%m-%d %H:%M:%S')} {text}"


class ToStandardError(logging.StreamHandler):  # type: ignore[type-arg]  # generic only in the stubs
    """Writes to whatever stderr is now, so that a progress bar can stand below the lines."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def keep(*, quiet: bool = False) -> None:
    """Log what ghostd reports; only warnings when `quiet`, for a person who is told the rest anyway.

    The libraries stay silent, since we report their trouble ourselves.
    """
    handler = ToStandardError()
    handler.setFormatter(Line())
    logging.basicConfig(level=logging.WARNING if quiet else logging.INFO, handlers=[handler], force=True)
    for name in ("apscheduler", "imapclient", "asyncio", "pymap"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
