"""Gaps: what opens one, what closes it, what cuts it short, and what does nothing."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from builders import (
    ANA,
    BOB,
    CAROL,
    DAY,
    HOUR,
    OFFICE,
    SECOND,
    STRANGER,
    asks,
    at,
    bounce,
    client,
    mail,
    named,
    owner,
    says,
    thread,
)
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.conversations import weave
from ghostd.core.gaps.pairing import BOUNCE_WINDOW, Gap, open_gaps, pair
from ghostd.core.messages import Kind, Message

START = at("2026-03-02 10:00")
GUESTS = tuple(f"guest{n}@elsewhere.example" for n in range(8))


def gaps(*messages: Message, bounces: tuple[Message, ...] = ()) -> tuple[Gap, ...]:
    return pair(thread(*messages), OFFICE, client(), owner(), bounces)


@pytest.mark.parametrize(
    ("message", "opens"),
    [
        pytest.param(asks("a", START), True, id="to_the_client__opens"),
        pytest.param(mail("a", ANA, START, to=CAROL), True, id="to_a_colleague__opens"),
        pytest.param(asks("a", START, to=(ANA, BOB)), True, id="to_oneself_and_the_client__opens"),
        pytest.param(mail("a", ANA, START, cc=(BOB,)), False, id="client_only_in_cc__opens_nothing"),
        pytest.param(
            mail("a", ANA, START, to=STRANGER, cc=(BOB,)), False, id="to_another_client_in_cc__opens_nothing"
        ),
        pytest.param(mail("a", ANA, START, to=ANA), False, id="a_note_to_oneself__opens_nothing"),
        pytest.param(mail("a", ANA, START, to=STRANGER), False, id="mail_to_others__opens_nothing"),
        pytest.param(asks("a", START, cc=GUESTS[:4]), True, id="five_outside_recipients__opens"),
        pytest.param(asks("a", START, cc=GUESTS[:5]), False, id="six_outside_recipients__a_broadcast"),
        pytest.param(asks("a", START, cc=(*GUESTS[:4], ANA)), True, id="the_owner_in_copy__not_counted"),
        pytest.param(asks("a", START, kind=Kind.AUTO_REPLY), False, id="own_auto_reply__opens_nothing"),
        pytest.param(asks("a", START, kind=Kind.NEWSLETTER), False, id="own_newsletter__opens_nothing"),
        pytest.param(says("a", START), False, id="client_initiates__opens_nothing"),
    ],
)
def test_what_opens_a_gap(message: Message, opens: bool) -> None:
    found = gaps(message)
    assert len(found) == opens
    assert all(g.open and g.opened == START and g.attempt == 1 for g in found)


def test_the_owners_answer_to_a_client_who_began_opens_a_gap() -> None:
    (gap,) = gaps(says("a", START), asks("b", START + HOUR, answers="a"))
    assert gap.open
    assert gap.opened == START + HOUR


@pytest.mark.parametrize(
    ("answer", "closes"),
    [
        pytest.param(says("b", START + HOUR, answers="a"), True, id="the_person_asked__closes"),
        pytest.param(says("b", START + HOUR, by=CAROL, answers="a"), True, id="a_colleague__closes"),
        pytest.param(says("b", START + HOUR, subject="Re: The new logo"), True, id="by_subject__closes"),
        pytest.param(
            says("b", START + HOUR, by=STRANGER, answers="a"), False, id="perhaps_from_elsewhere__stays_open"
        ),
        pytest.param(asks("b", START + HOUR, answers="a"), False, id="the_owner_adds__stays_open"),
        pytest.param(mail("b", ANA, START + HOUR, to=ANA, answers="a"), False, id="a_note__stays_open"),
        pytest.param(says("b", START + HOUR, by=STRANGER), False, id="a_stranger__stays_open"),
    ],
)
def test_what_closes_a_gap(answer: Message, closes: bool) -> None:
    (gap,) = gaps(asks("a", START), answer)
    assert (gap.closed == START + HOUR) is closes
    assert gap.open is not closes
    assert gap.answer == (answer if closes else None)


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.HUMAN])
def test_automatic_answers_close_nothing(kind: Kind) -> None:
    (gap,) = gaps(asks("a", START), says("b", START + HOUR, answers="a", kind=kind))
    assert gap.open


def test_a_third_party_in_copy_closes_nothing() -> None:
    (gap,) = gaps(asks("a", START, cc=(STRANGER,)), says("b", START + HOUR, by=STRANGER, answers="a"))
    assert gap.open


def test_only_the_first_answer_closes() -> None:
    (gap,) = gaps(asks("a", START), says("b", START + HOUR, answers="a"), says("c", START + DAY, answers="a"))
    assert gap.closed == START + HOUR


def test_an_answer_in_another_thread_closes_nothing_here() -> None:
    woven = weave([asks("a", START), says("b", START + HOUR, subject="Other")], client(), owner())
    here = next(c for c in woven if named("a") in c.ids)
    (gap,) = pair(here, OFFICE, client(), owner())
    assert gap.open


@pytest.mark.parametrize(
    ("second", "cut"),
    [
        pytest.param("2026-03-02 13:59:59", False, id="one_second_early__same_turn"),
        pytest.param("2026-03-02 14:00:00", False, id="four_hours__same_turn"),
        pytest.param("2026-03-02 14:00:01", True, id="one_second_late__a_follow_up"),
    ],
)
def test_more_mail_within_four_working_hours_is_the_same_turn(second: str, cut: bool) -> None:
    found = gaps(asks("a", START), asks("b", at(second), answers="a"))
    assert len(found) == (2 if cut else 1)
    assert found[0].cut == (at(second) if cut else None)
    assert found[-1].open
    assert found[-1].attempt == (2 if cut else 1)


def test_the_four_hours_are_working_hours() -> None:
    """Written on Friday at five, completed on Monday before noon."""
    (gap,) = gaps(asks("a", at("2026-03-06 17:00")), asks("b", at("2026-03-09 11:59"), answers="a"))
    assert gap.opened == at("2026-03-06 17:00")


def test_the_four_hours_run_from_the_first_message_not_the_last() -> None:
    first, last = gaps(asks("a", START), asks("b", START + 3 * HOUR), asks("c", START + 5 * HOUR))
    assert first.cut == START + 5 * HOUR == last.opened


def test_follow_ups_keep_the_run_they_belong_to() -> None:
    asked = asks("a", START)
    found = gaps(asked, asks("b", START + 7 * DAY, answers="a"), asks("c", START + 14 * DAY, answers="b"))
    assert [g.attempt for g in found] == [1, 2, 3]
    assert all(g.run is asked for g in found)


def test_after_an_answer_a_new_run_begins() -> None:
    later = asks("c", START + 2 * DAY, answers="b")
    found = gaps(asks("a", START), says("b", START + DAY, answers="a"), later)
    assert found[1].run is later
    assert found[1].attempt == 1


def test_a_follow_up_in_copy_only_cuts_nothing() -> None:
    (gap,) = gaps(asks("a", START), mail("b", ANA, START + 7 * DAY, cc=(BOB,), answers="a"))
    assert gap.opened == START


def test_the_answer_to_the_other_address_opens_a_gap() -> None:
    found = gaps(
        asks("a", START),
        says("b", START + HOUR, by=STRANGER, answers="a"),
        mail("c", ANA, START + DAY, to=STRANGER, answers="b"),
    )
    assert [g.open for g in found] == [False, True]


@pytest.mark.parametrize(
    ("report", "bounced"),
    [
        pytest.param(bounce(START + HOUR, of="a"), True, id="names_the_message__undeliverable"),
        pytest.param(bounce(START + 30 * DAY, of="a"), True, id="names_it_late__undeliverable"),
        pytest.param(bounce(START + HOUR, failed=(BOB,)), True, id="names_the_recipient__undeliverable"),
        pytest.param(bounce(START + BOUNCE_WINDOW, failed=(BOB,)), True, id="five_days__undeliverable"),
        pytest.param(bounce(START + BOUNCE_WINDOW + SECOND, failed=(BOB,)), False, id="later__not_this_mail"),
        pytest.param(bounce(START - SECOND, failed=(BOB,)), False, id="before_the_mail__not_this_mail"),
        pytest.param(bounce(START + HOUR, failed=(STRANGER,)), False, id="names_another__not_this_mail"),
        pytest.param(bounce(START + HOUR), False, id="names_nobody__not_this_mail"),
        pytest.param(bounce(START + HOUR, of="z"), False, id="names_another_message__not_this_mail"),
    ],
)
def test_a_bounce_makes_the_gap_undeliverable(report: Message, bounced: bool) -> None:
    (gap,) = gaps(asks("a", START), bounces=(report,))
    assert gap.bounce == (report if bounced else None)
    assert gap.open


def test_what_is_sent_again_after_a_bounce_begins_a_gap_that_is_not_undeliverable() -> None:
    again = asks("b", START + 2 * HOUR, to=CAROL, answers="a")
    lost, open_now = gaps(asks("a", START), again, bounces=(bounce(START + HOUR, failed=(BOB,)),))
    assert lost.bounce is not None
    assert lost.cut == again.at
    assert open_now.bounce is None
    assert open_now.run is again
    assert open_now.attempt == 1


def test_when_only_the_follow_up_came_back_the_run_still_counts_from_what_arrived() -> None:
    asked, report = asks("a", START), bounce(START + 7 * DAY + HOUR, of="b")
    found = gaps(
        asked, asks("b", START + 7 * DAY, answers="a"), asks("c", START + 8 * DAY), bounces=(report,)
    )
    assert [g.bounce is not None for g in found] == [False, True, False]
    assert found[-1].run is asked


def test_an_answer_after_a_bounce_still_closes() -> None:
    (gap,) = gaps(
        asks("a", START),
        says("b", START + DAY, answers="a"),
        bounces=(bounce(START + HOUR, failed=(BOB,)),),
    )
    assert gap.closed == START + DAY


def test_open_gaps_are_the_oldest_first() -> None:
    one, two = asks("a", START, subject="One"), asks("b", START - DAY, subject="Two")
    found = [g for c in weave([one, two], client(), owner()) for g in pair(c, OFFICE, client(), owner())]
    assert [g.opening for g in open_gaps(found)] == [two, one]


@st.composite
def talks(draw: st.DrawFn) -> list[Message]:
    """One thread of up to ten messages of anybody, at any times."""
    spans = st.timedeltas(timedelta(), 20 * DAY)
    builders = (
        lambda n, t: asks(n, t, answers="root"),
        lambda n, t: says(n, t, answers="root"),
        lambda n, t: says(n, t, by=CAROL, answers="root"),
        lambda n, t: says(n, t, by=STRANGER, answers="root"),
        lambda n, t: mail(n, ANA, t, to=STRANGER, answers="root"),
        lambda n, t: says(n, t, answers="root", kind=Kind.AUTO_REPLY),
        lambda n, t: bounce(t, failed=(BOB,), of="root"),
    )
    count = draw(st.integers(1, 10))
    return [draw(st.sampled_from(builders))(str(n), START + draw(spans)) for n in range(count)]


@given(talks())
def test_gaps_are_never_negative_follow_each_other_and_only_the_last_is_open(talk: list[Message]) -> None:
    found = gaps(*talk, bounces=tuple(m for m in talk if m.kind is Kind.BOUNCE))
    now = START + 60 * DAY
    for gap in found:
        assert gap.length(OFFICE, now) >= timedelta()
        assert not (gap.closed and gap.cut)
        assert (gap.answer is None) == (gap.closed is None)
        assert gap.run.at <= gap.opened
    for gap, after in pairwise(found):
        ended = gap.closed or gap.cut
        assert ended is not None
        assert gap.opened <= ended <= after.opened
