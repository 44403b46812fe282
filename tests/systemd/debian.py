"""A small Debian to boot, and ghostd as a wheel with everything it needs: made once, then kept.

The tree is never written to again: what boots from it writes into memory. It needs the network, the tests
that boot it do not.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

PROJECT = Path(__file__).parents[2]
RELEASE = os.environ.get("GHOSTD_TEST_RELEASE", "bookworm")
PACKAGES = (
    "systemd,systemd-sysv,libpam-systemd,dbus,dbus-user-session,util-linux,"
    "python3,python3-venv,dovecot-imapd,ca-certificates"
)
PYTHON = {"bookworm": "3.11", "trixie": "3.13"}
PROGRAMS = ("debootstrap", "systemd-nspawn", "nsenter")
HOURS = 3600.0


def hindrance() -> str:
    """Why no Debian can be booted here, or nothing."""
    if sys.platform != "linux":
        return "systemd runs on Linux only"
    if os.geteuid() != 0:
        return "booting a Debian needs root; run `sudo make test-systemd`"
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        return f"not installed: {', '.join(missing)} (apt-get install debootstrap systemd-container)"
    return ""


def cache() -> Path:
    """Where trees are kept: only root writes there, since what lies in it is run as root."""
    folder = Path("/var/cache/ghostd-tests")
    folder.mkdir(mode=0o755, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != 0 or found.st_mode & 0o022 or folder.is_symlink():
        raise RuntimeError(f"{folder} is not root's alone")
    return folder


def tree() -> Path:
    """The Debian's root folder, for this release and these packages."""
    key = sha256(f"{PACKAGES} {platform.machine()}".encode()).hexdigest()[:8]
    made = cache() / f"{RELEASE}-{key}"
    if made.is_dir():
        return made
    fresh = made.with_name(f"{made.name}.{os.getpid()}.new")
    command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", RELEASE, str(fresh)]
    if mirror := os.environ.get("GHOSTD_TEST_MIRROR"):
        command.append(mirror)
    try:
        run(command)
        fresh.rename(made)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return made


def wheels(folder: Path) -> Path:
    """ghostd's wheel, built from this checkout, beside the pinned wheels of all it needs."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    # From a copy: a build leaves nothing in the checkout.
    source = folder / "source"
    shutil.copytree(PROJECT, source, ignore=shutil.ignore_patterns(".*", "tests", "__pycache__"))
    made = folder / "wheels"
    run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(made), str(source)])
    constraints = PROJECT / "constraints.txt"
    pins = sha256(constraints.read_bytes() + (PROJECT / "pyproject.toml").read_bytes()).hexdigest()[:8]
    kept = cache() / f"wheels-{RELEASE}-{pins}"
    if not (kept / "complete").exists():
        shutil.rmtree(kept, ignore_errors=True)
        run([*pip, "download", *target(), "--constraint", str(constraints), "--dest", str(kept),
             str(next(made.glob("ghostd-*.whl")))])  # fmt: skip
        for own in kept.glob("ghostd-*.whl"):
            own.unlink()
        (kept / "complete").touch()
    for wheel in kept.glob("*.whl"):
        shutil.copy(wheel, made)
    return made


def target() -> list[str]:
    """What pip downloads for: the Python of the tree, whatever runs here."""
    machine = platform.machine()
    platforms = [f"--platform=manylinux_2_{n}_{machine}" for n in (28, 17)] + [
        f"--platform=manylinux2014_{machine}"
    ]
    return ["--only-binary=:all:", "--implementation=cp", f"--python-version={PYTHON[RELEASE]}", *platforms]


def run(command: list[str]) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, timeout=HOURS, check=False)
    if ended.returncode:
        said = (ended.stdout + ended.stderr)[-3000:]
        raise RuntimeError(f"{command[0]} ended with {ended.returncode}:\n{said}")
