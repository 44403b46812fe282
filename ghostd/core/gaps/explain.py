"""The one line that says how unusual a silence is, in the owner's language."""

from __future__ import annotations

from datetime import timedelta

from ghostd.core.gaps.clock import DAY
from ghostd.core.gaps.silence import Silence, Usual

A_DAY = timedelta(hours=DAY)
"""One business day of effective time, whatever the owner's hours are."""

NEARLY = A_DAY - timedelta(minutes=30)
"""What would be rounded to the hours of a business day is called one."""


def days(length: timedelta, day: timedelta, language: str) -> str:
    """Business days as people say them: one decimal below ten, none above, with the language's comma."""
    number = length / day
    text = f"{number:.0f}" if number >= 10 else f"{number:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "es" else text


def unit(length: timedelta, day: timedelta, language: str) -> str:
    one = days(length, day, language) == "1"
    if language == "es":
        return "día laborable" if one else "días laborables"
    return "business day" if one else "business days"


def amount(length: timedelta, language: str) -> str:
    """A length of business time: hours below one business day, else days without their unit."""
    if length >= NEARLY:
        return days(length, A_DAY, language)
    hours = round(length / timedelta(hours=1))
    if language == "es":
        return "menos de una hora" if hours == 0 else "1 hora" if hours == 1 else f"{hours} horas"
    return "under an hour" if hours == 0 else "1 hour" if hours == 1 else f"{hours} hours"


def measured(length: timedelta, language: str) -> str:
    """The same with the unit of days."""
    text = amount(length, language)
    return f"{text} {unit(length, A_DAY, language)}" if length >= NEARLY else text


def explain(client: str, silence: Silence, language: str) -> str:
    """Habit first, then the silence, then how rare it is and what may still come; says openly whose habit it
    is judged by."""
    habit = explain_habit(client, silence.usual, language)
    plain = silence.usual.median >= NEARLY
    now = (amount if plain else measured)(silence.business, language)
    if language == "es":
        return f"{habit} Lleva {now}{_rarity_es(silence)}."
    return f"{habit} Silent for {now}{_rarity_en(silence)}."


def explain_habit(client: str, usual: Usual, language: str) -> str:
    """The habit alone, for a client who owes nothing."""
    median = measured(usual.median, language)
    p90 = (amount if usual.median >= NEARLY else measured)(usual.p90, language)
    if language == "es":
        return _habit_es(client, usual, f"{median} (9 de cada 10 en menos de {p90})")
    return _habit_en(client, usual, f"{median} (9 of 10 within {p90})")


def _habit_en(client: str, usual: Usual, what: str) -> str:
    still = " Still learning." if usual.learning else ""
    if usual.pooled:
        few = {0: "has not answered yet", 1: "has answered only once"}.get(
            usual.answers, f"has answered only {usual.answers} times"
        )
        return f"{client} {few}: judged by your other clients, who usually answer in {what}.{still}"
    return f"{client} usually answers in {what}.{still}"


def _habit_es(client: str, usual: Usual, what: str) -> str:
    still = " Aún aprendiendo." if usual.learning else ""
    if usual.pooled:
        few = {0: "todavía no ha contestado", 1: "ha contestado solo una vez"}.get(
            usual.answers, f"ha contestado solo {usual.answers} veces"
        )
        return f"{client} {few}: se le mide por los demás, que suelen contestar en {what}.{still}"
    return f"{client} suele contestar en {what}.{still}"


def _rarity_en(silence: Silence) -> str:
    still = f"{_percent(silence.still)} % chance that it still comes within a week"
    if silence.survival >= EARLY:
        return f"; {still}"
    whose = "such" if silence.usual.pooled else "its"
    share = _of_hundred(silence.survival)
    only = "only " if silence.survival <= RARE else ""
    count = f"{only}{share} in 100" if share else "fewer than 1 in 100"
    return f": {count} of {whose} answers took longer; {still}"


def _rarity_es(silence: Silence) -> str:
    still = f"{_percent(silence.still)} % de probabilidad de que llegue en una semana"
    if silence.survival >= EARLY:
        return f"; {still}"
    whose = "respuestas así" if silence.usual.pooled else "de sus respuestas"
    share = _of_hundred(silence.survival)
    only = "solo " if silence.survival <= RARE else ""
    count = f"{only}{share} de cada 100" if share else "menos de 1 de cada 100"
    took = "tardó" if share in ("", "1") else "tardaron"
    return f": {count} {whose} {took} más; {still}"


EARLY = 0.5
"""The share of answers above which it says nothing that so many took longer."""

RARE = 0.2
"""The share of answers below which it is said that "only" so many took longer."""


def _of_hundred(share: float) -> str:
    """How many of a hundred; empty below one."""
    return str(round(share * 100)) if share >= 0.005 else ""


def _percent(share: float) -> str:
    return "<1" if share < 0.005 else str(round(share * 100))
