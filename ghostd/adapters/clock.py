"""The one place where ghostd reads the clock."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that stands at one instant, for rehearsals (`--now`)."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def monotonic() -> float:
    """Seconds that only ever grow, whatever happens to the wall clock."""
    return time.monotonic()
