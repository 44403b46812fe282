"""What ghostd writes to its owner: a mail from the owner to the owner, marked as automatic.

Several notices are one mail. Whatever it tells is named in it by the derived Message-IDs, the first as its
own and the others in References, so that each can be found again and nothing is told twice.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from typing import TypedDict
from uuid import UUID

from ghostd.core.conversations import Owner
from ghostd.core.replies.attachments import Attachment
from ghostd.core.replies.headers import (
    SUBJECT_LENGTH,
    Person,
    addresses,
    encoded,
    folded,
    header_text,
)
from ghostd.core.replies.mime import mail_bytes
from ghostd.core.replies.quote import WIDTH, body_text, wrapped


@dataclass(frozen=True, slots=True)
class Section:
    """One notice, rendered: a mail of its own, or a part of one under its subject. `id` is a Message-ID."""

    id: str
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()


class DigestFacts(TypedDict):
    """What the template of a digest may know: the subjects of its `count` notices, the urgent ones first."""

    owner: str
    count: int
    subjects: tuple[str, ...]


def compose_notice(owner: Owner, head: Section, at: datetime, below: Sequence[Section] = ()) -> bytes:
    """The notice's bytes with CRLF line ends; its Date keeps the time zone of `at`.

    `head` gives the mail its Message-ID and subject and stands first; what is `below` follows, each under
    its own heading.
    """
    address = owner.addresses[0]
    headers = (
        ("From", addresses((Person("ghostd", address),), "From")),
        ("To", addresses((Person(owner.name, address),), "To")),
        ("Subject", encoded(header_text(head.subject, SUBJECT_LENGTH), "Subject")),
        ("Date", format_datetime(at)),
        ("Message-ID", head.id),
        ("References", folded(section.id for section in below)),
        ("Auto-Submitted", "auto-generated"),
    )
    text = "\n\n".join((head.body, *(f"\n{heading(section.subject)}\n\n{section.body}" for section in below)))
    enclosed = [file for section in (head, *below) for file in section.attachments]
    return mail_bytes(headers, body_text(text), _told_apart(enclosed), seed=head.id)


def digest_id(owner: Owner, sections: Sequence[Section]) -> str:
    """The Message-ID of a mail that holds several notices; the same for the same ones."""
    told = "\n".join(sorted(section.id for section in sections))
    digest = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return f"<{UUID(bytes=digest, version=4)}@{owner.addresses[0].rpartition('@')[2]}>"


def heading(subject: str) -> str:
    """A subject as a heading in plain text, underlined."""
    lines = wrapped(header_text(subject, SUBJECT_LENGTH))
    return "\n".join([*lines, "=" * min(WIDTH, max(map(len, lines), default=0))])


def _told_apart(files: Sequence[Attachment]) -> list[Attachment]:
    """Of files that share a name each after the first gets a number in front."""
    seen: Counter[str] = Counter()
    out = []
    for file in files:
        seen[file.name] += 1
        number = seen[file.name]
        out.append(file if number == 1 else replace(file, name=f"{number}-{file.name}"))
    return out
