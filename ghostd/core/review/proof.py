"""What proves that a draft was sent: Sent by name, Sent by text, a client's answer, a folder of all mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ghostd.core.messages import Message
from ghostd.core.review.draft import Confidence, Draft, Sighting, Verdict
from ghostd.core.review.evidence import (
    ALIKE,
    NEARLY_ALL,
    Listings,
    bears_name,
    in_thread,
    likeness,
    may_be,
    names_evolution_uid,
    reaches,
    same_text,
    successors,
    tied,
    trashed,
)
from ghostd.core.review.judgement import GRACE, SETTLE, Judgement, decided


def proof(draft: Draft, listings: Listings, here: bool, now: datetime) -> Judgement | None:
    """That it was sent, as far as the folders prove it; `here`: it still lies where it was."""
    gone = not here and draft.missing_since is not None and now - draft.missing_since >= SETTLE
    return (
        _sent_by_name(draft, listings, now)
        or _sent_by_text(draft, listings, here, now)
        or (_sent_elsewhere(draft, listings, now) if gone else None)
        or _sent_by_answer(draft, listings, here, now)
        or (None if here else _sent_by_archive(draft, listings, now))
    )


def _sent_by_name(draft: Draft, listings: Listings, now: datetime) -> Judgement | None:
    named = [
        s
        for s in listings.sent
        if bears_name(draft, s) or (names_evolution_uid(draft, s) and may_be(draft, s.message))
    ]
    # A folder that was made anew leaves copies in the mirror that cannot be read any more.
    for sighting in sorted(named, key=lambda s: listings.text(s) is None):
        text = listings.text(sighting)
        verdict = Verdict.SENT if text is None or same_text(draft, text) else Verdict.SENT_EDITED
        mark = "its Message-ID" if sighting.message.message_id in draft.chain else "a copy that names it"
        why = f"{sighting.placement.folder} holds {mark}"
        return decided(draft, verdict, Confidence.PROVED, why, sighting.message, now)
    return None


def _sent_by_text(draft: Draft, listings: Listings, here: bool, now: datetime) -> Judgement | None:
    """To one of its readers: our very words in whatever thread, edited ones in ours."""
    found = [
        (s, text) for s in listings.sent if reaches(draft, s.message) and (text := _text(draft, s, listings))
    ]
    if same := next((s for s, text in found if same_text(draft, text)), None):
        where = "an answer in its thread" if in_thread(draft, same.message) else "a mail to its recipients"
        why = f"{same.placement.folder} holds its text, as {where}"
        return decided(draft, Verdict.SENT, Confidence.PROVED, why, same.message, now)
    if edited := next((s for s, text in found if _made_of_it(draft, s.message, text, here)), None):
        why = f"{edited.placement.folder} holds an edited text of it"
        return decided(draft, Verdict.SENT_EDITED, Confidence.LIKELY, why, edited.message, now)
    return None


def _made_of_it(draft: Draft, message: Message, text: str, here: bool) -> bool:
    """The more the words are ours, the less else need tie it to the draft; what names it was made of it.

    While the draft lies there, a mail of other words may be one of the owner's own beside it.
    """
    if set(draft.chain) & set(message.references):
        return True
    share = likeness(draft, text)
    return share >= ALIKE and (may_be(draft, message) or (share >= NEARLY_ALL and not here))


def _sent_elsewhere(draft: Draft, listings: Listings, now: datetime) -> Judgement | None:
    """Our very words, to somebody who is none of its readers, when the draft is gone: another address of the
    client's, as it seems."""
    for sighting in listings.sent:
        text = _text(draft, sighting, listings)
        if text and same_text(draft, text):
            why = f"{sighting.placement.folder} holds its text, to another address"
            return decided(draft, Verdict.SENT, Confidence.LIKELY, why, sighting.message, now)
    return None


def _text(draft: Draft, sighting: Sighting, listings: Listings) -> str | None:
    return listings.text(sighting) if tied(draft, sighting.message) else None


def _sent_by_answer(draft: Draft, listings: Listings, here: bool, now: datetime) -> Judgement | None:
    """Who answers a mail has got it, whatever our folders show."""
    for answer in listings.answers:
        named = set(answer.references)
        if named & set(draft.chain):
            why, sure = "a mail from outside answers it", Confidence.PROVED
        elif _lost_for_good(draft, here, now) and named & listings.unknown and draft.in_reply_to in named:
            why, sure = "a mail from outside answers one of yours that is in no folder", Confidence.LIKELY
        else:
            continue
        at = min(answer.at, draft.missing_since or answer.at)
        judged = decided(draft, Verdict.SENT, sure, why, None, min(at, now))
        return replace(judged, by=answer.identity)
    return None


def _lost_for_good(draft: Draft, here: bool, now: datetime) -> bool:
    """Whether no folder has told for hours what became of it."""
    if draft.verdict.final:
        return draft.verdict is Verdict.GONE
    return not here and draft.missing_since is not None and now - draft.missing_since >= GRACE


def _sent_by_archive(draft: Draft, listings: Listings, now: datetime) -> Judgement | None:
    """A folder of all mail shows drafts and discards, too: there only a copy dated since the draft was last
    seen counts, when for hours nothing has lain in Drafts, marked as deleted or not, nor in Trash.
    Where several versions lie there, it keeps what was saved, and proves nothing."""
    if draft.missing_since is None or now - draft.missing_since < GRACE:
        return None
    if draft.placement in listings.deleted or successors(draft, listings) or trashed(draft, listings):
        return None
    since = max(draft.created + SETTLE, draft.last_seen or draft.created)
    versions = [
        s for s in listings.archive if s.message.at > draft.created + SETTLE and _is_ours(draft, s, listings)
    ]
    if len({(s.message.identity, s.message.at) for s in versions}) != 1 or versions[0].message.at <= since:
        return None
    [sighting, *_] = versions
    verdict = Verdict.SENT if same_text(draft, listings.text(sighting) or "") else Verdict.SENT_EDITED
    why = f"{sighting.placement.folder} holds it with a later date, and Drafts does not"
    return decided(draft, verdict, Confidence.LIKELY, why, sighting.message, now)


def _is_ours(draft: Draft, sighting: Sighting, listings: Listings) -> bool:
    text = listings.text(sighting)
    return text is not None and (bears_name(draft, sighting) or likeness(draft, text) >= ALIKE)
