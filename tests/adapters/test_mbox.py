"""The reader of mbox files: every dialect, packed or not, and whatever else lies in such a file."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ghostd.adapters.mbox import Letter, letters
from ghostd.core.messages import Dated, Kind
from ghostd.core.text import SOURCE_LIMIT, body_text
from ghostd.errors import OperatorError

ANA = "ana@example.com"
ENVELOPE = "From bob@acme.example Mon Mar  2 10:00:05 2026"


def mail(number: int, body: str = "Yes.", *, header: str = "", date: str | None = "") -> str:
    dated = (
        f"Date: Mon, 2 Mar 2026 1{number}:00:00 +0100\n" if date == "" else f"Date: {date}\n" if date else ""
    )
    return (
        f"From: Bob <bob@acme.example>\nTo: {ANA}\nSubject: Number {number}\n"
        f"Message-ID: <{number}@acme.example>\n{dated}{header}\n{body}\n"
    )


def mbox(*mails: str) -> str:
    return "".join(f"{ENVELOPE}\n{one}\n" for one in mails)


def read(tmp_path: Path, text: str | bytes, own: str = ANA) -> list[Letter]:
    path = tmp_path / "mail.mbox"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(letters(path, {own}))


def subjects(found: list[Letter]) -> list[str]:
    return [letter.message.subject for letter in found]


def test_each_mail_is_read_in_the_files_order_with_its_text(tmp_path: Path) -> None:
    found = read(tmp_path, mbox(mail(2, "Second."), mail(1, "First.")))
    assert subjects(found) == ["Number 2", "Number 1"]
    assert [body_text(letter.source) for letter in found] == ["Second.", "First."]
    assert found[0].message.sender == "bob@acme.example"
    assert found[0].message.to == (ANA,)


@pytest.mark.parametrize("pack", [lzma.compress, gzip.compress, bz2.compress], ids=["xz", "gzip", "bzip2"])
def test_a_packed_file_is_read_whatever_its_name(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    assert subjects(read(tmp_path, pack(mbox(mail(1), mail(2)).encode()))) == ["Number 1", "Number 2"]


def test_line_ends_of_windows_make_no_difference(tmp_path: Path) -> None:
    text = mbox(mail(1), mail(2))
    plain = read(tmp_path, text)
    assert read(tmp_path, text.replace("\n", "\r\n")) == plain


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (">From here on it gets better.", "From here on it gets better."),
        (">>From quoted twice", ">From quoted twice"),
        ("From here on, unquoted", "From here on, unquoted"),
        ("One.\n\nFrom the beginning: a line that is no field follows.\nSo.", None),
    ],
    ids=["mboxo", "mboxrd", "unquoted", "unquoted__after_a_free_line"],
)
def test_a_line_of_text_that_begins_with_from_is_text(
    tmp_path: Path, written: str, meant: str | None
) -> None:
    first, second = read(tmp_path, mbox(mail(1, written), mail(2)))
    assert first.source.decode().partition("\n\n")[2].strip() == (meant or written)
    assert second.message.subject == "Number 2"


def test_mails_without_a_free_line_between_them_are_told_apart(tmp_path: Path) -> None:
    assert subjects(read(tmp_path, mbox(mail(1), mail(2)).replace("\n\nFrom ", "\nFrom "))) == [
        "Number 1",
        "Number 2",
    ]


def test_a_clients_mail_is_dated_by_its_arrival_and_the_owners_by_its_date(tmp_path: Path) -> None:
    passed = "Received: by mx.example.com; Mon, 2 Mar 2026 10:30:00 +0000\n"
    older = "Received: by mx.acme.example; Mon, 2 Mar 2026 09:59:00 +0000\n"
    (theirs,) = read(tmp_path, mbox(mail(1, header=passed + older)))
    assert theirs.message.at == datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
    (own,) = read(tmp_path, mbox(mail(1, header=passed + older)), own="bob@acme.example")
    assert (own.message.at, own.message.dated) == (datetime(2026, 3, 2, 10, tzinfo=UTC), Dated.HEADER)


def test_a_date_that_no_hop_confirms_is_taken_where_the_mailbox_was_moved(tmp_path: Path) -> None:
    moved = "Received: by new.example.com; Mon, 1 Jun 2026 10:30:00 +0000\n"
    (letter,) = read(tmp_path, mbox(mail(1, header=moved)))
    assert (letter.message.at, letter.message.dated) == (
        datetime(2026, 3, 2, 10, tzinfo=UTC),
        Dated.HEADER,
    )


def test_a_mail_without_a_date_has_that_of_its_first_line(tmp_path: Path) -> None:
    (letter,) = read(tmp_path, mbox(mail(1, date=None)))
    assert letter.message.at == datetime(2026, 3, 2, 10, 0, 5, tzinfo=UTC)


def test_a_first_line_that_knows_no_date_is_not_believed(tmp_path: Path) -> None:
    text = mbox(mail(1), mail(2, date=None)).replace(ENVELOPE, "From mboxrd@z Thu Jan  1 00:00:00 1970")
    first, second = read(tmp_path, text)
    assert first.message.at == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert (second.message.at, second.message.dated) == (first.message.at, Dated.GUESSED)


def test_a_first_line_that_is_older_than_the_mail_is_not_believed(tmp_path: Path) -> None:
    git = "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001"
    found = read(tmp_path, mbox(mail(1), mail(2), mail(3, date=None)).replace(ENVELOPE, git))
    assert [letter.message.at for letter in found] == [
        datetime(2026, 3, 2, 10, tzinfo=UTC),
        datetime(2026, 3, 2, 11, tzinfo=UTC),
        datetime(2001, 9, 17, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("first", "at"),
    [
        ("Sat Feb 28 10:00:01 2026", datetime(2026, 2, 28, 10, 0, 1, tzinfo=UTC)),
        ("Sat Feb 28 09:59:59 2026", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("Mon Jun  1 10:00:00 2026", datetime(2026, 3, 2, 10, tzinfo=UTC)),
    ],
    ids=["two_days_before_the_date", "earlier", "moved_later"],
)
def test_a_first_line_counts_within_two_days_of_the_date(tmp_path: Path, first: str, at: datetime) -> None:
    (letter,) = read(tmp_path, mbox(mail(1)).replace(ENVELOPE, f"From bob@acme.example {first}"))
    assert letter.message.at == at


def test_a_failure_report_says_whom_it_is_about(tmp_path: Path) -> None:
    report = (
        "From: MAILER-DAEMON@mx.example.com\nTo: ana@example.com\nSubject: Undelivered Mail\n"
        "Date: Mon, 2 Mar 2026 10:00:00 +0000\nReturn-Path: <>\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\n\n--x\n'
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n"
        "Final-Recipient: rfc822; bob@acme.example\nAction: failed\nStatus: 5.1.1\n\n--x\n"
        "Content-Type: text/rfc822-headers\n\nMessage-ID: <asked@example.com>\n\n--x--\n"
    )
    (letter,) = read(tmp_path, mbox(report))
    assert letter.message.kind is Kind.BOUNCE
    assert letter.message.failed_recipients == ("bob@acme.example",)
    assert "<asked@example.com>" in letter.message.references


def test_of_an_endless_mail_only_the_beginning_is_kept(tmp_path: Path) -> None:
    first, second = read(tmp_path, mbox(mail(1, "x" * 3_000_000), mail(2, "line\n" * 400_000)))
    assert len(first.source) < 2 * SOURCE_LIMIT
    assert len(second.source) < 2 * SOURCE_LIMIT
    assert second.message.subject == "Number 2"


def test_broken_mail_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    broken = b"From x Mon Mar  2 10:00:05 2026\nSubject: =?utf-8?B?\xff\nFrom: \x00<\xff\n\n\xff\xfe\x00\n\n"
    found = read(tmp_path, broken + mbox(mail(1)).encode())
    assert len(found) == 2
    assert found[1].message.subject == "Number 1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is no mail in it"),
        (b"\n\n", "there is no mail in it"),
        (b"Dear diary,\n", "this is no mbox"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "this is no mbox"),
        (mail(1).encode(), "this is no mbox"),
        (lzma.compress(mbox(mail(1)).encode())[:-20], "cannot be unpacked"),
        (gzip.compress(mbox(mail(1)).encode())[:-9], "cannot be unpacked"),
        (b"\x1f\x8b" + bytes(30), "cannot be unpacked"),
        (b"BZh9" + bytes(30), "cannot be unpacked"),
        (b"\xfd7zXZ\x00" + bytes(30), "cannot be unpacked"),
    ],
)
def test_what_is_no_mbox_is_refused_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(OperatorError, match=said) as refused:
        read(tmp_path, content)
    assert "\n" not in str(refused.value)
    assert str(tmp_path / "mail.mbox") in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused_in_one_line(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.mbox", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(OperatorError, match=said):
            list(letters(path, {ANA}))
