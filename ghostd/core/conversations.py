"""Messages become conversations: threads with one client, and whose turn it is in each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ghostd.core.messages import Kind, Message
from ghostd.core.subjects import key

SUBJECT_WINDOW = timedelta(days=30)
"""How long a bare subject ties messages together where References are missing."""

FREEMAIL = frozenset(
    # One text reads better than a hundred quoted words.
    """gmail.com googlemail.com outlook.com outlook.es outlook.fr outlook.de outlook.pt hotmail.com hotmail.es
    hotmail.fr hotmail.it hotmail.de hotmail.co.uk live.com live.fr live.nl live.co.uk msn.com yahoo.com
    yahoo.es yahoo.fr yahoo.it yahoo.de yahoo.co.uk yahoo.com.ar yahoo.com.br yahoo.com.mx ymail.com
    rocketmail.com icloud.com me.com mac.com aol.com gmx.net gmx.de gmx.com gmx.at gmx.ch gmx.fr web.de
    t-online.de freenet.de arcor.de mail.com mail.de email.de mail.ru bk.ru inbox.ru list.ru rambler.ru
    yandex.ru yandex.com ya.ru ukr.net proton.me protonmail.com protonmail.ch pm.me tutanota.com
    tutanota.de tutamail.com tuta.com tuta.io posteo.de posteo.net mailbox.org fastmail.com fastmail.fm
    riseup.net disroot.org mailfence.com runbox.com zoho.com hey.com telefonica.net movistar.es terra.es
    ono.com ya.com euskaltel.net orange.es orange.fr wanadoo.es wanadoo.fr free.fr laposte.net sfr.fr
    neuf.fr bbox.fr libero.it virgilio.it alice.it tin.it tiscali.it uol.com.br bol.com.br terra.com.br
    ig.com.br sapo.pt wp.pl o2.pl onet.pl op.pl interia.pl poczta.onet.pl seznam.cz email.cz centrum.cz
    post.cz abv.bg bluewin.ch hispeed.ch telenet.be skynet.be ziggo.nl kpnmail.nl planet.nl home.nl
    xs4all.nl chello.nl chello.at telia.com comhem.se online.no btinternet.com ntlworld.com
    virginmedia.com sky.com talktalk.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net
    cox.net charter.net earthlink.net shaw.ca rogers.com bigpond.com qq.com 163.com 126.com yeah.net
    foxmail.com sina.com sohu.com naver.com hanmail.net daum.net rediffmail.com""".split()  # noqa: SIM905
)
"""Domains where a neighbour is a stranger: there only the whole address tells who somebody is."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose mailbox it is; `addresses` are lower-case, the first is the one new mail is written from."""

    name: str
    addresses: tuple[str, ...]

    @property
    def domains(self) -> frozenset[str]:
        return frozenset(domain_of(address) for address in self.addresses)


@dataclass(frozen=True, slots=True)
class Client:
    """A configured party: `addresses` are whole, `domains` stand for everybody there; all lower-case.

    At the `shared` domains a neighbour is a stranger, as at FREEMAIL: public suffixes, the owner's own.
    Without a `language` the client is written to in the one it writes itself.
    """

    name: str
    addresses: frozenset[str]
    domains: frozenset[str] = frozenset()
    language: str = ""
    register: str = "usted"
    contact: str = ""
    phone: str = ""
    goal: str | None = None
    playbooks: tuple[str, ...] = ("ghosting",)
    shared: frozenset[str] = frozenset()

    def colleague_domains(self, owner: Owner) -> frozenset[str]:
        """The configured domains, and those of the addresses unless anybody may have an address there."""
        implied = {domain_of(address) for address in self.addresses} - FREEMAIL - owner.domains - self.shared
        return self.domains | implied

    def includes(self, address: str | None, owner: Owner) -> bool:
        """Whether `address` belongs to the client: listed, or a colleague's by domain or its subdomain."""
        if not address or address in owner.addresses:
            return False
        if address in self.addresses:
            return True
        domain = domain_of(address)
        return any(domain == d or domain.endswith("." + d) for d in self.colleague_domains(owner))


class Side(StrEnum):
    """Who wrote. A stranger answered the owner unasked: perhaps the client, at an address nobody configured;
    or gives the client's address and failed the check of it.

    That is a sign of life, so that nobody is chased who has answered; it is no sample of the client's habit.
    """

    OWNER = "owner"
    CLIENT = "client"
    STRANGER = "stranger"
    OTHER = "other"


SIGNS_OF_LIFE = (Side.CLIENT, Side.STRANGER)


