"""What a client's mail gives occasion to, beside a silence: from when on, and about which message."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ghostd.core.concerns import HARDSHIP
from ghostd.core.conversations import Conversation, Side
from ghostd.core.engagement import RUNNING, Engagement
from ghostd.core.gaps.calendar import Calendar, Span
from ghostd.core.messages import Message
from ghostd.core.playbook.model import Case, Occasion, Outcome, Playbook
from ghostd.core.portrait import HORIZON, Portrait

PATIENCE = {Occasion.CLIENT_WAITS: Span(1, "bd"), Occasion.NO_UPDATE: Span(10, "bd")}
"""How long the owner may leave a client alone where the playbook does not say."""

COMPLAINT = "complaint"
FRESH = timedelta(days=14)
"""How old a complaint may be and still be proposed to be taken up."""


@dataclass(frozen=True, slots=True)
class Chance:
    """That a case may begin at `at` about the message `anchor`; `reason` says why in one line."""

    occasion: Occasion
    anchor: Message
    at: datetime
    reason: str


def chances(
    playbook: Playbook,
    portrait: Portrait,
    engagement: Engagement,
    cases: Sequence[Case],
    calendar: Calendar,
    now: datetime,
    *,
    ours: Container[str] = (),
    closers: Container[str] | None = None,
) -> Iterator[Chance]:
    """Every occasion but silence that the playbook opens for and the mail gives, now or later.

    `cases` are all of the client's, closed ones too; `calendar` is the owner's own. None is about a message
    that a case of the same occasion was about already. `ours` are our drafts that chased nobody, whose
    silence is none; `closers` the playbooks that close a file (None: all do).
    """
    real = tuple(s for s in portrait.silences if s.turn.opening.identity not in ours)
    portrait = replace(portrait, silences=real)
    closing = [c for c in cases if closers is None or c.playbook in closers or not _completed(c)]
    told = {(c.anchor, c.occasion) for c in cases if c.outcome is not Outcome.SUPERSEDED}
    for occasion in playbook.opens:
        if occasion not in FINDERS:
            continue
        span = playbook.quiet.get(occasion, PATIENCE.get(occasion, Span(0, "d")))
        for anchor in FINDERS[occasion](portrait, engagement, closing, now):
            if (anchor.identity, occasion) not in told:
                yield Chance(occasion, anchor, calendar.after(anchor.at, span), REASONS[occasion])


def _unanswered(
    portrait: Portrait, engagement: Engagement, cases: Sequence[Case], now: datetime
) -> Iterator[Message]:
    """The first mail in each thread since which the owner has written nothing in it, nor anywhere after the
    last one; not where the client only thanked or agreed."""
    written = _last(portrait, Side.OWNER)
    for conversation in portrait.conversations:
        run = _trailing(conversation)
        if not run or (written and written.at >= run[-1].at) or now - run[-1].at > HORIZON:
            continue
        if any(m.wording is None or not (m.wording.closes or m.wording.over) for m in run):
            yield next(m for m in run if written is None or m.at > written.at)


def _unheard(
    portrait: Portrait, engagement: Engagement, cases: Sequence[Case], now: datetime
) -> Iterator[Message]:
    """The owner's last mail to a client of a running project, unless an answer is owed by either side."""
    written, heard = _last(portrait, Side.OWNER), _last(portrait, Side.CLIENT)
    if engagement.stage not in RUNNING or written is None or portrait.silences:
        return
    if heard is None or heard.at < written.at or _closes(heard):
        yield written


def _returned(
    portrait: Portrait, engagement: Engagement, cases: Sequence[Case], now: datetime
) -> Iterator[Message]:
    """The client's first mail after its file was closed, while the owner has not answered it; a last word of
    thanks, a complaint or bad news is another matter than work."""
    ends = [c for c in cases if c.occasion is Occasion.SILENCE and c.closed]
    last = max(ends, key=lambda c: c.closed or c.opened, default=None)
    written = _last(portrait, Side.OWNER)
    if last is None or last.closed is None or last.outcome is not Outcome.COMPLETED:
        return
    for side, message in sorted(_human(portrait), key=lambda pair: pair[1].at):
        if side is Side.CLIENT and message.at > last.closed:
            if (written is None or written.at < message.at) and _means_work(message):
                yield message
            return


def _complained(
    portrait: Portrait, engagement: Engagement, cases: Sequence[Case], now: datetime
) -> Iterator[Message]:
    """The client's newest mail that reads like a complaint, while the owner has not answered it."""
    written = _last(portrait, Side.OWNER)
    said = [m for side, m in _human(portrait) if side is Side.CLIENT and now - m.at <= FRESH]
    said = [m for m in said if m.wording and COMPLAINT in m.wording.concerns]
    newest = max(said, key=lambda m: m.at, default=None)
    if newest is not None and (written is None or written.at < newest.at):
        yield newest


FINDERS = {
    Occasion.CLIENT_WAITS: _unanswered,
    Occasion.NO_UPDATE: _unheard,
    Occasion.RETURN: _returned,
    Occasion.COMPLAINT: _complained,
}

REASONS = {
    Occasion.CLIENT_WAITS: "the client waits for your answer",
    Occasion.NO_UPDATE: "the client has heard nothing from you for a while",
    Occasion.RETURN: "the client writes again after its file was closed",
    Occasion.COMPLAINT: "the client's mail reads like a complaint",
}


def newest(portrait: Portrait) -> Message | None:
    """The last thing that a person of either side wrote: what a case opened by hand is about."""
    return max((m for _, m in _human(portrait)), key=lambda m: m.at, default=None)


def _human(portrait: Portrait) -> Iterator[tuple[Side, Message]]:
    return (pair for conversation in portrait.conversations for pair in conversation.human)


def _last(portrait: Portrait, side: Side) -> Message | None:
    return max((m for s, m in _human(portrait) if s is side), key=lambda m: m.at, default=None)


def _trailing(conversation: Conversation) -> list[Message]:
    """What the client wrote at the end of a conversation, oldest first."""
    run: list[Message] = []
    for side, message in reversed(conversation.human):
        if side is not Side.CLIENT:
            break
        run.insert(0, message)
    return run


def _completed(case: Case) -> bool:
    return case.outcome is Outcome.COMPLETED


def _means_work(message: Message) -> bool:
    other = (COMPLAINT, *HARDSHIP)
    return not _closes(message) and not (message.wording and set(other) & set(message.wording.concerns))


def _closes(message: Message) -> bool:
    return message.wording is not None and (message.wording.closes or bool(message.wording.over))
