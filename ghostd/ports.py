"""What the service needs of the world, and nothing more: the port is the permission list.

`Mailbox` can read, append a draft or a notice, and withdraw its own untouched draft. It has no send, no flag
and no general delete, so that "a human approves" is a fact of the types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from ghostd.core.conversations import Client
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
from ghostd.core.messages import Message, Placement
from ghostd.core.money.invoices import Invoice
from ghostd.core.playbook.events import Intent
from ghostd.core.playbook.model import Case, Entry
from ghostd.core.quarantine import Quarantined
from ghostd.core.replies.attachments import Attachment, Task
from ghostd.core.replies.facts import Rendered
from ghostd.core.review import Draft, Sighting


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, in UTC and aware."""
        ...


class Mailbox(Protocol):
    """One account's mailbox. Folders are opened with EXAMINE and fetched with PEEK, except to withdraw.

    Every method may raise `Unavailable` or `LoginRefused`; after either the next call connects afresh.
    """

    def folders(self, known: Sequence[Known] = ()) -> Folders:
        """Every watched folder plus all of Sent, Drafts, Trash and the archive, each once.

        A folder of `known` that stands under another name is followed there, and one that is gone is done
        without. What was never seen and yet is named, or needed, is an `OperatorError`.
        """
        ...

    def status(self, folder: Folder) -> Status:
        """What tells in one round trip whether something came or went since the last reading."""
        ...

    def arrivals(self, folder: Folder, cursor: Cursor | None, *, careful: bool = False) -> Iterator[Batch]:
        """What came since `cursor`; everything when it is None or the folder's UIDVALIDITY is another.

        A message that the server declines to give alone is named as damaged, and the others come. With
        `careful` so is one at which the connection breaks off each time.
        """
        ...

    def again(self, placement: Placement) -> Arrival | Damaged | None:
        """One message that could not be read before; None when it is not there any more."""
        ...

    def listing(self, folder: Folder) -> Listing:
        """All UIDs there are now."""
        ...

    def source(self, placement: Placement, limit: int = 65536) -> bytes | None:
        """The first `limit` bytes of the whole message; None when it is not there any more."""
        ...

    def append_draft(self, draft: Draft) -> Placement | None:
        """Append `draft.source` to Drafts, once; None when the server gave no UID. A Drafts folder that a
        mail program has removed is made again.

        Raises `Declined` when the server says no to this one, and `Unavailable` when the outcome is unknown.
        It is never tried again from here.
        """
        ...

    def append_notice(self, source: bytes) -> None:
        """Append a notice for the owner to the configured folder, unread; `Declined` as with a draft."""
        ...

    def withdraw(self, draft: Draft, at: Placement) -> bool:
        """Move our own untouched draft to Trash; False when what lies there is no longer exactly ours, or the
        server has no safe way. What broke off half way is gone on with."""
        ...

    def wait(self, timeout: timedelta) -> bool:
        """Sleep until the server hints at news (True) or the time is over (False)."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Order:
    """A command of the owner's, as the CLI stored it for the next tick."""

    id: int
    at: datetime
    verb: str
    client: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was removed about a client; `kept` counts the mails that another client is a party of.

    `lying` are those of the removed mails that were in Drafts when it was last read: it is read anew.
    """

    cases: int
    drafts: int
    mails: int
    kept: int
    lying: int


class Ledger(Protocol):
    """One account's memory. Within `transaction()` all or nothing is kept; each writer alone commits, too."""

    def transaction(self) -> AbstractContextManager[None]: ...

    # the mirror of the mailbox
    @property
    def revision(self) -> int:
        """Another number whenever what `messages` gives may be another than before; within one opening."""
        ...

    def cursor(self, folder: str) -> Cursor | None: ...
    def store(self, folder: Folder, messages: Sequence[tuple[Placement, Message]], cursor: Cursor) -> None:
        """Keep the messages and the cursor in one transaction; a placement that is known stays as it is."""
        ...

    def folders(self) -> list[Known]:
        """Every folder that was ever read under its last name, in the order they were first read."""
        ...

    def held(self, folder: str) -> int:
        """How many messages the folder holds if none has left it since it was last listed."""
        ...

    def rename(self, before: str, now: str) -> None:
        """The folder `before` is called `now`: its mail and its cursor are, and the drafts that lie in it."""
        ...

    def forget_missing(self, folder: str, uidvalidity: int, present: frozenset[int]) -> int:
        """Drop from the mirror of `folder` what is not present there any more; says how many."""
        ...

    def mark_missing(self, folder: str, uidvalidity: int, present: frozenset[int], held: int) -> int:
        """Remember of what is not present in `folder` that it has left; says how much newly has.

        It stays mail that was sent, got or answered. `held` is how many messages the folder says it holds.
        """
        ...

    def messages(self, client: Client, until: datetime) -> list[Message]:
        """All mail outside Drafts up to `until` that a person of the client sent or got, or that answers it.

        In time order; a message found in several folders comes once. Others' mail in Trash and Junk
        counts; the owner's own mail in Trash does not: a discarded draft lies there and was never sent.
        """
        ...

    def sightings(self, role: Role, since: datetime) -> list[Sighting]:
        """What lies in the folders of a role (Drafts: all of it; else what is dated at or after `since`).

        In Sent and INBOX what has left since counts, too: it was sent, or came.
        """
        ...

    def came(self, since: datetime, until: datetime) -> list[tuple[datetime, bool]]:
        """When others' mail came between two instants, and whether a person wrote it, in time order.

        A message found in several folders comes as often; what lies in Drafts and Sent does not count.
        """
        ...

    def find(self, message_id: str) -> list[tuple[Role, Placement]]:
        """Where a Message-ID was seen, Drafts and Trash included; there it may lie no more, but in Drafts."""
        ...

    # what could not be read
    def quarantine(self, damaged: Damaged, at: datetime) -> bool:
        """Set a message aside, and say whether it is new there; one that is known stays as it is."""
        ...

    def quarantined(self) -> list[Quarantined]:
        """The messages set aside, oldest first."""
        ...

    def retried(self, placement: Placement, at: datetime) -> None:
        """It is tried again."""
        ...

    def release(self, placement: Placement) -> None:
        """The message was read after all, or is gone."""
        ...

    def stumbles(self, folder: str) -> int:
        """How many times in a row the reading of a folder's news broke off."""
        ...

    def note_stumbles(self, folder: str, times: int) -> None: ...

    # what is primary
    def known_since(self, client: str, now: datetime) -> datetime:
        """Since when a client is watched: the earliest `now` it was asked for with."""
        ...

    def cases(self, *, closed: bool = False) -> list[Case]:
        """The open cases in order of opening; with `closed`, all of them."""
        ...

    def save(
        self, before: Case | None, after: Case, intents: Sequence[Intent], entries: Sequence[Entry]
    ) -> Case:
        """Commit a transition with its intents and log entries; gives the case with its id.

        Raises `Bug` when the stored case is not `before` (phase and step), leaving all as it was.
        """
        ...

    def entries(self, case: Case) -> list[Entry]: ...
    def intents(self) -> list[tuple[int, Intent]]:
        """The intents not yet performed, oldest first."""
        ...

    def settle(self, intent_id: int) -> None:
        """The intent has been performed, or need not be any more."""
        ...

    def drafts(self, case: Case | None = None) -> list[Draft]:
        """The drafts of a case, or all undecided ones, oldest first."""
        ...

    def drafts_since(self, at: datetime) -> int:
        """How many drafts were appended at or after `at`."""
        ...

    def forget_words(self, before: datetime) -> int:
        """Drop the texts of the drafts of cases closed before then, and say of how many."""
        ...

    def keep(self, draft: Draft) -> None:
        """Insert or replace a draft's record by its Message-ID."""
        ...

    # the owner's commands and the account's health
    def order(self, at: datetime, verb: str, client: str, argument: str = "") -> None: ...
    def orders(self) -> list[Order]: ...
    def obey(self, order_id: int) -> None:
        """The order has been taken."""
        ...

    def pauses(self) -> Mapping[str, datetime | None]:
        """Paused clients, each with the instant it ends (None: until resumed)."""
        ...

    def pause(self, client: str, until: datetime | None) -> None: ...
    def resume(self, client: str) -> None: ...
    def health(self) -> Mapping[str, Any]:
        """`last_sync` (datetime or None) and `problem` (text or None)."""
        ...

    def note_health(
        self, *, last_sync: datetime | None = None, problem: str | None = None, at: datetime | None = None
    ) -> None:
        """A sync that went well clears the problem; a problem leaves the last good sync as it was.

        `at` is when a pass failed for the problem.
        """
        ...

    def troubled(self) -> datetime | None:
        """Since when every pass has failed; None when the last one went well."""
        ...

    def noticed(self) -> datetime | None:
        """When the owner was last written a notice."""
        ...

    def note_notice(self, at: datetime) -> None: ...

    def close(self) -> None: ...


