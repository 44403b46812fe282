"""A wall clock that jumps while the daemon runs, and a machine that sleeps: the daemon's beat goes on.

Only the wall clock is played, to the scheduler as well; every wait is the real one.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

import apscheduler.executors.base
import apscheduler.schedulers.base
import apscheduler.triggers.date
import pytest

from ghostd.adapters.clock import SystemClock
from ghostd.errors import Bug, LoginRefused
from ghostd.service.pulse import JUMP, Drift, Pulse
from tests.service.desks import HOUR, NOW, PATIENCE, Desk, running

DAY = timedelta(days=1)


@dataclass(slots=True)
class SetClock:
    """The machine's clock after somebody set it: `ahead` is by how much."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return SystemClock().now() + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """What APScheduler takes for the time is the same clock."""
    made = SetClock()

    class Read(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # one class is enough
            return made.now().astimezone(tz)

    for module in (apscheduler.schedulers.base, apscheduler.executors.base, apscheduler.triggers.date):
        monkeypatch.setattr(module, "datetime", Read)
    return made


@pytest.mark.parametrize(
    "jump",
    [-DAY, -HOUR, HOUR, 7 * DAY, 30 * DAY, 20_000 * DAY],
    ids=["a_day_back", "an_hour_back", "an_hour_ahead", "a_week_asleep", "thirty_days_ahead", "from_1970"],
)
def test_a_jump__a_pass_follows_soon_and_the_beat_goes_on(clock: SetClock, jump: timedelta) -> None:
    """An hour is what the end of summer time brings where the hardware's clock keeps local time."""
    desk = Desk()
    if jump > 10_000 * DAY:
        clock.ahead = -jump
    with running(desk, clock=clock, watchdog=0.3) as it:
        assert desk.ticks.get(timeout=PATIENCE) == 1
        it.manager.shows("main: watching")
        it.eventually(lambda: not it.beat().deaf.is_set())
        clock.ahead += jump
        assert desk.ticks.get(timeout=PATIENCE) == 2
        for _ in range(3):
            it.manager.hears(WATCHDOG="1")
        it.eventually(lambda: it.beat().idle.is_set())
        desk.orders = True
        assert desk.ticks.get(timeout=PATIENCE) == 3
        it.eventually(lambda: it.beat().idle.is_set())
        desk.hints.put(True)
        assert desk.ticks.get(timeout=PATIENCE) == 4
        assert it.faults == []


def test_a_jump__the_polls_go_on_afterwards(clock: SetClock) -> None:
    desk = Desk()
    with running(desk, clock=clock, poll=timedelta(seconds=1)) as it:
        assert desk.ticks.get(timeout=PATIENCE) == 1
        it.manager.shows("main: watching")
        clock.ahead -= DAY
        for count in range(2, 6):
            assert desk.ticks.get(timeout=PATIENCE) == count


def test_a_jump_during_a_pass__is_followed_by_another(clock: SetClock) -> None:
    desk = Desk(hold=threading.Event())
    with running(desk, clock=clock) as it:
        assert desk.ticks.get(timeout=PATIENCE) == 1
        assert desk.hold is not None
        clock.ahead -= DAY
        it.eventually(lambda: it.beat().again)
        desk.hold.set()
        assert desk.ticks.get(timeout=PATIENCE) == 2


def test_a_jump_while_nobody_listens__the_listening_begins_anew(clock: SetClock) -> None:
    desk = Desk()
    with running(desk, clock=clock) as it:
        it.manager.shows("main: watching")
        it.eventually(lambda: not it.beat().deaf.is_set())
        desk.hints.put(False)
        it.eventually(lambda: it.loop.rounds.agenda.entered("idle", "main"))
        clock.ahead -= DAY
        it.eventually(lambda: not it.beat().deaf.is_set())


def test_a_clock_that_is_set_back_often__does_not_ask_often_where_the_login_was_refused(
    clock: SetClock,
) -> None:
    refused, works = Desk("shop", [LoginRefused("no")]), Desk()
    with running(refused, works, clock=clock) as it:
        it.manager.shows("shop: login refused", "main: watching")
        for count in range(2, 5):
            works.ticks.get(timeout=PATIENCE)
            clock.ahead -= DAY
            it.eventually(lambda count=count: works.count == count)
        assert refused.count == 1
        assert it.loop.world.monotonic() < it.beat("shop").due <= it.loop.world.monotonic() + 3600
        assert it.loop.rounds.agenda.entered("tick", "shop")


def test_a_fault_of_our_own_that_lasts_a_day__is_said_loudly(
    clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    with running(Desk("shop", [Bug("no")] * 9), clock=clock) as it:
        it.manager.shows("shop: stopped by a fault of ghostd")
        clock.ahead += 25 * HOUR
        it.eventually(lambda: "account.lost account=shop" in caplog.text)
    [said] = [record for record in caplog.records if "account.lost" in record.getMessage()]
    assert said.levelno == logging.ERROR
    assert "nothing there is watched: a fault of ghostd's own" in said.getMessage()


@dataclass(slots=True)
class Times:
    """A wall clock and monotonic time, each put where it is to be."""

    wall: datetime = NOW
    ticks: float = 1000.0
    given: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.ticks

    def passes(self, seconds: float, jump: float = 0.0) -> None:
        self.ticks += seconds
        self.wall += timedelta(seconds=seconds + jump)


def test_drift__is_what_the_wall_clock_moved_beyond_the_time_that_passed() -> None:
    times = Times()
    drift = Drift(times, times.monotonic)
    told = []
    for passed, jump in ((1, 0), (3600, 0), (1, JUMP), (1, 0), (1, -JUMP), (1, JUMP - 1), (0, 3600)):
        times.passes(passed, jump)
        told.append(round(drift.jumped()))
    assert told == [0, 0, JUMP, 0, -JUMP, 0, 3600]


def test_a_pulse_that_breaks__is_told_and_beats_on_later() -> None:
    told: list[BaseException] = []
    broke = threading.Event()

    def fault(error: BaseException) -> None:
        told.append(error)
        broke.set()

    def beat() -> None:
        raise ValueError("an invariant does not hold")

    pulse = Pulse("look", 0.01, beat, fault)
    pulse.start()
    assert broke.wait(PATIENCE)
    pulse.stop()
    assert [type(error) for error in told] == [ValueError]
