"""Header values of our own mail: legible text, one `Re:`, well-formed identities, folded as is usual.

`email.policy.SMTP` folds a long In-Reply-To or References into RFC 2047 words and so breaks the thread, and
how it folds display names differs between Python's patch releases. Here each value is made ready for the
wire, and `Wire` only writes it down.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from email.header import Header
from email.policy import EmailPolicy
from email.utils import formataddr
from typing import Any, NamedTuple

from ghostd.core.subjects import base_subject

CRLF = "\r\n"
SUBJECT_LENGTH = 400
NAME_LENGTH = 100
REFERENCES_KEPT = 20
FOLD = 78
READY = frozenset(
    [
        *("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references"),
        *("auto-submitted", "content-disposition"),
    ]
)
HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Unicode categories that nobody can see: controls, bidi marks and tags, surrogates, line separators."""

_JOINERS = "\u200c\u200d"
"""Invisible, but a part of writing: Persian words and family emoji fall apart without them."""

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9.-]{1,253}"
)


class Person(NamedTuple):
    """A party to a mail; `name` may be empty."""

    name: str
    address: str


class Wire(EmailPolicy):
    """The policy that writes the headers of `READY` as they stand; the stdlib's own folding does the rest."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        return (name, value) if name.lower() in READY else super().header_store_parse(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in READY:
            return f"{name}: {value}{CRLF}".encode("ascii")
        return super().fold_binary(name, value)


WIRE = Wire(linesep=CRLF, max_line_length=76, cte_type="7bit")
"""Lines of an encoded body end at 76 characters (RFC 2045, 6.7)."""


def legible(text: str) -> str:
    """The text without controls, line ends, bidi marks and other characters that nobody can see."""
    return "".join(c for c in text if c in _JOINERS or unicodedata.category(c) not in HIDDEN)


def header_text(text: str, length: int) -> str:
    """One line of legible text of at most `length` characters that no reader takes for an encoded word."""
    line = " ".join(" ".join(legible(word) for word in text.split()).split())
    return line.replace("=?", "= ?")[:length].strip()


def encoded(text: str, name: str) -> str:
    """Header text as ASCII: folded at its spaces, or in RFC 2047 words of at most 75 characters."""
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, maxlinelen=76, header_name=name).encode(linesep=CRLF)


def addressable(address: str) -> bool:
    """Whether the address can be written into a header without quoting or SMTPUTF8."""
    return len(address) <= 254 and _ADDRESS.fullmatch(address) is not None


def addresses(people: Iterable[Person], name: str) -> str:
    """An address list as ASCII, one person a line."""
    return f",{CRLF} ".join(_address(person, name) for person in people)


def _address(person: Person, header: str) -> str:
    if not addressable(person.address):
        raise ValueError("an address that cannot stand in a header")
    name = header_text(person.name, NAME_LENGTH)
    if name.isascii():
        return formataddr((name, person.address))
    value = encoded(name, header)
    short = CRLF not in value and len(f"{header}: {value} <{person.address}>") <= FOLD
    return f"{value}{'' if short else CRLF} <{person.address}>"


def is_message_id(text: str | None) -> bool:
    return text is not None and _MESSAGE_ID.fullmatch(text) is not None


def capped_references(references: Iterable[str], parent: str | None) -> tuple[str, ...]:
    """The well-formed identities from the oldest to the parent: the first and the last twenty of them."""
    chain = tuple(dict.fromkeys(r for r in references if is_message_id(r) and r != parent))
    if parent is not None and is_message_id(parent):
        chain += (parent,)
    return chain if len(chain) <= REFERENCES_KEPT + 1 else chain[:1] + chain[-REFERENCES_KEPT:]


def folded(references: Iterable[str], name: str = "References") -> str:
    """Identities separated by spaces, folded between them and never within one."""
    value, width = "", len(name) + 2
    for reference in references:
        if value and width + 1 + len(reference) > FOLD:
            value, width = value + CRLF, 0
        value, width = value + (" " if value else "") + reference, width + 1 + len(reference)
    return value


def reply_subject(subject: str) -> str:
    """The subject with exactly one `Re:` in front."""
    return f"Re: {base_subject(header_text(subject, SUBJECT_LENGTH))}".strip()
