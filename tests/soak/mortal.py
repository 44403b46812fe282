"""ghostd in a process of its own that looks once, and is killed (SIGKILL) at a commit of its ledger."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ghostd.adapters.clock import StoppedClock
from ghostd.errors import OperatorError
from tests.faults.mortal import Mortal
from tests.soak.daemon import PASSWORD_VARIABLE, Daemon


def look(config: Path, password: str, now: datetime, last: int, before: bool) -> None:
    """One pass, which dies just before or just after its commit with the number `last`, if it has so many."""
    os.environ[PASSWORD_VARIABLE] = password
    daemon = Daemon(config, StoppedClock(now))
    database = daemon.ledger._db
    database._connection = Mortal(database._connection, last, before)  # type: ignore[assignment]  # it passes
    with suppress(OperatorError):
        daemon.look()
    daemon.stop()
