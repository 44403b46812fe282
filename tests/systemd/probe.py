"""What can be done from within the service's sandbox: run there, as the service, by the system's Python.

Writes one JSON object into the state folder: where a file could be made, what else was tried and came of it.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

CREDENTIALS = Path("/run/credentials")
PSEUDO = ("/proc", "/sys")
CONFIG, MAILDIR, STATE = (Path(argument) for argument in sys.argv[1:])


def writable() -> list[str]:
    """Every folder in sight where a file can be made, by trying."""
    found = []
    for folder, below, _ in os.walk("/"):
        if folder == "/":
            below[:] = [name for name in below if "/" + name not in PSEUDO]
        path = Path(folder) / "ghostd-probe"
        try:
            path.touch(exist_ok=False)
        except OSError:
            continue
        path.unlink()
        found.append(folder)
    return found


def tried(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except OSError as error:
        return error.strerror or type(error).__name__
    return "done"


def to_open(path: str | Path, flags: int = os.O_RDONLY) -> Callable[[], object]:
    return lambda: os.close(os.open(path, flags))


def to_call(name: str, *arguments: object) -> Callable[[], object]:
    def attempt() -> None:
        if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) == -1:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    return attempt


def to_speak(family: int) -> Callable[[], object]:
    return lambda: socket.socket(family, socket.SOCK_RAW).close()


ATTEMPTS: dict[str, Callable[[], object]] = {
    "read the file of the password": to_open("/etc/ghostd/imap-password"),
    "read /etc/shadow": to_open("/etc/shadow"),
    "change its configuration": to_open(CONFIG, os.O_WRONLY),
    "change its program": to_open("/opt/ghostd/bin/ghostd", os.O_WRONLY),
    "change a setting of the kernel": to_open("/proc/sys/kernel/core_pattern", os.O_WRONLY),
    "read the mail on the disk": lambda: list(MAILDIR.iterdir()),
    "see into homes": Path("/home/ana/secret").stat,
    "send raw packets": to_speak(socket.AF_PACKET),
    "change the network": to_speak(socket.AF_NETLINK),
    "write memory and run it": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC),
    "mount": to_call("mount", b"none", b"/tmp", b"tmpfs", 0, None),
    "trace another process": to_call("ptrace", 16, 1, None, None),
    "make a namespace": to_call("unshare", 0x10000000),
    "become root": lambda: os.setuid(0),
    "end process 1": lambda: os.kill(1, 9),
    "make a setuid file": lambda: (STATE / "probe.json").chmod(0o4755),
}

report = STATE / "probe.json"
report.touch()
found = {
    "writable": writable(),
    "tried": {name: tried(attempt) for name, attempt in ATTEMPTS.items()},
    "state": sorted(path.name for path in Path("/var/lib/ghostd").iterdir()),
    "credentials": sorted(path.name for path in CREDENTIALS.iterdir()) if CREDENTIALS.is_dir() else [],
    "processes": [path.name for path in Path("/proc").iterdir() if path.name.isdigit()],
    "itself": str(os.getpid()),
}
report.write_text(json.dumps(found))
