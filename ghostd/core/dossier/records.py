"""What a dossier is made of: messages, drafts and cases as they were found, and the files they became."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from ghostd.core.conversations import Client, Owner, Side
from ghostd.core.engagement import Engagement
from ghostd.core.folders import Role
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.silence import Usual
from ghostd.core.messages import Message, Placement
from ghostd.core.money.invoices import Invoice
from ghostd.core.playbook.model import Case, Entry
from ghostd.core.review import Draft


class Place(NamedTuple):
    """Where a copy may lie, and what that folder is for."""

    role: Role
    placement: Placement


class File(NamedTuple):
    """A file of the dossier: its name within it, its SHA-256 in hexadecimal, and the folder of the mailbox
    that its bytes were read from (empty: they were ghostd's own)."""

    name: str
    digest: str
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message between the two, and where its original may lie, the likeliest place first."""

    account: str
    message: Message
    side: Side
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A draft of ours; `places` are where a copy may lie if ghostd has kept no text of it."""

    account: str
    draft: Draft
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """A case with its history, oldest entry first."""

    account: str
    case: Case
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What one account holds about the client. `usual` is None where there is no mail; `own` is how long the
    owner took to answer, each time, in working time of nine hours a day."""

    account: str
    owner: Owner
    calendar: Calendar
    letters: tuple[Letter, ...] = ()
    drafts: tuple[Written, ...] = ()
    courses: tuple[Course, ...] = ()
    usual: Usual | None = None
    own: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A message of the dossier. `file` is None when its original could not be had: it lies in no folder any
    more, or (`too_large`) is larger than a message may be. `copy_of` is the number of the same message in
    another account."""

    number: int
    letter: Letter
    file: File | None = None
    too_large: bool = False
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft of the dossier; `became` is the number of the message it was sent as, where that is known."""

    number: int
    written: Written
    file: File | None = None
    became: int | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """The whole, in time order; `invoices` is None when nothing is known of any."""

    client: Client
    at: datetime
    accounts: tuple[Found, ...]
    messages: tuple[Kept, ...]
    drafts: tuple[KeptDraft, ...]
    courses: tuple[Course, ...]
    engagement: Engagement = field(default_factory=Engagement)
    invoices: tuple[Invoice, ...] | None = None

    @property
    def several(self) -> bool:
        """Whether it must be said which account something comes from."""
        return len(self.accounts) > 1

    @property
    def distinct(self) -> tuple[Kept, ...]:
        """The messages without the copies that other accounts hold of them."""
        return tuple(kept for kept in self.messages if kept.copy_of is None)

    @property
    def missing(self) -> tuple[Kept, ...]:
        """The messages whose originals are not in the dossier."""
        return tuple(kept for kept in self.messages if kept.file is None)

    def number_of(self, account: str, identity: str) -> int | None:
        """The number of a message, by preference as this account has it."""
        found = [kept for kept in self.messages if kept.letter.message.identity == identity]
        mine = [kept for kept in found if kept.letter.account == account]
        return next((kept.number for kept in (*mine, *found)), None)


def in_order(found: Sequence[Found]) -> tuple[Kept, ...]:
    """All messages of all accounts by time, numbered from 1, and none with its file yet."""
    letters = [letter for one in found for letter in one.letters]
    letters.sort(key=lambda letter: (letter.message.at, letter.message.identity, letter.account))
    first: dict[str, int] = {}
    kept = []
    for number, letter in enumerate(letters, start=1):
        earlier = first.setdefault(letter.message.message_id or f"none {number}", number)
        kept.append(Kept(number, letter, copy_of=earlier if earlier != number else None))
    return tuple(kept)


def drafts_in_order(found: Sequence[Found]) -> tuple[Written, ...]:
    """All drafts of all accounts by when they were written."""
    drafts = [written for one in found for written in one.drafts]
    return tuple(sorted(drafts, key=lambda w: (w.draft.created, w.draft.message_id)))


def courses_in_order(found: Sequence[Found]) -> tuple[Course, ...]:
    """All cases of all accounts by when they were opened."""
    courses = [course for one in found for course in one.courses]
    return tuple(sorted(courses, key=lambda c: (c.case.opened, c.account, c.case.id or 0)))


def drafts_kept(
    drafts: Sequence[Written], files: Sequence[File | None], messages: Sequence[Kept]
) -> tuple[KeptDraft, ...]:
    """The drafts with their files, each led to the message that it was sent as."""
    numbers: dict[tuple[str, str], int] = {}
    for kept in messages:
        if kept.letter.side is Side.OWNER and kept.letter.message.message_id:
            numbers[kept.letter.account, kept.letter.message.message_id] = kept.number
    out = []
    for number, (written, file) in enumerate(zip(drafts, files, strict=True), start=1):
        became = None
        if written.draft.verdict.sent:
            borne = (*reversed(written.draft.chain), written.draft.message_id)
            became = next((n for b in borne if (n := numbers.get((written.account, b)))), None)
        out.append(KeptDraft(number, written, file, became))
    return tuple(out)
