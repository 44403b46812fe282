"""The notices to the owner: facts from the mailbox, the books and past cases, into templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from textwrap import wrap

from ghostd.core.assessment.model import Matter
from ghostd.core.conversations import Side
from ghostd.core.engagement import Term
from ghostd.core.folders import Role
from ghostd.core.gaps.explain import explain
from ghostd.core.messages import Message
from ghostd.core.playbook.decide import decide
from ghostd.core.playbook.events import WriteNotice
from ghostd.core.playbook.model import Case, Entry
from ghostd.core.playbook.situation import Situation
from ghostd.core.portrait import Portrait
from ghostd.core.practice import Practice
from ghostd.core.replies.facts import shown_subject
from ghostd.core.replies.identity import notice_id
from ghostd.core.replies.notice_facts import LastMessage, Moment, NoticeFacts
from ghostd.core.replies.notices import Section
from ghostd.core.review import Draft
from ghostd.core.text import strip_quotes
from ghostd.errors import OperatorError
from ghostd.ports import Ledger, Mailbox
from ghostd.service.account import account_of
from ghostd.service.assessing import Known, assessed, chosen, learned, looked_back, matter_of, stood
from ghostd.service.letters import local_day, side_of, silent_days
from ghostd.service.recovery import earlier
from ghostd.service.run import Run
from ghostd.service.texts import text_of

SHOWN_MESSAGES = 4
WEIGHS = ("assessment", "weigh")
"""The notices that show the assessment, or parts of it."""

WORDS_LINES = 8
WORDS_WIDTH = 68
"""How much of a client's mail is shown in a notice about it."""

STEP_SHOWN = ("drafted", "sent", "sent-edited", "tasked", "told", "invoiced")
SHOWN_EVENTS = {
    *("opened", "opened-by-hand", "assessed", "drafted", "edited", "sent", "sent-edited", "withdrawn"),
    *("discarded", "gone", "owner-wrote", "answered", "away", "paused", "resumed", "closed"),
    *(
        "answered-unproved",
        "heard",
        "goal",
        "superseded",
        "tasked",
        "told",
        "invoiced",
    ),
}


def notice_for(
    run: Run, case: Case, portrait: Portrait, situation: Situation, intent: WriteNotice
) -> Section:
    """A notice to the owner about a case, with its Message-ID, in the owner's language."""
    _mind_books(run, case.client)
    known = Known(run.practice, run.ledger, run.books, run.portraits())
    facts = notice_facts(known, case, situation, intent, run.mailbox)
    rendered = run.render.render(intent.notice, run.practice.language, {**facts})
    step = "/".join(filter(None, (intent.step, str(intent.attempt), intent.about)))
    message_id = notice_id(run.practice, case, intent.notice, step, earlier(run.ledger, case))
    return Section(message_id, rendered.subject, rendered.body)


def _mind_books(run: Run, client: str) -> None:
    """Books that cannot be read leave the money unknown, and the operator is told once."""
    try:
        run.books.invoices(client)
    except OperatorError as problem:
        if str(problem) not in run.report.errors:
            run.report.errors.append(str(problem))


