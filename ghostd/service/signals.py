"""Signals as numbers in a queue: a handler that does nothing else can interrupt anything."""

from __future__ import annotations

import queue
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType


@contextmanager
def signals_into(
    wanted: queue.SimpleQueue[int],
    numbers: Sequence[signal.Signals] = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP),
) -> Iterator[None]:
    """While it lasts, signals only put their number into the queue, whose `put` is safe to interrupt."""

    def caught(signum: int, _frame: FrameType | None) -> None:
        wanted.put(signum)

    before = {number: signal.signal(number, caught) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
