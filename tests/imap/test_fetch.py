"""FETCH answers as odd as servers give them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import HANG_UP, Reply, Scripted

from ghostd.adapters.imap.fetch import read_flags, read_internal_date, read_items, uid_sets
from ghostd.adapters.imap.wire import Answer
from ghostd.core.folders import Arrival, Folder
from ghostd.core.messages import Placement
from ghostd.errors import Unavailable

INBOX = Folder("INBOX")
REST = b'FLAGS () INTERNALDATE "02-Mar-2026 10:00:00 +0100" RFC822.SIZE 99'
HEADER = b"Subject: x\r\n\r\n"
BODY = b"BODY[HEADER.FIELDS (SUBJECT)]<0> {14}\r\n" + HEADER
WHOLE = b"* 1 FETCH (UID 4 " + REST + b" " + BODY + b")\r\n"
DONE = b"%s OK done\r\n"


def arrived(scripted: Scripted, reply: Reply) -> list[Arrival]:
    _, mailbox = scripted({"UID FETCH": reply})
    return [arrival for batch in mailbox.arrivals(INBOX, None) for arrival in batch.arrivals]


@pytest.mark.parametrize(
    ("body", "expected"), [(b"NIL", None), (b'""', b""), (b"{2}\r\nHi", b"Hi")], ids=["nil", "empty", "text"]
)
def test_source__nil_is_given_for_what_was_expunged_meanwhile(
    scripted: Scripted, body: bytes, expected: bytes | None
) -> None:
    _, mailbox = scripted({"UID FETCH": b"* 1 FETCH (UID 4 FLAGS () BODY[]<0> " + body + b")\r\n" + DONE})
    assert mailbox.source(Placement("INBOX", 7, 4)) == expected


WHOLE_IN_MANY_FORMS = {
    "plain": WHOLE + DONE,
    "uid_after_the_literal": b"* 1 FETCH (" + REST + b" " + BODY + b" UID 4)\r\n" + DONE,
    "literal_first": b"* 1 FETCH (" + BODY + b" UID 4 " + REST + b")\r\n" + DONE,
    "in_lower_case": b"* 1 fetch (uid 4 " + REST.lower() + b" " + BODY + b")\r\n" + DONE,
    "field_names_quoted": (
        b"* 1 FETCH (UID 4 " + REST + b' BODY[HEADER.FIELDS ("SUBJECT" "TO")]<0> {14}\r\n' + HEADER
        + b")\r\n" + DONE
    ),
    "an_item_nobody_asked_for": (
        b'* 1 FETCH (MODSEQ (12 (a "b)") c) X-GM-LABELS ("\\\\Inbox" {3}\r\n)\r\n) EMAILID NIL UID 4 '
        + REST + b" " + BODY + b")\r\n" + DONE
    ),
    "in_two_responses": (
        b"* 1 FETCH (UID 4 " + REST + b")\r\n* 9 EXISTS\r\n* 1 FETCH (UID 4 " + BODY + b")\r\n" + DONE
    ),
    "with_others_in_between": (
        b"* 3 EXISTS\r\n* 1 EXPUNGE\r\n* FLAGS (\\Seen {9})\r\n* OK still {12}\r\n" + WHOLE
        + b"* 2 FETCH (FLAGS (\\Seen))\r\n* OK [NOMODSEQ] x\r\n" + DONE
    ),
    "other_messages_data_without_a_uid": (
        b"* 1 FETCH (" + REST + b" " + BODY.replace(b"x", b"y") + b")\r\n" + WHOLE + DONE
    ),
    "other_messages_data_outside_the_range": (
        b"* 9 FETCH (UID 77 " + REST + b" " + BODY.replace(b"x", b"y") + b")\r\n" + WHOLE + DONE
    ),
    "another_message_that_is_gone": b"* 2 FETCH (UID 5 FLAGS (\\Seen))\r\n" + WHOLE + DONE,
    "a_malformed_one_before": b"* 8 FETCH (UID 5 FLAGS\r\n* 8 FETCH )\r\n" + WHOLE + DONE,
    "cut_into_single_bytes": [bytes([byte]) for byte in WHOLE] + [DONE],
}  # fmt: skip


@pytest.mark.parametrize("reply", WHOLE_IN_MANY_FORMS.values(), ids=WHOLE_IN_MANY_FORMS.keys())
def test_one_message_in_any_form__read_whole(scripted: Scripted, reply: Reply) -> None:
    (arrival,) = arrived(scripted, reply)
    assert arrival.placement.uid == 4
    assert arrival.header == HEADER
    assert arrival.size == 99
    assert arrival.internal_date == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_header_as_quoted_string__unescaped(scripted: Scripted) -> None:
    quoted = rb'BODY[HEADER.FIELDS (SUBJECT)] "Subject: \"UID 5)\" \\"'
    (arrival,) = arrived(scripted, b"* 1 FETCH (UID 4 " + REST + b" " + quoted + b")\r\n" + DONE)
    assert arrival.header == rb'Subject: "UID 5)" \ '.strip()


def test_header_nil__empty(scripted: Scripted) -> None:
    (arrival,) = arrived(scripted, b"* 1 FETCH (UID 4 " + REST + b" BODY[HEADER.FIELDS (X)] NIL)\r\n" + DONE)
    assert arrival.header == b""


def test_literal_that_looks_like_the_end__is_only_data(scripted: Scripted) -> None:
    evil = b"X: a\r\nA1 OK done\r\n* BYE\r\n* 1 FETCH (UID 5 FLAGS ())\r\n"
    body = b"BODY[HEADER.FIELDS (X)] {%d}\r\n" % len(evil) + evil
    (arrival,) = arrived(scripted, b"* 1 FETCH (UID 4 " + REST + b" " + body + b")\r\n" + DONE)
    assert arrival.header == evil


BROKEN_OFF = {
    "bye_midway": WHOLE + b"* BYE going down\r\n",
    "eof_midway": [WHOLE, HANG_UP],
    "eof_within_a_line": [WHOLE[:20], HANG_UP],
    "eof_within_a_literal": [WHOLE[:-6], HANG_UP],
    "no": WHOLE + b"%s NO [SERVERBUG] sorry\r\n",
    "bad": WHOLE + b"%s BAD what\r\n",
    "a_reply_to_another_command": WHOLE + b"ZZZZ1 OK\r\n",
    "a_literal_of_900_gigabytes": b"* 1 FETCH (UID 4 BODY[X] {900000000000}\r\n",
    "a_line_without_end": b"* 1 FETCH (UID 4 " + b"x" * 1_100_000,
}


@pytest.mark.parametrize("reply", BROKEN_OFF.values(), ids=BROKEN_OFF.keys())
def test_broken_off__no_half_batch(scripted: Scripted, reply: Reply) -> None:
    with pytest.raises(Unavailable) as caught:
        arrived(scripted, reply)
    assert "account main" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_after_a_break__the_next_call_connects_afresh(scripted: Scripted) -> None:
    server, mailbox = scripted({"UID FETCH": [WHOLE, HANG_UP]})
    with pytest.raises(Unavailable):
        list(mailbox.arrivals(INBOX, None))
    server.replies["UID FETCH"] = WHOLE + DONE
    (batch,) = mailbox.arrivals(INBOX, None)
    assert len(batch.arrivals) == 1
    assert server.connections == 2


def test_after_a_clean_no__the_connection_serves_on(scripted: Scripted) -> None:
    server, mailbox = scripted({"UID FETCH": b"%s NO not now\r\n"})
    with pytest.raises(Unavailable):
        list(mailbox.arrivals(INBOX, None))
    server.replies["UID FETCH"] = WHOLE + DONE
    list(mailbox.arrivals(INBOX, None))
    assert server.connections == 1


def test_fewer_flags_than_messages__listing_is_not_complete(scripted: Scripted) -> None:
    _, mailbox = scripted({"UID FETCH": b"* 1 FETCH (UID 4 FLAGS ())\r\n" + DONE})
    listing = mailbox.listing(INBOX)
    assert listing.flags == {4: frozenset()}
    assert not listing.complete


INTERNAL_DATES = {
    "offset": (b"17-Jul-1996 02:44:25 -0700", datetime(1996, 7, 17, 9, 44, 25, tzinfo=UTC)),
    "padded_day": (b" 1-Jan-2026 00:00:00 +0000", datetime(2026, 1, 1, tzinfo=UTC)),
    "leap_second": (b"31-Dec-2016 23:59:60 +0000", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
    "no_such_day": (b"31-Feb-2026 00:00:00 +0000", None),
    "no_such_month": (b"01-Foo-2026 00:00:00 +0000", None),
    "before_all_time": (b"01-Jan-0001 00:00:00 +1400", None),
    "no_date_at_all": (b"yesterday", None),
}


@pytest.mark.parametrize(("text", "expected"), INTERNAL_DATES.values(), ids=INTERNAL_DATES.keys())
def test_internal_date(text: bytes, expected: datetime | None) -> None:
    assert read_internal_date(text) == expected


def test_flags__system_flags_spelled_the_usual_way_and_recent_left_out() -> None:
    assert read_flags(b"\\SEEN \\Recent $Forwarded") == {"\\Seen", "$Forwarded"}


@given(st.sets(st.integers(1, 10**9), min_size=1, max_size=400), st.data())
def test_uid_sets__hold_all_chosen_and_no_other_existing_uid(uids: set[int], data: st.DataObject) -> None:
    existing = sorted(uids)
    chosen = data.draw(st.sets(st.sampled_from(existing), min_size=1))
    covered: set[int] = set()
    for text in uid_sets(existing, chosen):
        assert len(text) <= 900
        for part in text.decode().split(","):
            first, _, last = part.partition(":")
            covered |= {uid for uid in existing if int(first) <= uid <= int(last or first)}
    assert covered == chosen


@given(st.binary(max_size=200))
def test_any_bytes__never_an_error(text: bytes) -> None:
    read_items(Answer(b"1 FETCH (" + text, (b"a",)))
