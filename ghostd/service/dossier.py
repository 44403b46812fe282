"""The dossier is gathered from the ledger and the mailbox; both are only read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Protocol, TypeVar

from ghostd.core.conversations import Client, Side
from ghostd.core.dossier.names import draft_name, message_name
from ghostd.core.dossier.records import (
    Course,
    Dossier,
    File,
    Found,
    Kept,
    Letter,
    Place,
    Written,
    courses_in_order,
    drafts_in_order,
    drafts_kept,
    in_order,
)
from ghostd.core.dossier.reply import owner_took
from ghostd.core.folders import Role
from ghostd.core.messages import Message
from ghostd.core.money.invoices import Invoice
from ghostd.core.portrait import Portrait
from ghostd.core.practice import Practice
from ghostd.core.review import Draft
from ghostd.ports import Books, Ledger, Mailbox
from ghostd.service.situation import portraits

LARGEST = 100_000_000
"""Bytes of a message that is taken whole; mail servers take half of that at most."""

TRUSTED = (Role.SENT, Role.INBOX, Role.OTHER, Role.ARCHIVE, Role.JUNK, Role.TRASH)
"""Where an original is looked for, in this order; what lies in Drafts never is one."""

OF_DRAFTS = (Role.TRASH, Role.DRAFTS)

T = TypeVar("T")

Told = Callable[[int, int], None]
"""Hears how many originals there are so far, and of how many."""


class Shelf(Protocol):
    """Where the files of a dossier go."""

    def keep(self, name: str, content: bytes) -> str:
        """A new file with this content; gives its SHA-256 in hexadecimal."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """One account at hand; its ledger has followed the mailbox up to now."""

    practice: Practice
    mailbox: Mailbox
    ledger: Ledger
    books: Books


def dossier_of(
    client: str, sources: Sequence[Source], shelf: Shelf, now: datetime, zone: tzinfo, told: Told
) -> Dossier:
    """Everything there is with a client of that name, each original on the shelf; days are of `zone`.

    Raises what the mailbox raises: who gets a dossier has all of it.
    """
    found = [gather(source, client, now) for source in sources]
    first = sources[0].practice
    mailboxes = {source.practice.account: Reading(source.mailbox, source.ledger) for source in sources}
    letters, drafts = in_order(found), drafts_in_order(found)
    steps = Steps(told, len(letters) + len(drafts))
    kept = tuple(_kept(one, len(letters), mailboxes, shelf, zone) for one in steps.over(letters))
    files = [
        _draft_file(number, len(drafts), written, mailboxes, shelf, zone)
        for number, written in enumerate(steps.over(drafts), start=1)
    ]
    return Dossier(
        client=_client(first, client),
        at=now,
        accounts=tuple(found),
        messages=kept,
        drafts=drafts_kept(drafts, files, kept),
        courses=courses_in_order(found),
        engagement=first.engagement(client),
        invoices=_invoices(sources[0].books, client),
    )


def gather(source: Source, name: str, now: datetime) -> Found:
    """What one account's ledger holds about the client, up to `now`."""
    practice, ledger = source.practice, source.ledger
    client = _client(practice, name)
    portrait = portraits(practice, ledger, now)[name]
    cases = [case for case in ledger.cases(closed=True) if case.client == name]
    drafts = [draft for case in cases for draft in ledger.drafts(case)]
    return Found(
        account=practice.account,
        owner=practice.owner,
        calendar=practice.calendar,
        letters=tuple(_letters(practice, ledger, portrait, ledger.messages(client, now))),
        drafts=tuple(
            Written(practice.account, draft, _places(ledger, _names(draft), OF_DRAFTS)) for draft in drafts
        ),
        courses=tuple(
            Course(practice.account, case, tuple(sorted(ledger.entries(case), key=lambda e: e.at)))
            for case in cases
        ),
        usual=portrait.usual if portrait.conversations else None,
        own=owner_took(portrait.conversations, practice.calendar),
    )


