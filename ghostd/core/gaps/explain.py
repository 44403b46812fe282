"""The one line that says how unusual a silence is, in the owner's language."""

from __future__ import annotations

from datetime import timedelta

from ghostd.core.gaps.estimate import Baseline, Silence


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


def explain(client: str, silence: Silence, day: timedelta, language: str) -> str:
    """Habit first, then the silence, then how rare it is; says openly whose habit it is judged by."""
    now = days(silence.business, day, language)
    if language == "es":
        return f"{_habit_es(client, silence.baseline, day)} Lleva {now}{_rarity_es(silence)}."
    return f"{_habit_en(client, silence.baseline, day)} Silent for {now}{_rarity_en(silence)}."


def explain_habit(client: str, baseline: Baseline, day: timedelta, language: str) -> str:
    """The habit alone, for a client who owes nothing."""
    return (_habit_es if language == "es" else _habit_en)(client, baseline, day)


def _habit_en(client: str, baseline: Baseline, day: timedelta) -> str:
    median, p90 = days(baseline.median, day, "en"), days(baseline.p90, day, "en")
    what = f"{median} {unit(baseline.median, day, 'en')} (9 of 10 within {p90})"
    if not baseline.pooled:
        return f"{client} usually answers in {what}."
    return f"{client} is new: judged by your other clients, who usually answer in {what}."


def _habit_es(client: str, baseline: Baseline, day: timedelta) -> str:
    median, p90 = days(baseline.median, day, "es"), days(baseline.p90, day, "es")
    what = f"{median} {unit(baseline.median, day, 'es')} (9 de cada 10 en menos de {p90})"
    if not baseline.pooled:
        return f"{client} suele contestar en {what}."
    return f"{client} es cliente nuevo: se le mide por los demás, que suelen contestar en {what}."


def _rarity_en(silence: Silence) -> str:
    total = silence.baseline.answers
    if silence.baseline.pooled or not total:
        return ""
    if silence.longer == 0:
        return f": none of its {total} answers took longer"
    return f": {silence.longer} of its {total} answers took longer"


def _rarity_es(silence: Silence) -> str:
    total = silence.baseline.answers
    if silence.baseline.pooled or not total:
        return ""
    if silence.longer == 0:
        return f": ninguna de sus {total} respuestas tardó más"
    took = "tardó" if silence.longer == 1 else "tardaron"
    return f": {silence.longer} de sus {total} respuestas {took} más"
