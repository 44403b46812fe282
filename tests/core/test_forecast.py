"""What is said of a turn at its opening: how the answer's time is distributed, when to raise an alarm."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.calibration import KNOTS, Limits, Warp
from ghostd.core.gaps.clock import DAY, HORIZON
from ghostd.core.gaps.forecast import HOPE, LEAST, NEWS, Forecast
from ghostd.core.gaps.habit import Predictive

QUICK = Forecast(p_answer=0.8, answers_known=20, predictive=Predictive(log(2.0), 0.8, 30.0))
SLOW = Forecast(p_answer=0.8, answers_known=20, predictive=Predictive(log(50.0), 0.8, 30.0))
AS_ASKED = Limits((0.1,), (0.0,))

PREDICTIVES = st.builds(Predictive, st.floats(-1.5, 5.0), st.floats(0.2, 2.5), st.floats(5.0, 300.0))


@st.composite
def warps(draw: st.DrawFn) -> Warp:
    steps = draw(st.lists(st.floats(0.01, 1.0), min_size=len(KNOTS) - 1, max_size=len(KNOTS) - 1))
    raws, total = [0.0], sum(steps)
    for step in steps[:-1]:
        raws.append(raws[-1] + step / total)
    return Warp((*raws, 1.0), KNOTS)


FORECASTS = st.builds(Forecast, st.floats(0.01, 0.99), st.integers(0, 50), PREDICTIVES, warps())
HOURS = st.floats(0, HORIZON)


@given(FORECASTS, HOURS, HOURS)
def test_survival_never_rises(forecast: Forecast, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert forecast.survival(low) >= forecast.survival(high) >= 0


@given(FORECASTS, st.floats(0.001, 0.999), st.floats(0.001, 0.999))
def test_quantiles_are_in_order(forecast: Forecast, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= forecast.quantile(low) <= forecast.quantile(high) <= HORIZON


@given(FORECASTS, st.floats(0.01, 0.99))
def test_a_quantile_inverts_the_distribution(forecast: Forecast, share: float) -> None:
    hours = forecast.quantile(share)
    if 0 < hours < HORIZON:
        assert forecast.answered(hours) == pytest.approx(share, abs=1e-6)
    else:
        assert forecast.answered(hours) >= share - 1e-6


@given(FORECASTS)
def test_every_answer_comes_within_the_horizon(forecast: Forecast) -> None:
    assert forecast.answered(HORIZON) == 1
    assert forecast.survival(HORIZON) == 0
    assert forecast.p5(HORIZON) == 0


@given(FORECASTS, HOURS)
def test_what_still_comes_is_a_probability_and_no_more_than_ever(forecast: Forecast, hours: float) -> None:
    assert 0 <= forecast.p5(hours) <= forecast.still(hours) + 1e-12 <= 1 + 1e-9


@given(FORECASTS, HOURS, HOURS)
def test_from_the_median_on_a_longer_silence_gives_no_more_hope(
    forecast: Forecast, one: float, other: float
) -> None:
    low, high = sorted((max(one, forecast.quantile(0.5)), max(other, forecast.quantile(0.5))))
    assert forecast.p5(low) >= forecast.p5(high) - 1e-12 >= -1e-12
    assert forecast.p5(1000 * HORIZON) == 0


@given(FORECASTS, HOURS)
def test_up_to_the_median_p5_is_what_bayes_rule_says(forecast: Forecast, hours: float) -> None:
    early = min(hours, forecast.quantile(0.5))
    assert forecast.p5(early) == forecast.still(early, NEWS)


def test_the_horizon_makes_no_new_hope() -> None:
    sure = replace(QUICK, p_answer=0.95, predictive=Predictive(log(100.0), 1.0, 30.0))
    assert sure.still(135.0, NEWS) > sure.still(70.0, NEWS) + 0.2
    assert sure.p5(135.0) <= sure.p5(70.0)
    dips = replace(sure, predictive=Predictive(log(30.0), 1.5, 30.0))
    course = [dips.p5(90.0 + n / 20) for n in range(500)]
    assert course == sorted(course, reverse=True)
    fading = [QUICK.p5(hours) for hours in (9.0, 18.0, 27.0, 36.0)]
    assert fading == pytest.approx([QUICK.still(hours, NEWS) for hours in (9.0, 18.0, 27.0, 36.0)])


@given(FORECASTS)
def test_at_send_time_ever_is_the_chance_of_an_answer(forecast: Forecast) -> None:
    known = replace(forecast, predictive=replace(forecast.predictive, location=4.0))
    at_once = known.p_answer * known.answered(0.0)
    assert known.still(0.0) == pytest.approx((known.p_answer - at_once) / (1 - at_once))


@given(FORECASTS, st.sampled_from([0.02, 0.05, 0.10]))
def test_the_alpha_alarm_is_the_first_hour_at_which_few_take_longer(forecast: Forecast, alpha: float) -> None:
    hours = forecast.alarm_alpha(alpha)
    assert forecast.survival(hours) <= alpha + 1e-6
    if hours > 0.01:
        assert forecast.survival(hours - 0.01) >= alpha - 1e-6


@given(FORECASTS, st.sampled_from([0.05, 0.10]))
def test_the_gamma_alarm_is_where_little_can_still_be_hoped_for(forecast: Forecast, gamma: float) -> None:
    hours = forecast.alarm_gamma(gamma)
    if forecast.p_answer < HOPE:
        assert hours is None
    else:
        assert hours is not None
        assert LEAST <= hours <= HORIZON
        assert forecast.still(hours, NEWS) <= forecast.limits.of(gamma) <= gamma


@pytest.mark.parametrize("chance", [0.05, 0.29])
def test_nobody_is_waited_for_without_hope(chance: float) -> None:
    assert replace(QUICK, p_answer=chance).alarm_gamma(0.1) is None


def test_no_alarm_before_a_business_day_has_passed() -> None:
    assert replace(QUICK, predictive=Predictive(log(0.3), 0.3, 30.0)).alarm_gamma(0.1) == LEAST


def test_whoever_is_slow_is_given_longer() -> None:
    quick, slow = QUICK.alarm_gamma(0.1), SLOW.alarm_gamma(0.1)
    assert quick is not None and slow is not None and slow > quick + 5 * DAY
    assert SLOW.alarm_alpha(0.05) > QUICK.alarm_alpha(0.05)


def test_a_stricter_dial_waits_longer() -> None:
    first, later = QUICK.alarm_gamma(0.10), QUICK.alarm_gamma(0.02)
    assert first is not None and later is not None and first < later
    assert QUICK.alarm_alpha(0.10) < QUICK.alarm_alpha(0.02)


def test_needless_alarms_in_the_past_make_the_next_one_wait() -> None:
    trusting = replace(QUICK, limits=AS_ASKED).alarm_gamma(0.1)
    careful = replace(QUICK, limits=Limits((0.1,), (-1.5,))).alarm_gamma(0.1)
    assert trusting is not None and careful is not None and trusting < careful


def test_p5_looks_five_business_days_ahead() -> None:
    # Median 50 hours: an even chance at send time lies beyond the five days.
    soon = SLOW.answered(NEWS) * SLOW.p_answer
    assert SLOW.p5(0.0) == pytest.approx(soon, abs=1e-3)
    assert SLOW.p5(0.0) < 0.5 * SLOW.p_answer


@pytest.mark.parametrize(
    ("freedom", "t", "share"),
    [
        pytest.param(10.0, 1.812, 0.95, id="ten_degrees"),
        pytest.param(10.0, -2.764, 0.01, id="ten_degrees_left"),
        pytest.param(20.0, 2.528, 0.99, id="twenty_degrees"),
        pytest.param(120.0, 1.980, 0.975, id="nearly_normal"),
        pytest.param(5.0, 2.015, 0.95, id="five_degrees"),
    ],
)
def test_the_approximation_agrees_with_the_tables_of_students_t(
    freedom: float, t: float, share: float
) -> None:
    predictive = Predictive(3.0, 0.5, freedom)
    hours = predictive.reached(share)
    assert (log(hours + 0.25) - 3.0) / 0.5 == pytest.approx(t, rel=0.01)
    assert predictive.below(hours) == pytest.approx(share, abs=1e-9)
