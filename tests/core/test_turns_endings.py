"""Turns that bounced, that a stranger answered, and mail that is read in another order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from builders import ANA, BOB, CAROL, DAY, HOUR, SECOND, STRANGER, asks, mail, named, says
from hypothesis import given
from hypothesis import strategies as st
from turning import DAVE, GUESTS, START, everybody, failure, only_acme, read

from ghostd.core.gaps.turns import BOUNCE_WINDOW, Turn
from ghostd.core.gaps.turns import STRANGER as BY_STRANGER
from ghostd.core.messages import Kind, Message


@pytest.mark.parametrize(
    ("report", "lost"),
    [
        pytest.param(failure(START + HOUR, of="a"), True, id="names_the_message__undeliverable"),
        pytest.param(failure(START + 30 * DAY, of="a"), True, id="names_it_late__undeliverable"),
        pytest.param(failure(START + HOUR, failed=(BOB,)), True, id="names_the_recipient__undeliverable"),
        pytest.param(failure(START + BOUNCE_WINDOW, failed=(BOB,)), True, id="five_days__undeliverable"),
        pytest.param(
            failure(START + BOUNCE_WINDOW + SECOND, failed=(BOB,)), False, id="later__not_this_mail"
        ),
        pytest.param(failure(START + 4 * DAY, failed=(BOB,)), True, id="four_days__undeliverable"),
        pytest.param(failure(START + 6 * DAY, failed=(BOB,)), False, id="six_days__not_this_mail"),
        pytest.param(failure(START + HOUR, failed=(CAROL,)), False, id="names_a_colleague__not_this_mail"),
        pytest.param(
            failure(START + HOUR, failed=(CAROL,), of="a"), False, id="only_the_cc_failed__delivered"
        ),
        pytest.param(failure(START + HOUR), False, id="names_nobody__not_this_mail"),
        pytest.param(failure(START + HOUR, of="z"), False, id="names_another_message__not_this_mail"),
    ],
)
def test_a_bounce_makes_the_turn_undeliverable_and_is_never_silence(report: Message, lost: bool) -> None:
    (turn,) = read(asks("a", START), report)
    assert turn.undeliverable == (report.at if lost else None)
    assert turn.is_open is not lost
    assert (turn.closed, turn.censored) == (None, None)


def test_when_one_of_two_in_to_got_it_it_was_delivered() -> None:
    (turn,) = read(asks("a", START, to=(BOB, CAROL)), failure(START + HOUR, failed=(BOB,)))
    assert turn.is_open


def test_mail_that_is_sent_again_after_a_bounce_begins_a_new_turn() -> None:
    again = asks("b", START + 2 * HOUR, to=CAROL, answers="a")
    lost, turn = read(asks("a", START), failure(START + HOUR, failed=(BOB,)), again)
    assert lost.ended == START + HOUR
    assert (turn.is_open, turn.attempt, turn.run) == (True, 1, again)


def test_when_only_the_follow_up_came_back_the_run_counts_from_what_arrived() -> None:
    asked = asks("a", START)
    found = read(
        asked,
        asks("b", START + 7 * DAY, answers="a"),
        failure(START + 7 * DAY + HOUR, of="b"),
        asks("c", START + 8 * DAY, answers="b"),
    )
    assert [t.undeliverable is not None for t in found] == [False, True, False]
    assert (found[-1].run, found[-1].attempt) == (asked, 3)


def test_an_answer_after_a_bounce_closes() -> None:
    (turn,) = read(
        asks("a", START), failure(START + HOUR, failed=(BOB,)), says("b", START + DAY, answers="a")
    )
    assert turn.closed == turn.ended == START + DAY


def test_who_answers_unasked_may_be_the_client_so_the_turn_is_censored_not_answered() -> None:
    (turn,) = read(asks("a", START), says("b", START + HOUR, by=STRANGER, answers="a"), into=only_acme())
    assert (turn.closed, turn.answer) == (None, None)
    assert (turn.censored, turn.because) == (START + HOUR, BY_STRANGER)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        pytest.param(asks("a", START), says("b", START + HOUR, by=STRANGER), id="not_an_answer__nothing"),
        pytest.param(
            asks("a", START, cc=(STRANGER,)),
            says("b", START + HOUR, by=STRANGER, answers="a"),
            id="in_copy__nothing",
        ),
        pytest.param(
            asks("a", START),
            says("b", START + HOUR, by="no-reply@desk.example", answers="a"),
            id="a_robot__nothing",
        ),
        pytest.param(
            asks("a", START),
            says("b", START + HOUR, by=STRANGER, answers="a", kind=Kind.AUTO_REPLY),
            id="automatic__nothing",
        ),
    ],
)
def test_third_parties_end_nothing(question: Message, word: Message) -> None:
    (turn,) = read(question, word, into=only_acme())
    assert turn.is_open


def test_mail_to_the_strangers_address_opens_a_turn_with_the_client() -> None:
    last = mail("c", ANA, START + DAY, to=STRANGER, answers="b")
    found = read(asks("a", START), says("b", START + HOUR, by=STRANGER, answers="a"), last, into=only_acme())
    assert [t.client for t in found] == ["Acme", "Acme"]
    assert (found[1].run, found[1].attempt, found[1].is_open) == (last, 1, True)


def test_where_everybody_may_be_a_client_nobody_is_a_stranger() -> None:
    turn = read(asks("a", START), says("b", START + HOUR, by=STRANGER, answers="a"))[0]
    assert turn.is_open


def test_what_changed_comes_opened_first_then_closed_then_censored() -> None:
    turns = everybody()
    turns.read(asks("a", START))
    opened, censored = turns.read(asks("b", START + 7 * DAY, answers="a"))
    assert (opened.id, censored.id) == (named("b"), named("a"))


def test_an_answer_dated_before_the_question_it_names_closes_it_at_once() -> None:
    """The owner's clock is fast, or Sent was read after INBOX: no silence, and no negative time."""
    turns = everybody()
    assert turns.read(says("b", START - SECOND, answers="a")) == ()
    opened, closed = turns.read(asks("a", START))
    assert opened.is_open
    assert closed.closed == START
    assert turns.open_turns() == ()


