"""ghostd as a service in the booted Debian: put into place by its own command, and what can be seen of it."""

from __future__ import annotations

import itertools
import json
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from machine import Machine, eventually

from ghostd.adapters.clock import SystemClock

PASSWORD = "a-Secret-4-the-mailbox"
CONFIG = """\
accounts:
  - name: main
    host: localhost
    security: none
    user: {user}
    password: {{credential: imap-password}}
    owner: {{name: Ana Pérez, addresses: [ana@example.com]}}
calendar: {{zone: UTC, workdays: [mon, tue, wed, thu, fri, sat, sun], hours: "00:00-23:59"}}
poll: 1h
state: {state}
playbooks:
  nudge:
    opens: [by-hand]
    steps:
      - {{name: ask, do: draft, template: are-you-ok, after: 0d}}
clients:
  - name: Acme
    addresses: [bob@acme.example]
    contact: Bob
    playbooks: [nudge]
"""
SUBJECT = "The blue plan"
WATCHING = "main: watching, last look "
SOON = "RestartSec=100ms"
"""Half a minute between two starts is kind to servers; a test need not wait for it."""
serial = itertools.count(1)


def install(machine: Machine) -> None:
    """As the README says, and then as `ghostd install-service` says."""
    machine.run("python3", "-m", "venv", "/opt/ghostd")
    machine.run(
        "/opt/ghostd/bin/pip", "--disable-pip-version-check", "install", "--quiet", "--no-index",
        "--find-links=/wheels", "ghostd",
    )  # fmt: skip
    machine.run("ln", "-s", "/opt/ghostd/bin/ghostd", "/usr/local/bin/ghostd")
    said = machine.run("ghostd", "install-service", "--write")
    told = (line.strip() for line in said.splitlines())
    first = [line for line in told if line.startswith(("systemd-sysusers ", "systemd-tmpfiles "))]
    assert len(first) == 2, said
    for command in first:
        machine.run(*command.split())
    machine.run("systemctl", "daemon-reload")


class Service:
    """A unit of ghostd, with a mailbox and a configuration of its own."""

    def __init__(self, machine: Machine, instance: str = "") -> None:
        self.machine = machine
        self.unit = f"ghostd@{instance}.service" if instance else "ghostd.service"
        name = instance or "config"
        self.config = f"/etc/ghostd/{name}.yaml"
        self.secret = f"/etc/ghostd/{instance}.imap-password" if instance else "/etc/ghostd/imap-password"
        self.state = f"/var/lib/ghostd/{instance}".rstrip("/")
        self.user = f"ana{next(serial)}"
        self.since = machine.cursor()

    def furnish(self, password: str = PASSWORD, settings: str = SOON) -> Service:
        self.configure(CONFIG.format(user=self.user, state=self.state))
        self.machine.write(self.secret, password + "\n", 0o600)
        self.drop_in(settings)
        return self

    def configure(self, text: str) -> None:
        self.machine.write(self.config, text, 0o640)
        self.machine.run("chgrp", "ghostd", self.config)

    def drop_in(self, settings: str) -> None:
        """What the test needs otherwise than shipped, as the owner would change it."""
        self.machine.write(f"/etc/systemd/system/{self.unit}.d/test.conf", f"[Service]\n{settings}\n")
        self.machine.run("systemctl", "daemon-reload")

    def start(self) -> Service:
        self.systemctl("start")
        return self.watching()

    def watching(self) -> Service:
        eventually(lambda: self.shown("StatusText").startswith(WATCHING), lambda: f"watching\n{self.story()}")
        return self

    def systemctl(self, verb: str, code: int | None = 0) -> str:
        return self.machine.run("systemctl", verb, self.unit, code=code)

    def shown(self, name: str) -> str:
        return self.machine.shown(self.unit, name)

    @property
    def pid(self) -> int:
        return int(self.shown("MainPID"))

    def restarted(self, before: int) -> None:
        eventually(lambda: self.pid not in (0, before), lambda: f"another process\n{self.story()}")
        self.watching()

    def ghostd(self, *arguments: str) -> str:
        """A command of the owner's, as the user of the service."""
        asked = ["runuser", "-u", "ghostd", "--", "ghostd", "--config", self.config]
        return self.machine.run(*asked, *arguments)

    def client(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ghostd("status", "--json"))["clients"][0]
        return found

    def silence(self) -> None:
        """A mail of Ana's that Acme has not answered for three weeks."""
        at = SystemClock().now() - timedelta(days=21)
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "ana@example.com", "bob@acme.example", SUBJECT
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = f"<{self.user}@example.com>"
        mail.set_content("Could you have a look at the plan and tell me what you think?\n")
        self.machine.deliver(self.user, "Sent", mail.as_bytes(), at.timestamp())

    def drafts(self) -> list[str]:
        return [path.read_text() for path in self.machine.folder(self.user, "Drafts")]

    def log(self) -> list[dict[str, Any]]:
        """The journal since the test began."""
        return self.machine.journal(self.unit, self.since)

    def lines(self) -> list[str]:
        """What ghostd itself said."""
        return [entry["MESSAGE"] for entry in self.log() if entry.get("_COMM") == "ghostd"]

    def says(self, text: str) -> str:
        """The first line of ghostd's own with this in it."""

        def found() -> str:
            return next((line for line in self.lines() if text in line), "")

        return eventually(found, lambda: f"{text!r}\n{self.story()}")

    def story(self) -> str:
        return "\n".join(f"{entry.get('_COMM')}: {entry['MESSAGE']}" for entry in self.log())

    def clear(self) -> None:
        self.systemctl("stop")
        self.systemctl("reset-failed", code=None)
        name = self.unit
        self.machine.run("rm", "-rf", self.config, self.secret, f"/etc/systemd/system/{name}.d")
        self.machine.run("find", "/var/lib/ghostd", "-mindepth", "1", "-delete")
        self.machine.run("systemctl", "daemon-reload")
