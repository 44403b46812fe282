"""What was made of an account's mail, kept from pass to pass for as long as the mirror stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from ghostd.core.portrait import Gallery, Portrait, gallery
from ghostd.core.practice import Practice
from ghostd.ports import Ledger

LATE = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Memory:
    """Portraits of an account's clients; mail is read again only when some has come or gone.

    Kept in memory alone: everything in it can be derived again.
    """

    _gallery: Gallery | None = None
    _practice: Practice | None = None
    _revision: int = -1
    _since: datetime = LATE
    _until: datetime = LATE

    def portraits(self, practice: Practice, ledger: Ledger, now: datetime) -> dict[str, Portrait]:
        """All clients' portraits at `now`, from the mirror as it stands."""
        revision = ledger.revision
        same = practice is self._practice and revision == self._revision
        if self._gallery is None or not same or not self._since <= now < self._until:
            mail = {client.name: ledger.messages(client, LATE) for client in practice.clients}
            # What is dated ahead of our clock is not there yet.
            ahead = [m.at for messages in mail.values() for m in messages if m.at > now]
            come = {name: [m for m in messages if m.at <= now] for name, messages in mail.items()}
            self._gallery, self._practice = gallery(practice, come), practice
            self._revision, self._until = revision, min(ahead, default=LATE)
        self._since = now
        return self._gallery.at(now)
