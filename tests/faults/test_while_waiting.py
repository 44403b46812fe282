"""A fault at every line of the wait for news (IDLE): ghostd comes back, reads what came meanwhile, and waits
again; and so does the daemon's loop."""

from __future__ import annotations

import queue
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from dovecot import Dovecot

from ghostd.adapters.clock import SystemClock, monotonic
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.errors import OperatorError
from ghostd.service.loop import Loop
from ghostd.service.report import Report
from ghostd.service.rhythm import Post
from ghostd.service.world import Roster, World
from tests.faults.conftest import Count
from tests.faults.kinds import IMPATIENT, KINDS, Once
from tests.faults.life import PATIENT, Player
from tests.faults.proxy import Fault, Line, Unit, passed
from tests.faults.scenes import SCENES
from tests.faults.theatre import Theatre
from tests.stage import Stage

SCENE = 1
"""One at which ghostd has nothing to do."""

LONG, SHORT = timedelta(seconds=20), timedelta(seconds=1)
"""How long is waited for news that will come, and for news that a fault may keep back."""

MOST = 400
"""Lines that a wait with a fault takes at the most: it does not go round and round."""

HARMLESS = ("pause", "slow", "bytes", "extra")
"""Kinds after which the news comes all the same."""

BREAKING = (
    "cut", "stall", "garble", "bye", "unavailable", "throttled", "overquota",
    "uidnext+1", "uidnext-1", "exists+1", "exists-1", "uidvalidity+1",
)  # fmt: skip
"""Kinds that may break the wait off, or make it end too early or too late."""

LIES = BREAKING[7:]


@dataclass(slots=True)
class Waiter:
    """ghostd at work on one mailbox, and the client's mail server."""

    player: Player
    stage: Stage
    gateway: ImapMailbox
    come: int = 0
    seen: int = 0
    taken: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def deliver(self) -> None:
        with self.lock, self.player.people() as people:
            people.written = 100 + self.come
            people.client_writes("Something else", SCENES[SCENE].look)
            self.come += 1

    def when_it_waits(self, fault: Fault) -> Fault:
        """The fault, and a mail as soon as the server waits with us."""
        due = [True]

        def befall(line: Line, unit: Unit) -> bool:
            if due and unit.verb == "IDLE" and unit.octets.startswith(b"+"):
                due.clear()
                self.deliver()
            return fault(line, unit)

        return befall

    def tick(self, alive: Callable[[], None] = lambda: None) -> Report:
        report = self.stage.tick(SCENES[SCENE].look)
        assert report.errors == []
        self.seen += report.messages
        if self.come and self.seen >= self.come:
            self.taken.set()
        return report

    def waits(self, fault: Fault, seconds: timedelta) -> bool:
        """Whether there was a hint; a wait that broke off gave none."""
        self.player.proxy.change(self.when_it_waits(fault))
        with suppress(OperatorError):
            return self.gateway.wait(seconds)
        return False


@contextmanager
def waiting(theatre: Theatre, patience: float) -> Iterator[Waiter]:
    player = theatre.before(SCENE)
    player.proxy.begin()
    stage, gateway = player.stage(SCENES[SCENE].look), player.gateway(patience)
    stage.mailbox = gateway  # type: ignore[assignment]  # the port, in the place of the memory
    waiter = Waiter(player, stage, gateway)
    try:
        waiter.tick()
        waiter.seen = 0
        yield waiter
    finally:
        gateway.close()
        stage.ledger.close()
        player.proxy.rest()
    player.end()


def lines_of_a_wait(theatre: Theatre) -> list[Unit]:
    with waiting(theatre, PATIENT) as waiter:
        assert waiter.waits(passed, LONG)
        return list(waiter.player.proxy.units)


