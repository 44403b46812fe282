"""What ties a message to a draft of ours: its names, its thread, its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ghostd.core.conversations import FREEMAIL, domain_of
from ghostd.core.messages import Message, Placement
from ghostd.core.review.draft import Draft, Sighting
from ghostd.core.subjects import key
from ghostd.core.text import body_text, canonical, strip_quotes

SLACK = timedelta(minutes=10)
"""Clocks differ: a Sent copy may be dated this much before our APPEND, and a draft it came from may
vanish this much apart from it."""

ALIKE = 0.5
"""Share of our words that must be in a text for it to be our draft, edited."""

NEARLY_ALL = 0.8
"""Share of our words that must be in a mail to the same people, where neither thread nor subject ties it."""

FEW_WORDS = 12
"""Different words below which a draft is known by its very text only."""

OURS = 1 / 3
"""Share of a text's words that must be ours for it to be made of our draft."""

STRANGE = 0.2
"""Share of our words below which a text was not made of our draft, where that lies unchanged in Trash."""


@dataclass(frozen=True, slots=True)
class Listings:
    """What the mirror shows now, other drafts of ours left out.

    `drafts` is all of Drafts (complete, `\\Deleted` left out); `sent`, `trash` and `archive` (a folder of all
    mail) what is dated since the draft. `texts` holds the body text of those that `suspects` named and that
    are still there. `looked` and `deleted` are the places in Drafts flagged `\\Seen` and `\\Deleted`.
    `answers` is what others wrote since, `unknown` the ids they name that are of the owner's domains and in
    no folder. `last_look` is when the folders were last seen before this.
    `blind` says that Sent or Trash is gone, with no folder in its place: nothing follows then from what is
    not seen. `followed` says that a later draft to the client waits, whose copies these may be.
    """

    drafts: tuple[Sighting, ...]
    sent: tuple[Sighting, ...]
    trash: tuple[Sighting, ...]
    texts: Mapping[Placement, str]
    archive: tuple[Sighting, ...] = ()
    looked: frozenset[Placement] = frozenset()
    deleted: frozenset[Placement] = frozenset()
    answers: tuple[Message, ...] = ()
    unknown: frozenset[str] = frozenset()
    last_look: datetime | None = None
    blind: bool = False
    followed: bool = False

    def text(self, sighting: Sighting) -> str | None:
        return self.texts.get(sighting.placement)


def suspects(draft: Draft, listings: Listings) -> tuple[Placement, ...]:
    """The messages whose text must be read before judging."""
    filed = (*listings.sent, *listings.archive)
    sent = [s for s in filed if bears_name(draft, s) or tied(draft, s.message)]
    moved = [s for s in listings.drafts if s.placement != draft.placement and akin(draft, s)]
    trashed = [s for s in listings.trash if bears_name(draft, s) or may_be(draft, s.message)]
    return tuple(s.placement for s in (*sent, *moved, *trashed))


def bears_name(draft: Draft, sighting: Sighting) -> bool:
    """Whether the message has one of the draft's Message-IDs, or says that its draft had one."""
    message = sighting.message
    return message.message_id in draft.chain or any(mark in draft.chain for mark in message.drafted_as)


def bears_newest_name(draft: Draft, sighting: Sighting) -> bool:
    """The same for the name it bore last: older versions are thrown away while the newest one is sent."""
    message = sighting.message
    return message.message_id == draft.chain[-1] or draft.chain[-1] in message.drafted_as


def may_be(draft: Draft, message: Message) -> bool:
    """Whether a mail of the owner's may be the draft, sent under another name, whatever it says: in its
    thread, to its recipients or their colleagues, and not older than our APPEND.

    Some programs drop In-Reply-To, and what the draft answers may have no Message-ID: there the subject ties.
    """
    in_talk = in_thread(draft, message) or same_subject(draft, message)
    return _since_ours(draft, message) and reaches(draft, message) and in_talk


def tied(draft: Draft, message: Message) -> bool:
    """Whether one thing at least ties the two together: enough for a mail with exactly our words."""
    by_any = in_thread(draft, message) or reaches(draft, message) or same_subject(draft, message)
    return _since_ours(draft, message) and by_any


def _since_ours(draft: Draft, message: Message) -> bool:
    return draft.appended is not None and message.at >= draft.appended - SLACK


def reaches(draft: Draft, message: Message) -> bool:
    """Whether it goes to one of the draft's recipients, or to a colleague of theirs."""
    if set(message.recipients) & set(draft.recipients):
        return True
    return bool(_houses(message.recipients) & _houses(draft.recipients))


