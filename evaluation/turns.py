"""The turns as `ghostd replay --turns` wrote them: nothing else of ghostd's is looked at for its scores.

Hours come in two clocks. `hours` and the quantiles run in the effective hours that the prediction was made
in. Spans that the file does not hold (how long a turn ran that was cut short, what a baseline had to go by)
run in plain working hours: Monday to Friday, nine to six, in the owner's zone. Both have 45 in a week.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from ghostd.core.gaps.calendar import Calendar

DAY = 9.0
"""Hours in a business day (BD)."""

HORIZON = 20 * DAY
"""Hours after which an answer no longer counts as one."""

SOON = 5 * DAY
"""Hours within which the probability at send time expects the answer."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of the file. Instants are aware; `hours` are the effective hours from `opened` to `closed`."""

    id: str
    client: str
    opened: datetime
    closed: datetime | None
    censored: datetime | None
    attempt: int
    answers_known: int
    p_answer: float
    quantiles: Mapping[str, float]
    p5_at_send: float
    alarm_alpha: Mapping[str, datetime | None]
    alarm_gamma: Mapping[str, datetime | None]
    hours: float | None

    @property
    def key(self) -> tuple[str, str]:
        """One mail to two clients opens two turns."""
        return self.id, self.client

    @property
    def answered(self) -> bool:
        """Whether an answer came within the horizon."""
        return self.closed is not None and self.hours is not None and self.hours <= HORIZON

    @property
    def ended(self) -> datetime | None:
        return self.closed or self.censored


class PlainHours:
    """Plain working hours as one running sum, so that the span between two instants is a subtraction."""

    def __init__(self, zone: ZoneInfo, first: date, last: date) -> None:
        calendar = Calendar(zone=zone)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        self._spans = [calendar.hours(day) for day in days if calendar.works(day)]
        self._opens = [opens for opens, _ in self._spans]
        self._before = [0.0]
        for opens, closes in self._spans:
            self._before.append(self._before[-1] + (closes - opens) / timedelta(hours=1))

    def at(self, instant: datetime) -> float:
        """The hours from the first day on until `instant`."""
        index = bisect_right(self._opens, instant)
        if index == 0:
            return 0.0
        opens, closes = self._spans[index - 1]
        return self._before[index - 1] + (min(instant, closes) - opens) / timedelta(hours=1)

    def between(self, start: datetime, end: datetime) -> float:
        return max(0.0, self.at(end) - self.at(start))


@dataclass(frozen=True)
class Mailbox:
    """All turns of one mailbox in the order in which they were opened; `end` is the last instant known of."""

    name: str
    turns: tuple[Turn, ...]
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    @cached_property
    def end(self) -> datetime:
        return max(at for turn in self.turns for at in (turn.opened, turn.closed, turn.censored) if at)

    @cached_property
    def plain(self) -> PlainHours:
        first = min(turn.opened for turn in self.turns).date() - timedelta(days=1)
        return PlainHours(self.zone, first, self.end.date() + timedelta(days=1))

    @property
    def answered(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if turn.answered)

    def watched(self, turn: Turn) -> float:
        """Plain working hours for which an answer to the turn was waited for, as far as the mailbox goes."""
        return self.plain.between(turn.opened, turn.ended or self.end)

    def never_answered(self, turn: Turn) -> bool:
        """Whether the whole horizon was waited for and no answer came in it."""
        return not turn.answered and (turn.closed is not None or self.watched(turn) >= HORIZON)


def _instant(value: object) -> datetime | None:
    return None if value is None else datetime.fromisoformat(str(value))


def _instants(values: Mapping[str, object]) -> dict[str, datetime | None]:
    return {level: _instant(value) for level, value in values.items()}


def read_line(line: str) -> Turn:
    """Raises KeyError or ValueError where a field is missing or unreadable."""
    row = json.loads(line)
    hours = row["opened_to_closed_business_hours"]
    return Turn(
        id=row["id"],
        client=row["client"],
        opened=datetime.fromisoformat(row["opened"]),
        closed=_instant(row["closed"]),
        censored=_instant(row["censored"]),
        attempt=int(row["attempt"]),
        answers_known=int(row["answers_known"]),
        p_answer=float(row["p_answer"]),
        quantiles={share: float(value) for share, value in row["quantiles"].items()},
        p5_at_send=float(row["p5_at_send"]),
        alarm_alpha=_instants(row["alarm_alpha"]),
        alarm_gamma=_instants(row["alarm_gamma"]),
        hours=None if hours is None else float(hours),
    )


def read_turns(lines: Iterable[str]) -> tuple[Turn, ...]:
    """In the order in which the turns were opened."""
    return tuple(sorted((read_line(line) for line in lines if line.strip()), key=lambda t: (t.opened, t.id)))


def read_mailbox(path: Path, name: str, zone: ZoneInfo) -> Mailbox:
    with path.open(encoding="utf-8") as lines:
        return Mailbox(name, read_turns(lines), zone)
