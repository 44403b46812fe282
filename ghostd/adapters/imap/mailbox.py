"""The `Mailbox` port over IMAP: reads, appends, and withdraws its own untouched draft; nothing else."""

from __future__ import annotations

import contextlib
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.connection import READ_SECONDS, Connection, connect, explain
from ghostd.adapters.imap.fetch import Fetched, fetch_arrivals, fetch_flags, fetch_source, fetch_uids
from ghostd.adapters.imap.fields import date_of
from ghostd.adapters.imap.folders import Layout, inbox_name, lay_out
from ghostd.adapters.imap.gate import Gate
from ghostd.adapters.imap.interrupt import Interrupt
from ghostd.adapters.imap.ranges import first_new, ranges_of
from ghostd.adapters.imap.renamed import Renamings
from ghostd.adapters.imap.salvage import WIDTH, Salvage
from ghostd.adapters.imap.session import Session, append_refused, too_big
from ghostd.adapters.imap.waiting import Waiting
from ghostd.adapters.imap.wire import FOREIGN, PASSING, ROOM, Refused
from ghostd.adapters.imap.withdrawal import withdraw
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
from ghostd.core.review import Draft
from ghostd.errors import Declined, OperatorError, Unavailable

BATCH = 2000
"""Messages a round trip: enough that the round trips do not count, few enough to store in one transaction."""

PROBE_AFTER = 60.0


