"""How one open turn stands at one moment, and when its silence becomes unusual."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import DAY, HOUR, OFFICE, SECOND, asks, at, says
from walking import PEOPLE, last, steady, then, walk

from ghostd.core.gaps.clock import DAY as BUSINESS_DAY
from ghostd.core.gaps.forecast import LEARNING_WAIT, Dials
from ghostd.core.gaps.standing import Standing
from ghostd.core.gaps.walk import ENOUGH, Walk

KNOWN = steady([2.0, 4.0, 9.0, 1.0, 12.0] * 10)
"""Fifty answers: nobody is learning any more."""

ASKED = then(KNOWN)
QUESTION = asks("now", ASKED, subject="Question")


def standing(walked: Walk, after: timedelta) -> Standing:
    return walked.standing(last(walked), last(walked).turn.opened + after)


def test_at_the_opening_nothing_is_unusual() -> None:
    now = standing(walk(*KNOWN, QUESTION), timedelta())
    assert now.hours == now.silent == 0
    assert now.survival == pytest.approx(1, abs=0.1)
    assert not now.unusual
    assert now.answers == 50 and not now.pooled


def test_it_becomes_unusual_at_the_instant_that_was_told() -> None:
    walked = walk(*KNOWN, QUESTION)
    at_ = standing(walked, timedelta()).unusual_at
    assert at_ is not None and ASKED + DAY <= at_ <= ASKED + 14 * DAY
    assert not walked.standing(last(walked), at_ - SECOND).unusual
    then = walked.standing(last(walked), at_)
    assert then.unusual
    assert then.survival <= 0.05 + 1e-6
    assert then.p5 <= 0.10 + 1e-6
    assert then.hours >= BUSINESS_DAY - 1e-6


def test_only_in_the_owners_working_hours() -> None:
    walked = walk(*KNOWN, QUESTION)
    at_ = standing(walked, timedelta()).unusual_at
    assert at_ is not None and OFFICE.open_at(at_)
    weekend = at_ + (5 - at_.weekday()) * DAY
    assert not walked.standing(last(walked), weekend).unusual
    assert walked.standing(last(walked), weekend + 2 * DAY).unusual


def test_it_says_how_many_of_its_own_answers_took_longer() -> None:
    walked = walk(*KNOWN, QUESTION)
    within = [standing(walked, n * HOUR).longer for n in (0, 24, 72, 14 * 24)]
    assert within == sorted(within, reverse=True)
    assert within[0] > 45 and within[-1] == 0


@pytest.mark.parametrize("answers", [0, 1, 2, 5])
def test_with_few_answers_it_is_calm_and_says_so(answers: int) -> None:
    walked = walk(*steady([3.0] * answers), asks("now", at("2026-05-11 10:00"), subject="Question"))
    now = standing(walked, DAY)
    assert now.answers == answers
    assert now.pooled == (answers < 3)
    assert now.learning and not now.unusual
    assert standing(walked, 21 * DAY).unusual


def test_while_learning_it_waits_ten_business_days_at_most() -> None:
    slow = steady([90.0] * 6, apart=16)
    walked = walk(*slow, asks("now", then(slow), subject="Question"))
    at_ = standing(walked, timedelta()).unusual_at
    assert at_ is not None
    waited = OFFICE.elapsed(last(walked).turn.opened, at_) / timedelta(hours=1)
    assert waited == pytest.approx(LEARNING_WAIT, rel=0.2)


def test_a_slow_client_is_given_longer_once_it_is_known() -> None:
    slow = steady([90.0] * (ENOUGH + 5), apart=16)
    walked = walk(*slow, asks("now", then(slow), subject="Question"))
    now = standing(walked, timedelta())
    assert not now.learning
    assert now.unusual_at is not None
    assert OFFICE.elapsed(last(walked).turn.opened, now.unusual_at) > timedelta(hours=95)


def test_who_wrote_elsewhere_is_not_silent() -> None:
    walked = walk(*KNOWN, QUESTION, says("other", ASKED + DAY, subject="Something else"))
    now = standing(walked, 30 * DAY)
    assert now.turn.alive is not None
    assert now.unusual_at is None and not now.unusual


def test_who_answers_is_not_silent() -> None:
    walked = walk(*KNOWN, QUESTION, says("a", ASKED + 20 * DAY, answers="now", subject="Question"))
    assert not standing(walked, 30 * DAY).unusual


def test_nobody_waits_for_who_never_answers() -> None:
    never = steady([None] * 30, with_=PEOPLE[1], apart=21)
    walked = walk(*never, asks("now", then(never, days=40), to=PEOPLE[1], subject="Question"))
    now = standing(walked, 30 * DAY)
    assert now.p_answer < 0.3
    assert now.unusual_at is None and not now.unusual


def test_after_a_follow_up_the_silence_counts_from_the_first_message() -> None:
    again = asks("again", ASKED + 7 * DAY, answers="now", subject="Re: Question")
    now = walk(*KNOWN, QUESTION, again)
    found = standing(now, 2 * DAY)
    assert found.turn.attempt == 2
    assert found.silent > found.hours + 4 * BUSINESS_DAY


@pytest.mark.parametrize("stricter", [Dials(alpha=0.01), Dials(gamma=0.02)])
def test_a_stricter_dial_speaks_later(stricter: Dials) -> None:
    usual, later = walk(*KNOWN, QUESTION), walk(*KNOWN, QUESTION, dials=stricter)
    first, second = standing(usual, DAY).unusual_at, standing(later, DAY).unusual_at
    assert first is not None and second is not None and first <= second
    assert replace(stricter, alpha=0.05, gamma=0.10) == Dials()
