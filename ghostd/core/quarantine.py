"""Messages that could not be read: set aside, so that they keep no other mail back, and tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ghostd.core.messages import Placement

SOON = timedelta(hours=1)
"""What a server refuses in a bad hour it may give in the next."""

DAILY = timedelta(days=1)
DAYS = 5
"""How many times a message is tried a day apart."""

WEEKLY = timedelta(days=7)
"""Later a look a week is enough: it costs little, and shows when the message is gone."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A message that lies in the mailbox and is not in the mirror, or there by its header alone.

    `since` is when it was first met, `tried` when last, `tries` how often again since.
    """

    placement: Placement
    why: str
    since: datetime
    tried: datetime
    tries: int = 0

    @property
    def next_try(self) -> datetime:
        """An hour after the first time, then daily a few times, then weekly."""
        if self.tries == 0:
            return self.tried + SOON
        return self.tried + (DAILY if self.tries <= DAYS else WEEKLY)

    def due(self, now: datetime) -> bool:
        """A clock that was turned back keeps no message from being tried."""
        return not self.tried <= now < self.next_try
