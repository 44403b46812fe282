"""How the phrases are compared and put together: folded words, and expressions whose repeats are bounded."""

from __future__ import annotations

import re

from ghostd.core.characters import fold

WORD = r"[\w'-]{1,20} "
"""Any one word and the blank after it; for use within `(?:...){0,n}`."""

_WRITTEN_OUT = (
    ("’", "'"),
    ("*", ""),
    ("won't", "will not"),
    ("can't", "can not"),
    ("cannot", "can not"),
    ("n't", " not"),
    ("'re ", " are "),
    ("'ve ", " have "),
    ("'ll ", " will "),
    ("'m ", " am "),
    ("'d ", " would "),
)
_SHORT = re.compile(r"\b(he|she|it|that|there|who|what|everything)'s\b")
_HELD = re.compile(
    r"(?<=\w)'s(?= (?:in|at|on|off|out|still|very|been|not|ill|sick|unwell|back|being|having|had|passed|died"
    r"|dying|gone|going"
    r"|got|just|now|really|quite|seriously|leaving|insolvent|bankrupt|unhappy|closing)\b)"
)
"""A noun and its verb, "my mother's in hospital", rather than what the noun owns."""
_SLOPPY = re.compile(r"\b(?:im|ive|dont|cant|isnt|havent|didnt|doesnt)\b")
_SLOPPILY = {
    "im": "i am",
    "ive": "i have",
    "dont": "do not",
    "cant": "can not",
    "isnt": "is not",
    "havent": "have not",
    "didnt": "did not",
    "doesnt": "does not",
}


def even(text: str) -> str:
    """The text as the phrases expect it: folded, on one line, English contractions written out."""
    flowing = " ".join(fold(text).split())
    for short, long in _WRITTEN_OUT:
        flowing = flowing.replace(short, long)
    flowing = _HELD.sub(" is", _SHORT.sub(r"\1 is", flowing))
    return _SLOPPY.sub(lambda found: _SLOPPILY[found[0]], flowing)


def any_of(*phrases: str) -> str:
    """An expression for any of the phrases as whole words; not as part of a hyphenated word or an address.

    One that ends in a blank goes on with any word.
    """
    return rf"(?<!\w)(?<!\w-)(?:{'|'.join(phrases)})(?:(?<= )|(?!\w|[-@]\w))"


def nor(words: str) -> str:
    """That none of these words, or of their alternatives, comes next."""
    return rf"(?! (?:{words})\b)"
