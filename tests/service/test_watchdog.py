"""When the watchdog is fed: as shipped, with a monotonic time that is moved and not waited for."""

from __future__ import annotations

import queue
import signal
import threading
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.adapters.clock import SystemClock
from ghostd.service.report import Report
from ghostd.service.rhythm import GRACE
from ghostd.service.rounds import IDLE_ROUND, Rounds
from ghostd.service.world import Roster, World
from tests.service.desks import HOUR, PATIENCE, Desk, Manager, running

UNITS = Path(__file__).parents[2] / "systemd"


@dataclass(slots=True)
class Moved:
    """Monotonic time that stands where it was put."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def time() -> Moved:
    return Moved()


@pytest.fixture
def rounds(time: Moved) -> Rounds:
    """One account on its rounds, of which nothing has begun: its workers are what a test says."""
    world = World(SystemClock(), time, lambda: 0.5, Manager(), lambda: Roster((), HOUR), lambda error: None)
    made = Rounds(world, lambda: None)
    made.start(Roster((Desk().post(),), HOUR))
    return made


def after(seconds: float, rounds: Rounds, time: Moved) -> bool:
    """Whether the watchdog is fed then, while the look for orders goes on."""
    time.at += seconds
    rounds.looked = time.at
    return rounds.alive


def test_a_worker_that_hangs__is_noticed_after_five_minutes(rounds: Rounds, time: Moved) -> None:
    beat = rounds.beats["main"]
    beat.begin()
    beat.gets_on("tick", time.at)
    assert after(299, rounds, time)
    assert not after(1, rounds, time)


def test_a_pass_that_gets_on__may_last_for_hours(rounds: Rounds, time: Moved) -> None:
    beat = rounds.beats["main"]
    beat.begin()
    for _ in range(100):
        beat.gets_on("tick", time.at)
        assert after(GRACE - 1, rounds, time)
    assert time.at - 1000 > 8 * 3600


def test_a_wait_for_the_server__has_its_round_besides(rounds: Rounds, time: Moved) -> None:
    beat = rounds.beats["main"]
    beat.begin()
    beat.gets_on("idle", time.at, IDLE_ROUND.total_seconds())
    assert after(539, rounds, time)
    assert not after(1, rounds, time)


def test_a_pass_that_does_not_begin__is_noticed_as_well(rounds: Rounds, time: Moved) -> None:
    assert after(299, rounds, time)
    assert not after(1, rounds, time)
    rounds.beats["main"].begin()
    assert rounds.alive


def test_a_pass_that_is_not_due_yet__is_not_missed(rounds: Rounds, time: Moved) -> None:
    beat = rounds.beats["main"]
    beat.due = time.at + beat.succeeded(Report("main"), SystemClock().now()).total_seconds()
    assert after(3600 + 299, rounds, time)
    assert not after(1, rounds, time)


def test_looks_for_orders_that_end__are_noticed(rounds: Rounds, time: Moved) -> None:
    rounds.beats["main"].begin()
    time.at += GRACE
    assert rounds.alive
    time.at += GRACE
    assert not rounds.alive


@pytest.mark.parametrize("name", ["ghostd.service", "ghostd@.service", "user/ghostd.service"])
def test_the_unit__says_how_long_that_takes(name: str) -> None:
    unit = (UNITS / name).read_text()
    assert {"WatchdogSec=120", "RestartSec=30"} <= set(unit.splitlines())
    assert 7 * 60 < GRACE + 120 + 30 <= 8 * 60
    assert "hangs for five minutes ends the signs of life: within eight minutes it is started again" in unit


def test_a_reload_with_many_more_accounts__keeps_nobody_waiting() -> None:
    one, many = Desk("a0"), [Desk(f"a{number}") for number in range(40)]
    roster = Roster(tuple(desk.post() for desk in many), timedelta(hours=1))
    with running(one, reload=lambda: roster, watchdog=0.3) as it:
        it.manager.hears(READY="1")
        it.send(signal.SIGHUP)
        for desk in many:
            desk.ticks.get(timeout=PATIENCE)
        # All wait for the server now, and none has ended its wait.
        it.eventually(lambda: not any(beat.deaf.is_set() for beat in it.loop.rounds.beats.values()))
        while not it.manager.told.empty():
            it.manager.told.get()
        for _ in range(3):
            it.manager.hears(WATCHDOG="1")
        for desk in many:
            desk.hints.put(True)
        for desk in many:
            assert desk.ticks.get(timeout=PATIENCE) == 2


def test_as_many_accounts_as_hang__keep_no_other_from_its_rounds() -> None:
    hung = [Desk(f"h{number}", hold=threading.Event()) for number in range(40)]
    works = Desk()
    with running(*hung, works) as it:
        for desk in hung:
            desk.ticks.get(timeout=PATIENCE)
        assert works.ticks.get(timeout=PATIENCE) == 1
        it.eventually(lambda: not it.beat().deaf.is_set())
        works.hints.put(True)
        assert works.ticks.get(timeout=PATIENCE) == 2
        for desk in hung:
            with pytest.raises(queue.Empty):
                desk.ticks.get_nowait()
