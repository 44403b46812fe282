"""What the loop is given from outside: the accounts, the clock, and those who want to know how it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta, tzinfo
from typing import Protocol

from ghostd.ports import Clock
from ghostd.service.rhythm import Post


class Notify(Protocol):
    """What is told to the service manager; `watchdog` seconds may pass between signs of life (0: any)."""

    @property
    def watchdog(self) -> float: ...
    def __call__(self, **assignments: str) -> None: ...
    def reloading(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Roster:
    """The accounts of one configuration; `zone` is the one that times are shown in."""

    posts: tuple[Post, ...]
    poll: timedelta
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside that the loop needs. `fault` keeps a report of an exception that is our own fault.

    `reload` reads the configuration anew and raises `OperatorError` when it is no good.
    """

    clock: Clock
    monotonic: Callable[[], float]
    draw: Callable[[], float]
    notify: Notify
    reload: Callable[[], Roster]
    fault: Callable[[BaseException], None]
