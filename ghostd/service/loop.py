"""The heartbeat: every account gets its pass when the poll, a due date, the server or the owner asks for it.

The accounts go on their rounds by themselves. What must go on whatever the wall clock does has a pulse of its
own: the sign of life for the watchdog, and the look every second for orders of the owner's and for a clock
that jumped. Signals only ever put a number into a queue, which the main thread reads.
"""

from __future__ import annotations

import logging
import queue
import signal
from contextlib import suppress

from ghostd.errors import OperatorError
from ghostd.service.pulse import Pulse
from ghostd.service.rounds import Rounds
from ghostd.service.signals import signals_into
from ghostd.service.world import Roster, World

log = logging.getLogger("ghostd.loop")

LOOK_EVERY = 1.0
DEAF_FOR = 0.3
LAST_PASSES = 30.0
"""Seconds that running passes may take to end before a new configuration comes into force."""

REFUSED = "the changed configuration is refused, the old one stays in force; see the log"
GAVE_UP = "every account was refused at its first look; correct what is said above, then start ghostd again"
GIVEN_UP = -1
"""In the queue of signals: every account was refused for good at its first pass."""


class Loop:
    """Runs a roster until a signal ends it."""

    def __init__(self, roster: Roster, world: World) -> None:
        self.roster = roster
        self.world = world
        self.signals: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.rounds = Rounds(world, lambda: self.signals.put(GIVEN_UP))

    def run(self) -> int:
        """Returns the exit code once a signal, or the refusal of every account, has ended the loop."""
        with signals_into(self.signals):
            return self.serve()

    def serve(self) -> int:
        """As `run`, but whoever calls it puts the signals into the queue."""
        pulses = [Pulse("look", LOOK_EVERY, self.rounds.look, self.world.fault)]
        if self.world.notify.watchdog:
            pulses.append(Pulse("watchdog", self.world.notify.watchdog / 3, self._ping, self.world.fault))
        self.rounds.agenda.start()
        self.rounds.start(self.roster)
        for pulse in pulses:
            pulse.start()
        self.world.notify(READY="1", STATUS=self.rounds.status())
        log.info("daemon.started accounts=%d", len(self.rounds.beats))
        code = self._follow()
        self.world.notify(STOPPING="1", STATUS="stopping")
        for pulse in pulses:
            pulse.stop()
        self.rounds.retire()
        self.rounds.release()
        self.rounds.agenda.stop()
        log.info("daemon.stopped")
        return code

    @property
    def settled(self) -> bool:
        """Whether nothing of any account is in use."""
        return self.rounds.settled

    def _follow(self) -> int:
        while True:
            signum = self._heard()
            if signum == signal.SIGHUP:
                signum = self._reload()
            if signum == GIVEN_UP and self.rounds.fresh:
                log.error("daemon.gave-up %s", GAVE_UP)
                codes = {beat.first for beat in self.rounds.beats.values()}
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
            self.rounds.remark = REFUSED
            self.world.notify(READY="1", STATUS=self.rounds.status())
            return 0
        again = False
        self.rounds.retire()
        ends = self.world.monotonic() + LAST_PASSES
        while not self.rounds.idle:
            if self.world.monotonic() >= ends:
                # A first reading may last for hours; nothing is lost when it is broken off.
                self.rounds.abort()
            with suppress(queue.Empty):
                signum = self.signals.get(timeout=0.1)
                again = again or signum == signal.SIGHUP
                if signum in (signal.SIGTERM, signal.SIGINT):
                    for post in roster.posts:
                        post.close()
                    return signum
        self.rounds.release()
        self.rounds.fresh, self.rounds.remark = False, ""
        self.rounds.start(roster)
        self.world.notify(READY="1", STATUS=self.rounds.status())
        log.info("config.reloaded accounts=%d", len(self.rounds.beats))
        if again:
            self.signals.put(signal.SIGHUP)
        return 0

    def _ping(self) -> None:
        if self.rounds.alive:
            self.world.notify(WATCHDOG="1")
