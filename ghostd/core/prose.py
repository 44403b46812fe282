"""The writer's own words in a mail's text, as every judgement of words reads them."""

from __future__ import annotations

import re

from ghostd.core.text import strip_quotes

LIMIT = 8000
"""Characters: what a person has to say stands before that, and a pasted log is not searched."""

ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")
PATCH = re.compile(r"^(?:diff --git |Index: \S|--- [ab]/|@@ -\d)", re.MULTILINE)


def own_words(text: str) -> str:
    """The writer's prose: without quotes, signature and patch, and not all of a very long mail."""
    own = strip_quotes(text[: 4 * LIMIT])[:LIMIT]
    patch = PATCH.search(own)
    return ADDRESS.sub("", own[: patch.start()] if patch else own).replace("’", "'").strip()
