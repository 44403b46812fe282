"""The heartbeat: who is looked at when, what a failure costs, how it ends. Only the accounts are fakes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.adapters.clock import SystemClock, monotonic
from ghostd.errors import Bug, ConfigError, LoginRefused, OperatorError, PasswordWithheld, Unavailable
from ghostd.service.loop import GIVEN_UP, LAST_PASSES
from ghostd.service.report import Report
from ghostd.service.rhythm import (
    FIRST_RETRY,
    LAST_RETRY,
    LEAST_PAUSE,
    REFUSED_RETRY,
    Beat,
    Health,
    pause_until,
    retry_after,
)
from ghostd.service.world import Roster
from tests.service.desks import HOUR, NOW, PATIENCE, Desk, running


def test_every_account__is_looked_at_when_the_loop_starts() -> None:
    desks = Desk("one"), Desk("two")
    with running(*desks) as it:
        for desk in desks:
            assert desk.ticks.get(timeout=PATIENCE) == 1
        it.manager.hears(READY="1")
    assert all(desk.closed for desk in desks)


def test_a_servers_hint__brings_a_pass() -> None:
    desk = Desk()
    with running(desk):
        desk.ticks.get(timeout=PATIENCE)
        desk.hints.put(True)
        assert desk.ticks.get(timeout=PATIENCE) == 2


def test_an_owners_order__brings_a_pass_without_a_hint() -> None:
    desk = Desk()
    with running(desk):
        desk.ticks.get(timeout=PATIENCE)
        desk.orders = True
        assert desk.ticks.get(timeout=PATIENCE) == 2


def test_a_hint_during_a_pass__brings_one_more_after_it() -> None:
    desk = Desk()
    with running(desk) as it:
        desk.ticks.get(timeout=PATIENCE)
        it.manager.shows("main: watching")
        desk.hold = threading.Event()
        desk.hints.put(True)
        desk.ticks.get(timeout=PATIENCE)
        desk.hints.put(True)
        desk.hints.put(True)
        desk.hold.set()
        assert desk.ticks.get(timeout=PATIENCE) == 3


def test_one_account_in_trouble__does_not_keep_the_other() -> None:
    bad, good = Desk("bad", [Unavailable("no network")]), Desk("good")
    with running(bad, good) as it:
        it.manager.shows("bad: unreachable; good: watching")
        good.hints.put(True)
        for count in (1, 2):
            assert good.ticks.get(timeout=PATIENCE) == count
    assert bad.noted == ["no network"]
    assert bad.count == 1


@pytest.mark.parametrize(
    ("errors", "code"),
    [
        ([LoginRefused("no"), LoginRefused("no")], 77),
        ([ConfigError("no"), ConfigError("no")], 78),
    ],
    ids=["login_refused__77", "password_not_there__78"],
)
def test_every_account_refused_at_the_start__ends_the_loop(errors: list[OperatorError], code: int) -> None:
    desks = [Desk(f"d{number}", [error]) for number, error in enumerate(errors)]
    with running(*desks) as it:
        assert it.ended.get(timeout=PATIENCE) == code


def test_a_password_that_is_withheld_at_the_start__is_asked_for_again() -> None:
    desk = Desk(ends=[PasswordWithheld("the keyring is locked")])
    with running(desk) as it:
        it.manager.shows("main: unreachable")
        desk.orders = True
        it.manager.shows("main: watching")


def test_one_account_refused_and_one_unreachable__goes_on() -> None:
    with running(Desk("a", [LoginRefused("no")]), Desk("b", [Unavailable("no")])) as it:
        it.manager.shows("a: login refused; b: unreachable")
        assert it.ended.empty()


def test_a_fault_of_our_own__is_reported_and_the_account_is_tried_again_later() -> None:
    desk = Desk(ends=[Bug("an invariant does not hold")])
    with running(desk) as it:
        it.manager.shows(f"main: {Health.FAULTY}")
        assert [type(fault) for fault in it.faults] == [Bug]
        it.eventually(lambda: it.loop.rounds.agenda.entered("tick", "main"))
        assert desk.count == 1
    assert desk.noted == ["a fault of ghostd's own; its log says more"]


def test_a_due_date__pulls_the_next_pass_forward() -> None:
    desk = Desk(next_due=SystemClock().now() + timedelta(minutes=10))
    with running(desk) as it:
        it.manager.shows("main: watching")
        assert it.beat().idle.wait(PATIENCE)
        assert it.beat().due <= monotonic() + 600


def test_sighup__changes_to_the_new_roster_and_closes_the_old_one() -> None:
    old, new = Desk("old"), Desk("new")
    with running(old, reload=lambda: Roster((new.post(),), HOUR)) as it:
        old.ticks.get(timeout=PATIENCE)
        it.send(signal.SIGHUP)
        assert new.ticks.get(timeout=PATIENCE) == 1
        it.manager.hears(RELOADING="1")
        it.manager.hears(READY="1")
        assert old.closed


def test_sighup_with_a_bad_configuration__keeps_the_old_one() -> None:
    def refuse() -> Roster:
        raise ConfigError("config.yaml:1  poll\n    no")

    desk = Desk()
    with running(desk, reload=refuse) as it:
        desk.ticks.get(timeout=PATIENCE)
        it.manager.hears(READY="1")
        it.send(signal.SIGHUP)
        it.manager.hears(READY="1")
        desk.hints.put(True)
        assert desk.ticks.get(timeout=PATIENCE) == 2
        assert not desk.closed


def test_sighup_during_a_pass_that_goes_on_and_on__breaks_it_off() -> None:
    slow, ahead = Desk(hold=threading.Event()), [0.0]
    with running(slow, monotonic=lambda: monotonic() + ahead[0]) as it:
        assert slow.ticks.get(timeout=PATIENCE) == 1
        it.send(signal.SIGHUP)
        it.manager.hears(RELOADING="1")
        assert slow.hold is not None
        assert not slow.hold.wait(0.3)
        ahead[0] = LAST_PASSES
        it.manager.hears(READY="1")
        assert slow.ticks.get(timeout=PATIENCE) == 2


def test_a_refusal_everywhere_before_a_reload__does_not_end_what_was_reloaded() -> None:
    desk = Desk()
    with running(desk) as it:
        it.manager.hears(READY="1")
        it.send(signal.SIGHUP)
        it.manager.hears(RELOADING="1")
        it.manager.hears(READY="1")
        it.send(GIVEN_UP)
        it.eventually(lambda: it.beat().idle.is_set() and it.beat().first == 0)
        before = desk.count
        desk.orders = True
        it.eventually(lambda: desk.count > before)


def test_sigterm_during_a_reload_that_waits_for_a_pass__ends() -> None:
    old, new = Desk("old", hold=threading.Event()), Desk("new")
    with running(old, reload=lambda: Roster((new.post(),), HOUR)) as it:
        old.ticks.get(timeout=PATIENCE)
        it.send(signal.SIGHUP)
        it.manager.hears(RELOADING="1")
        it.send(signal.SIGTERM)
        assert it.ended.get(timeout=PATIENCE) == 0
    assert new.closed
    assert new.count == 0


def test_the_watchdog__is_fed_while_every_worker_meets_its_deadline() -> None:
    with running(Desk(), watchdog=0.3) as it:
        it.manager.hears(WATCHDOG="1")
        it.beat().deadlines["tick"] = monotonic() - 1
        assert not it.loop.rounds.alive


def test_a_sign_of_life_after_the_pass__sets_no_deadline() -> None:
    kept: list[Callable[[], None]] = []

    class Talkative(Desk):
        def tick(self, alive: Callable[[], None]) -> Report:
            kept.append(alive)
            return super().tick(alive)

    desk = Talkative()
    with running(desk) as it:
        it.manager.shows("main: watching")
        assert it.beat().idle.wait(PATIENCE)
        kept[0]()
        assert "tick" not in it.beat().deadlines


def test_a_loop_that_is_stopped__leaves_a_hanging_pass_behind() -> None:
    class Stubborn(Desk):
        def abort(self) -> None:
            self.hints.put(False)

    desk = Stubborn(hold=threading.Event())
    with running(desk) as it:
        desk.ticks.get(timeout=PATIENCE)
        it.send(signal.SIGTERM)
        assert it.ended.get(timeout=PATIENCE) == 0
        assert not it.loop.settled
        assert not desk.closed
        assert desk.hold is not None
        desk.hold.set()


def test_an_account_that_still_waits__is_not_closed_under_it() -> None:
    class Deaf(Desk):
        def abort(self) -> None:
            """Its wait goes on."""

    desk = Deaf()
    with running(desk) as it:
        it.manager.shows("main: watching")
        it.eventually(lambda: not it.beat().deaf.is_set())
        it.send(signal.SIGTERM)
        assert it.ended.get(timeout=PATIENCE) == 0
        assert not it.loop.settled
        assert not desk.closed
        desk.hints.put(False)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, HOUR),
        (NOW + 2 * HOUR, HOUR),
        (NOW + HOUR / 2, HOUR / 2),
        (NOW - HOUR, LEAST_PAUSE),
        (NOW, LEAST_PAUSE),
    ],
    ids=[
        "nothing_due__poll",
        "due_after_the_poll__poll",
        "due_before__due",
        "overdue__not_at_once",
        "due_now__not_at_once",
    ],
)
def test_pause(due: datetime | None, expected: timedelta) -> None:
    assert pause_until(due, NOW, HOUR) == expected


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_backoff__grows_within_its_bounds(failures: int, draw: float) -> None:
    assert FIRST_RETRY / 2 <= retry_after(failures, draw) <= LAST_RETRY
    assert retry_after(failures, draw) <= retry_after(failures + 1, draw)


def test_backoff__is_reset_only_by_a_completed_pass() -> None:
    beat = Beat(Desk().post(), HOUR)
    assert beat.failed(Unavailable("no"), NOW, 0) == FIRST_RETRY
    assert beat.failed(Unavailable("no"), NOW, 0) == 2 * FIRST_RETRY
    assert beat.failed(LoginRefused("no"), NOW, 0) == REFUSED_RETRY
    assert beat.failed(Unavailable("no"), NOW, 0) == 8 * FIRST_RETRY
    assert beat.succeeded(Report("main"), NOW) == HOUR
    assert beat.failed(Unavailable("no"), NOW, 0) == FIRST_RETRY
