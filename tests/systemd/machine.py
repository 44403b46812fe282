"""A Debian that runs under its own systemd, beside a Dovecot, with no network but its loopback."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds for anything that only has to happen at some time."""
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

DOVECOT = """\
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
log_path = syslog
first_valid_uid = 1
mail_location = maildir:/srv/mail/%n
passdb {
  driver = static
  args = password=SECRET
}
userdb {
  driver = static
  args = uid=mail gid=mail home=/srv/mail/%n allow_all_users=yes
}
namespace inbox {
  inbox = yes
  mailbox Drafts {
    auto = create
    special_use = \\Drafts
  }
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Trash {
    auto = create
    special_use = \\Trash
  }
}
"""


class CannotBoot(Exception):
    """This kernel, or what confines us, does not let a Debian boot."""


class Machine:
    """One boot; all that it writes is forgotten at its end."""

    def __init__(self, tree: Path, wheels: Path, scratch: Path) -> None:
        self.log = scratch / "boot.log"
        command = [
            "systemd-nspawn", "--quiet", "--boot", "--volatile=overlay", f"--directory={tree}",
            f"--bind-ro={wheels}:/wheels", "--private-network", "--register=no", "--resolv-conf=off",
            f"--machine=ghostd-{os.getpid()}", "--hostname=debian", "--console=pipe",
        ]  # fmt: skip
        if not Path("/run/systemd/system").is_dir():
            # Nobody is there who could make a scope for it.
            command.append("--keep-unit")
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                env={"PATH": PATH, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self.leader = self._leader()
            self._up()
        except BaseException:
            self.stop()
            raise

    def _leader(self) -> int:
        """The process that is number 1 in there."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            for pid in children.read_text().split():
                if Path(f"/proc/{pid}/comm").read_text() == "systemd\n":
                    return int(pid)
            time.sleep(0.05)
        raise CannotBoot(f"systemd-nspawn does not get as far as systemd: {self.said()}")

    def _up(self) -> None:
        deadline = time.monotonic() + PATIENCE
        state = ""
        while time.monotonic() < deadline and self.process.poll() is None:
            state = self.run("systemctl", "is-system-running", code=None).strip()
            if state in ("running", "degraded"):
                return
            time.sleep(0.1)
        raise CannotBoot(f"systemd does not come up ({state}): {self.said()}")

    def said(self) -> str:
        return self.log.read_text(errors="replace")[-1500:].strip() or "(it says nothing)"

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=10)

    # what is done in there

    def run(self, *command: str, code: int | None = 0, give: str = "") -> str:
        """What the command says, run as root in there; its exit code is checked, unless `code` is None."""
        enter = ["nsenter", f"--target={self.leader}", "--all", "--", "env", "-i", f"PATH={PATH}"]
        ended = subprocess.run(
            [*enter, "HOME=/root", "LANG=C.UTF-8", *command],
            input=give, capture_output=True, text=True, timeout=3 * PATIENCE, check=False,
        )  # fmt: skip
        said = ended.stdout + ended.stderr
        assert code is None or ended.returncode == code, f"{command}: {ended.returncode}\n{said}"
        return said

    def path(self, inside: str) -> Path:
        """A path in there, as it is reached from here."""
        return Path(f"/proc/{self.leader}/root") / inside.lstrip("/")

    def write(self, inside: str, text: str, mode: int = 0o644) -> None:
        path = self.path(inside)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)

    def shown(self, unit: str, name: str) -> str:
        return self.run("systemctl", "show", "--value", f"--property={name}", unit).strip()

    def main_pid(self, unit: str) -> int:
        return int(self.shown(unit, "MainPID"))

    def dovecot(self, password: str) -> None:
        self.write("/etc/hosts", "127.0.0.1 localhost\n")
        self.write("/etc/dovecot/dovecot.conf", DOVECOT.replace("SECRET", password))
        self.path("/srv/mail").mkdir(parents=True, exist_ok=True)
        self.run("chown", "mail:mail", "/srv/mail")
        self.run("systemctl", "restart", "dovecot")

    @contextmanager
    def stalled(self, unit: str) -> Iterator[None]:
        """All processes of a unit stand still: connections stay open, and nobody answers."""
        self.run("systemctl", "kill", f"--signal={signal.SIGSTOP}", unit)
        try:
            yield
        finally:
            self.run("systemctl", "kill", f"--signal={signal.SIGCONT}", unit)

    # what can be seen in there

    def journal(self, unit: str, cursor: str = "") -> list[dict[str, Any]]:
        """The entries about a unit, by it and by systemd, after the cursor."""
        command = ["journalctl", "--quiet", "--no-pager", "--output=json", f"--unit={unit}"]
        if cursor:
            command.append(f"--after-cursor={cursor}")
        return [json.loads(line) for line in self.run(*command).splitlines()]

    def cursor(self) -> str:
        self.run("journalctl", "--sync")
        said = self.run("journalctl", "--quiet", "--lines=0", "--show-cursor")
        return said.partition("-- cursor: ")[2].strip()

    def folder(self, user: str, name: str) -> list[Path]:
        """The mails in a folder; the inbox is the folder without a name."""
        maildir = self.path(f"/srv/mail/{user}") / (f".{name}" if name else "")
        return sorted(path for part in ("cur", "new") for path in (maildir / part).glob("*"))

    def deliver(self, user: str, name: str, mail: bytes, at: float) -> None:
        """Lay a mail into a folder as if it had come at that time."""
        self.run("doveadm", "mailbox", "create", "-u", user, name, code=None)
        staging = self.path(f"/srv/mail/{user}/.{name}/tmp/{time.monotonic_ns()}")
        staging.write_bytes(mail)
        shutil.chown(staging, *self._mail_ids())
        os.utime(staging, (at, at))
        staging.rename(staging.parent.with_name("new") / staging.name)

    def _mail_ids(self) -> tuple[int, int]:
        found = self.path("/srv/mail").stat()
        return found.st_uid, found.st_gid


def eventually(look: Callable[[], T], what: Callable[[], str], seconds: float = PATIENCE) -> T:
    """The first true value of `look`; `what` is said when there comes none."""
    deadline = time.monotonic() + seconds
    while not (value := look()):
        assert time.monotonic() < deadline, f"in {seconds:g} s it never came to this: {what()}"
        time.sleep(0.1)
    return value
