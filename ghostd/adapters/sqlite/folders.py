"""The folders of the mirror: what they are and were called, how far they were read, what has left them."""

from __future__ import annotations

from typing import Any

from ghostd.adapters.sqlite.connection import Section
from ghostd.adapters.sqlite.rows import array, items, lines, message_of, plain
from ghostd.core.folders import Cursor, Folder, Known, Role
from ghostd.core.messages import Message

SAMPLE = 3
"""By so many of its newest Message-IDs a folder is known again under another name."""

PLACEMENTS = """
SELECT mail.id, mail.uidvalidity, uid, gone
FROM folders JOIN mail ON mail.folder = folders.id WHERE name = ?
"""


class Shelves(Section):
    """The folders' part of the ledger."""

    revision = 0
    """Counts the changes of the mail that is known; every ledger has a count of its own."""

    def cursor(self, folder: str) -> Cursor | None:
        """How far the folder has been read, or None."""
        row = self._db.one("SELECT uidvalidity, uid_next FROM folders WHERE name = ?", (folder,))
        return Cursor(*row) if row else None

    def folders(self) -> list[Known]:
        """Every folder that was ever read under its last name, in the order they were first read."""
        rows = self._db.rows(
            "SELECT id, name, role, uidvalidity, uid_next, formerly, held FROM folders ORDER BY id"
        )
        return [
            Known(
                Folder(name, Role(role)), Cursor(validity, nxt), items(was), held, self._sample(id, validity)
            )
            for id, name, role, validity, nxt, was, held in rows
        ]

    def _sample(self, folder: int, uidvalidity: int) -> dict[int, str]:
        return dict(
            self._db.rows(
                """SELECT uid, message_id FROM mail
                WHERE folder = ? AND uidvalidity = ? AND message_id IS NOT NULL AND NOT gone
                ORDER BY uid DESC LIMIT ?""",
                (folder, uidvalidity, SAMPLE),
            )
        )

    def held(self, folder: str) -> int:
        """How many messages the folder holds if none has left it since it was last listed."""
        row = self._db.one("SELECT held FROM folders WHERE name = ?", (folder,))
        return int(row[0]) if row else 0

    def advance(self, folder: Folder, cursor: Cursor) -> int:
        """Note how far the folder has been read, and give its number; under another UIDVALIDITY than before
        nothing lies there any more that did."""
        known = self._db.one("SELECT id, uidvalidity FROM folders WHERE name = ?", (folder.name,))
        if known and known[1] != cursor.uidvalidity:
            self._db.run("UPDATE mail SET gone = 1 WHERE folder = ? AND NOT gone", (known[0],))
            self._db.run("UPDATE folders SET held = 0 WHERE id = ?", (known[0],))
        row = self._db.one(
            """INSERT INTO folders (name, role, uidvalidity, uid_next) VALUES (?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET role = excluded.role,
                uidvalidity = excluded.uidvalidity, uid_next = excluded.uid_next
            RETURNING id""",
            (folder.name, folder.role.value, cursor.uidvalidity, cursor.uid_next),
        )
        return int(row[0])

    def rename(self, before: str, now: str) -> None:
        """The folder `before` is called `now`: its mail and its cursor are, and the drafts that lie in it."""
        self.revision += 1
        with self._db.transaction():
            row = self._db.one("SELECT id, formerly FROM folders WHERE name = ?", (before,))
            if row is None:
                return
            folder, formerly = row
            if there := self._db.one("SELECT id FROM folders WHERE name = ?", (now,)):
                self._take_in(folder, there[0])
            names = [name for name in (*items(formerly), before) if name != plain(now)]
            self._db.run(
                "UPDATE folders SET name = ?, formerly = ? WHERE id = ?",
                (now, lines(list(dict.fromkeys(names))), folder),
            )
            self._db.run("UPDATE drafts SET folder = ? WHERE folder = ?", (now, before))
            self._db.run("UPDATE OR REPLACE quarantine SET folder = ? WHERE folder = ?", (now, before))

    def _take_in(self, folder: int, other: int) -> None:
        """What a folder of the new name held before it was removed goes on being known as gone."""
        self._db.run("UPDATE OR IGNORE mail SET folder = ?, gone = 1 WHERE folder = ?", (folder, other))
        for (id,) in self._db.rows("SELECT id FROM mail WHERE folder = ?", (other,)):
            self.forget(id)
        self._db.run("DELETE FROM folders WHERE id = ?", (other,))

    def mark_missing(self, folder: str, uidvalidity: int, present: frozenset[int], held: int) -> int:
        """Remember of what is not present in `folder` that it has left; what is there again is there."""
        with self._db.transaction():
            rows = self._db.rows(PLACEMENTS, (folder,))
            there = {id: validity == uidvalidity and uid in present for id, validity, uid, _ in rows}
            left = [id for id, *_, gone in rows if not gone and not there[id]]
            back = [id for id, *_, gone in rows if gone and there[id]]
            changed = [(1, id) for id in left] + [(0, id) for id in back]
            self._db.run_many("UPDATE mail SET gone = ? WHERE id = ?", changed)
            self._db.run("UPDATE folders SET held = ? WHERE name = ?", (held, folder))
        return len(left)

    def forget_missing(self, folder: str, uidvalidity: int, present: frozenset[int]) -> int:
        """Drop what lies in `folder` no more, and all that was seen under another UIDVALIDITY."""
        with self._db.transaction():
            rows = self._db.rows(PLACEMENTS, (folder,))
            lost = [id for id, validity, uid, _ in rows if validity != uidvalidity or uid not in present]
            for id in lost:
                self.forget(id)
            if lost:
                self._db.run("UPDATE folders SET held = ? WHERE name = ?", (len(rows) - len(lost), folder))
        return len(lost)

    def forget(self, id: int) -> None:
        """Drop one message's row, and that it is anybody's."""
        self.revision += 1
        message = message_of(self._db.one("SELECT * FROM placed WHERE id = ?", (id,)))
        self._db.run(
            """DELETE FROM parties WHERE mail = ? AND address IN (
                SELECT id FROM addresses WHERE address IN (SELECT value FROM json_each(?))
            )""",
            (id, array(people(message))),
        )
        self._db.run("DELETE FROM mail WHERE id = ?", (id,))


def people(message: Message) -> set[str]:
    """Sender, To, Cc and whom a failure report could not reach, as they are stored."""
    named: tuple[Any, ...] = (message.sender, *message.to, *message.cc, *message.failed_recipients)
    return {plain(address).replace("\n", " ") for address in named if address}
