"""How the demo's mail is written: whole messages as the people's own programs would have sent them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

WIRE = SMTP.clone(max_line_length=998)
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes mail; `address` is whole and lower-case, `signature` what stands under the name."""

    name: str
    address: str
    signature: str = ""

    @property
    def first(self) -> str:
        return self.name.split()[0]

    @property
    def header(self) -> Address:
        return Address(self.name, addr_spec=self.address)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way: it arrives in `folder` at `at` (which is its INTERNALDATE, too)."""

    at: datetime
    folder: str
    message_id: str
    source: bytes = field(repr=False)
    seen: bool = True


@dataclass(slots=True)
class Thread:
    """A conversation as it grows: each letter answers the last one, and quotes it."""

    slug: str
    subject: str
    language: str
    owner: Person
    ids: list[str] = field(default_factory=list)
    quoted: str = ""

    def letter(self, at: datetime, sender: Person, to: Sequence[Person], text: str) -> Letter:
        """The next letter of the thread, written by `sender`."""
        body = wrapped(text)
        message = _headed(at, sender, to, self.subject if not self.ids else f"Re: {self.subject}")
        message_id = f"<{self.slug}.{len(self.ids) + 1}@{sender.address.partition('@')[2]}>"
        message["Message-ID"] = message_id
        self.tie(message)
        message.set_content(body + self.quoted + signature(sender), cte="quoted-printable")
        self.follow(message_id, at, sender, body)
        folder = "Sent" if sender == self.owner else "INBOX"
        return Letter(at, folder, message_id, message.as_bytes(policy=WIRE))

    def tie(self, message: EmailMessage) -> None:
        """Give a message the headers that put it into this thread."""
        if self.ids:
            message["In-Reply-To"] = self.ids[-1]
            message["References"] = " ".join(self.ids[-12:])

    def follow(self, message_id: str, at: datetime, sender: Person, body: str) -> None:
        """The thread goes on from this message."""
        self.ids.append(message_id)
        self.quoted = quotation(at, sender, body, self.language)


def wrapped(text: str) -> str:
    """Paragraphs, wrapped at 72 as people's programs do."""
    paragraphs = (textwrap.fill(p, 72, break_long_words=False) for p in text.strip().split("\n\n"))
    return "\n\n".join(paragraphs) + "\n"


def quotation(at: datetime, sender: Person, body: str, language: str) -> str:
    lines = "\n".join(f"> {line}".rstrip() for line in body.strip().splitlines())
    said = (
        f"El {long_date(at, 'es')}, {sender.name} escribió:"
        if language == "es"
        else f"On {long_date(at, 'en')}, {sender.name} wrote:"
    )
    return f"\n{said}\n{lines}\n"


def long_date(at: datetime, language: str) -> str:
    month = MONTHS[language].split()[at.month - 1]
    return f"{at.day} de {month} de {at.year}" if language == "es" else f"{at.day} {month} {at.year}"


def signature(sender: Person) -> str:
    return f"\n-- \n{sender.name}\n{sender.signature}\n" if sender.signature else ""


def out_of_office(at: datetime, sender: Person, to: Person, last: datetime, answered: str) -> Letter:
    """What a mail server says for somebody on holiday, the last day away in its subject."""
    until = long_date(last, "es")
    message = _headed(at, sender, [to], f"Respuesta automática: fuera de la oficina hasta el {until}")
    message_id = f"<auto-{at:%Y%m%d%H%M}@{sender.address.partition('@')[2]}>"
    message["Message-ID"] = message_id
    message["In-Reply-To"] = message["References"] = answered
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    message["Return-Path"] = "<>"
    message.set_content(
        f"Hola:\n\nEstoy de vacaciones hasta el {until} y no leo el correo. A la vuelta te contesto.\n\n"
        f"Un saludo,\n{sender.first}\n"
    )
    return Letter(at, "INBOX", message_id, message.as_bytes(policy=WIRE), seen=False)


NON_DELIVERY = """\
Return-Path: <>
From: Mail Delivery System <mailer-daemon@mail.{domain}>
To: {to}
Subject: Undelivered Mail Returned to Sender
Date: {date}
Message-ID: {message_id}
In-Reply-To: {original_id}
References: {original_id}
Auto-Submitted: auto-replied
X-Failed-Recipients: {failed}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_dsn"

--=_dsn
Content-Type: text/plain; charset=us-ascii

This is the mail system at mail.{domain}.

Your message could not be delivered:

<{failed}>: 550 5.1.1 The mailbox does not exist

--=_dsn
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.{domain}

Final-Recipient: rfc822; {failed}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 The mailbox does not exist

--=_dsn
Content-Type: text/rfc822-headers

{original_headers}

--=_dsn--
"""


def bounce(at: datetime, owner: Person, failed: str, original: Letter) -> Letter:
    """A delivery status notification (RFC 3464) for `original`: the mailbox does not exist any more."""
    domain = owner.address.partition("@")[2]
    message_id = f"<dsn-{at:%Y%m%d%H%M}@mail.{domain}>"
    text = NON_DELIVERY.format(
        domain=domain,
        to=owner.address,
        date=format_datetime(at),
        message_id=message_id,
        original_id=original.message_id,
        failed=failed,
        original_headers=original.source.partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n", "\n"),
    )
    return Letter(at, "INBOX", message_id, text.replace("\n", "\r\n").encode("ascii"), seen=False)


def bulk(
    at: datetime, sender: Person, to: Person, subject: str, text: str, headers: Mapping[str, str]
) -> Letter:
    """Mail that no person wrote to Ana alone: newsletters, list posts, receipts; `headers` say which."""
    message = _headed(at, sender, [to], subject)
    message_id = f"<{at:%Y%m%d%H%M}.{sender.first.lower()}@{sender.address.partition('@')[2]}>"
    message["Message-ID"] = message_id
    for name, value in headers.items():
        message[name] = value
    message.set_content(wrapped(text), cte="quoted-printable")
    return Letter(at, "INBOX", message_id, message.as_bytes(policy=WIRE))


def _headed(at: datetime, sender: Person, to: Sequence[Person], subject: str) -> EmailMessage:
    message = EmailMessage(policy=WIRE)
    message["From"] = sender.header
    message["To"] = [person.header for person in to]
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    return message
