"""A case opens for a silence that is unusual, that ghostd saw begin to be so, and that asked something."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ghostd.core.conversations import Client, Side
from ghostd.core.folders import Role
from ghostd.core.gaps.asking import asks_nothing
from ghostd.core.gaps.silence import Silence
from ghostd.core.playbook.decide import ASKED_NOTHING, fresh, opens
from ghostd.core.playbook.model import Case, Outcome, Phase
from ghostd.core.portrait import Portrait
from ghostd.service.recovery import recover
from ghostd.service.run import Run
from ghostd.service.situation import situation_of
from ghostd.service.texts import text_of


def perhaps_open(run: Run, client: Client, portrait: Portrait) -> None:
    """Open a case for the first of the client's silences that calls for one."""
    since = run.ledger.known_since(client.name, run.now)
    name = next((p for p in client.playbooks if p in run.practice.playbooks), None)
    if name is None:
        return
    for silence in fresh(portrait.silences, run.cases.all_of(client)):
        case = Case(
            client=client.name,
            playbook=name,
            anchor=silence.turn.run.identity,
            opened=run.now,
            since=run.now,
            goal=client.goal or "keep",
        )
        if _open(run, portrait, silence, case, since):
            return


def _open(run: Run, portrait: Portrait, silence: Silence, case: Case, since: datetime) -> bool:
    if found := recover(run.practice, run.ledger, case):
        run.cases.open(found.case, found.reason, found.intents)
        return True
    situation = situation_of(run.practice, run.ledger, portrait, None, run.now, silence)
    decision = opens(situation, since)
    if not decision.due:
        run.look_again(decision.look_at)
        return False
    if _asked_nothing(run, portrait, silence):
        over = replace(case, phase=Phase.CLOSED, outcome=Outcome.NOTHING_ASKED, closed=run.now)
        run.cases.open(over, ASKED_NOTHING, (), name="passed-over")
        return False
    run.cases.open(case, decision.reason, ())
    return True


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
        said.append(asks_nothing(text_of(run.mailbox, places[0]), message.subject) if places else False)
    return bool(said) and all(said)
