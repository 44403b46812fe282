"""The one line that says how unusual a silence is, in the owner's language."""

from __future__ import annotations

from datetime import timedelta

from ghostd.core.gaps.silence import A_DAY, Silence, Usual

HALF_AN_HOUR = timedelta(minutes=30)
"""What would be rounded to the hours of a business day is called one."""

WELL_KNOWN = 40
"""Answers from which on the share of a client's answers is told as a count; below it is an expectation."""

EARLY = 0.5
"""The share of answers above which it says nothing that so many take longer."""

RARE = 0.2
"""The share of answers below which it is said that "only" so many take longer."""


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


def amount(length: timedelta, language: str, day: timedelta = A_DAY) -> str:
    """A length of working time: hours below one business day, else days without their unit.

    `length` has nine hours a business day, `day` is how long the owner's is: so many hours are told.
    """
    if in_days(length, day):
        return days(length, A_DAY, language)
    hours = round(length * (day / A_DAY) / timedelta(hours=1))
    if language == "es":
        return "menos de una hora" if hours == 0 else "1 hora" if hours == 1 else f"{hours} horas"
    return "under an hour" if hours == 0 else "1 hour" if hours == 1 else f"{hours} hours"


def measured(length: timedelta, language: str, day: timedelta = A_DAY) -> str:
    """The same with the unit of days."""
    text = amount(length, language, day)
    return f"{text} {unit(length, A_DAY, language)}" if in_days(length, day) else text


def in_days(length: timedelta, day: timedelta) -> bool:
    return length * (day / A_DAY) >= day - HALF_AN_HOUR


def explain(client: str, silence: Silence, language: str, day: timedelta = A_DAY) -> str:
    """Habit first, then the silence, then how rare it is and what may still come; says openly whose habit it
    is judged by, and where that is nobody's tells no figures. `day` is the length of a business day."""
    usual = silence.usual
    habit = explain_habit(client, usual, language, day)
    plain = in_days(usual.median, day) and not usual.unfounded
    now = (amount if plain else measured)(silence.business, language, day)
    if language == "es":
        return f"{habit} Lleva {now}{'' if usual.unfounded else _rarity_es(silence)}."
    return f"{habit} Silent for {now}{'' if usual.unfounded else _rarity_en(silence)}."


def explain_habit(client: str, usual: Usual, language: str, day: timedelta = A_DAY) -> str:
    """The habit alone, for a client who owes nothing."""
    if usual.unfounded:
        return (_nothing_es if language == "es" else _nothing_en)(client, usual.answers)
    median = measured(usual.median, language, day)
    p90 = (amount if in_days(usual.median, day) else measured)(usual.p90, language, day)
    if language == "es":
        return _habit_es(client, usual, f"{median} (9 de cada 10 en menos de {p90})")
    return _habit_en(client, usual, f"{median} (9 of 10 within {p90})")


def _nothing_en(client: str, answers: int) -> str:
    if not answers:
        return "No answers in this mailbox yet: ghostd waits ten business days at most."
    times = "once" if answers == 1 else f"{answers} times"
    return (
        f"{client} has answered only {times}, and nobody else has yet: "
        "ghostd waits ten business days at most."
    )


def _nothing_es(client: str, answers: int) -> str:
    if not answers:
        return "Aún no hay respuestas en este buzón: ghostd espera diez días laborables como mucho."
    times = "una vez" if answers == 1 else f"{answers} veces"
    return (
        f"{client} ha contestado solo {times}, y nadie más todavía: "
        "ghostd espera diez días laborables como mucho."
    )


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
    share = _of_hundred(silence.survival)
    only = "only " if silence.survival <= RARE else ""
    if silence.usual.answers >= WELL_KNOWN:
        count = f"{only}{share} in 100" if share else "fewer than 1 in 100"
        return f": {count} of its answers took longer; {still}"
    count = f"{only}about {share} in 100" if share else "fewer than 1 in 100"
    return f": {count} such answers {'takes' if share == '1' else 'take'} longer; {still}"


def _rarity_es(silence: Silence) -> str:
    still = f"{_percent(silence.still)} % de probabilidad de que llegue en una semana"
    if silence.survival >= EARLY:
        return f"; {still}"
    share = _of_hundred(silence.survival)
    one = share in ("", "1")
    only = "solo " if silence.survival <= RARE else ""
    if silence.usual.answers >= WELL_KNOWN:
        count = f"{only}{share} de cada 100" if share else "menos de 1 de cada 100"
        return f": {count} de sus respuestas {'tardó' if one else 'tardaron'} más; {still}"
    about = f"alrededor de {share}" if one else f"unas {share}"
    count = f"{only}{about} de cada 100" if share else "menos de 1 de cada 100"
    return f": {count} respuestas así {'tarda' if one else 'tardan'} más; {still}"


def _of_hundred(share: float) -> str:
    """How many of a hundred; empty below one."""
    return str(round(share * 100)) if share >= 0.005 else ""


def _percent(share: float) -> str:
    return "<1" if share < 0.005 else str(round(share * 100))
