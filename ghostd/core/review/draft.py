"""A draft of ours: what we wrote, where it lay, and what is known of its fate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from enum import StrEnum

from ghostd.core.messages import Message, Placement
from ghostd.core.replies.digest import digest_of

DRAFT_LIMIT = 64_000_000
"""What is longer than this in Drafts is not ours; with the owner's files a draft may have many megabytes."""

LEAST_NOTICE = timedelta(days=2)
"""What a client must be left with, at least, when it is told a date."""


BEFOREHAND = timedelta(hours=8)
"""How long before a date of the owner's own a draft that promises it is out of date."""


class Verdict(StrEnum):
    PENDING = "pending"
    EDITED = "edited"
    SENT = "sent"
    SENT_EDITED = "sent-edited"
    REPLACED = "replaced-by-own-mail"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"
    GONE = "gone"

    @property
    def sent(self) -> bool:
        return self in (Verdict.SENT, Verdict.SENT_EDITED)

    @property
    def final(self) -> bool:
        """Decided; only a late proof of sending, or the draft itself, come back, can still change it."""
        return self not in (Verdict.PENDING, Verdict.EDITED)


class Confidence(StrEnum):
    PROVED = "proved"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft of ours.

    `chain` holds every Message-ID it has borne (its own first). `source` is empty once it is known whether
    the draft was sent. `missing_since` is when it was first not found where it had been, `last_seen` the look
    before that; `rival_since` is when another answer in its thread was first seen in Sent. `looked` says that
    the owner has looked at it where it lies now, `stirred` when it was last seen to be opened or changed.
    `account` stands for the sums that its text names, where it names any.
    """

    message_id: str
    case_id: int
    client: str
    step: str
    attempt: int
    recipients: tuple[str, ...]
    in_reply_to: str | None
    thread: tuple[str, ...]
    subject: str
    canonical: str
    digest: str
    source: bytes
    created: datetime
    promised: datetime | None = None
    placement: Placement | None = None
    appended: datetime | None = None
    chain: tuple[str, ...] = ()
    verdict: Verdict = Verdict.PENDING
    confidence: Confidence = Confidence.PROVED
    evidence: str = ""
    decided: datetime | None = None
    missing_since: datetime | None = None
    last_seen: datetime | None = None
    rival_since: datetime | None = None
    stirred: datetime | None = None
    looked: bool = False
    account: str = ""

    def is_written(self, source: bytes) -> bool:
        """Whether a stored message is exactly the draft that was written, by name and by what it says."""
        message_id = str(BytesHeaderParser().parsebytes(source).get("Message-ID", "")).strip()
        return message_id == self.message_id and digest_of(source) == self.digest

    def stale(self, now: datetime, *, courtesy: bool = False) -> bool:
        """Whether it lies there untouched, and the date it names is too near to be sent in good faith.

        `courtesy`: the date is the owner's own to keep, and not the client's.
        """
        if self.verdict is not Verdict.PENDING or self.promised is None:
            return False
        if courtesy:
            return now >= self.promised - BEFOREHAND
        half = self.created + (self.promised - self.created) / 2
        return now >= half and self.promised - now <= LEAST_NOTICE


@dataclass(frozen=True, slots=True)
class Sighting:
    """A message seen in Drafts, Sent, Trash or the archive of all mail."""

    placement: Placement
    message: Message
