"""Which UIDs of a folder are new, in ranges of a round trip each."""

from __future__ import annotations

from ghostd.adapters.imap.fetch import fetch_uids
from ghostd.adapters.imap.session import Session, State
from ghostd.core.folders import Cursor

Range = tuple[int, int, int]
"""First UID, last UID, and how many messages lie between (0 when that is not known)."""


def first_new(cursor: Cursor | None, state: State) -> int:
    """The first UID that is not stored; 1 when the folder is another one than it was."""
    if cursor is None or cursor.uidvalidity != state.uidvalidity:
        return 1
    if state.uid_next is not None and state.uid_next < cursor.uid_next:
        return 1
    return cursor.uid_next


def ranges_of(session: Session, state: State, first: int, width: int) -> list[Range]:
    """UID ranges of at most `width` messages each, however thinly the UIDs are sown.

    That there are no messages is believed where the server tells no UIDNEXT: what a wrong number passes over
    is never read.
    """
    if state.exists == 0 if state.uid_next is None else state.uid_next <= first:
        return []
    if state.uid_next is not None and state.uid_next - first <= width:
        return [(first, state.uid_next - 1, 0)]
    if first == 1 and state.uid_next is not None and state.exists == state.uid_next - 1:
        starts = range(1, state.uid_next, width)
        ends = [min(start + width, state.uid_next) for start in starts]
        return [(start, end - 1, end - start) for start, end in zip(starts, ends, strict=True)]
    uids = fetch_uids(session.connection.imap, first)
    if state.uid_next is not None:
        uids = [uid for uid in uids if uid < state.uid_next]
    parts = [uids[i : i + width] for i in range(0, len(uids), width)]
    return [(part[0], part[-1], len(part)) for part in parts]
