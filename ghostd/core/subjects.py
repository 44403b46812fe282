"""Subjects without what mail programs put before them."""

from __future__ import annotations

import re

PREFIX = re.compile(
    r"\s*(?:re|r|res|ref|rép|rv|rif|aw|antw|antwort|sv|svar|vs|vá|odp|ynt|ατ|απ|ответ|на|回复|回覆|答复|返信|"
    r"fw|fwd|wg|tr|i|enc|vb|vl|vd|doorst|pd|továbbítás|ilt|πρθ|转发|轉寄)"
    r"\s{0,3}(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s{0,3}[:：]\s*",
    re.IGNORECASE,
)
TAG = re.compile(r"\s*(\[[^\[\]]{1,60}\])\s*")


def base_subject(subject: str) -> str:
    """The subject without its chain of reply and forward marks; `[tags]` amid the chain stay, each once."""
    rest, tags = subject.strip(), dict[str, str]()
    while match := PREFIX.match(rest) or TAG.match(rest):
        rest = rest[match.end() :]
        if match.re is TAG:
            tags.setdefault(match[1].casefold(), match[1])
    return " ".join((*tags.values(), rest)).strip()


def bare(subject: str) -> str:
    """The base subject without list tags, which one side of a talk may see and the other not."""
    rest = base = base_subject(subject)
    while match := TAG.match(rest):
        rest = rest[match.end() :]
    return rest.strip() or base


def key(subject: str) -> str:
    """What two subjects of one thread have in common: bare, case folded, white space squeezed."""
    return " ".join(bare(subject).casefold().split())
