"""The judge of what is said: nothing escapes it that is not allowed, and what is needed is."""

from __future__ import annotations

import pytest

from ghostd.core.replies.digest import digest_of
from tests.conduct import Conduct, Names
from tests.record import Exchange, Line, exchanges, unstamped

OURS, LETTER = b"Message-ID: <d@x>\r\n\r\nHello\r\n", b"Message-ID: <m@x>\r\n\r\nHello\r\n"
NOTICE = b"Message-ID: <n@x>\r\nAuto-Submitted: auto-generated\r\n\r\nHello\r\n"
DATE = '"06-Mar-2026 09:00:00 +0000"'

READ = "UID FETCH 3 (UID FLAGS BODY.PEEK[]<0.65536>)"
COPY, MOVE = 'UID COPY 3 "Trash"', 'UID MOVE 3 "Trash"'
STORE, EXPUNGE = "UID STORE 3 +FLAGS.SILENT (\\Deleted)", "UID EXPUNGE 3"


def fresh() -> Conduct:
    """Of a mailbox where ghostd has put one draft."""
    return Conduct(Names(), {digest_of(OURS)}, set(), set())


def wrong(
    *commands: str, text: bytes = OURS, refused: str = "", conduct: Conduct | None = None
) -> list[bytes]:
    """What is not allowed of this; UID 3 has that text, and the server does all but what is `refused`."""
    judge = conduct or fresh()
    for number, command in enumerate(commands):
        answers = (Line(b"* 1 FETCH (UID 3 FLAGS () BODY[]<0> {%d}\r\n" % len(text), text), Line(b")\r\n"))
        appended = text if command.startswith("APPEND") else None
        line = Line(f"ABCD{number} {command}\r\n".encode(), appended)
        ended = b"NO" if refused and command.startswith(refused) else b"OK"
        judge.hear(Exchange(line, answers if command == READ else (), ended))
    return judge.wrong


@pytest.mark.parametrize(
    "commands",
    [
        ('SELECT "INBOX"',),
        ('EXAMINE "Drafts"', READ, MOVE),
        ('SELECT "Drafts"', MOVE),
        ('SELECT "Drafts"', READ, 'UID MOVE 4 "Trash"'),
        ('SELECT "Drafts"', READ, 'UID MOVE 3 "Sent"'),
        ('SELECT "Drafts"', READ, 'UID MOVE 1:* "Trash"'),
        ('SELECT "Drafts"', READ, "UID STORE 3 +FLAGS.SILENT (\\Seen)"),
        ('SELECT "Drafts"', READ, STORE),
        ('SELECT "Drafts"', READ, COPY, EXPUNGE),
        ('SELECT "Drafts"', READ, COPY, STORE, "UID EXPUNGE 4"),
        ('SELECT "Drafts"', READ, "EXPUNGE"),
        ('SELECT "Drafts"', READ, "CLOSE"),
        ("UID FETCH 1:* (BODY[])",),
        ("FETCH 1 (UID)",),
        (f'APPEND "Sent" (\\Draft) {DATE} {{10}}',),
        (f'APPEND "INBOX" (\\Seen) {DATE} {{10}}',),
        (f'APPEND "Drafts" {DATE} {{10}}',),
        ('APPEND "Drafts" (\\Draft) {10}',),
        ('CREATE "Sent"',),
        ('CREATE "Pwned"',),
        ('DELETE "Drafts"',),
        ('RENAME "Drafts" "x"',),
        ("UID SEARCH ALL",),
        ("SETACL x",),
        ('LIST "" "*"\r\nA1 DELETE "Sent"',),
    ],
    ids=" ".join,
)
def test_what_may_not_be_said_is_noticed(commands: tuple[str, ...]) -> None:
    assert len(wrong(*commands)) == 1


@pytest.mark.parametrize("folder", ["Sent", "Junk", "Trash", "Drafts", "Projects"])
def test_a_notice_that_goes_elsewhere_than_to_the_inbox_is_noticed(folder: str) -> None:
    assert len(wrong(f'APPEND "{folder}" {DATE} {{10}}', text=NOTICE)) == 1


