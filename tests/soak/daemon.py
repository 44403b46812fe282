"""ghostd at work as `ghostd run` has it: an account's desk, from the configuration on the disk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.cli import wire
from ghostd.cli.desk import Desk
from ghostd.config.load import load
from ghostd.ports import Clock
from ghostd.service.report import Report

PASSWORD_VARIABLE = "IMAP_PASSWORD"
LISTENS = timedelta(seconds=0.05)
BARELY = 0.6
"""Seconds that it waits for an answer where it is to wait in vain."""


class NotShown:
    def imported(self, folder: str, done: int, total: int) -> None: ...


class Daemon:
    """One account at its desk; between passes everything stays open."""

    def __init__(self, config: Path, clock: Clock) -> None:
        self.config = config
        self.clock = clock
        self.render = wire.templates(load(config))
        self.desk = self._desk()

    @property
    def ledger(self) -> SqliteLedger:
        return self.desk.ledger

    def look(self) -> Report:
        return self.desk.tick(lambda: None)

    def listen(self) -> bool:
        """Whether the server hints at news, for a moment."""
        return self.desk.mailbox.wait(LISTENS)

    def start(self, *, impatient: bool = False) -> None:
        """After `stop`, and after whatever was done to its files meanwhile."""
        self.desk = self._desk()
        if impatient:
            self.desk.mailbox.close()
            self.desk.mailbox = ImapMailbox(self.desk.mailbox.account, patience=BARELY)

    def stop(self) -> None:
        self.desk.close()

    def reload(self) -> None:
        """As at a SIGHUP: everything new from the configuration, and then the old is closed."""
        before = self.desk
        self.render = wire.templates(load(self.config))
        self.desk = self._desk()
        before.close()

    def _desk(self) -> Desk:
        [account] = wire.accounts(load(self.config))
        return Desk(account, self.render, self.clock, NotShown())
