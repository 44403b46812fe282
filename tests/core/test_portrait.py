"""One client as the mail shows it: habit, silence, absence, whose turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from builders import (
    ANA,
    BOB,
    CAROL,
    DAY,
    HOUR,
    SECOND,
    STRANGER,
    asks,
    at,
    bounce,
    client,
    days,
    mail,
    practice,
    says,
)
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from ghostd.core.conversations import Turn
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.messages import Kind, Message
from ghostd.core.portrait import Portrait, portray

START = at("2026-03-02 10:00")
LATER = START + HOUR


def portrait(*messages: Message, now: datetime) -> Portrait:
    return portray(practice(), {"Acme": messages}, now)["Acme"]


def away(id: str, when: datetime, *, until: str | None = None, by: str = BOB, answers: str = "a") -> Message:
    back = date.fromisoformat(until) if until else None
    return says(id, when, by=by, answers=answers, kind=Kind.AUTO_REPLY, away_until=back)


def test_a_client_without_mail_owes_nothing() -> None:
    found = portrait(now=START)
    assert found.silence is None
    assert found.turn is Turn.NONE
    assert found.alive is None


@pytest.mark.parametrize(
    ("messages", "turn"),
    [
        pytest.param((asks("a", START),), Turn.CLIENT, id="asked__the_client"),
        pytest.param((asks("a", START), says("b", LATER, answers="a")), Turn.OWNER, id="answered__the_owner"),
        pytest.param((says("b", START),), Turn.OWNER, id="client_began__the_owner"),
        pytest.param((mail("a", ANA, START, cc=(BOB,)),), Turn.NONE, id="only_in_copy__nobody"),
        pytest.param((asks("a", START), away("b", START + HOUR)), Turn.CLIENT, id="away__still_the_client"),
        pytest.param(
            (asks("a", START), says("b", START + HOUR, subject="Other")),
            Turn.OWNER,
            id="wrote_elsewhere__the_owner",
        ),
    ],
)
def test_whose_turn_it_is(messages: tuple[Message, ...], turn: Turn) -> None:
    assert portrait(*messages, now=START + DAY).turn is turn


def test_silence_counts_from_the_oldest_unanswered_message() -> None:
    found = portrait(
        asks("b", START + DAY, subject="Two"), asks("a", START, subject="One"), now=START + 7 * DAY
    )
    assert found.silence is not None
    assert found.silence.since == START


def test_a_client_who_wrote_elsewhere_is_alive_and_not_silent() -> None:
    found = portrait(asks("a", START), says("b", START + DAY, subject="Other"), now=START + 30 * DAY)
    assert found.silence is None
    assert [judged.turn.is_open for judged in found.turns] == [True]


def test_a_follow_up_after_a_sign_of_life_elsewhere_is_a_silence_from_then_on() -> None:
    again = START + 10 * DAY
    found = portrait(
        asks("a", START),
        says("b", START + DAY, subject="Other"),
        asks("c", again, answers="a"),
        asks("d", again + 7 * DAY, answers="c"),
        now=START + 30 * DAY,
    )
    assert found.silence is not None
    assert found.silence.since == again
    assert found.silence.turn.attempt == 3


def test_what_a_person_wrote_before_the_question_is_no_answer() -> None:
    found = portrait(says("b", START - HOUR, subject="Other"), asks("a", START), now=START + DAY)
    assert found.silence is not None
    assert found.alive is not None


@pytest.mark.parametrize(
    ("auto", "now", "absent"),
    [
        pytest.param(away("b", START, until="2026-03-16"), "2026-03-15 12:00", True, id="last_day__away"),
        pytest.param(away("b", START, until="2026-03-16"), "2026-03-16 00:00", False, id="the_return__back"),
        pytest.param(away("b", START), "2026-03-09 12:00", True, id="no_date__a_week"),
        pytest.param(away("b", START), "2026-03-10 12:00", False, id="no_date_eighth_day__back"),
        pytest.param(away("b", START, until="2026-03-01"), "2026-03-05 12:00", True, id="past_date__a_week"),
        pytest.param(away("b", START, by=CAROL), "2026-03-05 12:00", True, id="a_colleague__away"),
    ],
)
def test_absence(auto: Message, now: str, absent: bool) -> None:
    found = portrait(asks("a", START - HOUR), auto, now=at(now))
    assert (found.absence is not None) is absent


def test_a_third_party_that_is_away_says_nothing_about_the_client() -> None:
    asked = asks("a", START, cc=(STRANGER,))
    found = portrait(asked, away("b", START + HOUR, by=STRANGER), now=START + 2 * HOUR)
    assert found.absence is None


def test_absence_stops_the_clients_clock() -> None:
    asked = asks("a", START)
    plain = portrait(asked, now=START + 21 * DAY)
    held = portrait(asked, away("b", START + SECOND, until="2026-03-16"), now=START + 21 * DAY)
    assert plain.silence is not None
    assert held.silence is not None
    assert plain.silence.business / HOUR == approx(15 * 9)
    assert held.silence.business < 6 * 9 * HOUR
    assert held.silence.unusual_at is not None and plain.silence.unusual_at is not None
    assert held.silence.unusual_at > plain.silence.unusual_at
    assert held.silence.calendar == plain.silence.calendar


def test_the_clients_own_holidays_count() -> None:
    fallas = Calendar(zone=practice().calendar.zone, holidays=days("2026-03-03", "2026-03-04"))
    house = practice(calendars={"Acme": fallas})
    found = portray(house, {"Acme": [asks("a", START)]}, START + 3 * DAY)["Acme"]
    assert found.silence is not None
    assert found.silence.business / HOUR == approx(9)


@pytest.mark.parametrize(
    ("report", "bounced"),
    [
        pytest.param(bounce(START + HOUR, of="a"), True, id="in_the_thread"),
        pytest.param(bounce(START + HOUR, failed=(BOB,)), True, id="in_a_thread_of_its_own"),
        pytest.param(bounce(START + HOUR, failed=(CAROL,)), False, id="about_somebody_else"),
    ],
)
def test_bounce(report: Message, bounced: bool) -> None:
    found = portrait(asks("a", START), report, now=START + DAY)
    assert found.silence is not None
    assert (found.silence.bounce is not None) is bounced


def test_what_is_sent_again_after_a_bounce_is_an_ordinary_silence() -> None:
    found = portrait(
        asks("a", START),
        bounce(START + HOUR, failed=(BOB,)),
        asks("b", START + 2 * HOUR, to=CAROL, answers="a"),
        now=START + 7 * DAY,
    )
    assert found.silence is not None
    assert found.silence.bounce is None
    assert found.silence.since == START + 2 * HOUR


def answered(*, hours: int, count: int, of: str, by: str) -> list[Message]:
    talk = []
    for n in range(count):
        opened = at("2026-01-12 09:00") + 7 * n * DAY
        talk.append(asks(f"{of}{n}", opened, to=by, subject=f"{of} {n}"))
        reply = says(f"{of}{n}r", opened + hours * HOUR, by=by, answers=f"{of}{n}", subject=f"Re: {of} {n}")
        talk.append(reply)
    return talk


def test_a_new_client_is_judged_by_all_and_an_old_one_by_itself() -> None:
    other = client("zoe@zenith.example", name="Zenith")
    house = practice(client(), other)
    mail_of = {
        "Acme": answered(hours=2, count=4, of="acme", by=BOB),
        "Zenith": answered(hours=8, count=2, of="zenith", by="zoe@zenith.example"),
    }
    drawn = portray(house, mail_of, START)
    assert not drawn["Acme"].usual.pooled
    assert drawn["Zenith"].usual.pooled
    assert drawn["Acme"].usual.median < drawn["Zenith"].usual.median


def test_one_clients_mail_leaves_anothers_silence_alone() -> None:
    other = client("zoe@zenith.example", name="Zenith")
    drawn = portray(practice(client(), other), {"Acme": [asks("a", START)]}, START + DAY)
    assert drawn["Acme"].silence is not None
    assert drawn["Zenith"].silence is None


@given(st.lists(st.tuples(st.sampled_from("oacsb"), st.integers(0, 400)), max_size=10), st.integers(0, 500))
def test_a_silence_is_the_clients_turn_and_began_after_its_last_word(
    talk: list[tuple[str, int]], hours: int
) -> None:
    made = {
        "o": lambda n, t: asks(n, t, answers="root"),
        "a": lambda n, t: away(n, t, answers="root"),
        "c": lambda n, t: says(n, t, answers="root"),
        "s": lambda n, t: says(n, t, subject="Other"),
        "b": lambda n, t: bounce(t, failed=(BOB,)),
    }
    messages = [made[who](str(n), START + after * HOUR) for n, (who, after) in enumerate(talk)]
    now = START + (400 + hours) * HOUR
    found = portrait(*messages, now=now)
    assert (found.silence is not None) == (found.turn is Turn.CLIENT)
    if found.silence:
        assert found.alive is None or found.silence.since > found.alive.at
        assert found.silence.business <= now - found.silence.since
        assert found.silence.turn.closed is None


def test_arrival_order_makes_no_difference() -> None:
    talk = [*answered(hours=2, count=4, of="acme", by=BOB), asks("a", START)]
    again = [replace(m) for m in reversed(talk)]
    assert portrait(*talk, now=START + DAY) == portrait(*again, now=START + DAY)
