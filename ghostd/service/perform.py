"""Intents become effects, each at most once: look first, journal, act, record.

An intent stays in the ledger until its effect is known. After a crash or a cut connection the effect is
looked for in the mailbox before anything is tried again.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from ghostd.core.folders import Role
from ghostd.core.observe import observe
from ghostd.core.playbook.decide import decide
from ghostd.core.playbook.events import (
    Appended,
    Left,
    LeftAlone,
    PauseClient,
    StepDue,
    Why,
    WithdrawDraft,
    Withdrawn,
    WriteDraft,
    WriteNotice,
)
from ghostd.core.playbook.gates import unread
from ghostd.core.playbook.model import Case, Phase
from ghostd.core.portrait import Portrait
from ghostd.core.replies.digest import digest_of
from ghostd.core.review import DRAFT_LIMIT, QUIET, Confidence, Draft, Verdict
from ghostd.core.text import canonical
from ghostd.errors import Bug
from ghostd.service.brakes import held
from ghostd.service.letters import draft_for
from ghostd.service.recovery import seen_at
from ghostd.service.run import Run
from ghostd.service.situation import situation_of
from ghostd.service.texts import text_of

log = logging.getLogger("ghostd")

INSTANT = timedelta(seconds=1)
"""The resolution of a Date header: what came before a mail is what is dated at least this much before it."""


def perform(run: Run) -> None:
    """Carry out every intent that waits, but the notices, which `notify` gathers; our own fault in one leaves
    the others their turn."""
    for number, intent in run.ledger.intents():
        if isinstance(intent, WriteNotice):
            continue
        case = run.cases.by_id(intent.case_id)
        what = case.client if case else f"intent {number}"
        # What the server has just said no to, it is asked again at the next look.
        if what not in run.report.declined:
            with run.guarded(what):
                _perform(run, number, intent, case)


def _perform(
    run: Run, number: int, intent: WriteDraft | WithdrawDraft | PauseClient, case: Case | None
) -> None:
    if case is None:
        raise Bug(f"there is no case {intent.case_id}")
    match intent:
        case WriteDraft():
            _write_draft(run, number, intent, case)
        case WithdrawDraft():
            _withdraw(run, number, intent, case)
        case PauseClient():
            with run.ledger.transaction():
                run.ledger.pause(case.client, intent.until)
                run.ledger.settle(number)


def _write_draft(run: Run, number: int, intent: WriteDraft, case: Case) -> None:
    run.follow()
    if not _wanted(run, intent, case):
        _let_go(run, number, intent, case)
        return
    portrait = run.portraits()[case.client]
    if _changed_mind(run, case, portrait):
        return
    if held(run, case) or _unread(run, case, portrait):
        return
    made = seen_at(run.practice, run.ledger, case, intent)
    known = next((d for d in run.ledger.drafts(case) if _is(d, intent)), None)
    if made is not None:
        _adopt(run, number, case, known or _made_then(run, case, intent, made))
        return
    if known is not None and _must_wait(run, case, portrait):
        return
    draft = draft_for(run, case, portrait, intent)
    run.ledger.keep(draft)
    placement = run.mailbox.append_draft(draft)
    appended = replace(draft, placement=placement, appended=run.now)
    with run.ledger.transaction():
        run.ledger.keep(appended)
        run.cases.apply(case, Appended(run.now, draft.message_id), "written into Drafts")
        run.ledger.settle(number)
    run.report.drafts_appended += 1
    log.info("draft.appended case=%s step=%s uid=%s", case.id, intent.step, placement and placement.uid)


def _unread(run: Run, case: Case, portrait: Portrait) -> bool:
    """Whether something has come just now that may be the answer, and cannot be read."""
    situation = situation_of(run.practice, run.ledger, portrait, case, run.now, books=run.books)
    block = unread(case, situation)
    run.look_again(block.until if block else None)
    return block is not None


def _must_wait(run: Run, case: Case, portrait: Portrait) -> bool:
    """Whether a draft that the server did not take before is not due any more when it might take it."""
    situation = situation_of(run.practice, run.ledger, portrait, case, run.now, books=run.books)
    waiting = replace(case, phase=Phase.WAITING)
    decision = decide(waiting, run.practice.playbook(case.playbook), situation)
    run.look_again(decision.look_at)
    return not isinstance(decision.due, StepDue)


def _wanted(run: Run, intent: WriteDraft, case: Case) -> bool:
    return (
        case.phase is Phase.DRAFTING
        and case.attempt == intent.attempt
        and run.cases.step_name(case) == intent.step
    )


def _is(draft: Draft, intent: WriteDraft) -> bool:
    return draft.step == intent.step and draft.attempt == intent.attempt


def _let_go(run: Run, number: int, intent: WriteDraft, case: Case) -> None:
    """The draft is not wanted any more; one whose APPEND had an unknown outcome is taken back."""
    draft = next((d for d in run.ledger.drafts(case) if _is(d, intent) and d.appended is None), None)
    if draft is not None:
        draft = run.located(draft)
        place = draft.placement
        # Broken off half way, it is marked as deleted, and the mirror has forgotten where it lies.
        run.ledger.keep(draft)
        if place is None or run.mailbox.withdraw(draft, place):
            run.ledger.keep(_withdrawn(draft, "not wanted any more", run.now))
        else:
            run.ledger.keep(replace(draft, appended=draft.created, evidence="left alone: not as we wrote it"))
    run.ledger.settle(number)


def _changed_mind(run: Run, case: Case, portrait: Portrait) -> bool:
    """The last look before the APPEND: what came meanwhile moves the case; the next pass drops the intent."""
    events = observe(case, portrait, run.ledger.drafts(case))
    if not events:
        return False
    for event in events:
        case = run.cases.apply(case, event, "")
        if case.phase is not Phase.DRAFTING:
            break
    return True


def _made_then(run: Run, case: Case, intent: WriteDraft, made: datetime) -> Draft:
    """The same mail gives the same draft: it is written again as of the time that its Date names."""
    portrait = run.portraits(made - INSTANT)[case.client]
    draft = draft_for(replace(run, now=made), case, portrait, intent)
    [(_, place), *_] = run.ledger.find(draft.message_id)
    same = canonical(text_of(run.mailbox, place)) == draft.canonical
    # What the client was promised is known only where the text is the one that we would have written.
    return draft if same else replace(draft, promised=None)


def _adopt(run: Run, number: int, case: Case, draft: Draft) -> None:
    """It is in the mailbox already: an earlier APPEND took effect, and we did not hear of it."""
    found = run.located(draft)
    written = replace(found, appended=found.appended or draft.created)
    with run.ledger.transaction():
        run.ledger.keep(written)
        run.cases.apply(case, Appended(run.now, draft.message_id), "found in the mailbox")
        run.ledger.settle(number)
    run.look_again(run.now)
    log.info("draft.found case=%s step=%s", case.id, draft.step)


def _withdraw(run: Run, number: int, intent: WithdrawDraft, case: Case) -> None:
    """Take back our own untouched draft; the intent waits while the draft may be open in a mail program."""
    draft = next((d for d in run.ledger.drafts(case) if d.message_id == intent.message_id), None)
    if draft is None or (draft.verdict.final and draft.verdict is not Verdict.REPLACED):
        run.ledger.settle(number)
        return
    if draft.placement is None:
        draft = run.located(draft)
        run.ledger.keep(draft)
    if _is_open(run, draft):
        return
    place = draft.placement
    done = place is not None and run.mailbox.withdraw(draft, place)
    if not done and place is not None:
        run.follow()
        if (moved := run.located(draft)).placement != place:
            # It was saved again, or its folder made anew, since we last looked.
            run.ledger.keep(moved)
            run.look_again(run.now)
            return
        roles = {role for role, _ in run.ledger.find(draft.message_id)}
        done = Role.TRASH in roles and Role.DRAFTS not in roles
    with run.ledger.transaction():
        if done:
            run.ledger.keep(_withdrawn(draft, intent.reason, run.now))
            run.report.drafts_withdrawn += 1
            run.cases.apply(case, Withdrawn(run.now), intent.reason)
        elif why := _why_left(run, draft):
            run.ledger.keep(replace(draft, evidence=f"left alone ({intent.reason}): {why}"))
            run.cases.apply(
                case, LeftAlone(run.now, draft.step, intent.reason, why), f"{why}; delete it yourself"
            )
        run.ledger.settle(number)
    log.info("draft.%s case=%s step=%s", "withdrawn" if done else "left", case.id, draft.step)


def _is_open(run: Run, draft: Draft) -> bool:
    """Whether the draft was seen to be opened or changed a moment ago; what takes it from under a program
    makes it send the old text and leave the new one lying."""
    if draft.verdict is Verdict.EDITED:
        return False
    looked = draft.placement in run.mirrored[-1].looked
    if looked is not draft.looked:
        draft = replace(draft, looked=looked, stirred=run.now)
        run.ledger.keep(draft)
    if draft.stirred is None or run.now >= draft.stirred + QUIET:
        return False
    run.look_again(draft.stirred + QUIET)
    return True


def _why_left(run: Run, draft: Draft) -> Left | None:
    """Why a draft that was to be taken back lies in Drafts still; None when it does not."""
    source = run.mailbox.source(draft.placement, DRAFT_LIMIT) if draft.placement else None
    if source is None:
        return None
    if draft.placement in run.mirrored[-1].deleted:
        return Left.DELETED
    if draft.verdict is Verdict.EDITED or digest_of(source) != draft.digest:
        return Left.CHANGED
    return Left.NO_WAY


def _withdrawn(draft: Draft, reason: str, now: datetime) -> Draft:
    """A draft that the owner's own mail replaced is called so, in whatever thread that mail is."""
    if draft.verdict is Verdict.REPLACED:
        return draft
    verdict = Verdict.REPLACED if reason == Why.BY_HAND else Verdict.WITHDRAWN
    proved = replace(draft, verdict=verdict, confidence=Confidence.PROVED, source=b"")
    return replace(proved, evidence=str(reason), decided=now)
