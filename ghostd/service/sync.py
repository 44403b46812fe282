"""The mirror follows the mailbox: headers of all folders, and what is still in Drafts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ghostd.core.arrivals import read
from ghostd.core.arrivals.away import away_in_text
from ghostd.core.messages import Kind, Message, Placement
from ghostd.core.practice import Practice
from ghostd.core.reports import read_report
from ghostd.core.text import body_text
from ghostd.errors import LoginRefused, OperatorError, Unavailable
from ghostd.ports import Arrival, Folder, Ledger, Listing, Mailbox, Progress, Role

EVER = datetime(1970, 1, 1, tzinfo=UTC)

DELETED, SEEN = "\\deleted", "\\seen"


@dataclass(frozen=True, slots=True)
class Mirrored:
    """How many messages were new, and what in Drafts is flagged as seen and as deleted."""

    messages: int = 0
    looked: frozenset[Placement] = frozenset()
    deleted: frozenset[Placement] = frozenset()


def mirror(
    practice: Practice, mailbox: Mailbox, ledger: Ledger, progress: Progress | None = None
) -> Mirrored:
    """Store what has come in every folder, and forget what left Drafts.

    A folder's cursor advances in the transaction that stores its messages.
    """
    folders = mailbox.folders(ledger.known_drafts())
    _forget_lost_drafts(ledger, folders)
    new, drafts = 0, Mirrored()
    for folder in folders:
        try:
            new += _follow(practice, mailbox, ledger, folder, progress)
            if folder.role is Role.DRAFTS:
                drafts = _follow_drafts(practice, mailbox, ledger, folder)
        except LoginRefused:
            raise
        except OperatorError:
            there = mailbox.folders(ledger.known_drafts())
            if folder.name in {one.name for one in there}:
                raise
            # A mail program has removed it while we read; what lay there is gone with it.
            _forget_lost_drafts(ledger, there)
    return replace(drafts, messages=new + drafts.messages)


def _forget_lost_drafts(ledger: Ledger, folders: Sequence[Folder]) -> None:
    """Some programs remove the whole Drafts folder when its last draft is gone, and make it anew later."""
    here = {folder.name for folder in folders if folder.role is Role.DRAFTS}
    known = {(s.placement.folder, s.placement.uidvalidity) for s in ledger.sightings(Role.DRAFTS, EVER)}
    for name, uidvalidity in known:
        if name not in here:
            ledger.forget_missing(name, uidvalidity, frozenset())


def _follow(
    practice: Practice, mailbox: Mailbox, ledger: Ledger, folder: Folder, progress: Progress | None
) -> int:
    new = 0
    own = frozenset(practice.owner.addresses)
    for batch in mailbox.arrivals(folder, ledger.cursor(folder.name)):
        messages = list(_read(batch.arrivals, own, mailbox))
        ledger.store(folder, messages, batch.cursor)
        new += len(messages)
        if progress is not None:
            progress.imported(folder.name, batch.done, batch.total)
    return new


def _read(
    arrivals: Iterable[Arrival], own: frozenset[str], mailbox: Mailbox
) -> Iterable[tuple[Placement, Message]]:
    for arrival in arrivals:
        message = read(arrival.header, arrival.internal_date, own)
        if message.kind is Kind.BOUNCE:
            message = _with_report(message, mailbox.source(arrival.placement))
        elif message.kind is Kind.AUTO_REPLY and message.references and message.away_until is None:
            message = _with_return(message, mailbox.source(arrival.placement))
        yield arrival.placement, message


def _with_report(message: Message, source: bytes | None) -> Message:
    """A failure report's headers seldom say whose mail failed; its body does (RFC 3464)."""
    if source is None:
        return message
    report = read_report(source)
    if report.delayed:
        return replace(message, references=(), in_reply_to=None, because="a report of a mere delay")
    failed = tuple(dict.fromkeys((*message.failed_recipients, *report.recipients)))
    references = tuple(dict.fromkeys((*message.references, *report.original_ids)))
    return replace(message, failed_recipients=failed, references=references)


def _with_return(message: Message, source: bytes | None) -> Message:
    """Most automatic answers say only in their text when their writer is back."""
    if source is None:
        return message
    return replace(message, away_until=away_in_text(body_text(source), message.at.date()))


def _follow_drafts(practice: Practice, mailbox: Mailbox, ledger: Ledger, folder: Folder) -> Mirrored:
    """A draft that is flagged deleted is as good as gone; an incomplete listing proves nothing."""
    listing = mailbox.listing(folder)
    if not listing.complete:
        raise Unavailable(f"the server broke off while listing {folder.name}; it will be tried again")
    deleted, looked = _flagged(listing, DELETED), _flagged(listing, SEEN)
    present = {Placement(folder.name, listing.uidvalidity, uid) for uid in listing.flags} - deleted
    ledger.forget_missing(folder.name, listing.uidvalidity, frozenset(place.uid for place in present))
    again = 0
    if _overlooked(ledger, present):
        # What was flagged deleted was forgotten, and has been taken back: it is older than the cursor.
        again = _read_again(practice, mailbox, ledger, folder, listing.uidvalidity, present)
    return Mirrored(again, looked, deleted)


def _flagged(listing: Listing, flag: str) -> frozenset[Placement]:
    return frozenset(
        Placement(listing.folder, listing.uidvalidity, uid)
        for uid, flags in listing.flags.items()
        if flag in {one.casefold() for one in flags}
    )


def _overlooked(ledger: Ledger, present: Iterable[Placement]) -> bool:
    known = {s.placement for s in ledger.sightings(Role.DRAFTS, EVER)}
    cursors = {place.folder: ledger.cursor(place.folder) for place in present}
    return any(
        place not in known
        and (cursor := cursors[place.folder]) is not None
        and place.uidvalidity == cursor.uidvalidity
        and place.uid < cursor.uid_next
        for place in present
    )


def _read_again(
    practice: Practice,
    mailbox: Mailbox,
    ledger: Ledger,
    folder: Folder,
    uidvalidity: int,
    present: Iterable[Placement],
) -> int:
    new, own, wanted = 0, frozenset(practice.owner.addresses), frozenset(present)
    for batch in mailbox.arrivals(folder, None):
        if batch.cursor.uidvalidity == uidvalidity:
            back = [arrival for arrival in batch.arrivals if arrival.placement in wanted]
            ledger.store(folder, list(_read(back, own, mailbox)), batch.cursor)
            new += len(back)
    return new
