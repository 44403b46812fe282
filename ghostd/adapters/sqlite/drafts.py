"""The drafts ghostd wrote, and what is known of their fate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ghostd.adapters.sqlite.connection import Section
from ghostd.adapters.sqlite.rows import instant, instant_or_none, items, lines, micros, micros_or_none
from ghostd.core.messages import Placement
from ghostd.core.playbook.model import Case
from ghostd.core.review import Confidence, Draft, Verdict

KEEP = """
INSERT INTO drafts (message_id, case_id, client, step, attempt, recipients, in_reply_to, thread, subject,
    canonical, digest, source, created, promised, folder, uidvalidity, uid, appended, chain, verdict,
    confidence, evidence, decided, missing_since, last_seen, rival_since, stirred, looked, account)
VALUES (:message_id, :case_id, :client, :step, :attempt, :recipients, :in_reply_to, :thread, :subject,
    :canonical, :digest, :source, :created, :promised, :folder, :uidvalidity, :uid, :appended, :chain,
    :verdict, :confidence, :evidence, :decided, :missing_since, :last_seen,
    :rival_since, :stirred, :looked, :account)
ON CONFLICT (message_id) DO UPDATE SET case_id = :case_id, client = :client, step = :step, attempt = :attempt,
    recipients = :recipients, in_reply_to = :in_reply_to, thread = :thread, subject = :subject,
    canonical = :canonical, digest = :digest, source = :source, created = :created, promised = :promised,
    folder = :folder, uidvalidity = :uidvalidity, uid = :uid, appended = :appended, chain = :chain,
    verdict = :verdict, confidence = :confidence, evidence = :evidence, decided = :decided,
    missing_since = :missing_since, last_seen = :last_seen, rival_since = :rival_since, stirred = :stirred,
    looked = :looked, account = :account
"""


class Portfolio(Section):
    """The drafts' part of the ledger."""

    def drafts(self, case: Case | None = None) -> list[Draft]:
        """The drafts of a case, or all undecided ones, oldest first."""
        if case is not None:
            query = "SELECT * FROM drafts WHERE case_id = ? ORDER BY created, id"
            return [draft_of(row) for row in self._db.rows(query, (case.id,))]
        query = "SELECT * FROM drafts WHERE verdict IN ('pending', 'edited') ORDER BY created, id"
        return [draft_of(row) for row in self._db.rows(query)]

    def drafts_since(self, at: datetime) -> int:
        """How many drafts were appended at or after `at`."""
        row = self._db.one("SELECT count(*) FROM drafts WHERE appended >= ?", (micros(at),))
        return int(row[0])

    def keep(self, draft: Draft) -> None:
        """Insert or replace a draft's record by its Message-ID; a case that is not stored is a `Bug`."""
        self._db.run(KEEP, draft_row(draft))


def draft_row(draft: Draft) -> dict[str, Any]:
    folder, uidvalidity, uid = draft.placement or (None, None, None)
    return {
        "message_id": draft.message_id,
        "case_id": draft.case_id,
        "client": draft.client,
        "step": draft.step,
        "attempt": draft.attempt,
        "recipients": lines(draft.recipients),
        "in_reply_to": draft.in_reply_to,
        "thread": lines(draft.thread),
        "subject": draft.subject,
        "canonical": draft.canonical,
        "digest": draft.digest,
        "source": draft.source,
        "created": micros(draft.created),
        "promised": micros_or_none(draft.promised),
        "folder": folder,
        "uidvalidity": uidvalidity,
        "uid": uid,
        "appended": micros_or_none(draft.appended),
        "chain": lines(draft.chain),
        "verdict": draft.verdict.value,
        "confidence": draft.confidence.value,
        "evidence": draft.evidence,
        "decided": micros_or_none(draft.decided),
        "missing_since": micros_or_none(draft.missing_since),
        "last_seen": micros_or_none(draft.last_seen),
        "rival_since": micros_or_none(draft.rival_since),
        "stirred": micros_or_none(draft.stirred),
        "looked": int(draft.looked),
        "account": draft.account,
    }


def draft_of(row: Sequence[Any]) -> Draft:
    """Of a row of table `drafts`, whose first column is its number."""
    return Draft(
        message_id=row[1],
        case_id=row[2],
        client=row[3],
        step=row[4],
        attempt=row[5],
        recipients=items(row[6]),
        in_reply_to=row[7],
        thread=items(row[8]),
        subject=row[9],
        canonical=row[10],
        digest=row[11],
        source=row[12],
        created=instant(row[13]),
        promised=instant_or_none(row[14]),
        placement=None if row[15] is None else Placement(row[15], row[16], row[17]),
        appended=instant_or_none(row[18]),
        chain=items(row[19]),
        verdict=Verdict(row[20]),
        confidence=Confidence(row[21]),
        evidence=row[22],
        decided=instant_or_none(row[23]),
        missing_since=instant_or_none(row[24]),
        last_seen=instant_or_none(row[25]),
        rival_since=instant_or_none(row[26]),
        stirred=instant_or_none(row[27]),
        looked=bool(row[28]),
        account=row[29],
    )
