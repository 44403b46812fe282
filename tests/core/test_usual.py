"""What is shown of a client's habit is in the owner's working time, like the silence beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta

import pytest
from builders import DAY, HOUR, MADRID, OFFICE, asks, at, client, practice, says

from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.explain import explain
from ghostd.core.messages import Message
from ghostd.core.portrait import Portrait, portray
from ghostd.core.practice import Practice

MONDAY = at("2025-01-06 10:00")
MARTA = "marta@lumen.example"


def weekly(hours: Sequence[float], who: str = "bob@acme.example") -> list[Message]:
    """One mail every Monday at ten, each answered after so many hours."""
    messages = []
    for week, took in enumerate(hours):
        asked = asks(f"q{who}{week}", MONDAY + 7 * week * DAY, to=who, subject=f"Matter {week}")
        back = asked.at + timedelta(hours=took)
        messages += [asked, says(f"a{who}{week}", back, by=who, answers=f"q{who}{week}")]
    return messages


def silent(hours: Sequence[float], prepared: Practice, after: timedelta) -> Portrait:
    """The client some time after a last mail on a Monday at ten."""
    asked = asks("ask", MONDAY + 7 * len(hours) * DAY, subject="The last one")
    now = asked.at + after
    return portray(prepared, {"Acme": [*weekly(hours), asked]}, now)["Acme"]


@pytest.mark.parametrize("answers", [3, 10, 30, 60])
def test_who_always_takes_four_hours_usually_takes_four_hours(answers: int) -> None:
    found = silent([4.0] * answers, practice(), 6 * HOUR)
    assert found.usual.median == 4 * HOUR
    assert found.silence is not None
    assert found.silence.business == 6 * HOUR
    told = explain("Acme", found.silence, "en")
    assert told.startswith("Acme usually answers in 4 hours (9 of 10 within ")
    assert "Silent for 6 hours: " in told


def test_most_answers_of_a_steady_client_take_little_longer_than_it_ever_took() -> None:
    assert silent([4.0] * 60, practice(), HOUR).usual.p90 < 5 * HOUR


def test_what_is_shown_is_the_same_whether_or_not_the_client_owes_an_answer() -> None:
    took = [3.0, 5.0, 4.0, 6.0, 2.0] * 4
    owing = silent(took, practice(), HOUR)
    last = weekly(took)[-1].at
    calm = portray(practice(), {"Acme": weekly(took)}, last + HOUR)["Acme"]
    assert owing.silence is not None
    assert calm.silence is None
    assert owing.usual.median == calm.usual.median
    assert 3 * HOUR <= calm.usual.median <= 5 * HOUR


def test_a_shorter_day_counts_as_a_day() -> None:
    mornings = practice(calendar=Calendar(zone=MADRID, opens=time(10), closes=time(14)))
    found = silent([2.0] * 30, mornings, HOUR)
    assert found.usual.median == 4.5 * HOUR, "half a business day"


def test_a_new_client_is_shown_what_the_others_took_in_the_owners_time() -> None:
    both = practice(client(), client(MARTA, name="Lumen"))
    drawn = portray(both, {"Acme": weekly([4.0] * 30), "Lumen": []}, MONDAY + 300 * DAY)
    new = drawn["Lumen"].usual
    assert (new.median, new.answers, new.others) == (4 * HOUR, 0, 30)
    assert drawn["Acme"].usual.others == 0


def test_with_no_answers_at_all_it_is_nobodys_habit() -> None:
    found = portray(practice(), {"Acme": [asks("ask", MONDAY)]}, MONDAY + DAY)["Acme"]
    assert found.usual.unfounded
    assert OFFICE.day == 9 * HOUR
    assert not silent([4.0] * 3, practice(), HOUR).usual.unfounded
