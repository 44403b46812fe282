"""The messages that could not be read, and how often the reading of a folder broke off."""

from __future__ import annotations

from datetime import datetime

from ghostd.adapters.sqlite.connection import Section
from ghostd.adapters.sqlite.rows import instant, micros
from ghostd.core.folders import Damaged
from ghostd.core.messages import Placement
from ghostd.core.quarantine import Quarantined


class Quarantine(Section):
    """The part of the ledger for what is set aside."""

    def quarantine(self, damaged: Damaged, at: datetime) -> bool:
        """Set a message aside, and say whether it is new there; one that is known stays as it is."""
        row = (*damaged.placement, damaged.why, micros(at), micros(at))
        added = self._db.run(
            """INSERT INTO quarantine (folder, uidvalidity, uid, why, since, tried)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
            row,
        )
        return added.rowcount > 0

    def quarantined(self) -> list[Quarantined]:
        """The messages set aside, oldest first."""
        rows = self._db.rows(
            """SELECT folder, uidvalidity, uid, why, since, tried, tries, EXISTS (
                SELECT 1 FROM folders JOIN mail ON mail.folder = folders.id
                WHERE name = aside.folder AND mail.uidvalidity = aside.uidvalidity AND mail.uid = aside.uid)
            FROM quarantine AS aside ORDER BY since, folder, uidvalidity, uid"""
        )
        return [
            Quarantined(Placement(*row[:3]), row[3], instant(row[4]), instant(row[5]), row[6], bool(row[7]))
            for row in rows
        ]

    def retried(self, placement: Placement, at: datetime) -> None:
        """It is tried again."""
        self._db.run(
            """UPDATE quarantine SET tried = ?, tries = tries + 1
            WHERE folder = ? AND uidvalidity = ? AND uid = ?""",
            (micros(at), *placement),
        )

    def release(self, placement: Placement) -> None:
        """The message was read after all, or is gone."""
        self._db.run(
            "DELETE FROM quarantine WHERE folder = ? AND uidvalidity = ? AND uid = ?", tuple(placement)
        )

    def stumbles(self, folder: str) -> int:
        """How many times in a row the reading of a folder's news broke off."""
        row = self._db.one("SELECT times FROM stumbles WHERE folder = ?", (folder,))
        return int(row[0]) if row else 0

    def note_stumbles(self, folder: str, times: int) -> None:
        """Zero forgets them."""
        self._db.run("DELETE FROM stumbles WHERE folder = ?", (folder,))
        if times:
            self._db.run("INSERT INTO stumbles VALUES (?, ?)", (folder, times))
