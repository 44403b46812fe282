"""Addresses become parties: who counts as one client, so that anyone of it may answer.

Colleagues share a registrable domain. At freemail providers, and at the owner's own domain, a neighbour is
somebody else: there the whole address tells who it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from ghostd.core.arrivals.wordings import ROBOT
from ghostd.core.conversations import FREEMAIL, Client, Owner, domain_of

Party = Callable[[str], str | None]
"""Names the client that an address belongs to; None for who can't be one: the owner, a list, a robot."""


def robotic(address: str) -> bool:
    """Whether an address says of itself that no person reads it: no-reply, mailer-daemon, notifications."""
    return ROBOT.fullmatch(address.rpartition("@")[0]) is not None


def by_domain(
    owner: Iterable[str], registrable: Callable[[str], str], lists: Iterable[str] = frozenset()
) -> Party:
    """Everybody is a possible client, named by registrable domain, else by whole address.

    `registrable` gives a domain's registrable part, empty where it has none.
    """
    own = frozenset(owner)
    neighbours = frozenset({registrable(domain_of(a)) or domain_of(a) for a in own}) | FREEMAIL
    return partial(_party_by_domain, own | frozenset(lists), neighbours, registrable)


def _party_by_domain(
    nobody: frozenset[str], neighbours: frozenset[str], registrable: Callable[[str], str], address: str
) -> str | None:
    if address in nobody or robotic(address):
        return None
    domain = domain_of(address)
    organisation = registrable(domain)
    if not organisation or organisation in neighbours or domain in neighbours:
        return address
    return organisation


def configured(clients: Iterable[Client], owner: Owner) -> Party:
    """The configured clients, by name; a whole address that is listed goes before anybody's domain."""
    known = tuple(clients)
    listed: dict[str, str] = {}
    for client in known:
        for address in sorted(client.addresses):
            listed.setdefault(address, client.name)
    return partial(_configured_party, known, owner, listed)


def _configured_party(
    clients: tuple[Client, ...], owner: Owner, listed: dict[str, str], address: str
) -> str | None:
    if address in owner.addresses:
        return None
    if address in listed:
        return listed[address]
    if robotic(address):
        return None
    return next((client.name for client in clients if client.includes(address, owner)), None)
