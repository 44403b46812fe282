"""The assessment itself: everything looked at once, by the playbook's second step."""

from __future__ import annotations

from datetime import date

from ghostd.core.assessment.causes import looks
from ghostd.core.assessment.goals import advise
from ghostd.core.assessment.model import Assessment, LastMessage, Matter
from ghostd.core.assessment.pace import pace, pending
from ghostd.core.assessment.reasons import signs, unseen
from ghostd.core.assessment.scorecard import scorecard
from ghostd.core.assessment.view import View
from ghostd.core.assessment.work import applies, impact, work
from ghostd.core.concerns import Concern
from ghostd.core.conversations import Side
from ghostd.core.gaps.silence import A_DAY
from ghostd.core.replies.facts import CLOSES_ON_SILENCE, shown_subject

SHOWN_MESSAGES = 4


def assess(view: View, *, chosen: bool = False) -> Assessment:
    """Where things stand; `chosen` says that the owner set the case's goal. Nothing is decided here."""
    case, silence = view.case, view.silence
    waits = silence is not None and view.matter is Matter.SILENCE
    money, contract = view.situation.money, view.engagement.contract
    hardship, found = _hardship(view), signs(view) if waits else ()
    return Assessment(
        today=view.today,
        client=view.portrait.client.name,
        occasion=case.occasion,
        matter=view.matter,
        asked=view.day(silence.since) if silence and waits else None,
        silent=int(silence.business / A_DAY) if silence and waits else None,
        work=work(view),
        money=money,
        account=view.statement,
        pace=pace(view),
        pending=pending(view),
        contract=contract,
        applies=applies(view, money),
        messages=last_messages(view),
        looks=looks(view) if waits else (),
        signs=found,
        unseen=unseen(found) if waits else (),
        impact=impact(view) if waits else None,
        advice=advise(view, hardship, money, chosen=chosen),
        soft=not CLOSES_ON_SILENCE & contract.terms if waits else None,
        lessons=view.lessons,
        card=scorecard(view) if view.matter is Matter.WEIGHING else None,
        hardship=hardship,
        complaint=_complaint(view),
    )


def last_messages(view: View) -> tuple[LastMessage, ...]:
    """The last messages of the thread that the case is about, oldest first."""
    conversation = view.conversation
    if conversation is None:
        return ()
    human = [(side, m) for side, m in conversation.human if side is not Side.OTHER]
    return tuple(
        LastMessage(
            view.day(m.at), m.sender_name or m.sender or "", shown_subject(m.subject), side is Side.OWNER
        )
        for side, m in human[-SHOWN_MESSAGES:]
    )


def _hardship(view: View) -> date | None:
    """The day of the client's mail that tells of hardship, unless the owner has cleared it."""
    told, cleared = view.situation.hardship, view.case.cleared
    if told is None or (cleared and told.at <= cleared):
        return None
    return view.day(told.at)


def _complaint(view: View) -> date | None:
    said = view.told(Concern.COMPLAINT)
    return view.day(said.at) if said else None
