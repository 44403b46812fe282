"""The kind of a whole mail: where the header says nothing, its parts and its first words are asked."""

from __future__ import annotations

import re
from email.message import Message

from ghostd.core.arrivals import addresses, kinds, spoken
from ghostd.core.arrivals.headers import split, text
from ghostd.core.arrivals.kinds import Verdict
from ghostd.core.arrivals.read import SUBJECT_LIMIT
from ghostd.core.arrivals.signs import Signs, gather
from ghostd.core.characters import fold
from ghostd.core.messages import Kind
from ghostd.core.text import SOURCE_LIMIT, body_text, leaves, parse, strip_quotes

OPENING_LIMIT = 1500
CLOSING_LIMIT = 2500
MANY_LINKS = 3

_REPORTS = {
    "message/delivery-status": (Kind.BOUNCE, "a part of it is a delivery status report"),
    "message/global-delivery-status": (Kind.BOUNCE, "a part of it is a delivery status report"),
    "message/disposition-notification": (Kind.MDN, "a part of it is a read receipt"),
}
_REPORT_TYPES = ("delivery-status", "disposition-notification", "feedback-report")
_METHOD = re.compile(
    r"^METHOD:(REQUEST|REPLY|CANCEL|COUNTER|PUBLISH|ADD|REFRESH)\s*$", re.MULTILINE | re.IGNORECASE
)


def classify_source(source: bytes) -> Verdict:
    """The kind of a whole mail and why, whatever its bytes."""
    fields = split(source)
    author, _ = addresses.sender(fields)
    subject = text(fields, "subject", SUBJECT_LIMIT)
    kind, because = kinds.classify(fields, subject, author)
    signs = gather(fields, subject, author)
    if kind in (Kind.BOUNCE, Kind.MDN, Kind.CALENDAR, Kind.CHALLENGE) and not _untyped(signs):
        return kind, because
    told = _by_parts(parse(source))
    if told:
        return told
    return (by_words(source, signs) if kind is Kind.HUMAN else None) or (kind, because)


def _untyped(signs: Signs) -> bool:
    """Whether it is a report that does not say of what."""
    content = signs.value("content-type")
    return signs.media_type == "multipart/report" and not any(known in content for known in _REPORT_TYPES)


def _by_parts(message: Message | None) -> Verdict | None:
    for part in () if message is None else leaves(message):
        content = part.get_content_type()
        if content in _REPORTS:
            return _REPORTS[content]
        if content == "text/calendar" and part.get_content_disposition() != "attachment" and _invites(part):
            return Kind.CALENDAR, "a part of it is a calendar message"
    return None


def _invites(part: Message) -> bool:
    """Whether a calendar part asks or answers (RFC 5546), rather than being a file that somebody attached."""
    return bool(part.get_param("method")) or bool(_METHOD.search(str(part.get_payload())))


def by_words(source: bytes, signs: Signs) -> Verdict | None:
    """What the text of a mail betrays whose header speaks of nobody but a person; None for nothing."""
    body = body_text(source)
    words = " ".join(fold(strip_quotes(body)).split())
    # Senders of newsletters put a rule above their small print, as people do above their signatures.
    start, end = words[:OPENING_LIMIT], " ".join(fold(body[-CLOSING_LIMIT:]).split())
    if spoken.DECLARED.search(start) or (not signs.reply and spoken.DECLARED.search(end)):
        kind = (
            Kind.AUTO_REPLY
            if signs.answers or signs.reply or kinds.doubtful(signs.opening)
            else Kind.NEWSLETTER
        )
        return kind, "its text says that no person wrote it"
    if not signs.replied and spoken.CHALLENGED.search(start) and len(words) < OPENING_LIMIT:
        return Kind.CHALLENGE, "its text asks to confirm a message"
    if told := None if signs.reply else _by_subject_and_words(signs.opening, start):
        return told
    many = source[:SOURCE_LIMIT].count(b"http") >= MANY_LINKS
    if many and not signs.reply and not signs.answers and (spoken.UNSUBSCRIBE.search(start + " " + end)):
        return Kind.NEWSLETTER, "its text tells many readers how to unsubscribe"
    return None


def _by_subject_and_words(opening: str, start: str) -> Verdict | None:
    """Where the subject might be a machine's, its first words decide."""
    if kinds.doubtful(opening) and spoken.UNDELIVERED.search(start):
        return Kind.BOUNCE, "its subject and its text say that a message was not delivered"
    if kinds.absent(opening) and spoken.ANSWERING.search(start):
        return Kind.AUTO_REPLY, "its subject and its text tell an absence as a machine does"
    received = spoken.RECEIVED.search(start) and spoken.PROMISED.search(start)
    if kinds.acknowledges(opening) and (received or spoken.ANSWERING.search(start)):
        return Kind.AUTO_REPLY, "its subject and its text acknowledge a message as a machine does"
    return None
