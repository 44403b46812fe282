"""How lists of phrases become expressions; all are compared in lower case without accents."""

from __future__ import annotations

import re

from ghostd.core.characters import fold


def beginning(phrases: str, after: str) -> re.Pattern[str]:
    """Any of the phrases, between semicolons, at the start and followed by `after`."""
    words = {fold(phrase.strip()) for phrase in " ".join(phrases.split()).split(";") if phrase.strip()}
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))}){after}")


WORD_END = r"(?![^\W_])"
PROGRAM = (
    r"(?=$|\s*[^\w\s]|\s*[^\x00-\x7f]|\s(?:from|to|re|de|del|von|van|para|pour|per|voor|di|da|do|od"
    r"|bei|auf|an|op|na"
    r"|til|till|fran|fra|sur|aus|returning|returned|notification|notice|report|message|mail|see"
    r"|status)\b|\s\S+@)"
)
"""What follows where a program wrote the words: the end, punctuation, or how programs go on."""
