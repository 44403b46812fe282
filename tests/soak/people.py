"""The people of the soak: clients who answer, go silent, are away or unreachable, and an owner who works."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from itertools import count
from random import Random

from ghostd.core.messages import Placement
from tests.soak.store import SoakMailbox
from tests.stage import MADRID, Stage

HOUR = timedelta(hours=1)
CONFIG = """
accounts:
  - name: main
    host: HOST
    port: PORT
    security: none
    user: USER
    password: {env: IMAP_PASSWORD}
    owner: {name: Ana Pérez, addresses: [ana@example.com]}
calendar: {zone: Europe/Madrid}
silence: {too_early: 0.3, needless: 0.7, least: 2bd}
limits: {drafts_per_day: 4}
poll: 5m
state: state
clients:
"""


@dataclass(frozen=True, slots=True)
class Client:
    """`answers` is the chance of an answer to a mail, `hours` about how long one takes. Days count from the
    first of the soak."""

    name: str
    address: str
    answers: float
    hours: float
    silent: range = range(0)
    away: range = range(0)
    bounces: bool = False
    more: str = ""

    @property
    def config(self) -> str:
        return f'  - {{name: {self.name}, addresses: ["{self.address}"], contact: {self.name}{self.more}}}\n'


CLIENTS = (
    Client("Acme", "bob@acme.example", 0.95, 4),
    Client("Lumen", "marta@lumen.example", 0.9, 9, silent=range(3, 40), more=", language: es, register: tu"),
    Client("Harbor", "ivo@harbor.example", 0.9, 20, silent=range(5, 19)),
    Client("Norte", "luz@norte.example", 0.9, 7, away=range(6, 13), more=", language: es, register: usted"),
    Client("Quill", "kim@quill.example", 0.6, 14, silent=range(9, 24)),
    Client("Rowan", "pat@rowan.example", 0.9, 3, silent=range(1, 12)),
    Client("Tordo", "rai@tordo.example", 0.8, 10, silent=range(12, 40), more=", language: es, register: tu"),
    Client("Ember", "sam@ember.example", 0.9, 6, bounces=True),
)


def configuration(host: str, port: int, user: str) -> str:
    account = CONFIG.replace("HOST", host).replace("PORT", str(port)).replace("USER", user)
    return account + "".join(client.config for client in CLIENTS)


@dataclass(slots=True)
class Town:
    """Everybody, and what they will do; `answered` are clients whose last word the owner has not followed."""

    stage: Stage
    mailbox: SoakMailbox
    random: Random
    start: datetime
    answered: set[str] = field(default_factory=set)
    projects: str = "Projects"
    _plans: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    def until(self, now: datetime) -> None:
        """All that is planned up to `now` happens, each at its own time."""
        while self._plans and self._plans[0][0] <= now:
            when, _, act = heapq.heappop(self._plans)
            act(when)

    def plan(self, when: datetime, act: Callable[[datetime], None]) -> None:
        heapq.heappush(self._plans, (when, next(self._numbers), act))

    def day(self, midnight: datetime) -> None:
        """The owner's plans for one day: mail of the owner's own, and a look at Drafts."""
        local = midnight.astimezone(MADRID)
        if local.weekday() > 4:
            return
        for client in CLIENTS:
            if self.random.random() < (0.35 if client.name in self.answered else 0.05):
                self.plan(self._at(local, 9, 17), partial(self._writes, client))
        self.plan(self._at(local, 10, 12), self._looks_at_drafts)
        self.plan(self._at(local, 8, 18), self._newsletter)

    # the clients

    def _writes(self, client: Client, when: datetime, thread: str = "") -> None:
        thread = thread or f"{client.name} matter {when:%d %H%M}"
        self.stage.owner_writes(thread, when, to=client.address)
        self._heard(client, thread, when)

    def _heard(self, client: Client, thread: str, when: datetime) -> None:
        """A mail of the owner's has reached a client, or not."""
        self.answered.discard(client.name)
        day = (when - self.start).days
        if client.bounces and day > 14:
            self.plan(when + timedelta(minutes=2), partial(self._bounces, client, thread))
        elif day in client.away:
            self.plan(when + timedelta(minutes=1), partial(self._is_away, client, thread))
        elif day not in client.silent and self.random.random() < client.answers:
            took = client.hours * self.random.uniform(0.4, 1.8) * HOUR
            self.plan(self._by_day(when + took), partial(self._answers, client, thread))

    def _answers(self, client: Client, thread: str, when: datetime) -> None:
        sender = client.address if self.random.random() < 0.9 else "eve@" + client.address.partition("@")[2]
        folder = self.projects if self.random.random() < 0.2 else "INBOX"
        text = self.random.choice(
            ("Yes, that works. I have a question, though: when?", "Thank you, all fine.")
        )
        self.stage.client_writes(thread, when, sender=sender, folder=folder, text=text)
        if sender == client.address:
            self.answered.add(client.name)
        if self.random.random() < 0.6:
            self.plan(self._by_day(when + 3 * HOUR), partial(self._writes, client, thread=thread))

    def _is_away(self, client: Client, thread: str, when: datetime) -> None:
        subject = f"Automatic reply: {thread}"
        more = {"subject": subject, "auto_submitted": "auto-replied", "text": "I am out of the office."}
        self.stage.client_writes(thread, when, sender=client.address, **more)

    def _bounces(self, client: Client, thread: str, when: datetime) -> None:
        sent = self.stage.threads[thread][-1]
        source = BOUNCE.format(to=client.address, at=format_datetime(when), sent=sent, n=next(self._numbers))
        self.mailbox.deliver("INBOX", source.replace("\n", "\r\n").encode(), when)

    def _newsletter(self, when: datetime) -> None:
        more = {"auto_submitted": "auto-generated", "text": "Offers of the week."}
        self.stage.client_writes(f"News {when:%d.%m.}", when, sender="news@shop.example", **more)

    # the owner

    def _looks_at_drafts(self, when: datetime) -> None:
        for place, source in self.mailbox.drafts():
            does = self.random.choice((self._sends, self._sends, self._edits, self._discards, None))
            if does:
                does(place, source, when)

    def _sends(self, place: Placement, source: bytes, when: datetime) -> None:
        message = opened(source)
        del message["Date"]
        message["Date"] = format_datetime(when.astimezone(MADRID))
        if self.random.random() < 0.3:
            message.set_content(message.get_content() + "\nPS: call me.\n", cte="quoted-printable")
        if self.random.random() < 0.2:
            del message["Message-ID"]
            message["Message-ID"] = f"<sent-{next(self._numbers)}@example.com>"
        self.mailbox.deliver("Sent", message.as_bytes(policy=policy.SMTP), when, ("\\Seen",))
        self.mailbox.remove(place)
        client = next(c for c in CLIENTS if c.address in str(message["To"]))
        thread = next((t for t, ids in self.stage.threads.items() if message["In-Reply-To"] in ids), "")
        thread = thread or f"{client.name} anew"
        self.stage.threads.setdefault(thread, []).append(str(message["Message-ID"]))
        self._heard(client, thread, when)

    def _edits(self, place: Placement, source: bytes, when: datetime) -> None:
        message = opened(source)
        message.set_content(
            "Let me put it in my own words.\n" + message.get_content(), cte="quoted-printable"
        )
        changed = message.as_bytes(policy=policy.SMTP)
        self.mailbox.deliver("Drafts", changed, when, ("\\Draft",))
        self.mailbox.remove(place)

    def _discards(self, place: Placement, source: bytes, when: datetime) -> None:
        if self.random.random() < 0.5:
            self.mailbox.move(place, "Trash")
        else:
            self.mailbox.remove(place)

    # time

    def _at(self, local: datetime, first: int, last: int) -> datetime:
        """A moment within some hours of a local day."""
        begins = datetime.combine(local.date(), time(first), MADRID)
        return begins + self.random.random() * (last - first) * HOUR

    def _by_day(self, when: datetime) -> datetime:
        """People write by day."""
        local = when.astimezone(MADRID)
        if 8 <= local.hour < 20:
            return when
        return when + timedelta(hours=(32 - local.hour) % 24)


def opened(source: bytes) -> EmailMessage:
    message = message_from_bytes(source, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


BOUNCE = """\
From: MAILER-DAEMON@mx.example.com
To: ana@example.com
Date: {at}
Message-ID: <bounce-{n}@mx.example.com>
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

The mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822-headers

Message-ID: {sent}
To: {to}

--b--
"""
