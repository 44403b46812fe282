"""Which concerns a mail's own words tell of; English and Spanish.

Compared in lower case without accents, contractions written out, white space as single blanks. What is only
denied ("we are not unhappy"), supposed ("in case of illness") or said of the reader ("your father") tells
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from ghostd.core.concerns import bereavement, complaint, illness, insolvency, leaving, scope
from ghostd.core.concerns.near import NEAR, NEAR_ES
from ghostd.core.concerns.phrasing import even
from ghostd.core.prose import own_words
from ghostd.core.subjects import PREFIX


class Concern(StrEnum):
    """What a client tells of. Illness counts accidents and operations, and everybody near to the writer.

    Insolvency counts the want of money that leads there. Scope is more than was agreed; leaving, that the
    writer goes or hands over to somebody else.
    """

    ILLNESS = "illness"
    BEREAVEMENT = "bereavement"
    INSOLVENCY = "insolvency"
    COMPLAINT = "complaint"
    SCOPE = "scope"
    LEAVING = "leaving"


HARDSHIP = (Concern.ILLNESS, Concern.BEREAVEMENT, Concern.INSOLVENCY)
"""What an ultimatum has to wait for."""

PHRASES = {
    Concern.ILLNESS: (illness.ENGLISH, illness.SPANISH),
    Concern.BEREAVEMENT: (bereavement.ENGLISH, bereavement.SPANISH),
    Concern.INSOLVENCY: (insolvency.ENGLISH, insolvency.SPANISH),
    Concern.COMPLAINT: (complaint.ENGLISH, complaint.SPANISH),
    Concern.SCOPE: (scope.ENGLISH, scope.SPANISH),
    Concern.LEAVING: (leaving.ENGLISH, leaving.SPANISH),
}

_LITTLE = (
    r"(?:a|an|any|at|in|on|really|actually|seriously|currently|longer|is|are|be|been|have|has|had|that|more|to|make"
    r"|of|se|me|le|lo|la|el|un|una|ha|han|he|hemos|esta|estoy|estamos|es|fue|que|ningun|ninguna|hay|tengo|tenemos"
    r"|mas|de|por)"
)
DENIED = re.compile(
    r"\b(?:not|no|nobody|no one|nothing|none|without|nor|neither|ni|sin|nadie|tampoco)"
    rf" (?:{_LITTLE} ){{0,2}}$"
)
SUPPOSED = re.compile(
    r"\b(?:(?:in (?:the )?(?:case|event)|(?:even|as|what) if|unless|en (?:el )?caso|a menos que)"
    r"(?: [\w']{1,20}){0,2}"
    r"|if (?:i|we|you|someone|somebody|anyone)(?: ever| should| were to)?) $"
)
OF_THE_READER = re.compile(
    rf"\b(?:(?:your|tus?|vuestr[oa]s?) (?:[\w'-]{{1,20}} )?(?:{NEAR}|{NEAR_ES})"
    r"(?: has| had| have| is| ha| esta| se)*"
    r"|you(?: (?:are|were|have|had|been|be|just|still|also|both|might|may|feel|felt|got))*"
    r"|(?:estas|estabas|estais|estabais|has estado|habeis estado)(?: \w{1,10})?) $"
)
OF_A_MACHINE = re.compile(rf"\b{bereavement.MACHINE}$")
BEFORE = 60
"""Characters before a phrase in which it can be denied, supposed or said of somebody else."""
EXCUSES = {
    Concern.ILLNESS: (DENIED, SUPPOSED, OF_THE_READER),
    Concern.BEREAVEMENT: (DENIED, SUPPOSED, OF_THE_READER, OF_A_MACHINE),
    Concern.INSOLVENCY: (DENIED, SUPPOSED, OF_THE_READER),
    Concern.COMPLAINT: (DENIED, SUPPOSED),
    Concern.SCOPE: (DENIED, SUPPOSED),
    Concern.LEAVING: (DENIED, SUPPOSED),
}
"""By what stands before a phrase it is taken for nothing."""


def concerns(text: str, subject: str = "") -> tuple[Concern, ...]:
    """What a mail's own words tell of, in the order of Concern; `text` is the decoded body, quotes and all.

    The subject counts where it is the writer's own, not that of what is being answered.
    """
    return concerns_of(own_words(text), "" if PREFIX.match(subject) else subject.strip())


def concerns_of(own: str, title: str = "") -> tuple[Concern, ...]:
    """What the writer's own words tell of, as `own_words` cut them out, and a subject of the writer's."""
    spoken = even(f"{title} . {own}" if title else own)
    return tuple(concern for concern in Concern if _tells(concern, spoken))


def _tells(concern: Concern, spoken: str) -> bool:
    return any(
        not any(excuse.search(before) for excuse in EXCUSES[concern])
        for phrases in _compiled(concern)
        for before in _befores(phrases, spoken)
    )


@cache
def _compiled(concern: Concern) -> tuple[re.Pattern[str], ...]:
    """Compiled when the first mail is read: all of them cost more than the rest of a command's start."""
    return tuple(re.compile(phrases) for phrases in PHRASES[concern])


def _befores(phrases: re.Pattern[str], spoken: str) -> Iterator[str]:
    """What stands before each place where a phrase is found."""
    return (spoken[max(0, found.start() - BEFORE) : found.start()] for found in phrases.finditer(spoken))
