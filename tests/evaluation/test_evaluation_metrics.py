"""Each metric on a vector small enough to be counted by hand."""

from __future__ import annotations

import pytest
from timeline import at, mailbox, turn

from evaluation import metrics
from evaluation.turns import Turn


def test_coverage_counts_answers_up_to_the_quantile_and_no_silences() -> None:
    box = mailbox(
        turn(closed=at(0, 5), hours=5.0),
        turn(closed=at(0, 6), hours=6.0),
        turn(closed=at(1, 0), hours=9.0),
        turn(closed=at(60), hours=400.0),
        turn(),
    )
    assert metrics.coverage([box], "0.8") == pytest.approx(1 / 3)
    assert metrics.coverage([box], "0.9") == 1.0


def test_coverage_of_hardly_known_clients_looks_at_their_turns_alone() -> None:
    box = mailbox(
        turn(closed=at(0, 1), hours=1.0, known=2), turn(closed=at(0, 8), hours=8.0, known=3), turn(known=0)
    )
    assert metrics.coverage([box], "0.8", range(3)) == 1.0
    assert metrics.coverage([box], "0.8", range(3, 4)) == 0.0


def test_a_share_over_nothing_is_none() -> None:
    assert metrics.coverage([mailbox(turn())], "0.8") is None
    assert metrics.needless([mailbox(turn())], "0.10") is None


def test_a_false_alarm_is_one_that_came_before_the_answer() -> None:
    box = mailbox(
        turn(closed=at(1), hours=9.0, alpha=at(0, 8)),
        turn(closed=at(1), hours=9.0, alpha=at(1)),
        turn(closed=at(1), hours=9.0, alpha=at(2)),
        turn(closed=at(1), hours=9.0, alpha=None),
        turn(alpha=at(0, 1)),
    )
    assert metrics.false_alarms([box], "0.05") == pytest.approx(1 / 4)


def test_an_alarm_is_needless_when_the_answer_came_after_it_within_the_horizon() -> None:
    box = mailbox(
        turn(closed=at(3), hours=27.0, gamma=at(2)),
        turn(closed=at(40), hours=250.0, gamma=at(2)),
        turn(censored=at(4), gamma=at(2)),
        turn(gamma=at(2)),
        turn(closed=at(1), hours=9.0, gamma=at(2)),
        turn(censored=at(1), gamma=at(2)),
        until=at(60),
    )
    assert metrics.needless([box], "0.10") == pytest.approx(1 / 4)
    assert metrics.needless([box], "0.10", ever=True) == pytest.approx(2 / 4)


def test_an_alarm_whose_outcome_cannot_be_known_yet_is_left_out() -> None:
    box = mailbox(turn(opened=at(0), gamma=at(2)), turn(opened=at(50), gamma=at(52)), until=at(60))
    assert [one.opened for one, _ in metrics.alarms([box], "0.10")] == [at(0)]


def test_the_weekday_gap_is_late_week_less_early_week() -> None:
    late = [
        turn(opened=at(3), closed=at(8), hours=27.0, alpha=at(4)),
        turn(opened=at(4), closed=at(4, 1), hours=1.0),
    ]
    early = [turn(opened=at(day), closed=at(day, 1), hours=1.0) for day in (0, 1, 0, 1)]
    wednesday = turn(opened=at(2), closed=at(8), hours=36.0, alpha=at(3))
    assert metrics.weekday_gap([mailbox(*late, *early, wednesday)], "0.05") == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(turn(closed=at(4), hours=45.0), True, id="on_the_fifth_day"),
        pytest.param(turn(closed=at(7), hours=45.1), False, id="a_little_later"),
        pytest.param(turn(censored=at(4)), None, id="cut_short_before"),
        pytest.param(turn(censored=at(7)), False, id="cut_short_after"),
        pytest.param(turn(), False, id="never"),
        pytest.param(turn(opened=at(57)), None, id="the_mailbox_ends_first"),
    ],
)
def test_whether_it_was_answered_soon(one: Turn, expected: bool | None) -> None:
    box = mailbox(one, until=at(60))
    assert metrics.answered_soon(one, box) is expected


def test_what_was_cut_short_is_made_up_for_by_what_was_watched_as_long() -> None:
    quick = [turn(closed=at(0, 1), hours=1.0, p5=0.9) for _ in range(2)]
    cut = [turn(censored=at(1), p5=0.5) for _ in range(2)]
    silent = [turn(p5=0.1) for _ in range(2)]
    box = mailbox(*quick, *cut, *silent, until=at(60))
    pairs = metrics.forecasts(box, lambda one: one.p5_at_send)
    assert [(p, outcome) for p, outcome, _ in pairs] == [(0.9, True)] * 2 + [(0.1, False)] * 2
    assert [weight for _, _, weight in pairs] == pytest.approx([7 / 6, 7 / 6, 7 / 3, 7 / 3])
    alike = metrics.forecasts(box, lambda one: one.p5_at_send, weighted=False)
    assert alike == [(0.9, True, 1.0), (0.9, True, 1.0), (0.1, False, 1.0), (0.1, False, 1.0)]


def test_the_brier_score_is_the_mean_square_error() -> None:
    assert metrics.brier([(0.8, True, 1), (0.4, False, 1)]) == pytest.approx((0.04 + 0.16) / 2)
    assert metrics.brier([(0.8, True, 3), (0.4, False, 1)]) == pytest.approx((3 * 0.04 + 0.16) / 4)


def test_the_calibration_error_compares_each_bin_with_what_happened() -> None:
    pairs = [(0.25, False, 1.0), (0.25, True, 1.0), (0.9, True, 1.0), (1.0, True, 1.0)]
    assert metrics.calibration_error(pairs) == pytest.approx(abs(0.5 - 1) / 4 + abs(1.9 - 2) / 4)
    assert metrics.calibration_error([(0.25, False, 3.0), (0.25, True, 1.0)]) == pytest.approx(0.0)


def test_the_area_counts_pairs_in_the_right_order_and_ties_half() -> None:
    pairs = [(0.9, True, 1.0), (0.5, True, 1.0), (0.5, False, 1.0), (0.2, False, 1.0)]
    assert metrics.auroc(pairs) == pytest.approx(3.5 / 4)
    assert metrics.auroc([(0.9, True, 1.0), (0.1, True, 1.0), (0.5, False, 4.0)]) == pytest.approx(0.5)
    assert metrics.auroc([(0.5, True, 1.0)]) is None


def test_a_ghosting_is_caught_by_both_rules_while_the_turn_is_open() -> None:
    box = mailbox(
        turn(client="seen.example", alpha=at(3), gamma=at(4)),
        turn(client="too-late.example", alpha=at(3), gamma=at(4), censored=at(4)),
        turn(client="too-late.example", opened=at(4), alpha=at(9)),
        turn(client="before.example", alpha=at(3), gamma=at(4), closed=at(5), hours=40.0),
        turn(client="before.example", opened=at(8)),
        turn(client="unwatched.example", opened=at(55)),
        until=at(60),
    )
    ghosts = {
        f"{name}.example": at(1) for name in ("seen", "too-late", "before", "unwatched", "never-written-to")
    }
    assert metrics.ghostings_caught(box, ghosts) == [True, False, False]