class Render(Protocol):
    def render(self, template: str, language: str, facts: Mapping[str, object]) -> Rendered:
        """The template's text for these facts; a name they lack is a `ConfigError`, never an empty hole."""
        ...

    def language_of(self, texts: Sequence[str]) -> str | None:
        """Which of the languages there are templates for some letters are written in; None when in doubt."""
        ...

    def entries(self, task: Task) -> tuple[Attachment, ...]:
        """What a phone's calendar and a list of tasks take for a task."""
        ...


class Books(Protocol):
    """The owner's own files about money, as they are at this moment."""

    def invoices(self, client: str) -> Sequence[Invoice] | None:
        """The client's invoices, oldest first; None when nothing is known. `OperatorError` for a bad file."""
        ...

    def enclosures(self, client: str, pattern: str) -> tuple[Attachment, ...]:
        """The owner's files that go with a draft to the client, by the pattern that the configuration has."""
        ...


class NoBooks:
    """The books of an owner who keeps none."""

    def invoices(self, client: str) -> Sequence[Invoice] | None:
        return None

    def enclosures(self, client: str, pattern: str) -> tuple[Attachment, ...]:
        return ()


class Progress(Protocol):
    def imported(self, folder: str, done: int, total: int) -> None:
        """Called after each stored batch."""
        ...
