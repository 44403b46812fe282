"""Ana at her mail program: she opens Drafts, reads, and sends, changes or leaves what she finds there."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses

from imapclient import IMAPClient

from ghostd.cli.demo.cast import cast
from ghostd.cli.demo.letters import WIRE
from ghostd.cli.demo.script import Approval, script

SENT, LEFT = "sent", "left"
DATE_FIELD = re.compile(rb"^Date:[^\r\n]*(?:\r\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE)
GREETING_END = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Deed:
    """What Ana did with one draft: `sent`, with what she `added`, or `left`; `text` is as it then was."""

    what: str
    party: str
    at: datetime
    subject: str
    text: str = field(repr=False)
    message_id: str = ""
    added: str = ""


class Owner:
    """Ana approves by sending: the Sent copy first, then the draft is removed, as mail programs do."""

    def __init__(self, connection: IMAPClient) -> None:
        self._connection = connection
        self._left: set[str] = set()

    def drafts(self) -> list[EmailMessage]:
        """What lies in Drafts, oldest first."""
        return [read(source) for _, source in self._found()]

    def newest_notice(self) -> EmailMessage | None:
        """The last thing in INBOX that Ana has from herself, which is what ghostd writes to her."""
        self._connection.select_folder("INBOX", readonly=True)
        uids = self._connection.search(["FROM", cast().owner.address])
        return read(self._sources([max(uids)])[0][1]) if uids else None

    def approve(self, at: datetime) -> list[Deed]:
        """Each draft there is has been looked at: most are sent, one is changed first, one left lying."""
        return [self._decide(uid, source, at) for uid, source in self._found()]

    def _found(self) -> list[tuple[int, bytes]]:
        self._connection.select_folder("Drafts")
        return self._sources(self._connection.search())

    def _sources(self, uids: list[int]) -> list[tuple[int, bytes]]:
        found = self._connection.fetch(uids, ["BODY.PEEK[]"]) if uids else {}
        return [(uid, found[uid][b"BODY[]"]) for uid in sorted(uids)]

    def _decide(self, uid: int, source: bytes, at: datetime) -> Deed:
        message = read(source)
        party = addressee(message)
        way = script().approvals.get(party, Approval())
        if way.leaves and party not in self._left:
            self._left.add(party)
            return Deed(LEFT, party, at, str(message["Subject"]), str(message.get_content()))
        sent = redated(edited(message, way.adds) if way.adds else source, at)
        self._connection.append("Sent", sent, (rb"\Seen",), at)
        self._connection.delete_messages([uid], silent=True)
        self._connection.uid_expunge([uid])
        after = read(sent)
        text, message_id = str(after.get_content()), str(after["Message-ID"])
        return Deed(SENT, party, at, str(after["Subject"]), text, message_id, way.adds)


def read(source: bytes) -> EmailMessage:
    message = email.message_from_bytes(source, policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def addressee(message: EmailMessage) -> str:
    """The client's name as Ana knows it, by the domain the message goes to; empty for a stranger."""
    domains = {address.partition("@")[2] for _, address in getaddresses([str(message["To"])])}
    return next((party.name for party in cast().parties if party.domain in domains), "")


def edited(message: EmailMessage, sentence: str) -> bytes:
    """The same message with a sentence of Ana's own after the greeting."""
    text = str(message.get_content())
    greeting, *rest = GREETING_END.split(text, maxsplit=1)
    message.set_content("\n\n".join([greeting, sentence, *rest]), cte="quoted-printable")
    return message.as_bytes(policy=WIRE)


def redated(source: bytes, at: datetime) -> bytes:
    """The same bytes with a new Date, which is all that a careful mail program changes."""
    header, blank, body = source.partition(b"\r\n\r\n")
    date = f"Date: {format_datetime(at)}".encode("ascii")
    return DATE_FIELD.sub(date, header, count=1) + blank + body
