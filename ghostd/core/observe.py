"""What the mailbox shows about a case, as events in the order in which they happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from ghostd.core.conversations import SIGNS_OF_LIFE, Side
from ghostd.core.messages import Message
from ghostd.core.playbook.events import (
    Answered,
    Discarded,
    Edited,
    Event,
    Gone,
    Heard,
    OwnerWrote,
    Restored,
    Sent,
    WentAway,
)
from ghostd.core.playbook.model import Case, Occasion, Phase
from ghostd.core.portrait import Portrait
from ghostd.core.review import Draft, Judgement, Verdict, may_be

IN_THREAD = (Occasion.BY_HAND, Occasion.CLIENT_WAITS)


def observe(case: Case, portrait: Portrait, drafts: Sequence[Draft]) -> list[Event]:
    """The client's word, the owner's own mail and the client's absence, oldest first."""
    events: list[Event] = []
    anchor_at = _anchor_at(case, portrait)
    if not case.occasion.ends_on_answer:
        events += _heard(case, portrait)
    elif answer := _answer(case, portrait, anchor_at):
        events.append(Answered(answer.at, answer.sender or "", answer.identity, answer.unproved))
    if written := _own_mail(case, portrait, drafts):
        events.append(OwnerWrote(written.at, written.identity))
    if case.phase in (Phase.DRAFTING, Phase.DRAFTED) and (away := portrait.absence):
        back = datetime.combine(away.last + timedelta(days=1), time(), portrait.calendar.zone)
        events.append(WentAway(max(case.since, anchor_at), back.astimezone(UTC)))
    return sorted(events, key=lambda e: e.at)


def seen(judgement: Judgement, before: Verdict) -> Event | None:
    """The event that a judgement on a draft stands for; None while nothing new is known."""
    draft, at = judgement.draft, judgement.at
    if draft.verdict is before:
        return None
    match draft.verdict:
        case Verdict.SENT | Verdict.SENT_EDITED:
            edited, discarded = draft.verdict is Verdict.SENT_EDITED, before is Verdict.DISCARDED
            return Sent(at, edited, draft.step, draft.message_id, discarded)
        case Verdict.PENDING | Verdict.EDITED if before.final:
            return Restored(at, draft.message_id, draft.step, before is Verdict.DISCARDED)
        case Verdict.EDITED:
            return Edited(at)
        case Verdict.REPLACED:
            return OwnerWrote(at, judgement.by)
        case Verdict.DISCARDED:
            return Discarded(at, draft.step)
        case Verdict.GONE:
            return Gone(at, draft.step)
    return None


def _anchor_at(case: Case, portrait: Portrait) -> datetime:
    """Since when the client's word is an answer; to news of the work, since there was need of any."""
    if case.occasion is Occasion.NO_UPDATE:
        return case.opened
    conversation = portrait.conversation_of(case.anchor)
    if conversation is None:
        return case.opened
    return next(m.at for m in conversation.messages if m.identity == case.anchor)


def _answer(case: Case, portrait: Portrait, anchor_at: datetime) -> Message | None:
    """The first thing a person of the client wrote after the message that waits, in whatever thread; what
    failed the check of who sent it speaks only where nothing else does."""
    silent = case.occasion is Occasion.SILENCE
    human = [m for c in portrait.conversations for side, m in c.human if side in SIGNS_OF_LIFE]
    answers = [m for m in human if m.at > anchor_at or (silent and case.anchor in m.references)]
    return min(answers, key=lambda m: (m.unproved, m.at, m.identity), default=None)


def _heard(case: Case, portrait: Portrait) -> list[Event]:
    """The client's newest word since the case began, where that does not end it."""
    known = case.heard or case.opened
    said = [m for c in portrait.conversations for side, m in c.human if side in SIGNS_OF_LIFE]
    said = [m for m in said if not m.unproved]
    newest = max((m for m in said if m.at > known), key=lambda m: m.at, default=None)
    if newest is None:
        return []
    return [Heard(newest.at, newest.wording is not None and bool(newest.wording.over))]


def _own_mail(case: Case, portrait: Portrait, drafts: Sequence[Draft]) -> Message | None:
    """The owner's newest mail to the client since the step's clock began, unless it is one of our drafts.

    Where the owner has something to answer or to mend, only what is written in that thread is about it.
    While a draft of ours is missing it may be that very mail, and what answers in the draft's thread may be
    the draft, rewritten: the review of the draft decides first.
    """
    if any(d.missing_since and not d.verdict.final for d in drafts):
        return None
    ours = {identity for d in drafts for identity in d.chain}
    about = portrait.conversation_of(case.anchor) if case.occasion in IN_THREAD else None
    human = [pair for c in ((about,) if about else portrait.conversations) for pair in c.human]
    undecided = [d for d in drafts if not d.verdict.final]
    mine = [m for side, m in human if side is Side.OWNER and m.identity not in ours]
    mine = [m for m in mine if not any(may_be(d, m) for d in undecided)]
    later = [m for m in mine if m.at > max(case.since, case.opened)]
    return max(later, key=lambda m: m.at, default=None)