def test_a_question_read_after_its_answer_is_answered() -> None:
    turns = everybody()
    turns.read(says("b", START + DAY, answers="a"))
    assert turns.read(asks("a", START))[-1].closed == START + DAY


def test_a_word_read_late_that_is_older_than_the_question_closes_nothing() -> None:
    (turn,) = read(asks("a", START), says("b", START - DAY))
    assert turn.is_open


def test_a_question_read_late_moves_no_start() -> None:
    (turn,) = read(asks("b", START), asks("a", START - 7 * DAY))
    assert turn.opened == START


def test_open_turns_are_the_oldest_first_of_one_client_or_all() -> None:
    turns = everybody()
    for message in (
        asks("b", START + HOUR, subject="Two"),
        asks("a", START, subject="One"),
        asks("c", START, to=DAVE),
        asks("d", START, to=GUESTS[0]),
        says("e", START + HOUR, by=GUESTS[0], answers="d"),
    ):
        turns.read(message)
    assert [t.id for t in turns.open_turns("acme.example")] == [named("a"), named("b")]
    assert {t.client for t in turns.open_turns()} == {"acme.example", "beta.example"}
    assert turns.wrote == {"elsewhere.example": START + HOUR}


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(mail(None, None, START), id="nobody_wrote_it"),
        pytest.param(mail(None, ANA, START, to=BOB, references=("a", "a")), id="no_id"),
        pytest.param(mail("a", BOB, START, answers="a"), id="answers_itself"),
        pytest.param(mail("a", ANA, START, to=("", "@", "x@", "@y")), id="broken_addresses"),
        pytest.param(failure(START), id="a_bounce_of_nothing"),
    ],
)
def test_odd_mail_breaks_nothing(message: Message) -> None:
    turns = everybody()
    turns.read(message)
    turns.read(message)


Builder = Callable[[str, datetime, str], Message]
BUILDERS: tuple[Builder, ...] = (
    lambda n, t, p: asks(n, t, answers=p),
    lambda n, t, p: asks(n, t, to=(BOB, DAVE), answers=p),
    lambda n, t, p: says(n, t, answers=p),
    lambda n, t, p: says(n, t, by=CAROL),
    lambda n, t, p: says(n, t, by=DAVE, answers=p, subject="Other"),
    lambda n, t, p: says(n, t, by=STRANGER, answers=p),
    lambda n, t, p: mail(n, ANA, t, to=STRANGER, answers=p),
    lambda n, t, p: says(n, t, answers=p, kind=Kind.AUTO_REPLY),
    lambda n, t, p: failure(t, failed=(BOB,), of=p),
)


@st.composite
def mailboxes(draw: st.DrawFn) -> list[Message]:
    """Up to twelve messages of anybody, at any times, each an answer to some other, known or not."""
    spans = st.timedeltas(timedelta(), 20 * DAY)
    return [
        draw(st.sampled_from(BUILDERS))(str(n), START + draw(spans), str(draw(st.integers(0, 13))))
        for n in range(draw(st.integers(1, 12)))
    ]


@given(mailboxes(), st.booleans(), st.booleans())
def test_whatever_the_order_no_time_is_negative_and_what_ended_stays_so(
    messages: list[Message], in_order: bool, anybody: bool
) -> None:
    turns = everybody() if anybody else only_acme()
    states: dict[tuple[str, str], Turn] = {}
    for message in sorted(messages, key=lambda m: m.at) if in_order else messages:
        for turn in turns.read(message):
            before = states.get((turn.id, turn.client))
            assert before is None or (before.closed is None and before.censored is None)
            assert before is None or before.traits == turn.traits
            states[turn.id, turn.client] = turn
    for turn in states.values():
        assert turn.ended is None or turn.ended >= turn.opened
        assert not (turn.closed and turn.censored)
        assert (turn.answer is None) == (turn.closed is None)
        assert bool(turn.because) == (turn.censored is not None)
        assert (turn.attempt == 1) == (turn.run is turn.opening)
    assert {(t.id, t.client) for t in turns.open_turns()} == {k for k, t in states.items() if t.is_open}
