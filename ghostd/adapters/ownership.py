"""What lies in the state folder is its owner's alone; what root makes there is the folder's owner's, too.

Otherwise one `sudo ghostd once` would leave files there that the service, which is not root, cannot open.
"""

from __future__ import annotations

import logging
import os
import re
import shlex
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ghostd.errors import OperatorError

log = logging.getLogger("ghostd")

OTHERS, WRITING = 0o077, 0o022
"""The rights of everybody but the owner, and those to write among them."""

KEPT = re.compile(r"ghostd\.lock|.+\.sqlite3(?:-\w+|\.damaged-.+)?|fault-\w+\.txt")
"""The names of what ghostd keeps in its state folder."""


def open_to_write(path: Path) -> int:
    """A descriptor to read and write the file, made with mode 0600 where it is missing."""
    try:
        return made(path)
    except FileExistsError:
        if loose(path) and file_closed(path):
            tell(path.parent, [path.name])
        return os.open(path, os.O_RDWR | os.O_CLOEXEC)


def made(path: Path) -> int:
    """A descriptor of a file that was missing; `FileExistsError` where it was not.

    Only a file made here changes hands: whoever owns the folder could have put a link in its place.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        if os.geteuid() == 0:
            home = path.parent.stat()
            os.fchown(descriptor, home.st_uid, home.st_gid)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def close_off(folder: Path, names: Iterable[str] | None = None) -> None:
    """The folder is there, and it and what ghostd keeps in it (`names`, else all) are closed to others.

    What was open is closed and said in one line; `OperatorError` where that cannot be. A folder that holds
    other things, too, is somebody's for another purpose: it keeps its mode, and must not be others' to write.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    was_open = ["the folder itself"] if folder_closed(folder) else []
    for path in [folder / name for name in names] if names is not None else kept_in(folder):
        if loose(path) and file_closed(path):
            was_open.append(path.name)
    if was_open:
        tell(folder, was_open)


def folder_closed(folder: Path) -> bool:
    """Whether the folder was open to others until now."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
        if not mode & OTHERS:
            return False
        ours = not mode & stat.S_ISVTX and all(KEPT.fullmatch(file.name) for file in folder.iterdir())
        if ours and shut(descriptor, mode & ~OTHERS):
            return True
        if mode & WRITING:
            raise OperatorError(
                f"the state folder {folder} can be written by other users, and "
                + ("its mode cannot be changed" if ours else "holds other things than ghostd's")
                + f"; run: chmod 700 {shlex.quote(str(folder))}, or set `state:` to a folder of its own"
            )
        return False
    finally:
        os.close(descriptor)


def kept_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if KEPT.fullmatch(path.name))


def loose(path: Path) -> bool:
    """Whether it is a file, and no link, that is open to others."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    return stat.S_ISREG(mode) and bool(mode & OTHERS)


def file_closed(path: Path) -> bool:
    """Whether the file was open to others until now; `OperatorError` when it cannot be closed to them.

    It is not opened for that: closing any descriptor of a database would drop the locks that SQLite holds on
    it in this process (POSIX.1-2017, fcntl). Root changes only what belongs to the folder's owner, who could
    do it, too: anything else may have been put there as a link.
    """
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or not found.st_mode & OTHERS:
        return False
    owner = path.parent.stat().st_uid if os.geteuid() == 0 else os.geteuid()
    if found.st_uid == owner:
        with suppress(OSError, NotImplementedError):
            path.chmod(0o600, follow_symlinks=False)
        if stat.S_IMODE(path.lstat().st_mode) == 0o600:
            return True
    raise OperatorError(
        f"{path} is open to other users and cannot be closed to them"
        + (": it belongs to somebody else" if found.st_uid != owner else "")
        + f"; chown it to the user of ghostd and run: chmod 600 {shlex.quote(str(path))}"
    )


def shut(descriptor: int, mode: int) -> bool:
    """Whether nothing of it is open to others any more, now that it was given the mode.

    Some file systems have no modes, and take any without a word; and a folder loses its setgid bit when its
    group is none of the user's (POSIX.1-2017, fchmod).
    """
    try:
        os.fchmod(descriptor, mode)
    except OSError:
        return False
    return not os.fstat(descriptor).st_mode & OTHERS


def tell(folder: Path, names: list[str]) -> None:
    log.warning(
        "state.closed %s was open to other users (%s); all of it is its owner's alone from now on",
        folder,
        ", ".join(names),
    )
