"""A header block becomes the few fields that are read, as bytes; decoded only when asked for."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping

from ghostd.core.characters import clean, decode

HEADER_LIMIT = 256 * 1024
FIELD_LIMIT = 64 * 1024
COPIES_LIMIT = 100
TEXT_LIMIT = 8 * 1024

FIELDS = (
    *("Date", "From", "Sender", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References"),
    *("Received", "Return-Path", "Content-Type", "Content-Class", "Thread-Topic"),
    *("Auto-Submitted", "Precedence", "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply"),
    *("X-Autoreply-From", "X-Mail-Autoreply", "X-FC-MachineGenerated", "X-MS-Exchange-Inbox-Rules-Loop"),
    *("X-Failed-Recipients", "List-Id", "List-Post", "List-Unsubscribe", "Mailing-List", "X-Mailing-List"),
    *("X-Mailman-Version", "X-BeenThere", "Errors-To", "X-Campaign", "X-CampaignID"),
    *("X-Auto-Response", "X-Vacation", "X-Amazon-Auto-Reply"),
    *("X-Mailer", "RT-Ticket", "X-Zendesk-From-Account-Id", "X-JIRA-FingerPrint"),
    *("X-Microsoft-Original-Message-ID", "X-Evolution-Draft-Message", "MID"),
)
"""Every header field that `read` looks at: what a gateway needs to fetch."""

Fields = Mapping[str, list[bytes]]

_KEYS = {name.lower().encode(): name.lower() for name in FIELDS}
_WORD = re.compile(r"=\?([\w.:-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]*)\?=")


def split(header: bytes) -> Fields:
    """The known fields by lower-case name, in order of their copies, unfolded; whatever the bytes."""
    block = header[:HEADER_LIMIT].replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf\n")
    if b"\n" not in block:
        block = block.replace(b"\r", b"\n")
    block = block.partition(b"\n\n")[0].replace(b"\n ", b" ").replace(b"\n\t", b"\t")
    found: dict[str, list[bytes]] = {}
    for line in block.split(b"\n"):
        name, colon, value = line.partition(b":")
        key = _KEYS.get(name.rstrip().lower())
        if key and colon:
            copies = found.setdefault(key, [])
            if len(copies) < COPIES_LIMIT:
                copies.append(value.strip()[:FIELD_LIMIT])
    return found


def raw(fields: Fields, key: str) -> str:
    """The first copy of a field that is ASCII by its nature; empty when there is none."""
    copies = fields.get(key)
    return copies[0].decode("latin-1") if copies else ""


def text(fields: Fields, key: str, limit: int) -> str:
    """The first copy of a field of free text, decoded and cleaned, at most `limit` characters."""
    copies = fields.get(key)
    return clean(unencode(decode(copies[0][:TEXT_LIMIT])))[:limit].rstrip() if copies else ""


def unencode(value: str) -> str:
    """`value` with its encoded words (RFC 2047) read; a word that can't be read stays as it is.

    The words of one charset are joined before they are decoded: mail programs cut inside a character.
    """
    if "=?" not in value:
        return value
    out: list[str] = []
    pending: list[bytes] = []
    charset = ""
    end = 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        payload = _payload(word[2], word[3])
        same = bool(pending) and payload is not None and word[1].lower() == charset and not between.strip()
        if not same:
            out.append(decode(b"".join(pending), charset))
            out.append("" if pending and payload is not None and not between.strip() else between)
            pending = []
        if payload is None:
            out.append(word[0])
        else:
            pending.append(payload)
            charset = word[1].lower()
        end = word.end()
    return "".join((*out, decode(b"".join(pending), charset), value[end:]))


def _payload(encoding: str, body: str) -> bytes | None:
    octets = body.encode("ascii", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(octets, header=True)
    try:
        return binascii.a2b_base64(octets.rstrip(b"=") + b"=" * (-len(octets.rstrip(b"=")) % 4))
    except binascii.Error:
        return None
