"""The files of a ledger: what SQLite keeps beside it, and the damaged ones that were set aside."""

from __future__ import annotations

import logging
import os
from datetime import datetime
from itertools import count
from pathlib import Path

from ghostd.errors import OperatorError

log = logging.getLogger("ghostd")

PARTS = ("", "-wal", "-shm")
"""What a ledger's name ends with: the file, and what SQLite keeps beside it."""
ASIDE = ".damaged-"


def with_parts(path: Path) -> list[Path]:
    return [path.with_name(path.name + part) for part in PARTS]


def set_aside(path: Path) -> Path:
    """Where the file lies now, with what belongs to it; an earlier one stays. Its age counts from now on."""
    aside = next(to for n in count(1) if not (to := path.with_name(f"{path.name}{ASIDE}{n}")).exists())
    try:
        os.utime(path)
        for here, there in zip(reversed(with_parts(path)), reversed(with_parts(aside)), strict=True):
            if here.exists():
                here.rename(there)
    except OSError as error:
        raise OperatorError(
            f"ledger {path}: it is damaged and cannot be moved away ({error.strerror}); move it away yourself"
        ) from error
    return aside


def lying_aside(path: Path) -> list[Path]:
    """The damaged files that were set aside for the ledger, whether or not it is there itself."""
    found = path.parent.glob(f"{path.name}{ASIDE}*")
    return sorted(file for file in found if not file.name.endswith(PARTS[1:]))


def remove_aside(path: Path) -> list[str]:
    """The names of what lay aside for the ledger, and lies there no more."""
    gone = [file.name for file in lying_aside(path)]
    for file in sorted(path.parent.glob(f"{path.name}{ASIDE}*")):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise OperatorError(f"{file} cannot be removed: {error.strerror}; remove it yourself") from error
    return gone


class Aside:
    """What lies aside for a ledger, looked up once: nothing is set aside for one that is open."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._files: list[Path] | None = None

    def drop(self, before: datetime) -> None:
        """Remove what was set aside before then; what cannot be removed now is tried at the next start."""
        if self._files is None:
            self._files = lying_aside(self._path) if self._path else []
        for file in list(self._files):
            try:
                if file.stat().st_mtime >= before.timestamp():
                    continue
                for part in reversed(with_parts(file)):
                    part.unlink(missing_ok=True)
                log.info("ledger.dropped %s was set aside before %s", file, f"{before:%Y-%m-%d}")
            except FileNotFoundError:
                pass
            except OSError as error:
                log.warning("ledger.kept %s is old and cannot be removed: %s", file, error.strerror)
            self._files.remove(file)
