"""What goes wrong in the soak: each fault is begun before a pass, and may make it fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.service.memory import Memory
from tests.dovecot import Dovecot
from tests.soak.people import Town
from tests.soak.wire import Line

FOLDERS = ("INBOX", "Sent", "Drafts", "Trash")


class Troubles:
    """Some of what happens to a daemon. `failing` is why a pass may fail now; empty when nothing ails.

    `skew` is what ghostd's clock is wrong by in the next pass; `counts` says how often each happened.
    """

    def __init__(self, town: Town, line: Line, dovecot: Dovecot, user: str, random: Random) -> None:
        self.town = town
        self.line = line
        self.maildir = Path(dovecot.root) / "mail" / user / "Maildir"
        self.random = random
        self.memory = Memory()
        self.failing = ""
        self.skew = timedelta()
        self.counts: Counter[str] = Counter()
        self._refused = 0
        self._right = town.mailbox.password

    def before_a_pass(self) -> None:
        """Mend what is over, and perhaps begin something new: about once in four passes."""
        self.line.mend()
        self.skew, self.failing = timedelta(), ""
        if self._refused:
            self._refused -= 1
            self.failing = "refused"
            if not self._refused:
                self.town.mailbox.password, self.failing = self._right, ""
        elif self.random.random() < 0.25:
            kinds, weights = zip(*KINDS.items(), strict=True)
            [begin] = self.random.choices(kinds, weights)
            begin(self)
            self.counts[begin.__name__] += 1

    def connection_is_cut(self) -> None:
        self.failing = "cut"
        self.line.cut_after(self.random.choice((0, 40, 200, 1000, 3000, 8000)) + self.random.randrange(300))

    def daemon_restarts(self) -> None:
        stage = self.town.stage
        stage.ledger.close()
        stage.ledger = SqliteLedger.open(stage.folder / "main.sqlite3", stage.practice.owner)
        self.town.mailbox.reopen()
        self.memory = Memory()

    def database_is_lost(self) -> None:
        self.town.stage.lose_database()
        self.town.mailbox.reopen()
        self.memory = Memory()

    def uidvalidity_changes(self) -> None:
        """The server loses its list of UIDs, and makes it anew."""
        folder = self.random.choice((*FOLDERS, self.town.projects))
        place = self.maildir if folder == "INBOX" else self.maildir / f".{folder}"
        with self.town.mailbox.nobody_there():
            for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
                (place / name).unlink(missing_ok=True)

    def folder_is_renamed(self) -> None:
        before, now = self.town.projects, f"Work {self.counts['folder_is_renamed'] + 1}"
        self.town.mailbox.renamed(before, now)
        self.town.projects = now

    def clock_jumps(self) -> None:
        self.skew = self.random.choice((-24, -3, -1, 1, 3, 24)) * timedelta(hours=1)

    def login_is_refused(self) -> None:
        self._refused, self.failing = self.random.choice((1, 3, 30)), "refused"
        self.town.mailbox.password = "not this one"
        self.town.mailbox.reopen()


KINDS: dict[Callable[[Troubles], None], float] = {
    Troubles.connection_is_cut: 6,
    Troubles.daemon_restarts: 3,
    Troubles.database_is_lost: 0.1,
    Troubles.uidvalidity_changes: 1,
    Troubles.folder_is_renamed: 1,
    Troubles.clock_jumps: 2,
    Troubles.login_is_refused: 0.7,
}
