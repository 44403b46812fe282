"""Taking back our own untouched draft: it goes to Trash, and no other message is touched.

Where the server has no MOVE it takes three commands, and the connection may break off after any of them.
Whatever was done then is gone on from: what lies in Trash already is not copied again, and our own mark for
deletion is not mistaken for the owner's.
"""

from __future__ import annotations

from ghostd.adapters.imap.fetch import fetch_named, fetch_source
from ghostd.adapters.imap.folders import Layout
from ghostd.adapters.imap.session import Session
from ghostd.core.messages import Placement
from ghostd.core.review import DRAFT_LIMIT, Draft

NEWEST = 2000
"""So many of the newest UIDs in Trash are looked at for a copy: an attempt is gone on from within minutes."""


def withdraw(session: Session, draft: Draft, at: Placement, layout: Layout) -> bool:
    """Move the draft to Trash; False when what lies there is no longer exactly ours, or there is no safe way.

    A bare EXPUNGE would take with it what the owner has marked, so a server must have MOVE or UIDPLUS.
    """
    moves = session.connection.has("MOVE")
    if layout.trash is None or not (moves or session.connection.has("UIDPLUS")):
        return False
    copied = not moves and is_in(session, layout.trash, draft)
    if session.select(at.folder).uidvalidity != at.uidvalidity:
        return False
    if not is_untouched(session, draft, at.uid, copied):
        return False
    if moves:
        session.move(at.uid, layout.trash)
        return True
    if not copied:
        session.copy(at.uid, layout.trash)
    session.expunge(at.uid)
    return True


def is_untouched(session: Session, draft: Draft, uid: int, copied: bool) -> bool:
    """Whether the message is exactly the draft that was written, and nobody has marked it for deletion.

    That it was `copied` shows that the mark is our own.
    """
    found = fetch_source(session.connection.imap, uid, DRAFT_LIMIT)
    if found is None or ("\\Deleted" in found[1] and not copied):
        return False
    return draft.is_written(found[0])


def is_in(session: Session, folder: str, draft: Draft) -> bool:
    """Whether a copy of the draft as it was written lies among the newest messages of the folder."""
    state = session.examine(folder)
    if state.exists == 0:
        return False
    first = max(1, (state.uid_next or 1) - NEWEST)
    named = fetch_named(session.connection.imap, draft.message_id, first)
    return any(is_untouched(session, draft, uid, copied=True) for uid in reversed(named))
