"""The accounts at work in the daemon: each with adapters of its own that stay open between passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from ghostd.cli.wire import Account, accounts, health, templates
from ghostd.errors import LedgerDamaged, OperatorError
from ghostd.ports import Clock, Progress, Render

if TYPE_CHECKING:
    from ghostd.cli.bars import Bars
    from ghostd.config.schema import Config
    from ghostd.core.outages import Bulletin
    from ghostd.service.report import AccountHealth, Report
    from ghostd.service.rhythm import Post
    from ghostd.service.world import Roster


class Desk:
    """One account at work in the daemon: its adapters, kept open between passes."""

    def __init__(
        self, account: Account, render: Render, clock: Clock, progress: Progress, *, first: bool = True
    ) -> None:
        from ghostd.service.memory import Memory

        self.account = account
        self.render = render
        self.clock = clock
        self.progress = progress
        # Where another desk still works on it, a damaged ledger is that desk's to set aside.
        self.ledger, self.said = account.sound_ledger() if first else (account.ledger(), "")
        self.exchange = Lock()
        self.mailbox = account.mailbox()
        self.memory = Memory()
        self.aborted = False
        self.bulletin: Bulletin | None = None

    def tick(self, alive: Callable[[], None]) -> Report:
        try:
            report = self._tick(alive)
        except LedgerDamaged:
            self._begin_anew()
            report = self._tick(alive)
        report.errors.extend(filter(None, [self.said]))
        self.said = ""
        return report

    def _begin_anew(self) -> None:
        from ghostd.adapters.sqlite.aside import begin_anew
        from ghostd.service.memory import Memory

        with self.exchange:
            # Closing would write into, or remove, what then has the old one's name.
            self.ledger.close()
            self.ledger, self.said = begin_anew(self.account.path, self.account.practice.owner)
        self.memory = Memory()

    def _tick(self, alive: Callable[[], None]) -> Report:
        from ghostd.service.tick import tick

        before = self.ledger.health()["problem"]
        self.mailbox.heard = alive
        try:
            return tick(
                self.account.practice, self.mailbox, self.ledger, self.clock, self.render,
                Steps(self.progress, alive), self.memory, self.account.books, self.bulletin,
            )  # fmt: skip
        except OperatorError:
            # Being stopped in the middle is no problem of the account's, so `status` must not call it one.
            if self.aborted:
                self.ledger.note_health(problem=before or "")
            raise

    def changed(self) -> bool:
        with self.exchange:
            return self.ledger.changed_elsewhere()

    def note(self, problem: str) -> None:
        with self.exchange:
            self.ledger.note_health(problem=problem)

    def health(self) -> AccountHealth:
        with self.exchange:
            return health(self.account.name, self.ledger)

    def tell(self, bulletin: Bulletin) -> None:
        self.bulletin = bulletin

    def abort(self) -> None:
        self.aborted = True
        self.mailbox.abort()

    def close(self) -> None:
        self.mailbox.abort()
        self.mailbox.close()
        self.ledger.close()

    def post(self) -> Post:
        from ghostd.service.rhythm import Post

        return Post(
            name=self.account.name,
            tick=self.tick,
            wait=self.mailbox.wait,
            changed=self.changed,
            note=self.note,
            abort=self.abort,
            close=self.close,
            health=self.health,
            tell=self.tell,
        )


@dataclass(frozen=True, slots=True)
class Steps:
    """A `Progress` that also tells the watchdog that the pass gets on, as the server's answers do."""

    shown: Progress
    alive: Callable[[], None]

    def imported(self, folder: str, done: int, total: int) -> None:
        self.alive()
        self.shown.imported(folder, done, total)


def roster(config: Config, clock: Clock, bars: Bars, *, first: bool = True) -> Roster:
    """Every account at its desk: ledgers opened and brought up to date, nothing connected yet.

    Only the `first` of a daemon sets aside a damaged ledger; others raise `LedgerDamaged`.
    """
    from ghostd.service.world import Roster

    render = templates(config)
    desks: list[Desk] = []
    try:
        for account in accounts(config):
            desks.append(Desk(account, render, clock, bars.of(account.name), first=first))
    except BaseException:
        for desk in desks:
            desk.close()
        raise
    return Roster(tuple(desk.post() for desk in desks), config.poll, config.calendar.zone)
