"""The mirror follows the mailbox: its folders, the headers in them, and what has left those that matter."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ghostd.core.folders import Folder, Folders, Known, Listing, Role, Status
from ghostd.core.messages import Placement
from ghostd.core.practice import Practice
from ghostd.errors import LoginRefused, OperatorError, Unavailable
from ghostd.ports import Ledger, Mailbox, Progress
from ghostd.service.intake import Intake
from ghostd.service.reading import Reader

EVER = datetime(1970, 1, 1, tzinfo=UTC)

DELETED, SEEN = "\\deleted", "\\seen"


HELD = frozenset({Role.SENT, Role.TRASH, Role.ARCHIVE})
"""The roles of which it matters what lies there still; what is in Drafts is listed at each look."""

LOOKS = 3
"""How often the folders are read from the start when they change while they are read."""

log = logging.getLogger("ghostd")


@dataclass(frozen=True, slots=True)
class Mirrored:
    """How many messages were new, and what in Drafts is flagged as seen and as deleted.

    `lost` are the roles (Sent, Trash) whose folder is gone with none in its place, so that nothing follows
    from not finding something there; `problem` is what the owner should mend, in one line, or empty.
    `faults` are our own, with single messages, which were set aside.
    """

    messages: int = 0
    looked: frozenset[Placement] = frozenset()
    deleted: frozenset[Placement] = frozenset()
    lost: frozenset[Role] = frozenset()
    problem: str = ""
    faults: tuple[Exception, ...] = ()


def mirror(
    practice: Practice, mailbox: Mailbox, ledger: Ledger, now: datetime, progress: Progress | None = None
) -> Mirrored:
    """Store what has come in every folder, forget what left Drafts, and mark what left Sent, Trash and the
    archive.

    A folder's cursor advances in the transaction that stores its messages. Folders that are renamed are
    followed, those that are gone are done without; where that happens meanwhile, all are looked at again.
    """
    before, intake = 0, Intake(Reader.at(practice, mailbox, now), ledger, now)
    for left in reversed(range(LOOKS)):
        folders = _found(mailbox, ledger)
        found = Mirrored(before, lost=folders.lost, problem="; ".join(folders.problems))
        for folder in folders:
            try:
                found = _joined(found, _follow(intake, mailbox, ledger, folder, progress))
            except LoginRefused:
                raise
            except OperatorError:
                if not left or folder.name in {one.name for one in mailbox.folders(ledger.folders())}:
                    raise
                # A mail program has removed or renamed it while we read.
                before = found.messages
                break
        else:
            back = intake.try_again(folders)
            return replace(found, messages=found.messages + back, faults=tuple(intake.faults))
    raise Unavailable("the folders were changing while they were read; they will be read again")


def _joined(one: Mirrored, other: Mirrored) -> Mirrored:
    return replace(
        one,
        messages=one.messages + other.messages,
        looked=one.looked | other.looked,
        deleted=one.deleted | other.deleted,
    )


def _found(mailbox: Mailbox, ledger: Ledger) -> Folders:
    """The folders there are; what was renamed is called so in the mirror, and what is gone holds nothing."""
    known = ledger.folders()
    folders = mailbox.folders(known)
    for before, now in folders.renamed.items():
        ledger.rename(before, now)
        log.info("folder.renamed from=%r to=%r", before, now)
    there = {folder.name for folder in folders} | folders.renamed.keys()
    for one in known:
        if (one.held or one.folder.role is Role.DRAFTS) and one.folder.name not in there:
            _empty(ledger, one)
    return folders


def _empty(ledger: Ledger, gone: Known) -> None:
    """Nothing lies in a folder that is gone. Some programs remove Drafts whenever its last draft is gone, and
    make it anew later."""
    name, uidvalidity = gone.folder.name, gone.cursor.uidvalidity
    if gone.folder.role is Role.DRAFTS:
        ledger.forget_missing(name, uidvalidity, frozenset())
    elif gone.folder.role in HELD:
        ledger.mark_missing(name, uidvalidity, frozenset(), 0)


def _follow(
    intake: Intake, mailbox: Mailbox, ledger: Ledger, folder: Folder, progress: Progress | None
) -> Mirrored:
    status, cursor = mailbox.status(folder), ledger.cursor(folder.name)
    new = 0
    if cursor is None or (cursor.uidvalidity, cursor.uid_next) != (status.uidvalidity, status.uid_next):
        new = intake.read_news(folder, progress)
        status = mailbox.status(folder) if folder.role in HELD else status
    if folder.role is Role.DRAFTS:
        drafts = _follow_drafts(intake, mailbox, ledger, folder)
        return replace(drafts, messages=new + drafts.messages)
    if folder.role in HELD:
        _follow_leavers(mailbox, ledger, folder, status)
    return Mirrored(new)


def _follow_leavers(mailbox: Mailbox, ledger: Ledger, folder: Folder, status: Status) -> None:
    """Only where the number of messages says that some have left is the folder listed."""
    if status.messages in (None, ledger.held(folder.name)):
        return
    listing = _listed(mailbox, folder)
    ledger.mark_missing(folder.name, listing.uidvalidity, frozenset(listing.flags), status.messages or 0)


def _listed(mailbox: Mailbox, folder: Folder) -> Listing:
    listing = mailbox.listing(folder)
    if not listing.complete:
        raise Unavailable(f"the server broke off while listing {folder.name}; it will be tried again")
    return listing


def _follow_drafts(intake: Intake, mailbox: Mailbox, ledger: Ledger, folder: Folder) -> Mirrored:
    """A draft that is flagged deleted is as good as gone; an incomplete listing proves nothing."""
    listing = _listed(mailbox, folder)
    deleted, looked = _flagged(listing, DELETED), _flagged(listing, SEEN)
    present = {Placement(folder.name, listing.uidvalidity, uid) for uid in listing.flags} - deleted
    ledger.forget_missing(folder.name, listing.uidvalidity, frozenset(place.uid for place in present))
    again = 0
    if _overlooked(ledger, present):
        # What was flagged deleted was forgotten, and has been taken back: it is older than the cursor.
        again = _read_again(intake, mailbox, folder, listing.uidvalidity, present)
    return Mirrored(again, looked, deleted)


def _flagged(listing: Listing, flag: str) -> frozenset[Placement]:
    return frozenset(
        Placement(listing.folder, listing.uidvalidity, uid)
        for uid, flags in listing.flags.items()
        if flag in {one.casefold() for one in flags}
    )


def _overlooked(ledger: Ledger, present: Iterable[Placement]) -> bool:
    known = {s.placement for s in ledger.sightings(Role.DRAFTS, EVER)}
    known |= {one.placement for one in ledger.quarantined()}
    cursors = {place.folder: ledger.cursor(place.folder) for place in present}
    return any(
        place not in known
        and (cursor := cursors[place.folder]) is not None
        and place.uidvalidity == cursor.uidvalidity
        and place.uid < cursor.uid_next
        for place in present
    )


def _read_again(
    intake: Intake, mailbox: Mailbox, folder: Folder, uidvalidity: int, present: Iterable[Placement]
) -> int:
    new, wanted = 0, frozenset(present)
    for batch in mailbox.arrivals(folder, None):
        if batch.cursor.uidvalidity == uidvalidity:
            back = tuple(arrival for arrival in batch.arrivals if arrival.placement in wanted)
            new += intake.take(folder, replace(batch, arrivals=back))
    return new
