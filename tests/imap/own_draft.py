"""A draft of ours, as the tests of the wire have it."""

from __future__ import annotations

from datetime import UTC, datetime

from ghostd.core.replies.digest import digest_of
from ghostd.core.review import Draft

SOURCE = b"Message-ID: <d@example.com>\r\nSubject: x\r\n\r\nHello\r\n"
DRAFT = Draft(
    message_id="<d@example.com>",
    case_id=1,
    client="Acme",
    step="ask",
    attempt=1,
    recipients=("bob@acme.example",),
    in_reply_to=None,
    thread=(),
    subject="x",
    canonical="",
    digest=digest_of(SOURCE),
    source=SOURCE,
    created=datetime(2026, 3, 2, tzinfo=UTC),
)