@pytest.mark.dovecot
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", [*HARMLESS, *BREAKING])
def test_it_comes_back_and_reads_what_came_meanwhile(
    dovecot: Dovecot, theatre: Theatre, name: str, count: Count
) -> None:
    kind = KINDS[name]
    tried = [unit for unit in lines_of_a_wait(theatre) if kind.befalls(unit)]
    for unit in tried:
        with waiting(theatre, IMPATIENT if kind.waits else PATIENT) as waiter:
            once = Once(kind, unit.number)
            hinted = waiter.waits(once, SHORT if kind.waits else LONG)
            assert once.met, unit
            assert hinted or name in BREAKING, unit
            assert len(waiter.player.proxy.units) < MOST
            if not waiter.come:
                waiter.deliver()
            waiter.tick()
            assert waiter.seen == 1, unit
            # It waits by IDLE again, after one needless hint at the most, and is told of the next mail.
            # Whom a wrong number made expect that very one hears of it at the next poll.
            hinted = waits_for_the_second(waiter, SHORT if name in LIES else LONG)
            assert hinted or name in LIES, unit
            waiter.tick()
            assert waiter.seen == waiter.come == 2, unit
    count(f"{name} while waiting", len(tried))


def waits_for_the_second(waiter: Waiter, seconds: timedelta) -> bool:
    hinted = waiter.waits(passed, seconds)
    return hinted if waiter.come == 2 else waiter.waits(passed, seconds)


@dataclass(slots=True)
class Manager:
    """A service manager that has nothing to say."""

    watchdog: float = 0.0
    told: list[dict[str, str]] = field(default_factory=list)

    def __call__(self, **assignments: str) -> None:
        self.told.append(assignments)

    def reloading(self) -> None: ...


@contextmanager
def daemon(waiter: Waiter, poll: timedelta) -> Iterator[list[BaseException]]:
    """The loop with this one account; its own faults come into the list."""
    faults = list[BaseException]()
    gateway = waiter.gateway
    post = Post(
        "main", waiter.tick, gateway.wait, lambda: False, lambda problem: None, gateway.abort, lambda: None
    )
    roster = Roster((post,), poll)
    world = World(SystemClock(), monotonic, lambda: 0.5, Manager(), lambda: roster, faults.append)
    loop, ended = Loop(roster, world), queue.SimpleQueue[int]()
    thread = threading.Thread(target=lambda: ended.put(loop.serve()))
    thread.start()
    try:
        yield faults
    finally:
        loop.signals.put(signal.SIGTERM)
        thread.join(PATIENT)
    assert ended.get(timeout=PATIENT) == 0


@pytest.mark.dovecot
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", [*HARMLESS, *BREAKING[:7]])
def test_the_daemon_sees_new_mail_whatever_befalls_its_wait(
    dovecot: Dovecot, theatre: Theatre, name: str, count: Count
) -> None:
    """By the hint where that can come, else at the next poll."""
    kind = KINDS[name]
    idle = [unit for unit in lines_of_a_wait(theatre) if unit.verb == "IDLE" and kind.befalls(unit)]
    for unit in idle[:2]:
        with waiting(theatre, IMPATIENT if kind.waits else PATIENT) as waiter:
            once, met, harmless = Once(kind, 0), threading.Event(), name in HARMLESS
            waiter.player.proxy.change(waiter.when_it_waits(at_the_same(once, unit, met)))
            with daemon(waiter, timedelta(hours=1) if harmless else timedelta(seconds=3)) as faults:
                assert met.wait(PATIENT), unit
                if not harmless:
                    waiter.deliver()
                assert waiter.taken.wait(PATIENT), unit
            assert faults == []
    count(f"{name} while waiting", len(idle[:2]))


def sort(unit: Unit) -> tuple[str, bool, str]:
    return unit.verb, unit.client, chr(unit.octets[0]) if unit.octets[0] in b"+*" else ""


def at_the_same(once: Once, place: Unit, met: threading.Event) -> Fault:
    """The fault at the first line like this one, whatever number it has."""

    def befall(line: Line, unit: Unit) -> bool:
        if once.met is None and sort(unit) == sort(place):
            once.number = unit.number
            met.set()
        return once(line, unit)

    return befall
