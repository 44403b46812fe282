"""The words for what a mailbox shows: folders, how far each was read, and what came in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ghostd.core.messages import Placement


class Role(StrEnum):
    """What a folder is for (RFC 6154); an archive is a folder that shows all mail, drafts included."""

    INBOX = "inbox"
    SENT = "sent"
    DRAFTS = "drafts"
    TRASH = "trash"
    JUNK = "junk"
    ARCHIVE = "archive"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Folder:
    """A selectable folder; `name` is decoded (not modified UTF-7)."""

    name: str
    role: Role = Role.OTHER


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder has been read: every UID below `uid_next` under `uidvalidity` is stored."""

    uidvalidity: int
    uid_next: int


@dataclass(frozen=True, slots=True)
class Known:
    """A folder as the mirror has it: what it was called before, how far it was read, how many messages it
    holds if none has left it since, and some of its newest Message-IDs by UID, to know it again by."""

    folder: Folder
    cursor: Cursor
    formerly: tuple[str, ...] = ()
    held: int = 0
    sample: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders there are, and what has become of those known before.

    `renamed` leads from a known name to the present one. `lost` are the roles whose folder is gone with none
    in its place: what would lie there cannot be seen. `problems` say what the owner should mend, a line each.
    """

    here: tuple[Folder, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    lost: frozenset[Role] = frozenset()
    problems: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Folder]:
        return iter(self.here)

    def __len__(self) -> int:
        return len(self.here)


@dataclass(frozen=True, slots=True)
class Status:
    """What a folder says of itself without being read; None where the server does not tell."""

    uidvalidity: int
    uid_next: int | None
    messages: int | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message as the server gave it; `header` holds the wanted fields: any bytes, 256 kB at most."""

    placement: Placement
    internal_date: datetime
    size: int
    flags: frozenset[str]
    header: bytes


@dataclass(frozen=True, slots=True)
class Damaged:
    """A message that is there and cannot be read, and why: in the server's words, or in ours."""

    placement: Placement
    why: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some arrivals in UID order, and the cursor that may be stored in the transaction that stores them.

    `done` and `total` count this folder's messages within this reading, for a progress bar. `damaged` are
    messages that the cursor leads beyond although they could not be read.
    """

    arrivals: tuple[Arrival, ...]
    cursor: Cursor
    done: int
    total: int
    damaged: tuple[Damaged, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """All UIDs of a folder with their flags at one moment; `complete` is False when the server broke off."""

    folder: str
    uidvalidity: int
    flags: Mapping[int, frozenset[str]]
    complete: bool
