"""What root makes in the state folder belongs to the folder's owner.

Otherwise one `sudo ghostd once` would leave files there that the service, which is not root, cannot open.
"""

from __future__ import annotations

import os
from pathlib import Path


def open_to_write(path: Path) -> int:
    """A descriptor to read and write the file, made with mode 0600 where it is missing.

    Only a file made here changes hands: whoever owns the folder could have put a link in its place.
    """
    flags = os.O_RDWR | os.O_CLOEXEC
    try:
        made = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return os.open(path, flags)
    try:
        if os.geteuid() == 0:
            home = path.parent.stat()
            os.fchown(made, home.st_uid, home.st_gid)
    except OSError:
        os.close(made)
        raise
    return made
