"""The mirror of the mailbox: what was seen where, by whom, in answer to what. All of it can be read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ghostd.adapters.sqlite.connection import Database
from ghostd.adapters.sqlite.folders import Shelves, people
from ghostd.adapters.sqlite.rows import array, instant, key_of, mail_row, message_of, micros, placement_of
from ghostd.core.conversations import Client, Owner, domain_of
from ghostd.core.folders import Cursor, Folder, Role
from ghostd.core.messages import Message, Placement
from ghostd.core.review import Sighting

# The owner's own mail in Trash does not count: a draft that was discarded or withdrawn lies there and looks
# the same; nor does it in a folder of all mail, where drafts lie, too. What was sent is known from Sent,
# whose rows stay when the owner tidies up.
MAIL_WITH_CLIENT = """
WITH person (id) AS MATERIALIZED (
    SELECT id FROM addresses WHERE address IN (SELECT value FROM json_each(:addresses))
    UNION
    SELECT addresses.id FROM json_each(:domains) AS domain CROSS JOIN addresses
    WHERE reversed_domain >= domain.value || '.' AND reversed_domain < domain.value || '/'
    EXCEPT
    SELECT id FROM addresses WHERE address IN (SELECT value FROM json_each(:owner))
), theirs (id, message_key) AS MATERIALIZED (
    SELECT id, message_key FROM placed
    WHERE id IN (SELECT mail FROM parties WHERE address IN (SELECT id FROM person))
    AND role <> 'drafts'
    AND (
        role NOT IN ('trash', 'archive')
        OR sender IS NULL OR sender NOT IN (SELECT value FROM json_each(:owner))
    )
), answers (id) AS (
    SELECT id FROM placed
    WHERE id IN (SELECT id FROM mail WHERE parent_key IN (SELECT message_key FROM theirs))
    AND role <> 'drafts'
    AND (sender IS NULL OR sender NOT IN (SELECT value FROM json_each(:owner)))
)
SELECT * FROM placed WHERE id IN (SELECT id FROM theirs UNION SELECT id FROM answers) AND at <= :until
"""

IN_ROLE = """
SELECT * FROM placed
WHERE id IN (
    SELECT mail.id FROM folders CROSS JOIN mail ON mail.folder = folders.id
    WHERE folders.role = :role AND at >= :since AND (NOT gone OR :role IN ('sent', 'inbox'))
)
ORDER BY at, folder, uidvalidity, uid
"""

KNOWN_UIDS = "SELECT uid FROM mail WHERE folder = ? AND uidvalidity = ? AND uid BETWEEN ? AND ?"

EARLIEST = -(2**63)

# Which copy speaks for a message of which there are several with one time.
PRECEDENCE = {
    role.value: rank
    for rank, role in enumerate(
        (Role.SENT, Role.INBOX, Role.OTHER, Role.JUNK, Role.ARCHIVE, Role.TRASH, Role.DRAFTS)
    )
}


class Mirror(Shelves):
    """The mirror's part of the ledger; `owner` decides which domains are a client's."""

    def __init__(self, database: Database, owner: Owner) -> None:
        super().__init__(database)
        self._owner = owner

    def store(self, folder: Folder, messages: Sequence[tuple[Placement, Message]], cursor: Cursor) -> None:
        """Keep the messages and the cursor together; a placement that is known stays as it is."""
        with self._db.transaction():
            folder_id = self.advance(folder, cursor)
            fresh = self._unknown(folder_id, messages)
            self.revision += bool(fresh)
            first: int = self._db.one("SELECT ifnull(max(id), 0) + 1 FROM mail")[0]
            self._db.run_many(
                "INSERT INTO mail VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?,?)",
                (mail_row(first + n, folder_id, placement, m) for n, (placement, m) in enumerate(fresh)),
            )
            self._db.run("UPDATE folders SET held = held + ? WHERE id = ?", (len(fresh), folder_id))
            self._connect_parties(first, [m for _, m in fresh])

    def _unknown(
        self, folder: int, messages: Sequence[tuple[Placement, Message]]
    ) -> list[tuple[Placement, Message]]:
        known: set[tuple[int, int]] = set()
        for validity in {placement.uidvalidity for placement, _ in messages}:
            uids = [placement.uid for placement, _ in messages if placement.uidvalidity == validity]
            found = self._db.rows(KNOWN_UIDS, (folder, validity, min(uids), max(uids)))
            known.update((validity, uid) for (uid,) in found)
        fresh: dict[tuple[int, int], tuple[Placement, Message]] = {}
        for placement, message in messages:
            key = (placement.uidvalidity, placement.uid)
            if key not in known:
                fresh.setdefault(key, (placement, message))
        return list(fresh.values())

    def _connect_parties(self, first: int, messages: Sequence[Message]) -> None:
        parties = [people(message) for message in messages]
        ids = self._interned(set().union(*parties))
        pairs = [(ids[address], first + n) for n, party in enumerate(parties) for address in party]
        # In the order of the primary key each page of the table is written once, not once per message.
        self._db.run_many("INSERT INTO parties VALUES (?, ?)", sorted(pairs))

    def _interned(self, addresses: set[str]) -> dict[str, int]:
        self._db.run_many(
            "INSERT INTO addresses (address, reversed_domain) VALUES (?, ?) ON CONFLICT DO NOTHING",
            ((address, reversed_labels(domain_of(address)) + ".") for address in sorted(addresses)),
        )
        return dict(
            self._db.rows(
                "SELECT address, id FROM addresses WHERE address IN (SELECT value FROM json_each(?))",
                (array(addresses),),
            )
        )

    def messages(self, client: Client, until: datetime) -> list[Message]:
        """The client's mail, sent, received or answered up to `until`, in time order, each message once.

        Drafts are left out, and so is the owner's own mail in Trash: a discarded draft was never sent.
        Of several copies the earliest speaks, whatever order they arrived in.
        """
        rows = self._db.rows(
            MAIL_WITH_CLIENT,
            {
                "addresses": array(client.addresses),
                "domains": array(map(reversed_labels, client.colleague_domains(self._owner))),
                "owner": array(self._owner.addresses),
                "until": micros(until),
            },
        )
        rows.sort(key=precedence)
        once: dict[str, Message] = {}
        for message in map(message_of, rows):
            once.setdefault(message.identity, message)
        return sorted(once.values(), key=lambda message: (message.at, message.identity))

    def sightings(self, role: Role, since: datetime) -> list[Sighting]:
        """What lies in the folders of a role, oldest first: all Drafts, of others what is from `since` on.

        What was in Sent or INBOX once was sent, or came, wherever it lies now.
        """
        since_micros = EARLIEST if role is Role.DRAFTS else micros(since)
        rows = self._db.rows(IN_ROLE, {"role": role.value, "since": since_micros})
        return [Sighting(placement_of(row), message_of(row)) for row in rows]

    def came(self, since: datetime, until: datetime) -> list[tuple[datetime, bool]]:
        """When others' mail came, and whether a person wrote it; Drafts and Sent do not count."""
        rows = self._db.rows(
            """SELECT at, kind = 'human' FROM folders CROSS JOIN mail ON mail.folder = folders.id
            WHERE role NOT IN ('drafts', 'sent') AND at BETWEEN ? AND ?
            AND (sender IS NULL OR sender NOT IN (SELECT value FROM json_each(?)))
            ORDER BY at""",
            (micros(since), micros(until), array(self._owner.addresses)),
        )
        return [(instant(at), bool(human)) for at, human in rows]

    def find(self, message_id: str) -> list[tuple[Role, Placement]]:
        """Where a Message-ID was seen, Drafts and Trash included; what has left comes last, else in order of
        folder and UID."""
        rows = self._db.rows(
            """SELECT * FROM placed WHERE message_key = ? AND message_id = ?
            ORDER BY (SELECT gone FROM mail WHERE mail.id = placed.id), folder, uidvalidity, uid""",
            (key_of(message_id), message_id),
        )
        return [(Role(row[1]), placement_of(row)) for row in rows]


def reversed_labels(domain: str) -> str:
    """`mail.acme.example` as `example.acme.mail`."""
    return ".".join(reversed(domain.split(".")))


def precedence(row: Sequence[Any]) -> tuple[int, bool, int, str, int, int]:
    """Of a row of view `placed`: earlier first, then one whose words were read (a filter may move a mail away
    before they are), then by role; the rest only makes the order total."""
    return row[5], row[21] is None, PRECEDENCE[row[1]], row[2], row[3], row[4]
