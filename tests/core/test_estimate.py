"""The usual response time, held against values computed by hand, and when a silence becomes unusual."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from builders import DAY, HOUR, OFFICE, SECOND, asks, at, baseline, bounce, says, span
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.estimate import FIRST_GUESS, Observed, listen, measure, observations, quantile
from ghostd.core.gaps.pairing import Gap
from ghostd.core.practice import Patience

START = at("2026-03-02 09:00")


def observed(*hours: float, cut: tuple[float, ...] = ()) -> list[Observed]:
    return [Observed(h * HOUR, True) for h in hours] + [Observed(h * HOUR, False) for h in cut]


@pytest.mark.parametrize(
    ("spans", "share", "hours"),
    [
        pytest.param(observed(1, 2, 3, 4), 0.5, 2, id="no_censoring__the_lower_median"),
        pytest.param(observed(1, 2, 3), 0.5, 2, id="three_answers__the_middle_one"),
        pytest.param(observed(*range(1, 11)), 0.9, 9, id="ten_answers__the_ninth"),
        # Kaplan and Meier: 1 - 1/4 = .75 at 1 h; then of two left .75 - .375 = .375 at 3 h.
        pytest.param(observed(1, 3, 4, cut=(2,)), 0.5, 3, id="censored_early__counts_as_at_risk_before"),
        # 3/4 at 1 h, 2/4 at 2 h: what is cut later says nothing about the median.
        pytest.param(observed(1, 2, cut=(5, 6)), 0.5, 2, id="censored_late__holds_survival_up"),
        # 3/4, 2/4, and then nobody at risk has answered: .9 is never reached.
        pytest.param(observed(1, 2, cut=(5, 6)), 0.9, 2, id="not_reached__the_longest_answer"),
        # At a tie the answer comes first, with all three at risk: 2/3 at 2 h, none at 3 h.
        pytest.param(observed(2, 3, cut=(2,)), 0.5, 3, id="tie__the_answer_first"),
        pytest.param(observed(7), 0.9, 7, id="one_answer__that_one"),
        pytest.param(observed(3, 3, 3, 3), 0.9, 3, id="all_alike__that_length"),
    ],
)
def test_quantile_by_hand(spans: list[Observed], share: float, hours: float) -> None:
    assert quantile(spans, share) == hours * HOUR


def test_quantile_of_no_answers_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        quantile(observed(cut=(1, 2)), 0.5)


def gap(opened: datetime, *, closed: datetime | None = None, cut: datetime | None = None) -> Gap:
    asked = asks("a", opened)
    answer = says("b", closed, answers="a") if closed else None
    return Gap(opening=asked, run=asked, closed=closed, answer=answer, cut=cut)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(gap(START, closed=START + 2 * HOUR), [(2, True)], id="answered__an_event"),
        pytest.param(gap(START, cut=START + 2 * HOUR), [(2, False)], id="cut__censored"),
        pytest.param(gap(START), [(9, False)], id="open__censored_now"),
        pytest.param(gap(START - 27 * DAY), [(180, False)], id="open_for_the_horizon__censored"),
        pytest.param(gap(START - 27 * DAY - 15 * HOUR - SECOND), [], id="open_beyond_it__left_out"),
        pytest.param(gap(START - 60 * DAY, closed=START), [], id="answered_beyond_it__left_out"),
    ],
)
def test_observations(one: Gap, expected: list[tuple[int, bool]]) -> None:
    found = observations([one], OFFICE, START + 9 * HOUR)
    assert [(o.length / HOUR, o.event) for o in found] == expected


def test_an_undeliverable_gap_says_nothing_about_the_client() -> None:
    asked = asks("a", START)
    lost = Gap(opening=asked, run=asked, bounce=bounce(START + HOUR, of="a"))
    assert observations([lost], OFFICE, START + DAY) == []


def test_three_answers_are_a_habit_of_ones_own() -> None:
    found = measure(observed(1, 2, 3, cut=(9,)), observed(50, 60, 70), Patience())
    assert (found.median, found.p90, found.pooled, found.answers) == (2 * HOUR, 3 * HOUR, False, 3)
    assert found.lengths == (HOUR, 2 * HOUR, 3 * HOUR)


def test_with_fewer_answers_the_pool_counts() -> None:
    """Censored gaps are no answers, however many."""
    found = measure(observed(1, 2, cut=(3, 4, 5)), observed(10, 20, 30), Patience())
    assert (found.median, found.p90, found.pooled, found.answers) == (20 * HOUR, 30 * HOUR, True, 2)


def test_with_no_answers_at_all_the_first_guess_counts() -> None:
    found = measure([], observed(cut=(3,)), Patience())
    assert (found.median, found.p90) == FIRST_GUESS
    assert found.pooled
    assert found.answers == 0


PATIENCE = Patience(factor=1.5, least=span("2bd"), most=span("15bd"))


@pytest.mark.parametrize(
    ("hours", "pooled", "business_hours"),
    [
        pytest.param(27, False, 40.5, id="own_habit__half_as_long_again"),
        pytest.param(2, False, 18, id="a_quick_client__two_days_at_least"),
        pytest.param(200, False, 300, id="a_slow_client__its_own_habit_counts"),
        pytest.param(2, True, 18, id="a_new_client_of_quick_ones__two_days_at_least"),
        pytest.param(200, True, 135, id="a_new_client_of_slow_ones__fifteen_days_at_most"),
    ],
)
def test_when_silence_is_unusual(hours: float, pooled: bool, business_hours: float) -> None:
    usual = baseline(p90=hours * HOUR, pooled=pooled)
    silence = listen(gap(START), usual, OFFICE, PATIENCE, START)
    assert OFFICE.elapsed(START, silence.unusual_at) == business_hours * HOUR


@pytest.mark.parametrize(
    ("late", "unusual"),
    [
        pytest.param(-SECOND, False, id="one_second_early__waits"),
        pytest.param(timedelta(), True, id="at_the_boundary__unusual"),
        pytest.param(SECOND, True, id="one_second_late__unusual"),
    ],
)
def test_the_boundary(late: timedelta, unusual: bool) -> None:
    boundary = at("2026-03-06 13:30")
    silence = listen(gap(START), baseline(), OFFICE, PATIENCE, boundary + late)
    assert silence.unusual_at == boundary
    assert silence.unusual is unusual


def test_silence_counts_from_the_first_message_of_the_run() -> None:
    first = asks("a", START)
    later = Gap(opening=asks("b", START + 3 * DAY), run=first, attempt=2)
    silence = listen(later, baseline(), OFFICE, PATIENCE, START + 4 * DAY)
    assert silence.since == START
    assert silence.business == 36 * HOUR
    assert silence.calendar == 4 * DAY


@pytest.mark.parametrize(
    ("hours", "longer"),
    [
        pytest.param(5, 2, id="two_took_longer"),
        pytest.param(6, 1, id="as_long_is_not_longer"),
        pytest.param(8, 0, id="none_took_longer"),
    ],
)
def test_how_many_answers_took_longer(hours: int, longer: int) -> None:
    usual = baseline(lengths=(HOUR, 6 * HOUR, 8 * HOUR))
    assert listen(gap(START), usual, OFFICE, PATIENCE, START + hours * HOUR).longer == longer


spans = st.lists(
    st.builds(Observed, st.timedeltas(timedelta(), timedelta(hours=180)), st.booleans()),
    min_size=1,
    max_size=12,
)


@given(spans)
def test_a_quantile_is_one_of_the_answers_and_grows_with_the_share(found: list[Observed]) -> None:
    answers = [o.length for o in found if o.event]
    if answers:
        shares = [quantile(found, share) for share in (0.1, 0.5, 0.9)]
        assert set(shares) <= set(answers)
        assert shares == sorted(shares)


@given(spans, st.timedeltas(timedelta(), timedelta(hours=180)))
def test_one_more_censored_gap_never_makes_a_client_look_quicker(
    found: list[Observed], length: timedelta
) -> None:
    if any(o.event for o in found):
        assert quantile([*found, Observed(length, False)], 0.5) >= quantile(found, 0.5)


@given(spans, spans, st.timedeltas(timedelta(), 90 * DAY), st.timedeltas(timedelta(), 90 * DAY))
def test_once_unusual_always_unusual(
    own: list[Observed], pool: list[Observed], one: timedelta, two: timedelta
) -> None:
    usual = measure(own, pool, PATIENCE)
    near = listen(gap(START), usual, OFFICE, PATIENCE, START + min(one, two))
    far = listen(gap(START), usual, OFFICE, PATIENCE, START + max(one, two))
    assert near.unusual_at == far.unusual_at
    assert far.unusual or not near.unusual
    assert far.longer <= near.longer
