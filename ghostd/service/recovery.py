"""A lost database is no lost case: our drafts' names can be derived again and looked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from ghostd.core.folders import Role
from ghostd.core.playbook.events import Intent, WriteDraft
from ghostd.core.playbook.model import Case, Do, Phase
from ghostd.core.practice import Practice
from ghostd.core.replies.identity import draft_id
from ghostd.ports import Ledger

EVER = datetime(1970, 1, 1, tzinfo=UTC)

ATTEMPTS = 20
"""How many attempts at one step are looked for."""


class Recovered(NamedTuple):
    case: Case
    intents: tuple[Intent, ...]
    reason: str


def recover(practice: Practice, ledger: Ledger, case: Case) -> Recovered | None:
    """The case as it stood when a draft of ours for it lies in the mailbox, else None.

    It asks for that very draft again: `perform` finds it where it lies, and appends none.
    """
    steps = practice.playbooks[case.playbook].steps
    for index in reversed(range(len(steps))):
        if steps[index].do is not Do.DRAFT:
            continue
        for attempt in reversed(range(ATTEMPTS)):
            if ledger.find(draft_id(practice, case, steps[index].name, attempt)):
                discards = _discards(practice, ledger, case, steps[index].name, attempt)
                found = replace(case, phase=Phase.DRAFTING, step=index, attempt=attempt, discards=discards)
                intents = (WriteDraft(0, steps[index].name, attempt),)
                return Recovered(found, intents, "a draft of this case was found in the mailbox again")
    return None


def _discards(practice: Practice, ledger: Ledger, case: Case, step: str, attempts: int) -> int:
    """How many earlier drafts of the step lie in Trash and nowhere else.

    One that was withdrawn looks the same: in doubt the client is left alone rather than written to.
    """
    ids = [draft_id(practice, case, step, attempt) for attempt in range(attempts)]
    return sum({role for role, _ in ledger.find(i)} == {Role.TRASH} for i in ids)


def earlier(ledger: Ledger, case: Case) -> int:
    """How many cases there were before about the same message, which the owner has taken up again."""
    same = [c for c in ledger.cases(closed=True) if (c.client, c.anchor) == (case.client, case.anchor)]
    return sum(1 for c in same if case.id is None or (c.id or 0) < case.id)


def seen_at(practice: Practice, ledger: Ledger, case: Case, intent: WriteDraft) -> datetime | None:
    """The earliest Date of the draft that an intent asks for, where it lies in the mailbox already."""
    message_id = draft_id(practice, case, intent.step, intent.attempt, earlier(ledger, case))
    if not ledger.find(message_id):
        return None
    roles = (Role.DRAFTS, Role.SENT, Role.TRASH)
    sighted = [s for role in roles for s in ledger.sightings(role, EVER)]
    return min((s.message.at for s in sighted if s.message.message_id == message_id), default=None)
