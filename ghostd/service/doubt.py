"""Whose answer a message may be that cannot be read."""

from __future__ import annotations

from datetime import datetime

from ghostd.core.conversations import Client
from ghostd.core.portrait import HORIZON, Portrait
from ghostd.service.run import Run


def waiting(run: Run, since: datetime) -> tuple[str, ...]:
    """The clients who owed an answer when such a message was met, and still do."""
    drawn = run.portraits()
    return tuple(
        client.name
        for client in run.practice.clients
        if not run.is_paused(client) and _owed(drawn[client.name], since) and not _cleared(run, client, since)
    )


def chased(run: Run, since: datetime) -> tuple[str, ...]:
    """Those of them about whose silence there is a case: something is done once the doubt is over."""
    cases = {case.client for case in run.ledger.cases() if case.occasion.rests_on_silence}
    return tuple(name for name in waiting(run, since) if name in cases)


def _owed(portrait: Portrait, since: datetime) -> bool:
    return any(
        silence.turn.opened <= since and silence.calendar <= HORIZON and silence.bounce is None
        for silence in portrait.silences
    )


def _cleared(run: Run, client: Client, since: datetime) -> bool:
    """Whether the owner has said that all may go on."""
    case = run.cases.of(client)
    return case is not None and case.cleared is not None and case.cleared >= since
