"""The text of a message that lies in the mailbox."""

from __future__ import annotations

from contextlib import suppress

from ghostd.core.messages import Placement
from ghostd.core.text import body_text
from ghostd.errors import Declined
from ghostd.ports import Mailbox


def text_if_there(mailbox: Mailbox, placement: Placement) -> str | None:
    """Its plain text, from the first 64 kB; None when it is not there any more."""
    source = mailbox.source(placement)
    return body_text(source) if source is not None else None


def text_of(mailbox: Mailbox, *placements: Placement) -> str:
    """The text of the first copy that is there; empty when none is any more.

    The mirror remembers where mail lay that has been moved, its folder removed or numbered anew.
    """
    for placement in placements:
        # A folder that is gone cannot be opened; that is no reason to leave all else undone.
        with suppress(Declined):
            if (text := text_if_there(mailbox, placement)) is not None:
                return text
    return ""
