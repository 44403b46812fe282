"""Mail that somebody might make up to bring a reader to its knees, or to slip something through it."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
from functools import cache

HEAD = b"From: Bob <bob@acme.example>\r\nTo: ana@example.com\r\nMessage-ID: <m@acme.example>\r\n"
TEXT = b"Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: %s\r\n\r\n"
BIDI = "\u202e\u2066\u2069\u200f\u061c\u2028\u0000\u0007\u001b]0;owned\u0007\u001b[2J\ufeff\u00ad\ud800"

EXE = "\u202egnp.exe\r\nBcc: x@evil.example"


def zipped() -> bytes:
    """A hundred megabytes of nothing, which a careless reader would unpack."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("invoice.txt", bytes(100_000_000))
    return packed.getvalue()


def attached(content: bytes, name: bytes, kind: bytes = b"application/zip") -> bytes:
    lines = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return (
        HEAD
        + b"Subject: Invoice\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n--b\r\n"
        b"Content-Type: " + kind + b'; name="' + name + b'"\r\nContent-Transfer-Encoding: base64\r\n'
        b"Content-Disposition: attachment\r\n\r\n" + lines + b"--b--\r\n"
    )


def nested(depth: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth)
    )
    return HEAD + b"Subject: Nested\r\n" + opened + b"Content-Type: text/plain\r\n\r\ndeep\r\n"


def charset(name: bytes, body: bytes, encoding: bytes = b"base64") -> bytes:
    coded = base64.encodebytes(body) if encoding == b"base64" else body
    return (
        HEAD
        + b"Subject: =?"
        + name
        + b"?b?"
        + base64.b64encode(body[:60])
        + b"?=\r\n"
        + TEXT
        % (
            name,
            encoding,
        )
        + coded
    )


def field(name: bytes, value: bytes) -> bytes:
    return HEAD + name + b": " + value + b"\r\n\r\nHello\r\n"


CODECS = (b"punycode", b"idna", b"utf-7", b"unicode_escape", b"zip", b"bz2", b"hex", b"rot13", b"undefined",
          b"utf-16", b"utf-32", b"x-unknown", b"../../etc/passwd", b"%s%s%s", b"mbcs", b"base64")  # fmt: skip

PLAIN = HEAD + b"Subject: Hello\r\n\r\nHello\r\n"


@cache
def made_up() -> dict[str, bytes]:
    """All of it, by name; two hundred megabytes."""
    return {
        "plain": PLAIN,
        "twenty_thousand_addresses": field(b"Cc", b", ".join(b"a@x%d.example" % n for n in range(20_000))),
        "twenty_thousand_names": field(b"Cc", b", ".join(b'"N, %d" <a@x.com>' % n for n in range(20_000))),
        "five_thousand_nested_parts": nested(5_000),
        "five_thousand_nested_mails": HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
        "fifty_thousand_parts": HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 50_000,
        "references_of_a_megabyte": field(
            b"References", b"\r\n ".join(b"<%d.x@acme.example>" % n for n in range(50_000))
        ),
        "one_reference_of_a_megabyte": field(b"References", b"<" + b"x" * 1_000_000 + b"@acme.example>"),
        "received_lines": HEAD + b"Received: from x by y; Mon, 2 Mar 2026 09:00:00 +0000\r\n" * 20_000,
        "results_of_authentication": field(b"Authentication-Results", b"mx.example.com; " + b"(" * 200_000),
        "many_results_of_authentication": HEAD
        + b"Authentication-Results: mx.example.com; dmarc=none; dkim=none reason=\"a;b\"\r\n" * 4_000
        + b"\r\n",
        "body_of_100_megabytes": HEAD + b"Subject: Large\r\n\r\n" + b"Hello you. " * 9_500_000,
        "line_of_20_megabytes": HEAD + b"Subject: Long\r\n\r\n" + b"x" * 20_000_000,
        "header_of_20_megabytes": HEAD + b"X-Junk: y\r\n" * 1_800_000 + b"Subject: late\r\n\r\nHello\r\n",
        "zip_bomb": attached(zipped(), b"invoice.zip"),
        "gzip_bomb": attached(gzip.compress(bytes(100_000_000)), b"invoice.txt.gz", b"application/gzip"),
        "zip_bomb_called_text": attached(zipped(), b"x.txt", b"text/plain"),
        "attachment_with_a_path": attached(b"x" * 100, b"../../../../etc/cron.d/x"),
        "outlook_file": attached(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5_000), b"x.msg"),
        "entities": HEAD
        + b"Content-Type: text/html\r\n\r\n<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>&b;"
        + b"&lt;" * 60_000,
        "bidi_and_controls": field(b"Subject", BIDI.encode("utf-8", "surrogatepass") * 30),
        "bidi_in_words": field(b"Subject", b"=?utf-8?b?" + base64.b64encode(EXE.encode()) + b"?="),
        "null_bytes": HEAD.replace(b"Bob", b"B\0b") + b"Subject: a\0b\r\n\r\n\0\0\0",
        "nothing": b"",
        "only_line_ends": b"\r\n" * 100_000,
        "only_colons": b":\r\n" * 100_000,
        **{f"charset_{name.decode().replace('/', '_')}": charset(name, b"a" * 600_000) for name in CODECS},
        # Chance found it: a calendar was decoded by the charset that it names.
        "calendar_in_punycode": HEAD
        + b"Content-Type: text/calendar; charset=punycode\r\n\r\n"
        + b"\xe2\x80\xae" + b"a" * 200_000,
        "quoted_printable_bomb": charset(b"utf-8", b"=\r\n" * 300_000, b"quoted-printable"),
        "soft_dates": field(b"Date", b"Mon, " + b"1 " * 30_000),
        "year_of_the_big_bang": field(b"Date", b"Mon, 2 Mar -9999999999999 09:00:00 +9999"),
    }  # fmt: skip
