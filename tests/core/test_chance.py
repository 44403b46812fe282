"""The chance that an answer comes at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.chance import PRIOR, Chance, Readiness, features
from ghostd.core.gaps.turns import Traits

PLAIN = Traits(
    asks=None,
    closes=None,
    initiating=False,
    recipients=1,
    cc=0,
    forward=False,
    depth=2,
    quiet_days=2.0,
    new=False,
    words=None,
    thread_answers=1,
    open_turns=0,
)


def chance(
    traits: Traits, attempt: int = 1, model: Chance | None = None, of: Readiness | None = None
) -> float:
    return (model or Chance()).of(features(traits, attempt), of or Readiness())


@pytest.mark.parametrize(
    ("likelier", "than"),
    [
        pytest.param({"asks": True}, {"asks": False}, id="who_is_asked_answers"),
        pytest.param({"closes": False}, {"closes": True}, id="a_closing_word_needs_no_answer"),
        pytest.param({"quiet_days": 1.0}, {"quiet_days": 90.0}, id="who_wrote_lately_answers"),
        pytest.param({"quiet_days": 3.0}, {"quiet_days": None}, id="who_ever_wrote_answers"),
        pytest.param({"recipients": 1}, {"recipients": 5}, id="one_of_many_leaves_it_to_the_others"),
        pytest.param({"words": 120}, {"words": 5}, id="more_words_ask_for_more"),
    ],
)
def test_what_is_known_of_the_message_counts(likelier: dict[str, object], than: dict[str, object]) -> None:
    # The table gives the traits by name.
    assert chance(replace(PLAIN, **likelier)) > chance(replace(PLAIN, **than))  # type: ignore[arg-type]


def test_a_follow_up_is_answered_less_often() -> None:
    assert chance(PLAIN, attempt=2) < chance(PLAIN)


def test_nothing_known_is_an_even_chance_or_so() -> None:
    assert 0.4 < chance(PLAIN) < 0.75


def test_a_client_is_known_by_what_it_did() -> None:
    model, good, bad, x = Chance(), Readiness(), Readiness(), features(PLAIN, 1)
    for _ in range(10):
        model.learn(x, good, 1.0, 1.0)
        model.learn(x, bad, 0.0, 1.0)
    assert chance(PLAIN, model=model, of=good) > 0.7
    assert chance(PLAIN, model=model, of=bad) < 0.4
    assert (
        chance(PLAIN, model=model, of=bad) < chance(PLAIN, model=model) < chance(PLAIN, model=model, of=good)
    )


def test_a_client_that_changes_is_followed() -> None:
    model, changed, x = Chance(), Readiness(), features(PLAIN, 1)
    for came in [1.0] * 40 + [0.0] * 12:
        model.learn(x, changed, came, 1.0)
    assert chance(PLAIN, model=model, of=changed) < 0.45


def test_what_is_uncertain_teaches_little() -> None:
    sure, unsure, x = Readiness(), Readiness(), features(PLAIN, 1)
    expected = chance(PLAIN)
    Chance().learn(x, sure, 0.0, 1.0)
    Chance().learn(x, unsure, expected, 1.0)
    assert abs(unsure.mean) < 0.05 < abs(sure.mean)


def test_a_coefficient_is_learned_from_the_mailbox() -> None:
    """Here who is asked does not answer, and who is told does."""
    model = Chance()
    asked, told = replace(PLAIN, asks=True), replace(PLAIN, asks=False)
    for _ in range(200):
        model.learn(features(asked, 1), Readiness(), 0.0, 1.0)
        model.learn(features(told, 1), Readiness(), 1.0, 1.0)
    assert chance(asked, model=model) < chance(told, model=model)


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0, 1), st.integers(0, 2000), st.floats(0.01, 1)), max_size=40)
)
def test_it_stays_a_probability_with_a_proper_posterior(
    turns: list[tuple[bool, float, int, float]],
) -> None:
    model, client = Chance(), Readiness()
    for asks, came, words, weight in turns:
        x = features(replace(PLAIN, asks=asks, words=words), 1)
        model.learn(x, client, came, weight)
        assert 0 < model.of(x, client) < 1
    assert client.variance > 0
    assert all(model.covariance[i][i] > 0 for i in range(len(PRIOR)))
    assert all(
        model.covariance[i][j] == pytest.approx(model.covariance[j][i], abs=1e-9)
        for i in range(len(PRIOR))
        for j in range(i)
    )
