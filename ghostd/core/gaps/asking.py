"""Whether the owner's words asked for anything: after "Perfecto, gracias" nobody owes an answer.

`wording` gives features of the chance of an answer, and `over`, the narrow judgement for what is beyond doubt
only. "Thanks" at the end of a mail that says more never means that no answer is wanted, and a
polite formula ("do not hesitate to ask") is no question. Rules for English and Spanish; a question mark asks
in every language.
"""

from __future__ import annotations

import re
from datetime import date

from ghostd.core.concerns.told import concerns_of
from ghostd.core.gaps import phrases
from ghostd.core.gaps.holding import promised_for, puts_off
from ghostd.core.messages import Wording
from ghostd.core.prose import own_words
from ghostd.core.subjects import PREFIX

MOST_WORDS = 14
"""A longer mail that begins with "great" is about something."""

SHORT = 25
"""Words within which a report that something is done is all that a mail says."""

# A mark that ends a word and is not inside an address, or one set off as in French, at the end of a line.
QUESTION = re.compile(r"[¿？؟]|[\w\"'”’»)\]%]\?(?=[\s\"'”’»)\]?!.,*]|$)|\w ?\?+$", re.MULTILINE)


def wording(text: str, subject: str = "", on: date | None = None, *, client_wrote: bool = True) -> Wording:
    """What a mail asks, closes, puts off and tells by its own words; `text` is the whole decoded body.

    The subject counts where it is the writer's own, not that of what is being answered. `on` is the day of
    the mail, in the writer's or the owner's zone: without it no promised day is read. Of its concerns only a
    client is asked: the owner's are nobody's business, and each look costs about a millisecond.
    """
    own = own_words(text)
    title = "" if PREFIX.match(subject) else subject.strip()
    spoken = own.casefold()
    flowing = " ".join(spoken.split())
    asks = _asks(f"{title.casefold()}\n{spoken}")
    over = not asks and _over(spoken)
    return Wording(
        asks=asks,
        closes=over or (not asks and _closes(spoken, title)),
        words=len(own.split()),
        puts_off=puts_off(flowing),
        promised=promised_for(flowing, on) if on else None,
        over=over,
        concerns=concerns_of(own, title) if client_wrote else (),
    )


def asks_nothing(text: str, subject: str = "") -> bool:
    """Whether a mail's text, without what it quotes, is beyond doubt only thanks or agreement."""
    return bool(wording(text, subject).over)


def _asks(spoken: str) -> bool:
    return QUESTION.search(spoken) is not None or phrases.REQUEST.search(_plain(spoken)) is not None


def _plain(spoken: str) -> str:
    """The words without those that only sound like a request."""
    return phrases.FORMULA.sub(" ", phrases.NO_REPLY.sub(" ", " ".join(spoken.split())))


def _over(spoken: str) -> bool:
    """Whether what asks nothing also ends the matter: expressly, or by a few words of thanks or agreement."""
    if phrases.NO_REPLY.search(" ".join(spoken.split())):
        return True
    said = _said(spoken)
    if phrases.BRINGS.search(_plain(spoken)):
        return False
    return phrases.CLOSING.match(said) is not None and len(said.split()) <= MOST_WORDS


def _closes(spoken: str, title: str) -> bool:
    flowing = " ".join(spoken.split())
    if phrases.INFORMS.search(f"{title.casefold()} {flowing}"):
        return True
    return phrases.DONE.search(flowing) is not None and len(_said(spoken).split()) <= SHORT


def _said(spoken: str) -> str:
    """What stands between greeting and regards, on one line."""
    greeting = phrases.GREETING.match(spoken)
    body = spoken[greeting.end() :] if greeting else spoken
    return " ".join(phrases.REGARDS.split(body, maxsplit=1)[0].split())
