"""The mirror follows the mailbox: headers of all folders, and what is still in Drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ghostd.core.arrivals import read
from ghostd.core.messages import Kind, Message, Placement
from ghostd.core.practice import Practice
from ghostd.core.reports import read_report
from ghostd.errors import Unavailable
from ghostd.ports import Arrival, Folder, Ledger, Mailbox, Progress, Role

DELETED = "\\deleted"


def mirror(practice: Practice, mailbox: Mailbox, ledger: Ledger, progress: Progress | None = None) -> int:
    """Store what has come in every folder, and forget what left Drafts; says how many messages were new.

    A folder's cursor advances in the transaction that stores its messages.
    """
    return sum(_follow(practice, mailbox, ledger, folder, progress) for folder in mailbox.folders())


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
    if folder.role is Role.DRAFTS:
        _forget_missing(mailbox, ledger, folder)
    return new


def _read(
    arrivals: Iterable[Arrival], own: frozenset[str], mailbox: Mailbox
) -> Iterable[tuple[Placement, Message]]:
    for arrival in arrivals:
        message = read(arrival.header, arrival.internal_date, own)
        if message.kind is Kind.BOUNCE:
            message = _with_report(message, mailbox.source(arrival.placement))
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


def _forget_missing(mailbox: Mailbox, ledger: Ledger, folder: Folder) -> None:
    """A draft that is flagged deleted is as good as gone; an incomplete listing proves nothing."""
    listing = mailbox.listing(folder)
    if not listing.complete:
        raise Unavailable(f"the server broke off while listing {folder.name}; it will be tried again")
    present = frozenset(
        uid for uid, flags in listing.flags.items() if DELETED not in {flag.casefold() for flag in flags}
    )
    ledger.forget_missing(folder.name, listing.uidvalidity, present)
