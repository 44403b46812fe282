"""What is forgotten: the words of drafts whose matter is long over, and a client when the owner asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ghostd.adapters.sqlite.folders import Shelves, people
from ghostd.adapters.sqlite.rows import array, items, message_of, micros
from ghostd.core.conversations import Client, Owner
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

NOTES_ABOUT = """
SELECT id FROM mail WHERE sender IN (SELECT value FROM json_each(:owner)) AND instr(subject, :name)
"""
"""Our own notices name the client, and nobody else gets them."""

ORPHANS = """
DELETE FROM addresses WHERE address IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM parties WHERE parties.address = addresses.id)
"""


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
        mirror of its mail, but for mail that has an address which is `spared`. How far the folders were read
        stays, so that the mail is not read again."""
        with self._db.transaction():
            cases = self._db.rows("SELECT id FROM cases WHERE client = ?", (client.name,))
            drafts = self._db.one("SELECT count(*) FROM drafts WHERE client = ?", (client.name,))[0]
            for (id,) in cases:
                for table in ("intents", "entries", "drafts"):
                    self._db.run(f"DELETE FROM {table} WHERE case_id = ?", (id,))  # noqa: S608 - named above
            for table in ("cases", "orders", "pauses", "acquaintances"):
                self._db.run(f"DELETE FROM {table} WHERE client = ?", (client.name,))  # noqa: S608 - named above
            gone, kept = self._forget_mail(client.addresses, domains, owner, spared)
            gone += self._forget_notes(client.name, owner)
        return Forgotten(len(cases), int(drafts), gone, kept)

    def _forget_mail(
        self,
        addresses: frozenset[str],
        domains: frozenset[str],
        owner: Owner,
        spared: Callable[[str], bool],
    ) -> tuple[int, int]:
        reversed_domains = (".".join(reversed(domain.split("."))) for domain in domains)
        rows = self._db.rows(
            MAIL_OF,
            {
                "addresses": array(addresses),
                "domains": array(reversed_domains),
                "owner": array(owner.addresses),
            },
        )
        parties = {row[0]: people(message_of(row)) - set(owner.addresses) for row in rows}
        gone = [id for id, theirs in parties.items() if not any(map(spared, theirs))]
        for id in gone:
            self.forget(id)
        self._db.run(ORPHANS, (array(set().union(*(parties[id] for id in gone))),))
        return len(gone), len(parties) - len(gone)

    def _forget_notes(self, name: str, owner: Owner) -> int:
        rows = self._db.rows(NOTES_ABOUT, {"owner": array(owner.addresses), "name": name})
        messages = {id: self._db.one("SELECT * FROM placed WHERE id = ?", (id,)) for (id,) in rows}
        notes = [id for id, row in messages.items() if people(message_of(row)) <= set(owner.addresses)]
        for id in notes:
            self.forget(id)
        return len(notes)

    def rewrite(self) -> None:
        """Write the file anew, so that nothing that was removed is left between its pages or in its log."""
        self._db.run("VACUUM")
        busy = self._db.one("PRAGMA wal_checkpoint(TRUNCATE)")[0]
        if busy:
            raise Unavailable(
                f"ledger {self._db.where}: all is removed, but another program reads the file: what was "
                "there stays in its log until that program ends and `ghostd once` has run"
            )
