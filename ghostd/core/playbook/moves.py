"""The few moves that all rows are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ghostd.core.playbook.events import Intent, Why, WithdrawDraft
from ghostd.core.playbook.model import Case, Outcome, Phase, Playbook


def next_step(case: Case, at: datetime) -> Case:
    return replace(case, step=case.step + 1, since=at, attempt=0, draft=None, snoozed=None)


def step_name(case: Case, playbook: Playbook) -> str:
    return playbook.steps[case.step].name if case.step < len(playbook.steps) else ""


def closed(case: Case, outcome: Outcome, at: datetime) -> Case:
    return replace(case, phase=Phase.CLOSED, outcome=outcome, closed=at, draft=None, due_at=None)


def withdrawal(case: Case, reason: Why) -> tuple[Intent, ...]:
    return (WithdrawDraft(case.id or 0, case.draft, reason),) if case.draft else ()
