"""One account's memory in one SQLite file: `SqliteLedger` keeps what `ghostd.ports.Ledger` promises."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from ghostd.adapters.ownership import close_off, made
from ghostd.adapters.sqlite.account import Account
from ghostd.adapters.sqlite.cases import Casebook
from ghostd.adapters.sqlite.connection import LEFT, Database
from ghostd.adapters.sqlite.drafts import Portfolio
from ghostd.adapters.sqlite.files import Aside, with_parts
from ghostd.adapters.sqlite.mirror import Mirror
from ghostd.adapters.sqlite.oblivion import Oblivion
from ghostd.adapters.sqlite.quarantine import Quarantine
from ghostd.adapters.sqlite.schema import APPLICATION_ID, MIGRATIONS
from ghostd.core.conversations import Owner
from ghostd.errors import LedgerDamaged, OperatorError, Unavailable

CACHE_KIBIBYTES = 32 * 1024

# A batch of a first import changes more pages than SQLite's 1,000: it would copy them at every commit.
CHECKPOINT_PAGES = 8_000


class SqliteLedger(Mirror, Oblivion, Quarantine, Casebook, Portfolio, Account):
    """The ledger on one connection; `open` is how to get one."""

    def __init__(self, database: Database, owner: Owner, path: Path | None = None) -> None:
        super().__init__(database, owner)
        self._aside = Aside(path)
        self._version_seen = self._data_version()

    @classmethod
    def open(cls, path: Path | Literal[":memory:"], owner: Owner, *, read_only: bool = False) -> SqliteLedger:
        """Open the ledger, made and brought to the newest layout where needed.

        A file that is not a ledger, is newer than this ghostd, or is damaged is refused and left as it is.
        With `read_only` nothing is made, moved on or locked, and a daemon may be writing meanwhile.
        """
        database = reach(path, read_only)
        try:
            settle_in(database, read_only)
            return cls(database, owner, None if isinstance(path, str) or read_only else path)
        except BaseException:
            database.close()
            raise

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing is kept; used within itself it joins the outer one and undoes only its own part."""
        return self._db.transaction()

    def forget_words(self, before: datetime) -> int:
        """Drop the texts of the drafts of cases closed before then, and say of how many; a damaged ledger
        that was set aside before then goes, too, because it holds such texts."""
        self._aside.drop(before)
        return super().forget_words(before)

    def check(self) -> None:
        """Raise `LedgerDamaged` when the file's pages do not fit together."""
        if (found := str(self._db.one("PRAGMA quick_check(1)")[0])) != "ok":
            raise LedgerDamaged(f"ledger {self._db.where}: it is damaged and {LEFT} ({found})")

    def changed_elsewhere(self) -> bool:
        """Whether another connection has committed since this was last asked (or since opening)."""
        seen, self._version_seen = self._version_seen, self._data_version()
        return seen != self._version_seen

    def _data_version(self) -> int:
        return int(self._db.one("PRAGMA data_version")[0])

    def copy_in_memory(self) -> SqliteLedger:
        """The same ledger in memory, to try things on; nothing done to it reaches the file."""
        copy = self._db.copy_in_memory()
        copy.run("PRAGMA foreign_keys = ON")
        return type(self)(copy, self._owner)

    def close(self) -> None:
        """Close the file; closing again changes nothing."""
        self._db.close()


def reach(path: Path | Literal[":memory:"], read_only: bool) -> Database:
    """Connected to the file, which is made for its owner alone where it may be."""
    if isinstance(path, str):
        return Database.connect(path, path)
    try:
        if not read_only:
            close_off(path.parent, [part.name for part in with_parts(path)])
            with suppress(FileExistsError):
                os.close(made(path))
        permitted(path, os.R_OK if read_only else os.R_OK | os.W_OK)
    except FileNotFoundError as error:
        raise (no_ledger_yet(str(path)) if read_only else unusable(path, error)) from error
    except OSError as error:
        raise unusable(path, error) from error
    mode = "ro" if read_only else "rw"
    return Database.connect(f"{path.absolute().as_uri()}?mode={mode}", str(path), read_only)


def permitted(path: Path, mode: int) -> None:
    """Raises the `OSError` that opening the file would.

    It is not opened for that: closing any descriptor of it would drop the locks that SQLite holds on it in
    this process (POSIX.1-2017, fcntl), and with them what other processes write would never be seen.
    """
    if stat.S_ISDIR(path.stat().st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(path, mode):
        frozen = os.statvfs(path).f_flag & os.ST_RDONLY
        raise OSError(code := errno.EROFS if frozen else errno.EACCES, os.strerror(code))


def unusable(path: Path, error: OSError) -> OperatorError:
    kind = Unavailable if error.errno == errno.ENOSPC else OperatorError
    return kind(f"ledger {path}: {error.strerror}; set `state:` to a folder that ghostd's user can write")


def no_ledger_yet(where: str) -> OperatorError:
    return OperatorError(f"ledger {where}: there is none yet; run `ghostd once` or start the daemon first")


def settle_in(database: Database, read_only: bool) -> None:
    """The file is known to be a ledger of the newest layout; nothing is written before it is known."""
    version = known_version(database)
    if read_only:
        refuse_old(database.where, version)
        return
    database.run("PRAGMA journal_mode = WAL")
    database.run("PRAGMA synchronous = FULL")
    database.run("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten: the file holds what people wrote.
    database.run("PRAGMA secure_delete = ON")
    database.run(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    database.run(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    if version < len(MIGRATIONS):
        migrate(database)


def known_version(database: Database) -> int:
    """The layout's version, 0 for an empty file; what is not ours is refused before it is touched."""
    application, version = header(database)
    if application == 0 and version == 0 and not database.one("SELECT 1 FROM sqlite_master"):
        return 0
    if application != APPLICATION_ID:
        raise OperatorError(
            f"ledger {database.where}: another program's file; it was left as it is, name another"
        )
    if version > len(MIGRATIONS):
        raise OperatorError(
            f"ledger {database.where}: written by a newer ghostd (layout {version}, this one knows"
            f" {len(MIGRATIONS)}); install that version again"
        )
    return version


def header(database: Database) -> tuple[int, int]:
    return (
        int(database.one("PRAGMA application_id")[0]),
        int(database.one("PRAGMA user_version")[0]),
    )


def refuse_old(where: str, version: int) -> None:
    if version == 0:
        raise no_ledger_yet(where)
    if version < len(MIGRATIONS):
        raise OperatorError(
            f"ledger {where}: written by an older ghostd (layout {version}); run `ghostd once` to renew it"
        )


def migrate(database: Database) -> None:
    """The file has the newest layout; another program may have got there first."""
    with database.transaction():
        version = known_version(database)
        for migration in MIGRATIONS[version:]:
            for statement in migration:
                database.run(statement)
        database.run(f"PRAGMA application_id = {APPLICATION_ID}")
        database.run(f"PRAGMA user_version = {len(MIGRATIONS)}")
