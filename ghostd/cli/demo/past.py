"""The year of mail that lies in Ana's mailbox when the demo begins: the same for the same seed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from ghostd.cli.demo.cast import Party, cast
from ghostd.cli.demo.letters import Letter, Person, Thread, bulk
from ghostd.core.gaps.calendar import Calendar

YEAR = timedelta(days=365)
BULK_EVERY = timedelta(days=11)
QUIET_BEFORE = timedelta(days=6)
"""No small talk this close to the start: what is open then is the story's."""

ASKED_BY_CLIENT = ("request", "offer", "answer", "proof", "answer", "proof", "thanks")
BEGUN_BY_OWNER = ("proof", "answer", "proof", "thanks")
SAID_BY_CLIENT = frozenset({"request", "answer", "thanks"})


def a_year_of_mail(start: datetime, calendar: Calendar, seed: int) -> list[Letter]:
    """Everything received and sent in the year before `start`, in time order; every thread is finished."""
    letters: list[Letter] = []
    for party in cast().parties:
        # A generator of its own for each client: one more thread of the one leaves the others as they are.
        random = Random(f"{seed}/{party.name}")  # noqa: S311 (a story, not a secret)
        letters += _work_with(party, start, calendar, random)
    letters += _bulk(start, Random(seed))  # noqa: S311 (a story, not a secret)
    return sorted(letters, key=lambda letter: (letter.at, letter.message_id))


def _work_with(party: Party, start: datetime, calendar: Calendar, random: Random) -> Iterator[Letter]:
    between = YEAR / (len(party.work) + 0.5)
    for number, (subject, thing) in enumerate(party.work):
        begins = start - YEAR + between * (number + random.uniform(0.0, 0.2))
        begins = calendar.next_open(begins) + timedelta(minutes=random.randrange(5, 200))
        letters = _thread(party, number, subject, thing, begins, calendar, random)
        if letters[-1].at < start - QUIET_BEFORE:
            yield from letters


def _thread(
    party: Party, number: int, subject: str, thing: str, begins: datetime, calendar: Calendar, random: Random
) -> list[Letter]:
    owner, small_talk = cast().owner, cast().small_talk[party.language]
    thread = Thread(f"{party.slug}{number + 1:02d}", subject, party.language, owner)
    moves = ASKED_BY_CLIENT if random.random() < 0.6 else BEGUN_BY_OWNER
    letters: list[Letter] = []
    at, partner = begins, party.contact
    for move in moves:
        mine = move not in SAID_BY_CLIENT
        if letters:
            wait = random.uniform(0.5, 7) if mine else response_hours(party, random)
            at = calendar.later(at, timedelta(hours=wait)).replace(second=random.randrange(60))
        if not mine:
            partner = _whoever_answers(party, random)
        sender, to = (owner, partner) if mine else (partner, owner)
        text = random.choice(small_talk[move]).format(first=to.first, thing=thing)
        letters.append(thread.letter(local(at, calendar), sender, [to], f"{text}\n{sender.first}"))
    return letters


def response_hours(party: Party, random: Random) -> float:
    """Business hours until the party answers, by its habit."""
    return min(random.lognormvariate(math.log(party.usual), party.spread), party.longest)


def _whoever_answers(party: Party, random: Random) -> Person:
    """The contact; in one mail of seven a colleague who stands in."""
    colleague = len(party.people) > 1 and random.random() < 1 / 7
    return party.people[1] if colleague else party.contact


def _bulk(start: datetime, random: Random) -> Iterator[Letter]:
    for offset, one in enumerate(cast().bulk):
        at = start - YEAR + timedelta(days=offset)
        while at < start:
            at += BULK_EVERY
            sent = at + timedelta(minutes=random.randrange(600))
            if sent < start:
                yield bulk(sent, one.sender, one.to, one.subject, one.text, one.headers)


def local(at: datetime, calendar: Calendar) -> datetime:
    """The same instant as its writer's clock shows it: a Date header carries the zone."""
    return at.astimezone(calendar.zone)
