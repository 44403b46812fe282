"""The heartbeat: every account gets its pass when the poll, a due date, the server or the owner asks for it.

APScheduler beats and remembers nothing: due dates live in the ledger. Each account has two jobs, the pass
(`tick:NAME`) and the wait for the server's hint (`idle:NAME`); one more looks every second for commands of
the owner's. Signals only ever put a number into a queue, which the main thread reads.
"""

from __future__ import annotations

import logging
import queue
import signal
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from ghostd.errors import OperatorError
from ghostd.service.lookout import Lookout
from ghostd.service.rhythm import GRACE, Beat, Health, announce
from ghostd.service.signals import signals_into
from ghostd.service.world import Roster, World

log = logging.getLogger("ghostd.loop")

IDLE_ROUND = timedelta(minutes=4)
AFTER_HINT = timedelta(seconds=1)
"""Mail seldom comes alone; and a server that hints without end costs one pass a second at the most."""
AFTER_TROUBLE = timedelta(minutes=1)
LOOK_EVERY = 1
DEAF_FOR = 0.3
LAST_WORDS = 1.0
"""Seconds that running passes have to end after their connections were cut."""
REFUSED = "the changed configuration is refused, the old one stays in force; see the log"
GIVEN_UP = -1
"""In the queue of signals: every account was refused for good at its first pass."""


