"""What became of a draft, judged from what the folders show and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from ghostd.core.messages import Message, Placement
from ghostd.core.text import body_text, canonical, strip_quotes


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


SETTLE = timedelta(seconds=60)
"""Mail programs save by append-new then delete-old, in either order: this long nothing is concluded."""

GRACE = timedelta(hours=6)
"""How long a draft without any trace (no Sent copy, no successor, no Trash copy) is still looked for."""

SLACK = timedelta(minutes=10)
"""Clocks differ: a Sent copy may be dated this much before our APPEND, and a draft it came from may
vanish this much apart from it."""

ALIKE = 0.5
"""Share of our words that must be in a text for it to be our draft, edited."""


@dataclass(frozen=True, slots=True)
class Listings:
    """What the mirror shows now. `drafts` is all of Drafts (complete, `\\Deleted` left out); `sent` and
    `trash` what is dated since the draft. `texts` holds the body text of those that `suspects` named."""

    drafts: tuple[Sighting, ...]
    sent: tuple[Sighting, ...]
    trash: tuple[Sighting, ...]
    texts: Mapping[Placement, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The draft with what is now known of it; `at` is when the verdict's event took place."""

    draft: Draft
    at: datetime


def suspects(draft: Draft, listings: Listings) -> tuple[Placement, ...]:
    """The messages whose text must be read before judging: thread mates in Sent and successors in Drafts."""
    sent = [s.placement for s in listings.sent if _is_chain(draft, s) or _answers_same(draft, s)]
    moved = [s.placement for s in _successors(draft, listings)]
    return tuple(sent + moved)


def judge(draft: Draft, listings: Listings, now: datetime) -> Judgement:
    """The draft's fate by the order of evidence: Sent by identity, Sent by thread, successor, still there,
    Trash, gone. The later kinds only count once the earlier have had time to show."""
    here = next((s for s in listings.drafts if s.placement == draft.placement), None)
    found = _sent_by_identity(draft, listings, now) or _sent_by_thread(draft, listings, here, now)
    if found:
        return found
    if here:
        return Judgement(replace(draft, missing_since=None), now)
    if moved := _successor(draft, listings, now):
        return moved
    return _missing(draft, listings, now)


def _sent_by_identity(draft: Draft, listings: Listings, now: datetime) -> Judgement | None:
    for sighting in listings.sent:
        if _is_chain(draft, sighting):
            same = canonical(listings.texts.get(sighting.placement, "")) == draft.canonical
            verdict = Verdict.SENT if same else Verdict.SENT_EDITED
            return _decided(draft, verdict, Confidence.PROVED, "Sent holds its Message-ID", sighting, now)
    return None


def _sent_by_thread(
    draft: Draft, listings: Listings, here: Sighting | None, now: datetime
) -> Judgement | None:
    mates = [s for s in listings.sent if _answers_same(draft, s)]
    texts = [(sighting, listings.texts.get(sighting.placement, "")) for sighting in mates]
    if same := next((s for s, text in texts if canonical(text) == draft.canonical), None):
        why = "Sent holds its text, as an answer in its thread"
        return _decided(draft, Verdict.SENT, Confidence.PROVED, why, same, now)
    if alike := next((s for s, text in texts if likeness(draft, text) >= ALIKE), None):
        why = "Sent holds an edited text of it, as an answer in its thread"
        return _decided(draft, Verdict.SENT_EDITED, Confidence.LIKELY, why, alike, now)
    if not mates:
        return None
    if here or _successors(draft, listings):
        why = "the owner answered in its thread with other words while the draft lay there"
        return _decided(draft, Verdict.REPLACED, Confidence.PROVED, why, mates[0], now)
    missing = draft.missing_since or now
    near = abs(mates[0].message.at - missing) <= SLACK
    if not near and not _settled(draft, now):
        return None
    verdict = Verdict.SENT_EDITED if near else Verdict.REPLACED
    why = "the owner answered in its thread with other words, and the draft is gone"
    return _decided(draft, verdict, Confidence.LIKELY, why, mates[0], now)


def _successor(draft: Draft, listings: Listings, now: datetime) -> Judgement | None:
    found = _successors(draft, listings)
    if not found:
        return None
    newest = max(found, key=lambda s: (s.message.at, s.placement.uid))
    edited = canonical(listings.texts.get(newest.placement, "")) != draft.canonical
    known = dict.fromkeys((*draft.chain, newest.message.message_id or draft.message_id))
    verdict = Verdict.EDITED if edited or draft.verdict is Verdict.EDITED else draft.verdict
    moved = replace(
        draft,
        placement=newest.placement,
        chain=tuple(known),
        verdict=verdict,
        evidence="saved again by a mail program",
        missing_since=None,
    )
    return Judgement(moved, now)


def _missing(draft: Draft, listings: Listings, now: datetime) -> Judgement:
    if draft.missing_since is None:
        return Judgement(replace(draft, missing_since=now), now)
    in_trash = next((s for s in listings.trash if _is_chain(draft, s)), None)
    if in_trash and _settled(draft, now):
        return _decided(draft, Verdict.DISCARDED, Confidence.PROVED, "it lies in Trash", None, now)
    if now - draft.missing_since >= GRACE:
        return _decided(draft, Verdict.GONE, Confidence.UNKNOWN, "found in no folder", None, now)
    return Judgement(draft, now)


def _settled(draft: Draft, now: datetime) -> bool:
    return draft.missing_since is not None and now - draft.missing_since >= SETTLE


def _decided(
    draft: Draft, verdict: Verdict, sure: Confidence, why: str, sighting: Sighting | None, now: datetime
) -> Judgement:
    """A copy dated after `now` (a rehearsal, a wrong clock) counts from now."""
    chain = draft.chain
    at = now
    if sighting:
        at = min(sighting.message.at, now)
        chain = tuple(dict.fromkeys((*chain, sighting.message.identity)))
    done = replace(
        draft,
        verdict=verdict,
        confidence=sure,
        evidence=why,
        decided=at,
        chain=chain,
        missing_since=None,
        source=b"",
    )
    return Judgement(done, at)


def _is_chain(draft: Draft, sighting: Sighting) -> bool:
    return sighting.message.message_id in draft.chain


def _answers_same(draft: Draft, sighting: Sighting) -> bool:
    """An answer to the message that the draft answers, to one of its recipients, saved after our APPEND."""
    message = sighting.message
    if draft.appended is None or message.at < draft.appended - SLACK:
        return False
    return draft.in_reply_to in message.references and bool(set(message.recipients) & set(draft.recipients))


def _successors(draft: Draft, listings: Listings) -> list[Sighting]:
    return [
        s
        for s in listings.drafts
        if s.placement != draft.placement
        and (_is_chain(draft, s) or (draft.in_reply_to and draft.in_reply_to in s.message.references))
    ]


def likeness(draft: Draft, text: str) -> float:
    """The share of our draft's words that `text` still has."""
    ours = words(body_text(draft.source))
    return len(ours & words(text)) / len(ours) if ours else 0.0


def words(text: str) -> frozenset[str]:
    """The words that the writer of a text wrote, quotes and signature left out."""
    return frozenset(re.findall(r"\w{3,}", strip_quotes(text).casefold()))