def notice_facts(
    known: Known, case: Case, situation: Situation, intent: WriteNotice, mailbox: Mailbox | None = None
) -> NoticeFacts:
    """Everything that the template of a notice about the case may know; without a mailbox no mail's words."""
    practice, portrait = known.practice, known.drawn[case.client]
    engagement, zone = practice.engagement(case.client), portrait.calendar.zone
    about = portrait.message(case.anchor)
    theirs = about is not None and side_of(about, practice.owner) is Side.CLIENT
    matter = matter_of(practice, case)
    spoken = about if theirs else _newest_of_theirs(portrait) if matter is Matter.MISTAKE else None
    entries, drafted = known.ledger.entries(case), _drafted(known.ledger, case, intent.step)
    because, _, left = intent.about.partition(" ")
    return NoticeFacts(
        client=case.client,
        owner=practice.owner.name,
        subject=shown_subject(about.subject) if about else "",
        asked_on=local_day(about.at if about else case.opened, zone),
        silent_business_days=silent_days(case, portrait),
        explanation=_explanation(practice, case, portrait),
        timeline=_timeline(entries, about, theirs, zone),
        messages=_last_messages(case, portrait, zone),
        goal=case.goal,
        goal_because="chosen" if chosen(portrait, entries) else _history(portrait),
        next_at=_next_at(practice, case, situation, zone),
        step=intent.step,
        drafted_on=local_day(drafted.created, zone) if drafted else None,
        outcome=str(case.outcome) if case.outcome else "",
        phone=portrait.client.phone,
        because=because,
        left=left,
        contact=portrait.client.contact,
        playbook=case.playbook,
        occasion=str(case.occasion),
        matter=str(matter),
        said_on=local_day(spoken.at, zone) if spoken else None,
        words=_words(known.ledger, mailbox, spoken) if mailbox and spoken else (),
        hardship=_hardship(case, situation, zone),
        project=engagement.project,
        statement=account_of(practice, known.books, case.client, situation.now),
        missing=engagement.contract.missing if engagement.contract.known else tuple(Term),
        lessons=learned(known),
        assessment=assessed(known, case, situation) if intent.notice in WEIGHS else None,
        retrospect=looked_back(known, case, situation.now) if intent.notice == "retrospective" else None,
        stood=stood(known, case.client, situation.now) if intent.notice == "returned" else None,
    )


def _drafted(ledger: Ledger, case: Case, step: str) -> Draft | None:
    """The newest draft for the step, else of the case."""
    drafts = ledger.drafts(case)
    return next(iter([d for d in drafts if d.step == step][-1:] or drafts[-1:]), None)


def _newest_of_theirs(portrait: Portrait) -> Message | None:
    wrote = [m for c in portrait.conversations for side, m in c.human if side is Side.CLIENT]
    return max(wrote, key=lambda m: m.at, default=None)


def _words(ledger: Ledger, mailbox: Mailbox, message: Message) -> tuple[str, ...]:
    """The first of a mail's own words, a line each, wrapped as they are quoted."""
    places = [p for role, p in ledger.find(message.message_id or "") if role is not Role.DRAFTS]
    text = strip_quotes(text_of(mailbox, *places))
    said = wrap(" ".join(text.split()), WORDS_WIDTH, break_long_words=True)
    return tuple(said[:WORDS_LINES] + (["[...]"] if len(said) > WORDS_LINES else []))


def _hardship(case: Case, situation: Situation, zone: tzinfo) -> date | None:
    told = situation.hardship
    if told is None or (case.cleared and told.at <= case.cleared):
        return None
    return local_day(told.at, zone)


def _explanation(practice: Practice, case: Case, portrait: Portrait) -> str:
    """The one line about the silence, or nothing when it is over."""
    silence = portrait.silence_of(case.anchor)
    if silence is None:
        return ""
    return explain(portrait.client.name, silence, practice.language, portrait.calendar.day)


def _history(portrait: Portrait) -> str:
    return "answered-before" if portrait.usual.answers else "no-history"


def _timeline(
    entries: Sequence[Entry], about: Message | None, theirs: bool, zone: tzinfo
) -> tuple[Moment, ...]:
    start = [Moment(local_day(about.at, zone), "heard" if theirs else "asked")] if about else []
    told = [
        Moment(local_day(e.at, zone), e.event, e.step if e.event in STEP_SHOWN else "")
        for e in sorted(entries, key=lambda e: e.at)
        if e.event in SHOWN_EVENTS
    ]
    return tuple(start + told)


def _last_messages(case: Case, portrait: Portrait, zone: tzinfo) -> tuple[LastMessage, ...]:
    conversation = portrait.conversation_of(case.anchor)
    human = conversation.human if conversation else ()
    last = [(side, m) for side, m in human if side is not Side.OTHER][-SHOWN_MESSAGES:]
    return tuple(
        LastMessage(
            local_day(m.at, zone),
            m.sender_name or m.sender or "",
            shown_subject(m.subject),
            side is Side.OWNER,
        )
        for side, m in last
    )


def _next_at(practice: Practice, case: Case, situation: Situation, zone: tzinfo) -> date | None:
    look_at = decide(case, practice.playbook(case.playbook), situation).look_at
    return local_day(look_at, zone) if look_at else None