def _houses(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(domain_of(address) for address in addresses) - FREEMAIL


def in_thread(draft: Draft, message: Message) -> bool:
    return bool({draft.in_reply_to, *draft.thread, *draft.chain} & set(message.references))


def same_subject(draft: Draft, message: Message) -> bool:
    """Whether only the subject can tie the two together, and it does."""
    untied = not message.references or (draft.in_reply_to is None and not draft.thread)
    return untied and bool(key(draft.subject)) and key(message.subject) == key(draft.subject)


def akin(draft: Draft, sighting: Sighting) -> bool:
    """Whether a message in Drafts may be ours, saved again: Date and recipients are the owner's to change."""
    message = sighting.message
    if bears_name(draft, sighting):
        return True
    in_talk = in_thread(draft, message) or same_subject(draft, message)
    return _since_ours(draft, message) and in_talk


def names_evolution_uid(draft: Draft, sighting: Sighting) -> bool:
    """Whether the message says by UID which message of Drafts it was; a bare number alone proves little."""
    place = draft.placement
    return place is not None and str(place.uid) in sighting.message.drafted_as


A_MINUTE = timedelta(minutes=1)
"""How far a Date of a mail program's and our own clock may lie apart where seconds matter."""


def successors(draft: Draft, listings: Listings) -> list[Sighting]:
    """What a mail program made of a draft that lies no more where it lay, oldest first.

    Another draft in the thread may be one of the owner's own. With ours in Trash it must have our words, or
    not have lain there while ours did: some programs throw the old version away when they save a new one.
    """
    moved = [s for s in listings.drafts if s.placement != draft.placement and akin(draft, s)]
    named = [s for s in moved if bears_name(draft, s)]
    trashed = any(bears_name(draft, s) for s in listings.trash)
    since = draft.last_seen or listings.last_look or draft.created
    found = named or [
        s
        for s in moved
        if alike(draft, s, listings)
        or (in_thread(draft, s.message) and (not trashed or s.message.at + A_MINUTE >= since))
    ]
    return in_order(found)


def alike(draft: Draft, sighting: Sighting, listings: Listings) -> bool:
    """Whether a message still has most of our words."""
    return likeness(draft, listings.text(sighting) or "") >= ALIKE


def saved_beside(draft: Draft, listings: Listings) -> list[Sighting]:
    """Later copies under one of the draft's names, which some programs put beside the old one."""
    here = draft.placement
    newer = [s for s in listings.drafts if here is not None and s.placement > here]
    return in_order([s for s in newer if bears_name(draft, s)])


def written_beside(draft: Draft, listings: Listings) -> datetime | None:
    """When a later draft in the thread was last saved while ours lay there: a program may be at it."""
    here = draft.placement
    beside = (s for s in listings.drafts if here is not None and s.placement > here and akin(draft, s))
    return max((s.message.at for s in beside), default=None)


def in_order(found: list[Sighting]) -> list[Sighting]:
    return sorted(found, key=lambda s: s.placement)


def same_text(draft: Draft, text: str) -> bool:
    return canonical(text) == draft.canonical


def likeness(draft: Draft, text: str) -> float:
    """The share of our draft's words that `text` still has; none where either says too little of its own.

    A few words prove nothing, and those of a greeting are in every mail: so the text must be ours to a third
    as well.
    """
    ours, theirs = words(body_text(draft.source)), words(text)
    common = len(ours & theirs)
    if len(ours) < FEW_WORDS or common < OURS * len(theirs):
        return 0.0
    return common / len(ours)


def words(text: str) -> frozenset[str]:
    """The words that the writer of a text wrote, quotes and signature left out."""
    return frozenset(re.findall(r"\w{3,}", strip_quotes(text).casefold()))


IN_TRASH = "it lies in Trash"


def trashed(draft: Draft, listings: Listings) -> str:
    """Why it is taken for thrown away: itself, or what the owner had made of it, lies in Trash."""
    # The mirror remembers what lay there once; what was taken out of Trash again cannot be read any more.
    readable = [s for s in listings.trash if listings.text(s) is not None]
    if any(bears_newest_name(draft, s) for s in readable):
        return IN_TRASH
    mates = (s for s in listings.trash if may_be(draft, s.message))
    alike = any(likeness(draft, listings.text(s) or "") >= ALIKE for s in mates)
    return "its text, saved under another name, lies in Trash" if alike else ""
