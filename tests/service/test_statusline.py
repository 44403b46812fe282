"""What systemctl shows: each account and its last good look, in one message that systemd takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ghostd.errors import LoginRefused, Unavailable
from ghostd.service.report import Report
from ghostd.service.rhythm import Beat
from ghostd.service.statusline import LONGEST, moment, status_line
from tests.service.desks import HOUR, NOW, Desk

MADRID = ZoneInfo("Europe/Madrid")
DAY = timedelta(days=1)


def beat(name: str, looked: datetime | None = None, error: Exception | None = None) -> Beat:
    made = Beat(Desk(name).post(), HOUR)
    if looked:
        made.succeeded(Report(name), looked)
    if isinstance(error, LoginRefused | Unavailable):
        made.failed(error, NOW, 0.5)
    return made


def test_each_account__is_shown_with_its_last_good_look_in_the_owners_zone() -> None:
    beats = [
        beat("ana", NOW),
        beat("shop", NOW - 3 * DAY, LoginRefused("no")),
        beat("new", None, Unavailable("no")),
        beat("next"),
    ]
    assert status_line(beats, NOW, MADRID) == (
        "ana: watching, last look 10:00; shop: login refused, last look Fri 10:00; "
        "new: unreachable; next: starting"
    )


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW, "10:00"),
        (NOW - 10 * HOUR, "00:00"),
        (NOW - 11 * HOUR, "Sun 23:00"),
        (NOW - 6 * DAY, "Tue 10:00"),
        (NOW - 7 * DAY, "2026-02-23 10:00"),
        (NOW + DAY, "2026-03-03 10:00"),
    ],
    ids=["now", "today", "yesterday", "in_the_week", "before_that", "the_clock_was_set_back"],
)
def test_moment(at: datetime, words: str) -> None:
    assert moment(at, NOW, MADRID) == words


def test_a_thousand_accounts__only_those_in_trouble_are_named() -> None:
    beats = [beat(f"account-{number}", NOW) for number in range(1000)]
    beats[7] = beat("shop", NOW - DAY, LoginRefused("no"))
    said = status_line(beats, NOW, UTC)
    assert said == "999 of 1000 accounts are well; shop: login refused, last look Sun 09:00"


def test_a_thousand_accounts_in_trouble__fit_into_one_message_all_the_same() -> None:
    said = status_line([beat("ñ" * 60, NOW, Unavailable("no")) for _ in range(1000)], NOW, UTC)
    assert len(said) <= LONGEST + 40
    assert said.startswith("0 of 1000 accounts are well; ñ")
    assert said.endswith("more are not")
    # READY=1, and the line about a configuration that was refused, have room beside it.
    assert len(said.encode()) < 4096 - 200
