"""An account that nobody can look at for a day: told where another account works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LASTING = timedelta(days=1)
"""A night's maintenance or a train ride is no news."""


@dataclass(frozen=True, slots=True)
class Looked:
    """When an account was last looked at and all went well; None: never."""

    account: str
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Outage:
    """An account all whose passes have failed since an instant; `over` is when one went well again."""

    account: str
    since: datetime
    problem: str
    refused: bool = False
    over: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What an account that works is to tell its owner of the others."""

    outages: tuple[Outage, ...] = ()
    accounts: tuple[Looked, ...] = ()


def lasts(since: datetime | None, now: datetime) -> bool:
    """Whether a trouble has lasted long enough to be told."""
    return since is not None and now - since >= LASTING