class Loop:
    """Runs a roster until a signal ends it."""

    def __init__(self, roster: Roster, world: World) -> None:
        self.world = world
        self.signals: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.beats: dict[str, Beat] = {}
        self.lookout = Lookout(self.beats)
        self.roster = roster
        self.fresh = True
        self.refused = False
        self.scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(2 * len(roster.posts) + 16)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self.scheduler.add_listener(self._event, EVENT_JOB_ERROR | EVENT_JOB_MAX_INSTANCES)

    def run(self) -> int:
        """Returns the exit code once a signal, or the refusal of every account, has ended the loop."""
        with signals_into(self.signals):
            return self.serve()

    def serve(self) -> int:
        """As `run`, but whoever calls it puts the signals into the queue."""
        self._start(self.roster)
        self.scheduler.add_job(self._look, "interval", seconds=LOOK_EVERY, id="look")
        if self.world.notify.watchdog:
            seconds = self.world.notify.watchdog / 3
            self.scheduler.add_job(self._ping, "interval", seconds=seconds, id="watchdog")
        self.scheduler.start()
        self.world.notify(READY="1", STATUS=self.status())
        log.info("daemon.started accounts=%d", len(self.beats))
        code = self._follow()
        self.world.notify(STOPPING="1", STATUS="stopping")
        self._stop()
        log.info("daemon.stopped")
        return code

    @property
    def alive(self) -> bool:
        """Whether every worker meets its own deadline."""
        now = self.world.monotonic()
        return all(now < end for beat in list(self.beats.values()) for end in list(beat.deadlines.values()))

    @property
    def settled(self) -> bool:
        """Whether nothing of any account is in use."""
        return all(beat.settled for beat in self.beats.values())

    def status(self) -> str:
        """How each account does, and whether a changed configuration waits to be mended."""
        now = self.world.clock.now()
        said = [beat.spoken(now) for beat in self.beats.values()]
        return "; ".join([*said, *([REFUSED] if self.refused else [])])

    # the main thread

    def _follow(self) -> int:
        while True:
            signum = self._heard()
            if signum == signal.SIGHUP:
                signum = self._reload()
            if signum == GIVEN_UP:
                codes = {beat.first for beat in self.beats.values()}
                return next(iter(codes)) or 1
            if signum in (signal.SIGTERM, signal.SIGINT):
                return 0

    def _heard(self) -> int:
        """The next signal, or 0 after a while: one that comes just before the wait begins does not end it."""
        with suppress(queue.Empty):
            return self.signals.get(timeout=DEAF_FOR)
        return 0

    def _reload(self) -> int:
        """Change to the new configuration once the running passes are over.

        Returns a signal that came meanwhile and ends the daemon, or 0.
        """
        self.world.notify.reloading()
        try:
            roster = self.world.reload()
        except OperatorError as error:
            log.error("config.refused the old one stays in force\n%s", error)
            self.refused = True
            self.world.notify(READY="1", STATUS=self.status())
            return 0
        again = False
        self._retire()
        while not all(beat.idle.is_set() for beat in self.beats.values()):
            with suppress(queue.Empty):
                signum = self.signals.get(timeout=0.1)
                again = again or signum == signal.SIGHUP
                if signum in (signal.SIGTERM, signal.SIGINT):
                    for post in roster.posts:
                        post.close()
                    return signum
        self._release()
        self.beats.clear()
        self.fresh = self.refused = False
        self._start(roster)
        self.world.notify(READY="1", STATUS=self.status())
        log.info("config.reloaded accounts=%d", len(self.beats))
        if again:
            self.signals.put(signal.SIGHUP)
        return 0

    def _start(self, roster: Roster) -> None:
        for post in roster.posts:
            beat = self.beats[post.name] = Beat(post, roster.poll)
            self.scheduler.add_job(
                self._tick, "interval", [beat], seconds=roster.poll.total_seconds(), id=f"tick:{post.name}",
                next_run_time=self.world.clock.now(),
            )  # fmt: skip

    def _retire(self) -> None:
        for name, beat in self.beats.items():
            beat.retire()
            for job in (f"tick:{name}", f"idle:{name}"):
                with suppress(JobLookupError):
                    self.scheduler.remove_job(job)

    def _release(self) -> None:
        """Cut the connections, and close what then comes to rest; closing anything in use would hang it."""
        for beat in self.beats.values():
            beat.post.abort()
        ends = self.world.monotonic() + LAST_WORDS
        while not self.settled and self.world.monotonic() < ends:
            sleep(0.02)
        for beat in self.beats.values():
            if beat.settled:
                beat.post.close()

    def _stop(self) -> None:
        self._retire()
        self._release()
        self.scheduler.shutdown(wait=False)

    # the scheduler's threads

    def _tick(self, beat: Beat) -> None:
        if not beat.begin():
            return
        at: datetime | None = None
        try:
            at = self._pass(beat)
        finally:
            beat.deadlines.pop("tick", None)
            # The next look is set before the pass is over: a hint that comes after that goes before it.
            if at is not None:
                self._pull(beat, at)
            if beat.end() and at is not None:
                self._pull(beat, self.world.clock.now())

    def _pass(self, beat: Beat) -> datetime:
        def alive() -> None:
            beat.deadlines["tick"] = self.world.monotonic() + GRACE

        alive()
        before, said, since = beat.health, self.status(), beat.troubled()
        try:
            report = beat.post.tick(alive)
        except OperatorError as error:
            at = self._trouble(beat, error)
        else:
            at = beat.succeeded(report, self.world.clock.now())
            self.lookout.recovered(beat, since, self.world.clock.now())
            announce(report)
            for fault in report.faults:
                self.world.fault(fault)
            if before is not Health.WATCHING:
                self._listen(beat, timedelta())
        if self.status() != said:
            self.world.notify(STATUS=self.status())
        for teller in self.lookout.look(self.world.clock.now()):
            self._hint(teller)
        self._give_up_if_all_refused()
        return at

    def _trouble(self, beat: Beat, error: OperatorError) -> datetime:
        now = self.world.clock.now()
        at = beat.failed(error, now, self.world.draw())
        if beat.retired:
            return at
        log.warning(
            "account.failed account=%s retry=%ds: %s", beat.post.name, (at - now).total_seconds(), error
        )
        # The disk that failed the pass may fail the note, too; the log has it all the same.
        with suppress(OperatorError):
            beat.post.note(str(error))
        return at

    def _give_up_if_all_refused(self) -> None:
        """Only at the start: a daemon that has worked keeps asking, however its passwords change."""
        firsts = {beat.first for beat in self.beats.values()}
        same = self.fresh and len(firsts) == 1 and not firsts & {None, 0}
        if same and all(beat.failures == 1 for beat in self.beats.values()):
            self.signals.put(GIVEN_UP)

    def _listen(self, beat: Beat, pause: timedelta) -> None:
        if not beat.retired:
            self.scheduler.add_job(
                self._wait, "date", [beat], run_date=self.world.clock.now() + pause,
                id=f"idle:{beat.post.name}", replace_existing=True,
            )  # fmt: skip

    def _wait(self, beat: Beat) -> None:
        beat.deaf.clear()
        if beat.retired:
            beat.deaf.set()
            return
        beat.deadlines["idle"] = self.world.monotonic() + GRACE
        pause = AFTER_HINT
        try:
            if beat.post.wait(IDLE_ROUND):
                self._hint(beat)
        except OperatorError:
            # Only a hint was lost: the next pass meets the same trouble and says so.
            pause = AFTER_TROUBLE
        finally:
            beat.deadlines.pop("idle", None)
            beat.deaf.set()
        if beat.health is Health.WATCHING:
            self._listen(beat, pause)

    def _look(self) -> None:
        for beat in list(self.beats.values()):
            # The next pass meets the same trouble and says so.
            with suppress(OperatorError):
                if beat.changed():
                    self._hint(beat)

    def _ping(self) -> None:
        if self.alive:
            self.world.notify(WATCHDOG="1")

    def _hint(self, beat: Beat) -> None:
        if beat.claim():
            self._pull(beat, self.world.clock.now())

    def _pull(self, beat: Beat, at: datetime) -> None:
        if not beat.retired:
            with suppress(JobLookupError):
                self.scheduler.modify_job(f"tick:{beat.post.name}", next_run_time=at)

    def _event(self, event: Any) -> None:
        """What a job could not do itself: it broke, or it came while the one before was just ending."""
        kind, _, name = str(event.job_id).partition(":")
        beat = self.beats.get(name)
        now = self.world.clock.now()
        if event.code == EVENT_JOB_ERROR:
            self.world.fault(event.exception)
            if beat is not None and kind == "tick":
                at = beat.broke(now, self.world.draw())
                self.world.notify(STATUS=self.status())
                self._pull(beat, at)
            if kind == "look":
                self.scheduler.modify_job("look", next_run_time=now + AFTER_TROUBLE)
        elif beat is not None and kind == "tick" and beat.claim():
            self._pull(beat, now + AFTER_HINT)
        if beat is not None and kind == "idle":
            self._listen(beat, AFTER_TROUBLE)
