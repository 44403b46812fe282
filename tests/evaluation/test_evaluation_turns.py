"""The turns file as it is read back, and the goals' verdicts."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from timeline import at, mailbox, turn

from evaluation.goals import Band, Cell, Figure, Row, Verdict, standard_error
from evaluation.turns import read_turns

LINE = {
    "id": "<1@studio.example>",
    "client": "acme.example",
    "opened": "2024-03-04T09:00:00Z",
    "closed": None,
    "censored": "2024-03-08T10:00:00Z",
    "attempt": 1,
    "answers_known": 3,
    "p_answer": 0.7,
    "quantiles": {"0.5": 1.5},
    "p5_at_send": 0.6,
    "alarm_alpha": {"0.05": "2024-03-06T10:00:00Z"},
    "alarm_gamma": {"0.10": None},
    "opened_to_closed_business_hours": None,
}


def test_a_line_is_read_with_its_instants() -> None:
    (one,) = read_turns([json.dumps(LINE), "\n"])
    assert one.opened == at(0)
    assert one.ended == datetime(2024, 3, 8, 10, tzinfo=UTC)
    assert one.alarm_alpha["0.05"] == at(2, 1)
    assert one.alarm_gamma["0.10"] is None
    assert not one.answered


def test_a_missing_field_is_refused() -> None:
    with pytest.raises(KeyError, match="p_answer"):
        read_turns([json.dumps({key: value for key, value in LINE.items() if key != "p_answer"})])


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        pytest.param(at(0), at(0, 4), 4.0, id="within_a_day"),
        pytest.param(at(0), at(1), 9.0, id="overnight"),
        pytest.param(at(4), at(7), 9.0, id="over_a_weekend"),
        pytest.param(at(5), at(6), 0.0, id="on_a_weekend"),
        pytest.param(at(0, 10), at(1, -2), 0.0, id="at_night"),
        pytest.param(at(3), at(1), 0.0, id="backwards"),
    ],
)
def test_plain_hours_are_nine_to_six(start: datetime, end: datetime, hours: float) -> None:
    assert mailbox(turn(), until=at(30)).plain.between(start, end) == pytest.approx(hours)


def test_never_answered_means_that_the_whole_horizon_was_waited_for() -> None:
    silent, late, cut, young = (
        turn(),
        turn(closed=at(40), hours=250.0),
        turn(censored=at(9)),
        turn(opened=at(50)),
    )
    box = mailbox(silent, late, cut, young, until=at(60))
    assert [box.never_answered(one) for one in (silent, late, cut, young)] == [True, True, False, False]


@pytest.mark.parametrize(
    ("value", "answered", "expected"),
    [
        pytest.param(0.05, 500, Verdict.MET, id="inside"),
        pytest.param(0.07, 500, Verdict.MET, id="on_the_edge"),
        pytest.param(0.08, 500, Verdict.MAYBE, id="beyond_by_what_chance_may_do"),
        pytest.param(0.10, 500, Verdict.LOST, id="well_beyond"),
        pytest.param(0.10, 199, Verdict.UNJUDGED, id="too_few_answers"),
        pytest.param(None, 500, Verdict.UNJUDGED, id="nothing_measured"),
    ],
)
def test_a_cell_is_judged_by_its_band(value: float | None, answered: int, expected: Verdict) -> None:
    assert Cell(value, answered, standard_error(0.05, 500)).verdict(Band(0.035, 0.07)) is expected


def test_all_mailboxes_together_have_no_excuse() -> None:
    row = Row("false alarms", lambda _: Cell(0.08, 500, 0.01), Band(0.035, 0.07), Band(0.035, 0.07))
    assert Figure(row, Cell(0.08, 500, 0.01), ()).lost
    assert not Figure(row, Cell(0.05, 500, 0.01), (Cell(0.08, 500, 0.01),)).lost
