"""Mail that chance makes up from the pieces of which mail is made: no exception, soon done, and in little
memory."""

from __future__ import annotations

import os
import re
import time
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ghostd.core.arrivals.authentication import proved
from ghostd.core.arrivals.headers import FIELDS, unencode
from ghostd.core.text import body_text, html_text, strip_quotes
from tests.hostile.made_up import CODECS
from tests.hostile.measured import MX, follow, peak, shown, study

EXAMPLES = int(os.environ.get("GHOSTD_FUZZ_EXAMPLES", "150"))
"""More by hand: each test is a minute per twenty thousand or so."""

SECONDS = 1.0
PEAK = 50_000_000
HIDDEN = {"Cc", "Cs", "Zl", "Zp"}
fuzzed = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

ENDS = st.sampled_from([b"\r\n", b"\n", b"\r", b"\r\n ", b"\n\t", b"\r\n\r\n", b""])
WORDS = st.sampled_from(
    [
        *(
            b"=?utf-8?q?",
            b"?=",
            b"=?punycode?b?",
            b'"',
            b"\\",
            b"(",
            b")",
            b"<",
            b">",
            b"@",
            b",",
            b";",
            b":",
        ),
        *(b"=", b"boundary=b", b"charset=", b"--b", b"--b--", b"bob@acme.example", b"<x@y>", b"Re: "),
        *(b"Mon, 2 Mar 2026", b" +0100", b"mx.example.com; dmarc=fail", b"by mx.example.com", b"> "),
        *(b"On Monday Bob wrote:", b"<!--", b"<a ", b"</", b"&#1", b"&amp;", b"BEGIN:VCALENDAR"),
        *(b"METHOD:REPLY", b"Final-Recipient: rfc822; x@y", b"Action: failed", b"out of office until 12 May"),
        *(b"\x1b[2J", "\u202e".encode(), b"\xed\xa0\x80", b"\0", b"A" * 300),
    ]
)
SOUP = st.lists(WORDS | st.binary(max_size=20), max_size=30).map(b"".join)
FIELD = st.builds(
    lambda name, value, end: name.encode() + b": " + value + end,
    st.sampled_from([*FIELDS, "Authentication-Results", "Content-Transfer-Encoding", "MIME-Version"]),
    SOUP,
    ENDS,
)
TYPE = st.sampled_from(
    [
        *(b"text/plain", b"text/html", b"multipart/mixed; boundary=b", b"multipart/alternative; boundary=b"),
        *(b"multipart/report; report-type=delivery-status", b"message/rfc822", b"message/delivery-status"),
        *(b"text/calendar", b"application/ms-tnef", b"*/*", b""),
    ]
)
CODING = st.sampled_from([b"base64", b"quoted-printable", b"7bit", b"8bit", b"x-uuencode", b"binary", b"zip"])
PART = st.builds(
    lambda kind, charset, coding, body, end: b"Content-Type: %s; charset=%s\r\nContent-Transfer-Encoding: %s"
    b"\r\n\r\n%s%s" % (kind, charset, coding, body, end),
    TYPE, st.sampled_from([*CODECS, b"utf-8", b"iso-2022-jp", b"utf-16"]), CODING, SOUP, ENDS,
)  # fmt: skip
MAIL = st.builds(
    lambda fields, parts: b"".join(fields) + b"\r\n--b\r\n".join(parts),
    st.lists(FIELD, max_size=12),
    st.lists(PART, max_size=6),
)


@fuzzed
@given(MAIL | st.binary(max_size=3000))
def test_any_mail_is_read_soon_and_in_little_memory(source: bytes) -> None:
    began = time.process_time()
    message = follow(source)
    study(source)
    assert time.process_time() - began < SECONDS
    assert max(peak(source, follow), peak(source, study)) < PEAK
    assert message.proved is None
    for text in (message.subject, message.sender_name, message.because, *message.failed_recipients):
        assert not {c for c in text if unicodedata.category(c) in HIDDEN}


@fuzzed
@given(st.lists(MAIL, max_size=3))
def test_any_mail_is_shown_without_markup_of_its_own(sources: list[bytes]) -> None:
    page, text = shown(map(follow, sources))
    body = page.partition("</header>")[2]
    assert not re.search(r"<(?!/?(?:section|h2|div|table|thead|tbody|tr|th|td|bdi|small|body|html)\b)", body)
    assert not re.search(r"(?<!\\)<[a-z/!]", text.partition("## ")[2])


@fuzzed
@given(MAIL, SOUP)
def test_any_field_of_results_is_read(source: bytes, results: bytes) -> None:
    whole = b"Authentication-Results: mx.example.com; " + results + b"\r\n" + source
    assert proved(whole, MX, "bob@acme.example") in (True, False, None)


@fuzzed
@given(SOUP.map(lambda soup: soup.decode("utf-8", "replace")))
def test_any_text_is_unencoded_stripped_and_freed_of_tags(text: str) -> None:
    unencode(text)
    strip_quotes(text)
    html_text(text)


@fuzzed
@given(PART)
def test_the_text_of_any_part_has_no_controls(part: bytes) -> None:
    assert not {c for c in body_text(part) if c != "\n" and unicodedata.category(c) in HIDDEN}
