"""When an account is looked at again, and how it is doing: one account's beat within the loop."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ghostd.core.outages import Bulletin, lasts
from ghostd.errors import ConfigError, LoginRefused, OperatorError, Unavailable
from ghostd.service.report import AccountHealth, Report

log = logging.getLogger("ghostd")

FIRST_RETRY = timedelta(seconds=30)
LAST_RETRY = timedelta(minutes=30)
REFUSED_RETRY = timedelta(hours=1)
"""A refused password seldom mends itself, and servers lock accounts that keep asking."""
LEAST_PAUSE = timedelta(seconds=15)
"""A due date that a pass left in the past must not turn the loop into a spin."""
GRACE = 300.0
"""Seconds a worker may take between two signs of life. Each answer of the server's is one, so that a first
pass may last for hours; between two of them lie a minute's patience with the server, half a minute's with a
password command, and what there is to reckon."""


class Health(StrEnum):
    """How an account does; the words are what systemctl shows."""

    STARTING = "starting"
    WATCHING = "watching"
    UNREACHABLE = "unreachable"
    REFUSED = "login refused"
    TROUBLED = "needs the owner"
    FAULTY = "stopped by a fault of ghostd"


def unknown() -> AccountHealth:
    """Of an account that remembers nothing."""
    return AccountHealth("", None, "")


def unheard(bulletin: Bulletin) -> None:
    """For an account that tells nobody anything."""


@dataclass(frozen=True, slots=True)
class Post:
    """One account as the loop sees it: what may be called, and from which thread does not matter.

    `tick` makes one pass and calls its argument whenever it gets on. `wait` sleeps until the server hints at
    news. `changed` says whether somebody else wrote to the ledger. `note` keeps a problem for `status`.
    `abort` ends whatever waits for the network, at once; `close` frees the rest. `health` is what the ledger
    remembers; what `tell` is given the next passes tell the owner.
    """

    name: str
    tick: Callable[[Callable[[], None]], Report]
    wait: Callable[[timedelta], bool]
    changed: Callable[[], bool]
    note: Callable[[str], None]
    abort: Callable[[], None]
    close: Callable[[], None]
    health: Callable[[], AccountHealth] = unknown
    tell: Callable[[Bulletin], None] = unheard


def retry_after(failures: int, draw: float) -> timedelta:
    """Doubling from half a minute to half an hour; `draw` in [0, 1) takes off up to a half."""
    full: timedelta = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LAST_RETRY)
    return full * (1 - draw / 2)


def pause_until(next_due: datetime | None, now: datetime, poll: timedelta) -> timedelta:
    """Until the next poll, or less when something falls due before it; never nothing."""
    return poll if next_due is None else min(poll, max(next_due - now, LEAST_PAUSE))


def health_of(error: OperatorError) -> Health:
    if isinstance(error, LoginRefused):
        return Health.REFUSED
    return Health.UNREACHABLE if isinstance(error, Unavailable) else Health.TROUBLED


class Beat:
    """One account's state within the loop. `running` and `again` are guarded by `lock`.

    `idle` is set while no pass runs, `deaf` while nobody waits for the server's hint.
    `first` is what the first pass ended with: 0, or the exit code of the error that met it. Since `since` no
    pass has gone well, for `problem`; the last that has was at `looked`. The next is to begin at `due`, and
    the workers at work are to show life before their `deadlines`: these in monotonic time.
    """

    def __init__(self, post: Post, poll: timedelta) -> None:
        self.post = post
        self.poll = poll
        self.health = Health.STARTING
        self.first: int | None = None
        self.failures = 0
        self.since: datetime | None = None
        self.looked: datetime | None = None
        self.problem = ""
        self.running = False
        self.again = False
        self.retired = False
        self.lock = threading.Lock()
        self.idle = threading.Event()
        self.idle.set()
        self.deaf = threading.Event()
        self.deaf.set()
        self.due = math.inf
        self.deadlines: dict[str, float] = {}

    def succeeded(self, report: Report, now: datetime) -> timedelta:
        """Only a completed pass resets the backoff; returns the pause until the next."""
        self.failures = 0
        self.since, self.looked = None, now
        self.health = Health.WATCHING
        self.first = self.first or 0
        return pause_until(report.next_due, now, self.poll)

    def failed(self, error: OperatorError, now: datetime, draw: float) -> timedelta:
        self.health = health_of(error)
        self.failures += 1
        self.trouble(str(error), now)
        if self.first is None:
            permanent = isinstance(error, LoginRefused | ConfigError)
            self.first = error.exit_code if permanent else 0
        if self.health is Health.REFUSED:
            return REFUSED_RETRY
        return retry_after(self.failures, draw)

    def broke(self, now: datetime, draw: float) -> timedelta:
        """A fault of our own met this account: it is tried again like any other trouble."""
        self.health = Health.FAULTY
        self.failures += 1
        self.trouble("a fault of ghostd's own; its log says more", now)
        self.first = self.first or 0
        return retry_after(self.failures, draw)

    def trouble(self, problem: str, now: datetime) -> None:
        self.problem = problem
        self.since = self.troubled() or now

    def troubled(self) -> datetime | None:
        """Since when no pass has gone well; the ledger, which only this account's passes ask, remembers it
        beyond a restart."""
        with suppress(OperatorError):
            remembered = self.post.health()
            self.looked = remembered.last_sync or self.looked
            return self.since or remembered.troubled
        return self.since

    def lost(self, now: datetime) -> bool:
        """Whether nobody has looked at the account for a day; one failure after a long sleep is none."""
        return self.failures > 1 and lasts(self.since, now)

    def gets_on(self, worker: str, now: float, rest: float = 0.0) -> None:
        """The worker shows life, and may rest before it does so again."""
        self.deadlines[worker] = now + rest + GRACE

    def alive(self, now: float) -> bool:
        """Whether each worker got on of late, and the next pass began when it was to."""
        late = not self.running and not self.retired and now >= self.due + GRACE
        return not late and all(now < end for end in list(self.deadlines.values()))

    def begin(self) -> bool:
        """Whether the pass may begin; from here `idle` is unset until `end`."""
        with self.lock:
            if self.retired:
                return False
            self.running, self.again = True, False
            self.idle.clear()
            return True

    def end(self) -> bool:
        """The pass is over; True when news came meanwhile that it may have missed."""
        with self.lock:
            self.running = False
            self.idle.set()
            return self.again

    def claim(self) -> bool:
        """Ask for a pass: False when one runs now, which then is followed by another."""
        with self.lock:
            self.again = self.again or self.running
            return not self.running and not self.retired

    def changed(self) -> bool:
        """Whether the owner gave an order; a pass has the ledger to itself, and `retire` ends the asking."""
        with self.lock:
            return not self.running and not self.retired and self.post.changed()

    @property
    def settled(self) -> bool:
        """Whether nothing of this account is in use, so that it may be closed."""
        return self.idle.is_set() and self.deaf.is_set()

    def retire(self) -> None:
        """Nothing of the account begins any more."""
        with self.lock:
            self.retired = True

    def unless_retired(self, begin: Callable[[], None]) -> None:
        """Have something begin; it is over before `retire` is, or not begun at all."""
        with self.lock:
            if not self.retired:
                begin()


def announce(report: Report) -> None:
    """One line in the log for a pass that did something."""
    done = report.messages or report.drafts_appended or report.drafts_withdrawn or report.notices
    log.log(
        logging.INFO if done else logging.DEBUG,
        "sync.completed account=%s messages=%d drafts=%d withdrawn=%d notices=%d",
        report.account, report.messages, report.drafts_appended, report.drafts_withdrawn, report.notices,
    )  # fmt: skip
    for error in report.errors:
        log.warning("client.postponed account=%s: %s", report.account, error)
