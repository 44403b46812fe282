"""What closes a turn, what belongs to its thread, and what only shows that the client is alive."""

from __future__ import annotations

import pytest
from builders import ANA, CAROL, DAY, HOUR, SECOND, asks, mail, named, says
from turning import DAVE, START, everybody, read

from ghostd.core.messages import Kind, Message


@pytest.mark.parametrize(
    ("answer", "closes"),
    [
        pytest.param(says("b", START + HOUR, answers="a"), True, id="the_person_asked__closes"),
        pytest.param(says("b", START + HOUR, by=CAROL, answers="a"), True, id="a_colleague__closes"),
        pytest.param(
            says("b", START + HOUR, by="x@mail.acme.example", answers="a"),
            True,
            id="same_registered_domain__closes",
        ),
        pytest.param(
            says("b", START + HOUR, to=DAVE, answers="a"), True, id="to_others_in_the_thread__closes"
        ),
        pytest.param(says("b", START, answers="a"), True, id="in_the_same_second__closes"),
        pytest.param(
            says("b", START + HOUR, answers="a", kind=Kind.CALENDAR),
            True,
            id="calendar_accept_or_decline__closes",
        ),
        pytest.param(
            says("b", START + HOUR, subject="Accepted: The new logo", kind=Kind.CALENDAR),
            True,
            id="calendar_answer_by_subject__closes",
        ),
        pytest.param(
            says("b", START + HOUR, subject="Aceptada: The new logo", kind=Kind.CALENDAR),
            True,
            id="calendar_answer_in_spanish__closes",
        ),
        pytest.param(says("b", START + HOUR, by=DAVE, answers="a"), False, id="somebody_else__stays_open"),
        pytest.param(mail("b", ANA, START + HOUR, to=ANA, answers="a"), False, id="a_note__stays_open"),
        pytest.param(
            says("b", START + HOUR, by="no-reply@acme.example", answers="a"),
            False,
            id="its_robot__stays_open",
        ),
    ],
)
def test_what_closes_a_turn(answer: Message, closes: bool) -> None:
    turn = read(asks("a", START), answer)[0]
    assert (turn.closed is not None) is closes
    assert turn.is_open is not closes
    assert turn.answer == (answer if closes else None)
    assert turn.closed in (None, answer.at)


def test_only_the_first_answer_closes() -> None:
    (turn,) = read(
        asks("a", START), says("b", START + HOUR, answers="a"), says("c", START + DAY, answers="a")
    )
    assert turn.closed == START + HOUR


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("bob@gmail.com", "eve@gmail.com", False, id="freemail__the_whole_address"),
        pytest.param(
            "carol@studio.example", "dan@studio.example", False, id="owners_own_domain__the_whole_address"
        ),
        pytest.param("bob@acme.example", "eve@acme.example", True, id="a_company__the_domain"),
    ],
)
def test_who_is_of_the_client(one: str, other: str, same: bool) -> None:
    turn = read(asks("a", START, to=one), says("b", START + HOUR, by=other, answers="a"))[0]
    assert (turn.closed is not None) is same


@pytest.mark.parametrize(
    ("answer", "closes"),
    [
        pytest.param(says("b", START + HOUR, answers="a"), True, id="in_reply_to__pairs"),
        pytest.param(says("b", START + HOUR, answers="x", references=("a",)), True, id="a_reference__pairs"),
        pytest.param(says("b", START + HOUR, subject="RE: The new logo"), True, id="bare_subject__pairs"),
        pytest.param(says("b", START + HOUR, subject="AW: RV: the  new LOGO"), True, id="reply_marks__pair"),
        pytest.param(
            says("b", START + HOUR, by=CAROL, subject="Re: The new logo"),
            True,
            id="subject_of_a_colleague__pairs",
        ),
        pytest.param(says("b", START + 30 * DAY), True, id="subject_within_30_days__pairs"),
        pytest.param(
            says("b", START + 30 * DAY + SECOND), False, id="subject_one_second_later__another_thread"
        ),
        pytest.param(
            says("b", START + HOUR, answers="x"),
            False,
            id="references_to_elsewhere__the_subject_does_not_count",
        ),
        pytest.param(says("b", START + HOUR, subject="Other"), False, id="another_subject__another_thread"),
        pytest.param(says("b", START + HOUR, subject=""), False, id="no_subject__another_thread"),
    ],
)
def test_what_belongs_to_the_thread(answer: Message, closes: bool) -> None:
    (turn,) = read(asks("a", START), answer)
    assert (turn.closed is not None) is closes


