"""The border to SQLite: one connection, its transactions, and its errors in the operator's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

from ghostd.adapters.sqlite.rows import plain
from ghostd.errors import Bug, LedgerDamaged, OperatorError, Unavailable

BUSY_SECONDS = 5.0

Values = Sequence[Any] | Mapping[str, Any]

LEFT = (
    "was left as it is; put back a copy, or let `ghostd once` or the daemon's next start set it aside and "
    "begin from the mailbox"
)
LOCKED = "another program keeps it locked; is a second ghostd running on it?"

FAULTS: Mapping[int, tuple[type[OperatorError], str]] = {
    sqlite3.SQLITE_FULL: (Unavailable, "the disk is full; free some space, nothing is lost"),
    sqlite3.SQLITE_IOERR: (Unavailable, "reading or writing failed; look after the disk, nothing is lost"),
    sqlite3.SQLITE_BUSY: (Unavailable, LOCKED),
    sqlite3.SQLITE_LOCKED: (Unavailable, LOCKED),
    sqlite3.SQLITE_READONLY: (OperatorError, "it cannot be written; give ghostd's user the right to"),
    sqlite3.SQLITE_PERM: (
        OperatorError,
        "access is refused; give ghostd's user the right to read and write it",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        OperatorError,
        "it cannot be opened; ghostd's user must be able to write the file and its folder",
    ),
    sqlite3.SQLITE_NOTADB: (LedgerDamaged, f"it is no ghostd ledger, or none any more, and {LEFT}"),
    sqlite3.SQLITE_CORRUPT: (LedgerDamaged, f"it is damaged and {LEFT}"),
}


def fault(error: sqlite3.Error, where: str) -> OperatorError | Bug:
    """What an SQLite error means here; whatever the operator cannot mend is a `Bug`."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    kind, cure = FAULTS.get(code & 0xFF, (None, ""))
    return Bug(f"ledger {where}: {error}") if kind is None else kind(f"ledger {where}: {cure} ({error})")


class Database:
    """One SQLite connection that commits each statement alone unless a transaction is open.

    It may be used from any thread, by one at a time: a transaction holds the lock until it ends. Lone
    surrogates and NUL, which broken mail can contain and SQLite cannot, are stored as question marks.
    """

    def __init__(self, connection: sqlite3.Connection, where: str, read_only: bool = False) -> None:
        self.where = where
        self.read_only = read_only
        self._connection = connection
        self._lock = RLock()

    @classmethod
    def connect(cls, target: str, where: str, read_only: bool = False) -> Database:
        """Connect to a `file:` URI or `:memory:`; nothing is read or written yet."""
        try:
            connection = sqlite3.connect(
                target, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True
            )
        except sqlite3.Error as error:
            raise fault(error, where) from error
        return cls(connection, where, read_only)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; used within itself it joins the outer one and undoes only its own part."""
        with self._lock:
            if self._connection.in_transaction:
                yield from self._joined()
            else:
                yield from self._alone()

    def _alone(self) -> Iterator[None]:
        try:
            self.run("BEGIN IMMEDIATE")
            yield
            self.run("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self.run("ROLLBACK")
            raise

    def _joined(self) -> Iterator[None]:
        self.run("SAVEPOINT joined")
        try:
            yield
            self.run("RELEASE joined")
        except BaseException:
            # A full disk makes SQLite undo the whole transaction by itself: then no savepoint is left.
            if self._connection.in_transaction:
                self.run("ROLLBACK TO joined")
                self.run("RELEASE joined")
            raise

    def run(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """One statement."""
        with self._translated():
            return self._connection.execute(sql, storable(values))

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """One statement for each row, whose texts are plain already; the caller has opened a transaction."""
        with self._translated():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Values = ()) -> list[Any]:
        """All rows of a query."""
        with self._translated():
            return self._connection.execute(sql, storable(values)).fetchall()

    def one(self, sql: str, values: Values = ()) -> Any:
        """The first row of a query, or None."""
        with self._translated():
            return self._connection.execute(sql, storable(values)).fetchone()

    def copy_in_memory(self) -> Database:
        """An independent copy that vanishes when closed."""
        copy = Database.connect(":memory:", f"{self.where} (copy in memory)")
        with self._translated():
            self._connection.backup(copy._connection)
        return copy

    def close(self) -> None:
        with self._translated():
            self._connection.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.Error as error:
                raise fault(error, self.where) from error


def storable(values: Values) -> Values:
    if isinstance(values, Mapping):
        return {name: plain(value) if isinstance(value, str) else value for name, value in values.items()}
    return [plain(value) if isinstance(value, str) else value for value in values]


class Section:
    """A part of the ledger: some tables, and what is promised of them."""

    def __init__(self, database: Database) -> None:
        self._db = database
