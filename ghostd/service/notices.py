"""The notices to the owner: facts from the mailbox into templates, templates into MIME."""

from __future__ import annotations

from datetime import date, tzinfo

from ghostd.core.conversations import Conversation, Side
from ghostd.core.gaps.explain import explain
from ghostd.core.messages import Message
from ghostd.core.playbook.decide import decide
from ghostd.core.playbook.events import WriteNotice
from ghostd.core.playbook.model import Case
from ghostd.core.playbook.situation import Situation
from ghostd.core.portrait import Portrait
from ghostd.core.replies.facts import shown_subject
from ghostd.core.replies.identity import notice_id
from ghostd.core.replies.notice_facts import LastMessage, Moment, NoticeFacts
from ghostd.core.replies.notices import compose_notice
from ghostd.service.letters import asked_of, local_day, silent_days
from ghostd.service.recovery import earlier
from ghostd.service.run import Run

SHOWN_MESSAGES = 4
STEP_SHOWN = ("drafted", "sent", "sent-edited")
SHOWN_EVENTS = {
    *("opened", "opened-by-hand", "assessed", "drafted", "edited", "sent", "sent-edited", "withdrawn"),
    *("discarded", "gone", "owner-wrote", "answered", "away", "paused", "resumed", "closed"),
}


def notice_for(
    run: Run, case: Case, portrait: Portrait, situation: Situation, intent: WriteNotice
) -> tuple[str, bytes]:
    """A notice to the owner about a case, as Message-ID and source, in the owner's language."""
    language, zone = run.practice.language, portrait.calendar.zone
    conversation = portrait.conversation_of(case.anchor)
    asked = asked_of(conversation, case) if conversation else None
    drafts = run.ledger.drafts(case)
    drafted = [d for d in drafts if d.step == intent.step] or drafts
    goal_because = "chosen" if portrait.client.goal else _history(portrait)
    because, _, left = intent.about.partition(" ")
    facts = NoticeFacts(
        client=case.client,
        owner=run.practice.owner.name,
        subject=shown_subject(asked.subject) if asked else "",
        asked_on=local_day((asked.at if asked else case.opened), zone),
        silent_business_days=silent_days(case, portrait),
        explanation=_explanation(run, case, portrait),
        timeline=_timeline(run, case, asked, zone),
        messages=_last_messages(conversation, zone) if conversation else (),
        goal=case.goal,
        goal_because=goal_because,
        next_at=_next_at(run, case, situation, zone),
        step=intent.step,
        drafted_on=local_day(drafted[-1].created, zone) if drafted else None,
        outcome=str(case.outcome) if case.outcome else "",
        phone=portrait.client.phone,
        because=because,
        left=left,
    )
    rendered = run.render.render(intent.notice, language, {**facts})
    step = "/".join(filter(None, (intent.step, str(case.attempt), intent.about)))
    message_id = notice_id(run.practice, case, intent.notice, step, earlier(run.ledger, case))
    at = run.now.astimezone(zone)
    return message_id, compose_notice(run.practice.owner, rendered.subject, rendered.body, at, message_id)


def _explanation(run: Run, case: Case, portrait: Portrait) -> str:
    """The one line about the silence, or nothing when it is over."""
    silence = portrait.silence_of(case.anchor)
    if silence is None:
        return ""
    return explain(portrait.client.name, silence, run.practice.language)


def _history(portrait: Portrait) -> str:
    return "answered-before" if portrait.usual.answers else "no-history"


def _timeline(run: Run, case: Case, asked: Message | None, zone: tzinfo) -> tuple[Moment, ...]:
    entries = sorted(run.ledger.entries(case), key=lambda e: e.at)
    start = [Moment(local_day(asked.at, zone), "asked")] if asked else []
    told = [
        Moment(local_day(e.at, zone), e.event, e.step if e.event in STEP_SHOWN else "")
        for e in entries
        if e.event in SHOWN_EVENTS
    ]
    return tuple(start + told)


def _last_messages(conversation: Conversation, zone: tzinfo) -> tuple[LastMessage, ...]:
    last = [m for side, m in conversation.human if side is not Side.OTHER][-SHOWN_MESSAGES:]
    return tuple(
        LastMessage(local_day(m.at, zone), m.sender_name or m.sender or "", shown_subject(m.subject))
        for m in last
    )


def _next_at(run: Run, case: Case, situation: Situation, zone: tzinfo) -> date | None:
    look_at = decide(case, run.practice.playbook(case.playbook), situation).look_at
    return local_day(look_at, zone) if look_at else None
