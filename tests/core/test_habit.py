"""A client's habit against that of all clients."""

from __future__ import annotations

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.habit import INDEPENDENT, SHIFT, Habit, Prior, beyond
from ghostd.core.gaps.pool import START, estimate


def client(*hours: float, weight: float = 1.0) -> Habit:
    habit = Habit()
    for one in hours:
        habit.learn_answer(one, weight)
    return habit


def median(habit: Habit, prior: Prior = START) -> float:
    return habit.predictive(prior).reached(0.5)


def test_of_a_new_client_the_pool_is_believed() -> None:
    assert median(Habit()) == pytest.approx(exp(START.location) - SHIFT)


def test_the_posterior_is_the_conjugate_one() -> None:
    prior = Prior(location=1.0, between=0.8, within=1.6, freedom=6.0)
    ys = [0.2, 0.9, 2.0]
    found = client(*(exp(y) - SHIFT for y in ys)).predictive(prior)
    k0, w = 4.0, 3 * INDEPENDENT
    mean = sum(ys) / 3
    ss = INDEPENDENT * sum((y - mean) ** 2 for y in ys)
    spread = 6 * 1.6**2 + ss + k0 * w / (k0 + w) * (mean - 1.0) ** 2
    assert found.location == pytest.approx((k0 * 1.0 + w * mean) / (k0 + w))
    assert found.freedom == pytest.approx(6 + w)
    assert found.scale == pytest.approx((spread / (6 + w) * (1 + 1 / (k0 + w))) ** 0.5)


def test_with_answers_its_own_habit_takes_over() -> None:
    medians = [median(client(*([40.0] * n))) for n in (0, 1, 5, 20, 200)]
    assert medians == sorted(medians)
    assert 30 < medians[-1] < 41


def test_steady_answers_narrow_the_forecast() -> None:
    few, many = client(*[9.0] * 2).predictive(START), client(*[9.0] * 100).predictive(START)
    assert many.reached(0.95) < few.reached(0.95)


def test_turns_open_together_say_less() -> None:
    assert median(client(*[40.0] * 5, weight=0.2)) < median(client(*[40.0] * 5))


def test_a_cut_turn_that_would_have_been_answered_says_that_it_would_have_taken_longer() -> None:
    cut = client(1.0, 1.0)
    cut.learn_cut(30.0, 0.9, START, 1.0)
    assert median(cut) > median(client(1.0, 1.0))


def test_a_cut_turn_that_was_hopeless_says_little_of_how_long_answers_take() -> None:
    cut = client(1.0, 1.0)
    cut.learn_cut(30.0, 0.01, START, 1.0)
    assert median(cut) == pytest.approx(median(client(1.0, 1.0)), rel=0.02)


def test_a_cut_is_no_answer() -> None:
    cut = Habit()
    cut.learn_cut(30.0, 0.9, START, 1.0)
    assert cut.answers == 0


@pytest.mark.parametrize(("hours", "longer"), [(0.5, 4), (1.0, 3), (5.0, 1), (8.0, 0), (100.0, 0)])
def test_it_counts_its_own_answers_that_took_longer(hours: float, longer: int) -> None:
    assert client(5.0, 1.0, 8.0, 2.0).longer(hours) == longer


def test_the_pool_moves_to_where_its_clients_are() -> None:
    habits = [client(*[hours] * 10) for hours in (20.0, 30.0, 40.0, 30.0, 25.0, 35.0) * 3]
    found = estimate(habits)
    assert 20 < exp(found.location) < 32
    assert found.between < START.between
    assert found.within < START.within


def test_clients_that_differ_are_told_apart() -> None:
    alike = estimate([client(*[9.0] * 20) for _ in range(20)])
    differ = estimate([client(*[hours] * 20) for hours in (0.5, 2.0, 9.0, 40.0, 90.0) * 4])
    assert differ.between > alike.between


def test_without_answers_the_pool_is_the_start() -> None:
    assert estimate([]) == START
    assert estimate([Habit()]) == START


def test_a_handful_of_clients_hardly_moves_the_pool() -> None:
    assert exp(estimate([client(0.1)]).location) > 0.4 * exp(START.location)


@given(st.floats(-3, 6), st.floats(-1, 4), st.floats(0.2, 3))
def test_beyond_a_cut_lies_more_than_the_cut(cut: float, mean: float, deviation: float) -> None:
    first, square = beyond(cut, mean, deviation)
    assert first >= max(cut, mean) - 1e-6
    assert square >= first * first - 1e-9


def test_beyond_a_cut_at_the_mean_is_the_half_normal() -> None:
    first, square = beyond(0.0, 0.0, 1.0)
    assert first == pytest.approx((2 / 3.141592653589793) ** 0.5)
    assert square == pytest.approx(1.0)


@given(st.lists(st.floats(0, 180), max_size=30), st.floats(0.01, 0.99))
def test_the_predictive_is_proper_whatever_was_seen(hours: list[float], share: float) -> None:
    found = client(*hours).predictive(estimate([client(*hours)]))
    assert found.scale > 0
    assert log(found.reached(share) + SHIFT) >= log(SHIFT)
