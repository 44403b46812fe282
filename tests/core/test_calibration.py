"""Forecasts held against what came: levels that were wrong move, levels that were right stay."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.calibration import (
    CAUTION,
    FREEDOM,
    KNOTS,
    TRACKED,
    UNTRIED,
    Calibration,
    Needless,
    Warp,
)


def learned(pits: list[float], weight: float = 1.0) -> Calibration:
    """As a walk does: each answer is late by the warp that stood when it was forecast."""
    calibration = Calibration()
    for pit in pits:
        warp = calibration.warp()
        calibration.learn(pit, {level: pit > warp.raw(level) for level in TRACKED}, weight)
    return calibration


def even(count: int) -> list[float]:
    """PIT values of a forecaster who is right, in an order without a trend."""
    return [(n * 0.6180339887) % 1 for n in range(1, count + 1)]


@given(st.lists(st.floats(0, 1), max_size=300))
def test_the_map_is_strictly_increasing_whatever_was_seen(pits: list[float]) -> None:
    warp = learned(pits).warp()
    for values in (warp.raws, warp.levels):
        assert values[0] == 0 and values[-1] == 1
        assert all(a < b for a, b in pairwise(values))


@given(st.lists(st.floats(0, 1), max_size=100), st.floats(0, 1))
def test_its_two_sides_are_inverse(pits: list[float], level: float) -> None:
    warp = learned(pits).warp()
    assert warp.level(warp.raw(level)) == pytest.approx(level, abs=1e-9)


def test_at_first_it_is_only_a_little_careful() -> None:
    warp = Calibration().warp()
    assert all(level <= warp.raw(level) <= level + 0.02 for level in KNOTS)


@pytest.mark.parametrize("level", TRACKED)
def test_who_is_right_is_left_alone(level: float) -> None:
    assert learned(even(1500)).warp().raw(level) == pytest.approx(level, abs=0.012)


@pytest.mark.parametrize("level", TRACKED)
def test_who_promises_too_much_is_corrected(level: float) -> None:
    """True PIT values u squared root: answers come later than was foretold."""
    pits = [u**0.5 for u in even(1500)]
    late = learned(pits[:1000])
    missed, warp = 0, late.warp()
    for pit in pits[1000:]:
        missed += pit > warp.raw(level)
        late.learn(pit, {one: pit > warp.raw(one) for one in TRACKED}, 1.0)
        warp = late.warp()
    assert missed / 500 == pytest.approx(1 - level, abs=0.012)


def test_answers_that_depend_on_each_other_move_it_less() -> None:
    together, apart = learned([0.99] * 20, weight=0.1), learned([0.99] * 20)
    assert together.warp().raw(0.8) < apart.warp().raw(0.8)


def test_a_flood_of_late_answers_moves_a_level_only_so_far() -> None:
    moved = learned([0.999] * 2000).moved
    assert max(moved.values()) <= 1.0


def test_the_limit_starts_careful_and_learns() -> None:
    needless = Needless.at([0.05, 0.1])
    assert needless.limits().of(0.1) < 0.1
    for _ in range(20):
        needless.learn(0.1, 1.0, 1.0)
    assert needless.limits().of(0.1) < UNTRIED.of(0.1)
    for _ in range(2000):
        needless.learn(0.1, 0.0, 1.0)
    assert needless.limits().of(0.1) == pytest.approx(0.1)


@given(st.lists(st.booleans(), max_size=400))
def test_the_limit_is_never_laxer_than_the_dial(outcomes: list[bool]) -> None:
    needless = Needless.at([0.1])
    for outcome in outcomes:
        needless.learn(0.1, float(outcome), 1.0)
    assert needless.limits().of(0.1) <= 0.1 + 1e-12
    assert FREEDOM[0] <= needless.moved[0.1] <= FREEDOM[1]


def test_a_gamma_that_is_not_tracked_lies_between_its_neighbours() -> None:
    limits = Needless({0.05: -1.0, 0.1: 0.0}).limits()
    assert 0.05 > limits.of(0.07) > limits.of(0.05)
    assert limits.of(0.2) == pytest.approx(0.2)


def test_limits_start_alike() -> None:
    assert Needless.at([0.2, 0.05]).moved == {0.05: CAUTION, 0.2: CAUTION}


def test_between_knots_the_map_is_straight() -> None:
    assert Warp((0.0, 0.5, 1.0), (0.0, 0.8, 1.0)).level(0.25) == pytest.approx(0.4)