class ImapMailbox:
    """One account on an IMAP server, with two connections at most: one to work, one to wait.

    `commands` is called with the verb of every command sent. `wake` and `abort` may be called from another
    thread or a signal handler; after `abort` every call raises `Unavailable`. `patience` is how many seconds
    an answer may take. `heard`, which may be set, is called as answers come to whoever does not just wait.
    """

    def __init__(
        self,
        account: ImapAccount,
        *,
        commands: Callable[[str], None] | None = None,
        tls: ssl.SSLContext | None = None,
        batch: int = BATCH,
        patience: float = READ_SECONDS,
    ) -> None:
        self.account = account
        self.commands = commands
        self.heard: Callable[[], None] = lambda: None
        self._tls = tls
        self._batch = batch
        self._patience = patience
        self._interrupt = Interrupt()
        self._gate = Gate()
        self._session: Session | None = None
        self._layout: Layout | None = None
        self._known: Sequence[Known] = ()
        self._renamings = Renamings()
        self._renamed: dict[str, str] = {}
        self._waiting = Waiting(account, self._interrupt, self._connected)
        self._read: dict[str, int] = {}
        self._closed = False

    def folders(self, known: Sequence[Known] = ()) -> Folders:
        self._layout, self._known = None, known
        layout = self._laid_out()
        return Folders(layout.folders, dict(self._renamed), layout.lost, layout.problems)

    def status(self, folder: Folder) -> Status:
        with self._at_work(f"looking at {folder.name}") as session:
            state = session.status(folder.name)
        if state.uid_next is not None:
            # What the caller has been told of needs no hint any more: it reads it, or tries again.
            self._read[folder.name] = state.uid_next
        return Status(state.uidvalidity, state.uid_next, state.exists)

    def arrivals(self, folder: Folder, cursor: Cursor | None, *, careful: bool = False) -> Iterator[Batch]:
        with self._at_work(f"reading {folder.name}") as session:
            known = session.status(folder.name)
            if cursor and cursor == Cursor(known.uidvalidity, known.uid_next or 0):
                self._read[folder.name] = cursor.uid_next
                return
            state = session.examine(folder.name)
            first = first_new(cursor, state)
            ranges = ranges_of(session, state, first, min(self._batch, WIDTH) if careful else self._batch)
        total = sum(count for _, _, count in ranges)
        done, end = 0, state.uid_next or max((last + 1 for _, last, _ in ranges), default=first)
        for number, (low, high, count) in enumerate(ranges, start=1):
            salvage = self._salvage(folder.name, state.uidvalidity, careful)
            found = salvage.read(low, high)
            done += count or len(found)
            reached = Cursor(state.uidvalidity, end if number == len(ranges) else high + 1)
            yield Batch(tuple(found), reached, done, total or len(found), tuple(salvage.damaged))
        if not ranges:
            yield Batch((), Cursor(state.uidvalidity, end), 0, 0)
        self._read[folder.name] = end

    def again(self, placement: Placement) -> Arrival | Damaged | None:
        with self._at_work(f"reading {placement.folder}") as session:
            if session.examine(placement.folder).uidvalidity != placement.uidvalidity:
                return None
        salvage = self._salvage(placement.folder, placement.uidvalidity, careful=True)
        for arrival in salvage.read(placement.uid, placement.uid):
            return arrival
        return next(iter(salvage.damaged), None)

    def listing(self, folder: Folder) -> Listing:
        with self._at_work(f"listing {folder.name}") as session:
            state = session.examine(folder.name)
            flags = fetch_flags(session.connection.imap) if state.exists != 0 else {}
            # Read to the tagged OK, or an error was raised. Yet a server may say OK and hold back a part.
            complete = state.exists is None or len(flags) >= state.exists
            return Listing(folder.name, state.uidvalidity, flags, complete)

    def source(self, placement: Placement, limit: int = 65536) -> bytes | None:
        with self._at_work(f"reading {placement.folder}") as session:
            # Opened afresh: in a folder that stays open, Dovecot goes on giving what was expunged elsewhere.
            state = session.examine(placement.folder)
            if state.uidvalidity != placement.uidvalidity:
                return None
            found = fetch_source(session.connection.imap, placement.uid, limit)
            return found[0] if found else None

    def append_draft(self, draft: Draft) -> Placement | None:
        layout = self._laid_out()
        if not layout.drafts_there:
            with self._at_work(f"making the folder {layout.drafts} again") as session:
                session.create(layout.drafts)
            self._layout = None
        return self._append(layout.drafts, draft.source, "(\\Draft)", draft.created)

    def append_notice(self, source: bytes) -> None:
        self._append(self._laid_out().notices, source, "", date_of(source))

    def withdraw(self, draft: Draft, at: Placement) -> bool:
        layout = self._laid_out()
        if Folder(at.folder, Role.DRAFTS) not in layout.folders:
            return False
        with self._at_work(f"withdrawing a draft from {at.folder}", ROOM) as session:
            try:
                return withdraw(session, draft, at, layout)
            finally:
                # Read-only again, and not by CLOSE, which would expunge what the owner has marked.
                self._leave(session, at.folder)

    def wait(self, timeout: timedelta) -> bool:
        self._interrupt.check()
        session = self._session
        can_idle = session is None or session.connection.has("IDLE")
        return self._waiting.wait(timeout.total_seconds(), can_idle, self._read.get("INBOX"))

    def wake(self) -> None:
        """End the present `wait`, or the next one, with True."""
        self._interrupt.wake()

    def abort(self) -> None:
        """End whatever is going on at once and for good."""
        self._interrupt.abort()

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._waiting.stop()
        session, self._session = self._session, None
        if session:
            session.connection.farewell()
        self._interrupt.aborted = True
        self._interrupt.close()

    # below: one live session, and the border where the libraries' exceptions end

    def _admit(self, command: bytes) -> None:
        verb = self._gate.permitted(command)
        if self.commands:
            self.commands(verb)

    @contextlib.contextmanager
    def _at_work(self, doing: str, declining: frozenset[str] = frozenset()) -> Iterator[Session]:
        """The connection, to do one thing with; `declining` are the codes that are about that thing here."""
        session = self._live()
        try:
            yield session
        except Refused as refused:
            kind = Unavailable if refused.code in PASSING - declining else Declined
            raise kind(f"{self.account.where}: the server refuses {doing} ({refused})") from None
        except OperatorError:
            raise
        except BaseException as error:
            # Whatever it was, the answer has not been read to its end.
            self._session = None
            session.connection.discard()
            self._interrupt.check()
            if isinstance(error, FOREIGN):
                why = explain(error, session.connection.said)
                raise Unavailable(f"{self.account.where}: {doing} broke off; {why}") from None
            raise
        session.connection.used = time.monotonic()

    def _live(self) -> Session:
        self._interrupt.check()
        session, self._session = self._session, None
        if session and time.monotonic() - session.connection.used > PROBE_AFTER and not alive(session):
            session.connection.discard()
            session = None
        self._session = session or Session(self._connected())
        return self._session

    def _connected(self) -> Connection:
        connection = connect(self.account, self._interrupt, self._admit, self._tls, self._patience)
        connection.imap.heard = lambda: self.heard()
        return connection

    def _laid_out(self) -> Layout:
        if self._layout is None:
            fresh = self._session is None
            try:
                self._layout = self._list()
            except Unavailable:
                if fresh:
                    raise
                # Some servers serve a connection no more whose opened folder was renamed or removed.
                self._layout = self._list()
        return self._layout

    def _list(self) -> Layout:
        with self._at_work("listing the folders") as session:
            listed = session.list_folders()
            names = [inbox_name(folder.name) for folder in listed if folder.selectable]
            self._renamed = self._renamings.find(session, names, self._known)
            layout = lay_out(self.account, listed, self._known, self._renamed)
        drafts = [layout.drafts, *(f.name for f in layout.folders if f.role is Role.DRAFTS)]
        self._gate.know(drafts=drafts, trash=layout.trash, notices=layout.notices)
        return layout

    def _salvage(self, folder: str, uidvalidity: int, careful: bool) -> Salvage:
        """What reads the folder range by range, each on a connection that serves."""

        def fetch(low: int, high: int) -> Fetched:
            with self._at_work(f"reading {folder}") as session:
                self._reopen(session, folder, uidvalidity)
                return fetch_arrivals(session.connection.imap, folder, uidvalidity, low, high)

        def listed(low: int, high: int) -> list[int]:
            with self._at_work(f"reading {folder}") as session:
                self._reopen(session, folder, uidvalidity)
                return fetch_uids(session.connection.imap, low, high)

        return Salvage(lambda uid: Placement(folder, uidvalidity, uid), fetch, listed, careful)

    def _reopen(self, session: Session, folder: str, uidvalidity: int) -> None:
        """Make sure the folder is open; between two batches the caller may have done anything."""
        if session.opened and session.opened[0] == folder:
            return
        if session.examine(folder).uidvalidity != uidvalidity:
            raise Unavailable(
                f"{self.account.where}: {folder} was renumbered while it was read; it is read again"
            )

    def _append(self, folder: str, source: bytes, flags: str, at: datetime | None) -> Placement | None:
        with self._at_work(f"appending to {folder}", ROOM) as session:
            limit = session.append_limit
            if limit is not None and len(source) > limit:
                why = too_big(f"one of {len(source)} bytes", f"{limit} at the most")
                raise Declined(f"{self.account.where}: {why}")
            try:
                given = session.append(folder, source, flags, at)
            except Refused as refused:
                if refused.code in PASSING - ROOM:
                    raise
                why = append_refused(folder, refused, len(source))
                raise Declined(f"{self.account.where}: {why}") from None
        return Placement(folder, *given) if given else None

    def _leave(self, session: Session, folder: str) -> None:
        if self._session is session:
            with contextlib.suppress(Refused):
                session.examine(folder)


def alive(session: Session) -> bool:
    """Whether a connection that rested for long still answers."""
    try:
        session.exchange(b"NOOP")
    except (*FOREIGN, Refused):
        return False
    return True
