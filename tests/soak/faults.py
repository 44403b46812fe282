"""What goes wrong in the soak: each fault is begun before a pass, and may make it fail."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.dovecot import PASSWORD
from tests.faults.kinds import KINDS as ON_THE_WIRE
from tests.soak.daemon import PASSWORD_VARIABLE, Daemon
from tests.soak.mortal import look
from tests.soak.people import Town
from tests.soak.wire import FromOn, Wire

FOLDERS = ("INBOX", "Sent", "Drafts", "Trash")
AT_LEAST = 12
"""Lines that are exchanged in any pass."""

OFTEN = 0.3
"""The share of passes before which something goes wrong."""

DIES_WITHIN = 60.0
BLOCK = 4096
REFUSALS = ("unavailable", "throttled", "overquota")
AT_ANY_LINE = ("cut", "stall", "pause", "slow", "garble", "bytes", "bye", "extra", *REFUSALS)
"""Not the servers that lie: where they are believed the mirror may well differ from the mailbox."""

AT_AN_APPEND = tuple(name for name in ON_THE_WIRE if name.startswith("append-cut-"))
"""These wait for one in passes that are otherwise quiet: there are few, and a fault there is the worst."""


class Troubles:
    """Some of what happens to a daemon.

    `skew` is what ghostd's clock is wrong by in the next pass; `counts` says how often each happened, and
    `wrong` what happened that nobody had in mind.
    """

    def __init__(self, town: Town, wire: Wire, daemon: Daemon, maildir: Path, random: Random) -> None:
        self.town = town
        self.wire = wire
        self.daemon = daemon
        self.maildir = maildir
        self.random = random
        self.skew = timedelta()
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self._failing = ""
        self._lines = AT_LEAST
        self._fault: FromOn | None = None
        self._name = ""
        self._impatient = False
        self._refused = 0
        self._room = resource.getrlimit(resource.RLIMIT_FSIZE)
        self._nursery = multiprocessing.get_context("forkserver")
        self._nursery.set_forkserver_preload(["tests.soak.mortal"])

    @property
    def failing(self) -> str:
        """Why a pass may fail, or leave something for later; empty when nothing ails."""
        return self._failing or (self._name if self._fault and self._fault.met else "")

    def before_a_pass(self) -> None:
        """Mend what is over, and perhaps begin something new."""
        self.mend()
        if self._refused:
            self._refused -= 1
            self._failing = "refused"
            if not self._refused:
                self._failing = ""
                os.environ[PASSWORD_VARIABLE] = PASSWORD
        elif self.random.random() < OFTEN:
            kinds, weights = zip(*KINDS.items(), strict=True)
            [begin] = self.random.choices(kinds, weights)
            begin(self)
            if begin is not Troubles.something_on_the_wire:
                self.counts[begin.__name__.replace("_", " ")] += 1
        else:
            self._begin(self.random.choice(AT_AN_APPEND), 1)

    def mend(self) -> None:
        """Nothing ails, but that the login may be refused still."""
        self._lines = max(AT_LEAST, len(self.wire.units))
        self.wire.mend()
        resource.setrlimit(resource.RLIMIT_FSIZE, self._room)
        if self._fault is not None and self._fault.met is not None:
            self.counts[self._name] += 1
        self._fault = None
        if self._impatient:
            self._impatient = False
            self.daemon_restarts()
        self.skew, self._failing = timedelta(), ""

    # on the wire

    def something_on_the_wire(self) -> None:
        """One of the faults that the tests of faults know, at any line."""
        name = self.random.choice(AT_ANY_LINE)
        if ON_THE_WIRE[name].waits:
            self._impatient = True
            self.daemon.stop()
            self.daemon.start(impatient=True)
        self._begin(name, self.random.randint(1, self._lines))

    def _begin(self, name: str, number: int) -> None:
        self._name, self._fault = name, FromOn(ON_THE_WIRE[name], number)
        self.wire.fault = self._fault

    # the process

    def daemon_restarts(self) -> None:
        self.daemon.stop()
        self.daemon.start()

    def daemon_is_killed(self) -> None:
        """By kill -9, in the middle of a pass."""
        self.daemon.stop()
        where = self.random.randint(1, 4), self.random.random() < 0.5
        now = self.town.stage.clock.now()
        arguments = (self.daemon.config, os.environ[PASSWORD_VARIABLE], now, *where)
        child = self._nursery.Process(target=look, args=arguments)
        child.start()
        child.join(DIES_WITHIN)
        if child.exitcode not in (0, -signal.SIGKILL):
            self.wrong.append(f"{now}: a process that was to be killed ended with {child.exitcode}")
        self.counts["killed in a pass"] += child.exitcode == -signal.SIGKILL
        child.close()
        self.daemon.start()

    def configuration_is_reloaded(self) -> None:
        path = self.daemon.config
        text = path.read_text(encoding="utf-8")
        swapped = {"poll: 5m": "poll: 4m", "poll: 4m": "poll: 5m"}
        before = next(one for one in swapped if one in text)
        path.write_text(text.replace(before, swapped[before]), encoding="utf-8")
        self.daemon.reload()

    # the disk

    def disk_is_full(self) -> None:
        """No file may grow beyond what some have already."""
        self._failing = "full"
        size = self.random.randrange(0, 100 * BLOCK, BLOCK)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, self._room[1]))

    def database_is_lost(self) -> None:
        self.daemon.stop()
        for leftover in self._database().parent.glob("main.sqlite3*"):
            leftover.unlink()
        self.daemon.start()

    def database_is_damaged(self) -> None:
        self._failing = "damaged"
        self.daemon.stop()
        octets = bytearray(self._database().read_bytes())
        for start in range(BLOCK, len(octets), 2 * BLOCK):
            octets[start : start + BLOCK] = self.random.randbytes(BLOCK)
        self._database().write_bytes(octets)
        self.daemon.start()

    def _database(self) -> Path:
        return self.town.stage.folder / "main.sqlite3"

    # the server

    def uidvalidity_changes(self) -> None:
        """The server loses its list of UIDs, and makes it anew."""
        folder = self.random.choice((*FOLDERS, self.town.projects))
        place = self.maildir if folder == "INBOX" else self.maildir / f".{folder}"
        self.daemon.stop()
        with self.town.mailbox.nobody_there(folder):
            for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
                (place / name).unlink(missing_ok=True)
        self.daemon.start()

    def folder_is_renamed(self) -> None:
        before, now = self.town.projects, f"Work {self.counts['folder is renamed'] + 1}"
        self.town.mailbox.renamed(before, now)
        self.town.projects = now

    def login_is_refused(self) -> None:
        self._refused, self._failing = self.random.choice((1, 3, 30)), "refused"
        os.environ[PASSWORD_VARIABLE] = "not this one"
        self.daemon_restarts()

    # the time

    def clock_jumps(self) -> None:
        self.skew = self.random.choice((-24, -3, -1, 1, 3, 24)) * timedelta(hours=1)


KINDS: dict[Callable[[Troubles], None], float] = {
    Troubles.something_on_the_wire: 9,
    Troubles.daemon_restarts: 2,
    Troubles.daemon_is_killed: 1.5,
    Troubles.configuration_is_reloaded: 1,
    Troubles.disk_is_full: 1,
    Troubles.database_is_lost: 0.1,
    Troubles.database_is_damaged: 0.1,
    Troubles.uidvalidity_changes: 1,
    Troubles.folder_is_renamed: 1,
    Troubles.clock_jumps: 2,
    Troubles.login_is_refused: 0.4,
}
