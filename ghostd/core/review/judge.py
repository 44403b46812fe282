"""The order of evidence: each kind counts only once the kinds before it have had time to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from ghostd.core.review.draft import Confidence, Draft, Sighting, Verdict
from ghostd.core.review.evidence import (
    IN_TRASH,
    SLACK,
    STRANGE,
    Listings,
    alike,
    bears_name,
    likeness,
    may_be,
    same_text,
    saved_beside,
    successors,
    trashed,
    written_beside,
)
from ghostd.core.review.judgement import GRACE, SETTLE, Judgement, decided
from ghostd.core.review.proof import proof


def judge(draft: Draft, listings: Listings, now: datetime) -> Judgement:
    """The fate of an undecided draft: Sent by name, Sent by text, a client's answer, other words in its
    thread, still there, a successor, Trash, gone."""
    here = any(s.placement == draft.placement for s in listings.drafts)
    if found := proof(draft, listings, here, now):
        return found
    rival = next(_rivals(draft, listings), None)
    draft = replace(draft, rival_since=(draft.rival_since or now) if rival else None)
    if rival and (own := _own_words(draft, rival, listings, here, now)):
        return own
    if here:
        return _lying(draft, listings, now)
    if found_again := successors(draft, listings):
        return _moved(draft, found_again[-1], listings, now)
    return _missing(draft, listings, now)


def judge_again(draft: Draft, listings: Listings, now: datetime) -> Judgement | None:
    """Late news of a draft that was taken for not sent; None while there are none."""
    if found := proof(draft, listings, False, now):
        return found
    if draft.verdict not in (Verdict.GONE, Verdict.DISCARDED):
        return None
    if rival := next((s for s in _rivals(draft, listings) if _made_of_it(draft, s, listings)), None):
        return decided(draft, Verdict.SENT_EDITED, Confidence.LIKELY, _WITH_IT, rival.message, now)
    waiting = replace(draft, verdict=Verdict.PENDING, confidence=Confidence.PROVED, decided=None)
    if any(s.placement == draft.placement for s in listings.drafts):
        return _lying(replace(waiting, evidence=TAKEN_BACK), listings, now)
    if back := [s for s in successors(draft, listings) if _is_back(draft, s, listings)]:
        return _moved(waiting, back[-1], listings, now)
    if draft.verdict is Verdict.GONE and any(bears_name(draft, s) for s in listings.trash):
        return decided(draft, Verdict.DISCARDED, Confidence.PROVED, IN_TRASH, None, now)
    return None


def _is_back(draft: Draft, sighting: Sighting, listings: Listings) -> bool:
    return bears_name(draft, sighting) or (not listings.followed and alike(draft, sighting, listings))


def _rivals(draft: Draft, listings: Listings) -> Iterator[Sighting]:
    """Other answers in the thread in Sent, with other words."""
    return (s for s in listings.sent if may_be(draft, s.message) and listings.text(s) is not None)


_WITH_IT = "the owner answered in its thread with other words, and the draft left Drafts with that"


def _own_words(
    draft: Draft, rival: Sighting, listings: Listings, here: bool, now: datetime
) -> Judgement | None:
    """Other words in the thread are the owner's own mail if the draft stays, else the draft, rewritten."""
    if not _settled(draft.rival_since, now):
        return None
    if here or successors(draft, listings):
        why = "the owner answered in its thread with other words while the draft lay there"
        return decided(draft, Verdict.REPLACED, Confidence.PROVED, why, rival.message, now)
    if not _settled(draft.missing_since, now):
        return None
    if _made_of_it(draft, rival, listings):
        return decided(draft, Verdict.SENT_EDITED, Confidence.LIKELY, _WITH_IT, rival.message, now)
    why = "the owner answered in its thread with other words, and the draft is gone"
    return decided(draft, Verdict.REPLACED, Confidence.LIKELY, why, rival.message, now)


