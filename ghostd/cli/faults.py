"""A fault of ghostd's own becomes a report that can be passed on as it is: no mail, no names, no secrets."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ghostd import __version__
from ghostd.errors import Bug

LIBRARIES = ("imapclient", "mail-parser", "apscheduler", "pydantic", "jinja2", "click", "rich")


def keep_report(error: BaseException, folder: Path | None = None) -> str:
    """Write the report into `folder` (else the usual state folder) and say in one line where it lies.

    The same fault at the same place overwrites its own report instead of adding one.
    """
    text = report(error)
    name = f"fault-{sha256('|'.join(places(error)).encode()).hexdigest()[:10]}.txt"
    said = f"a fault of ghostd's own ({type(error).__name__}); the state is as it was before"
    for home in (folder or state_folder(), Path(tempfile.gettempdir())):
        path = home / name
        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            # A name that can be foretold in a shared folder must not follow somebody's link.
            path.unlink(missing_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            continue
        return f"{said}. A report without any mail in it is ready to be sent to the authors: {path}"
    return f"{said}\n{text}"


def report(error: BaseException) -> str:
    """Versions and places in the code. Messages of exceptions may quote mail, so only a Bug's own is kept."""
    said = f": {error}" if isinstance(error, Bug) else ""
    lines = [
        f"ghostd {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        ", ".join(f"{name} {installed(name)}" for name in LIBRARIES),
        f"command: {command()}",
        "",
        f"{type(error).__module__}.{type(error).__qualname__}{said}",
        *(f"  {place}" for place in places(error)),
    ]
    return "\n".join(lines) + "\n"


def places(error: BaseException) -> list[str]:
    """Where each exception of the chain went through, outermost first, without any value."""
    found: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        if current is not error:
            found.append(f"after {type(current).__qualname__}:")
        frames = traceback.extract_tb(current.__traceback__)
        found += [f"{short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return found


def short(filename: str) -> str:
    """The path from the package on, which names no home folder."""
    parts = Path(filename).parts
    for anchor in ("site-packages", "ghostd"):
        if anchor in parts:
            at = len(parts) - 1 - parts[::-1].index(anchor)
            return "/".join(parts[at:] if anchor == "ghostd" else parts[at + 1 :])
    return parts[-1]


def command() -> str:
    """The subcommand alone: arguments name clients."""
    from ghostd.cli.commands import COMMANDS

    return next((word for word in sys.argv[1:] if word in COMMANDS), "")


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def state_folder() -> Path:
    if given := os.environ.get("STATE_DIRECTORY"):
        return Path(given.split(":")[0])
    home = os.environ.get("XDG_STATE_HOME") or str(Path(os.environ.get("HOME", "/")) / ".local" / "state")
    return Path(home) / "ghostd"
