"""One client's situation, put together from the mirror and the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from ghostd.core.concerns import Hardship, recent_hardship
from ghostd.core.conversations import SIGNS_OF_LIFE, Client, Side
from ghostd.core.folders import Role
from ghostd.core.gaps.silence import Silence
from ghostd.core.money.statement import money_of
from ghostd.core.playbook.events import WriteDraft
from ghostd.core.playbook.model import Case, Phase
from ghostd.core.playbook.situation import Situation
from ghostd.core.portrait import Portrait, portray
from ghostd.core.practice import Practice
from ghostd.core.quarantine import Doubt, doubts
from ghostd.core.replies.compose import recipients
from ghostd.core.review import Draft, Verdict
from ghostd.ports import Books, Ledger, NoBooks
from ghostd.service.account import account_of

ANSWERLESS = (Role.SENT, Role.DRAFTS, Role.TRASH)
"""The roles of folders in which no message that cannot be read is taken for an answer."""

EVER = datetime(1970, 1, 1, tzinfo=UTC)

RECENT = timedelta(days=60)
"""How long what a client told of its distress keeps hard words back."""


def portraits(practice: Practice, ledger: Ledger, now: datetime) -> dict[str, Portrait]:
    """All clients' portraits from the mirror as it stands."""
    mail = {client.name: ledger.messages(client, now) for client in practice.clients}
    return portray(practice, mail, now)


def situation_of(
    practice: Practice,
    ledger: Ledger,
    portrait: Portrait,
    case: Case | None,
    now: datetime,
    silence: Silence | None = None,
    books: Books | None = None,
) -> Situation:
    """What a decision about this client weighs at `now`: for its case, or about opening one for a silence."""
    silence = portrait.silence_of(case.anchor) if case else silence
    drafts = ledger.drafts(case) if case else []
    client, engagement = portrait.client, practice.engagement(portrait.client.name)
    anchor = portrait.message(case.anchor) if case else None
    return Situation(
        now=now,
        calendar=portrait.calendar,
        silence=silence,
        absence=portrait.absence,
        bounce=silence.bounce if silence else None,
        asked_at=_asked_at(portrait, case),
        patient_until=_patient_until(portrait, case, silence, drafts),
        promised=max((d.promised for d in drafts if d.promised and d.verdict.sent), default=None),
        reachable=_reachable(practice, portrait, case),
        open_draft=_open_draft(practice, ledger, portrait),
        quota_left=_quota_left(practice, ledger, case, now),
        paused=paused(ledger, portrait.client, now),
        anchored=anchor.at if anchor else None,
        notice_until=_notice_until(practice, portrait, drafts),
        hardship=hardship_of(portrait, now),
        money=money_of(account_of(practice, books or NoBooks(), client.name, now)),
        stage=engagement.stage,
        language=client.language or practice.language,
        phone=bool(client.phone),
        previous_sent=_previous_sent(practice, case, drafts) if case else None,
        unread=unread(practice, ledger),
    )


def _previous_sent(practice: Practice, case: Case, drafts: Sequence[Draft]) -> bool | None:
    """Whether the last step before this one that wrote a draft had it sent, or was done by hand."""
    before = [step.name for step in practice.playbook(case.playbook).steps[: case.step]]
    for name in reversed(before):
        if written := [d.verdict for d in drafts if d.step == name]:
            return any(verdict.sent or verdict is Verdict.REPLACED for verdict in written)
    return None


def _notice_until(practice: Practice, portrait: Portrait, drafts: Sequence[Draft]) -> datetime | None:
    """When the contract's notice is over, once a draft that named a date was sent."""
    notice = practice.engagement(portrait.client.name).contract.notice
    given = min((d.decided for d in drafts if d.promised and d.verdict.sent and d.decided), default=None)
    return practice.calendar.after(given, notice) if notice and given else None


def hardship_of(portrait: Portrait, now: datetime) -> Hardship | None:
    """What the client has lately told of its own distress."""
    theirs = [
        m
        for c in portrait.conversations
        for side, m in zip(c.sides, c.messages, strict=True)
        if side in SIGNS_OF_LIFE
    ]
    return recent_hardship(theirs, now - RECENT)


def unread(practice: Practice, ledger: Ledger) -> tuple[Doubt, ...]:
    """The messages in which an answer may lie and of which nothing could be read.

    In Trash they have been seen by the owner, who put them there.
    """
    aside = ledger.quarantined()
    if not aside:
        return ()
    elsewhere = {one.folder.name for one in ledger.folders() if one.folder.role in ANSWERLESS}
    return doubts((one for one in aside if one.placement.folder not in elsewhere), practice.calendar)


def paused(ledger: Ledger, client: Client, now: datetime) -> str:
    """Why the client is left alone, or the empty text."""
    pauses = ledger.pauses()
    if client.name not in pauses:
        return ""
    until = pauses[client.name]
    if until is None:
        return "paused until you resume it"
    return f"paused until {until.isoformat(timespec='minutes')}" if now < until else ""


def _asked_at(portrait: Portrait, case: Case | None) -> datetime | None:
    conversation = portrait.conversation_of(case.anchor) if case else None
    if conversation is None:
        return None
    return max((m.at for side, m in conversation.human if side is Side.OWNER), default=None)


def _patient_until(
    portrait: Portrait, case: Case | None, silence: Silence | None, drafts: Sequence[Draft]
) -> datetime | None:
    """A mail that the owner wrote by hand since the case opened gets the time that any mail gets."""
    if case is None or silence is None:
        return None
    ours = {identity for draft in drafts for identity in draft.chain}
    last = silence.turn.opening
    if last.identity in ours or last.at <= case.opened:
        return None
    return silence.unusual_at or portrait.calendar.later(last.at, portrait.usual.p90)


def _reachable(practice: Practice, portrait: Portrait, case: Case | None) -> bool:
    conversation = portrait.conversation_of(case.anchor) if case else None
    if conversation is None:
        return bool(portrait.client.addresses)
    to, _ = recipients(portrait.client, conversation, practice.owner)
    return bool(to)


def _open_draft(practice: Practice, ledger: Ledger, portrait: Portrait) -> str | None:
    """A draft of ours to the client that is undecided, or anybody's to its people that lies in Drafts.

    Who has begun to write to the client wants no second draft beside the first.
    """
    for draft in ledger.drafts():
        if draft.client == portrait.client.name and draft.appended:
            return draft.message_id
    lying = [s.message for s in ledger.sightings(Role.DRAFTS, EVER)]
    theirs = {i for c in portrait.conversations for i in c.ids}
    for message in lying:
        to_them = any(portrait.client.includes(a, practice.owner) for a in message.recipients)
        if to_them or theirs & set(message.references):
            return message.identity
    return None


def _quota_left(practice: Practice, ledger: Ledger, case: Case | None, now: datetime) -> int:
    """What is to be written in this pass counts as written; a case whose turn it is has its place already."""
    written = ledger.drafts_since(_midnight(practice, now))
    if case is None or case.phase is not Phase.DRAFTING:
        written += sum(isinstance(intent, WriteDraft) for _, intent in ledger.intents())
    return practice.limits.drafts_per_day - written


def _midnight(practice: Practice, now: datetime) -> datetime:
    calendar = practice.calendar
    return datetime.combine(calendar.local(now), time(), calendar.zone).astimezone(UTC)
