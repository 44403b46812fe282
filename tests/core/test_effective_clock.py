"""Effective hours: how much of a wait fell into hours in which the client writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from builders import DAY, HOUR, MADRID, OFFICE, at
from hypothesis import example, given
from hypothesis import strategies as st

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.clock import DAY as BUSINESS_DAY
from ghostd.core.gaps.clock import HORIZON, Clock, Rhythm, Week, clock_of, working_clock

OFFICE_HOURS = working_clock(OFFICE)
EASTER = replace(OFFICE, holidays={date(2026, 4, 3), date(2026, 4, 6)})
LEAVE = replace(OFFICE, away=((date(2026, 8, 3), date(2026, 8, 28)),))

INSTANTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1)).map(lambda t: t.replace(tzinfo=UTC))


def night_owl(messages: int = 600) -> Clock:
    """Somebody who writes on Sundays at eleven in the evening."""
    week, own = Week(OFFICE), Rhythm()
    for n in range(messages):
        own.wrote(week, at("2020-01-05 23:30") + 7 * n * DAY)
    return clock_of(week, Rhythm(), own)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        pytest.param("2026-03-02 09:00", "2026-03-02 18:00", 9.0, id="a_working_day__nine"),
        pytest.param("2026-03-02 10:00", "2026-03-02 12:30", 2.5, id="within_a_morning"),
        pytest.param("2026-03-02 17:00", "2026-03-03 10:00", 2.0, id="over_night__nights_do_not_count"),
        pytest.param("2026-03-06 17:00", "2026-03-09 10:00", 2.0, id="over_a_weekend"),
        pytest.param("2026-03-07 10:00", "2026-03-08 10:00", 0.0, id="on_a_weekend__nothing"),
        pytest.param("2026-03-02 09:00", "2026-03-30 09:00", 180.0, id="four_weeks__the_horizon"),
        pytest.param("2026-03-27 17:00", "2026-03-30 10:00", 2.0, id="clocks_change_on_the_weekend"),
        pytest.param("2026-10-23 17:00", "2026-10-26 10:00", 2.0, id="clocks_change_back"),
        pytest.param("2026-03-02 12:00", "2026-03-02 11:00", 0.0, id="backwards__never_negative"),
    ],
)
def test_working_hours_are_counted(start: str, end: str, hours: float) -> None:
    assert OFFICE_HOURS.elapsed(at(start), at(end)) == pytest.approx(hours)


@pytest.mark.parametrize(
    ("calendar", "start", "end", "hours"),
    [
        pytest.param(EASTER, "2026-04-02 17:00", "2026-04-07 10:00", 2.0, id="holidays_weigh_nothing"),
        pytest.param(EASTER, "2026-04-03 10:00", "2026-04-03 16:00", 0.0, id="within_a_holiday__nothing"),
        pytest.param(
            LEAVE, "2026-07-31 17:00", "2026-08-31 10:00", 2.0, id="a_month_of_leave_weighs_nothing"
        ),
    ],
)
def test_days_off_are_taken_out(calendar: Calendar, start: str, end: str, hours: float) -> None:
    assert working_clock(calendar).elapsed(at(start), at(end)) == pytest.approx(hours)


@pytest.mark.parametrize(
    ("clock", "start", "hours", "end"),
    [
        pytest.param(OFFICE_HOURS, "2026-03-02 10:00", 0.0, "2026-03-02 10:00", id="nothing__at_once"),
        pytest.param(OFFICE_HOURS, "2026-03-02 10:00", 8.0, "2026-03-02 18:00", id="the_rest_of_the_day"),
        pytest.param(OFFICE_HOURS, "2026-03-02 10:00", 9.0, "2026-03-03 10:00", id="one_business_day"),
        pytest.param(OFFICE_HOURS, "2026-03-07 10:00", 1.0, "2026-03-09 10:00", id="from_a_weekend"),
        pytest.param(working_clock(EASTER), "2026-04-02 17:00", 2.0, "2026-04-07 10:00", id="over_holidays"),
        pytest.param(working_clock(LEAVE), "2026-07-31 17:00", 1.5, "2026-08-31 09:30", id="over_leave"),
    ],
)
def test_later_is_the_first_instant_by_which_the_hours_have_passed(
    clock: Clock, start: str, hours: float, end: str
) -> None:
    assert abs(clock.later(at(start), hours) - at(end)) < timedelta(seconds=1)


def test_a_business_day_is_nine_effective_hours_whatever_the_owners_hours() -> None:
    short = working_clock(replace(OFFICE, closes=OFFICE.opens.replace(hour=13)))
    assert short.elapsed(at("2026-03-02 09:00"), at("2026-03-03 09:00")) == pytest.approx(BUSINESS_DAY)


def test_a_four_day_week_has_four_business_days() -> None:
    fewer = working_clock(replace(OFFICE, workdays=frozenset(range(4))))
    assert fewer.elapsed(at("2026-03-02 09:00"), at("2026-03-09 09:00")) == pytest.approx(4 * BUSINESS_DAY)


def test_a_clients_own_hours_come_to_count() -> None:
    evening = at("2026-03-01 23:00"), at("2026-03-02 00:00")
    assert OFFICE_HOURS.elapsed(*evening) == 0
    assert night_owl(10).elapsed(*evening) < night_owl(600).elapsed(*evening)


def test_the_hours_of_all_clients_stand_in_for_one_that_is_new() -> None:
    week, everybody = Week(OFFICE), Rhythm()
    for n in range(200):
        everybody.wrote(week, at("2026-03-01 20:30") + 7 * n * DAY)
    evening = at("2026-03-01 20:00"), at("2026-03-01 21:00")
    assert clock_of(week, everybody, Rhythm()).elapsed(*evening) > 1
    assert clock_of(week, Rhythm(), Rhythm()).elapsed(*evening) == 0


def test_a_week_has_forty_five_hours_however_they_are_learned() -> None:
    assert night_owl().elapsed(at("2026-03-02 00:00"), at("2026-03-09 00:00")) == pytest.approx(45)


def test_ten_years_are_the_longest_wait() -> None:
    never = working_clock(replace(OFFICE, away=((date(2026, 1, 1), date(2040, 1, 1)),)))
    assert never.elapsed(at("2026-03-02 09:00"), at("2028-03-02 09:00")) == 0
    assert never.later(at("2026-03-02 09:00"), 1.0) > at("2035-01-01 00:00")


@given(
    INSTANTS, st.integers(0, 60 * 24 * 90), st.integers(0, 60 * 24 * 90), st.sampled_from(["office", "owl"])
)
def test_spans_that_meet_add_up(start: datetime, first: int, second: int, whose: str) -> None:
    clock = OFFICE_HOURS if whose == "office" else night_owl(60)
    middle = start + timedelta(minutes=first)
    end = middle + timedelta(minutes=second)
    parts = clock.elapsed(start, middle) + clock.elapsed(middle, end)
    assert clock.elapsed(start, end) == pytest.approx(parts, abs=1e-6)


@example(datetime(2024, 3, 22, 13, tzinfo=UTC), 50.0, True)  # into the hour that the change takes away
@example(datetime(2026, 10, 22, 13, tzinfo=UTC), 50.0, True)
@given(INSTANTS, st.floats(0, HORIZON), st.booleans())
def test_later_and_elapsed_are_inverse(start: datetime, hours: float, learned: bool) -> None:
    clock = night_owl(60) if learned else working_clock(EASTER)
    assert clock.elapsed(start, clock.later(start, hours)) == pytest.approx(hours, abs=1e-5)


@given(INSTANTS, st.floats(0, 100), st.floats(0, 100))
def test_more_hours_never_end_earlier(start: datetime, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert OFFICE_HOURS.later(start, low) <= OFFICE_HOURS.later(start, high)


@given(st.integers(0, 200), st.integers(1, 90))
def test_time_never_runs_backwards_where_clocks_change(half_hours: int, minutes: int) -> None:
    owl, before = night_owl(), datetime(2026, 10, 23, tzinfo=MADRID)
    instant = before.astimezone(UTC) + half_hours * HOUR / 2
    start = at("2026-10-20 10:00")
    assert owl.elapsed(start, instant) <= owl.elapsed(start, instant + timedelta(minutes=minutes)) + 1e-9
