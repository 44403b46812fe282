"""The owner's commands, taken from the ledger in the order in which they were given."""

from __future__ import annotations

import logging
from datetime import datetime

from ghostd.core.conversations import Client, Turn
from ghostd.core.occasions import newest
from ghostd.core.playbook.advance import accepts
from ghostd.core.playbook.events import Aim, Close, Command, Pause, Resume, Supersede
from ghostd.core.playbook.model import Occasion, Playbook
from ghostd.core.portrait import Portrait
from ghostd.ports import Order
from ghostd.service.opening import new_case
from ghostd.service.report import Action
from ghostd.service.run import Run

log = logging.getLogger("ghostd")


def obey(run: Run) -> None:
    """Take every order once; one that fits no case, or no client, is noted and dropped."""
    for order in run.ledger.orders():
        with run.ledger.transaction():
            _obey(run, order)
            run.ledger.obey(order.id)


def dismiss(run: Run) -> None:
    """Who took a client or a playbook out of the configuration wants no more of its case: it is closed."""
    known = {client.name for client in run.practice.clients}
    for case in run.ledger.cases():
        if case.client not in known:
            run.cases.apply(case, Close(run.now), "the client is not in the configuration any more")
        elif case.playbook not in run.practice.playbooks:
            reason = f'the playbook "{case.playbook}" is not in the configuration any more'
            run.cases.apply(case, Close(run.now), reason)


def _obey(run: Run, order: Order) -> None:
    client = next((c for c in run.practice.clients if c.name == order.client), None)
    if client is None:
        run.report.errors.append(f'order "{order.verb}": there is no client {order.client} any more')
        return
    log.info("order.taken account=%s verb=%s", run.practice.account, order.verb)
    if order.verb == "open":
        _open(run, client, order.argument)
        return
    if order.verb == "pause":
        until = datetime.fromisoformat(order.argument) if order.argument else None
        run.ledger.pause(client.name, until)
        _command(run, client, Pause(run.now, until))
    elif order.verb == "resume":
        run.ledger.resume(client.name)
        _command(run, client, Resume(run.now, _lost(run, client)))
    elif order.verb == "close":
        _command(run, client, Close(run.now))
    elif order.verb == "goal":
        _command(run, client, Aim(run.now, order.argument), f"you chose the goal {order.argument}")


def _lost(run: Run, client: Client) -> bool:
    case = run.cases.of(client)
    return case is not None and run.cases.lost(case)


def _command(run: Run, client: Client, command: Command, reason: str = "") -> None:
    case = run.cases.of(client)
    if case is not None and accepts(case.phase, type(command)):
        run.cases.apply(case, command, reason)
    else:
        verb = type(command).__name__.lower()
        run.report.actions.append(Action(client.name, verb, "", "as you asked", run.now))


def _open(run: Run, client: Client, name: str) -> None:
    """The owner takes something up by hand; a case of another playbook gives way."""
    before = run.cases.of(client)
    if before is not None and before.playbook == name:
        run.report.errors.append(f"{client.name} has an open case already; `ghostd show` tells about it")
        return
    playbook = run.practice.playbooks.get(name)
    found = _taken_up(playbook, run.portraits()[client.name]) if playbook else None
    if playbook is None or found is None:
        why = (
            "owes you no answer" if run.portraits()[client.name].conversations else "has no mail with you yet"
        )
        run.report.errors.append(f"{client.name} {why}: there is nothing to open a case about")
        return
    occasion, anchor = found
    if before is not None:
        run.cases.apply(before, Supersede(run.now), f"you opened {name}")
    case = new_case(run, client, playbook, anchor, occasion)
    run.cases.open(case, "you opened the case", (), name="opened-by-hand")


def _taken_up(playbook: Playbook, portrait: Portrait) -> tuple[Occasion, str] | None:
    """What a case of the playbook would be about, however long it has been so."""
    if Occasion.BY_HAND in playbook.opens:
        message = newest(portrait)
        return (Occasion.BY_HAND, message.identity) if message else None
    if Occasion.SILENCE in playbook.opens:
        silence = portrait.silence
        return (Occasion.SILENCE, silence.turn.run.identity) if silence else None
    for side, occasion in WHOSE_TURN.items():
        if occasion in playbook.opens and (message := newest(portrait)) and portrait.turn is side:
            return occasion, message.identity
    return None


WHOSE_TURN = {
    Turn.OWNER: Occasion.CLIENT_WAITS,
    Turn.CLIENT: Occasion.NO_UPDATE,
    Turn.NONE: Occasion.NO_UPDATE,
}
