"""Invented facts for the notices about ghostd's own trouble."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ghostd.core.replies.health_facts import (
    HeldBackFacts,
    Looked,
    Moment,
    OutageFacts,
    Unread,
    UnreadFacts,
)

BEGAN = Moment(date(2026, 5, 18), "14:10")
ENDED = Moment(date(2026, 5, 20), "09:05")
PROBLEM = "account main (imap.example.com:993): the server refuses this user name or password"


def outage_samples() -> Iterator[Mapping[str, object]]:
    accounts = (Looked("main", Moment(date(2026, 5, 18), "13:55")), Looked("studio", ENDED))
    refused = OutageFacts(
        owner="Ana Pérez",
        account="main",
        since=BEGAN,
        refused=True,
        problem=PROBLEM,
        over=None,
        accounts=accounts,
    )
    yield {**refused}
    yield {**refused, "refused": False, "accounts": (Looked("main", None), *accounts[1:])}
    yield {**refused, "over": ENDED}
    yield {**refused, "over": ENDED, "accounts": ()}


def held_back_samples() -> Iterator[Mapping[str, object]]:
    comes = HeldBackFacts(
        owner="Ana Pérez",
        account="main",
        what="nothing-comes",
        since=date(2026, 5, 18),
        business_days=3,
        expected=25,
        silent=1,
        waited=3,
        opened=0,
        limit=5,
    )
    yield {**comes}
    yield {**comes, "silent": 5, "waited": 6}
    yield {**comes, "what": "nobody-writes", "silent": 5, "waited": 6}
    crowd = {**comes, "what": "crowd", "since": None, "business_days": 0, "expected": 0, "opened": 4}
    yield crowd
    yield {**crowd, "what": "quota"}
    yield {**crowd, "what": "quota", "limit": 1}


def unread_samples() -> Iterator[Mapping[str, object]]:
    one = Unread("Inbox", 1207, "the server refuses reading Inbox (NO internal error)")
    met = UnreadFacts(
        owner="Ana Pérez",
        account="main",
        messages=(one,),
        more=0,
        met=BEGAN,
        clients=("Nordlicht GmbH",),
        until=date(2026, 5, 25),
        over=False,
    )
    several = {"messages": (one, one._replace(uid=1210)), "clients": ("Nordlicht GmbH", "Lumen")}
    for over in (False, True):
        yield {**met, "over": over}
        yield {**met, **several, "over": over}
        yield {**met, **several, "more": 5, "over": over}
