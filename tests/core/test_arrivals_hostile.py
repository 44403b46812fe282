"""Any bytes at all: a message comes out, within its caps and free of what could hide or inject."""

from __future__ import annotations

import base64
import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.arrivals import FIELDS, classify_source, read
from ghostd.core.messages import Message
from ghostd.core.text import body_text, canonical, strip_quotes

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
JOINERS = "\u200c\u200d"


def assert_harmless(found: Message) -> None:
    assert len(found.subject) <= 1000
    assert len(found.sender_name) <= 200
    assert max(len(found.to), len(found.cc), len(found.failed_recipients)) <= 200
    assert len(found.references) <= 100
    assert found.at.tzinfo is UTC
    for name in filter(None, (found.message_id, found.in_reply_to, *found.references)):
        assert re.fullmatch(r"<[\x21-\x7e]{1,900}>", name)
    for address in filter(None, (found.sender, *found.recipients)):
        assert "@" in address and not re.search(r"\s", address) and len(address) <= 400
    shown = (found.subject, found.sender_name, found.because, found.sender or "", *found.recipients)
    for character in "".join(shown):
        assert character in JOINERS or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


FIELD_LINES = st.builds(
    lambda name, value, end: name.encode() + b": " + value + end,
    st.sampled_from(FIELDS),
    st.binary(max_size=120) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from([b"\r\n", b"\n", b"\r\n ", b"\n\t", b"\r"]),
)


@given(st.binary(max_size=2000))
def test_any_bytes_are_a_harmless_message(header: bytes) -> None:
    assert_harmless(read(header, NOON))


@given(st.lists(FIELD_LINES, max_size=12).map(b"".join))
def test_any_known_fields_are_a_harmless_message(header: bytes) -> None:
    assert_harmless(read(header, NOON, frozenset({"ana@studio.example"})))


@given(st.text(alphabet='=?utf-8QqBb_AZ09+/ <>@(),:;."\\\r\n\t', max_size=200))
def test_any_punctuation_is_a_harmless_message(value: str) -> None:
    lines = (f"{name}: {value}".encode() for name in ("Subject", "From", "To", "Date", "References"))
    assert_harmless(read(b"\r\n".join(lines), NOON))


@given(st.binary(max_size=1500))
def test_any_bytes_have_a_kind_and_a_text(source: bytes) -> None:
    classify_source(source)
    canonical(strip_quotes(body_text(source)))


@given(st.binary(max_size=300), st.sampled_from(["text/plain", "text/html", "multipart/mixed; boundary=b"]))
def test_any_body_has_a_text(body: bytes, media: str) -> None:
    text = body_text(f"Content-Type: {media}\n\n--b\nContent-Type: text/plain\n\n".encode() + body)
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in text)


HOSTILE = [
    ("addresses", b"To: " + b", ".join(b"a%d@x.example" % n for n in range(20_000))),
    ("quoted_addresses", b"To: " + b", ".join(b'"a\\"" <a%d@x.example>' % n for n in range(20_000))),
    ("comments", b"From: " + b"(" * 100_000),
    ("brackets", b"To: " + b"<" * 100_000),
    ("quotes", b"To: " + b'"' * 100_000),
    ("groups", b"To: " + b"a:;" * 30_000),
    ("spaces", b"From: x" + b" " * 250_000 + b"y"),
    ("folds", b"Subject: a" + b"\n " * 120_000),
    ("two_megabytes", b"X-Junk: y\r\n" * 190_000),
    ("lines_without_colon", b"a\n" * 500_000),
    ("references", b"References: " + b"<a@b> " * 40_000),
    ("encoded_words", b"Subject: " + b"=?utf-8?q?a?= " * 20_000),
    ("word_openings", b"Subject: " + b"=?" * 100_000),
    ("punycode_words", b"Subject: " + b"=?punycode?q?" + b"a" * 100_000 + b"?="),
    ("digits_as_date", b"Date: " + b"1 " * 30_000),
    ("received", b"Date: 1 Jan 2001 00:00:00\n" + b"Received: x; 1 Jan 2020 00:00:00\n" * 5_000),
    ("parameters", b"Content-Type: text/plain" + b'; "' * 80_000 + b"\n\nx"),
    (
        "nested_multiparts",
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)),
    ),
    ("nested_messages", b"Content-Type: message/rfc822\n\n" * 5_000),
    ("many_parts", b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000),
    ("attributions", b"\n" + b"On Monday\n" * 20_000),
    ("marks", b"Subject: " + b"Re: " * 2_000),
    ("tags", b"Subject: " + b"[a] " * 2_000),
]
HOSTILE += [
    (f"calendar_in_{codec.decode()}", b"Content-Type: text/calendar; charset=" + codec + b"\n\n" + body)
    for codec in (b"punycode", b"idna", b"utf-7", b"zip", b"undefined")
    for body in (b"\xe2\x80\xae\nMETHOD:REPLY\n", b"\xe2" + b"a" * 200_000)
]
HTML = b"Content-Type: text/html; charset=utf-8\n\n"
HOSTILE += [
    (f"html_{name}", HTML + piece * 20_000)
    for name, piece in [
        ("tags", b"<a "),
        ("attributes", b"<a b='"),
        ("slashes", b"<a/"),
        ("comments", b"<!--"),
        ("declarations", b"<!"),
        ("ends", b"</"),
        ("instructions", b"<?"),
        ("references", b"&#1"),
        ("sections", b"<![CDATA["),
    ]
]


@pytest.mark.parametrize("source", [h[1] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_hostile_mail_comes_to_an_end(source: bytes) -> None:
    assert_harmless(read(source, NOON))
    classify_source(source)
    canonical(strip_quotes(body_text(source)))


def test_a_punycode_body_is_not_decoded_as_such() -> None:
    header = b"Content-Type: text/plain; charset=punycode\nContent-Transfer-Encoding: base64\n\n"
    assert body_text(header + base64.b64encode(b"a" * 150_000)).startswith("aaaa")


def test_what_stands_beyond_256_kilobytes_is_not_read() -> None:
    assert read(b"X-Junk: y\r\n" * 30_000 + b"Subject: late\r\n\r\n", NOON).subject == ""


def test_of_20_000_recipients_200_stay() -> None:
    assert len(read(HOSTILE[0][1], NOON).to) == 200
