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


def amount(length: timedelta, day: timedelta, language: str) -> str:
    """A length of business time: hours below one business day, else days without their unit."""
    if length >= day:
        return days(length, day, language)
    hours = round(length / timedelta(hours=1))
    if language == "es":
        return "menos de una hora" if hours == 0 else "1 hora" if hours == 1 else f"{hours} horas"
    return "under an hour" if hours == 0 else "1 hour" if hours == 1 else f"{hours} hours"


def measured(length: timedelta, day: timedelta, language: str) -> str:
    """The same with the unit of days."""
    text = amount(length, day, language)
    return f"{text} {unit(length, day, language)}" if length >= day else text


def explain(client: str, silence: Silence, day: timedelta, language: str) -> str:
    """Habit first, then the silence, then how rare it is; says openly whose habit it is judged by."""
    habit = explain_habit(client, silence.baseline, day, language)
    plain = silence.baseline.median >= day
    now = (amount if plain else measured)(silence.business, day, language)
    if language == "es":
        return f"{habit} Lleva {now}{_rarity_es(silence)}."
    return f"{habit} Silent for {now}{_rarity_en(silence)}."


def explain_habit(client: str, baseline: Baseline, day: timedelta, language: str) -> str:
    """The habit alone, for a client who owes nothing."""
    median = measured(baseline.median, day, language)
    p90 = (amount if baseline.median >= day else measured)(baseline.p90, day, language)
    if language == "es":
        return _habit_es(client, baseline, f"{median} (9 de cada 10 en menos de {p90})")
    return _habit_en(client, baseline, f"{median} (9 of 10 within {p90})")


def _habit_en(client: str, baseline: Baseline, what: str) -> str:
    if baseline.guessed:
        return f"Nobody has answered here yet: {client} is judged by a first guess, {what}."
    if baseline.pooled:
        few = {0: "has not answered yet", 1: "has answered only once"}.get(
            baseline.answers, f"has answered only {baseline.answers} times"
        )
        return f"{client} {few}: judged by your other clients, who usually answer in {what}."
    return f"{client} usually answers in {what}."


def _habit_es(client: str, baseline: Baseline, what: str) -> str:
    if baseline.guessed:
        return (
            f"Aquí todavía no ha contestado nadie: a {client} se le mide por una primera estimación, {what}."
        )
    if baseline.pooled:
        few = {0: "todavía no ha contestado", 1: "ha contestado solo una vez"}.get(
            baseline.answers, f"ha contestado solo {baseline.answers} veces"
        )
        return f"{client} {few}: se le mide por los demás, que suelen contestar en {what}."
    return f"{client} suele contestar en {what}."


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
