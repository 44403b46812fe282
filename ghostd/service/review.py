"""Every draft is held against Drafts, Sent and Trash; what became of it moves its case."""

from __future__ import annotations

import logging
from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from ghostd.core.conversations import domain_of
from ghostd.core.folders import Role
from ghostd.core.messages import Message
from ghostd.core.observe import seen
from ghostd.core.playbook.events import Restored, Sent
from ghostd.core.playbook.model import Case, Phase
from ghostd.core.review import (
    DRAFT_LIMIT,
    QUIET,
    SETTLE,
    SLACK,
    Draft,
    Judgement,
    Listings,
    Sighting,
    judge,
    judge_again,
    may_be,
    suspects,
)
from ghostd.service.run import Run
from ghostd.service.sync import Mirrored
from ghostd.service.texts import text_if_there

log = logging.getLogger("ghostd")

LATE = timedelta(days=30)
"""How long after its decision a draft that seemed not to be sent may still prove to have been."""


def review_drafts(run: Run) -> None:
    """The undecided drafts first, then late news of those that were taken for not sent."""
    for draft in run.ledger.drafts():
        if draft.appended is not None:
            with run.guarded(draft.client):
                _take_back_doubles(run, draft)
                placed = run.located(draft) if draft.placement is None else draft
                _settle(run, placed, judge(placed, _listings(run, placed), run.now))
    for draft in _unproven(run) if _news(run) else ():
        with run.guarded(draft.client):
            if judgement := judge_again(draft, _listings(run, draft), run.now):
                _settle(run, draft, judgement)
    _take_back_leftovers(run)


def _take_back_doubles(run: Run, draft: Draft) -> None:
    """Of a draft that lies in Drafts twice, untouched, one is left.

    An APPEND whose outcome was unknown may reach the server when it has been made again.
    """
    places = sorted(place for role, place in run.ledger.find(draft.message_id) if role is Role.DRAFTS)
    if len(places) < 2:
        return
    kept = draft.placement if draft.placement in places else places[-1]
    untouched = [place for place in places if draft.is_written(run.mailbox.source(place, DRAFT_LIMIT) or b"")]
    if kept not in untouched:
        return
    taken = [place for place in untouched if place != kept and run.mailbox.withdraw(draft, place)]
    run.report.drafts_withdrawn += len(taken)
    log.info("draft.double case=%s step=%s taken=%s", draft.case_id, draft.step, len(taken))


def _take_back_leftovers(run: Run) -> None:
    """A draft that was sent and lies in Drafts all the same could be sent twice; it is taken back once, if
    it is untouched, when its mail program has had time to remove it."""
    sent = [d for case in run.ledger.cases() for d in run.ledger.drafts(case) if d.verdict.sent]
    for draft in sent:
        places = [place for role, place in run.ledger.find(draft.message_id) if role is Role.DRAFTS]
        if not places or draft.placement is None or draft.decided is None:
            continue
        if run.now < draft.decided + QUIET:
            run.look_again(draft.decided + QUIET)
            continue
        taken = [place for place in places if run.mailbox.withdraw(draft, place)]
        why = "; a copy that still lay in Drafts was taken back" if taken else ""
        run.ledger.keep(replace(draft, placement=None, evidence=draft.evidence + why))
        run.report.drafts_withdrawn += len(taken)
        log.info("draft.left case=%s step=%s taken=%s", draft.case_id, draft.step, len(taken))


def _news(run: Run) -> bool:
    """Whether mail has come; and once an hour all the same, lest a pass that broke off cost a proof."""
    last = run.ledger.health()["last_sync"]
    return run.report.messages > 0 or last is None or _hour(last) != _hour(run.now)


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _unproven(run: Run) -> Iterable[Draft]:
    recent = run.now - LATE
    cases = [c for c in run.ledger.cases(closed=True) if c.closed is None or c.closed >= recent]
    for case in cases:
        for draft in run.ledger.drafts(case):
            late = draft.verdict.final and not draft.verdict.sent and draft.appended is not None
            if late and draft.decided is not None and draft.decided >= recent:
                yield draft


