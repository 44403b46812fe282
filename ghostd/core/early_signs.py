"""The early signs in words, a line each, in the owner's language; in English where there is none for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from ghostd.core.gaps.drift import PutOff, Slowing, left_questions, put_off, slowing
from ghostd.core.gaps.explain import amount, measured
from ghostd.core.portrait import Portrait
from ghostd.core.spoken import spoken_date
from ghostd.core.subjects import base_subject

NOTHING: Mapping[str, datetime] = MappingProxyType({})


def early_signs(
    portrait: Portrait, now: datetime, language: str, settled: Mapping[str, datetime] = NOTHING
) -> tuple[str, ...]:
    """What the owner may like to know before there is a silence; mostly nothing.

    `settled` names the mails whose matter the owner has closed, and when.
    """
    client, told = portrait.client.name, []
    if slower := slowing(portrait.turns, portrait.calendar, now):
        told.append(_slower(client, slower, portrait.calendar.day, language))
    if left := left_questions(portrait.turns, now):
        told.append(_left(client, len(left), (now - left[0].turn.opened).days, language))
    waiting = put_off(portrait.conversations, portrait.calendar.local(now), now, settled)
    told += [_put_off(client, one, language) for one in waiting]
    return tuple(told)


def _slower(client: str, slower: Slowing, day: timedelta, language: str) -> str:
    usual = measured(slower.usual, language, day)
    took = [amount(length, language, day) for length in slower.last]
    if language == "es":
        last = f"{', '.join(took[:-1])} y {took[-1]}"
        return f"{client} contesta cada vez más despacio: solía tardar {usual}; las cinco últimas, {last}."
    return f"{client} answers more and more slowly: usually {usual}; the last five: {', '.join(took)}."


def _left(client: str, count: int, oldest: int, language: str) -> str:
    if language == "es":
        ago = f"de hace {_count(oldest, 'día', 'días')}"
        which = f"un mensaje tuyo {ago}" if count == 1 else f"{count} mensajes tuyos (el más antiguo, {ago})"
        return f"{client} ha escrito desde entonces, pero no ha contestado a {which}."
    ago = f"of {_count(oldest, 'day', 'days')} ago"
    which = f"a mail of yours {ago}" if count == 1 else f"{count} of your mails (the oldest {ago})"
    return f"{client} has written since, but has left {which} unanswered."


def _put_off(client: str, one: PutOff, language: str) -> str:
    subject = base_subject(one.subject)
    day = spoken_date(one.promised, language) if one.promised else ""
    if language == "es":
        times = "" if one.times == 1 else f" {one.times} veces seguidas"
        passed = f"; el día que dijo, el {day}, ya ha pasado" if day else ""
        return f"{client} ha aplazado su respuesta{times} («{subject}»){passed}."
    times = "" if one.times == 1 else f" {one.times} times in a row"
    passed = f"; the day it named, {day}, has passed" if day else ""
    return f'{client} has put off its answer{times} ("{subject}"){passed}.'


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
