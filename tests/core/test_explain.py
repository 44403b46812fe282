"""The one line about a silence, in English and in Spanish."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import HOUR, at, baseline, silence

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


def line(language: str, *, longer: int = 0, business: timedelta = 6 * DAY, **usual: object) -> str:
    now = at("2026-03-10 10:00")
    quiet = replace(
        silence(now, now),
        baseline=baseline(**{"median": 10.8 * HOUR, "p90": 3 * DAY, **usual}),
        longer=longer,
        business=business,
    )
    return explain("Acme", quiet, DAY, language)


@pytest.mark.parametrize(
    ("language", "longer", "expected"),
    [
        pytest.param(
            "en",
            0,
            "Acme usually answers in 1.2 business days (9 of 10 within 3). "
            "Silent for 6: none of its 10 answers took longer.",
            id="english_none_longer",
        ),
        pytest.param(
            "en",
            1,
            "Acme usually answers in 1.2 business days (9 of 10 within 3). "
            "Silent for 6: 1 of its 10 answers took longer.",
            id="english_one_longer",
        ),
        pytest.param(
            "es",
            0,
            "Acme suele contestar en 1,2 días laborables (9 de cada 10 en menos de 3). "
            "Lleva 6: ninguna de sus 10 respuestas tardó más.",
            id="spanish_none_longer",
        ),
        pytest.param(
            "es",
            1,
            "Acme suele contestar en 1,2 días laborables (9 de cada 10 en menos de 3). "
            "Lleva 6: 1 de sus 10 respuestas tardó más.",
            id="spanish_one_longer__singular",
        ),
        pytest.param(
            "es",
            2,
            "Acme suele contestar en 1,2 días laborables (9 de cada 10 en menos de 3). "
            "Lleva 6: 2 de sus 10 respuestas tardaron más.",
            id="spanish_two_longer__plural",
        ),
    ],
)
def test_a_client_with_a_habit(language: str, longer: int, expected: str) -> None:
    assert line(language, longer=longer) == expected


@pytest.mark.parametrize(
    ("answers", "few"), [(0, "has not answered yet"), (1, "has answered only once"), (2, "only 2 times")]
)
def test_a_client_with_few_answers_is_openly_judged_by_the_others(answers: int, few: str) -> None:
    english, spanish = line("en", pooled=True, answers=answers), line("es", pooled=True, answers=answers)
    assert f"{few}: judged by your other clients" in english
    assert english.endswith("Silent for 6.")
    assert "se le mide por los demás" in spanish
    assert spanish.endswith("Lleva 6.")


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


def test_a_guess_is_called_a_guess() -> None:
    assert "first guess" in line("en", pooled=True, guessed=True, answers=0)
    assert "primera estimación" in line("es", pooled=True, guessed=True, answers=0)


def test_an_unknown_language_reads_english() -> None:
    assert line("fr") == line("en")


def test_the_habit_alone() -> None:
    usual = baseline(median=DAY, p90=3 * DAY)
    expected = "Acme usually answers in 1 business day (9 of 10 within 3)."
    assert explain_habit("Acme", usual, DAY, "en") == expected