def _listings(run: Run, draft: Draft) -> Listings:
    since = draft.created - timedelta(days=1)
    others = _names_of_others(run, draft)

    def lying(role: Role) -> tuple[Sighting, ...]:
        found = run.ledger.sightings(role, since)
        return tuple(s for s in found if s.message.message_id not in others)

    own = run.practice.owner.addresses
    answers = _answers(run, draft)
    # A mail program may file what it sent with the mail it answers; what was moved there lies there as well.
    filed_anywhere = lying(Role.ARCHIVE) + lying(Role.OTHER)
    flags = run.mirrored[-1] if run.mirrored else Mirrored()
    listings = Listings(
        drafts=lying(Role.DRAFTS),
        sent=_to_client(run, draft, lying(Role.SENT) + _come_back(draft, lying(Role.INBOX), own)),
        trash=lying(Role.TRASH),
        archive=_to_client(run, draft, (s for s in filed_anywhere if s.message.sender in own)),
        texts={},
        looked=flags.looked,
        deleted=flags.deleted,
        answers=answers,
        unknown=_unknown(run, draft, answers),
        last_look=run.ledger.health()["last_sync"],
        blind=bool(flags.lost),
        followed=any(d.client == draft.client and d.created > draft.created for d in run.ledger.drafts()),
    )
    found = {place: text_if_there(run.mailbox, place) for place in suspects(draft, listings)}
    texts = {place: text for place, text in found.items() if text is not None}
    return replace(listings, texts=texts)


def _come_back(draft: Draft, inbox: Iterable[Sighting], own: Container[str]) -> tuple[Sighting, ...]:
    """The owner's own copies of the sent mail in the inbox: a Bcc to himself, or a program that files there.

    A draft keeps its Date; what was sent has a new one.
    """
    mine = (s for s in inbox if s.message.sender in own and s.message.at > draft.created + SETTLE)
    return tuple(s for s in mine if s.message.message_id in draft.chain or may_be(draft, s.message))


def _to_client(run: Run, draft: Draft, found: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Without what went to nobody but the owner, who wanted to see how it looks, or only to other clients."""
    owner = run.practice.owner
    others = [c for c in run.practice.clients if c.name != draft.client]

    def elsewhere(address: str) -> bool:
        return address in owner.addresses or (
            address not in draft.recipients and any(c.includes(address, owner) for c in others)
        )

    return tuple(s for s in found if not all(map(elsewhere, s.message.recipients)) and s.message.recipients)


def _names_of_others(run: Run, draft: Draft) -> frozenset[str]:
    """The Message-IDs of other drafts of ours, which tell nothing about this one."""
    cases = [c for c in run.ledger.cases(closed=True) if c.client == draft.client]
    others = [*run.ledger.drafts(), *(d for case in cases for d in run.ledger.drafts(case))]
    names = {name for d in others if d.message_id != draft.message_id for name in d.chain}
    return frozenset(names - set(draft.chain))


def _answers(run: Run, draft: Draft) -> tuple[Message, ...]:
    """What others have written to the owner about the client's matters since the draft was made."""
    client = next((c for c in run.practice.clients if c.name == draft.client), None)
    if client is None:
        return ()
    own, since = run.practice.owner.addresses, draft.created - SLACK
    mail = run.ledger.messages(client, run.now)
    return tuple(m for m in mail if m.at >= since and m.sender not in own and m.references)


def _unknown(run: Run, draft: Draft, answers: Iterable[Message]) -> frozenset[str]:
    """The ids of the owner's domains that the answers name and that are in no folder."""
    named = {name for answer in answers for name in answer.references} - {*draft.thread, *draft.chain}
    domains = run.practice.owner.domains
    ours = {name for name in named if domain_of(name.rstrip(">")) in domains}
    return frozenset(name for name in ours if not run.ledger.find(name))


def _settle(run: Run, before: Draft, judgement: Judgement) -> None:
    """Keep the judgement and move the case in one transaction."""
    run.look_again(judgement.again)
    after = judgement.draft
    with run.ledger.transaction():
        if after != before:
            run.ledger.keep(after)
        event = seen(judgement, before.verdict)
        case = run.cases.by_id(after.case_id)
        if event and case and (isinstance(event, Sent | Restored) or _concerns(case, after)):
            run.cases.apply(case, event, after.evidence)


def _concerns(case: Case, draft: Draft) -> bool:
    """Whether news of the draft is news of the case, and not of one that took its place."""
    return case.draft == draft.message_id or case.phase is not Phase.DRAFTED
