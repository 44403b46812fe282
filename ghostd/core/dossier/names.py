"""What the files of a dossier are called: nothing a mail says reaches a name, but its day and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo

from ghostd.core.characters import fold
from ghostd.core.conversations import Side
from ghostd.core.dossier.records import File, Kept
from ghostd.core.messages import Kind
from ghostd.core.review import Draft

INDEX, INDEX_TEXT = "index.html", "index.md"
SUMS, SUMS_SUM = "SHA256SUMS", "SHA256SUMS.sha256"

DIGITS = 4
"""Digits of a number in a name, at least; more where there are more messages."""

LONGEST = 40

KINDS = {
    Kind.AUTO_REPLY: "automatic-answer",
    Kind.BOUNCE: "bounce",
    Kind.MDN: "receipt",
    Kind.CALENDAR: "calendar",
    Kind.NEWSLETTER: "newsletter",
    Kind.LIST: "list",
    Kind.CHALLENGE: "challenge",
}
SIDES = {Side.OWNER: "from-owner", Side.CLIENT: "from-client"}
OTHERS = "from-other"

_UNSAFE = re.compile(r"[^a-z0-9]+")


def slug(word: str, otherwise: str) -> str:
    """The word in a-z, 0-9 and single hyphens, short; `otherwise` where nothing of it is left."""
    return _UNSAFE.sub("-", fold(word)).strip("-")[:LONGEST].strip("-") or otherwise


def message_name(kept: Kept, total: int, zone: tzinfo) -> str:
    """Such as `messages/0001-2026-05-03-from-client.eml`; `total` is how many there are."""
    message, side = kept.letter.message, kept.letter.side
    what = KINDS.get(message.kind) if message.kind is not Kind.HUMAN else SIDES.get(side, OTHERS)
    return f"messages/{_numbered(kept.number, total)}-{day(message.at, zone)}-{what or OTHERS}.eml"


def draft_name(number: int, total: int, draft: Draft, zone: tzinfo) -> str:
    """Such as `drafts/0001-2026-05-11-ask.eml`, with the step it was written for."""
    return f"drafts/{_numbered(number, total)}-{day(draft.created, zone)}-{slug(draft.step, 'draft')}.eml"


def local(at: datetime, zone: tzinfo) -> datetime:
    """The instant by the zone's clock; in UTC at the ends of time, where a zone has none."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at.astimezone(UTC)


def day(at: datetime, zone: tzinfo) -> str:
    return local(at, zone).date().isoformat()


def sums_text(files: Iterable[File]) -> str:
    """What `sha256sum -c` reads: a line a file, in order of their names."""
    return "".join(f"{digest}  {name}\n" for name, digest, _ in sorted(files))


def _numbered(number: int, total: int) -> str:
    return f"{number:0{max(DIGITS, len(str(total)))}}"
