"""The state folder belongs to one writing ghostd at a time."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from time import sleep
from types import TracebackType

from ghostd.adapters.ownership import close_off, open_to_write
from ghostd.errors import OperatorError, Unavailable

NAME = "ghostd.lock"
TRIES, PAUSE = 4, 0.05
"""A `holder` that only looks keeps the lock for microseconds: that must not turn a daemon away."""


class StateLock:
    """Held from `acquire` to `release`, or to the end of the process however it ends.

    `advice` is what to do where another holds it.
    """

    def __init__(self, folder: Path, advice: str = "") -> None:
        self.path = folder / NAME
        self._advice = advice or "stop it first, or give this one another state folder"
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Raises `OperatorError` naming the process that holds the folder already."""
        try:
            close_off(self.path.parent)
            descriptor = open_to_write(self.path)
        except OSError as error:
            raise unusable(self.path.parent, error) from None
        if not _locked(descriptor):
            pid = _written(descriptor)
            os.close(descriptor)
            who = f"process {pid}" if pid else "process unknown"
            raise OperatorError(f"ghostd is already at work on {self.path.parent} ({who}); {self._advice}")
        self._descriptor = descriptor
        try:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        except OSError as error:
            self.release()
            raise unusable(self.path.parent, error) from None

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> StateLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def holder(folder: Path) -> int | None:
    """The process that holds the folder now; None when nobody does."""
    try:
        descriptor = os.open(folder / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return _written(descriptor) or 0
        return None
    finally:
        os.close(descriptor)


def unusable(folder: Path, error: OSError) -> OperatorError:
    """What to tell the operator about a state folder that cannot be written."""
    text = f"the state folder {folder} can't be used: {error.strerror}; mend that or set `state:` anew"
    return Unavailable(text) if error.errno == errno.ENOSPC else OperatorError(text)


def _locked(descriptor: int) -> bool:
    for _ in range(TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sleep(PAUSE)
        else:
            return True
    return False


def _written(descriptor: int) -> int | None:
    text = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
    return int(text) if text.isdecimal() else None
