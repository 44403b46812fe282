"""The only place that joins adapters to the service: configuration in, working accounts out.

Libraries that only some commands need are imported where they are needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ghostd.adapters.clock import StoppedClock, SystemClock
from ghostd.adapters.lock import StateLock, holder
from ghostd.cli.closed import entered
from ghostd.core.practice import Practice
from ghostd.errors import ConfigError, OperatorError
from ghostd.ports import Books, Clock, NoBooks, Progress, Render

if TYPE_CHECKING:
    from ghostd.adapters.books import OwnersBooks
    from ghostd.adapters.imap.mailbox import ImapMailbox
    from ghostd.adapters.sqlite.ledger import SqliteLedger
    from ghostd.adapters.templates import Templates
    from ghostd.config.schema import AccountConfig, Config
    from ghostd.service.report import AccountHealth, Report


@dataclass(frozen=True, slots=True)
class Account:
    """One account of the configuration with its ledger's file, and the books that all accounts share.

    `withheld` are the variables that hold passwords, whosoever.
    """

    config: AccountConfig
    practice: Practice
    path: Path
    books: Books = field(default_factory=NoBooks)
    withheld: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.practice.account

    def ledger(self) -> SqliteLedger:
        """The ledger, checked, made when it is not there yet."""
        from ghostd.adapters.sqlite.ledger import SqliteLedger

        entered(self.path.parent)
        return self.checked(SqliteLedger.open(self.path, self.practice.owner))

    @staticmethod
    def checked(ledger: SqliteLedger) -> SqliteLedger:
        """The same; `LedgerDamaged` before an order is kept where it is lost, or calm is told of a ruin.

        That takes 0.2 s for a hundred thousand messages.
        """
        try:
            ledger.check()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def sound_ledger(self) -> tuple[SqliteLedger, str]:
        """The same for whoever holds the lock: a damaged one is set aside first, and a line says so."""
        from ghostd.adapters.sqlite.aside import open_sound

        return open_sound(self.path, self.practice.owner)

    def ledger_to_read(self) -> SqliteLedger:
        """The ledger as it is, checked; one in memory when the account was never looked at to the end."""
        from ghostd.adapters.sqlite.ledger import SqliteLedger

        entered(self.path.parent)
        if not self.path.exists():
            return SqliteLedger.open(":memory:", self.practice.owner)
        ledger = self.checked(SqliteLedger.open(self.path, self.practice.owner, read_only=True))
        if ledger.health()["last_sync"] is not None:
            return ledger
        # What reads a ledger may ask when it first ran, and here nobody has written that yet.
        with closing(ledger):
            return ledger.copy_in_memory()

    def mailbox(self) -> ImapMailbox:
        """The mailbox, not yet connected; its password is read at each login."""
        from ghostd.adapters.imap.account import ImapAccount
        from ghostd.adapters.imap.mailbox import ImapMailbox
        from ghostd.config.secrets import read_password

        given = self.config
        return ImapMailbox(
            ImapAccount(
                name=given.name,
                host=given.host,
                port=given.port,
                security=given.security,
                user=given.user,
                password=lambda: read_password(given.password, withheld=self.withheld),
                watch=given.folders.watch,
                exclude=given.folders.exclude,
                sent=given.folders.sent,
                drafts=given.folders.drafts,
                trash=given.folders.trash,
                notices=given.folders.notices,
                more_sent=given.folders.more_sent,
            )
        )


def accounts(config: Config) -> list[Account]:
    """Every account, in the order of the configuration."""
    from ghostd.config.build import practice

    folder, kept = state(config), books(config)
    withheld = frozenset(account.password.env for account in config.accounts if account.password.env)
    return [
        Account(account, practice(config, account), folder / f"{account.name}.sqlite3", kept, withheld)
        for account in config.accounts
    ]


def users(config: Config) -> frozenset[str]:
    """The users that the accounts log in as."""
    return frozenset(account.user for account in config.accounts)


def books(config: Config) -> OwnersBooks:
    """The owner's files about money; nothing is read yet."""
    from ghostd.adapters.books import OwnersBooks
    from ghostd.config.build import inline_invoices

    return OwnersBooks(
        file=config.money.invoices,
        inline=inline_invoices(config),
        currency=config.money.currency,
        currencies={client.name: client.currency or config.money.currency for client in config.clients},
        patterns={client.name: tuple(client.attach.values()) for client in config.clients},
    )


def checked_books(config: Config) -> OwnersBooks:
    """The same, read once; `ConfigError` with everything that is wrong in them."""
    kept = books(config)
    if problems := kept.check():
        raise ConfigError("\n".join(problems))
    return kept


def state(config: Config) -> Path:
    """The state folder; the schema has found one for every configuration it let through."""
    if config.state is None:
        raise OperatorError("nothing says where the state may be kept; write `state:` in the configuration")
    return config.state


def lock(config: Config, advice: str = "") -> StateLock:
    """The state folder's lock, not yet taken; `advice` is for whoever finds it taken."""
    return StateLock(entered(state(config)), advice)


def daemon(config: Config) -> int | None:
    """The process at work on the state folder now, if any."""
    return holder(state(config))


def clock_at(at: datetime | None) -> Clock:
    return SystemClock() if at is None else StoppedClock(at)


def templates(config: Config) -> Templates:
    """All templates, tried out; `ConfigError` with every mistake in them."""
    from ghostd.adapters.templates import Templates
    from ghostd.config.build import practice

    return Templates(
        config.templates,
        languages=[config.language, *(c.language for c in config.clients if c.language)],
        playbooks=practice(config, config.accounts[0]).playbooks,
    )


def look(account: Account, render: Render, clock: Clock, progress: Progress | None) -> Report:
    """One pass over one account with connections of its own."""
    from ghostd.service.tick import tick

    ledger, said = account.sound_ledger()
    with closing(ledger), connected(account) as mailbox:
        report = tick(account.practice, mailbox, ledger, clock, render, progress, books=account.books)
    report.errors.extend(filter(None, [said]))
    return report


def rehearse(account: Account, render: Render, clock: Clock, progress: Progress | None) -> Report:
    """What one pass would do: the mailbox is only read, and the ledger is a copy in memory."""
    from ghostd.service.rehearsal import Rehearsal
    from ghostd.service.tick import tick

    with (
        closing(account.ledger_to_read()) as ledger,
        closing(ledger.copy_in_memory()) as copy,
        connected(account) as mailbox,
    ):
        books = account.books
        return tick(account.practice, Rehearsal(mailbox), copy, clock, render, progress, books=books)


@contextmanager
def connected(account: Account) -> Iterator[ImapMailbox]:
    """A mailbox that is left politely; at an interruption there is no time for that."""
    mailbox = account.mailbox()
    try:
        yield mailbox
    except (KeyboardInterrupt, SystemExit):
        mailbox.abort()
        raise
    finally:
        mailbox.close()


def health(name: str, ledger: SqliteLedger) -> AccountHealth:
    """What the ledger remembers of how the account fares."""
    from ghostd.service.report import AccountHealth

    noted = ledger.health()
    aside = tuple(ledger.quarantined())
    return AccountHealth(
        name, noted["last_sync"], noted["problem"] or "", ledger.troubled(), quarantined=aside
    )