def _made_of_it(draft: Draft, rival: Sighting, listings: Listings) -> bool:
    """Whether the draft vanished with the other mail; not where it lies in Trash as we wrote it, and the mail
    has next to nothing of it: then it was thrown away, a moment after the owner had written by hand."""
    whole = any(bears_name(draft, s) and _says_the_same(draft, s, listings) for s in listings.trash)
    strange = likeness(draft, listings.text(rival) or "") < STRANGE
    return _with_it(draft, rival.message.at) and not (whole and strange)


def _says_the_same(draft: Draft, sighting: Sighting, listings: Listings) -> bool:
    text = listings.text(sighting)
    return text is not None and same_text(draft, text)


def _with_it(draft: Draft, at: datetime) -> bool:
    """Whether the draft vanished about then, as far as our looks tell."""
    missed = draft.missing_since
    if missed is None:
        return False
    return (draft.last_seen or missed) - SLACK <= at <= missed + SLACK


TAKEN_BACK = "it lies in Drafts again"


def _lying(draft: Draft, listings: Listings, now: datetime) -> Judgement:
    if newer := saved_beside(draft, listings):
        return _moved(draft, newer[-1], listings, now)
    found = replace(draft, missing_since=None, last_seen=None)
    looked = draft.placement in listings.looked
    if looked is not draft.looked:
        found = replace(found, looked=looked, stirred=now)
        if looked and draft.verdict is Verdict.PENDING:
            found = replace(found, evidence="looked at in a mail program")
    if beside := written_beside(draft, listings):
        found = replace(found, stirred=max(found.stirred or beside, min(beside, now)))
    return Judgement(found, now, again=_after(draft.rival_since, SETTLE, now))


def _moved(draft: Draft, to: Sighting, listings: Listings, now: datetime) -> Judgement:
    text = listings.text(to)
    edited = text is not None and not same_text(draft, text)
    moved = replace(
        draft,
        placement=to.placement,
        chain=tuple(dict.fromkeys((*draft.chain, to.message.message_id or draft.message_id))),
        verdict=Verdict.EDITED if edited or draft.verdict is Verdict.EDITED else draft.verdict,
        confidence=Confidence.LIKELY if edited and not bears_name(draft, to) else Confidence.PROVED,
        evidence=f"saved again by a mail program{', with other words' if edited else ''}",
        missing_since=None,
        last_seen=None,
        stirred=now,
        looked=to.placement in listings.looked,
    )
    return Judgement(moved, now, again=_after(draft.rival_since, SETTLE, now))


def _missing(draft: Draft, listings: Listings, now: datetime) -> Judgement:
    if draft.missing_since is None:
        missed = replace(draft, missing_since=now, last_seen=listings.last_look)
        return Judgement(missed, now, again=now + SETTLE)
    if listings.blind:
        # What could not be seen for a day may turn up when the folder is back: it counts from then.
        return Judgement(replace(draft, missing_since=now), now)
    settled = _settled(draft.missing_since, now)
    if settled and not draft.rival_since and (why := trashed(draft, listings)):
        sure = Confidence.PROVED if why == IN_TRASH else Confidence.LIKELY
        return decided(draft, Verdict.DISCARDED, sure, why, None, now)
    if now - draft.missing_since >= GRACE:
        if draft.placement in listings.deleted:
            why = "it lies in Drafts, marked as deleted"
            return decided(draft, Verdict.DISCARDED, Confidence.LIKELY, why, None, now)
        return decided(draft, Verdict.GONE, Confidence.UNKNOWN, "found in no folder", None, now)
    return Judgement(draft, now, again=_after(draft.missing_since, GRACE if settled else SETTLE, now))


def _settled(since: datetime | None, now: datetime) -> bool:
    return since is not None and now - since >= SETTLE


def _after(since: datetime | None, span: timedelta, now: datetime) -> datetime | None:
    """When the span will be over; None when it is, or does not run."""
    return since + span if since is not None and since + span > now else None
