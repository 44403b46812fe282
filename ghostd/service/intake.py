"""What comes goes into the mirror; what cannot be read is set aside, so that it keeps nothing else back."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from ghostd.core.arrivals import read
from ghostd.core.folders import Arrival, Batch, Cursor, Damaged, Folder
from ghostd.core.messages import Message, Placement
from ghostd.core.quarantine import BROKE_OFF, Quarantined
from ghostd.errors import Declined, OperatorError, Unavailable
from ghostd.ports import Ledger, Progress
from ghostd.service.reading import Reader

log = logging.getLogger("ghostd")

PATIENCE = 2
"""How many times in a row reading a folder may break off before a message in it is suspected."""

Placed = tuple[Placement, Message]


@dataclass(slots=True)
class Intake:
    """Takes batches in at `now`. `faults` are what of ours met a message; each costs that message alone.

    With `careful` a message whose text breaks the connection each time is taken in by its header.
    """

    reader: Reader
    ledger: Ledger
    now: datetime
    careful: bool = False
    faults: list[Exception] = field(default_factory=list)

    def read_news(self, folder: Folder, progress: Progress | None = None) -> int:
        """Take in what came since the folder was last read, with more care where that broke off again and
        again; says how many messages."""
        times, new = self.ledger.stumbles(folder.name), 0
        self.careful = times >= PATIENCE
        try:
            for batch in self._news(folder):
                new += self.take(folder, batch)
                if progress is not None:
                    progress.imported(folder.name, batch.done, batch.total)
        except Unavailable:
            self.ledger.note_stumbles(folder.name, times + 1)
            raise
        finally:
            self.careful = False
        if times:
            self.ledger.note_stumbles(folder.name, 0)
        return new

    def _news(self, folder: Folder) -> Iterator[Batch]:
        cursor = self.ledger.cursor(folder.name)
        return self.reader.mailbox.arrivals(folder, cursor, careful=self.careful)

    def take(self, folder: Folder, batch: Batch) -> int:
        """Keep what can be read and the cursor, in one transaction; says how many messages."""
        damaged = list(batch.damaged)
        messages = self._messages(batch.arrivals, damaged)
        with self.ledger.transaction():
            stored = self._store(folder, messages, batch.cursor, damaged)
            for one in damaged:
                if self.ledger.quarantine(one, self.now):
                    place = one.placement
                    log.warning("message.set-aside folder=%r uid=%d: %s", place.folder, place.uid, one.why)
        return stored

    def try_again(self, folders: Iterable[Folder]) -> int:
        """Each message that was set aside and whose time has come; says how many could be read."""
        here, back = {folder.name: folder for folder in folders}, 0
        for one in self.ledger.quarantined():
            if one.placement.folder not in here:
                self.ledger.release(one.placement)
            elif one.due(self.now):
                back += self._try(here[one.placement.folder], one)
        return back

    def _try(self, folder: Folder, one: Quarantined) -> int:
        # Counted before it is tried: what breaks everything off must not do so at once again.
        self.ledger.retried(one.placement, self.now)
        found = self.reader.mailbox.again(one.placement)
        if isinstance(found, Damaged):
            return 0
        damaged: list[Damaged] = []
        messages = self._messages([found] if found else [], damaged)
        with self.ledger.transaction():
            cursor = self.ledger.cursor(folder.name)
            stored = self._store(folder, messages, cursor, damaged) if cursor and messages else 0
            if not damaged:
                self.ledger.release(one.placement)
                log.info("message.released folder=%r uid=%d", folder.name, one.placement.uid)
        return stored

    def _messages(self, arrivals: Iterable[Arrival], damaged: list[Damaged]) -> list[Placed]:
        found: list[Placed] = []
        for arrival in arrivals:
            try:
                found += self._read(arrival, damaged)
            except OperatorError:
                raise
            except Exception as fault:
                damaged.append(self._met(arrival.placement, fault))
                with suppress(Exception):
                    found.append(self._by_header(arrival))
        return found

    def _read(self, arrival: Arrival, damaged: list[Damaged]) -> list[Placed]:
        try:
            return list(self.reader.read([arrival]))
        except Declined as no:
            why = str(no)
        except Unavailable as broke:
            if not self.careful:
                raise
            # Whether it is the message or the line: a word about something else tells.
            self.reader.mailbox.status(Folder(arrival.placement.folder))
            log.warning("message.broke-off folder=%r uid=%d: %s", *arrival.placement[::2], broke)
            why = BROKE_OFF
        damaged.append(Damaged(arrival.placement, f"its text cannot be read: {why}"))
        return [self._by_header(arrival)]

    def _by_header(self, arrival: Arrival) -> Placed:
        own = frozenset(self.reader.practice.owner.addresses)
        return arrival.placement, read(arrival.header, arrival.internal_date, own)

    def _store(
        self, folder: Folder, messages: Sequence[Placed], cursor: Cursor, damaged: list[Damaged]
    ) -> int:
        try:
            self.ledger.store(folder, messages, cursor)
            return len(messages)
        except OperatorError:
            raise
        except Exception as fault:
            if len(messages) == 1:
                damaged.append(self._met(messages[0][0], fault))
            if len(messages) <= 1:
                self.ledger.store(folder, (), cursor)
                return 0
        return sum(self._store(folder, [one], cursor, damaged) for one in messages)

    def _met(self, placement: Placement, fault: Exception) -> Damaged:
        self.faults.append(fault)
        return Damaged(placement, f"reading it met a fault of ghostd's own ({type(fault).__name__})")
