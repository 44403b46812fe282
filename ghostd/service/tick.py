"""One pass over one account: mail in, drafts reviewed, decisions made, drafts out.

Each step of a case is committed with the intents it asks for; `perform` then carries them out. A step's clock
starts when the step before it was done, so that never two are due at once, however long the daemon was away.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from ghostd.core.conversations import Client
from ghostd.core.observe import observe, seen
from ghostd.core.playbook.decide import decide
from ghostd.core.playbook.model import Phase, Resume
from ghostd.core.portrait import Portrait
from ghostd.core.practice import Practice
from ghostd.core.review import SETTLE, Draft, Listings, judge, suspects
from ghostd.errors import OperatorError
from ghostd.ports import Clock, Ledger, Mailbox, Progress, Render, Role
from ghostd.service.opening import perhaps_open
from ghostd.service.orders import obey
from ghostd.service.perform import perform
from ghostd.service.report import Report
from ghostd.service.run import Run
from ghostd.service.situation import portraits, situation_of
from ghostd.service.sync import mirror
from ghostd.service.texts import text_of

ROUNDS = 8
"""Bounds how often what was done is looked at again: at one instant the second look changes nothing."""


def tick(
    practice: Practice,
    mailbox: Mailbox,
    ledger: Ledger,
    clock: Clock,
    render: Render,
    progress: Progress | None = None,
) -> Report:
    """Do everything that is due for the account at the clock's present; safe to repeat at the same instant.

    Raises `Unavailable` or `LoginRefused` when the mailbox cannot be read, after noting it in the ledger. A
    fault in one client postpones that client and is listed in the report.
    """
    now = clock.now()
    report = Report(practice.account)
    try:
        started = ledger.started(now)
        report.messages = mirror(practice, mailbox, ledger, progress)
        run = Run(practice, mailbox, ledger, render, now, report)
        obey(run)
        perform(run)
        for turn in range(ROUNDS):
            told = len(report.actions)
            if turn:
                mirror(practice, mailbox, ledger)
            _review_drafts(run)
            _consider_clients(run, started)
            perform(run)
            if len(report.actions) == told:
                break
    except OperatorError as problem:
        ledger.note_health(problem=str(problem))
        raise
    ledger.note_health(last_sync=now)
    return report


def _review_drafts(run: Run) -> None:
    """Every undecided draft is held against Drafts, Sent and Trash; what became of it moves its case."""
    for draft in run.ledger.drafts():
        if draft.appended is not None:
            _review(run, draft)


def _review(run: Run, draft: Draft) -> None:
    since = draft.created - timedelta(days=1)
    if draft.placement is None:
        draft = run.located(draft)
    listings = Listings(
        drafts=tuple(run.ledger.sightings(Role.DRAFTS, since)),
        sent=tuple(run.ledger.sightings(Role.SENT, since)),
        trash=tuple(run.ledger.sightings(Role.TRASH, since)),
        texts={},
    )
    texts = {place: text_of(run.mailbox, place) for place in suspects(draft, listings)}
    listings = Listings(listings.drafts, listings.sent, listings.trash, texts)
    judgement = judge(draft, listings, run.now)
    if judgement.draft.missing_since:
        run.look_again(run.now + SETTLE)
    with run.ledger.transaction():
        if judgement.draft != draft:
            run.ledger.keep(judgement.draft)
        event = seen(judgement, draft.verdict)
        case = run.cases.by_id(draft.case_id)
        if event and case and (case.draft == draft.message_id or case.phase is not Phase.DRAFTED):
            run.cases.apply(case, event, judgement.draft.evidence)


def _consider_clients(run: Run, started: datetime) -> None:
    drawn = portraits(run.practice, run.ledger, run.now)
    for client in run.practice.clients:
        try:
            _consider(run, client, drawn[client.name], started)
        except OperatorError:
            raise
        except Exception as fault:
            run.failed(client.name, fault)


def _consider(run: Run, client: Client, portrait: Portrait, started: datetime) -> None:
    """Observe, then decide."""
    case = run.cases.of(client)
    if case is None:
        perhaps_open(run, client, portrait, started)
        return
    if case.phase is Phase.PAUSED and _pause_over(run, client):
        run.ledger.resume(client.name)
        case = run.cases.apply(case, Resume(run.now), "the pause is over")
    for event in observe(case, portrait, run.ledger.drafts(case)):
        case = run.cases.apply(case, event, "")
        if case.phase is Phase.CLOSED:
            return
    playbook = run.practice.playbooks[case.playbook]
    situation = situation_of(run.practice, run.ledger, portrait, case, run.now)
    decision = decide(case, playbook, situation)
    if decision.due:
        run.cases.apply(case, decision.due, decision.reason)
        return
    run.cases.postpone(case, decision)
    run.look_again(decision.look_at)


def _pause_over(run: Run, client: Client) -> bool:
    until = run.ledger.pauses().get(client.name)
    return until is not None and run.now >= until
