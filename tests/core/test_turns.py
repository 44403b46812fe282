"""What opens a turn, what belongs to it, and what is known when it opens."""

from __future__ import annotations

import pytest
from builders import ANA, BOB, CAROL, DAY, HOUR, SECOND, asks, at, mail, named, says
from turning import DAVE, GUESTS, LIST, START, everybody, read

from ghostd.core.gaps.turns import FOLLOW_UP, RECENT, Turn
from ghostd.core.messages import Kind, Message, Wording


@pytest.mark.parametrize(
    ("message", "clients"),
    [
        pytest.param(asks("a", START), ["acme.example"], id="one_outsider_in_to__opens"),
        pytest.param(
            asks("a", START, to=(BOB, CAROL)), ["acme.example"], id="two_colleagues__one_turn_with_the_client"
        ),
        pytest.param(
            asks("a", START, to=(BOB, DAVE)),
            ["acme.example", "beta.example"],
            id="two_clients__a_turn_with_each",
        ),
        pytest.param(
            asks("a", START, to=BOB, cc=(DAVE,)),
            ["acme.example"],
            id="another_client_in_cc__only_who_is_in_to",
        ),
        pytest.param(asks("a", START, to=(ANA, BOB)), ["acme.example"], id="to_oneself_and_a_client__opens"),
        pytest.param(mail("a", ANA, START, cc=(BOB,)), [], id="cc_only__never"),
        pytest.param(mail("a", ANA, START, to=ANA), [], id="to_oneself__never"),
        pytest.param(mail("a", ANA, START), [], id="to_nobody__never"),
        pytest.param(asks("a", START, to=LIST), [], id="to_a_list__never"),
        pytest.param(asks("a", START, to=LIST, cc=(BOB,)), [], id="to_a_list_with_a_client_in_cc__never"),
        pytest.param(asks("a", START, to="no-reply@acme.example"), [], id="to_a_robot__never"),
        pytest.param(asks("a", START, cc=GUESTS[:4]), ["acme.example"], id="five_outside_recipients__opens"),
        pytest.param(asks("a", START, cc=GUESTS[:5]), [], id="six_outside_recipients__a_broadcast"),
        pytest.param(
            asks("a", START, cc=(*GUESTS[:4], ANA, LIST)),
            ["acme.example"],
            id="oneself_and_a_list__not_counted",
        ),
        pytest.param(asks("a", START, kind=Kind.AUTO_REPLY), [], id="own_automatic_answer__never"),
        pytest.param(asks("a", START, kind=Kind.NEWSLETTER), [], id="own_newsletter__never"),
        pytest.param(asks("a", START, kind=Kind.CALENDAR), [], id="own_invitation__never"),
        pytest.param(says("a", START), [], id="client_initiates__opens_nothing"),
    ],
)
def test_what_opens_a_turn(message: Message, clients: list[str]) -> None:
    found = read(message)
    assert [t.client for t in found] == clients
    assert all(t.is_open and t.opened == START and t.attempt == 1 and t.run is message for t in found)
    assert all(t.id == t.thread == named("a") for t in found)


def test_the_owners_answer_to_a_client_who_began_opens_a_turn() -> None:
    (turn,) = read(says("a", START), asks("b", START + HOUR, answers="a"))
    assert turn.is_open
    assert turn.opened == START + HOUR
    assert not turn.traits.initiating


def test_threads_with_two_clients_are_answered_each_for_itself() -> None:
    acme, beta = read(asks("a", START, to=(BOB, DAVE)), says("b", START + HOUR, by=DAVE, answers="a"))
    assert acme.is_open
    assert beta.closed == START + HOUR


# Several messages of the owner's.


@pytest.mark.parametrize(
    ("second", "follow_up"),
    [
        pytest.param("2026-03-02 13:59:59", False, id="one_second_early__same_turn"),
        pytest.param("2026-03-02 14:00:00", False, id="four_hours__same_turn"),
        pytest.param("2026-03-02 14:00:01", True, id="one_second_late__a_follow_up"),
    ],
)
def test_within_four_working_hours_it_is_the_same_turn(second: str, follow_up: bool) -> None:
    found = read(asks("a", START), asks("b", at(second), answers="a"))
    assert len(found) == (2 if follow_up else 1)
    first, last = found[0], found[-1]
    assert first.opened == START
    assert (first.censored, first.because) == ((at(second), FOLLOW_UP) if follow_up else (None, ""))
    assert last.is_open
    assert last.attempt == (2 if follow_up else 1)
    assert last.run == asks("a", START)


