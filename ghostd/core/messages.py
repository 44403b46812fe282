"""The words of the first stage: what a message is, once its bytes have been read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """Who or what wrote a message; only `human` can be an answer."""

    HUMAN = "human"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    MDN = "mdn"
    CALENDAR = "calendar"
    NEWSLETTER = "newsletter"
    LIST = "list"
    CHALLENGE = "challenge"


class Dated(StrEnum):
    """Where a message's time was taken from, in falling order of trust."""

    INTERNAL = "internal"
    RECEIVED = "received"
    HEADER = "header"
    GUESSED = "guessed"


class Placement(NamedTuple):
    """Where a message lies: unique for as long as the folder keeps its UIDVALIDITY (RFC 3501, 2.3.1.1)."""

    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Wording:
    """What the writer's own words do: features of the chance of an answer, and never a filter but for `over`.

    `asks`: there is a question or a request. `closes`: there is none, and the words end the matter.
    `puts_off`: they say that an answer will come, `promised` by what day. `over` is the one judgement: beyond
    doubt nothing was asked, so that nobody owes an answer; None where that was not looked for.
    `concerns` are what else the writer told of, as `core.concerns` names it.
    """

    asks: bool
    closes: bool
    words: int
    puts_off: bool = False
    promised: date | None = None
    over: bool | None = False
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message's immutable metadata; nothing in it is trusted to be more than text.

    `at` is in UTC. Addresses are lower-case addr-specs; `references` runs from the oldest to the parent.
    `message_id` is None where the mail has none: it is neither unique nor always there.
    `drafted_as` is what a mail program says its draft was called: Message-IDs, or a UID in Drafts.
    `wording` is None where the text was not read; an automatic mail's has concerns and nothing else.
    `proved` is False where a host that the owner trusts found that it comes from somebody else than it says.
    """

    message_id: str | None
    sender: str | None
    at: datetime
    subject: str = ""
    sender_name: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    kind: Kind = Kind.HUMAN
    because: str = ""
    dated: Dated = Dated.INTERNAL
    away_until: date | None = None
    failed_recipients: tuple[str, ...] = ()
    drafted_as: tuple[str, ...] = ()
    wording: Wording | None = None
    proved: bool | None = None

    @property
    def recipients(self) -> tuple[str, ...]:
        """To and Cc, in order, each address once."""
        return tuple(dict.fromkeys(self.to + self.cc))

    @property
    def unproved(self) -> bool:
        """Whether the check of who sent it has failed."""
        return self.proved is False

    @property
    def identity(self) -> str:
        """What tells two copies of one message from two messages: the Message-ID, else what stands for it."""
        return self.message_id or f"{self.sender}|{self.at.isoformat()}|{self.subject}"