def test_what_is_put_into_the_inbox_and_is_no_notice_is_noticed() -> None:
    assert len(wrong(f'APPEND "INBOX" {DATE} {{10}}', text=LETTER)) == 1
    assert not wrong(f'APPEND "INBOX" {DATE} {{10}}', text=NOTICE)


@pytest.mark.parametrize("taking", [(MOVE,), (COPY,)])
@pytest.mark.parametrize("text", [LETTER, OURS + b"PS: call me.\r\n"])
def test_taking_what_is_not_ours_or_was_edited_is_noticed(taking: tuple[str, ...], text: bytes) -> None:
    assert len(wrong('SELECT "Drafts"', READ, *taking, text=text)) == 1


def test_expunging_what_could_not_be_copied_or_marked_is_noticed() -> None:
    without_move = ('SELECT "Drafts"', READ, COPY, STORE, EXPUNGE)
    assert len(wrong(*without_move, refused="UID COPY")) == 2
    assert len(wrong(*without_move, refused="UID STORE")) == 1


def test_what_is_needed_may_be_said() -> None:
    assert not wrong('SELECT "Drafts"', READ, MOVE)
    assert not wrong('SELECT "Drafts"', READ, COPY, STORE, EXPUNGE)
    appended = fresh()
    appended.drafts.clear()
    assert not wrong(
        f'APPEND "Drafts" (\\Draft) {DATE} {{10}}', 'SELECT "Drafts"', READ, MOVE, conduct=appended
    )


def test_what_was_broken_off_may_be_ended_in_the_next_session() -> None:
    first = fresh()
    assert not wrong('SELECT "Drafts"', READ, COPY, STORE, conduct=first)
    second = Conduct(Names(), first.drafts, first.taken, first.marked)
    assert not wrong('EXAMINE "Trash"', READ, 'SELECT "Drafts"', READ, EXPUNGE, conduct=second)


def test_a_copy_seen_in_trash_need_not_be_made() -> None:
    assert not wrong('EXAMINE "Trash"', READ, 'SELECT "Drafts"', READ, STORE, EXPUNGE)


def test_a_folder_that_was_renamed_is_the_same() -> None:
    renamed = fresh()
    renamed.names = Names().renamed("Drafts", "Entwürfe").renamed("Trash", "Basura")
    assert not wrong('SELECT "Entw&APw-rfe"', READ, 'UID MOVE 3 "Basura"', conduct=renamed)


def test_a_literal_is_no_command_whatever_is_in_it() -> None:
    said = b'A1 APPEND "INBOX" {14}\r\nA9 DELETE x\r\n?\r\nA2 LOGOUT\r\n'
    answered = b"+ OK\r\nA1 OK done\r\nA2 OK\r\n"
    [append, _, logout] = exchanges(said, answered)
    assert append.command == Line(b'A1 APPEND "INBOX" {14}\r\n', b"A9 DELETE x\r\n?")
    assert (append.ended, logout.command.text) == (b"OK", b"A2 LOGOUT\r\n")


def test_a_command_is_one_though_a_literal_was_announced_that_the_server_refused() -> None:
    said = b'A1 APPEND "x" {30}\r\nA2 DELETE "Sent"\r\nA3 LOGOUT\r\n'
    found = [e.command.text for e in exchanges(said, b"A1 NO [TRYCREATE] none\r\nA2 OK done\r\nA3 OK\r\n")]
    assert found == [b'A1 APPEND "x" {30}\r\n', b'A2 DELETE "Sent"\r\n', b"A3 LOGOUT\r\n"]


def test_a_command_that_was_never_answered_is_one() -> None:
    [capability, delete] = exchanges(b'A1 CAPABILITY\r\nA2 DELETE "Sent"\r\nA3 LOGO', b"A1 OK done\r\n")
    assert (delete.command.text, delete.ended) == (b'A2 DELETE "Sent"\r\n', b"")
    assert capability.ended == b"OK"


def test_the_time_before_each_line_is_taken_away_and_nothing_else() -> None:
    kept = b"1795393113.585854 A1 NOOP\r\n1795393113.588046 123.456789 x\r\n"
    assert unstamped(kept) == b"A1 NOOP\r\n123.456789 x\r\n"
