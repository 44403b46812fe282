"""The judge of what is done to a mail store: what is not allowed does not escape it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ghostd.core.replies.digest import digest_of
from tests.maildir import Box, Store
from tests.witness import trespasses

DRAFT, LETTER = b"Message-ID: <d@x>\r\n\r\nHello\r\n", b"Message-ID: <m@x>\r\n\r\nHello\r\n"
EDITED = DRAFT + b"PS: call me.\r\n"
NOTICE = b"Message-ID: <n@x>\r\nAuto-Submitted: auto-generated\r\n\r\nHello\r\n"
NONE: frozenset[str] = frozenset()
FLAGGED, SEEN, MARKED = frozenset({"\\Draft"}), frozenset({"\\Seen"}), frozenset({"\\Draft", "\\Deleted"})

INBOX = Box(1, {1: (LETTER, NONE)}, {1: 1000})
BEFORE: Store = {
    "INBOX": INBOX,
    "Drafts": Box(2, {7: (DRAFT, FLAGGED), 8: (LETTER, FLAGGED)}, {7: 1000, 8: 1000}),
    "Trash": Box(3, {}),
    "Projects": Box(5, {}),
}
AWAY = Box(2, {8: (LETTER, FLAGGED)}, {8: 1000})
EDITED_BEFORE = BEFORE | {"Drafts": Box(2, {7: (EDITED, FLAGGED)})}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "ledger"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE drafts (message_id TEXT, digest TEXT)")
        connection.execute("INSERT INTO drafts VALUES ('<d@x>', ?)", (digest_of(DRAFT),))
        connection.commit()
    return path


def trash(source: bytes = DRAFT, flags: frozenset[str] = FLAGGED, copies: int = 1, date: int = 1000) -> Box:
    uids = range(1, copies + 1)
    return Box(3, dict.fromkeys(uids, (source, flags)), dict.fromkeys(uids, date))


@pytest.mark.parametrize(
    "after",
    [
        pytest.param({"INBOX": Box(1, {1: (LETTER, SEEN)}, {1: 1000})}, id="a flag"),
        pytest.param({"INBOX": Box(1, {}, {})}, id="a mail is gone"),
        pytest.param({"INBOX": Box(1, {1: (LETTER, NONE)}, {1: 1001})}, id="INTERNALDATE"),
        pytest.param({"INBOX": Box(9, INBOX.mail, INBOX.dates)}, id="UIDVALIDITY"),
        pytest.param({"INBOX": Box(1, {1: (LETTER + b".", NONE)}, {1: 1000})}, id="an octet"),
        pytest.param({"INBOX": Box(1, INBOX.mail | {2: (LETTER, NONE)}, INBOX.dates)}, id="mail of nobody's"),
        pytest.param({"INBOX": Box(1, INBOX.mail | {2: (NOTICE, SEEN)}, INBOX.dates)}, id="a notice read"),
        pytest.param({"Projects": Box(5, {1: (NOTICE, NONE)})}, id="a notice elsewhere"),
        pytest.param({"Drafts": Box(2, {7: (DRAFT, FLAGGED)}, {7: 1000})}, id="the owner's draft is gone"),
        pytest.param({"Drafts": Box(2, AWAY.mail | {7: (DRAFT, SEEN)}, {7: 1000, 8: 1000})}, id="ours read"),
        pytest.param({"Drafts": AWAY}, id="ours destroyed"),
        pytest.param({"Drafts": Box(2, AWAY.mail | {7: (DRAFT, MARKED)}, {7: 1000, 8: 1000})}, id="marked"),
        pytest.param({"Drafts": AWAY, "Trash": trash(copies=2)}, id="ours twice in Trash"),
        pytest.param({"Trash": trash(LETTER)}, id="the owner's draft copied"),
        pytest.param({"Trash": trash(flags=FLAGGED | SEEN)}, id="copied with another flag"),
        pytest.param({"Trash": trash(date=1001)}, id="copied with another date"),
        pytest.param({"Sent": Box(4, {1: (DRAFT, FLAGGED)})}, id="ours in Sent"),
        pytest.param({"Pwned": Box(9, {})}, id="a folder has come"),
    ],
)
def test_what_may_not_be_done_is_noticed(after: Store, database: Path) -> None:
    assert len(trespasses(BEFORE, BEFORE | after, database)) == 1


@pytest.mark.parametrize("name", BEFORE)
def test_a_folder_that_is_gone_is_noticed(name: str, database: Path) -> None:
    assert trespasses(BEFORE, {other: box for other, box in BEFORE.items() if other != name}, database)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param({"Drafts": Box(2, {})}, id="destroyed"),
        pytest.param({"Drafts": Box(2, {}), "Trash": trash(EDITED)}, id="moved to Trash"),
        pytest.param({"Drafts": Box(2, {7: (EDITED, MARKED)})}, id="marked"),
        pytest.param({"Drafts": Box(2, {7: (EDITED, FLAGGED), 8: (DRAFT, FLAGGED)})}, id="ours beside it"),
    ],
)
def test_a_draft_that_the_owner_has_edited_is_not_to_be_touched(after: Store, database: Path) -> None:
    assert trespasses(EDITED_BEFORE, EDITED_BEFORE | after, database)


def test_more_than_one_of_the_same_draft_is_noticed(database: Path) -> None:
    without = BEFORE | {"Drafts": AWAY}
    five = AWAY.mail | dict.fromkeys(range(9, 14), (DRAFT, FLAGGED))
    assert len(trespasses(without, without | {"Drafts": Box(2, five, {8: 1000})}, database)) == 5
    second = BEFORE["Drafts"].mail | {9: (DRAFT, FLAGGED)}
    assert len(trespasses(BEFORE, BEFORE | {"Drafts": Box(2, second, {7: 1000, 8: 1000})}, database)) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param({}, {"INBOX": Box(1, INBOX.mail | {2: (NOTICE, NONE)}, {1: 1000, 2: 5})}, id="told"),
        pytest.param({}, {"Drafts": AWAY, "Trash": trash()}, id="taken back"),
        pytest.param({"Drafts": AWAY}, {"Drafts": BEFORE["Drafts"]}, id="written"),
        pytest.param({}, {"Trash": trash()}, id="broken off when it was copied"),
        pytest.param(
            {},
            {
                "Drafts": Box(2, BEFORE["Drafts"].mail | {7: (DRAFT, MARKED)}, {7: 1000, 8: 1000}),
                "Trash": trash(),
            },
            id="broken off when it was marked",
        ),
        pytest.param({"Trash": trash()}, {"Drafts": AWAY, "Trash": trash()}, id="gone on from there"),
    ],
)
def test_what_is_needed_may_be_done(before: Store, after: Store, database: Path) -> None:
    assert not trespasses(BEFORE | before, BEFORE | before | after, database)


def test_drafts_may_be_made_anew(database: Path) -> None:
    without = {name: box for name, box in BEFORE.items() if name != "Drafts"}
    assert not trespasses(without, without | {"Drafts": Box(9, {1: (DRAFT, FLAGGED)})}, database)


def test_where_no_ledger_can_be_read_nothing_is_ours(tmp_path: Path) -> None:
    assert trespasses(BEFORE, BEFORE | {"Drafts": AWAY, "Trash": trash()}, tmp_path / "none")
