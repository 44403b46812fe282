"""Where a mailbox is and how to get into it."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from ghostd.errors import ConfigError

Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """One account on one server; without TLS only on this machine.

    `password` is asked anew at every login and never shown. `watch` and `exclude` are folder names in which
    `*` and `?` stand for anything; a role left `None` is found out from the server. `more_sent` names further
    folders where sent mail is filed.
    """

    name: str
    host: str
    port: int
    security: Security
    user: str
    password: Callable[[], str] = field(repr=False, compare=False)
    watch: tuple[str, ...] = ("*",)
    exclude: tuple[str, ...] = ()
    sent: str | None = None
    drafts: str | None = None
    trash: str | None = None
    notices: str | None = None
    more_sent: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.security not in ("tls", "starttls", "none"):
            raise ConfigError(
                f"account {self.name}: security {self.security!r} is unknown; write tls, starttls or none"
            )
        if self.security == "none" and not is_loopback(self.host):
            raise ConfigError(
                f"account {self.name}: security none would send the password to {self.host} in the clear; "
                "write tls or starttls (none is for this machine only)"
            )

    @property
    def where(self) -> str:
        return f"account {self.name} ({self.host}:{self.port})"


def is_loopback(host: str) -> bool:
    """Whether the host is this machine by its literal name; one that only resolves to it does not count."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
