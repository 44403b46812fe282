"""What baselines know, and what rules do at equal false alarms."""

from __future__ import annotations

import pytest
from timeline import QUANTILES, at, mailbox, turn

from evaluation.past import Steps, kaplan_meier, known_at_opening
from evaluation.rules import CalendarDays, Chance, Curve, Habit, Multiple, chance_left, level_for, outcome
from evaluation.turns import HORIZON


def test_kaplan_meier_lets_the_censored_drop_out() -> None:
    curve = kaplan_meier([(1.0, True), (2.0, False), (3.0, True), (4.0, False)])
    assert curve is not None
    assert [curve.at(hours) for hours in (0.5, 1, 2.5, 3)] == pytest.approx([1, 0.75, 0.75, 0.375])
    assert curve.soon == pytest.approx(0.625)
    assert curve.steps.shares == pytest.approx((0.4, 1.0))


def test_kaplan_meier_without_an_answer_knows_nothing() -> None:
    assert kaplan_meier([(3.0, False)]) is None


def test_a_rank_rises_by_steps_and_then_ever_slower() -> None:
    steps = Steps((2.0, 4.0, 8.0), (1 / 3, 2 / 3, 1.0))
    assert [steps.rank(hours) for hours in (1, 3, 5, 16)] == pytest.approx([0, 0.25, 0.5, 0.875])


@pytest.mark.parametrize("rank", [0.0, 0.1, 0.25, 0.6, 0.8, 0.9])
def test_the_hours_beyond_a_rank_are_where_it_is_passed(rank: float) -> None:
    steps = Steps((2.0, 4.0, 8.0), (1 / 3, 2 / 3, 1.0))
    hours = steps.beyond(rank)
    assert steps.rank(hours - 0.01) <= rank < steps.rank(hours + 0.01)


def test_a_baseline_knows_only_what_had_happened() -> None:
    first = [turn(opened=at(0, n / 10), closed=at(0, 1 + n), hours=1.0) for n in range(5)]
    later = turn(opened=at(7))
    other = turn(opened=at(0, 0.5), client="new.example")
    known = known_at_opening(mailbox(*first, later, other))
    assert known[later.key].answers == pytest.approx((1, 1.9, 2.8, 3.7, 4.6))
    assert known[later.key].mean == pytest.approx(2.8)
    assert known[other.key].answers == (9.0,)
    assert known[later.key].survival.soon == 1.0


def test_what_takes_longer_than_the_horizon_is_a_silence() -> None:
    slow = [turn(opened=at(0, n / 10), closed=at(60), hours=400.0) for n in range(5)]
    later = turn(opened=at(70))
    known = known_at_opening(mailbox(*slow, later))
    assert known[later.key].answers == (9.0,)
    assert known[later.key].survival.soon == 0.5


def test_the_level_leaves_just_the_wanted_share_of_false_alarms() -> None:
    answered = [turn(opened=at(0), closed=at(0, hours), hours=hours) for hours in (1.0, 2.0, 4.0, 8.0)]
    box = mailbox(*answered, turn(opened=at(0), client="silent.example"), until=at(60))
    rule = Multiple(lambda _: 1.0)
    assert level_for(box, rule, 0.25) == pytest.approx(4.0)
    done = outcome(box, rule, 4.0)
    assert done.false_alarms == pytest.approx(0.25)
    assert done.needless == pytest.approx(1 / 2)
    assert done.delay == pytest.approx(4 / 9)


def test_fixed_days_run_over_the_weekend() -> None:
    friday = turn(opened=at(4), closed=at(7, 1), hours=10.0)
    box = mailbox(friday, turn(opened=at(4), client="silent.example"), until=at(70))
    done = outcome(box, CalendarDays(box), 3)
    assert done.false_alarms == 1.0
    assert done.delay == pytest.approx(1.0)


def test_a_turn_without_alarm_counts_with_the_whole_horizon() -> None:
    box = mailbox(turn(), until=at(60))
    assert outcome(box, Multiple(lambda _: 1.0), 1e9).delay == pytest.approx(20.0)


def test_the_curve_goes_through_the_quantiles_of_the_file() -> None:
    curve = Curve.of(turn())
    for share, hours in QUANTILES.items():
        assert curve.within(hours) == pytest.approx(float(share))
        assert curve.after(float(share)) == pytest.approx(hours)
    assert curve.within(HORIZON) == 1.0
    assert Habit().alarm(turn(), 0.95) == pytest.approx(18.0)


def test_the_chance_left_follows_from_the_curve_by_bayes() -> None:
    one = turn(p=0.6)
    curve = Curve.of(one)
    gone = curve.within(18.0)
    expected = 0.6 * (curve.within(63.0) - gone) / (1 - 0.6 * gone)
    assert chance_left(one)(18.0) == pytest.approx(expected)


def test_a_severity_once_reached_is_kept() -> None:
    rule = Chance(lambda _: lambda hours: 0.5 if hours < 2 else 0.2 if hours < 4 else 0.9)
    assert rule.severity(turn(), 10.0) == pytest.approx(0.8)
    assert 2.0 <= rule.alarm(turn(), 0.6) < 2.2
    assert rule.alarm(turn(), 0.8) == HORIZON
