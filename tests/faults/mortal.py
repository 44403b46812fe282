"""A ghostd in a process of its own that looks once, and kills itself (SIGKILL) at a commit of its ledger."""

from __future__ import annotations

import os
import signal
from datetime import datetime
from pathlib import Path
from typing import Any

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from tests.dovecot import PASSWORD
from tests.stage import CONFIG, Stage, prepared_from, shipped_templates

COUNT_FILE = "commits"

# Once for all processes, which are forked from one that has loaded this.
prepared_from(CONFIG)
shipped_templates()


class Mortal:
    """Passes everything on to the ledger's connection, counts its commits, and kills the process just before
    or just after the one with the number `last`."""

    def __init__(self, connection: Any, last: int, before: bool) -> None:
        self._connection = connection
        self._last = last
        self._before = before
        self.commits = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> Any:
        return self._counted(self._connection.execute, sql, *values)

    def executemany(self, sql: str, *values: Any) -> Any:
        return self._counted(self._connection.executemany, sql, *values)

    def _counted(self, run: Any, sql: str, *values: Any) -> Any:
        alone = not self._connection.in_transaction
        word = sql.split(None, 1)[0].upper()
        commits = word == "COMMIT" or (alone and word in ("INSERT", "UPDATE", "DELETE", "REPLACE"))
        self.commits += commits
        fatal = commits and self.commits == self._last
        if fatal and self._before:
            os.kill(os.getpid(), signal.SIGKILL)
        result = run(sql, *values)
        if fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def look(folder: Path, port: int, user: str, now: datetime, last: int, before: bool) -> None:
    """Look once; when it was not killed, the file `commits` says how many commits there were."""
    stage = Stage.built(folder, now)
    mortal = Mortal(stage.ledger._db._connection, last, before)
    stage.ledger._db._connection = mortal  # type: ignore[assignment]  # it passes for the connection
    gateway = ImapMailbox(ImapAccount("main", "127.0.0.1", port, "none", user, lambda: PASSWORD))
    stage.mailbox = gateway  # type: ignore[assignment]  # the port, in the place of the memory
    stage.tick(now)
    gateway.close()
    stage.ledger.close()
    (folder / COUNT_FILE).write_text(str(mortal.commits), encoding="utf-8")
