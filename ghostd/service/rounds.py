"""The rounds of all accounts: passes, waits for the server's hint, and when each comes next.

Each account has two entries in the agenda, and threads of its own for them; what they find sets the next. An
account in trouble keeps no other back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, timedelta, tzinfo
from functools import partial
from time import sleep

from ghostd.errors import OperatorError
from ghostd.service.agenda import Agenda
from ghostd.service.lookout import Lookout
from ghostd.service.pulse import AFTER_FAULT, Drift
from ghostd.service.report import Report
from ghostd.service.rhythm import GRACE, Beat, Health, announce
from ghostd.service.statusline import status_line
from ghostd.service.world import Roster, World

log = logging.getLogger("ghostd.loop")

IDLE_ROUND = timedelta(minutes=4)
AFTER_HINT = timedelta(seconds=1)
"""Mail seldom comes alone; and a server that hints without end costs one pass a second at the most."""
AFTER_TROUBLE = timedelta(minutes=1)
AT_ONCE = timedelta()
LAST_WORDS = 1.0
"""Seconds that running passes have to end after their connections were cut."""


class Rounds:
    """The accounts of a roster on their rounds; `refused_everywhere` is called when each of them was refused
    for good at its first pass."""

    def __init__(self, world: World, refused_everywhere: Callable[[], None]) -> None:
        self.world = world
        self.beats: dict[str, Beat] = {}
        self.lookout = Lookout(self.beats)
        self.agenda = Agenda(world.clock, self._skipped, world.fault)
        self.drift = Drift(world.clock, world.monotonic)
        self.looked = world.monotonic()
        self.zone: tzinfo = UTC
        self.remark = ""
        self.refused_everywhere = refused_everywhere
        self.fresh = True

    @property
    def alive(self) -> bool:
        """Whether every worker meets its deadline, and every pass begins when it is to."""
        now = self.world.monotonic()
        looks = now < self.looked + AFTER_FAULT + GRACE
        return looks and all(beat.alive(now) for beat in list(self.beats.values()))

    @property
    def idle(self) -> bool:
        """Whether no pass runs."""
        return all(beat.idle.is_set() for beat in self.beats.values())

    @property
    def settled(self) -> bool:
        """Whether nothing of any account is in use."""
        return all(beat.settled for beat in self.beats.values())

    def status(self) -> str:
        """How each account does, and the remark."""
        said = status_line(list(self.beats.values()), self.world.clock.now(), self.zone)
        return "; ".join(filter(None, [said, self.remark]))

    # the main thread

    def start(self, roster: Roster) -> None:
        """Every account is looked at, now and from now on, in the place of those there were."""
        self.beats.clear()
        self.zone = roster.zone
        for post in roster.posts:
            beat = self.beats[post.name] = Beat(post, roster.poll)
            self.agenda.join(post.name)
            self._next(beat, AT_ONCE)

    def retire(self) -> None:
        """No pass and no wait begins any more."""
        for name, beat in self.beats.items():
            beat.retire()
            self.agenda.leave(name)

    def release(self) -> None:
        """Cut the connections, and close what then comes to rest; closing anything in use would hang it."""
        self.abort()
        ends = self.world.monotonic() + LAST_WORDS
        while not self.settled and self.world.monotonic() < ends:
            sleep(0.02)
        for beat in self.beats.values():
            if beat.settled:
                beat.post.close()

    def abort(self) -> None:
        """Cut every connection: what runs ends soon, and another daemon goes on from there."""
        for beat in self.beats.values():
            beat.post.abort()

    # the accounts' threads

    def _tick(self, beat: Beat) -> None:
        if not beat.begin():
            return
        pause = beat.poll
        try:
            pause = self._pass(beat)
        finally:
            beat.deadlines.pop("tick", None)
            # The next look is set before the pass is over: a hint that comes after that goes before it.
            self._next(beat, pause)
            if beat.end():
                self._next(beat, AT_ONCE)

    def _pass(self, beat: Beat) -> timedelta:
        def alive() -> None:
            # Whoever keeps this beyond the pass must not leave a deadline that nobody meets.
            if beat.running:
                beat.gets_on("tick", self.world.monotonic())

        alive()
        said, before, since = self.status(), beat.health, beat.troubled()
        try:
            report = beat.post.tick(alive)
        except OperatorError as error:
            pause = self._trouble(beat, error)
        except Exception as error:
            pause = self._broke(beat, error)
        else:
            pause = self._went_well(beat, report)
            self.lookout.recovered(beat, since, self.world.clock.now())
            if before is not Health.WATCHING:
                log.info("account.watching account=%s", beat.post.name)
                self._listen(beat, AT_ONCE)
        if self.status() != said:
            self.world.notify(STATUS=self.status())
        for teller in self.lookout.look(self.world.clock.now()):
            self._hint(teller)
        self._give_up_if_all_refused()
        return pause

    def _went_well(self, beat: Beat, report: Report) -> timedelta:
        pause = beat.succeeded(report, self.world.clock.now())
        announce(report)
        for fault in report.faults:
            self.world.fault(fault)
        return pause

    def _trouble(self, beat: Beat, error: OperatorError) -> timedelta:
        pause = beat.failed(error, self.world.clock.now(), self.world.draw())
        if not beat.retired:
            retry = pause.total_seconds()
            log.warning("account.failed account=%s retry=%ds: %s", beat.post.name, retry, error)
            self._note(beat)
        return pause

    def _broke(self, beat: Beat, error: Exception) -> timedelta:
        """A fault of our own keeps this account, and no other, from being looked at."""
        self.world.fault(error)
        pause = beat.broke(self.world.clock.now(), self.world.draw())
        self._note(beat)
        return pause

    def _note(self, beat: Beat) -> None:
        # The disk that failed the pass may fail the note, too; the log has it all the same.
        with suppress(OperatorError):
            beat.post.note(beat.problem)

    def _give_up_if_all_refused(self) -> None:
        """Only at the start: a daemon that has worked keeps asking, however its passwords change."""
        firsts = {beat.first for beat in self.beats.values()}
        same = self.fresh and len(firsts) == 1 and not firsts & {None, 0}
        if same and all(beat.failures == 1 for beat in self.beats.values()):
            self.refused_everywhere()

    def _wait(self, beat: Beat) -> None:
        beat.deaf.clear()
        if beat.retired:
            beat.deaf.set()
            return
        beat.gets_on("idle", self.world.monotonic(), IDLE_ROUND.total_seconds())
        pause = AFTER_HINT
        try:
            if beat.post.wait(IDLE_ROUND):
                self._hint(beat)
        except OperatorError:
            # Only a hint was lost: the next pass meets the same trouble and says so.
            pause = AFTER_TROUBLE
        except Exception as error:
            self.world.fault(error)
            pause = AFTER_TROUBLE
        finally:
            beat.deadlines.pop("idle", None)
            beat.deaf.set()
        if beat.health is Health.WATCHING:
            self._listen(beat, pause)

    # the pulse's thread

    def look(self) -> None:
        """For orders of the owner's, and for a wall clock that jumped."""
        self.looked = self.world.monotonic()
        moved = self.drift.jumped()
        if moved:
            log.info("clock.jumped seconds=%+.0f every account is looked at", moved)
        for beat in list(self.beats.values()):
            if moved:
                self._set_anew(beat)
            # The next pass meets the same trouble and says so.
            with suppress(OperatorError):
                if beat.changed():
                    self._hint(beat)

    def _set_anew(self, beat: Beat) -> None:
        """After a jump: what was entered in the agenda by the clock as it was."""
        if beat.health is Health.REFUSED:
            # Servers lock accounts that keep asking, however often the clock is set.
            self._next(beat, timedelta(seconds=max(0.0, beat.due - self.world.monotonic())))
        else:
            self._hint(beat)
        if self.agenda.entered("idle", beat.post.name):
            self._listen(beat, AT_ONCE)

    # the agenda

    def _hint(self, beat: Beat) -> None:
        if beat.claim():
            self._next(beat, AT_ONCE)

    def _next(self, beat: Beat, pause: timedelta) -> None:
        """The next pass, after the pause."""
        beat.due = self.world.monotonic() + pause.total_seconds()
        tick = partial(self._tick, beat)
        beat.unless_retired(lambda: self.agenda.put("tick", beat.post.name, tick, pause))

    def _listen(self, beat: Beat, pause: timedelta) -> None:
        wait = partial(self._wait, beat)
        beat.unless_retired(lambda: self.agenda.put("idle", beat.post.name, wait, pause))

    def _skipped(self, kind: str, account: str) -> None:
        """It came while the one before was just ending."""
        beat = self.beats.get(account)
        if beat is None:
            return
        if kind == "idle":
            self._listen(beat, AFTER_TROUBLE)
        elif beat.claim():
            self._next(beat, AFTER_HINT)
