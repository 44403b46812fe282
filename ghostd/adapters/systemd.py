"""What systemd is told over `$NOTIFY_SOCKET` (sd_notify(3)); without the variable, nothing.

Twenty lines of our own: the protocol is one datagram, and the libraries for it are either bindings to
libsystemd, which would need a compiler, or untyped and no longer kept.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from ghostd.adapters.clock import monotonic

ABSTRACT = "@"


@dataclass(frozen=True, slots=True)
class Notifier:
    """Tells systemd how the daemon is; `address` is empty where nobody listens.

    `watchdog` is the span in seconds within which a sign of life is due, 0 when none is asked for.
    """

    address: str = ""
    watchdog: float = 0.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], pid: int) -> Notifier:
        """`$WATCHDOG_USEC` counts only where `$WATCHDOG_PID` is absent or ours (sd_watchdog_enabled(3))."""
        span = environment.get("WATCHDOG_USEC", "")
        meant = environment.get("WATCHDOG_PID", str(pid)) == str(pid)
        seconds = int(span) / 1_000_000 if span.isdecimal() and meant else 0.0
        return cls(environment.get("NOTIFY_SOCKET", ""), seconds)

    def __call__(self, **assignments: str) -> None:
        """Send `NAME=value` lines in one datagram; a listener that is gone is no reason to stop."""
        if self.address[:1] not in ("/", ABSTRACT):
            return
        lines = "\n".join(f"{name}={' '.join(value.split())}" for name, value in assignments.items())
        target = "\0" + self.address[1:] if self.address.startswith(ABSTRACT) else self.address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
                channel.settimeout(0.5)
                channel.sendto(lines.encode(), target)
        except OSError:
            return

    def reloading(self) -> None:
        """RELOADING=1 with the instant systemd needs to tell this reload from the next one."""
        self(RELOADING="1", MONOTONIC_USEC=str(int(monotonic() * 1_000_000)))


def from_process() -> Notifier:
    return Notifier.from_environment(os.environ, os.getpid())
