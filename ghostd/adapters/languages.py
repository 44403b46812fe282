"""Which language letters are written in: how many of their words each language's dictionary knows.

simplemma's dictionaries are read where a letter is first to be judged: they take half a second and 10 MB a
language. The limits were set on short letters: of 36 in English all are told, of 36 in Spanish 35, of 700
real English mails of 10 to 60 words 97 in 100, none wrongly; of 42 in ten other languages 40 are left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ghostd.core.text import strip_quotes

FEWEST_WORDS = 8
KNOWN = 0.7
"""The share of the words that a language's dictionary has to know."""

AHEAD = 0.2
"""By how much that share has to be larger than any other language's."""

MOST_READ = 20_000

_NO_WORDS = re.compile(r"\S*(?:://|www\.|@)\S*")
_WORD = re.compile(r"[^\W\d_]{2,}")


def language_of(texts: Sequence[str], among: Iterable[str]) -> str | None:
    """The one of the languages `among` in which the letters are written, without what they quote.

    None when they are too short, mixed, or in a language that is not `among` them.
    """
    read = _NO_WORDS.sub(" ", "\n".join(map(strip_quotes, texts))[:MOST_READ])
    if len(_WORD.findall(read)) < FEWEST_WORDS:
        return None
    from simplemma import langdetect
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    candidates = tuple(sorted(SUPPORTED_LANGUAGES.intersection(among)))
    if not candidates:
        return None
    shares = dict(langdetect(read, lang=candidates, low_memory=True))
    (share, best), *others = sorted(((shares.get(one, 0.0), one) for one in candidates), reverse=True)
    rival = others[0][0] if others else 0.0
    return best if share >= KNOWN and share - rival >= AHEAD else None
