"""One pass over one account: mail in, drafts reviewed, decisions made, drafts out, the owner told.

Each step of a case is committed with the intents it asks for; `perform` then carries them out. A step's clock
starts when the step before it was done, so that never two are due at once, however long the daemon was away.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ghostd.core.breaker import Sign
from ghostd.core.conversations import Client
from ghostd.core.money.statement import fingerprint
from ghostd.core.observe import observe
from ghostd.core.outages import Bulletin
from ghostd.core.playbook.decide import Decision, decide
from ghostd.core.playbook.events import Freed, PauseOver, Stale, Why
from ghostd.core.playbook.gates import OPEN_DRAFT, QUOTA
from ghostd.core.playbook.model import Case, Occasion, Phase, Playbook, Topic
from ghostd.core.playbook.situation import Situation
from ghostd.core.portrait import Portrait
from ghostd.core.practice import Practice
from ghostd.core.review import Verdict
from ghostd.errors import OperatorError
from ghostd.ports import Books, Clock, Ledger, Mailbox, NoBooks, Progress, Render
from ghostd.service.account import account_of, problems
from ghostd.service.brakes import AN_HOUR, held
from ghostd.service.health import tell_health
from ghostd.service.language import language_for
from ghostd.service.memory import Memory
from ghostd.service.notify import notify
from ghostd.service.opening import perhaps_open
from ghostd.service.orders import dismiss, obey
from ghostd.service.perform import perform
from ghostd.service.report import Report
from ghostd.service.review import review_drafts
from ghostd.service.run import Run
from ghostd.service.situation import situation_of

KEPT_WORDS = timedelta(days=60)
"""How long after its case a draft's text is kept; late proof of its fate is taken for half as long."""

A_FORTNIGHT = timedelta(days=14)
"""A nearer date that no silence is about is the owner's own to keep."""

RENEWED = {
    Why.STALE: "the date it names has come too near",
    Why.ACCOUNT: "the sums it names are others now",
}

ROUNDS = 8
"""Bounds how often what was done is looked at again: at one instant the second look changes nothing."""


def tick(
    practice: Practice,
    mailbox: Mailbox,
    ledger: Ledger,
    clock: Clock,
    render: Render,
    progress: Progress | None = None,
    memory: Memory | None = None,
    books: Books | None = None,
    bulletin: Bulletin | None = None,
) -> Report:
    """Do everything that is due for the account at the clock's present; safe to repeat at the same instant.

    `memory` spares the next pass what this one made of the mail; `bulletin` is what there is to tell of other
    accounts. Raises `Unavailable` or `LoginRefused` when the mailbox cannot be read, after noting it in the
    ledger. A fault in one client postpones that client and is listed in the report.
    """
    now = clock.now()
    report = Report(practice.account, first=ledger.health()["last_sync"] is None)
    try:
        run = Run(practice, mailbox, ledger, render, now, report, [], memory or Memory(), books or NoBooks())
        run.follow(progress)
        report.errors.extend(problems(practice, run.books))
        run.cases.align()
        obey(run)
        dismiss(run)
        perform(run)
        for turn in range(ROUNDS):
            told = len(report.actions)
            if turn:
                run.follow()
            review_drafts(run)
            _consider_clients(run)
            perform(run)
            if len(report.actions) == told:
                break
        notify(run)
        tell_health(run, bulletin or Bulletin())
        ledger.forget_words(now - KEPT_WORDS)
    except OperatorError as problem:
        ledger.note_health(problem=str(problem), at=now)
        raise
    problems_left = [problem for problem in (run.mirrored[-1].problem, *report.declined.values()) if problem]
    ledger.note_health(last_sync=now, problem="; ".join(problems_left) or None)
    report.quarantined = ledger.quarantined()
    return report


def _consider_clients(run: Run) -> None:
    drawn = run.portraits()
    for client in run.practice.clients:
        with run.guarded(client.name):
            _consider(run, client, drawn[client.name])


def _consider(run: Run, client: Client, portrait: Portrait) -> None:
    """Observe, then decide."""
    case = run.cases.of(client)
    if case is None:
        perhaps_open(run, client, portrait)
        return
    if case.phase is Phase.PAUSED and _pause_over(run, client):
        run.ledger.resume(client.name)
        case = run.cases.apply(case, PauseOver(run.now, run.cases.lost(case)), "the pause is over")
    if case.phase is not Phase.PAUSED and perhaps_open(run, client, portrait, case):
        return
    for event in observe(case, portrait, run.ledger.drafts(case)):
        case = run.cases.apply(case, event, "")
        if case.phase is Phase.CLOSED:
            return
    if case.phase is Phase.DRAFTED and (why := _stale(run, case)):
        run.cases.apply(case, Stale(run.now, why), RENEWED[why])
        return
    playbook = run.practice.playbook(case.playbook)
    situation = _situation(run, case, portrait, playbook)
    decision = decide(case, playbook, situation)
    if decision.due and case.reason == OPEN_DRAFT:
        case = run.cases.apply(case, Freed(run.now), "the other draft is gone; not at once")
        decision = decide(case, playbook, situation)
    if decision.due and (reason := held(run, case)):
        decision = Decision(None, reason, run.practice.calendar.next_open(run.now + AN_HOUR))
    if decision.due:
        run.cases.apply(case, decision.due, decision.reason)
        return
    _postpone(run, case, decision)


def _postpone(run: Run, case: Case, decision: Decision) -> None:
    if decision.reason == QUOTA and run.practice.limits.drafts_per_day:
        run.braked[Sign.QUOTA] = None
    run.cases.postpone(case, decision)
    run.look_again(decision.look_at)


def _situation(run: Run, case: Case, portrait: Portrait, playbook: Playbook) -> Situation:
    """The client's language is only looked for where a step asks for it: it costs the server a look."""
    found = situation_of(run.practice, run.ledger, portrait, case, run.now, books=run.books)
    if any(c.topic is Topic.LANGUAGE for step in playbook.steps for c in step.when):
        return replace(found, language=language_for(run, portrait))
    return found


def _pause_over(run: Run, client: Client) -> bool:
    until = run.ledger.pauses().get(client.name)
    return until is not None and run.now >= until


def _stale(run: Run, case: Case) -> Why | None:
    """Why the untouched draft that waits does not hold any more."""
    draft = next((d for d in run.ledger.drafts(case) if d.message_id == case.draft), None)
    if draft is None or draft.verdict is not Verdict.PENDING:
        return None
    soon = draft.promised is not None and draft.promised - draft.created < A_FORTNIGHT
    if draft.stale(run.now, courtesy=soon and case.occasion is not Occasion.SILENCE):
        return Why.STALE
    account = account_of(run.practice, run.books, case.client, run.now) if draft.account else None
    return Why.ACCOUNT if account and fingerprint(account) != draft.account else None
