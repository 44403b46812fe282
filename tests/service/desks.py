"""The loop with accounts that are fakes, before a service manager that is one."""

from __future__ import annotations

import queue
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ghostd.adapters.clock import SystemClock, monotonic
from ghostd.ports import Clock
from ghostd.service.loop import Loop
from ghostd.service.report import Report
from ghostd.service.rhythm import Beat, Post
from ghostd.service.world import Roster, World

PATIENCE = 20.0
HOUR = timedelta(hours=1)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(slots=True)
class Desk:
    """A fake account: `ends` holds what the next passes end with, and `ticks` gets an entry for each."""

    name: str = "main"
    ends: list[Exception | None] = field(default_factory=list)
    ticks: queue.SimpleQueue[int] = field(default_factory=queue.SimpleQueue)
    hints: queue.SimpleQueue[bool] = field(default_factory=queue.SimpleQueue)
    noted: list[str] = field(default_factory=list)
    orders: bool = False
    hold: threading.Event | None = None
    next_due: datetime | None = None
    closed: bool = False
    count: int = 0

    def tick(self, alive: Callable[[], None]) -> Report:
        alive()
        self.count += 1
        self.ticks.put(self.count)
        if self.hold is not None:
            self.hold.wait(PATIENCE)
        end = self.ends.pop(0) if self.ends else None
        if end is not None:
            raise end
        return Report(self.name, messages=1, next_due=self.next_due)

    def wait(self, timeout: timedelta) -> bool:
        return self.hints.get(timeout=PATIENCE)

    def changed(self) -> bool:
        changed, self.orders = self.orders, False
        return changed

    def abort(self) -> None:
        self.hints.put(False)
        if self.hold is not None:
            self.hold.set()

    def close(self) -> None:
        self.closed = True

    def post(self) -> Post:
        return Post(self.name, self.tick, self.wait, self.changed, self.noted.append, self.abort, self.close)


@dataclass(slots=True)
class Manager:
    """A fake service manager."""

    watchdog: float = 0.0
    told: queue.SimpleQueue[dict[str, str]] = field(default_factory=queue.SimpleQueue)

    def __call__(self, **assignments: str) -> None:
        self.told.put(assignments)

    def reloading(self) -> None:
        self(RELOADING="1")

    def hears(self, **wanted: str) -> dict[str, str]:
        for _ in range(500):
            heard = self.told.get(timeout=PATIENCE)
            if wanted.items() <= heard.items():
                return heard
        raise AssertionError(f"never told {wanted}")

    def shows(self, *words: str) -> str:
        """Wait for a status with all of these in it."""
        for _ in range(500):
            heard = self.told.get(timeout=PATIENCE).get("STATUS", "")
            if all(word in heard for word in words):
                return heard
        raise AssertionError(f"never shown {words}")


@dataclass(slots=True)
class Running:
    loop: Loop
    manager: Manager
    faults: list[BaseException]
    ended: queue.SimpleQueue[int]

    def send(self, signum: int) -> None:
        self.loop.signals.put(signum)

    def beat(self, name: str = "main") -> Beat:
        return self.loop.rounds.beats[name]

    def eventually(self, holds: Callable[[], bool]) -> None:
        """Wait until it holds."""
        for _ in range(1000):
            if holds():
                return
            threading.Event().wait(PATIENCE / 1000)
        raise AssertionError("it never came to that")


@contextmanager
def running(
    *desks: Desk,
    reload: Callable[[], Roster] | None = None,
    poll: timedelta = HOUR,
    watchdog: float = 0.0,
    clock: Clock | None = None,
    monotonic: Callable[[], float] = monotonic,
) -> Iterator[Running]:
    """The loop in a thread: signals are put into its queue, as their catcher would."""
    manager, faults = Manager(watchdog), list[BaseException]()
    roster = Roster(tuple(desk.post() for desk in desks), poll)
    world = World(
        clock=clock or SystemClock(),
        monotonic=monotonic,
        draw=lambda: 0.5,
        notify=manager,
        reload=reload or (lambda: roster),
        fault=faults.append,
    )
    loop = Loop(roster, world)
    ended: queue.SimpleQueue[int] = queue.SimpleQueue()
    thread = threading.Thread(target=lambda: ended.put(loop.serve()))
    thread.start()
    try:
        yield Running(loop, manager, faults, ended)
    finally:
        loop.signals.put(signal.SIGTERM)
        thread.join(PATIENCE)
    assert not thread.is_alive()
