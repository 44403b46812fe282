"""A header block becomes a `Message`: total on any bytes, and never larger than its caps."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from ghostd.core.arrivals import addresses, dates, ids, kinds
from ghostd.core.arrivals.away import away_until
from ghostd.core.arrivals.headers import Fields, split, text
from ghostd.core.messages import Kind, Message

SUBJECT_LIMIT = 1000


def read(header: bytes, internal_date: datetime, own: Container[str] = frozenset()) -> Message:
    """The message that a header block describes, whatever its bytes; `own` are the owner's addresses.

    A list's post that names the owner in To or Cc, or that the owner wrote, is a person's mail to a person
    with a list on copy: only posts to nobody in particular stay `list`.
    """
    fields = split(header)
    author, name = addresses.sender(fields)
    mine = author is not None and author in own
    at, dated = dates.instant(fields, internal_date, own=mine)
    subject = text(fields, "subject", SUBJECT_LIMIT)
    to, cc = addresses.specs(fields, "to"), addresses.specs(fields, "cc")
    kind, because = kinds.classify(fields, subject, author)
    if kind is Kind.LIST and (mine or any(address in own for address in (*to, *cc))):
        kind, because = kinds.addressed(fields, subject, author)
    message_id = ids.own_id(fields)
    parent, references = ids.ancestry(fields, message_id)
    return Message(
        message_id=message_id,
        sender=author,
        at=at,
        subject=subject,
        sender_name=name,
        to=to,
        cc=cc,
        in_reply_to=parent,
        references=references,
        kind=kind,
        because=because,
        dated=dated,
        away_until=away_until(subject, at.date()) if kind is Kind.AUTO_REPLY else None,
        failed_recipients=_failed(fields),
        drafted_as=ids.drafted_as(fields),
    )


def _failed(fields: Fields) -> tuple[str, ...]:
    return addresses.specs(fields, "x-failed-recipients")
