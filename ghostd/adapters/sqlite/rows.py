"""How values lie in a row: instants as microseconds, lists as lines, text that SQLite can hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from typing import Any

from ghostd.core.messages import Dated, Kind, Message, Placement, Wording

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
KINDS = {kind.value: kind for kind in Kind}
DATED = {dated.value: dated for dated in Dated}


def micros(at: datetime) -> int:
    """Microseconds since 1970 in UTC; a naive time is refused with TypeError."""
    return (at - EPOCH) // MICROSECOND


def instant(stored: int) -> datetime:
    return EPOCH + timedelta(microseconds=stored)


def micros_or_none(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def instant_or_none(stored: int | None) -> datetime | None:
    return None if stored is None else instant(stored)


def plain(text: str) -> str:
    """The text as SQLite can keep and compare it: lone surrogates and NUL become question marks."""
    if is_plain(text):
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "?")


def is_plain(text: str) -> bool:
    return text.isascii() and "\0" not in text


def lines(items: Sequence[str]) -> str:
    """One item a line; an item's own line ends become spaces, and empty items vanish."""
    if not items:
        return ""
    text = "\n".join(items)
    if text.count("\n") == len(items) - 1 and "" not in items:
        return text
    return "\n".join(item.replace("\n", " ") for item in items if item)


def array(texts: Iterable[str]) -> str:
    """The texts as SQLite's json_each reads them."""
    return json.dumps([plain(text) for text in texts], ensure_ascii=False)


def items(stored: str) -> tuple[str, ...]:
    return tuple(stored.split("\n")) if stored else ()


def key_of(message_id: str | None) -> int | None:
    """The digest that a Message-ID is looked up by."""
    if not message_id:
        return None
    return int.from_bytes(blake2b(plain(message_id).encode(), digest_size=8).digest(), "big", signed=True)


def parent_of(message: Message) -> str | None:
    """The Message-ID it answers: In-Reply-To, else the last reference."""
    return message.in_reply_to or (message.references[-1] if message.references else None)


def mail_row(id: int, folder: int, placement: Placement, message: Message) -> tuple[Any, ...]:
    """The columns of table `mail`, in its order; all but `gone`."""
    return (
        id,
        folder,
        placement.uidvalidity,
        placement.uid,
        key_of(message.message_id),
        key_of(parent_of(message)),
        micros(message.at),
        *mail_texts(message),
        message.kind.value,
        message.dated.value,
        None if message.away_until is None else message.away_until.isoformat(),
        None if message.wording is None else wording_row(message.wording),
        message.proved,
    )


def wording_row(said: Wording) -> str:
    promised = None if said.promised is None else said.promised.isoformat()
    judged = [said.asks, said.closes, said.words, said.puts_off, promised, said.over]
    return json.dumps([*judged, said.concerns] if said.concerns else judged)


def wording_of(stored: str) -> Wording:
    asks, closes, words, puts_off, promised, *last = json.loads(stored)
    # Rows of before this was told apart: only words that close may be over.
    over = last[0] if last else (None if closes else False)
    day = date.fromisoformat(promised) if promised else None
    return Wording(asks, closes, words, puts_off, day, over, tuple(*last[1:]))


def mail_texts(message: Message) -> tuple[str | None, ...]:
    texts = (
        message.message_id,
        message.sender,
        message.subject,
        message.sender_name,
        lines(message.to),
        lines(message.cc),
        message.in_reply_to,
        lines(message.references),
        message.because,
        lines(message.failed_recipients),
        lines(message.drafted_as),
    )
    # One look at all of them: most mail is plain, and an import asks this for every message.
    if is_plain("".join(filter(None, texts))):
        return texts
    return tuple(text if text is None else plain(text) for text in texts)


def placement_of(row: Sequence[Any]) -> Placement:
    """Of a row of view `placed`."""
    return Placement(row[2], row[3], row[4])


def message_of(row: Sequence[Any]) -> Message:
    """Of a row of view `placed`."""
    return Message(
        at=instant(row[5]),
        message_id=row[6],
        sender=row[7],
        subject=row[8],
        sender_name=row[9],
        to=items(row[10]),
        cc=items(row[11]),
        in_reply_to=row[12],
        references=items(row[13]),
        because=row[14],
        failed_recipients=items(row[15]),
        drafted_as=items(row[16]),
        kind=KINDS[row[17]],
        dated=DATED[row[18]],
        away_until=None if row[19] is None else date.fromisoformat(row[19]),
        wording=None if row[21] is None else wording_of(row[21]),
        proved=None if row[22] is None else bool(row[22]),
    )