def _names(draft: Draft) -> tuple[str, ...]:
    """Every Message-ID that a draft has borne, the newest first."""
    return (*reversed(draft.chain), draft.message_id)


def _client(practice: Practice, name: str) -> Client:
    return next(client for client in practice.clients if client.name == name)


def _invoices(books: Books, client: str) -> tuple[Invoice, ...] | None:
    invoices = books.invoices(client)
    return None if invoices is None else tuple(invoices)


def _letters(
    practice: Practice, ledger: Ledger, portrait: Portrait, messages: Sequence[Message]
) -> Iterator[Letter]:
    sides = {
        message.identity: side
        for conversation in portrait.conversations
        for side, message in zip(conversation.sides, conversation.messages, strict=True)
    }
    nameless = _nameless_places(ledger, [m for m in messages if m.message_id is None])
    for message in messages:
        if message.message_id is None:
            places = nameless.get(message.identity, ())
        else:
            places = _places(ledger, (message.message_id,), TRUSTED)
        yield Letter(practice.account, message, sides.get(message.identity, Side.OTHER), places)


def _places(ledger: Ledger, names: Iterable[str], roles: Sequence[Role]) -> tuple[Place, ...]:
    found = [Place(role, placement) for name in dict.fromkeys(names) for role, placement in ledger.find(name)]
    return tuple(sorted((p for p in found if p.role in roles), key=lambda p: roles.index(p.role)))


def _nameless_places(ledger: Ledger, messages: Sequence[Message]) -> dict[str, tuple[Place, ...]]:
    """Where mail without a Message-ID lies: nothing finds it but its time, its sender and its subject."""
    wanted = {message.identity for message in messages}
    found: dict[str, tuple[Place, ...]] = {}
    for role in TRUSTED if wanted else ():
        for sighting in ledger.sightings(role, min(message.at for message in messages)):
            identity = sighting.message.identity
            if identity in wanted:
                found[identity] = (*found.get(identity, ()), Place(role, sighting.placement))
    return found


class Reading:
    """The originals of one account."""

    def __init__(self, mailbox: Mailbox, ledger: Ledger) -> None:
        self._mailbox = mailbox
        # A folder that is gone has left its rows in the mirror, and the server would refuse to open it.
        self._here = frozenset(folder.name for folder in mailbox.folders(ledger.folders()))

    def first(self, places: Iterable[Place]) -> tuple[bytes, str] | None:
        """The first copy that is there still, and its folder; a byte more than LARGEST where it is larger."""
        for place in places:
            if place.placement.folder in self._here:
                source = self._mailbox.source(place.placement, LARGEST + 1)
                if source is not None:
                    return source, place.placement.folder
        return None


def _kept(kept: Kept, total: int, mailboxes: Mapping[str, Reading], shelf: Shelf, zone: tzinfo) -> Kept:
    found = mailboxes[kept.letter.account].first(kept.letter.places)
    if found is None:
        return kept
    source, folder = found
    if len(source) > LARGEST:
        return replace(kept, too_large=True)
    name = message_name(kept, total, zone)
    return replace(kept, file=File(name, shelf.keep(name, source), folder))


def _draft_file(
    number: int,
    total: int,
    written: Written,
    mailboxes: Mapping[str, Reading],
    shelf: Shelf,
    zone: tzinfo,
) -> File | None:
    """As ghostd wrote it; where that is not kept any more, as it lies in Trash or Drafts."""
    source, folder = written.draft.source, ""
    if not source:
        found = mailboxes[written.account].first(written.places)
        if found is None or len(found[0]) > LARGEST:
            return None
        source, folder = found
    name = draft_name(number, total, written.draft, zone)
    return File(name, shelf.keep(name, source), folder)


class Steps:
    """Tells how far the originals are, one by one."""

    def __init__(self, told: Told, total: int) -> None:
        self._told, self._done, self._total = told, 0, total

    def over(self, items: Sequence[T]) -> Iterator[T]:
        for item in items:
            yield item
            self._done += 1
            self._told(self._done, self._total)
