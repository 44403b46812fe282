"""All that a replay shows of one mailbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ghostd.core.gaps.forecast import Dials
from ghostd.core.playbook.model import Playbook
from ghostd.core.replay.people import Habit, habits
from ghostd.core.replay.played import Played, play
from ghostd.core.replay.reliability import Kept, chances_kept, quantiles_kept
from ghostd.core.replay.settings import FixedDays, Setting, Tuned, usual_settings
from ghostd.core.replay.tally import Row, tally
from ghostd.core.replay.wait import Wait

SWEEP_DAYS = (1, 2, 3, 4, 5, 7, 10, 14)
SWEEP_DIALS = (0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.20)


@dataclass(frozen=True, slots=True)
class Counts:
    """`answered` turns had their answer within the horizon, `ghosts` had none in all of it; of the others the
    end was not seen: `cut` were followed up or came back first, the rest is too young."""

    turns: int
    answered: int
    ghosts: int
    cut: int
    clients: int


@dataclass(frozen=True, slots=True)
class Study:
    """`rows` are the settings side by side, `fixed` and `tuned` finer sweeps of both kinds for the plot.

    `learned` is when ghostd had seen enough answers to be sure of itself; None: it still has not.
    `habits` are the clients under the configured dials.
    """

    dials: Dials
    counts: Counts
    learned: datetime | None
    rows: tuple[Row, ...]
    fixed: tuple[Row, ...]
    tuned: tuple[Row, ...]
    quantiles: tuple[Kept, ...]
    chances: tuple[Kept, ...]
    habits: tuple[Habit, ...]


def study(
    waits: Sequence[Wait], dials: Dials, playbook_of: Callable[[str], Playbook], until: datetime
) -> Study:
    """The study of a mailbox seen up to `until`; `playbook_of` gives a client's playbook by its name."""

    played: dict[Setting, tuple[Played, ...]] = {}

    def row(setting: Setting) -> Row:
        if setting not in played:
            played[setting] = play(setting, waits, playbook_of, until)
        return tally(setting, played[setting])

    return Study(
        dials=dials,
        counts=_counts(waits),
        learned=next((wait.turn.opened for wait in waits if not wait.forecast.learning), None),
        rows=tuple(map(row, usual_settings(dials))),
        fixed=tuple(row(FixedDays(days)) for days in SWEEP_DAYS),
        tuned=tuple(row(Tuned(replace(dials, alpha=alpha, gamma=2 * alpha))) for alpha in SWEEP_DIALS),
        quantiles=quantiles_kept(waits),
        chances=chances_kept(waits),
        habits=habits(played[Tuned(dials)]),
    )


def _counts(waits: Sequence[Wait]) -> Counts:
    return Counts(
        turns=len(waits),
        answered=sum(wait.answered for wait in waits),
        ghosts=sum(wait.ghosted for wait in waits),
        cut=sum(_cut(wait) and not wait.ghosted for wait in waits),
        clients=len({wait.turn.client for wait in waits}),
    )


def _cut(wait: Wait) -> bool:
    return wait.turn.closed is None and wait.turn.ended is not None
