"""A judgement on a draft, and the spans of time that every judgement keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.messages import Message
from ghostd.core.review.draft import Confidence, Draft, Verdict

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


def decided(
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
