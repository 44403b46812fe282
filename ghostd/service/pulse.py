"""What goes on whatever the wall clock does: beats by time that only grows, and the notice of a jump."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ghostd.ports import Clock

AFTER_FAULT = 60.0
"""Seconds until the next beat where one broke: the fault is likely to be there still."""

JUMP = 5.0
"""Seconds; by less the clock is corrected now and then, and nothing is later for it than these."""

LEAVES_WITHIN = 1.0


class Pulse:
    """Calls `beat` every so many seconds, in a thread of its own, between `start` and `stop`.

    The wait is by monotonic time. A beat that breaks is given to `fault`, and others follow.
    """

    def __init__(
        self, name: str, every: float, beat: Callable[[], None], fault: Callable[[BaseException], None]
    ) -> None:
        self._every = every
        self._beat = beat
        self._fault = fault
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """No beat begins any more; one that hangs is left behind."""
        self._over.set()
        self._thread.join(LEAVES_WITHIN)

    def _run(self) -> None:
        pause = self._every
        while not self._over.wait(pause):
            try:
                self._beat()
                pause = self._every
            except Exception as error:
                self._fault(error)
                pause = AFTER_FAULT


class Drift:
    """The wall clock held against monotonic time, which neither somebody's hand nor sleep moves on."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float]) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._lead = self._measured()

    def jumped(self) -> float:
        """By how many seconds the wall clock was moved since this was last asked, or the machine slept; else
        0."""
        before, self._lead = self._lead, self._measured()
        moved = self._lead - before
        return moved if abs(moved) >= JUMP else 0.0

    def _measured(self) -> float:
        return self._clock.now().timestamp() - self._monotonic()
