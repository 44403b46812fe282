"""What is closed to the user who asks: one line says as whom to ask instead, and what to type."""

from __future__ import annotations

import grp
import os
import pwd
import shlex
import sys
from contextlib import suppress
from pathlib import Path

from ghostd.errors import OperatorError


def unreadable(file: Path) -> bool:
    """Whether the file is there, or may be there, and this user cannot read it."""
    try:
        file.stat()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return not os.access(file, os.R_OK)


def entered(folder: Path) -> Path:
    """The same folder; `OperatorError` when this user may not look into it, or not as far as there."""
    try:
        (folder / "any").lstat()
    except PermissionError:
        raise OperatorError(closed(folder)) from None
    except OSError:
        # What is not there, or is no folder, is for those to tell who need it.
        pass
    return folder


def closed(path: Path) -> str:
    """The line for what this user may not look into."""
    (place, keeper), again = keeper_of(path), shlex.join(["ghostd", *sys.argv[1:]])
    if keeper == os.geteuid():
        return f"{place} is closed to you, and it is yours; run: chmod u+rwX {shlex.quote(str(place))}"
    if keeper:
        with suppress(KeyError):
            name = pwd.getpwuid(keeper).pw_name
            return f"{path} is closed to you; ask as {name}: sudo -u {name} {again}"
    return f"{path} is closed to you; give your user the right to read it, or ask as root: sudo {again}"


def keeper_of(path: Path) -> tuple[Path, int]:
    """For whom it is: its owner or, where root keeps it for the user of its group's name, that one.

    Of what cannot even be seen, this is told of the folder that hides it.
    """
    for place in (path, *path.parents):
        with suppress(OSError):
            found = place.stat()
            with suppress(KeyError):
                if found.st_uid == 0:
                    return place, pwd.getpwnam(grp.getgrgid(found.st_gid).gr_name).pw_uid
            return place, found.st_uid
    return path, 0
