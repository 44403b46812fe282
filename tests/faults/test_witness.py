"""The witnesses themselves: what is not allowed does not escape them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conduct import DRAFTS, TRASH, Conduct, lines_of
from tests.maildir import Box, Store
from tests.witness import trespasses

DRAFT, LETTER = b"Message-ID: <d@x>\r\n\r\nHello\r\n", b"Message-ID: <m@x>\r\n\r\nHello\r\n"
NOTICE = b"Message-ID: <n@x>\r\nAuto-Submitted: auto-generated\r\n\r\nHello\r\n"
FLAGGED = frozenset({"\\Draft"})


def judged(*commands: str) -> list[bytes]:
    conduct = Conduct(DRAFTS, TRASH)
    for number, command in enumerate(commands):
        conduct.hear(f"ABCD{number} {command}\r\n".encode())
    return conduct.wrong


READ = "UID FETCH 3 (UID FLAGS BODY.PEEK[]<0.65536>)"


@pytest.mark.parametrize(
    "commands",
    [
        ('SELECT "INBOX"',),
        ('EXAMINE "Drafts"', READ, 'UID MOVE 3 "Trash"'),
        ('SELECT "Drafts"', 'UID MOVE 3 "Trash"'),
        ('SELECT "Drafts"', READ, 'UID MOVE 4 "Trash"'),
        ('SELECT "Drafts"', READ, 'UID MOVE 3 "Sent"'),
        ('SELECT "Drafts"', READ, 'UID MOVE 1:* "Trash"'),
        ('SELECT "Drafts"', READ, "UID STORE 3 +FLAGS.SILENT (\\Seen)"),
        ('SELECT "Drafts"', READ, "EXPUNGE"),
        ('SELECT "Drafts"', READ, "CLOSE"),
        ("UID FETCH 1:* (BODY[])",),
        ("FETCH 1 (UID)",),
        ('APPEND "Sent" (\\Draft) "06-Mar-2026 09:00:00 +0000" {10}',),
        ('APPEND "INBOX" (\\Seen) "06-Mar-2026 09:00:00 +0000" {10}',),
        ('APPEND "Drafts" "06-Mar-2026 09:00:00 +0000" {10}',),
        ('CREATE "Sent"',),
        ('DELETE "Drafts"',),
        ('RENAME "Drafts" "x"',),
        ("UID SEARCH ALL",),
        ("SETACL x",),
        ('LIST "" "*"\r\nA1 DELETE "Sent"',),
    ],
    ids=" ".join,
)
def test_what_may_not_be_said_is_noticed(commands: tuple[str, ...]) -> None:
    assert len(judged(*commands)) == 1


def test_what_is_needed_may_be_said() -> None:
    moved = ("SELECT", READ, 'UID MOVE 3 "Trash"')
    assert not judged('SELECT "Drafts"', *moved[1:])
    assert not judged(
        'SELECT "Drafts"',
        READ,
        'UID COPY 3 "Trash"',
        "UID STORE 3 +FLAGS.SILENT (\\Deleted)",
        "UID EXPUNGE 3",
    )


def test_a_literal_is_no_command_whatever_is_in_it() -> None:
    kept = (
        b'1795393113.585854 A1 APPEND "INBOX" {23}\r\n'
        b"1795393113.588046 \r\n1795393113.588046 A2 DELETE INBOX {3}\r\n1795393113.588046 x\r\n"
        b"1795393113.588046 A3 LOGOUT\r\n"
    )
    assert list(lines_of(kept)) == [b'A1 APPEND "INBOX" {23}\r\n', b"x\r\n", b"A3 LOGOUT\r\n"]


BEFORE: Store = {
    "INBOX": Box(1, {1: (LETTER, frozenset())}),
    "Drafts": Box(2, {7: (DRAFT, FLAGGED), 8: (LETTER, FLAGGED)}),
    "Trash": Box(3, {}),
}
SEEN = frozenset({"\\Seen"})


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "ledger"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE drafts (message_id TEXT)")
        connection.execute("INSERT INTO drafts VALUES ('<d@x>')")
        connection.commit()
    return path


@pytest.mark.parametrize(
    "after",
    [
        {"INBOX": Box(1, {1: (LETTER, SEEN)})},
        {"INBOX": Box(1, {})},
        {"INBOX": Box(9, {1: (LETTER, frozenset())})},
        {"INBOX": Box(1, {1: (LETTER + b".", frozenset())})},
        {"INBOX": Box(1, {1: (LETTER, frozenset()), 2: (LETTER, frozenset())})},
        {"INBOX": Box(1, {1: (LETTER, frozenset()), 2: (NOTICE, SEEN)})},
        {"Drafts": Box(2, {7: (DRAFT, FLAGGED)})},
        {"Drafts": Box(2, {7: (DRAFT, FLAGGED | SEEN), 8: (LETTER, FLAGGED)})},
        {"Trash": Box(3, {1: (LETTER, FLAGGED)})},
        {"Trash": Box(3, {1: (DRAFT, FLAGGED | SEEN)})},
        {"Sent": Box(4, {1: (DRAFT, FLAGGED)})},
    ],
)
def test_what_may_not_be_done_is_noticed(after: Store, database: Path) -> None:
    assert len(trespasses(BEFORE, BEFORE | after, database)) == 1


def test_what_is_needed_may_be_done(database: Path) -> None:
    told = {"INBOX": Box(1, {1: (LETTER, frozenset()), 2: (NOTICE, frozenset())})}
    taken_back = {"Drafts": Box(2, {8: (LETTER, FLAGGED)}), "Trash": Box(3, {1: (DRAFT, FLAGGED)})}
    written = {"Drafts": Box(2, BEFORE["Drafts"].mail | {9: (DRAFT, FLAGGED)})}
    for after in (told, taken_back, written):
        assert not trespasses(BEFORE, BEFORE | after, database)
