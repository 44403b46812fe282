"""Message-IDs (RFC 5322, 3.6.4): what names a message, its parent and its ancestors."""

from __future__ import annotations

import re

from ghostd.core.arrivals.headers import Fields, raw, unencode

REFERENCES_LIMIT = 100

DRAFT_FIELDS = ("x-microsoft-original-message-id", "x-evolution-draft-message", "mid")
"""Where mail programs keep the name that a draft had before they sent it under another."""

_BRACKETED = re.compile(r"<([^<>]{1,1200})>")
_BARE = re.compile(r"[!-;=?-~]{1,400}@[!-;=?-~]{1,400}")
_UID = re.compile(r"\d{1,10}\Z")
_SPACE = re.compile(r"\s+")
VALID = re.compile(r"<[\x21-\x7e]{1,900}>")


def named(value: str) -> list[str]:
    """The valid ids in `value`, in order, each once, with the white space that folding left taken out."""
    found = [f"<{_SPACE.sub('', inner)}>" for inner in _BRACKETED.findall(unencode(value))]
    if not found and _BARE.fullmatch(value.strip()):
        found = [f"<{value.strip()}>"]
    return [i for i in dict.fromkeys(found) if VALID.fullmatch(i)]


def own_id(fields: Fields) -> str | None:
    """The message's id; None where it has none, or none that may be searched for."""
    return next(iter(named(raw(fields, "message-id"))), None)


def drafted_as(fields: Fields) -> tuple[str, ...]:
    """What a mail program says its draft was called: Message-IDs, or its UID in Drafts."""
    names: list[str] = []
    for key in DRAFT_FIELDS:
        value = raw(fields, key)
        if not value:
            continue
        uid = _UID.search(value)
        names += named(value) or ([uid[0]] if uid else [])
    return tuple(dict.fromkeys(names))


def ancestry(fields: Fields, message_id: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The parent's id, and all ancestors from the oldest to the parent; of too many the middle is dropped."""
    parent = next((i for i in named(raw(fields, "in-reply-to")) if i != message_id), None)
    chain = [i for i in named(raw(fields, "references")) if i != message_id]
    if parent and parent not in chain:
        chain.append(parent)
    if len(chain) > REFERENCES_LIMIT:
        chain = [chain[0], *chain[1 - REFERENCES_LIMIT :]]
    return parent, tuple(chain)
