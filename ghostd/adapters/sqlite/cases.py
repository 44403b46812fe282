"""Cases with their intents and history: a transition is kept whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from ghostd.adapters.sqlite.connection import Section
from ghostd.adapters.sqlite.rows import instant, instant_or_none, micros, micros_or_none, plain
from ghostd.core.playbook.events import Intent, PauseClient, Why, WithdrawDraft, WriteDraft, WriteNotice
from ghostd.core.playbook.model import Case, Entry, Occasion, Outcome, Phase
from ghostd.errors import Bug

INSERT_CASE = """
INSERT INTO cases (client, playbook, anchor, opened, since, phase, step, attempt, discards, goal, snoozed,
    due_at, reason, draft, outcome, closed, occasion, heard, cleared, named)
VALUES (:client, :playbook, :anchor, :opened, :since, :phase, :step, :attempt, :discards, :goal, :snoozed,
    :due_at, :reason, :draft, :outcome, :closed, :occasion, :heard, :cleared, :named)
"""

UPDATE_CASE = """
UPDATE cases SET client = :client, playbook = :playbook, anchor = :anchor, opened = :opened, since = :since,
    phase = :phase, step = :step, attempt = :attempt, discards = :discards, goal = :goal, snoozed = :snoozed,
    due_at = :due_at, reason = :reason, draft = :draft, outcome = :outcome, closed = :closed,
    occasion = :occasion, heard = :heard, cleared = :cleared, named = :named
WHERE id = :id AND phase = :phase_before AND step = :step_before
"""

INSERT_INTENT = "INSERT INTO intents (case_id, type, payload) VALUES (?, ?, ?)"

INSERT_ENTRY = "INSERT INTO entries (case_id, at, event, phase, step, reason) VALUES (?, ?, ?, ?, ?, ?)"

INTENTS: dict[str, type[WriteDraft] | type[WithdrawDraft] | type[WriteNotice] | type[PauseClient]] = {
    intent.__name__: intent for intent in (WriteDraft, WithdrawDraft, WriteNotice, PauseClient)
}


class Casebook(Section):
    """The cases' part of the ledger."""

    def cases(self, *, closed: bool = False) -> list[Case]:
        """The open cases in order of opening; with `closed`, all of them."""
        rows = self._db.rows(
            "SELECT * FROM cases WHERE :closed OR phase <> 'closed' ORDER BY opened, id", {"closed": closed}
        )
        return [case_of(row) for row in rows]

    def save(
        self, before: Case | None, after: Case, intents: Sequence[Intent], entries: Sequence[Entry]
    ) -> Case:
        """Keep a transition with its intents and history; gives the case with its id.

        Raises `Bug`, and keeps nothing, when the stored case is not at `before`'s phase and step, when the
        client has another open case, or when an intent is another case's.
        """
        with self._db.transaction():
            case = self._opened(after) if before is None else self._moved(before, after)
            for intent in intents:
                self._db.run(INSERT_INTENT, intent_row(case, intent))
            for entry in entries:
                self._db.run(INSERT_ENTRY, entry_row(case, entry))
        return case

    def _opened(self, case: Case) -> Case:
        if case.id is not None:
            raise Bug(f"case {case.id} cannot be opened: it has been opened before")
        return replace(case, id=self._db.run(INSERT_CASE, case_row(case)).lastrowid)

    def _moved(self, before: Case, after: Case) -> Case:
        expected = {"id": before.id, "phase_before": before.phase.value, "step_before": before.step}
        if self._db.run(UPDATE_CASE, case_row(after) | expected).rowcount != 1:
            raise Bug(f"case {before.id} is not in phase {before.phase} at step {before.step} any more")
        return replace(after, id=before.id)

    def entries(self, case: Case) -> list[Entry]:
        """The history of a case in the order it was written."""
        rows = self._db.rows(
            "SELECT at, event, phase, step, reason FROM entries WHERE case_id = ? ORDER BY id", (case.id,)
        )
        return [
            Entry(instant(at), event, Phase(phase), step, reason) for at, event, phase, step, reason in rows
        ]

    def intents(self) -> list[tuple[int, Intent]]:
        """The intents not yet performed, oldest first."""
        rows = self._db.rows("SELECT id, case_id, type, payload FROM intents ORDER BY id")
        return [(id, intent_of(case_id, kind, payload)) for id, case_id, kind, payload in rows]

    def settle(self, intent_id: int) -> None:
        """The intent is not to be performed any more; settling it again changes nothing."""
        self._db.run("DELETE FROM intents WHERE id = ?", (intent_id,))


def case_row(case: Case) -> dict[str, Any]:
    return {
        "client": case.client,
        "playbook": case.playbook,
        "anchor": case.anchor,
        "opened": micros(case.opened),
        "since": micros(case.since),
        "phase": case.phase.value,
        "step": case.step,
        "attempt": case.attempt,
        "discards": case.discards,
        "goal": case.goal,
        "snoozed": micros_or_none(case.snoozed),
        "due_at": micros_or_none(case.due_at),
        "reason": case.reason,
        "draft": case.draft,
        "outcome": case.outcome.value if case.outcome else None,
        "closed": micros_or_none(case.closed),
        "occasion": case.occasion.value,
        "heard": micros_or_none(case.heard),
        "cleared": micros_or_none(case.cleared),
        "named": case.named,
    }


def case_of(row: Sequence[Any]) -> Case:
    """Of a row of table `cases`."""
    return Case(
        id=row[0],
        client=row[1],
        playbook=row[2],
        anchor=row[3],
        opened=instant(row[4]),
        since=instant(row[5]),
        phase=Phase(row[6]),
        step=row[7],
        attempt=row[8],
        discards=row[9],
        goal=row[10],
        snoozed=instant_or_none(row[11]),
        due_at=instant_or_none(row[12]),
        reason=row[13],
        draft=row[14],
        outcome=Outcome(row[15]) if row[15] else None,
        closed=instant_or_none(row[16]),
        occasion=Occasion(row[17]),
        heard=instant_or_none(row[18]),
        cleared=instant_or_none(row[19]),
        named=row[20],
    )


def intent_row(case: Case, intent: Intent) -> tuple[int | None, str, str]:
    """An intent with case 0 belongs to the case it comes with, whose id nobody knew before."""
    if intent.case_id not in (0, case.id):
        raise Bug(f"an intent of case {intent.case_id} came with case {case.id}")
    # JSON would hide a NUL or a surrogate behind an escape: these texts must equal those of the other tables.
    fields = {name: plain(v) if isinstance(v, str) else v for name, v in asdict(intent).items()}
    del fields["case_id"]
    return case.id, type(intent).__name__, json.dumps(fields, ensure_ascii=False, default=datetime.isoformat)


def intent_of(case_id: int, kind: str, payload: str) -> Intent:
    fields = json.loads(payload)
    if fields.get("until") is not None:
        fields["until"] = datetime.fromisoformat(fields["until"])
    if "reason" in fields:
        fields["reason"] = Why(fields["reason"])
    return INTENTS[kind](case_id=case_id, **fields)


def entry_row(case: Case, entry: Entry) -> tuple[Any, ...]:
    return case.id, micros(entry.at), entry.event, entry.phase.value, entry.step, entry.reason
