"""Waiting for what another program does: by looking again, with a bound."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 25.0
"""Seconds for anything that a mail program does by itself, on a busy machine."""

PAUSE = 0.1


def until(what: str, seen: Callable[[], T | None], patience: float = PATIENCE) -> T:
    """The first answer of `seen` that is true; an error names what never came."""
    deadline = time.monotonic() + patience
    while True:
        if answer := seen():
            return answer
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {patience:.0f} seconds in vain for {what}")
        time.sleep(PAUSE)
