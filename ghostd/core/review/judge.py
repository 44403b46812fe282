"""The order of evidence: each kind counts only once the kinds before it have had time to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.messages import Message
from ghostd.core.review.draft import Confidence, Draft, Sighting, Verdict
from ghostd.core.review.evidence import (
    ALIKE,
    SLACK,
    Listings,
    alike,
    bears_name,
    likeness,
    may_be,
    names_evolution_uid,
    same_text,
    saved_beside,
    successors,
)

SETTLE = timedelta(seconds=60)
"""Mail programs save by append-new then delete-old, in either order: this long nothing is concluded."""

GRACE = timedelta(hours=6)
"""How long a draft without any trace is still looked for: some programs take it out while it is edited."""

QUIET = timedelta(minutes=10)
"""How long a draft that was seen to be opened or changed is not touched: it may be open in a mail program."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The draft with what is now known of it; `at` is when the verdict's event took place, `by` the message
    that tells. `again` is when another look may tell more, without anything having changed."""

    draft: Draft
    at: datetime
    by: str = ""
    again: datetime | None = None


def judge(draft: Draft, listings: Listings, now: datetime) -> Judgement:
    """The fate of an undecided draft: Sent by name, Sent by text, a client's answer, other words in its
    thread, still there, a successor, Trash, gone."""
    here = any(s.placement == draft.placement for s in listings.drafts)
    if found := _proof(draft, listings, here, now):
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
    if found := _proof(draft, listings, False, now):
        return found
    if draft.verdict in (Verdict.GONE, Verdict.DISCARDED):
        rival = next((s for s in _rivals(draft, listings) if _with_it(draft, s.message.at)), None)
        if rival:
            return _decided(draft, Verdict.SENT_EDITED, Confidence.LIKELY, _WITH_IT, rival.message, now)
    if draft.verdict not in (Verdict.GONE, Verdict.DISCARDED):
        return None
    if back := [s for s in successors(draft, listings) if bears_name(draft, s) or alike(draft, s, listings)]:
        waiting = replace(draft, verdict=Verdict.PENDING, confidence=Confidence.PROVED, decided=None)
        return _moved(waiting, back[-1], listings, now)
    trashed = any(bears_name(draft, s) for s in listings.trash)
    if draft.verdict is Verdict.GONE and trashed:
        return _decided(draft, Verdict.DISCARDED, Confidence.PROVED, "it lies in Trash", None, now)
    return None


def _proof(draft: Draft, listings: Listings, here: bool, now: datetime) -> Judgement | None:
    return (
        _sent_by_name(draft, listings, now)
        or _sent_by_text(draft, listings, now)
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
        return _decided(draft, verdict, Confidence.PROVED, why, sighting.message, now)
    return None


def _sent_by_text(draft: Draft, listings: Listings, now: datetime) -> Judgement | None:
    texts = [
        (s, text)
        for s in listings.sent
        if may_be(draft, s.message) and (text := listings.text(s)) is not None
    ]
    if same := next((s for s, text in texts if same_text(draft, text)), None):
        why = f"{same.placement.folder} holds its text, as an answer in its thread"
        return _decided(draft, Verdict.SENT, Confidence.PROVED, why, same.message, now)
    if alike := next((s for s, text in texts if likeness(draft, text) >= ALIKE), None):
        why = f"{alike.placement.folder} holds an edited text of it, as an answer in its thread"
        return _decided(draft, Verdict.SENT_EDITED, Confidence.LIKELY, why, alike.message, now)
    return None


def _sent_by_answer(draft: Draft, listings: Listings, here: bool, now: datetime) -> Judgement | None:
    """Who answers a mail has got it, whatever our folders show."""
    for answer in listings.answers:
        named = set(answer.references)
        if named & set(draft.chain):
            why, sure = "a mail from outside answers it", Confidence.PROVED
        elif not here and named & listings.unknown and draft.in_reply_to in named:
            why, sure = "a mail from outside answers one of yours that is in no folder", Confidence.LIKELY
        else:
            continue
        at = min(answer.at, draft.missing_since or answer.at)
        judged = _decided(draft, Verdict.SENT, sure, why, None, min(at, now))
        return replace(judged, by=answer.identity)
    return None


def _sent_by_archive(draft: Draft, listings: Listings, now: datetime) -> Judgement | None:
    """A folder of all mail shows drafts and what was thrown away, too: there only a copy with a new date
    counts, when for hours nothing has lain in Drafts, and nothing lies in Trash."""
    if draft.missing_since is None or now - draft.missing_since < GRACE:
        return None
    if successors(draft, listings) or _trashed(draft, listings):
        return None
    for sighting in listings.archive:
        text, message = listings.text(sighting), sighting.message
        ours = bears_name(draft, sighting) or (text and likeness(draft, text) >= ALIKE)
        if text is None or not ours or message.at <= draft.created + SETTLE:
            continue
        verdict = Verdict.SENT if same_text(draft, text) else Verdict.SENT_EDITED
        why = f"{sighting.placement.folder} holds it with a later date, and Drafts does not"
        return _decided(draft, verdict, Confidence.LIKELY, why, message, now)
    return None


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
        return _decided(draft, Verdict.REPLACED, Confidence.PROVED, why, rival.message, now)
    if not _settled(draft.missing_since, now):
        return None
    if _with_it(draft, rival.message.at):
        return _decided(draft, Verdict.SENT_EDITED, Confidence.LIKELY, _WITH_IT, rival.message, now)
    why = "the owner answered in its thread with other words, and the draft is gone"
    return _decided(draft, Verdict.REPLACED, Confidence.LIKELY, why, rival.message, now)


def _with_it(draft: Draft, at: datetime) -> bool:
    """Whether the draft vanished about then, as far as our looks tell."""
    missed = draft.missing_since
    if missed is None:
        return False
    return (draft.last_seen or missed) - SLACK <= at <= missed + SLACK


def _lying(draft: Draft, listings: Listings, now: datetime) -> Judgement:
    if newer := saved_beside(draft, listings):
        return _moved(draft, newer[-1], listings, now)
    found = replace(draft, missing_since=None, last_seen=None)
    if draft.placement in listings.looked and not draft.looked:
        found = replace(found, looked=True, stirred=now)
        if draft.verdict is Verdict.PENDING:
            found = replace(found, evidence="looked at in a mail program")
    return Judgement(found, now, again=_after(draft.rival_since, SETTLE, now))


def _moved(draft: Draft, to: Sighting, listings: Listings, now: datetime) -> Judgement:
    text = listings.text(to)
    edited = text is not None and not same_text(draft, text)
    moved = replace(
        draft,
        placement=to.placement,
        chain=tuple(dict.fromkeys((*draft.chain, to.message.message_id or draft.message_id))),
        verdict=Verdict.EDITED if edited or draft.verdict is Verdict.EDITED else draft.verdict,
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
    settled = _settled(draft.missing_since, now)
    if settled and not draft.rival_since and (why := _trashed(draft, listings)):
        sure = Confidence.PROVED if why == IN_TRASH else Confidence.LIKELY
        return _decided(draft, Verdict.DISCARDED, sure, why, None, now)
    if now - draft.missing_since >= GRACE:
        if draft.placement in listings.deleted:
            why = "it lies in Drafts, marked as deleted"
            return _decided(draft, Verdict.DISCARDED, Confidence.LIKELY, why, None, now)
        return _decided(draft, Verdict.GONE, Confidence.UNKNOWN, "found in no folder", None, now)
    return Judgement(draft, now, again=_after(draft.missing_since, GRACE if settled else SETTLE, now))


IN_TRASH = "it lies in Trash"


def _trashed(draft: Draft, listings: Listings) -> str:
    """Why it is taken for thrown away: itself, or what the owner had made of it, lies in Trash."""
    # The mirror remembers what lay there once; what was taken out of Trash again cannot be read any more.
    if any(bears_name(draft, s) and listings.text(s) is not None for s in listings.trash):
        return IN_TRASH
    mates = (s for s in listings.trash if may_be(draft, s.message))
    alike = any(likeness(draft, listings.text(s) or "") >= ALIKE for s in mates)
    return "its text, saved under another name, lies in Trash" if alike else ""


def _settled(since: datetime | None, now: datetime) -> bool:
    return since is not None and now - since >= SETTLE


def _after(since: datetime | None, span: timedelta, now: datetime) -> datetime | None:
    """When the span will be over; None when it is, or does not run."""
    return since + span if since is not None and since + span > now else None


def _decided(
    draft: Draft, verdict: Verdict, sure: Confidence, why: str, message: Message | None, now: datetime
) -> Judgement:
    """A copy dated after `now` (a rehearsal, a wrong clock) counts from now; one that was sent with the date
    that we wrote counts from when the draft was missed, if it ever was seen in Drafts."""
    at, by, chain = now, "", draft.chain
    if message:
        at, by = min(message.at, now), message.identity
        if verdict.sent and at <= draft.created and draft.placement is not None:
            at = draft.missing_since or now
        chain = tuple(dict.fromkeys((*chain, by))) if verdict.sent else chain
    done = replace(
        draft,
        verdict=verdict,
        confidence=sure,
        evidence=why,
        decided=at,
        chain=chain,
        rival_since=None,
        source=draft.source if verdict in (Verdict.DISCARDED, Verdict.GONE) else b"",
    )
    return Judgement(done, at, by)
