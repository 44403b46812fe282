"""Answers that only put off: "I'll get back to you", and the day that they name; English and Spanish.

Read in the writer's own words, case folded, white space as single blanks. What is not understood puts off
nobody: these are counted and shown, and decide nothing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

PUTTING_OFF = re.compile(
    r"\b(?:(?:i|we)(?:'ll| will)(?: \w+ly)? (?:get|come|be) back to you|(?:i|we)(?:'ll| will) let you know"
    r"|(?:i|we)(?:'ll| will)(?: have to| need to)?"
    r" (?:look into|check|have a look|take a look|review|go through)"
    r"|(?:let|give) (?:me|us) (?:check|see|look|(?:a|some|a little|a bit) (?:more )?(?:time|days?|bit))"
    r"|give (?:me|us) a (?:few|couple of) (?:more )?days|bear with (?:me|us)"
    r"|need (?:a bit |some |a little )?more time"
    r"|still (?:waiting for|checking|looking|reviewing|discussing)|as soon as (?:i|we) (?:can|know|have)"
    r"|(?:ya )?te (?:digo|dir[eé]|cuento|contar[eé]|comento|comentar[eé]|aviso|avisar[eé]|confirmo"
    r"|confirmar[eé])(?: algo)?|(?:ya )?os (?:decimos|digo|cuento|aviso|avisamos|confirmo)"
    r"|le (?:digo|decimos|confirmo|aviso)|lo (?:miro|consulto|reviso)"
    r"|te (?:respondo|contesto|escribo|llamo) (?:en cuanto|cuando|ma[nñ]ana|el|la|esta)"
    r"|(?:d[aá]me|dadme|denme|necesito|necesitamos)"
    r" (?:unos d[ií]as|un poco (?:m[aá]s )?de tiempo|m[aá]s tiempo)"
    r"|en cuanto (?:pueda|podamos|sepa|sepamos|tenga|tengamos)"
    r"|estamos (?:en ello|revis[aá]ndolo|vi[eé]ndolo))\b"
)

_DAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sabado"),
    ("sunday", "domingo"),
)
_WEEKDAYS = {name: number for number, names in enumerate(_DAYS) for name in names}
_WEEKDAY = "|".join(_WEEKDAYS)

_DOING = (
    r"(?:(?:i|we)(?:'ll| will| can| should)|you(?:'ll| will) (?:have|get|hear)"
    r"|(?:i|we) (?:hope|plan|expect|aim) to"
    r"|(?:te|os|le|les) (?:lo |la |los |las )?"
    r"(?:envi|mand|pas|dig|dir|contest|respond|confirm|avis|llam|escrib|cuent)"
    r"|(?:lo|la|los|las) (?:tendr|tienes|tiene|recibir)|(?:te|os|le) (?:tengo|tendre|tendremos))"
)
_WHEN = (
    rf"(?P<next>next|proximo|proxima|que viene)? ?\b(?P<weekday>{_WEEKDAY})\b"
    r"|\b(?P<tomorrow>tomorrow|manana)\b(?<!por la manana)(?<!de la manana)"
    r"|\b(?P<today>today|tonight|hoy|esta tarde|esta noche)\b"
    r"|\b(?P<following>next week|la semana que viene|la proxima semana|la semana proxima)\b"
    r"|\b(?P<week>(?:the )?end of (?:the |this )?week|later this week|this week"
    r"|fin(?:al|ales)? de (?:la )?semana|esta semana)\b"
)
PROMISE = re.compile(rf"\b{_DOING}\w*\b[^.!?]{{0,80}}?(?:{_WHEN})")

_PLAIN = str.maketrans("áéíóúüñ", "aeiouun")

FRIDAY = 4


def puts_off(spoken: str) -> bool:
    """Whether the words only say that an answer will come."""
    return PUTTING_OFF.search(spoken) is not None


def promised_for(spoken: str, on: date) -> date | None:
    """The day by which the writer said something would come, as said on day `on`; None where none is named.

    A week means its Friday. "Next Monday" and "Monday" are the first Monday after `on`.
    """
    found = PROMISE.search(spoken.translate(_PLAIN))
    if found is None:
        return None
    if found["weekday"]:
        return on + timedelta(days=(_WEEKDAYS[found["weekday"]] - on.weekday() - 1) % 7 + 1)
    if found["tomorrow"]:
        return on + timedelta(days=1)
    if found["today"]:
        return on
    friday = on + timedelta(days=(FRIDAY - on.weekday()) % 7)
    return friday + timedelta(days=7) if found["following"] else friday
