"""A mailbox in memory that keeps the `Mailbox` contract: for rehearsals, replays and tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from ghostd.adapters.imap.fields import TRACE, dates_disagree, select_fields
from ghostd.core.folders import (
    Arrival,
    Batch,
    Cursor,
    Damaged,
    Folder,
    Folders,
    Known,
    Listing,
    Role,
    Status,
)
from ghostd.core.messages import Placement
from ghostd.core.replies.digest import canonical_lines
from ghostd.core.review import Draft
from ghostd.errors import OperatorError
from ghostd.ports import Clock

STANDARD = (
    Folder("INBOX", Role.INBOX),
    Folder("Sent", Role.SENT),
    Folder("Drafts", Role.DRAFTS),
    Folder("Trash", Role.TRASH),
    Folder("Junk", Role.JUNK),
)

BATCH_SIZE = 2000


@dataclass(frozen=True, slots=True)
class Stored:
    """One message as it lies in a folder; `source` has CRLF line ends, as on a server."""

    uid: int
    source: bytes
    internal_date: datetime
    flags: frozenset[str]


@dataclass(slots=True)
class Shelf:
    """A folder's contents; UIDs only grow and are never used again."""

    folder: Folder
    uidvalidity: int
    uid_next: int = 1
    stored: dict[int, Stored] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What the next call of a method shall raise, before or after it took effect."""

    error: Exception
    after: bool = False


class MemoryMailbox:
    """A `Mailbox` whose world a test plays.

    `fail_next["append_draft"] = Fault(Unavailable("..."), after=True)` lets one call raise, here after it
    took effect; a bare exception raises before. `breaking` names folders whose listing breaks off, `damaged`
    the messages that cannot be read, and why. `calls` has the name of every port method called, in order.
    """

    def __init__(
        self,
        clock: Clock,
        folders: Iterable[Folder] = STANDARD,
        *,
        notices: str = "INBOX",
        batch: int = BATCH_SIZE,
    ) -> None:
        self.clock = clock
        self.notices = notices
        self.batch = batch
        self.fail_next: dict[str, Fault | Exception] = {}
        self.breaking: set[str] = set()
        self.damaged: dict[Placement, str] = {}
        self.calls: list[str] = []
        self.news = False
        self._validity = 1000
        self._shelves: dict[str, Shelf] = {}
        for folder in folders:
            self.add_folder(folder.name, folder.role)

    # the port

    def folders(self, known: Sequence[Known] = ()) -> Folders:
        with self._call("folders"):
            found = tuple(shelf.folder for shelf in self._shelves.values())
            before = {one.folder.role for one in known}
            for role in {Role.SENT, Role.DRAFTS} - before:
                self._role(role)
            missed = before & {Role.SENT, Role.TRASH} - {folder.role for folder in found}
            problems = (f"there is no {role.capitalize()} any more; make it again" for role in sorted(missed))
            return Folders(found, self._renamed(known), frozenset(missed), tuple(problems))

    def status(self, folder: Folder) -> Status:
        with self._call("status"):
            shelf = self._shelf(folder.name)
            return Status(shelf.uidvalidity, shelf.uid_next, len(shelf.stored))

    def arrivals(self, folder: Folder, cursor: Cursor | None, *, careful: bool = False) -> Iterator[Batch]:
        with self._call("arrivals"):
            shelf = self._shelf(folder.name)
            end = Cursor(shelf.uidvalidity, shelf.uid_next)
            if cursor == end:
                return
            stale = cursor is None or cursor.uidvalidity != end.uidvalidity or cursor.uid_next > end.uid_next
            first = 1 if stale or cursor is None else cursor.uid_next
            found = [_arrival(shelf, item) for item in _in_order(shelf) if item.uid >= first]
            for start in range(0, max(len(found), 1), self.batch):
                part = tuple(found[start : start + self.batch])
                done = start + len(part)
                reached = end if done == len(found) else replace(end, uid_next=part[-1].placement.uid + 1)
                damaged = tuple(self._damaged(a.placement) for a in part if a.placement in self.damaged)
                whole = tuple(arrival for arrival in part if arrival.placement not in self.damaged)
                yield Batch(whole, reached, done, len(found), damaged)

    def again(self, placement: Placement) -> Arrival | Damaged | None:
        with self._call("again"):
            item = self._at(placement)
            if item is not None and placement in self.damaged:
                return self._damaged(placement)
            return _arrival(self._shelf(placement.folder), item) if item else None

    def listing(self, folder: Folder) -> Listing:
        with self._call("listing"):
            shelf = self._shelf(folder.name)
            flags = {item.uid: item.flags for item in _in_order(shelf)}
            if folder.name in self.breaking:
                half = list(flags.items())[: len(flags) // 2]
                return Listing(folder.name, shelf.uidvalidity, dict(half), complete=False)
            return Listing(folder.name, shelf.uidvalidity, flags, complete=True)

    def source(self, placement: Placement, limit: int = 65536) -> bytes | None:
        with self._call("source"):
            item = self._at(placement)
            return item.source[:limit] if item else None

    def append_draft(self, draft: Draft) -> Placement | None:
        with self._call("append_draft"):
            if all(shelf.folder.role is not Role.DRAFTS for shelf in self._shelves.values()):
                self.add_folder("Drafts", Role.DRAFTS)
            return self._put(self._role(Role.DRAFTS), draft.source, self.clock.now(), ("\\Draft",))

    def append_notice(self, source: bytes) -> None:
        with self._call("append_notice"):
            self._put(self.notices, source, self.clock.now(), ())

    def withdraw(self, draft: Draft, at: Placement) -> bool:
        with self._call("withdraw"):
            item = self._at(at)
            trash = next((s.folder.name for s in self._shelves.values() if s.folder.role is Role.TRASH), None)
            if item is None or trash is None or self._shelf(at.folder).folder.role is not Role.DRAFTS:
                return False
            if "\\Deleted" in item.flags or not draft.is_written(item.source):
                return False
            self._relocate(at, trash)
            return True

    def wait(self, timeout: timedelta) -> bool:
        """Never sleeps: says whether anything was delivered, moved or removed since the last call."""
        with self._call("wait"):
            hinted, self.news = self.news, False
            return hinted

    def wake(self) -> None:
        self.news = True

    def abort(self) -> None:
        self.wake()

    def close(self) -> None:
        with self._call("close"):
            pass

    # the world, for tests and rehearsals to play

    def add_folder(self, name: str, role: Role = Role.OTHER) -> Folder:
        folder = Folder(name, role)
        self._validity += 1
        self._shelves[name] = Shelf(folder, self._validity)
        return folder

    def remove_folder(self, name: str) -> None:
        del self._shelves[name]
        self.news = True

    def rename_folder(self, name: str, to: str) -> None:
        """Rename a folder as a server does: UIDVALIDITY and UIDs stay."""
        shelf = self._shelves.pop(name)
        shelf.folder = replace(shelf.folder, name=to)
        self._shelves[to] = shelf
        self.news = True

    def deliver(
        self, folder: str, source: bytes, internal_date: datetime, flags: Iterable[str] = ()
    ) -> Placement:
        """Put a message into a folder as another program or the server would."""
        self.news = True
        return self._put(folder, source, internal_date, flags)

    def remove(self, placement: Placement) -> None:
        """Expunge a message, without a trace."""
        self._taken(placement)
        self.news = True

    def move(self, placement: Placement, folder: str) -> Placement:
        """Move a message as a mail program does: source, date and flags stay, the UID is new."""
        self.news = True
        return self._relocate(placement, folder)

    def flag(self, placement: Placement, *flags: str) -> None:
        """Add flags to a message, as the owner's mail program would."""
        shelf = self._shelf(placement.folder)
        item = shelf.stored[placement.uid]
        shelf.stored[placement.uid] = replace(item, flags=item.flags | frozenset(flags))

    def unflag(self, placement: Placement, *flags: str) -> None:
        """Take flags from a message again."""
        shelf = self._shelf(placement.folder)
        item = shelf.stored[placement.uid]
        shelf.stored[placement.uid] = replace(item, flags=item.flags - frozenset(flags))

    def renumber(self, folder: str) -> int:
        """Give a folder a new UIDVALIDITY and its messages new UIDs from 1 on; says the new UIDVALIDITY."""
        shelf = self._shelf(folder)
        self._validity += 1
        items = _in_order(shelf)
        shelf.stored = {uid: replace(item, uid=uid) for uid, item in enumerate(items, start=1)}
        shelf.uidvalidity, shelf.uid_next = self._validity, len(items) + 1
        self.news = True
        return shelf.uidvalidity

    def everything(self) -> dict[str, tuple[Stored, ...]]:
        """What lies in every folder, in UID order."""
        return {name: tuple(_in_order(shelf)) for name, shelf in self._shelves.items()}

    # below

    @contextmanager
    def _call(self, method: str) -> Iterator[None]:
        self.calls.append(method)
        planned = self.fail_next.pop(method, None)
        fault = planned if isinstance(planned, Fault) or planned is None else Fault(planned)
        if fault and not fault.after:
            raise fault.error
        yield
        if fault:
            raise fault.error

    def _damaged(self, placement: Placement) -> Damaged:
        return Damaged(placement, self.damaged[placement])

    def _renamed(self, known: Sequence[Known]) -> dict[str, str]:
        called = {shelf.uidvalidity: name for name, shelf in self._shelves.items()}
        found = {one.folder.name: called.get(one.cursor.uidvalidity) for one in known}
        return {before: now for before, now in found.items() if now not in (None, before)}

    def _shelf(self, name: str) -> Shelf:
        try:
            return self._shelves[name]
        except KeyError:
            raise OperatorError(f"no folder {name!r}; there are {', '.join(self._shelves)}") from None

    def _role(self, role: Role) -> str:
        for shelf in self._shelves.values():
            if shelf.folder.role is role:
                return shelf.folder.name
        raise OperatorError(f"no {role} folder; there are {', '.join(self._shelves)}")

    def _at(self, placement: Placement) -> Stored | None:
        shelf = self._shelves.get(placement.folder)
        if shelf is None or shelf.uidvalidity != placement.uidvalidity:
            return None
        return shelf.stored.get(placement.uid)

    def _taken(self, placement: Placement) -> Stored:
        item = self._at(placement)
        if item is None:
            raise LookupError(f"nothing at {placement}")
        del self._shelves[placement.folder].stored[placement.uid]
        return item

    def _relocate(self, placement: Placement, folder: str) -> Placement:
        item = self._taken(placement)
        return self._put(folder, item.source, item.internal_date, item.flags)

    def _put(self, folder: str, source: bytes, internal_date: datetime, flags: Iterable[str]) -> Placement:
        shelf = self._shelf(folder)
        uid = shelf.uid_next
        # Servers keep INTERNALDATE to the second.
        instant = internal_date.astimezone(UTC).replace(microsecond=0)
        shelf.stored[uid] = Stored(uid, canonical_lines(source), instant, frozenset(flags))
        shelf.uid_next += 1
        return Placement(folder, shelf.uidvalidity, uid)


def _in_order(shelf: Shelf) -> list[Stored]:
    return sorted(shelf.stored.values(), key=lambda item: item.uid)


def _arrival(shelf: Shelf, item: Stored) -> Arrival:
    header = select_fields(item.source)
    if dates_disagree(header, item.internal_date):
        header = header.removesuffix(b"\r\n") + select_fields(item.source, TRACE)
    placement = Placement(shelf.folder.name, shelf.uidvalidity, item.uid)
    return Arrival(placement, item.internal_date, len(item.source), item.flags, header)
