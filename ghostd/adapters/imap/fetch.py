"""Reading FETCH answers of header literals, by the thousand, keyed by UID and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from ghostd.adapters.imap.fields import HEADER_LIMIT, MONTHS, TRACE, WANTED, dates_disagree
from ghostd.adapters.imap.wire import Answer, Imap4, Refused, exchange
from ghostd.core.folders import Arrival
from ghostd.core.messages import Placement

SET_LIMIT = 900
"""Longer commands are refused by some servers (Yahoo takes 1,000 octets)."""

FETCH = re.compile(rb"\d+ FETCH \(", re.IGNORECASE)
USUAL = re.compile(
    rb'\d+ FETCH \(UID (\d+) FLAGS \(([^()]*)\) INTERNALDATE "([^"]*)" RFC822\.SIZE (\d+) '
    rb"BODY\[[^\]]*\](?:<0>)? \x000\)\Z"
)
"""How nearly every server answers what is asked here; seen at one glance, which halves the time."""

ITEM = re.compile(
    rb" ?(?:UID (?P<uid>\d+)"
    rb"|FLAGS \((?P<flags>[^()]*)\)"
    rb'|INTERNALDATE "(?P<date>[^"]*)"'
    rb"|RFC822\.SIZE (?P<size>\d+)"
    rb'|BODY\[[^\]]*\](?:<\d+>)? (?:\x00(?P<literal>\d+)|(?P<nil>NIL)|"(?P<quoted>(?:[^"\\]|\\.)*)")'
    rb")",
    re.IGNORECASE | re.DOTALL,
)
NAME = re.compile(rb" ?[^ ()\[\]]+(?:\[[^\]]*\])?(?:<\d+>)? ")
VALUE = re.compile(rb'\((?P<open>)|\)(?P<close>)|"(?:[^"\\]|\\.)*"|[^ ()"]+|(?P<space> )', re.DOTALL)
INTERNAL_DATE = re.compile(rb" ?(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-]\d{4})")
SYSTEM_FLAGS = {
    f"\\{name}".lower(): f"\\{name}" for name in ("Seen", "Answered", "Flagged", "Deleted", "Draft")
}

Items = dict[str, bytes]


class Fetched(NamedTuple):
    """The messages in UID order; `odd` when some answer about the range made no sense or was not complete."""

    arrivals: list[Arrival]
    odd: bool = False


def fetch_arrivals(imap: Imap4, folder: str, uidvalidity: int, first: int, last: int) -> Fetched:
    """The messages of the opened folder with UIDs from `first` to `last`.

    What has no UID, another UID, or not all that was asked is dropped: it is news about other messages, or
    the message is gone, or is one that the server cannot give. A header under a UID that was not asked for,
    or under one that has another header already, belongs to some message of these all the same.
    """
    wanted = header_item(WANTED)
    command = b"UID FETCH %d:%d (UID FLAGS INTERNALDATE RFC822.SIZE %s)" % (first, last, wanted)
    arrivals, broken = [], list[Answer]()
    found = by_uid(exchange(imap, command), broken)
    within = [uid for uid in sorted(found) if first <= uid <= last]
    for uid in within:
        if {"flags", "date", "size", "body"} <= found[uid].keys():
            arrival = read_arrival(Placement(folder, uidvalidity, uid), found[uid])
            if arrival:
                arrivals.append(arrival)
    astray = any("body" in found[uid] for uid in found.keys() - set(within))
    return Fetched(with_trace(imap, arrivals), bool(broken) or astray or len(arrivals) < len(within))


def with_trace(imap: Imap4, arrivals: list[Arrival]) -> list[Arrival]:
    """The same arrivals; those whose Date disagrees with INTERNALDATE have their trace fields appended."""
    doubtful = {a.placement.uid for a in arrivals if dates_disagree(a.header, a.internal_date)}
    if not doubtful:
        return arrivals
    trace: dict[int, bytes] = {}
    for uids in uid_sets([a.placement.uid for a in arrivals], doubtful):
        with suppress(Refused):
            for uid, items in asked(imap, b"UID FETCH %s (UID %s)" % (uids, header_item(TRACE))).items():
                trace[uid] = items.get("body", b"")
    return [
        replace(a, header=joined(a.header, trace[a.placement.uid]))
        if a.placement.uid in doubtful and a.placement.uid in trace
        else a
        for a in arrivals
    ]


def fetch_flags(imap: Imap4) -> dict[int, frozenset[str]]:
    """The flags of every message in the opened folder, by UID in order."""
    found = asked(imap, b"UID FETCH 1:* (UID FLAGS)")
    return {uid: read_flags(items["flags"]) for uid, items in sorted(found.items()) if "flags" in items}


def fetch_uids(imap: Imap4, first: int, last: int | None = None) -> list[int]:
    """The UIDs from `first` on, up to `last` if one is given, that exist in the opened folder, in order.

    Asked by FETCH, because a SEARCH answer is one line of a length without bound; and filtered, because a
    range beyond the last message gives the last message (RFC 3501, 6.4.8).
    """
    command = b"UID FETCH %d:%s (UID)" % (first, b"*" if last is None else b"%d" % last)
    return sorted(uid for uid in asked(imap, command) if uid >= first and (last is None or uid <= last))


def fetch_named(imap: Imap4, message_id: str, first: int) -> list[int]:
    """The UIDs from `first` on whose Message-ID field has this in it, in order."""
    found = asked(imap, b"UID FETCH %d:* (UID %s)" % (first, header_item(["Message-ID"])))
    return sorted(uid for uid, items in found.items() if message_id.encode() in items.get("body", b""))


def fetch_source(imap: Imap4, uid: int, limit: int) -> tuple[bytes, frozenset[str]] | None:
    """The first `limit` bytes of a message and its flags; None when it is not there."""
    found = asked(imap, b"UID FETCH %d (UID FLAGS BODY.PEEK[]<0.%d>)" % (uid, limit)).get(uid, {})
    # Dovecot gives NIL for the text of a message that was expunged since the folder was opened.
    if "body" not in found or "nil" in found:
        return None
    return found["body"][:limit], read_flags(found.get("flags", b""))


def header_item(names: Sequence[str]) -> bytes:
    return b"BODY.PEEK[HEADER.FIELDS (%s)]<0.%d>" % (" ".join(names).encode("ascii"), HEADER_LIMIT)


def asked(imap: Imap4, command: bytes) -> dict[int, Items]:
    """What the answers say by UID; where one makes no sense the command is said once more, because a message
    that is missing from them would be taken for gone."""
    broken = list[Answer]()
    found = by_uid(exchange(imap, command), broken)
    return by_uid(exchange(imap, command)) if broken else found


def by_uid(answers: Iterable[Answer], broken: list[Answer] | None = None) -> dict[int, Items]:
    """What the FETCH responses say, for each UID they name; a message may come in several responses.

    Those that are malformed are put into `broken`. Where two texts have one UID, neither is believed.
    """
    found: dict[int, Items] = {}
    for answer in answers:
        items = read_items(answer)
        if items and "uid" in items:
            known = found.setdefault(int(items["uid"]), {})
            if "body" in known and "body" in items:
                known.clear()
            else:
                known.update(items)
        elif items is None and broken is not None and FETCH.match(answer.text):
            broken.append(answer)
    return found


def read_items(answer: Answer) -> Items | None:
    """The items of one FETCH response in any order; None for any other response or a malformed one."""
    if answer.literals and (usual := USUAL.match(answer.text)):
        uid, flags, date, size = usual.groups()
        return {"uid": uid, "flags": flags, "date": date, "size": size, "body": answer.literals[0]}
    start = FETCH.match(answer.text)
    if not start:
        return None
    text, literals, position, items = answer.text, answer.literals, start.end(), Items()
    while text[position : position + 1] not in (b")", b""):
        found = ITEM.match(text, position)
        if not found:
            position = skip_item(text, position)
            if position < 0:
                return None
            continue
        kind, value = str(found.lastgroup), found[str(found.lastgroup)]
        if kind == "literal":
            kind, value = "body", literals[int(value)] if int(value) < len(literals) else b""
        elif kind == "nil":
            items["nil"], kind, value = b"", "body", b""
        elif kind == "quoted":
            kind, value = "body", re.sub(rb"\\(.)", rb"\1", value, flags=re.DOTALL)
        items[kind] = value
        position = found.end()
    return items


def skip_item(text: bytes, position: int) -> int:
    """The position after an item that nobody asked for; -1 when it makes no sense."""
    name = NAME.match(text, position)
    if not name:
        return -1
    position, depth = name.end(), 0
    while found := VALUE.match(text, position):
        position = found.end()
        depth += (found["open"] is not None) - (found["close"] is not None)
        if depth <= 0 and found["space"] is None:
            return position if depth == 0 else -1
    return -1


def read_arrival(placement: Placement, items: Items) -> Arrival | None:
    internal_date = read_internal_date(items["date"])
    if internal_date is None:
        return None
    header = items["body"][:HEADER_LIMIT]
    return Arrival(placement, internal_date, int(items["size"]), read_flags(items["flags"]), header)


def read_internal_date(text: bytes) -> datetime | None:
    """The instant in UTC; None when it is none, which only a broken server sends."""
    found = INTERNAL_DATE.fullmatch(text)
    if not found:
        return None
    day, month, year, hour, minute, second, offset = found.groups()
    try:
        at = (int(year), MONTHS[month.lower()], int(day), int(hour), int(minute), min(int(second), 59))
        return datetime(*at, tzinfo=UTC) - read_offset(offset)
    except (KeyError, ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def read_offset(text: bytes) -> timedelta:
    """The distance of a zone such as `-0730` from UTC."""
    distance = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
    return -distance if text.startswith(b"-") else distance


@lru_cache(maxsize=1024)
def read_flags(text: bytes) -> frozenset[str]:
    """The flags, system flags in their usual spelling; `\\Recent` belongs to the session and is left out."""
    names = text.decode("ascii", "replace").split()
    return frozenset(SYSTEM_FLAGS.get(name.lower(), name) for name in names if name.lower() != "\\recent")


def joined(header: bytes, more: bytes) -> bytes:
    """One header of two, with one empty line at the end."""
    return (header.rstrip(b"\r\n") + b"\r\n" + more).removeprefix(b"\r\n")[: 2 * HEADER_LIMIT]


def uid_sets(existing: Sequence[int], chosen: Iterable[int]) -> Iterator[bytes]:
    """The chosen UIDs as sets short enough for any server; what does not exist may lie inside a range."""
    parts: list[bytes] = []
    for first, last in runs(existing, frozenset(chosen)):
        part = b"%d" % first if first == last else b"%d:%d" % (first, last)
        if parts and sum(map(len, parts)) + len(parts) + len(part) > SET_LIMIT - 200:
            yield b",".join(parts)
            parts = []
        parts.append(part)
    if parts:
        yield b",".join(parts)


def runs(existing: Sequence[int], chosen: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Runs of chosen UIDs that are neighbours among the existing ones."""
    run: list[int] = []
    for uid in existing:
        if uid in chosen:
            run.append(uid)
        elif run:
            yield run[0], run[-1]
            run = []
    if run:
        yield run[0], run[-1]
