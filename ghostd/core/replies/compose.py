"""The reply that goes into Drafts: to whom, from which of the owner's identities, in which thread, as MIME.

All that comes from mail is only text: recipients are the client's people and nobody else, and no header
can be made longer or more by what somebody wrote.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from email.utils import format_datetime
from uuid import UUID

from ghostd.core.conversations import Client, Conversation, Owner, Side
from ghostd.core.messages import Kind, Message
from ghostd.core.replies.attachments import Attachment
from ghostd.core.replies.headers import (
    Person,
    addressable,
    addresses,
    capped_references,
    encoded,
    folded,
    is_message_id,
    reply_subject,
)
from ghostd.core.replies.mime import mail_bytes
from ghostd.core.replies.quote import Quoted, body_text

MOST_RECIPIENTS = 20


@dataclass(frozen=True, slots=True)
class Reply:
    """What a draft is made of. `body` is the rendered text, without quotation and signature.

    `subject` is the thread's, with whatever marks it has; `references` runs from the oldest to the parent.
    `answers_uid` is the UID in INBOX of the mail that Roundcube shall mark as answered.
    """

    message_id: str
    sender: Person
    to: tuple[Person, ...]
    subject: str
    body: str
    at: datetime
    zone: tzinfo
    cc: tuple[Person, ...] = ()
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    quoted: Quoted | None = None
    signature: str = ""
    answers_uid: int | None = None
    attachments: tuple[Attachment, ...] = ()


def message_id(
    account: str, client: str, playbook: str, anchor: str, step: str, attempt: int, domain: str
) -> str:
    """The same for the same draft for ever, on the owner's domain, and random to look at."""
    named = (account, client, playbook, anchor, step, str(attempt))
    # The lengths keep ("ab", "c") and ("a", "bc") apart, whatever the names contain.
    told = "".join(f"{len(part)}:{part}" for part in named)
    digest = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return f"<{UUID(bytes=digest, version=4)}@{domain}>"


def compose(reply: Reply) -> bytes:
    """The draft's bytes with CRLF line ends: a text/plain part, then what is enclosed, and no header that
    names its maker."""
    parent = reply.in_reply_to if is_message_id(reply.in_reply_to) else None
    headers = (
        ("From", addresses((reply.sender,), "From")),
        ("To", addresses(reply.to, "To")),
        ("Cc", addresses(reply.cc, "Cc")),
        ("Subject", encoded(reply_subject(reply.subject), "Subject")),
        ("Date", format_datetime(reply.at.astimezone(reply.zone))),
        ("Message-ID", reply.message_id),
        ("In-Reply-To", parent or ""),
        ("References", folded(capped_references(reply.references, parent))),
        ("X-Draft-Info", "" if reply.answers_uid is None else draft_info(reply.answers_uid)),
    )
    body = body_text(reply.body, reply.quoted, reply.signature)
    return mail_bytes(headers, body, reply.attachments, seed=reply.message_id)


def draft_info(uid: int) -> str:
    """What Roundcube keeps in a draft of its own to know which mail of INBOX it answers."""
    folder = base64.b64encode(b"INBOX").decode("ascii")
    return f"type=reply; uid={uid}; folder=B::{folder}"


def parentage(parent: Message) -> tuple[str | None, tuple[str, ...]]:
    """In-Reply-To and References of an answer to `parent` (RFC 5322, 3.6.4)."""
    own = parent.message_id if is_message_id(parent.message_id) else None
    chain = parent.references or ((parent.in_reply_to,) if parent.in_reply_to else ())
    return own, capped_references(chain, own)


def identity(conversation: Conversation, owner: Owner) -> Person:
    """The owner's address that the client wrote to last; else the one last written from; else the first."""
    newest = list(zip(conversation.sides, conversation.messages, strict=True))[::-1]
    wrote_to = (a for side, m in newest if side is Side.CLIENT for a in m.recipients)
    wrote_from = (m.sender for side, m in newest if side is Side.OWNER)
    known = (a for a in (*wrote_to, *wrote_from) if a in owner.addresses)
    return Person(owner.name, next(known, None) or owner.addresses[0])


def recipients(
    client: Client, conversation: Conversation, owner: Owner
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """To and Cc of a reply: people of the client, as the owner last wrote to them in this thread.

    Else the client's configured address that wrote here last, else the first one in the alphabet; both are
    empty when there is nobody to write to.
    """
    names = _names(conversation)
    for side, message in reversed(tuple(zip(conversation.sides, conversation.messages, strict=True))):
        if side is not Side.OWNER or message.kind is not Kind.HUMAN:
            continue
        to = _people(message.to, client, owner)
        if to:
            cc = [address for address in _people(message.cc, client, owner) if address not in to]
            return _named(to, names), _named(cc, names)
    wrote = (m.sender for side, m in reversed(conversation.human) if side is Side.CLIENT and m.sender)
    known = [a for a in (*wrote, *sorted(client.addresses)) if a in client.addresses and addressable(a)]
    return _named(known[:1], names), ()


def _people(given: Iterable[str], client: Client, owner: Owner) -> list[str]:
    found = dict.fromkeys(a for a in given if client.includes(a, owner) and addressable(a))
    return list(found)[:MOST_RECIPIENTS]


def _names(conversation: Conversation) -> dict[str, str]:
    """How each person signs: the display name of their newest message here that is not unproved."""
    signed = (m for m in conversation.messages if not m.unproved)
    return {m.sender: m.sender_name for m in signed if m.sender and m.sender_name}


def _named(people: Iterable[str], names: dict[str, str]) -> tuple[Person, ...]:
    return tuple(Person(names.get(address, ""), address) for address in people)
