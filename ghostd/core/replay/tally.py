"""A setting's row in the table: how often it would have acted, how often for nothing, and how soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from ghostd.core.replay.played import Aftermath, Played, aftermath
from ghostd.core.replay.settings import Setting


@dataclass(frozen=True, slots=True)
class Acts:
    """How often one thing was done. `known` of them have shown how they end.

    `needless`: the client answered afterwards, within the horizon, without anybody having done anything.
    `days`: business days from the mail to the act, the median of them; None where there was none.
    """

    times: int
    known: int
    needless: int
    days: float | None

    @property
    def needless_share(self) -> float | None:
        """Of the acts whose end is known, the share that was needless."""
        return self.needless / self.known if self.known else None


@dataclass(frozen=True, slots=True)
class Row:
    """One setting over a whole mailbox. `answered` and `ghosts` count turns, whatever was done about them."""

    setting: Setting
    noticed: Acts
    drafted: Acts
    answered: int
    ghosts: int
    ghosts_noticed: int

    def disturbed(self, acts: Acts) -> float | None:
        """Of the people who were about to answer, the share who would have been disturbed before they did."""
        return acts.needless / self.answered if self.answered else None


def tally(setting: Setting, played: Sequence[Played]) -> Row:
    ghosts = [one for one in played if one.wait.ghosted]
    return Row(
        setting=setting,
        noticed=_acts([(one, one.noticed) for one in played]),
        drafted=_acts([(one, one.drafted) for one in played]),
        answered=sum(one.wait.answered for one in played),
        ghosts=len(ghosts),
        ghosts_noticed=sum(one.noticed is not None for one in ghosts),
    )


def _acts(acts: Sequence[tuple[Played, datetime | None]]) -> Acts:
    done = [(one.wait, at) for one, at in acts if at is not None]
    return Acts(
        times=len(done),
        known=sum(aftermath(wait)[0] is not Aftermath.OPEN for wait, _ in done),
        needless=sum(wait.answered for wait, _ in done),
        days=median(wait.days(at) for wait, at in done) if done else None,
    )
