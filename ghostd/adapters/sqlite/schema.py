"""The layout of a ledger file: every version's step from the one before, forward only.

`mail` has one row per placement. `parties` says whose mail it is (sender, To, Cc) through interned addresses;
a domain is kept with its labels reversed, so that a domain with all its subdomains is one range of the index.
Message-IDs are looked up by a 64-bit digest: an index of the texts would add half to the time of a first
import. For the same reason `parties` has no foreign keys and no index by mail: who a mail's parties are is
read from the mail itself when it is forgotten.
A folder's `formerly` are the names it had; `held` is how many messages it holds if none has left it since it
was last listed, and `gone` marks those that have.
`wording` is what a mail's text does, as JSON, where it was read.
`proved` is 0 where a trusted host's check of who sent the mail has failed, 1 where it did not, else null.
`quarantine` has the messages that could not be read; `stumbles` counts the readings of a folder's news that
broke off in a row. An account is `troubled` since its passes began to fail.
Times are UTC in microseconds since 1970. Lists of addresses and Message-IDs are text, one item a line.
"""

from __future__ import annotations

APPLICATION_ID = 0x67687374
"""`ghst`: tells a ledger from any other SQLite file (PRAGMA application_id)."""

Migration = tuple[str, ...]

MAIL: Migration = (
    """CREATE TABLE folders (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uid_next INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE mail (
        id INTEGER PRIMARY KEY,
        folder INTEGER NOT NULL REFERENCES folders,
        uidvalidity INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        message_key INTEGER,
        parent_key INTEGER,
        at INTEGER NOT NULL,
        message_id TEXT,
        sender TEXT,
        subject TEXT NOT NULL,
        sender_name TEXT NOT NULL,
        recipients TEXT NOT NULL,
        copied TEXT NOT NULL,
        in_reply_to TEXT,
        refs TEXT NOT NULL,
        because TEXT NOT NULL,
        failed TEXT NOT NULL,
        drafted_as TEXT NOT NULL,
        kind TEXT NOT NULL,
        dated TEXT NOT NULL,
        away_until TEXT,
        UNIQUE (folder, uidvalidity, uid)
    ) STRICT""",
    "CREATE INDEX mail_message ON mail (message_key) WHERE message_key IS NOT NULL",
    "CREATE INDEX mail_parent ON mail (parent_key) WHERE parent_key IS NOT NULL",
    "CREATE INDEX mail_folder_at ON mail (folder, at)",
    """CREATE TABLE addresses (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL UNIQUE,
        reversed_domain TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX addresses_domain ON addresses (reversed_domain)",
    """CREATE TABLE parties (
        address INTEGER NOT NULL,
        mail INTEGER NOT NULL,
        PRIMARY KEY (address, mail)
    ) STRICT, WITHOUT ROWID""",
    """CREATE VIEW placed AS
        SELECT mail.id AS id, folders.role AS role, folders.name AS folder, mail.uidvalidity AS uidvalidity,
            uid, at, message_id, sender, subject, sender_name, recipients, copied, in_reply_to, refs,
            because, failed, drafted_as, kind, dated, away_until, message_key
        FROM mail JOIN folders ON folders.id = mail.folder""",
)

CASES: Migration = (
    """CREATE TABLE cases (
        id INTEGER PRIMARY KEY,
        client TEXT NOT NULL,
        playbook TEXT NOT NULL,
        anchor TEXT NOT NULL,
        opened INTEGER NOT NULL,
        since INTEGER NOT NULL,
        phase TEXT NOT NULL,
        step INTEGER NOT NULL,
        attempt INTEGER NOT NULL,
        discards INTEGER NOT NULL,
        goal TEXT NOT NULL,
        snoozed INTEGER,
        due_at INTEGER,
        reason TEXT NOT NULL,
        draft TEXT,
        outcome TEXT,
        closed INTEGER
    ) STRICT""",
    "CREATE UNIQUE INDEX one_open_case ON cases (client) WHERE phase <> 'closed'",
    """CREATE TABLE intents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL REFERENCES cases,
        type TEXT NOT NULL,
        payload TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE entries (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES cases,
        at INTEGER NOT NULL,
        event TEXT NOT NULL,
        phase TEXT NOT NULL,
        step TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX entries_case ON entries (case_id)",
)

DRAFTS: Migration = (
    """CREATE TABLE drafts (
        id INTEGER PRIMARY KEY,
        message_id TEXT NOT NULL UNIQUE,
        case_id INTEGER NOT NULL REFERENCES cases,
        client TEXT NOT NULL,
        step TEXT NOT NULL,
        attempt INTEGER NOT NULL,
        recipients TEXT NOT NULL,
        in_reply_to TEXT,
        thread TEXT NOT NULL,
        subject TEXT NOT NULL,
        canonical TEXT NOT NULL,
        digest TEXT NOT NULL,
        source BLOB NOT NULL,
        created INTEGER NOT NULL,
        promised INTEGER,
        folder TEXT,
        uidvalidity INTEGER,
        uid INTEGER,
        appended INTEGER,
        chain TEXT NOT NULL,
        verdict TEXT NOT NULL,
        confidence TEXT NOT NULL,
        evidence TEXT NOT NULL,
        decided INTEGER,
        missing_since INTEGER,
        last_seen INTEGER,
        rival_since INTEGER,
        stirred INTEGER,
        looked INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX drafts_case ON drafts (case_id)",
    "CREATE INDEX undecided_drafts ON drafts (created) WHERE verdict IN ('pending', 'edited')",
)

ACCOUNT: Migration = (
    """CREATE TABLE orders (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        verb TEXT NOT NULL,
        client TEXT NOT NULL,
        argument TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE acquaintances (client TEXT PRIMARY KEY, since INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE pauses (client TEXT PRIMARY KEY, until INTEGER) STRICT, WITHOUT ROWID",
    """CREATE TABLE account (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        last_sync INTEGER,
        problem TEXT
    ) STRICT""",
    "INSERT INTO account (id) VALUES (1)",
)

FOLLOWED: Migration = (
    "ALTER TABLE folders ADD COLUMN formerly TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE folders ADD COLUMN held INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE mail ADD COLUMN gone INTEGER NOT NULL DEFAULT 0",
    """UPDATE mail SET gone = 1
    WHERE uidvalidity <> (SELECT uidvalidity FROM folders WHERE folders.id = mail.folder)""",
    """UPDATE folders SET held = (
        SELECT count(*) FROM mail WHERE mail.folder = folders.id AND NOT gone
    )""",
)

WORDED: Migration = (
    "ALTER TABLE mail ADD COLUMN wording TEXT",
    "DROP VIEW placed",
    """CREATE VIEW placed AS
        SELECT mail.id AS id, folders.role AS role, folders.name AS folder, mail.uidvalidity AS uidvalidity,
            uid, at, message_id, sender, subject, sender_name, recipients, copied, in_reply_to, refs,
            because, failed, drafted_as, kind, dated, away_until, message_key, wording
        FROM mail JOIN folders ON folders.id = mail.folder""",
)

OCCASIONS: Migration = (
    "ALTER TABLE cases ADD COLUMN occasion TEXT NOT NULL DEFAULT 'silence'",
    "ALTER TABLE cases ADD COLUMN heard INTEGER",
    "ALTER TABLE cases ADD COLUMN cleared INTEGER",
    "ALTER TABLE account ADD COLUMN noticed INTEGER",
)

SET_ASIDE: Migration = (
    """CREATE TABLE quarantine (
        folder TEXT NOT NULL,
        uidvalidity INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        why TEXT NOT NULL,
        since INTEGER NOT NULL,
        tried INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (folder, uidvalidity, uid)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE stumbles (folder TEXT PRIMARY KEY, times INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "ALTER TABLE account ADD COLUMN troubled INTEGER",
)

PROVED: Migration = (
    "ALTER TABLE mail ADD COLUMN proved INTEGER",
    "DROP VIEW placed",
    """CREATE VIEW placed AS
        SELECT mail.id AS id, folders.role AS role, folders.name AS folder, mail.uidvalidity AS uidvalidity,
            uid, at, message_id, sender, subject, sender_name, recipients, copied, in_reply_to, refs,
            because, failed, drafted_as, kind, dated, away_until, message_key, wording, proved
        FROM mail JOIN folders ON folders.id = mail.folder""",
)

NAMED: Migration = (
    "ALTER TABLE cases ADD COLUMN named TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE drafts ADD COLUMN account TEXT NOT NULL DEFAULT ''",
)

MIGRATIONS: tuple[Migration, ...] = (
    MAIL + CASES + DRAFTS + ACCOUNT,
    FOLLOWED,
    WORDED,
    OCCASIONS,
    SET_ASIDE,
    PROVED,
    NAMED,
)
"""Item n leads from version n (PRAGMA user_version) to n + 1; a released item is never changed."""
