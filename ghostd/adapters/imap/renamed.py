"""Known folders that stand under another name.

A folder keeps its UIDVALIDITY when it is renamed (RFC 3501, 6.3.5), and one that is made anew gets another;
but there are servers where folders that were made in one second have the same. So UIDNEXT must not have gone
back, and the folder must still hold under their UIDs messages that the known one held.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ghostd.adapters.imap.fetch import fetch_arrivals
from ghostd.adapters.imap.session import Session, State
from ghostd.adapters.imap.wire import Refused
from ghostd.core.arrivals import read
from ghostd.core.folders import Known


class Renamings:
    """Asks every name that turns up once, however often it looks."""

    def __init__(self) -> None:
        self._together: frozenset[str] = frozenset()
        self._states: dict[str, State | None] = {}
        self._others: set[tuple[str, str]] = set()

    def find(self, session: Session, listed: Collection[str], known: Sequence[Known]) -> dict[str, str]:
        """Which known names lead to which of the listed ones.

        A name that stood beside the known ones before is another folder's. Where a program renames a folder
        and makes a new one in its place, the old name is still listed.
        """
        here, before = frozenset(listed), {folder.folder.name for folder in known}
        whole = before <= here
        strangers = [] if whole and not self._together else sorted(here - before - self._together)
        self._states = {name: state for name, state in self._states.items() if name in here}
        self._others = {(name, other) for name, other in self._others if name in here}
        found = dict(self._matches(session, strangers, here, known)) if known else {}
        if whole and not found:
            self._together = here
        return found

    def _matches(
        self, session: Session, strangers: Sequence[str], listed: frozenset[str], known: Sequence[Known]
    ) -> Iterator[tuple[str, str]]:
        found: set[str] = set()
        for name in strangers:
            state = self._state(session, name)
            alike = [one for one in known if state and may_be(one, state) and one.folder.name not in found]
            # Of several with one UIDVALIDITY (a whole branch was renamed) the last part of the name tells.
            alike.sort(key=lambda one: leaf(one.folder.name) != leaf(name))
            for one in alike:
                pair = name, one.folder.name
                if pair in self._others:
                    continue
                if self._has_left(session, one, listed) and is_it(session, name, one, known):
                    found.add(one.folder.name)
                    yield one.folder.name, name
                    break
                self._others.add(pair)

    def _state(self, session: Session, name: str) -> State | None:
        if name not in self._states:
            try:
                self._states[name] = session.status(name)
            except Refused:
                self._states[name] = None
        return self._states[name]

    def _has_left(self, session: Session, one: Known, listed: frozenset[str]) -> bool:
        """Whether the known folder is no more where it was."""
        if one.folder.name not in listed:
            return True
        try:
            return session.status(one.folder.name).uidvalidity != one.cursor.uidvalidity
        except Refused:
            return True


def may_be(one: Known, state: State) -> bool:
    cursor = one.cursor
    forward = state.uid_next is None or state.uid_next >= cursor.uid_next
    return one.folder.name != "INBOX" and state.uidvalidity == cursor.uidvalidity and forward


def is_it(session: Session, name: str, one: Known, known: Sequence[Known]) -> bool:
    """Whether the folder of this name is the known one; where nothing is left to know it by, a UIDVALIDITY
    that no other known folder has will do."""
    same = holds_the_same(session, name, one)
    shared = sum(other.cursor.uidvalidity == one.cursor.uidvalidity for other in known) > 1
    return not shared if same is None else same


def holds_the_same(session: Session, name: str, one: Known) -> bool | None:
    """Whether messages of the known folder are there under their UIDs; None when all have left it since."""
    try:
        state = session.examine(name)
    except Refused:
        return False
    found = [
        (uid, arrival)
        for uid in one.sample
        for arrival in fetch_arrivals(session.connection.imap, name, state.uidvalidity, uid, uid).arrivals
    ]
    if not found:
        return None
    own: frozenset[str] = frozenset()
    return any(read(a.header, a.internal_date, own).message_id == one.sample[uid] for uid, a in found)


def leaf(name: str) -> str:
    return name.replace(".", "/").rpartition("/")[2]
