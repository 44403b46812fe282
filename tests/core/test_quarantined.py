"""When a message that could not be read is tried again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import OFFICE, at

from ghostd.core.messages import Placement
from ghostd.core.quarantine import DAILY, DAYS, SOON, WEEKLY, Quarantined, doubts, in_doubt

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ONE = Quarantined(Placement("INBOX", 7, 3), "the server says NO", NOW, NOW)


@pytest.mark.parametrize(
    ("tries", "wait"),
    [(0, SOON), (1, DAILY), (DAYS, DAILY), (DAYS + 1, WEEKLY), (99, WEEKLY)],
    ids=["first__soon", "then__daily", "the_last_day__daily", "after_the_days__weekly", "for_ever__weekly"],
)
def test_next_try(tries: int, wait: timedelta) -> None:
    one = replace(ONE, tries=tries)
    assert one.next_try == NOW + wait
    assert not one.due(NOW + wait - timedelta(seconds=1))
    assert one.due(NOW + wait)


def test_a_clock_turned_back__is_no_reason_to_wait() -> None:
    assert ONE.due(NOW - timedelta(days=400))


@pytest.mark.parametrize(
    ("met", "holds"),
    [
        pytest.param("2026-03-02 09:00", False, id="before_the_question"),
        pytest.param("2026-03-03 09:00", True, id="after_the_question"),
        pytest.param("2026-04-03 09:00", False, id="while_the_clock_stood_a_month_ahead"),
    ],
)
def test_what_was_met_between_the_question_and_now__may_be_the_answer(met: str, holds: bool) -> None:
    [doubt] = doubts([Quarantined(Placement("INBOX", 1, 7), "no", at(met), at(met))], OFFICE)
    assert (in_doubt([doubt], at("2026-03-02 10:00"), at("2026-03-04 10:00")) is doubt) == holds
