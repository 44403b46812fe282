"""Messages become conversations: threads with one client, and whose turn it is in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ghostd.core.messages import Kind, Message

SUBJECT_WINDOW = timedelta(days=30)
"""How long a bare subject ties messages together where References are missing."""

FREEMAIL = frozenset(
    """gmail.com googlemail.com outlook.com outlook.es hotmail.com hotmail.es hotmail.co.uk live.com msn.com
    yahoo.com yahoo.es yahoo.co.uk yahoo.de ymail.com icloud.com me.com mac.com aol.com gmx.net gmx.de gmx.com
    gmx.at web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com proton.me protonmail.com pm.me
    tutanota.com tuta.com posteo.de mailbox.org fastmail.com fastmail.fm zoho.com hey.com telefonica.net
    orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it alice.it tiscali.it uol.com.br
    bol.com.br terra.com.br sapo.pt wp.pl o2.pl onet.pl interia.pl seznam.cz bluewin.ch telenet.be skynet.be
    ziggo.nl kpnmail.nl xs4all.nl comcast.net verizon.net att.net qq.com 163.com 126.com naver.com""".split()
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
    """A configured party: `addresses` are whole, `domains` stand for everybody there; all lower-case."""

    name: str
    addresses: frozenset[str]
    domains: frozenset[str] = frozenset()
    language: str = "en"
    register: str = "usted"
    contact: str = ""
    phone: str = ""
    goal: str | None = None
    playbooks: tuple[str, ...] = ("ghosting",)

    def colleague_domains(self, owner: Owner) -> frozenset[str]:
        """The configured domains, and those of the addresses unless anybody may have an address there."""
        implied = {domain_of(address) for address in self.addresses} - FREEMAIL - owner.domains
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
    OWNER = "owner"
    CLIENT = "client"
    OTHER = "other"


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
