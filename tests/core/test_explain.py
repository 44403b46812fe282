"""The one line about a silence, and the early signs, in English and in Spanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import HOUR, at, silence, usual

from ghostd.core.gaps.explain import days, explain, explain_habit

DAY = 9 * HOUR


@pytest.mark.parametrize(
    ("hours", "english", "spanish"),
    [
        pytest.param(0, "0", "0", id="nothing"),
        pytest.param(4.5, "0.5", "0,5", id="half_a_day__one_decimal"),
        pytest.param(9, "1", "1", id="a_day__no_decimal"),
        pytest.param(10.8, "1.2", "1,2", id="a_bit_more__one_decimal"),
        pytest.param(89.9, "10", "10", id="rounded_to_ten__no_decimal"),
        pytest.param(130, "14", "14", id="above_ten__none"),
    ],
)
def test_days(hours: float, english: str, spanish: str) -> None:
    assert days(hours * HOUR, DAY, "en") == english
    assert days(hours * HOUR, DAY, "es") == spanish


def line(
    language: str,
    *,
    survival: float = 0.02,
    still: float = 0.07,
    business: timedelta = 6 * DAY,
    **changes: object,
) -> str:
    now = at("2026-03-10 10:00")
    quiet = replace(
        silence(now, now),
        usual=usual(**{"median": 10.8 * HOUR, "p90": 3 * DAY, "answers": 40, "others": 40, **changes}),
        survival=survival,
        still=still,
        business=business,
    )
    return explain("Acme", quiet, language)


@pytest.mark.parametrize(
    ("language", "survival", "still", "expected"),
    [
        pytest.param(
            "en",
            0.02,
            0.07,
            "Acme usually answers in 1.2 business days (9 of 10 within 3). Silent for 6: "
            "only 2 in 100 of its answers took longer; 7 % chance that it still comes within a week.",
            id="english",
        ),
        pytest.param(
            "en",
            0.4,
            0.62,
            "Acme usually answers in 1.2 business days (9 of 10 within 3). Silent for 6: "
            "40 in 100 of its answers took longer; 62 % chance that it still comes within a week.",
            id="english__nothing_rare_about_it",
        ),
        pytest.param(
            "en",
            0.6,
            0.92,
            "Acme usually answers in 1.2 business days (9 of 10 within 3). Silent for 6; "
            "92 % chance that it still comes within a week.",
            id="english__most_take_longer",
        ),
        pytest.param(
            "es",
            0.6,
            0.92,
            "Acme suele contestar en 1,2 días laborables (9 de cada 10 en menos de 3). Lleva 6; "
            "92 % de probabilidad de que llegue en una semana.",
            id="spanish__most_take_longer",
        ),
        pytest.param(
            "en",
            0.001,
            0.001,
            "Acme usually answers in 1.2 business days (9 of 10 within 3). Silent for 6: "
            "fewer than 1 in 100 of its answers took longer; <1 % chance that it still comes within a week.",
            id="english__below_one_in_a_hundred",
        ),
        pytest.param(
            "es",
            0.02,
            0.07,
            "Acme suele contestar en 1,2 días laborables (9 de cada 10 en menos de 3). Lleva 6: solo 2 de "
            "cada 100 de sus respuestas tardaron más; 7 % de probabilidad de que llegue en una semana.",
            id="spanish",
        ),
        pytest.param(
            "es",
            0.01,
            0.07,
            "Acme suele contestar en 1,2 días laborables (9 de cada 10 en menos de 3). Lleva 6: solo 1 de "
            "cada 100 de sus respuestas tardó más; 7 % de probabilidad de que llegue en una semana.",
            id="spanish__singular",
        ),
        pytest.param(
            "es",
            0.001,
            0.4,
            "Acme suele contestar en 1,2 días laborables (9 de cada 10 en menos de 3). Lleva 6: menos de 1 "
            "de cada 100 de sus respuestas tardó más; 40 % de probabilidad de que llegue en una semana.",
            id="spanish__below_one_in_a_hundred",
        ),
    ],
)
def test_a_client_with_a_habit(language: str, survival: float, still: float, expected: str) -> None:
    assert line(language, survival=survival, still=still) == expected


@pytest.mark.parametrize(
    ("answers", "few"), [(0, "has not answered yet"), (1, "has answered only once"), (2, "only 2 times")]
)
def test_a_client_with_few_answers_is_openly_judged_by_the_others(answers: int, few: str) -> None:
    english, spanish = line("en", answers=answers), line("es", answers=answers)
    assert f"{few}: judged by your other clients" in english
    assert "only about 2 in 100 such answers take longer" in english
    assert "se le mide por los demás" in spanish
    assert "solo unas 2 de cada 100 respuestas así tardan más" in spanish


@pytest.mark.parametrize(
    ("answers", "english", "spanish"),
    [
        pytest.param(
            0,
            "No answers in this mailbox yet: ghostd waits ten business days at most. "
            "Silent for 6 business days.",
            "Aún no hay respuestas en este buzón: ghostd espera diez días laborables como mucho. "
            "Lleva 6 días laborables.",
            id="none",
        ),
        pytest.param(
            1,
            "Acme has answered only once, and nobody else has yet: ghostd waits ten business days at most. "
            "Silent for 6 business days.",
            "Acme ha contestado solo una vez, y nadie más todavía: ghostd espera diez días laborables como "
            "mucho. Lleva 6 días laborables.",
            id="one",
        ),
        pytest.param(
            2,
            "Acme has answered only 2 times, and nobody else has yet: ghostd waits ten business days at "
            "most. Silent for 6 business days.",
            "Acme ha contestado solo 2 veces, y nadie más todavía: ghostd espera diez días laborables como "
            "mucho. Lleva 6 días laborables.",
            id="two",
        ),
    ],
)
def test_where_there_are_no_others_nobody_is_judged_by_them(answers: int, english: str, spanish: str) -> None:
    assert line("en", answers=answers, others=0, learning=True) == english
    assert line("es", answers=answers, others=0, learning=True) == spanish


def test_nobodys_habit_is_told_of_a_client_who_owes_nothing_in_an_empty_mailbox() -> None:
    nothing = usual(answers=0, others=0, learning=True)
    expected = "No answers in this mailbox yet: ghostd waits ten business days at most."
    assert explain_habit("Acme", nothing, "en") == expected


@pytest.mark.parametrize(
    ("survival", "english", "spanish"),
    [
        pytest.param(
            0.17,
            ": only about 17 in 100 such answers take longer; 7 %",
            ": solo unas 17 de cada 100 respuestas así tardan más; 7 %",
            id="few",
        ),
        pytest.param(
            0.4,
            ": about 40 in 100 such answers take longer; 7 %",
            ": unas 40 de cada 100 respuestas así tardan más; 7 %",
            id="many",
        ),
        pytest.param(
            0.01,
            ": only about 1 in 100 such answers takes longer; 7 %",
            ": solo alrededor de 1 de cada 100 respuestas así tarda más; 7 %",
            id="one",
        ),
        pytest.param(
            0.001,
            ": fewer than 1 in 100 such answers take longer; 7 %",
            ": menos de 1 de cada 100 respuestas así tarda más; 7 %",
            id="below_one",
        ),
    ],
)
def test_what_few_answers_let_expect_is_no_count_of_them(survival: float, english: str, spanish: str) -> None:
    assert english in line("en", answers=39, survival=survival)
    assert spanish in line("es", answers=39, survival=survival)


def test_hours_are_the_owners_where_its_day_is_shorter() -> None:
    now = at("2026-03-10 10:00")
    quiet = replace(silence(now, now), usual=usual(median=4.5 * HOUR, p90=DAY), business=6.75 * HOUR)
    told = explain("Acme", quiet, "en", day=4 * HOUR)
    assert told.startswith(
        "Acme usually answers in 2 hours (9 of 10 within 1 business day). Silent for 3 hours"
    )


def test_a_mailbox_that_is_still_learning_says_so() -> None:
    assert "(9 of 10 within 3). Still learning. Silent" in line("en", learning=True)
    assert "(9 de cada 10 en menos de 3). Aún aprendiendo. Lleva" in line("es", learning=True)


def test_one_day_is_singular() -> None:
    assert "in 1 business day (" in line("en", median=DAY)
    assert "en 1 día laborable (" in line("es", median=DAY)


@pytest.mark.parametrize(
    ("hours", "english", "spanish"),
    [
        pytest.param(0.1, "under an hour", "menos de una hora", id="minutes"),
        pytest.param(1.2, "1 hour", "1 hora", id="one_hour"),
        pytest.param(5, "5 hours", "5 horas", id="hours"),
    ],
)
def test_less_than_a_day_is_said_in_hours(hours: float, english: str, spanish: str) -> None:
    told = line("en", median=hours * HOUR, p90=2 * DAY)
    assert told.startswith(
        f"Acme usually answers in {english} (9 of 10 within 2 business days). Silent for 6 business"
    )
    assert f"contestar en {spanish} (9 de cada 10 en menos de 2 días laborables). Lleva 6 días" in line(
        "es", median=hours * HOUR, p90=2 * DAY
    )


def test_never_a_chance_that_this_is_normal() -> None:
    assert "normal" not in line("en") + line("es")


def test_an_unknown_language_reads_english() -> None:
    assert line("fr") == line("en")


def test_the_habit_alone() -> None:
    known = usual(median=DAY, p90=3 * DAY)
    expected = "Acme usually answers in 1 business day (9 of 10 within 3)."
    assert explain_habit("Acme", known, "en") == expected
