"""What a setting would have done about each turn, put against what really came next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from ghostd.core.gaps.turns import FOLLOW_UP
from ghostd.core.playbook.model import Playbook
from ghostd.core.replay.course import course
from ghostd.core.replay.settings import FixedDays, Setting
from ghostd.core.replay.wait import Wait


class Aftermath(StrEnum):
    """What came of a silence after it was noticed."""

    ANSWERED = "answered"
    ANSWERED_LATE = "answered-late"
    WROTE_AGAIN = "wrote-again"
    ELSEWHERE = "elsewhere"
    UNDELIVERABLE = "undeliverable"
    SILENT = "silent"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Played:
    """One turn under one setting; the instants are None where the setting would not have acted.

    `covered` says that no draft was written because another silence of the client already had its case.
    """

    wait: Wait
    noticed: datetime | None = None
    drafted: datetime | None = None
    covered: bool = False


def play(
    setting: Setting, waits: Sequence[Wait], playbook_of: Callable[[str], Playbook], until: datetime
) -> tuple[Played, ...]:
    """Every turn under a setting, client by client.

    A fixed number of days reminds at once and of each mail by itself. ghostd takes a sign of life for one,
    goes through its playbook, and has one case a client: until that is over, and for what is older, no other.
    """
    if isinstance(setting, FixedDays):
        return tuple(_reminded(setting, wait, until) for wait in waits)
    by_client: defaultdict[str, list[Wait]] = defaultdict(list)
    for wait in waits:
        by_client[wait.turn.client].append(wait)
    return tuple(
        one
        for client, theirs in by_client.items()
        for one in _one_case_at_a_time(
            [_noticed(setting, wait, until) for wait in theirs], playbook_of(client), until
        )
    )


def _reminded(setting: Setting, wait: Wait, until: datetime) -> Played:
    at = setting.noticed(wait)
    acts = at is not None and at <= until and not _passed(wait.turn.ended, at)
    return Played(wait, at, at) if acts else Played(wait)


def _noticed(setting: Setting, wait: Wait, until: datetime) -> Played:
    at = setting.noticed(wait)
    if at is None or at > until or _over(wait, at):
        return Played(wait)
    return Played(wait, at)


def _over(wait: Wait, at: datetime) -> bool:
    """Whether the turn has ended by then, or the client has shown that it is there."""
    return _passed(wait.turn.ended, at) or _passed(wait.turn.alive, at)


def _passed(event: datetime | None, at: datetime) -> bool:
    return event is not None and event <= at


def _one_case_at_a_time(played: Iterable[Played], playbook: Playbook, until: datetime) -> list[Played]:
    over: datetime | None = None
    acted: list[Played] = []
    for one in sorted(played, key=lambda p: (p.noticed or p.wait.turn.opened, p.wait.turn.id)):
        wait = one.wait
        if one.noticed is None:
            acted.append(one)
        elif over is not None and wait.turn.opened < over:
            acted.append(replace(one, covered=True))
        else:
            steps = course(playbook, one.noticed, wait.calendar)
            ends = [t for t in (wait.turn.ended, wait.turn.alive, steps.ends) if t and t > one.noticed]
            over = min(ends, default=one.noticed)
            writes = steps.first_draft
            if writes is not None and writes <= until and not _over(wait, writes):
                one = replace(one, drafted=writes)
            acted.append(one)
    return acted


def aftermath(wait: Wait) -> tuple[Aftermath, datetime | None]:
    """What came of a turn in the end, and when."""
    turn = wait.turn
    if turn.closed is not None:
        return (Aftermath.ANSWERED if wait.answered else Aftermath.ANSWERED_LATE), turn.closed
    if turn.censored is not None:
        again = turn.because == FOLLOW_UP
        return (Aftermath.WROTE_AGAIN if again else Aftermath.ELSEWHERE), turn.censored
    if turn.undeliverable is not None:
        return Aftermath.UNDELIVERABLE, turn.undeliverable
    return (Aftermath.SILENT if wait.ghosted else Aftermath.OPEN), None
