"""Business time: what counts, what does not, and that it adds up."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import DAY, HOUR, MADRID, NEW_YORK, OFFICE, SECOND, at, days, span
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.calendar import Calendar, Span

HOLIDAYS = days("2026-01-06", "2026-04-03", "2026-12-25")
LEAVE = ((date(2026, 8, 3), date(2026, 8, 14)),)
CALENDARS = (
    OFFICE,
    Calendar(zone=MADRID, holidays=HOLIDAYS, away=LEAVE),
    Calendar(zone=NEW_YORK, opens=time(8, 30), closes=time(17, 15), workdays=frozenset((0, 1, 2, 3, 5))),
    Calendar(zone=MADRID, opens=time(0), closes=time(23, 59), workdays=frozenset(range(7))),
    Calendar(zone=ZoneInfo("Pacific/Apia"), holidays=HOLIDAYS),
)

calendars = st.sampled_from(CALENDARS)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
lengths = st.timedeltas(timedelta(), timedelta(hours=400))


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        pytest.param("2026-03-02 09:00", "2026-03-02 18:00", 9, id="one_working_day__nine_hours"),
        pytest.param("2026-03-02 17:00", "2026-03-03 10:00", 2, id="over_night__evening_and_morning"),
        pytest.param("2026-03-06 17:00", "2026-03-09 10:00", 2, id="over_a_weekend__friday_and_monday"),
        pytest.param("2026-03-07 00:00", "2026-03-08 23:59", 0, id="a_weekend__nothing"),
        pytest.param("2026-03-02 05:00", "2026-03-02 08:59", 0, id="before_opening__nothing"),
        pytest.param("2026-03-02 18:00", "2026-03-03 09:00", 0, id="closed_hours__nothing"),
        pytest.param("2026-03-03 10:00", "2026-03-02 10:00", 0, id="end_before_start__nothing"),
        pytest.param("2026-03-02 11:00", "2026-03-02 10:00", 0, id="end_before_start_the_same_day__nothing"),
        pytest.param("2026-03-02 10:00", "2026-03-02 10:00", 0, id="no_time__nothing"),
        pytest.param("2026-03-27 12:00", "2026-03-30 12:00", 9, id="over_the_spring_change__nine_hours"),
        pytest.param("2026-10-23 12:00", "2026-10-26 12:00", 9, id="over_the_autumn_change__nine_hours"),
    ],
)
def test_elapsed_in_madrid(start: str, end: str, hours: float) -> None:
    assert OFFICE.elapsed(at(start), at(end)) == hours * HOUR


ALL_DAY = frozenset(range(7))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        pytest.param(MADRID, "2026-03-29", 8, id="madrid_spring__an_hour_less"),
        pytest.param(MADRID, "2026-10-25", 10, id="madrid_autumn__an_hour_more"),
        pytest.param(NEW_YORK, "2026-03-08", 8, id="new_york_spring__an_hour_less"),
        pytest.param(NEW_YORK, "2026-11-01", 10, id="new_york_autumn__an_hour_more"),
        pytest.param(NEW_YORK, "2026-11-02", 9, id="new_york_day_after__as_always"),
    ],
)
def test_a_working_night_over_the_change_is_as_long_as_the_sun_says(
    zone: ZoneInfo, day: str, hours: int
) -> None:
    early = Calendar(zone=zone, workdays=ALL_DAY, opens=time(0), closes=time(9))
    start, end = at(f"{day} 00:00", zone), at(f"{day} 23:59", zone)
    assert early.elapsed(start, end) == hours * HOUR


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        pytest.param(MADRID, "2026-03-27 16:00", "2026-03-30 16:00", id="madrid_spring"),
        pytest.param(MADRID, "2026-10-23 16:00", "2026-10-26 16:00", id="madrid_autumn"),
        pytest.param(NEW_YORK, "2026-03-06 16:00", "2026-03-09 16:00", id="new_york_spring"),
        pytest.param(NEW_YORK, "2026-10-30 16:00", "2026-11-02 16:00", id="new_york_autumn"),
    ],
)
def test_days_keep_the_wall_clock_over_the_change(zone: ZoneInfo, before: str, after: str) -> None:
    office = Calendar(zone=zone)
    assert office.after(at(before, zone), span("3d")) == at(after, zone)
    assert office.after(at(before, zone), span("1bd")) == at(after, zone)


def test_a_holiday_a_leave_and_an_absence_weigh_nothing() -> None:
    start, end = at("2026-03-02 09:00"), at("2026-03-06 18:00")
    assert OFFICE.elapsed(start, end) == 45 * HOUR
    assert Calendar(zone=MADRID, holidays=days("2026-03-03")).elapsed(start, end) == 36 * HOUR
    assert OFFICE.without(((date(2026, 3, 3), date(2026, 3, 4)),)).elapsed(start, end) == 27 * HOUR


def test_without_keeps_what_was_away_before() -> None:
    both = Calendar(zone=MADRID, away=LEAVE).without(((date(2026, 3, 3), date(2026, 3, 3)),))
    assert not both.works(date(2026, 8, 3))
    assert not both.works(date(2026, 3, 3))
    assert OFFICE.without(()) is OFFICE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("36h", "2026-03-07 22:00", id="hours__by_the_sun"),
        pytest.param("1d", "2026-03-07 10:00", id="a_day__into_the_weekend"),
        pytest.param("2w", "2026-03-20 10:00", id="weeks__the_same_weekday"),
        pytest.param("1bd", "2026-03-09 10:00", id="a_business_day__the_next_working_one"),
        pytest.param("5bd", "2026-03-13 10:00", id="five_business_days__a_week"),
        pytest.param("0d", "2026-03-06 10:00", id="nothing__the_same_instant"),
        pytest.param("0bd", "2026-03-06 10:00", id="no_business_day__the_same_instant"),
    ],
)
def test_after_on_a_friday_morning(text: str, expected: str) -> None:
    assert OFFICE.after(at("2026-03-06 10:00"), span(text)) == at(expected)


@pytest.mark.parametrize("text", ["7 dayz", "d", "", "-1d", "1.5d", "7", "99999d", "7d 3h", "٧x"])
def test_what_is_no_duration_is_refused_with_the_cure(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration; write a number and a unit"):
        Span.parse(text)


@given(st.integers(0, 9999), st.sampled_from(("d", "bd", "h", "w")))
def test_a_span_reads_back_as_it_is_written(amount: int, unit: str) -> None:
    assert Span.parse(str(Span(amount, unit))) == Span(amount, unit)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param("2026-03-02 08:59:59", "2026-03-02 09:00", id="one_second_early__waits"),
        pytest.param("2026-03-02 09:00", "2026-03-02 09:00", id="at_opening__at_once"),
        pytest.param("2026-03-02 17:59:59", "2026-03-02 17:59:59", id="last_second__at_once"),
        pytest.param("2026-03-02 18:00", "2026-03-03 09:00", id="at_closing__tomorrow"),
        pytest.param("2026-03-06 18:00", "2026-03-09 09:00", id="friday_evening__monday"),
    ],
)
def test_next_open(moment: str, expected: str) -> None:
    assert OFFICE.next_open(at(moment)) == at(expected)
    assert OFFICE.open_at(at(moment)) == (moment == expected)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param("2026-03-02 10:00", "2026-03-09 10:00", 7, id="a_week__weekends_count"),
        pytest.param("2026-03-02 23:59", "2026-03-03 00:01", 1, id="over_midnight__one"),
        pytest.param("2026-03-02 00:01", "2026-03-02 23:59", 0, id="the_same_day__none"),
        pytest.param("2026-03-03 10:00", "2026-03-02 10:00", 0, id="end_before_start__none"),
        pytest.param("2026-01-05 10:00", "2026-01-07 10:00", 1, id="over_a_holiday__it_does_not_count"),
        pytest.param("2026-07-31 10:00", "2026-08-17 10:00", 5, id="over_a_leave__it_does_not_count"),
    ],
)
def test_sendable_days(start: str, end: str, expected: int) -> None:
    away = Calendar(zone=MADRID, holidays=HOLIDAYS, away=LEAVE)
    assert away.sendable_days(at(start), at(end)) == expected


def test_a_calendar_that_never_opens_ends_in_the_far_future() -> None:
    never = Calendar(workdays=frozenset())
    start = at("2026-03-02 10:00")
    assert never.elapsed(start, start + 30 * DAY) == timedelta()
    assert never.later(start, HOUR) > start + 3000 * DAY
    assert never.next_open(start) > start + 3000 * DAY


@given(calendars, instants, st.timedeltas(timedelta(), 60 * DAY), st.timedeltas(timedelta(), 60 * DAY))
def test_elapsed_adds_up(calendar: Calendar, start: datetime, one: timedelta, two: timedelta) -> None:
    middle, end = start + one, start + one + two
    whole = calendar.elapsed(start, end)
    assert whole == calendar.elapsed(start, middle) + calendar.elapsed(middle, end)


@given(calendars, instants, instants)
def test_elapsed_is_never_negative_nor_longer_than_the_time(
    calendar: Calendar, one: datetime, two: datetime
) -> None:
    assert timedelta() <= calendar.elapsed(one, two) <= max(two - one, timedelta())


@given(calendars, instants, lengths)
def test_later_is_the_first_instant_by_which_the_time_has_elapsed(
    calendar: Calendar, start: datetime, length: timedelta
) -> None:
    moment = calendar.later(start, length)
    assert moment >= start
    assert calendar.elapsed(start, moment) == length
    if length:
        assert calendar.elapsed(start, moment - SECOND) < length


@given(calendars, instants, lengths, lengths)
def test_more_business_time_is_never_sooner(
    calendar: Calendar, start: datetime, one: timedelta, two: timedelta
) -> None:
    assert calendar.later(start, max(one, two)) >= calendar.later(start, min(one, two))


@given(calendars, instants)
def test_next_open_is_open_and_nothing_before_it(calendar: Calendar, moment: datetime) -> None:
    opening = calendar.next_open(moment)
    assert opening >= moment
    assert calendar.open_at(opening)
    assert calendar.elapsed(moment, opening) == timedelta()


@given(calendars, instants, st.integers(0, 60), st.sampled_from(("d", "bd", "h", "w")))
def test_a_span_never_ends_before_it_begins(
    calendar: Calendar, start: datetime, amount: int, unit: str
) -> None:
    assert calendar.after(start, Span(amount, unit)) >= start


@given(calendars, instants, st.integers(0, 90), st.integers(0, 90))
def test_sendable_days_grow_with_time_and_are_at_most_the_days(
    calendar: Calendar, start: datetime, one: int, two: int
) -> None:
    near, far = start + min(one, two) * DAY, start + max(one, two) * DAY
    assert 0 <= calendar.sendable_days(start, near) <= calendar.sendable_days(start, far)
    assert calendar.sendable_days(start, far) <= max(one, two) + 1
