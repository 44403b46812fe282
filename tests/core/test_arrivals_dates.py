"""When a message was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ghostd.core.arrivals import read
from ghostd.core.arrivals.dates import parse
from ghostd.core.messages import Dated

WRITTEN = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
DATE = "Date: Mon, 02 Mar 2026 12:00:00 +0100"
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
MIGRATED = datetime(2026, 6, 1, tzinfo=UTC)


def dated(internal: datetime, *lines: str, own: bool = False) -> tuple[datetime, Dated]:
    header = "\r\n".join(("From: ana@studio.example", *lines, "", "")).encode()
    found = read(header, internal, frozenset({"ana@studio.example"}) if own else frozenset())
    return found.at, found.dated


def hop(text: str) -> str:
    return f"Received: from a.example by b.example with ESMTP id 1;\r\n {text}"


AGREEING = [
    ("at_once", WRITTEN),
    ("48_hours_later", WRITTEN + 48 * HOUR),
    ("48_hours_earlier", WRITTEN - 48 * HOUR),
]


@pytest.mark.parametrize("internal", [a[1] for a in AGREEING], ids=[a[0] for a in AGREEING])
def test_internaldate_counts_within_48_hours(internal: datetime) -> None:
    assert dated(internal, DATE) == (internal, Dated.INTERNAL)


def test_a_second_beyond_48_hours__date_counts() -> None:
    assert dated(WRITTEN + 48 * HOUR + SECOND, DATE) == (WRITTEN, Dated.HEADER)


MOVED = [
    ("agrees", [hop("Mon, 2 Mar 2026 11:05:00 +0000")], timedelta(minutes=5), Dated.RECEIVED),
    (
        "topmost_that_agrees",
        [
            hop("Mon, 1 Jun 2026 00:00:00 +0000"),
            hop("Mon, 2 Mar 2026 11:20:00 +0000"),
            hop("Mon, 2 Mar 2026 11:05:00 +0000"),
        ],
        timedelta(minutes=20),
        Dated.RECEIVED,
    ),
    ("none_agrees", [hop("Mon, 1 Jun 2026 00:00:00 +0000")], timedelta(), Dated.HEADER),
    ("unreadable", [hop("yesterday"), "Received: nonsense"], timedelta(), Dated.HEADER),
    ("none_there", [], timedelta(), Dated.HEADER),
    ("comment", [hop("Mon, 2 Mar 2026 12:05:00 +0100 (CET)")], timedelta(minutes=5), Dated.RECEIVED),
]


@pytest.mark.parametrize(("hops", "later", "where"), [m[1:] for m in MOVED], ids=[m[0] for m in MOVED])
def test_in_a_moved_mailbox_received_counts(hops: list[str], later: timedelta, where: Dated) -> None:
    assert dated(MIGRATED, *hops, DATE) == (WRITTEN + later, where)


def test_own_mail_counts_by_its_date() -> None:
    assert dated(WRITTEN + HOUR, DATE, own=True) == (WRITTEN, Dated.HEADER)


def test_own_mail_without_date_counts_by_internaldate() -> None:
    assert dated(WRITTEN, own=True) == (WRITTEN, Dated.INTERNAL)


UNUSABLE = [
    ("none", []),
    ("empty", ["Date:"]),
    ("words", ["Date: yesterday evening"]),
    ("year_1969", ["Date: Wed, 31 Dec 1969 23:59:59 +0000"]),
    ("year_2040", ["Date: Mon, 02 Mar 2040 12:00:00 +0000"]),
    ("three_days_ahead", ["Date: Thu, 05 Mar 2026 12:00:00 +0000"]),
    ("february_30", ["Date: Mon, 30 Feb 2026 12:00:00 +0000"]),
    ("hour_25", ["Date: Mon, 02 Mar 2026 25:00:00 +0000"]),
    ("endless_year", [f"Date: Mon, 02 Mar {'9' * 300} 12:00:00 +0000"]),
    ("endless_zone", [f"Date: Mon, 02 Mar 2026 12:00:00 +{'9' * 100}"]),
]


@pytest.mark.parametrize("lines", [u[1] for u in UNUSABLE], ids=[u[0] for u in UNUSABLE])
def test_without_usable_date_internaldate_counts(lines: list[str]) -> None:
    assert dated(WRITTEN, *lines) == (WRITTEN, Dated.INTERNAL)


def test_two_days_ahead_is_still_a_date() -> None:
    assert dated(WRITTEN - 48 * HOUR, DATE, own=True) == (WRITTEN, Dated.HEADER)


def test_internaldate_is_given_in_utc() -> None:
    there = WRITTEN.astimezone(timezone(timedelta(hours=-7)))
    at, _ = dated(there)
    assert (at, at.tzinfo) == (WRITTEN, UTC)


def test_a_naive_internaldate_is_utc() -> None:
    assert dated(WRITTEN.replace(tzinfo=None)) == (WRITTEN, Dated.INTERNAL)


FORMS = [
    ("rfc5322", "Mon, 02 Mar 2026 12:00:00 +0100"),
    ("no_weekday", "2 Mar 2026 12:00:00 +0100"),
    ("no_seconds", "Mon, 2 Mar 2026 12:00 +0100"),
    ("named_zone", "Mon, 2 Mar 2026 11:00:00 GMT"),
    ("us_zone", "Mon, 2 Mar 2026 06:00:00 EST"),
    ("no_zone_is_utc", "Mon, 2 Mar 2026 11:00:00"),
    ("unknown_zone", "Mon, 2 Mar 2026 11:00:00 -0000"),
    ("zone_comment", "Mon, 2 Mar 2026 12:00:00 +0100 (CET)"),
    ("two_digit_year", "Mon, 2 Mar 26 12:00:00 +0100"),
    ("asctime", "Mon Mar  2 11:00:00 2026"),
    ("iso", "2026-03-02T12:00:00+01:00"),
    ("iso_zulu", "2026-03-02T11:00:00Z"),
    ("iso_fraction", "2026-03-02T11:00:00.123Z"),
    ("iso_space", "2026-03-02 12:00:00 +0100"),
    ("dots", "02.03.2026 12:00:00 +0100"),
    ("clock_with_dots", "Mon, 2 Mar 2026 12.00.00 +0100"),
    ("spanish", "lun, 2 marzo 2026 12:00:00 +0100"),
    ("german", "Mo, 2 März 2026 12:00:00 +0100"),
    ("month_first", "March 2, 2026 11:00 AM"),
    ("encoded_word", "=?utf-8?Q?Mon,_2_Mar_2026_12:00:00_+0100?="),
    ("folded_space", "Mon,  2  Mar  2026  12:00:00  +0100"),
]


@pytest.mark.parametrize("value", [f[1] for f in FORMS], ids=[f[0] for f in FORMS])
def test_real_world_forms_are_read(value: str) -> None:
    assert parse(value) == WRITTEN


def test_a_leap_second_is_the_second_before() -> None:
    assert parse("Sat, 31 Dec 2016 23:59:60 +0000") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("clock", ["12:00 AM", "0:00"])
def test_midnight_is_the_start_of_the_day(clock: str) -> None:
    assert parse(f"March 2, 2026 {clock}") == datetime(2026, 3, 2, tzinfo=UTC)