class Turn(StrEnum):
    """Who is to write next: the client, the owner, or nobody (nothing said yet)."""

    CLIENT = "client"
    OWNER = "owner"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Conversation:
    """One thread with one client, in time order, copies removed."""

    client: str
    messages: tuple[Message, ...]
    sides: tuple[Side, ...]

    @property
    def human(self) -> tuple[tuple[Side, Message], ...]:
        """What people of either side wrote; automatic mail never moves the ball."""
        return tuple(
            (side, m)
            for side, m in zip(self.sides, self.messages, strict=True)
            if m.kind is Kind.HUMAN and side is not Side.OTHER
        )

    @property
    def turn(self) -> Turn:
        human = self.human
        if not human:
            return Turn.NONE
        return Turn.CLIENT if human[-1][0] is Side.OWNER else Turn.OWNER

    @property
    def last_at(self) -> datetime:
        return self.messages[-1].at

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(m.message_id for m in self.messages if m.message_id)


def domain_of(address: str) -> str:
    return address.rpartition("@")[2]


def weave(messages: Iterable[Message], client: Client, owner: Owner) -> tuple[Conversation, ...]:
    """The client's conversations, oldest last message first; arrival order makes no difference.

    Threads are the union of what References and In-Reply-To tie together; a message without either joins the
    newest thread of the same bare subject and a shared participant, not older than SUBJECT_WINDOW.
    """
    unique: dict[str, Message] = {}
    for message in messages:
        known = unique.setdefault(message.identity, message)
        if known is not message and _speaks_before(message, known):
            unique[message.identity] = message
    ordered = sorted(unique.values(), key=lambda m: (m.at, m.identity))
    threads = _threads(ordered)
    woven = [_conversation(thread, client, owner) for thread in threads]
    return tuple(sorted(woven, key=lambda c: (c.last_at, c.messages[0].identity)))


def _speaks_before(one: Message, other: Message) -> bool:
    """Which of two copies speaks for the message: the earlier; of one time, the one not marked as automatic.

    The text of the whole settles what is still open, so that the order of arrival never does.
    """
    return (one.at, one.kind is not Kind.HUMAN, repr(one)) < (
        other.at,
        other.kind is not Kind.HUMAN,
        repr(other),
    )


def _threads(ordered: Sequence[Message]) -> list[list[Message]]:
    parent: dict[str, str] = {}

    def find(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for message in ordered:
        for reference in message.references:
            parent[find(reference)] = find(message.identity)
    latest: dict[str, Message] = {}
    for message in ordered:
        subject = key(message.subject)
        before = latest.get(subject) if subject else None
        if before and not message.references and _same_talk(before, message):
            parent[find(before.identity)] = find(message.identity)
        latest[subject] = message
    groups: dict[str, list[Message]] = {}
    for message in ordered:
        groups.setdefault(find(message.identity), []).append(message)
    return list(groups.values())


def _same_talk(before: Message, after: Message) -> bool:
    people = {before.sender, *before.recipients} & {after.sender, *after.recipients}
    return after.at - before.at <= SUBJECT_WINDOW and bool(people - {None})


def _conversation(thread: Sequence[Message], client: Client, owner: Owner) -> Conversation:
    asked: dict[str, frozenset[str]] = {}
    elsewhere: set[str] = set()
    sides: list[Side] = []
    for message in thread:
        side = _side(message, client, owner, asked, elsewhere)
        sides.append(side)
        if side is Side.OWNER and message.message_id:
            asked[message.message_id] = frozenset(message.recipients)
        elif side is Side.STRANGER and message.sender and message.kind is Kind.HUMAN and not message.unproved:
            elsewhere.add(message.sender)
    return Conversation(client.name, tuple(thread), tuple(sides))


def _side(
    message: Message,
    client: Client,
    owner: Owner,
    asked: Mapping[str, frozenset[str]],
    elsewhere: Container[str],
) -> Side:
    """Whose message it is, as far as this client's conversation goes.

    The owner's mail counts when the client gets it: notes to oneself and mail to others do not. Who replies
    to the owner's mail without having been among its recipients may be the client at another address, and
    stays so for the rest of the thread (`elsewhere`).
    """
    if message.sender in owner.addresses:
        reaches = any(client.includes(a, owner) or a in elsewhere for a in message.recipients)
        return Side.OWNER if reaches else Side.OTHER
    if client.includes(message.sender, owner):
        if message.unproved:
            # In another thread it is what anybody may send who knows an address: it tells nothing.
            return Side.STRANGER if asked else Side.OTHER
        return Side.CLIENT
    replied_to = asked.get(message.in_reply_to or "")
    unasked = replied_to is not None and message.sender and message.sender not in replied_to
    return Side.STRANGER if unasked or message.sender in elsewhere else Side.OTHER
