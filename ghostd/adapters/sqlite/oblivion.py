"""What is forgotten: the words of drafts whose matter is long over, and a client when the owner asks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime

from ghostd.adapters.sqlite.folders import Shelves, people
from ghostd.adapters.sqlite.rows import array, items, message_of, micros
from ghostd.core.conversations import Client, Owner
from ghostd.core.folders import Role
from ghostd.errors import Unavailable
from ghostd.ports import Forgotten

SPOKEN = "(canonical <> '' OR length(source) > 0)"
OVER = "case_id IN (SELECT id FROM cases WHERE closed < ?)"

NAMED = """
SELECT client FROM cases UNION SELECT client FROM drafts UNION SELECT client FROM orders
UNION SELECT client FROM pauses UNION SELECT client FROM acquaintances
"""

MAIL_OF = """
WITH person (id) AS MATERIALIZED (
    SELECT id FROM addresses WHERE address IN (SELECT value FROM json_each(:addresses))
    UNION
    SELECT addresses.id FROM json_each(:domains) AS domain CROSS JOIN addresses
    WHERE reversed_domain >= domain.value || '.' AND reversed_domain < domain.value || '/'
    EXCEPT
    SELECT id FROM addresses WHERE address IN (SELECT value FROM json_each(:owner))
)
SELECT * FROM placed WHERE id IN (SELECT mail FROM parties WHERE address IN (SELECT id FROM person))
"""

OUR_NOTICES = """
SELECT * FROM placed WHERE sender IN (SELECT value FROM json_each(?)) AND sender_name = 'ghostd'
"""
"""They name the client in their subject, and come from the owner's own address under our name."""

IN_ONE_THREAD_WITH = """
WITH known (message_key, parent_key) AS MATERIALIZED (
    SELECT message_key, parent_key FROM mail WHERE id IN (SELECT value FROM json_each(:known))
), linked (id) AS (
    SELECT id FROM mail WHERE parent_key IN (SELECT message_key FROM known)
    UNION
    SELECT id FROM mail
    WHERE message_key IN (SELECT parent_key FROM known UNION SELECT message_key FROM known)
)
SELECT * FROM placed WHERE id IN (SELECT id FROM linked)
"""
"""What answers the known mail, what that answers, and its copies in other folders."""

ORPHANS = "DELETE FROM addresses WHERE id NOT IN (SELECT address FROM parties)"
"""Also of mail that left the ledger long ago: its addresses stayed in the list of all."""


class Oblivion(Shelves):
    """The part of the ledger that gives things up for good."""

    def forget_words(self, before: datetime) -> int:
        """Drop the texts of the drafts of cases closed before then; what became of them stays known."""
        query = f"SELECT count(*) FROM drafts WHERE {SPOKEN} AND {OVER}"  # noqa: S608 - our own words alone
        found = int(self._db.one(query, (micros(before),))[0])
        if found:
            drop = f"UPDATE drafts SET canonical = '', source = x'' WHERE {OVER}"  # noqa: S608 - as above
            self._db.run(drop, (micros(before),))
        return found

    def remembered(self) -> list[str]:
        """Every client that anything is remembered about under its name."""
        return [name for (name,) in self._db.rows(NAMED)]

    def addresses_of(self, client: str) -> frozenset[str]:
        """Whom drafts for the client were addressed to."""
        rows = self._db.rows("SELECT recipients FROM drafts WHERE client = ?", (client,))
        return frozenset(address for (stored,) in rows for address in items(stored))

    def forget_client(
        self, client: Client, domains: frozenset[str], owner: Owner, spared: Callable[[str], bool]
    ) -> Forgotten:
        """Remove all about a client: its cases with their drafts and history, its orders and pauses, and the
        mirror of its mail with the threads that it belongs to, but for mail that has an address which is
        `spared`. How far the folders were read stays, so that the mail is not read again; but what lies in
        Drafts is, and is counted."""
        with self._db.transaction():
            cases = self._db.rows("SELECT id FROM cases WHERE client = ?", (client.name,))
            drafts = self._db.one("SELECT count(*) FROM drafts WHERE client = ?", (client.name,))[0]
            for (id,) in cases:
                for table in ("intents", "entries", "drafts"):
                    self._db.run(f"DELETE FROM {table} WHERE case_id = ?", (id,))  # noqa: S608 - named above
            for table in ("cases", "orders", "pauses", "acquaintances"):
                self._db.run(f"DELETE FROM {table} WHERE client = ?", (client.name,))  # noqa: S608 - named above
            gone, kept, lying = self._forget_mail(client.addresses, domains, owner, spared)
            gone += self._forget_notices(client.name, owner)
            self._db.run(ORPHANS)
        return Forgotten(len(cases), int(drafts), gone, kept, lying)

    def _forget_mail(
        self,
        addresses: frozenset[str],
        domains: frozenset[str],
        owner: Owner,
        spared: Callable[[str], bool],
    ) -> tuple[int, int, int]:
        reversed_domains = (".".join(reversed(domain.split("."))) for domain in domains)
        found = self._db.rows(
            MAIL_OF,
            {
                "addresses": array(addresses),
                "domains": array(reversed_domains),
                "owner": array(owner.addresses),
            },
        )
        gone: set[int] = set()
        kept: set[int] = set()
        drafts: set[int] = set()
        while found:
            # A thread goes whole, whoever wrote in it; mail that is another client's ends the search there.
            fresh = {row[0]: people(message_of(row)) - set(owner.addresses) for row in found}
            anothers = {id for id, theirs in fresh.items() if any(map(spared, theirs))}
            kept |= anothers
            gone |= fresh.keys() - anothers
            drafts |= {id for id, role, *_ in found if Role(role) is Role.DRAFTS}
            linked = self._db.rows(IN_ONE_THREAD_WITH, {"known": json.dumps(sorted(fresh.keys() - anothers))})
            found = [row for row in linked if row[0] not in gone | kept]
        for id in gone:
            self.forget(id)
        return len(gone), len(kept), len(gone & drafts)

    def _forget_notices(self, name: str, owner: Owner) -> int:
        named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        ours = {row[0]: message_of(row) for row in self._db.rows(OUR_NOTICES, (array(owner.addresses),))}
        about = [id for id, notice in ours.items() if named.search(notice.subject)]
        for id in about:
            self.forget(id)
        return len(about)

    def rewrite(self) -> None:
        """Write the file anew, so that nothing that was removed is left between its pages or in its log."""
        self._db.run("VACUUM")
        busy = self._db.one("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if busy:
            raise Unavailable(
                f"ledger {self._db.where}: all is removed, but another program reads the file: what was "
                "there stays in its log until that program ends and `ghostd once` has run"
            )
