"""The owner's commands, taken from the ledger in the order in which they were given."""

from __future__ import annotations

import logging
from datetime import datetime

from ghostd.core.conversations import Client
from ghostd.core.playbook.advance import accepts
from ghostd.core.playbook.events import Close, Command, Pause, Resume
from ghostd.core.playbook.model import Case
from ghostd.core.portrait import Portrait
from ghostd.ports import Order
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
    """Who took a client out of the configuration wants no more of its case: it is closed."""
    known = {client.name for client in run.practice.clients}
    for case in run.ledger.cases():
        if case.client not in known:
            run.cases.apply(case, Close(run.now), "the client is not in the configuration any more")


def _obey(run: Run, order: Order) -> None:
    client = next((c for c in run.practice.clients if c.name == order.client), None)
    if client is None:
        run.report.errors.append(f'order "{order.verb}": there is no client {order.client} any more')
        return
    log.info("order.taken verb=%s", order.verb)
    if order.verb == "open":
        _open(run, client, order.argument)
        return
    until = datetime.fromisoformat(order.argument) if order.argument else None
    if order.verb == "pause":
        run.ledger.pause(client.name, until)
        _command(run, client, Pause(run.now, until))
    elif order.verb == "resume":
        run.ledger.resume(client.name)
        _command(run, client, Resume(run.now, _lost(run, client)))
    elif order.verb == "close":
        _command(run, client, Close(run.now))


def _lost(run: Run, client: Client) -> bool:
    case = run.cases.of(client)
    return case is not None and run.cases.lost(case)


def _command(run: Run, client: Client, command: Command) -> None:
    case = run.cases.of(client)
    if case is not None and accepts(case.phase, type(command)):
        run.cases.apply(case, command, "")
    else:
        verb = type(command).__name__.lower()
        run.report.actions.append(Action(client.name, verb, "", "as you asked", run.now))


def _open(run: Run, client: Client, playbook: str) -> None:
    """The owner admits a silence that began before ghostd did, or one that is not unusual yet."""
    if run.cases.of(client):
        run.report.errors.append(f"{client.name} has an open case already; `ghostd show` tells about it")
        return
    portrait = run.portraits()[client.name]
    anchor = _anchor(portrait)
    if anchor is None or playbook not in run.practice.playbooks:
        run.report.errors.append(f"{client.name} owes you no answer: there is nothing to open a case about")
        return
    case = Case(client.name, playbook, anchor, run.now, run.now, goal=client.goal or "keep")
    run.cases.open(case, "you opened the case", (), name="opened-by-hand")


def _anchor(portrait: Portrait) -> str | None:
    return portrait.silence.turn.run.identity if portrait.silence else None
