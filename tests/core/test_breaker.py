"""When a silence looks like our own outage, and when it is only theirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.breaker import ENOUGH, Sign, drought, openings_left, tripped
from ghostd.core.gaps.calendar import Calendar

CALENDAR = Calendar(zone=ZoneInfo("Europe/Madrid"))
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""09:00 in Madrid, as the working day begins."""


def mails(a_day: int, days: int = 40, human: bool = True) -> list[tuple[datetime, bool]]:
    """So many mails each working day before Monday, spread over it; the last comes as Friday ends."""
    found = []
    for back in range(days, 0, -1):
        day = MONDAY - timedelta(days=back)
        if day.weekday() < 5:
            found += [(day + timedelta(hours=9) * (n + 1) / a_day, human) for n in range(a_day)]
    return found


def after(days: float) -> datetime:
    """So many business days of silence after the last of `mails`."""
    return CALENDAR.later(MONDAY, days * CALENDAR.day)


@pytest.mark.parametrize(
    ("a_day", "days", "open_"),
    [
        (5, 1, False),
        (5, 1.9, False),
        (5, 2, True),
        (5, 9, True),
        (1, 5, False),
        (1, 7.9, False),
        (1, 9, True),
    ],
    ids=lambda value: str(value),
)
def test_nothing_comes__open_once_it_is_no_chance(a_day: int, days: float, open_: bool) -> None:
    trip = tripped(mails(a_day), 1, 3, CALENDAR, after(days))
    assert (trip is not None) is open_
    if trip:
        assert trip.sign is Sign.NOTHING_COMES
        assert trip.drought.since == mails(a_day)[-1][0]
        assert round(trip.drought.business_days, 1) == days


def test_nobody_is_silent__there_is_nothing_to_hold() -> None:
    assert tripped(mails(9), 0, 3, CALENDAR, after(5)) is None


def test_one_mail_of_any_kind__closes_it() -> None:
    news = (after(4) - timedelta(minutes=5), False)
    assert tripped([*mails(5), news], 1, 3, CALENDAR, after(4)) is None


def test_a_mailbox_that_is_always_quiet__shows_nothing() -> None:
    few = mails(1, days=60)[-(ENOUGH - 1) :]
    assert tripped(few, 3, 3, CALENDAR, after(30)) is None


def test_mail_that_comes_in_bursts__has_long_gaps_of_its_own() -> None:
    bursts = [
        (MONDAY - timedelta(weeks=week) + timedelta(minutes=n), True)
        for week in range(8, 0, -1)
        for n in range(30)
    ]
    assert drought([at for at, _ in bursts], CALENDAR, MONDAY + timedelta(days=1)) is None
    assert drought([at for at, _ in bursts], CALENDAR, MONDAY + timedelta(days=8)) is not None


def test_a_weekend_and_the_owners_holidays__are_no_gap() -> None:
    away = CALENDAR.without((((MONDAY).date(), (MONDAY + timedelta(days=30)).date()),))
    assert tripped(mails(9), 1, 3, away, MONDAY + timedelta(days=30)) is None


@pytest.mark.parametrize(
    ("silent", "waited", "open_"),
    [
        *((4, 4, True), (3, 4, True), (2, 4, False), (6, 8, True), (5, 8, False)),
        *((3, 3, True), (2, 2, True), (2, 3, False), (1, 2, False), (1, 1, False)),
    ],
    ids=lambda value: str(value),
)
def test_nobody_writes_while_news_come__open_when_most_of_many_are_silent(
    silent: int, waited: int, open_: bool
) -> None:
    news = [(MONDAY + timedelta(hours=n), False) for n in range(24 * 7)]
    trip = tripped(sorted(mails(5) + news), silent, waited, CALENDAR, after(4))
    assert (trip is not None) is open_
    if trip:
        assert trip.sign is Sign.NOBODY_WRITES
        assert f"{silent} of {waited} clients" in trip.reason


def test_the_reason__is_one_calm_line() -> None:
    trip = tripped(mails(5), 2, 3, CALENDAR, after(3))
    assert trip is not None
    assert trip.reason == (
        "nothing is written for now: no mail of any kind has come for 3 business days; "
        "is the mailbox receiving mail?"
    )


@pytest.mark.parametrize(
    ("clients", "opened", "left"),
    [(1, 0, 3), (2, 2, 1), (5, 3, 0), (9, 3, 0), (12, 3, 1), (12, 4, 0), (30, 4, 6), (30, 11, 0)],
    ids=lambda value: str(value),
)
def test_openings_left(clients: int, opened: int, left: int) -> None:
    assert openings_left(clients, opened) == left


@given(st.lists(st.floats(0, 60), max_size=60), st.floats(0, 30), st.floats(0, 30))
def test_waiting_longer__never_makes_an_outage_less_likely(
    days: list[float], one: float, more: float
) -> None:
    came = sorted(MONDAY - timedelta(days=back) for back in days)
    if drought(came, CALENDAR, MONDAY + timedelta(days=one)):
        assert drought(came, CALENDAR, MONDAY + timedelta(days=one + more))