def test_a_subject_without_a_participant_in_common_is_another_thread() -> None:
    to_acme, to_beta = read(asks("a", START), asks("b", START + HOUR, to=DAVE))
    assert (to_acme.thread, to_beta.thread) == (named("a"), named("b"))


def test_one_subject_to_many_finds_the_talk_with_this_client() -> None:
    """Ten mails called "Invoice" later, the answer without references still finds its question."""
    others = [asks(f"o{n}", START + n * SECOND, to=f"x@firm{n}.example") for n in range(1, 11)]
    turn = read(asks("a", START), *others, says("b", START + HOUR))[0]
    assert turn.closed == START + HOUR


def test_of_two_talks_with_one_subject_the_newest_is_joined() -> None:
    old, new = asks("a", START, answers="x"), asks("b", START + HOUR, answers="y")
    adds = asks("c", START + 2 * HOUR, answers="a")
    found = read(old, new, adds, says("d", START + 3 * HOUR))
    assert [t.closed is not None for t in found] == [True, False]


def test_messages_tied_by_an_ancestor_that_is_not_there_are_one_thread() -> None:
    (turn,) = read(asks("a", START, answers="lost"), says("b", START + HOUR, answers="lost", subject="Other"))
    assert turn.closed == START + HOUR


def test_threads_that_turn_out_to_be_one_are_answered_together() -> None:
    one, two = asks("a", START, subject="One"), asks("b", START + HOUR, subject="Two")
    found = read(one, two, says("c", START + DAY, answers="b", references=("a",), subject="Both"))
    assert [t.closed for t in found] == [START + DAY, START + DAY]


def test_after_threads_were_joined_a_follow_up_censors_both() -> None:
    one, two = asks("a", START, subject="One"), asks("b", START + HOUR, subject="Two")
    found = read(one, two, asks("c", START + 7 * DAY, answers="b", references=("a",), subject="Both"))
    assert [t.censored for t in found] == [START + 7 * DAY, START + 7 * DAY, None]
    assert found[-1].attempt == 2


def test_copies_are_read_once() -> None:
    turns = everybody()
    assert len(turns.read(asks("a", START))) == 1
    assert turns.read(asks("a", START + DAY)) == ()


def test_a_copy_that_a_list_marked_does_not_hide_the_persons_own() -> None:
    (turn,) = read(
        asks("a", START),
        says("b", START + HOUR, answers="a", kind=Kind.LIST),
        says("b", START + HOUR, answers="a"),
    )
    assert turn.closed == START + HOUR


def test_what_the_client_writes_elsewhere_shows_that_it_is_alive_and_closes_nothing() -> None:
    (turn,) = read(
        asks("a", START),
        says("b", START + HOUR, by=CAROL, subject="Other"),
        says("c", START + DAY, subject="Third"),
    )
    assert turn.is_open
    assert turn.alive == START + HOUR


def test_an_answer_after_a_sign_of_life_closes() -> None:
    (turn,) = read(
        asks("a", START), says("b", START + HOUR, subject="Other"), says("c", START + DAY, answers="a")
    )
    assert (turn.alive, turn.closed) == (START + HOUR, START + DAY)


def test_life_before_the_opening_is_none() -> None:
    (turn,) = read(says("b", START - HOUR, subject="Other"), asks("a", START))
    assert turn.alive is None


def test_automatic_mail_is_no_sign_of_life() -> None:
    (turn,) = read(asks("a", START), says("b", START + HOUR, subject="Other", kind=Kind.AUTO_REPLY))
    assert turn.alive is None


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.HUMAN, Kind.CALENDAR)])
def test_automatic_answers_close_nothing(kind: Kind) -> None:
    (turn,) = read(asks("a", START), says("b", START + HOUR, answers="a", kind=kind))
    assert (turn.closed, turn.alive) == (None, None)
