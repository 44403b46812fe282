"""The settings that are held against each other, and when each would have noticed a silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.gaps.forecast import Dials
from ghostd.core.gaps.standing import unusual_at
from ghostd.core.gaps.turns import Turn
from ghostd.core.replay.wait import Wait

DAYS = (3, 5, 7)
ALPHAS = (0.02, 0.05, 0.10)
GAMMAS = (0.05, 0.10, 0.20)


@dataclass(frozen=True, slots=True)
class FixedDays:
    """What reminder tools do: so many days by the calendar after every mail, whoever it went to."""

    days: int

    def noticed(self, wait: Wait) -> datetime | None:
        return wait.turn.opened + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Tuned:
    """ghostd with its two dials set so."""

    dials: Dials

    def noticed(self, wait: Wait) -> datetime | None:
        """The first working moment at which the silence is unusual, if nothing comes; None: it never is."""
        return unusual_at(waiting(wait.turn), wait.forecast, wait.clock, self.dials)


Setting = FixedDays | Tuned


def waiting(turn: Turn) -> Turn:
    """The turn as it was while nobody knew how it would end."""
    return replace(turn, closed=None, answer=None, censored=None, undeliverable=None, alive=None)


def usual_settings(configured: Dials) -> tuple[Setting, ...]:
    """Fixed days, then each dial turned down and up while the other stays; the configured one among them."""
    dials = {replace(configured, alpha=alpha) for alpha in (*ALPHAS, configured.alpha)}
    dials |= {replace(configured, gamma=gamma) for gamma in GAMMAS}
    tuned = sorted(dials, key=lambda d: (d.alpha, d.gamma))
    return (*map(FixedDays, DAYS), *map(Tuned, tuned))
