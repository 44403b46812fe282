"""How responsive a client is by its mail: its habit, how that moves, and beside the other clients."""

from __future__ import annotations

from ghostd.core.assessment.model import Letter, Pace, Pending
from ghostd.core.assessment.view import RECENT, View
from ghostd.core.conversations import Side
from ghostd.core.gaps.drift import slowing
from ghostd.core.gaps.silence import half_of
from ghostd.core.gaps.turn import Turn
from ghostd.core.messages import Message
from ghostd.core.portrait import HORIZON
from ghostd.core.replies.facts import shown_subject

SHOWN = 3
"""How many of the mails that wait are named, the newest."""


def pace(view: View) -> Pace:
    """The figures; None where there are not enough answers for any."""
    usual, turns = view.portrait.usual, view.portrait.turns
    if usual.pooled:
        return Pace(usual.answers, None, None)
    known = [other.median for other in view.others if not other.pooled]
    slower = slowing(turns, view.portrait.calendar, view.now)
    return Pace(
        answers=usual.answers,
        median=view.length(usual.median),
        p90=view.length(usual.p90),
        slower=tuple(view.length(took) for took in slower.last) if slower else (),
        before=view.length(slower.usual) if slower else None,
        place=1 + sum(other < usual.median for other in known) if known else None,
        among=len(known) + 1 if known else 0,
        others=view.length(half_of(known)) if known else None,
    )


def pending(view: View) -> Pending:
    """The unanswered mails of both sides, oldest first."""
    waiting = [j.turn for j in view.portrait.turns if _owed(j.turn, view)]
    theirs = [_letter(view, t.run) for t in sorted(waiting, key=lambda t: t.opened)]
    return Pending(tuple(theirs[-SHOWN:]), _mine(view))


def _owed(turn: Turn, view: View) -> bool:
    if not turn.is_open or turn.traits.over or turn.traits.closes or turn.opened < view.now - RECENT:
        return False
    return turn.traits.asks is not False


def _mine(view: View) -> tuple[Letter, ...]:
    """The client's last words in each thread that ends with them, unless they ask for nothing."""
    found = []
    for conversation in view.portrait.conversations:
        human = conversation.human
        if not human or human[-1][0] is not Side.CLIENT or human[-1][1].at < view.now - HORIZON:
            continue
        last = human[-1][1]
        if last.wording is None or last.wording.asks:
            found.append(last)
    found.sort(key=lambda m: m.at)
    return tuple(_letter(view, m) for m in found[-SHOWN:])


def _letter(view: View, message: Message) -> Letter:
    return Letter(view.day(message.at), shown_subject(message.subject), (view.now - message.at).days)
