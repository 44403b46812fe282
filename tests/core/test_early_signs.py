"""What is told before there is a silence: answers that come more and more slowly, and mails left aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from builders import ANA, BOB, DAY, HOUR, OFFICE, asks, at, named, practice, says

from ghostd.core.early_signs import early_signs
from ghostd.core.gaps.asking import wording
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.drift import left_questions, slowing
from ghostd.core.gaps.walk import Judged, Walk, in_order
from ghostd.core.messages import Message
from ghostd.core.portrait import portray

MONDAY = at("2025-06-02 09:00")
BUSINESS_DAY = 9.0

# The client's own hours bend its time a little.
FIVE = r"[12](?:[.,]\d)?, [23](?:[.,]\d)?, [45](?:[.,]\d)?, [56](?:[.,]\d)?(?:,| y) [78](?:[.,]\d)?\."
ENGLISH = rf"Acme answers more and more slowly: usually (8 hours|1 business day); the last five: {FIVE}"
SPANISH = (
    rf"Acme contesta cada vez más despacio: solía tardar (8 horas|1 día laborable); las cinco últimas, {FIVE}"
)


def talk(took: Sequence[float], start: datetime = MONDAY) -> list[Message]:
    """One mail a fortnight, on any weekday, each answered after so many business days."""
    messages = []
    for n, length in enumerate(took):
        asked = asks(f"q{n}", start + (14 * n + n * 3 % 5) * DAY + n * 5 % 8 * HOUR, subject=f"Matter {n}")
        when = OFFICE.later(asked.at, timedelta(hours=length * BUSINESS_DAY))
        messages += [asked, says(f"a{n}", when, answers=f"q{n}", subject=f"Re: Matter {n}")]
    return messages


def turns(
    messages: Sequence[Message], now: datetime | None = None
) -> tuple[tuple[Judged, ...], Calendar, datetime]:
    walk = Walk(frozenset((ANA,)), {BOB: "Acme"}.get, OFFICE)
    for message in in_order(messages):
        walk.read(message)
    now = now or max(m.at for m in messages) + DAY
    walk.advance(now)
    return walk.turns, OFFICE, now


def signs(messages: Sequence[Message], language: str, now: datetime | None = None) -> tuple[str, ...]:
    now = now or max(m.at for m in messages) + DAY
    return early_signs(portray(practice(), {"Acme": messages}, now)["Acme"], now, language)


STEADY = [1.0, 0.5, 1.2, 0.8, 1.1, 0.9, 1.0, 0.7, 1.3, 1.0, 0.9, 1.1]


@pytest.mark.parametrize(
    ("took", "slower"),
    [
        pytest.param([*STEADY, 2, 3, 5, 6, 8], True, id="two_three_five_six_eight__slower"),
        pytest.param([*STEADY, *STEADY[:5]], False, id="as_ever__not"),
        pytest.param([*STEADY, 1, 1, 1, 1, 8], False, id="one_slow_answer__not"),
        pytest.param([*STEADY, 0.1, 0.1, 0.1, 0.1, 0.1], False, id="faster__not"),
        pytest.param([1, 1, 2, 3, 5, 6, 8], False, id="hardly_known_before__not"),
        pytest.param([1, 4, 2, 5, 0.5, 3, 6, 1, 4, 2, 5, 2, 3, 5, 6, 8], False, id="always_irregular__not"),
    ],
)
def test_slowing(took: list[float], slower: bool) -> None:
    found = slowing(*turns(talk(took)))
    assert (found is not None) is slower


def test_what_is_told_of_a_client_that_slows_down() -> None:
    messages = talk([*STEADY, 2, 3, 5, 6, 8])
    [english] = signs(messages, "en")
    assert re.fullmatch(ENGLISH, english), english
    [spanish] = signs(messages, "es")
    assert re.fullmatch(SPANISH, spanish), spanish


def weekly(hours: Sequence[float]) -> list[Message]:
    """One mail every Monday at ten, each answered after so many hours."""
    messages = []
    for week, took in enumerate(hours):
        asked = asks(f"q{week}", MONDAY + HOUR + 7 * week * DAY, subject=f"Matter {week}")
        back = asked.at + timedelta(hours=took)
        messages += [asked, says(f"a{week}", back, answers=f"q{week}", subject=f"Re: Matter {week}")]
    return messages


@pytest.mark.parametrize(
    ("hours", "slower"),
    [
        pytest.param([4.0] * 50, False, id="always_four_hours__not"),
        pytest.param([4.0] * 45 + [4.5] * 5, False, id="half_an_hour_more__not"),
        pytest.param([0.1] * 25 + [0.4] * 5, False, id="minutes_that_become_more__not"),
        pytest.param([4.0] * 25 + [7.5] * 5, True, id="nearly_twice_as_long__slower"),
    ],
)
def test_a_regular_client_is_slower_only_where_the_owner_can_tell(hours: list[float], slower: bool) -> None:
    found = slowing(*turns(weekly(hours)))
    assert (found is not None) is slower
    if found:
        assert found.usual == timedelta(hours=4), "in the owner's hours, whatever the client's clock"
        assert found.last == (timedelta(hours=7.5),) * 5


def test_old_news_is_not_told() -> None:
    messages = talk([*STEADY, 2, 3, 5, 6, 8])
    later = max(m.at for m in messages) + 91 * DAY
    assert slowing(*turns(messages, later)) is None


def test_a_client_who_writes_about_other_things_has_left_a_question() -> None:
    asked = asks("q", MONDAY, subject="Invoice 12")
    other = says("x", MONDAY + 3 * DAY, subject="A new job")
    found, _, now = turns([asked, other], MONDAY + 10 * DAY)
    assert [j.turn.id for j in left_questions(found, now)] == [asked.identity]
    assert signs([asked, other], "en", now) == (
        "Acme has written since, but has left a mail of yours of 10 days ago unanswered.",
    )
    assert signs([asked, other], "es", now) == (
        "Acme ha escrito desde entonces, pero no ha contestado a un mensaje tuyo de hace 10 días.",
    )


def test_several_questions_left_are_counted() -> None:
    messages = [
        asks("q", MONDAY, subject="Invoice 12"),
        asks("r", MONDAY + DAY, subject="Invoice 13"),
        says("x", MONDAY + 3 * DAY, subject="A new job"),
    ]
    now = MONDAY + 10 * DAY
    assert signs(messages, "en", now) == (
        "Acme has written since, but has left 2 of your mails (the oldest of 10 days ago) unanswered.",
    )
    assert signs(messages, "es", now) == (
        "Acme ha escrito desde entonces, pero no ha contestado a 2 mensajes tuyos "
        "(el más antiguo, de hace 10 días).",
    )


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(says("a", MONDAY + 4 * DAY, answers="q", subject="Re: Invoice 12"), id="answered"),
        pytest.param(asks("r", MONDAY + 5 * DAY, answers="q", subject="Re: Invoice 12"), id="followed_up"),
    ],
)
def test_what_was_answered_or_followed_up_is_left_no_more(after: Message) -> None:
    asked = asks("q", MONDAY, subject="Invoice 12")
    other = says("x", MONDAY + 3 * DAY, subject="A new job")
    found, _, now = turns([asked, other, after], MONDAY + 10 * DAY)
    assert left_questions(found, now) == ()


def test_a_silent_client_has_left_nothing_aside() -> None:
    assert signs([asks("q", MONDAY)], "en", MONDAY + 10 * DAY) == ()


def worded(text: str, id: str, when: datetime, answers: str) -> Message:
    said = wording(text, on=when.date())
    return replace(says(id, when, answers=answers, subject="Re: Logo"), wording=said)


def put_off(*texts: str) -> list[Message]:
    """The client answers one question with one such text a day, from Monday on."""
    start = asks("q", MONDAY - DAY, subject="Logo")
    return [start, *(worded(text, f"a{n}", MONDAY + n * DAY, "q") for n, text in enumerate(texts))]


def test_a_promised_day_that_has_passed() -> None:
    messages = put_off("I'll send it on Friday.")
    assert signs(messages, "en", MONDAY + 4 * DAY) == ()
    assert signs(messages, "en", MONDAY + 5 * DAY) == (
        'Acme has put off its answer ("Logo"); the day it named, 6 June, has passed.',
    )
    assert signs(messages, "es", MONDAY + 5 * DAY) == (
        "Acme ha aplazado su respuesta («Logo»); el día que dijo, el 6 de junio, ya ha pasado.",
    )


def test_putting_off_time_and_again_is_counted() -> None:
    messages = put_off("Bear with us.", "I'll get back to you.", "Let me check.")
    assert signs(messages, "en") == ('Acme has put off its answer 3 times in a row ("Logo").',)
    assert signs(messages, "es") == ("Acme ha aplazado su respuesta 3 veces seguidas («Logo»).",)
    assert signs(put_off("Bear with us."), "en") == (), "once is nothing"


def test_a_real_answer_ends_it() -> None:
    assert signs(put_off("Bear with us.", "Let me check.", "We take the second one."), "en") == ()


BROKEN = 'Acme has put off its answer ("Logo"); the day it named, 6 June, has passed.'
LATER = MONDAY + 14 * DAY


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param([], True, id="nothing_came__told"),
        pytest.param([says("x", MONDAY + 2 * DAY, subject="The sketches")], False, id="kept_elsewhere"),
        pytest.param([says("x", MONDAY + 8 * DAY, subject="The sketches")], False, id="kept_elsewhere_late"),
        pytest.param(
            [says("x", MONDAY - 2 * DAY, subject="Before")], True, id="wrote_elsewhere_before__told"
        ),
        pytest.param(
            [
                replace(
                    says("x", MONDAY + DAY, subject="Web"), wording=wording("Let me check.", on=MONDAY.date())
                )
            ],
            True,
            id="put_off_elsewhere_too__told",
        ),
        pytest.param(
            [
                replace(
                    asks("c", MONDAY + 8 * DAY, answers="a0", subject="Re: Logo"), wording=wording("Thanks!")
                )
            ],
            False,
            id="the_owner_ended_it",
        ),
        pytest.param(
            [
                replace(
                    asks("c", MONDAY + 8 * DAY, answers="a0", subject="Re: Logo"),
                    wording=wording("Any news of the logo?"),
                )
            ],
            True,
            id="the_owner_asked_again__told",
        ),
    ],
)
def test_a_promise_that_was_kept_or_has_become_idle_is_told_no_more(more: list[Message], told: bool) -> None:
    found = signs([*put_off("I'll send it on Friday."), *more], "en", LATER)
    assert (BROKEN in found) is told


@pytest.mark.parametrize(
    ("settled", "told"),
    [
        pytest.param({named("q"): MONDAY + 8 * DAY}, False, id="after_the_promise"),
        pytest.param({named("q"): MONDAY - DAY}, True, id="before_it__told"),
        pytest.param({named("other"): MONDAY + 8 * DAY}, True, id="another_matter__told"),
    ],
)
def test_a_matter_that_the_owner_closed_is_told_no_more(settled: dict[str, datetime], told: bool) -> None:
    portrait = portray(practice(), {"Acme": put_off("I'll send it on Friday.")}, LATER)["Acme"]
    assert (BROKEN in early_signs(portrait, LATER, "en", settled)) is told
