"""The mail that the mailbox contract plays with, and short ways to read it."""

from __future__ import annotations

import re
from collections.abc import Callable

from mailbox_world import NOW, World

from ghostd.core.folders import Arrival, Batch, Cursor, Folder, Known, Role
from ghostd.core.replies.digest import digest_of
from ghostd.core.review import Draft

MakeWorld = Callable[..., World]

SOURCE = b"""Received: from a.example by b.example;\r
 Mon, 02 Mar 2026 08:59:00 +0000\r
Received: from c.example by a.example; Mon, 02 Mar 2026 08:58:00 +0000\r
Return-Path: <bob@acme.example>\r
Date: Mon, 02 Mar 2026 09:58:00 +0100\r
From: Bob <bob@acme.example>\r
To: ana@example.com\r
X-Private: not asked for\r
Subject: A subject that goes\r
 on in the next line\r
References: <a@x>\r
\t<b@x>\r
Message-ID: <%d@acme.example>\r
\r
From: nobody\r
\r
The body.\r
"""

DRAFT_SOURCE = b"Message-ID: <d1@example.com>\nSubject: Re: work\nTo: bob@acme.example\n\nHello,\n\nAna\n"
NOTICE_SOURCE = b"Message-ID: <n1@example.com>\nAuto-Submitted: auto-generated\n\nHello,\n"


def mail(number: int = 1) -> bytes:
    return SOURCE % number


def a_draft(source: bytes = DRAFT_SOURCE, message_id: str = "<d1@example.com>") -> Draft:
    return Draft(
        message_id=message_id,
        case_id=1,
        client="Acme",
        step="ask",
        attempt=1,
        recipients=("bob@acme.example",),
        in_reply_to=None,
        thread=(),
        subject="Re: work",
        canonical="",
        digest=digest_of(source),
        source=source,
        created=NOW,
    )


def read(world: World, folder: str, cursor: Cursor | None = None) -> list[Batch]:
    return list(world.mailbox.arrivals(Folder(folder), cursor))


def known(name: str, role: Role) -> Known:
    """A folder as a mirror has it that has read nothing in it."""
    return Known(Folder(name, role), Cursor(1, 1))


def as_known(world: World) -> list[Known]:
    """All folders of the world as a mirror has them that has read everything."""
    everything = []
    for folder in world.mailbox.folders():
        batches = read(world, folder.name)
        found = arrived(batches)
        everything.append(Known(folder, batches[-1].cursor, held=len(found), sample=samples(found)))
    return everything


def samples(arrivals: list[Arrival]) -> dict[int, str]:
    found = {a.placement.uid: re.search(rb"(?im)^message-id: (\S+)", a.header) for a in arrivals}
    return {uid: match[1].decode() for uid, match in found.items() if match}


def arrived(batches: list[Batch]) -> list[Arrival]:
    return [arrival for batch in batches for arrival in batch.arrivals]


def fields_of(header: bytes) -> set[bytes]:
    """The fields with their names in lower case; order and spelling of names are the server's."""
    fields: list[bytes] = []
    for line in header.removesuffix(b"\r\n").splitlines(keepends=True):
        if line[:1] in (b" ", b"\t"):
            fields[-1] += line
        else:
            name, _, value = line.partition(b":")
            fields.append(name.lower() + b":" + value)
    return {field.removesuffix(b"\r\n") for field in fields}