def test_the_four_hours_are_working_hours() -> None:
    """Written on Friday at five, completed on Monday before noon."""
    (turn,) = read(asks("a", at("2026-03-06 17:00")), asks("b", at("2026-03-09 11:59"), answers="a"))
    assert turn.opened == at("2026-03-06 17:00")


def test_the_four_hours_run_from_the_first_message_not_the_last() -> None:
    found = read(
        asks("a", START), asks("b", START + 3 * HOUR, answers="a"), asks("c", START + 5 * HOUR, answers="b")
    )
    assert [t.id for t in found] == [named("a"), named("c")]
    assert found[0].censored == START + 5 * HOUR


def test_each_follow_up_is_an_attempt_of_the_same_run() -> None:
    asked = asks("a", START)
    found = read(asked, asks("b", START + 7 * DAY, answers="a"), asks("c", START + 14 * DAY, answers="b"))
    assert [t.attempt for t in found] == [1, 2, 3]
    assert all(t.run is asked for t in found)


def test_an_answer_after_a_follow_up_closes_the_follow_up_only() -> None:
    first, second = read(
        asks("a", START), asks("b", START + 7 * DAY, answers="a"), says("c", START + 8 * DAY, answers="a")
    )
    assert first.closed is None
    assert first.censored == START + 7 * DAY
    assert second.closed == START + 8 * DAY


def test_after_an_answer_a_new_run_begins() -> None:
    later = asks("c", START + 2 * DAY, answers="b")
    found = read(asks("a", START), says("b", START + DAY, answers="a"), later)
    assert (found[1].attempt, found[1].run) == (1, later)


def test_a_second_message_that_has_the_client_in_cc_only_is_no_follow_up() -> None:
    (turn,) = read(asks("a", START), mail("b", ANA, START + 7 * DAY, to=DAVE, cc=(BOB,), answers="a"))[:1]
    assert turn.is_open


def traits(*messages: Message) -> Turn:
    return read(*messages)[-1]


def test_the_traits_of_a_first_mail() -> None:
    found = everybody().read(asks("a", START, cc=(DAVE, LIST, ANA)), Wording(True, False, 12))[0].traits
    assert (found.asks, found.closes, found.words) == (True, False, 12)
    assert (found.initiating, found.new, found.quiet_days) == (True, True, None)
    assert (found.recipients, found.cc, found.depth) == (2, 1, 0)
    assert (found.thread_answers, found.open_turns, found.forward) == (0, 0, False)


def test_without_a_text_its_wording_is_unknown() -> None:
    found = traits(asks("a", START)).traits
    assert (found.asks, found.closes, found.words) == (None, None, None)


def test_the_traits_of_an_answer() -> None:
    found = traits(
        says("a", START, subject="Old"), says("b", START + DAY), asks("c", START + 3 * DAY, answers="b")
    ).traits
    assert (found.initiating, found.new, found.quiet_days) == (False, False, 2.0)
    assert (found.thread_answers, found.depth) == (1, 1)


def test_a_client_who_was_only_written_to_is_not_new() -> None:
    found = traits(asks("a", START, subject="Old"), asks("b", START + DAY)).traits
    assert (found.new, found.quiet_days) == (False, None)


@pytest.mark.parametrize(
    ("subject", "forward"),
    [("Fwd: Logo", True), ("RV: Logo", True), ("WG: Logo", True), ("Re: Logo", False), ("Trip: Logo", False)],
)
def test_a_forward_is_told_by_its_mark(subject: str, forward: bool) -> None:
    assert traits(asks("a", START, subject=subject)).traits.forward is forward


def test_open_turns_are_those_of_other_threads_that_are_recent() -> None:
    stale = asks("old", START - RECENT - SECOND, subject="Old")
    other = asks("b", START - DAY, subject="Other")
    beta = asks("c", START - DAY, to=DAVE, subject="Beta")
    before = asks("d", START - 7 * DAY)
    assert traits(stale, other, beta, before, asks("a", START, answers="d")).traits.open_turns == 1
