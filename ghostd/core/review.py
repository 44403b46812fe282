"""What became of a draft, judged from what the folders show and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ghostd.core.messages import Message, Placement


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
    def final(self) -> bool:
        return self not in (Verdict.PENDING, Verdict.EDITED)


class Confidence(StrEnum):
    PROVED = "proved"
    LIKELY = "likely"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft of ours: what we wrote, where it lay, and what is known of its fate.

    `chain` holds every Message-ID it has borne (its own first). `source` is empty once the draft is decided.
    `missing_since` is when it was first not found where it had been.
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


@dataclass(frozen=True, slots=True)
class Sighting:
    """A message seen in Drafts, Sent or Trash."""

    placement: Placement
    message: Message
