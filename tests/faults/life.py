"""A life on Dovecot, in scenes; each can be played anew from how things stood before it.

People act on the server itself, ghostd goes through the proxy. ghostd is started afresh for every look, with
a gateway and a ledger of its own, so that a scene begins with nothing but what is on the disks.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from dovecot import PASSWORD, Dovecot

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.errors import OperatorError
from ghostd.service.report import Report
from tests.faults.ending import Picture, picture, told
from tests.faults.proxy import Fault, Proxy, passed
from tests.faults.scenes import START, Life, Scene, nobody_acts
from tests.faults.servers import Said
from tests.maildir import store_of
from tests.record import exchanges
from tests.served import ServedMailbox
from tests.stage import Stage
from tests.witness import trespasses

PATIENT = 60.0


@dataclass(slots=True)
class Player:
    """One life in a mailbox of its own. `threads` and `written` are what its people remember."""

    dovecot: Dovecot
    proxy: Proxy
    folder: Path
    user: str
    life: Life = field(default_factory=Life)
    threads: dict[str, list[str]] = field(default_factory=dict)
    written: int = 0

    @property
    def maildir(self) -> Path:
        return self.dovecot.maildir(self.user)

    @property
    def database(self) -> Path:
        return self.folder / "main.sqlite3"

    def act(self, scene: Scene) -> None:
        """Let the people do what they do before the look."""
        if scene.act is nobody_acts:
            return
        with self.people() as stage:
            scene.act(stage)
            self.threads, self.written = stage.threads, stage.written

    @contextmanager
    def people(self) -> Iterator[Stage]:
        """A stage for those who write and read mail, each with a program of their own."""
        served = ServedMailbox.on(self.dovecot, self.user)
        stage = self.stage(START)
        stage.mailbox = served  # type: ignore[assignment]  # the port, in the place of the memory
        try:
            yield stage
        finally:
            stage.ledger.close()
            served.close_all()

    def stage(self, now: datetime) -> Stage:
        stage = Stage.built(self.folder, now)
        stage.threads, stage.written = self.threads, self.written
        return stage

    def gateway(self, patience: float = PATIENT) -> ImapMailbox:
        """ghostd's own, through the proxy."""
        security = self.life.security
        where = ImapAccount("main", self.dovecot.host, self.proxy.port, security, self.user, lambda: PASSWORD)
        return ImapMailbox(
            where, patience=patience, tls=None if security == "none" else self.dovecot.context()
        )

    def look(
        self,
        now: datetime,
        fault: Fault = passed,
        patience: float = PATIENT,
        *,
        alone: bool = True,
        server: Said | None = None,
    ) -> Report | OperatorError:
        """ghostd starts, looks once, and ends; what it says of what it could not do.

        What it says to the server is held against the list of what is allowed, and, where it was alone with
        the mail, what it did to it.
        """
        before = store_of(self.maildir)
        self.proxy.begin(fault, server or self.life.server(self.maildir))
        found = self._looked(now, patience)
        self.judge()
        assert not alone or not trespasses(before, store_of(self.maildir), self.database)
        return found

    def judge(self) -> None:
        """Hold against the list all that was said since the proxy began, whether or not it arrived. What did,
        and what the proxy cannot read, Dovecot keeps, and it is judged when the test is over."""
        sides: dict[int, tuple[bytearray, bytearray]] = {}
        for unit in self.proxy.units:
            said, answered = sides.setdefault(unit.connection, (bytearray(), bytearray()))
            (said if unit.client else answered).extend(unit.octets)
        for said, answered in sides.values():
            conduct = self.dovecot.recorder.conduct(self.user)
            for exchange in exchanges(bytes(said), bytes(answered)):
                conduct.hear(exchange)
            self.proxy.commands += conduct.commands
            assert not conduct.wrong

    def _looked(self, now: datetime, patience: float) -> Report | OperatorError:
        stage = self.stage(now)
        gateway = self.gateway(patience)
        stage.mailbox = gateway  # type: ignore[assignment]  # the port, in the place of the memory
        try:
            return stage.tick(now)
        except OperatorError as trouble:
            return trouble
        finally:
            gateway.close()
            stage.ledger.close()
            self.proxy.rest()

    def picture(self) -> Picture:
        return picture(self.database, self.maildir)

    def told(self) -> dict[str, Any]:
        return told(self.database, self.maildir)

    def drafts(self) -> int:
        """How many there are; the folder comes into being with the first look at it."""
        store = store_of(self.maildir)
        return len(store["Drafts"].mail) if "Drafts" in store else 0

    def end(self) -> None:
        shutil.rmtree(self.maildir.parent, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def copied(maildir: Path, target: Path) -> None:
    """The mail store with owners, times and all, since the mail belongs to another user than the tests where
    those are root. What lies in it as a message nobody ever writes to, so that a link to it will do."""
    target.parent.mkdir()
    shutil.copytree(maildir, target, copy_function=linked)
    shutil.copystat(maildir.parent, target.parent)
    for folder, _, files in os.walk(target.parent):
        for path in (folder, *(f"{folder}/{name}" for name in files)):
            give_as(maildir.parent, path)


def linked(source: str, target: str) -> None:
    if Path(source).parent.name in ("cur", "new"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def give_as(example: Path, path: str) -> None:
    found = example.stat()
    os.chown(path, found.st_uid, found.st_gid)
