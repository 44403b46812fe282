"""The text of a message that lies in the mailbox."""

from __future__ import annotations

from ghostd.core.messages import Placement
from ghostd.core.text import body_text
from ghostd.ports import Mailbox


def text_of(mailbox: Mailbox, placement: Placement) -> str:
    """Its plain text, from the first 64 kB; empty when it is not there any more."""
    source = mailbox.source(placement)
    return body_text(source) if source is not None else ""
