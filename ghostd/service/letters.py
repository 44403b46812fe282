"""The drafts themselves: facts from the mailbox into templates, templates into MIME."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from ghostd.core.conversations import Client, Conversation, Owner, Side
from ghostd.core.engagement import Engagement
from ghostd.core.folders import Role
from ghostd.core.gaps.clock import DAY
from ghostd.core.messages import Message
from ghostd.core.money.statement import fingerprint
from ghostd.core.playbook.events import WriteDraft
from ghostd.core.playbook.model import Case, GateName, Step
from ghostd.core.portrait import Portrait
from ghostd.core.replies.attachments import Attachment
from ghostd.core.replies.compose import Reply, compose, identity, parentage, recipients
from ghostd.core.replies.digest import digest_of
from ghostd.core.replies.facts import (
    draft_facts,
)
from ghostd.core.replies.identity import draft_id
from ghostd.core.replies.quote import Quoted
from ghostd.core.review import Draft
from ghostd.core.text import body_text, canonical
from ghostd.errors import Bug, OperatorError
from ghostd.service.account import account_of
from ghostd.service.language import language_for
from ghostd.service.recovery import earlier
from ghostd.service.run import Run
from ghostd.service.situation import hardship_of
from ghostd.service.texts import text_of


def draft_for(run: Run, case: Case, portrait: Portrait, intent: WriteDraft) -> Draft:
    """The draft for a step: an answer to the last thing either side wrote in the thread that waits."""
    step = next(s for s in run.practice.playbook(case.playbook).steps if s.name == intent.step)
    conversation = portrait.conversation_of(case.anchor)
    if conversation is None:
        raise Bug(f"case {case.id}: the conversation it is about is not in the mirror")
    client, owner, zone = portrait.client, run.practice.owner, portrait.calendar.zone
    asked = asked_of(conversation, case)
    parent = conversation.human[-1][1]
    deadline = _deadline(run, case, portrait, step)
    engagement = run.practice.engagement(client.name)
    enclosed = _enclosed(run, client, engagement, step)
    language = language_for(run, portrait)
    statement = account_of(run.practice, run.books, client.name, run.now)
    facts = draft_facts(
        client,
        owner,
        asked,
        zone=zone,
        silent_business_days=silent_days(case, portrait),
        deadline=portrait.calendar.local(deadline) if deadline else None,
        goal=case.goal,
        step=step.name,
        side=side_of(asked, owner),
        heard=_heard(conversation),
        hardship=told.concern.value if (told := hardship_of(portrait, run.now)) else "",
        today=local_day(run.now, zone),
        engagement=engagement,
        statement=statement,
        attached=[file.name for file in enclosed],
    )
    body = run.render.render(step.template, language, {**facts}).body
    sums = statement and run.render.render(step.template, language, {**facts, "statement": None}).body != body
    to, cc = recipients(client, conversation, owner)
    in_reply_to, references = parentage(parent)
    message_id = draft_id(run.practice, case, step.name, intent.attempt, earlier(run.ledger, case))
    source = compose(
        Reply(
            message_id=message_id,
            sender=identity(conversation, owner),
            to=to,
            cc=cc,
            subject=asked.subject,
            body=body,
            at=run.now,
            zone=zone,
            in_reply_to=in_reply_to,
            references=references,
            quoted=_quoted(run, parent, language, zone),
            attachments=enclosed,
            answers_uid=_uid_of_last(run, conversation) if run.practice.roundcube else None,
        )
    )
    return Draft(
        message_id=message_id,
        case_id=case.id or 0,
        client=client.name,
        step=step.name,
        attempt=intent.attempt,
        recipients=tuple(person.address for person in to + cc),
        in_reply_to=in_reply_to,
        thread=references,
        subject=asked.subject,
        canonical=canonical(body_text(source)),
        digest=digest_of(source),
        source=source,
        created=run.now,
        promised=deadline if step.deadline else None,
        chain=(message_id,),
        account=fingerprint(statement) if statement and sums else "",
    )


def side_of(message: Message, owner: Owner) -> Side:
    """Whether the owner wrote a message, or the client."""
    return Side.OWNER if message.sender in owner.addresses else Side.CLIENT


def _heard(conversation: Conversation) -> datetime | None:
    """When the client wrote last in the thread."""
    return max((m.at for side, m in conversation.human if side is Side.CLIENT), default=None)


def _enclosed(run: Run, client: Client, engagement: Engagement, step: Step) -> tuple[Attachment, ...]:
    """The owner's files that go with this step's draft."""
    pattern = engagement.attach.get(step.template)
    if not pattern:
        return ()
    try:
        found = run.books.enclosures(client.name, pattern)
    except OperatorError as problem:
        run.report.errors.append(f"{client.name}: the draft has nothing attached: {problem}")
        return ()
    if not found:
        run.report.errors.append(f"{client.name}: the draft has nothing attached: no file matches {pattern}")
    return found


def _uid_of_last(run: Run, conversation: Conversation) -> int | None:
    """Where in INBOX the client's last message of the thread lies."""
    wrote = [m for side, m in conversation.human if side is Side.CLIENT and m.message_id]
    places = run.ledger.find(wrote[-1].message_id or "") if wrote else []
    return max((place.uid for role, place in places if role is Role.INBOX), default=None)


def asked_of(conversation: Conversation, case: Case) -> Message:
    """The message that waits for an answer."""
    found = next((m for m in conversation.messages if m.identity == case.anchor), None)
    if found is None:
        raise Bug(f"case {case.id}: the message that waits for an answer is not in its conversation")
    return found


def silent_days(case: Case, portrait: Portrait) -> int:
    silence = portrait.silence_of(case.anchor)
    return int(silence.business / timedelta(hours=DAY)) if silence else 0


def _deadline(run: Run, case: Case, portrait: Portrait, step: Step) -> datetime | None:
    """The end of the working day that the text names: a new date, else the one promised before.

    With the gate notice-period it is never sooner than the contract's notice allows.
    """
    if step.deadline is None:
        sent = [d.promised for d in run.ledger.drafts(case) if d.promised and d.verdict.sent]
        return max(sent, default=None)
    calendar = portrait.calendar
    ends = calendar.after(run.now, step.deadline)
    notice = run.practice.engagement(case.client).contract.notice
    if notice and any(gate.name is GateName.NOTICE_PERIOD for gate in step.gates):
        ends = max(ends, calendar.after(run.now, notice))
    day = calendar.local(calendar.next_open(ends))
    return datetime.combine(day, calendar.closes, calendar.zone).astimezone(UTC)


def _quoted(run: Run, parent: Message, language: str, zone: tzinfo) -> Quoted | None:
    places = [p for role, p in run.ledger.find(parent.message_id or "") if role is not Role.DRAFTS]
    text = text_of(run.mailbox, *places)
    if not text.strip():
        return None
    author = parent.sender_name or parent.sender or ""
    return Quoted(author, local_day(parent.at, zone), text, language)


def local_day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()
