"""A freelancer's office for tests of the commands: a configuration, a mailbox on a server, the program."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from dovecot import PASSWORD, Dovecot
from imapclient import IMAPClient

from tests.maildir import Store, store_of
from tests.witness import witnessed

PATIENCE = 30.0
"""Seconds for anything that only has to happen at some time."""

CONFIG = """\
accounts:
  - name: main
    host: {host}
    port: {port}
    security: none
    user: {user}
    password: {{file: password}}
    owner: {{name: Ana Pérez, addresses: [ana@example.com]}}
calendar: {{zone: Europe/Madrid}}
poll: {poll}
state: state
clients:
  - name: Acme
    addresses: [bob@acme.example]
    contact: Bob
  - name: Lumen
    addresses: [marta@lumen.example]
    language: es
"""


@dataclass(slots=True)
class Office:
    """A folder with a configuration in it, and what runs there.

    Where the mailbox is on Dovecot (`server`), the mail store is compared before and after each command.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 1
    user: str = "ana"
    password: str = "secret-word"
    poll: str = "5m"
    environment: dict[str, str] = field(default_factory=dict)
    server: Dovecot | None = None

    @property
    def config(self) -> Path:
        return self.folder / "config.yaml"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def furnish(self, config: str = CONFIG) -> Office:
        self.config.write_text(
            config.format(host=self.host, port=self.port, user=self.user, poll=self.poll),
            encoding="utf-8",
        )
        secret = self.folder / "password"
        secret.write_text(self.password + "\n", encoding="utf-8")
        secret.chmod(0o600)
        return self

    @classmethod
    def at(cls, server: Dovecot, folder: Path) -> Office:
        """One whose mailbox is on Dovecot, empty."""
        user = server.user()
        return cls(folder, server.host, server.port, user, PASSWORD, server=server).furnish()

    def command(self, *arguments: str) -> list[str]:
        # A socket that is cut off while it is being made may be left for the collector to close.
        # A signal may fall between the making of a socket and its being held by anybody.
        warnings = ["-W", "error", "-W", "ignore::ResourceWarning"]
        return [sys.executable, *warnings, "-m", "ghostd", "--config", str(self.config), *arguments]

    def surroundings(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        return kept | {"HOME": str(self.folder), "PYTHONPATH": os.pathsep.join(sys.path)} | self.environment

    def ghostd(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run to the end; the exit code, and that nothing ugly was said, is checked."""
        with witnessed(self.store, self.state / "main.sqlite3"):
            ended = subprocess.run(
                self.command(*arguments),
                env=self.surroundings(),
                cwd=self.folder,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        said = ended.stdout + ended.stderr
        assert ended.returncode == code, said
        assert "Traceback" not in said
        assert self.password not in said
        return ended

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self.ghostd(*arguments, "--json", code=code).stdout)

    @contextmanager
    def daemon(self) -> Iterator[Daemon]:
        running = Daemon(
            subprocess.Popen(
                self.command("run"),
                env=self.surroundings(),
                cwd=self.folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        try:
            yield running
        finally:
            running.kill()
        assert "Traceback" not in running.said, running.said
        assert self.password not in running.said

    # the mailbox

    def store(self) -> Store:
        """All mail as it lies on the disk, where there is one."""
        return store_of(self.server.maildir(self.user)) if self.server else {}

    @contextmanager
    def mail(self) -> Iterator[IMAPClient]:
        client = IMAPClient(self.host, self.port, ssl=False)
        try:
            client.login(self.server.people(self.user) if self.server else self.user, self.password)
            yield client
        finally:
            client.logout()

    def deliver(self, folder: str, letter: EmailMessage, when: datetime) -> None:
        with self.mail() as client:
            client.append(folder, letter.as_bytes(policy=policy.SMTP), msg_time=when)

    def folder_sizes(self) -> dict[str, int]:
        with self.mail() as client:
            names = [name for _, _, name in client.list_folders()]
            return {name: client.folder_status(name, ["MESSAGES"])[b"MESSAGES"] for name in names}


class Daemon:
    """`ghostd run` as a process; what it says is read as it comes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def says(self, text: str) -> str:
        """Wait until a line holds `text`."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                line = self._lines.get(timeout=0.2)
            except queue.Empty:
                if self.process.poll() is not None and self._lines.empty():
                    break
                continue
            self.said += line
            if text in line:
                return line
        raise AssertionError(f"the daemon never said {text!r}:\n{self.said}")

    def send(self, signum: signal.Signals) -> None:
        self.process.send_signal(signum)

    def ends(self, within: float = PATIENCE) -> tuple[int, float]:
        """The exit code, and how long it took from now."""
        began = time.monotonic()
        code = self.process.wait(timeout=within)
        return code, time.monotonic() - began

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=10)
        self._reader.join(timeout=10)
        if self.process.stdout is not None:
            self.process.stdout.close()
        while not self._lines.empty():
            self.said += self._lines.get()


def letter(
    sender: str, to: str, subject: str, when: datetime, number: str, answers: Sequence[str] = ()
) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = format_datetime(when)
    made["Message-ID"] = f"<{number}@{sender.partition('@')[2]}>"
    if answers:
        made["In-Reply-To"] = answers[-1]
        made["References"] = " ".join(answers)
    made.set_content("Could you have a look and tell me what you think?\n")
    return made


@contextmanager
def mute_server(greeting: bytes = b"") -> Iterator[tuple[str, int, threading.Event]]:
    """A server that takes connections and never says more than its greeting; the event tells of the first."""
    reached = threading.Event()
    kept: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                kept.append(connection)
                if greeting:
                    connection.sendall(greeting)
                reached.set()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            host, port = listener.getsockname()[:2]
            yield host, port, reached
        finally:
            # Closing alone would leave the thread in accept().
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=5)
            for connection in kept:
                connection.close()
