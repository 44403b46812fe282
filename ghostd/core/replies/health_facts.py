"""What the templates know that tell the owner of ghostd's own trouble, and how such a notice is named."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import NamedTuple, TypedDict
from uuid import UUID

from ghostd.core.conversations import Owner


class Moment(NamedTuple):
    """A day, and the time of it as a clock shows it."""

    on: date
    time: str


class Looked(NamedTuple):
    """When an account was last looked at and all went well; None: never."""

    account: str
    last: Moment | None


class OutageFacts(TypedDict):
    """What the template `outage` may know: an account that could not be looked at since `since`.

    `refused` says that its login was refused, `problem` what was said. Once it is `over`, that has the moment
    of the first look that went well again.
    """

    owner: str
    account: str
    since: Moment
    refused: bool
    problem: str
    over: Moment | None
    accounts: tuple[Looked, ...]


class HeldBackFacts(TypedDict):
    """What the template `held-back` may know. `what` is nothing-comes, nobody-writes, crowd or quota.

    `silent` of the `waited` clients are silent. For a crowd `opened` cases were opened today, for a quota
    `limit` drafts are allowed a day; else the last mail came on `since`, `business_days` ago, in which about
    `expected` used to come.
    """

    owner: str
    account: str
    what: str
    since: date | None
    business_days: int
    expected: int
    silent: int
    waited: int
    opened: int
    limit: int


class Unread(NamedTuple):
    """A message that cannot be read: where it lies, and why not."""

    folder: str
    uid: int
    why: str


class UnreadFacts(TypedDict):
    """What the template `unread` may know: messages met at `met` of which nothing can be read.

    Any may be the answer of one of `clients`: nothing is done about their silence until `until`. Once that is
    `over`, all goes on. `more` messages are not named.
    """

    owner: str
    account: str
    messages: tuple[Unread, ...]
    more: int
    met: Moment
    clients: tuple[str, ...]
    until: date
    over: bool


def health_id(owner: Owner, *named: str) -> str:
    """The Message-ID of a notice about what is named; the same for the same, so that it is told once."""
    told = "".join(f"{len(part)}:{part}" for part in ("health", *named))
    digest = hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return f"<{UUID(bytes=digest, version=4)}@{owner.addresses[0].rpartition('@')[2]}>"
