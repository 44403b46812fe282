"""The owner's commands, the pauses they made, and how the account fares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ghostd.adapters.sqlite.connection import Section
from ghostd.adapters.sqlite.rows import instant, instant_or_none, micros, micros_or_none
from ghostd.ports import Order


class Account(Section):
    """The account's part of the ledger."""

    def known_since(self, client: str, now: datetime) -> datetime:
        """Since when a client is watched: the earliest `now` it was asked for with, a reader's aside.

        The earliest and not the first: a clock that once ran ahead must not hide all that comes before then.
        """
        row = self._db.one("SELECT since FROM acquaintances WHERE client = ?", (client,))
        if row is not None and row[0] <= micros(now):
            return instant(row[0])
        if not self._db.read_only:
            self._db.run(
                """INSERT INTO acquaintances (client, since) VALUES (:client, :since)
                ON CONFLICT (client) DO UPDATE SET since = :since""",
                {"client": client, "since": micros(now)},
            )
        return now

    def order(self, at: datetime, verb: str, client: str, argument: str = "") -> None:
        """Keep a command of the owner's for the next tick."""
        self._db.run(
            "INSERT INTO orders (at, verb, client, argument) VALUES (?, ?, ?, ?)",
            (micros(at), verb, client, argument),
        )

    def orders(self) -> list[Order]:
        """The orders not yet taken, in the order they were given."""
        rows = self._db.rows("SELECT id, at, verb, client, argument FROM orders ORDER BY id")
        return [Order(id, instant(at), verb, client, argument) for id, at, verb, client, argument in rows]

    def obey(self, order_id: int) -> None:
        """The order has been taken; taking it again changes nothing."""
        self._db.run("DELETE FROM orders WHERE id = ?", (order_id,))

    def pauses(self) -> Mapping[str, datetime | None]:
        """Paused clients, each with the instant it ends (None: until resumed)."""
        rows = self._db.rows("SELECT client, until FROM pauses ORDER BY client")
        return {client: instant_or_none(until) for client, until in rows}

    def pause(self, client: str, until: datetime | None) -> None:
        """Pause a client; a later pause replaces an earlier one."""
        self._db.run(
            "INSERT INTO pauses VALUES (?, ?) ON CONFLICT (client) DO UPDATE SET until = excluded.until",
            (client, micros_or_none(until)),
        )

    def resume(self, client: str) -> None:
        """The client is not paused."""
        self._db.run("DELETE FROM pauses WHERE client = ?", (client,))

    def health(self) -> Mapping[str, Any]:
        """`last_sync` (datetime or None) and `problem` (text or None)."""
        last_sync, problem = self._db.one("SELECT last_sync, problem FROM account")
        return {"last_sync": instant_or_none(last_sync), "problem": problem}

    def note_health(
        self, *, last_sync: datetime | None = None, problem: str | None = None, at: datetime | None = None
    ) -> None:
        """A sync that went well clears the problem; a problem leaves the last good sync as it was.

        `at` is when a pass failed for the problem; no problem at all ends the trouble.
        """
        if last_sync is not None:
            self._db.run(
                "UPDATE account SET last_sync = ?, problem = ?, troubled = NULL", (micros(last_sync), problem)
            )
        elif problem is not None:
            self._db.run(
                """UPDATE account SET problem = :problem,
                troubled = CASE WHEN :problem = '' THEN NULL ELSE ifnull(troubled, :at) END""",
                {"problem": problem, "at": micros_or_none(at)},
            )

    def troubled(self) -> datetime | None:
        """Since when every pass has failed; None when the last one went well."""
        (since,) = self._db.one("SELECT troubled FROM account")
        return instant_or_none(since)

    def noticed(self) -> datetime | None:
        """When the owner was last written a notice."""
        (at,) = self._db.one("SELECT noticed FROM account")
        return instant_or_none(at)

    def note_notice(self, at: datetime) -> None:
        """A notice was written."""
        self._db.run("UPDATE account SET noticed = ?", (micros(at),))
