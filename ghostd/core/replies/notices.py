"""What ghostd writes to its owner: a mail from the owner to the owner, marked as automatic."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime

from ghostd.core.conversations import Owner
from ghostd.core.replies.headers import (
    SUBJECT_LENGTH,
    Person,
    addresses,
    encoded,
    header_text,
    text_message,
)
from ghostd.core.replies.quote import body_text


def compose_notice(owner: Owner, subject: str, body: str, at: datetime, message_id: str) -> bytes:
    """The notice's bytes with CRLF line ends; its Date keeps the time zone of `at`."""
    address = owner.addresses[0]
    headers = (
        ("From", addresses((Person("ghostd", address),), "From")),
        ("To", addresses((Person(owner.name, address),), "To")),
        ("Subject", encoded(header_text(subject, SUBJECT_LENGTH), "Subject")),
        ("Date", format_datetime(at)),
        ("Message-ID", message_id),
        ("Auto-Submitted", "auto-generated"),
    )
    return text_message(headers, body_text(body))
