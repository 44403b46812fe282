"""A mailbox for rehearsals: it can be read as always, and what would be written is only noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ghostd.core.folders import Arrival, Batch, Cursor, Damaged, Folder, Folders, Known, Listing, Status
from ghostd.core.messages import Placement
from ghostd.core.review import Draft
from ghostd.ports import Mailbox


class Rehearsal:
    """Keeps the `Mailbox` contract over another mailbox without ever writing to it.

    `appended`, `withdrawn` and `notices` hold what would have been done, in order.
    """

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self.appended: list[Draft] = []
        self.withdrawn: list[Draft] = []
        self.notices: list[bytes] = []

    def folders(self, known: Sequence[Known] = ()) -> Folders:
        return self._mailbox.folders(known)

    def status(self, folder: Folder) -> Status:
        return self._mailbox.status(folder)

    def arrivals(self, folder: Folder, cursor: Cursor | None, *, careful: bool = False) -> Iterator[Batch]:
        return self._mailbox.arrivals(folder, cursor, careful=careful)

    def again(self, placement: Placement) -> Arrival | Damaged | None:
        return self._mailbox.again(placement)

    def listing(self, folder: Folder) -> Listing:
        return self._mailbox.listing(folder)

    def source(self, placement: Placement, limit: int = 65536) -> bytes | None:
        return self._mailbox.source(placement, limit)

    def append_draft(self, draft: Draft) -> Placement | None:
        """Noted; there is no UID, as with a server that gives none."""
        self.appended.append(draft)
        return None

    def append_notice(self, source: bytes) -> None:
        self.notices.append(source)

    def withdraw(self, draft: Draft, at: Placement) -> bool:
        """Noted, and said to have worked: it is what would most likely happen."""
        self.withdrawn.append(draft)
        return True

    def wait(self, timeout: timedelta) -> bool:
        return self._mailbox.wait(timeout)

    def close(self) -> None:
        """Nothing to close: the mailbox belongs to whoever opened it."""
