"""A case opens for an occasion that ghostd saw begin: a silence that is unusual and asked something, an
answer or a word that the owner owes, a complaint, a return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from ghostd.core.conversations import Client, Side
from ghostd.core.folders import Role
from ghostd.core.gaps.asking import asks_nothing
from ghostd.core.gaps.silence import Silence
from ghostd.core.occasions import chances
from ghostd.core.playbook.decide import ASKED_NOTHING, fresh, opens
from ghostd.core.playbook.events import Intent, Supersede
from ghostd.core.playbook.model import Case, Occasion, Outcome, Phase, Playbook
from ghostd.core.portrait import Portrait
from ghostd.service.brakes import AN_HOUR, crowded, held
from ghostd.service.recovery import recover
from ghostd.service.run import Run
from ghostd.service.situation import situation_of
from ghostd.service.texts import text_of

CLOSING = "closing"
"""The template that tells a client that its file is closed."""


def perhaps_open(run: Run, client: Client, portrait: Portrait, before: Case | None = None) -> bool:
    """Open a case of the first of the client's playbooks for which there is an occasion; says whether it did.

    `before` is the case that is open: only a playbook that the client has before its one interrupts it, and
    what the owner opened by hand nothing does.
    """
    names = [name for name in client.playbooks if name in run.practice.playbooks]
    if before is not None:
        if before.occasion is Occasion.BY_HAND or before.playbook not in names:
            return False
        names = names[: names.index(before.playbook)]
    playbooks = [run.practice.playbooks[name] for name in names]
    return any(_perhaps(run, client, portrait, playbook, before) for playbook in playbooks)


def _perhaps(run: Run, client: Client, portrait: Portrait, playbook: Playbook, before: Case | None) -> bool:
    since = run.ledger.known_since(client.name, run.now)
    cases = run.cases.all_of(client)
    if Occasion.SILENCE in playbook.opens:
        for silence in fresh(portrait.silences, cases):
            case = new_case(run, client, playbook, silence.turn.run.identity, Occasion.SILENCE)
            if _open(run, portrait, silence, case, since, before):
                return True
    if run.is_paused(client):
        return False
    engagement = run.practice.engagement(client.name)
    found = chances(
        playbook,
        portrait,
        engagement,
        cases,
        run.practice.calendar,
        run.now,
        ours=frozenset(_courtesies(run, client.name)),
        closers=frozenset(name for name, one in run.practice.playbooks.items() if closes_files(one)),
    )
    for chance in found:
        if run.now < chance.at:
            run.look_again(chance.at)
        elif chance.at > since and run.practice.calendar.open_at(run.now):
            case = new_case(run, client, playbook, chance.anchor.identity, chance.occasion)
            lost = recover(run.practice, run.ledger, case)
            _begin(run, lost.case if lost else case, chance.reason, lost.intents if lost else (), before)
            return True
        elif chance.at > since:
            run.look_again(run.practice.calendar.next_open(run.now))
    return False


def new_case(run: Run, client: Client, playbook: Playbook, anchor: str, occasion: Occasion) -> Case:
    """A case as it begins now."""
    return Case(
        client=client.name,
        playbook=playbook.name,
        anchor=anchor,
        opened=run.now,
        since=run.now,
        goal=client.goal or "keep",
        occasion=occasion,
    )


def _begin(run: Run, case: Case, reason: str, intents: tuple[Intent, ...], before: Case | None) -> None:
    """A client never has two open cases: the one of less importance gives way first."""
    with run.ledger.transaction():
        if before is not None:
            run.cases.apply(before, Supersede(run.now), f"{case.playbook} is more important now")
        run.cases.open(case, reason, intents)


def _open(
    run: Run, portrait: Portrait, silence: Silence, case: Case, since: datetime, before: Case | None
) -> bool:
    if found := recover(run.practice, run.ledger, case):
        _begin(run, found.case, found.reason, found.intents, before)
        return True
    situation = situation_of(run.practice, run.ledger, portrait, None, run.now, silence, run.books)
    decision = opens(situation, since)
    if not decision.due:
        run.look_again(decision.look_at)
        return False
    if _was_courtesy(run, silence, case) or _asked_nothing(run, portrait, silence):
        over = replace(case, phase=Phase.CLOSED, outcome=Outcome.NOTHING_ASKED, closed=run.now)
        run.cases.open(over, ASKED_NOTHING, (), name="passed-over")
        return False
    if held(run, case) or crowded(run):
        run.look_again(run.practice.calendar.next_open(run.now + AN_HOUR))
        return False
    _begin(run, case, decision.reason, (), before)
    return True


def _was_courtesy(run: Run, silence: Silence, case: Case) -> bool:
    """Whether the mail that stays unanswered is a draft of ours that chased nobody."""
    return silence.turn.opening.identity in set(_courtesies(run, case.client))


def _courtesies(run: Run, client: str) -> Iterator[str]:
    """Our drafts that asked for no answer: news of the work, word that an answer will follow, an apology."""
    past = (c for c in run.ledger.cases(closed=True) if c.client == client)
    kind = (c for c in past if c.occasion is not Occasion.SILENCE)
    return (identity for c in kind for draft in run.ledger.drafts(c) for identity in draft.chain)


def closes_files(playbook: Playbook) -> bool:
    """Whether a playbook ends with the mail that closes the client's file."""
    return any(step.template == CLOSING for step in playbook.steps)


def _asked_nothing(run: Run, portrait: Portrait, silence: Silence) -> bool:
    """Whether all that the owner wrote in the unanswered run is thanks or agreement.

    For mail whose words were not judged when it was mirrored (by an older ghostd, or too old then): elsewhere
    the turn itself knows, and is no silence.
    """
    if silence.turn.traits.over is not None:
        return silence.turn.traits.over
    conversation = portrait.conversation_of(silence.turn.opening.identity)
    if conversation is None:
        return False
    written = [m for side, m in conversation.human if side is Side.OWNER and m.at >= silence.since]
    said = []
    for message in written:
        places = [p for role, p in run.ledger.find(message.message_id or "") if role is not Role.DRAFTS]
        said.append(asks_nothing(text_of(run.mailbox, *places), message.subject) if places else False)
    return bool(said) and all(said)
