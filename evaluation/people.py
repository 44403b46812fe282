"""Who is in a synthetic mailbox: the owner, the clients, and the habits that a replay has to find out.

An answer takes a time drawn from one of two log-normal modes, at once or when there is leisure, in the
client's own working time: own zone, hours, holidays and leave. All of it is the truth; nothing of it is told
to ghostd.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from math import exp, log
from random import Random
from zoneinfo import ZoneInfo

from holidays.utils import country_holidays

from ghostd.core.gaps.calendar import Calendar

BEGIN = datetime(2022, 1, 10, tzinfo=UTC)
END = datetime(2024, 6, 28, tzinfo=UTC)
OWNER = "ana@studio.example"
OWNER_ZONE = ZoneInfo("Europe/Madrid")

PLACES = (
    ("ES", "Europe/Madrid", 8),
    ("DE", "Europe/Berlin", 3),
    ("GB", "Europe/London", 3),
    ("US", "America/New_York", 2),
    ("MX", "America/Mexico_City", 1),
    ("IN", "Asia/Kolkata", 1),
)
"""Country, zone, and how often a client is from there."""

NAMES = ("marta", "luis", "ines", "paul", "jo", "priya", "tom", "eva")

Leave = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Mode:
    """A log-normal: median in working hours, spread of the logarithm."""

    median: float
    spread: float

    def draw(self, random: Random) -> float:
        return self.median * exp(random.gauss(0.0, self.spread))


@dataclass(frozen=True, slots=True)
class Habit:
    """How a client answers. `hurry` is the share answered in the quick mode; `logit` its readiness to answer.

    From `slower_since` on its times grow until at the end they are `slower` times as long. From `ghost_since`
    on it answers nothing.
    """

    quick: Mode
    leisure: Mode
    hurry: float
    logit: float
    slower: float = 1.0
    slower_since: datetime = BEGIN
    ghost_since: datetime | None = None

    def hours(self, random: Random, at: datetime) -> float:
        """Working hours until it answers a mail of that moment."""
        mode = self.quick if random.random() < self.hurry else self.leisure
        grown = max(0.0, (at - self.slower_since) / (END - self.slower_since))
        return mode.draw(random) * exp(log(self.slower) * grown)


@dataclass(frozen=True, slots=True)
class Client:
    """`hours` is its working time with holidays and leave taken out; `says_away`: it sends automatic answers.

    `threads` is how many conversations it has; `dead_since`: from then on its mailbox refuses everything.
    """

    domain: str
    people: tuple[str, ...]
    spanish: bool
    hours: Calendar
    leave: tuple[Leave, ...]
    says_away: bool
    habit: Habit
    threads: int
    dead_since: datetime | None = None

    def absent(self, at: datetime) -> Leave | None:
        """The leave that it is on."""
        today = self.hours.local(at)
        return next((leave for leave in self.leave if leave[0] <= today <= leave[1]), None)


def owner_calendar() -> Calendar:
    """What ghostd is told: the owner's zone and public holidays."""
    return Calendar(zone=OWNER_ZONE, holidays=country_holidays("ES", subdiv="MD"))


def owner_hours(random: Random) -> Calendar:
    """What the owner really works: that, and two weeks of summer leave a year that ghostd isn't told of."""
    return owner_calendar().without(_summers(random))


def cast(random: Random, size: int) -> tuple[Client, ...]:
    """Clients with widely differing amounts of mail; the last few are hardly ever written to."""
    clients = [_client(random, number) for number in range(size)]
    busy = [client for client in clients if client.threads >= 12]
    clients = [_slower(random, c) if c in random.sample(busy, len(busy) // 5) else c for c in clients]
    lively = [n for n, c in enumerate(clients) if c.threads >= 8 and c.habit.logit > 0.3]
    for n in random.sample(lively, len(lively) // 4):
        clients[n] = replace(clients[n], habit=replace(clients[n].habit, ghost_since=_late(random)))
    gone = next(n for n, c in enumerate(clients) if c.threads >= 4 and c.habit.ghost_since is None)
    clients[gone] = replace(clients[gone], dead_since=_late(random))
    return tuple(clients)


def _client(random: Random, number: int) -> Client:
    country, zone, _ = random.choices(PLACES, [weight for _, _, weight in PLACES])[0]
    domain = f"c{number:03d}.example"
    names = random.sample(NAMES, random.randint(1, 3))
    opens = time(random.choice((7, 8, 9, 9, 10)), random.choice((0, 30)))
    leave = _summers(random) + _weeks(random)
    calendar = Calendar(
        zone=ZoneInfo(zone),
        workdays=frozenset(random.choices((range(5), range(6), range(4)), (8, 1, 1))[0]),
        opens=opens,
        closes=time(opens.hour + random.choice((8, 9, 10)), opens.minute),
        holidays=country_holidays(country),
        away=leave,
    )
    seldom = random.random() < 0.3
    return Client(
        domain=domain,
        people=tuple(f"{name}@{domain}" for name in names),
        spanish=country in ("ES", "MX"),
        hours=calendar,
        leave=leave,
        says_away=random.random() < 0.6,
        habit=_habit(random),
        threads=random.randint(1, 3) if seldom else min(60, round(8 * exp(random.gauss(0.5, 0.7)))),
    )


def _habit(random: Random) -> Habit:
    return Habit(
        quick=Mode(0.8 * exp(random.gauss(0.0, 0.5)), random.uniform(0.7, 1.1)),
        leisure=Mode(10.0 * exp(random.gauss(0.0, 0.8)), random.uniform(0.6, 1.0)),
        hurry=random.betavariate(2.0, 2.0),
        logit=random.gauss(0.7, 1.6),
    )


def _slower(random: Random, client: Client) -> Client:
    since = BEGIN + random.uniform(0.2, 0.6) * (END - BEGIN)
    return replace(client, habit=replace(client.habit, slower=random.uniform(2.0, 5.0), slower_since=since))


def _late(random: Random) -> datetime:
    return BEGIN + random.uniform(0.4, 0.85) * (END - BEGIN)


def _summers(random: Random) -> tuple[Leave, ...]:
    starts = [date(year, 7, 15) + timedelta(days=random.randrange(35)) for year in (2022, 2023)]
    return tuple((start, start + timedelta(days=random.choice((6, 13, 13, 20)))) for start in starts)


def _weeks(random: Random) -> tuple[Leave, ...]:
    days = (END - BEGIN).days
    starts = [BEGIN.date() + timedelta(days=random.randrange(days)) for _ in range(random.randint(1, 4))]
    return tuple((start, start + timedelta(days=random.choice((1, 4, 6)))) for start in sorted(starts))
