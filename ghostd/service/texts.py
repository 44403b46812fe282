"""The text of a message that lies in the mailbox."""

from __future__ import annotations

from ghostd.core.messages import Placement
from ghostd.core.text import body_text
from ghostd.ports import Mailbox


def text_if_there(mailbox: Mailbox, placement: Placement) -> str | None:
    """Its plain text, from the first 64 kB; None when it is not there any more."""
    source = mailbox.source(placement)
    return body_text(source) if source is not None else None


def text_of(mailbox: Mailbox, placement: Placement) -> str:
    """The same; empty when it is not there any more."""
    return text_if_there(mailbox, placement) or ""
