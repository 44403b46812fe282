"""What can be weighed about a client, side by side and never added up: to part is the owner's decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from ghostd.core.assessment.model import Broken, Profit, Scorecard, Words
from ghostd.core.assessment.view import View
from ghostd.core.concerns import Concern, count, newest
from ghostd.core.conversations import Conversation, Side
from ghostd.core.gaps.silence import half_of, working
from ghostd.core.gaps.turn import RECENT
from ghostd.core.messages import Message
from ghostd.core.money.currencies import rounded
from ghostd.core.money.invoices import Amount
from ghostd.core.replies.facts import shown_subject

YEAR = timedelta(days=365)
"""How far back is looked."""


def scorecard(view: View) -> Scorecard:
    since = view.now - YEAR
    turns = [j.turn for j in view.portrait.turns if j.turn.opened >= since]
    took = [working(view.portrait.calendar, t.opened, t.closed) for t in turns if t.closed]
    patience = half_of(other.p90 for other in view.others) if view.others else view.portrait.usual.p90
    left = [t for t in turns if t.is_open and not t.traits.over and t.opened < view.now - RECENT]
    past = view.lessons.of(view.portrait.client.name)
    return Scorecard(
        since=max(view.day(since), _first_day(view)),
        answers=len(took),
        slow=sum(length > patience for length in took),
        unanswered=len(left),
        silences=past.cases if past else 0,
        broken=tuple(broken(view)),
        payments=view.statement.payments if view.statement else None,
        scope=_words(view, Concern.SCOPE),
        complaints=_words(view, Concern.COMPLAINT),
        profit=_profit(view),
        stated=view.engagement.stated,
    )


def broken(view: View) -> Iterator[Broken]:
    """The days that the client named in its mail of the year and let pass without a word in that thread."""
    for conversation in view.portrait.conversations:
        for side, message in conversation.human:
            day = message.wording.promised if message.wording else None
            if side is not Side.CLIENT or day is None or message.at < view.now - YEAR:
                continue
            if day < view.today and not _kept(view, conversation, message, day):
                yield Broken(view.day(message.at), day, shown_subject(message.subject))


def _kept(view: View, conversation: Conversation, said: Message, day: date) -> bool:
    """Whether the client wrote again in the thread by the day that it had named."""
    later = (m for side, m in conversation.human if side is Side.CLIENT and m.at > said.at)
    return any(view.day(m.at) <= day for m in later)


def _words(view: View, concern: Concern) -> Words:
    wrote, since = view.wrote(within=YEAR), view.now - YEAR
    last = newest(wrote, concern, since)
    return Words(count(wrote, concern, since), view.day(last.at) if last else None)


def _profit(view: View) -> Profit | None:
    """What an hour earned, where fee and hours are known."""
    project, currency = view.engagement.project, view.engagement.currency
    if project is None or project.fee is None or not project.hours:
        return None
    earned = Amount(rounded(project.fee / project.hours, currency), currency)
    usual = Amount(project.rate, currency) if project.rate is not None else None
    return Profit(Decimal(project.hours), Amount(project.fee, currency), earned, usual)


def _first_day(view: View) -> date:
    """The day of the oldest mail there is with the client."""
    oldest = min((c.messages[0].at for c in view.portrait.conversations), default=view.now)
    return view.day(oldest)
