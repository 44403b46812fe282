"""What happens in the demo besides small talk: read from script.yaml, which says what the fields mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

from ghostd.cli.demo.cast import Party, cast, read_yaml
from ghostd.cli.demo.letters import Letter, Person, Thread, bounce, out_of_office
from ghostd.core.gaps.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Line:
    """One mail; `sender` None is Ana. `away_until` (a day) and `bounces` say what machines answer."""

    party: Party
    day: int
    clock: str
    text: str
    subject: str
    sender: Person | None
    to: Person
    away_until: int | None
    bounces: bool


@dataclass(frozen=True, slots=True)
class Reaction:
    """How a client answers Ana's next move, once."""

    party: Party
    when: str
    days: int
    clock: str
    text: str


@dataclass(frozen=True, slots=True)
class Approval:
    """How Ana approves a client's draft, where it is not simply sent as it is."""

    adds: str = ""
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    lines: tuple[Line, ...]
    reactions: tuple[Reaction, ...]
    approvals: Mapping[str, Approval]


@cache
def script() -> Script:
    """The whole plot."""
    told = read_yaml("script.yaml")
    return Script(
        lines=tuple(_line(one) for one in told["script"]),
        reactions=tuple(
            Reaction(cast().party(one["client"]), one["when"], one["days"], one["at"], one["text"])
            for one in told["reactions"]
        ),
        approvals={one.pop("client"): Approval(**one) for one in told["approvals"]},
    )


def _line(told: Mapping[str, Any]) -> Line:
    party = cast().party(told["client"])
    return Line(
        party=party,
        day=told["day"],
        clock=told["at"],
        text=told["text"],
        subject=told.get("subject", ""),
        sender=party.person(told["from"]) if "from" in told else None,
        to=party.person(told["to"]) if "to" in told else party.contact,
        away_until=told.get("away_until"),
        bounces=told.get("bounces", False),
    )


def instant(start: datetime, calendar: Calendar, day: int, clock: str) -> datetime:
    """A local time of day so many business days from `start`, which counts as day 0."""
    date, step = calendar.local(start), timedelta(days=1 if day >= 0 else -1)
    for _ in range(abs(day)):
        date += step
        while not calendar.works(date):
            date += step
    return datetime.combine(date, time.fromisoformat(clock), calendar.zone)


def letters(start: datetime, calendar: Calendar) -> tuple[list[Letter], dict[str, Thread]]:
    """All letters of the script in time order, and each client's thread as it then stands."""
    owner = cast().owner
    threads: dict[str, Thread] = {}
    written: list[Letter] = []
    for number, line in enumerate(script().lines):
        if line.subject:
            slug = f"{line.party.slug}-{number:02d}"
            threads[line.party.name] = Thread(slug, line.subject, line.party.language, owner)
        at = instant(start, calendar, line.day, line.clock)
        sender, to = (line.sender, owner) if line.sender else (owner, line.to)
        letter = threads[line.party.name].letter(at, sender, [to], line.text)
        written += [letter, *_automatic(line, letter, start, calendar)]
    return sorted(written, key=lambda letter: letter.at), threads


def _automatic(line: Line, letter: Letter, start: datetime, calendar: Calendar) -> Iterator[Letter]:
    """What machines answer within the minute."""
    at, owner = letter.at + timedelta(minutes=1), cast().owner
    if line.away_until is not None:
        last = instant(start, calendar, line.away_until, "18:00")
        yield out_of_office(at, line.to, owner, last, letter.message_id)
    if line.bounces:
        yield bounce(at, owner, line.to.address, letter)
