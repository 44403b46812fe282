"""The kind of a whole mail: where the header says nothing, its parts and its first words are asked."""

from __future__ import annotations

import re
from email.message import Message

from ghostd.core.arrivals import addresses, autoreplies, kinds, spoken
from ghostd.core.arrivals.headers import split, text
from ghostd.core.arrivals.kinds import Verdict
from ghostd.core.arrivals.read import SUBJECT_LIMIT
from ghostd.core.arrivals.signs import Signs, gather
from ghostd.core.arrivals.vacation import absence_alone
from ghostd.core.characters import fold
from ghostd.core.messages import Kind
from ghostd.core.reports import undelivered
from ghostd.core.text import SOURCE_LIMIT, body_text, leaves, parse, strip_quotes

OPENING_LIMIT = 1500
CLOSING_LIMIT = 2500
MANY_LINKS = 3

_QUOTATION = (":", '"', "'", "“", "„", "«", "‘", "‚")
_SENTENCE = re.compile(r"(?<=[.!?])\s")
# HTML of word processors names its vocabularies by addresses.
_LINK = re.compile(rb"http(?!://(?:schemas\.|www\.w3\.org))")

_REPORTS = {
    "message/delivery-status": (Kind.BOUNCE, "a part of it is a delivery status report"),
    "message/global-delivery-status": (Kind.BOUNCE, "a part of it is a delivery status report"),
    "message/disposition-notification": (Kind.MDN, "a part of it is a read receipt"),
}
_REPORT_TYPES = ("delivery-status", "disposition-notification", "feedback-report")
_METHOD = re.compile(
    rb"^METHOD:(REQUEST|REPLY|CANCEL|COUNTER|PUBLISH|ADD|REFRESH)\s*$", re.MULTILINE | re.IGNORECASE
)


def classify_source(source: bytes) -> Verdict:
    """The kind of a whole mail and why, whatever its bytes."""
    fields = split(source)
    author, _ = addresses.sender(fields)
    return judged(kinds.classify(fields, text(fields, "subject", SUBJECT_LIMIT), author), source)


def judged(verdict: Verdict, source: bytes) -> Verdict:
    """The verdict of a mail's header once the whole mail has been asked."""
    fields = split(source)
    author, _ = addresses.sender(fields)
    signs = gather(fields, text(fields, "subject", SUBJECT_LIMIT), author)
    kind, _ = verdict
    if kind in (Kind.BOUNCE, Kind.MDN, Kind.CALENDAR, Kind.CHALLENGE) and not _untyped(signs):
        return _spoken_for(verdict, source, signs)
    told = _by_parts(parse(source))
    if told:
        return told
    return (by_words(source, signs) if kind is Kind.HUMAN else None) or verdict


def _spoken_for(verdict: Verdict, source: bytes, signs: Signs) -> Verdict:
    """A failure that only the subject tells is a person's words where the text tells of goods instead."""
    if verdict[0] is not Kind.BOUNCE or not kinds.only_its_subject(signs):
        return verdict
    words = " ".join(fold(strip_quotes(body_text(source))).split())[:OPENING_LIMIT]
    if not words or undelivered(source) or spoken.MAIL_FAILED.search(words):
        return verdict
    return Kind.HUMAN, "its subject speaks of a failure, its text of no mail"


def _untyped(signs: Signs) -> bool:
    """Whether it is a report that does not say of what."""
    content = signs.value("content-type")
    return signs.media_type == "multipart/report" and not any(known in content for known in _REPORT_TYPES)


def _by_parts(message: Message | None) -> Verdict | None:
    try:
        return _told_by_parts(message)
    except Exception:
        # The standard library's parser promises nothing on hostile bytes: whatever breaks, no part tells.
        return None


def _told_by_parts(message: Message | None) -> Verdict | None:
    for part in () if message is None else leaves(message):
        content = part.get_content_type()
        if content in _REPORTS:
            return _REPORTS[content]
        if content == "text/calendar" and part.get_content_disposition() != "attachment" and _invites(part):
            return Kind.CALENDAR, "a part of it is a calendar message"
    return None


def _invites(part: Message) -> bool:
    """Whether a calendar part asks or answers (RFC 5546), rather than being a file that somebody attached."""
    if part.get_param("method"):
        return True
    # As octets: as text it would be decoded by whatever charset it names, punycode in quadratic time.
    octets = part.get_payload(decode=True)
    return isinstance(octets, bytes) and bool(_METHOD.search(octets))


def by_words(source: bytes, signs: Signs) -> Verdict | None:
    """What the text of a mail betrays whose header speaks of nobody but a person; None for nothing."""
    body = body_text(source)
    words = " ".join(fold(strip_quotes(body)).split())
    # Senders of newsletters put a rule above their small print, as people do above their signatures.
    start, end = words[:OPENING_LIMIT], " ".join(fold(body[-CLOSING_LIMIT:]).split())
    if _declares(start) or (not signs.reply and _declares(end)):
        titled = kinds.doubtful(signs.opening) or autoreplies.RECEIVED.search(signs.opening)
        kind = Kind.AUTO_REPLY if signs.answers or signs.reply or titled else Kind.NEWSLETTER
        return kind, "its text says that no person wrote it"
    if not signs.replied and len(words) < OPENING_LIMIT and _challenges(start):
        return Kind.CHALLENGE, "its text asks to confirm a message"
    if told := None if signs.reply else _by_subject_and_words(source, signs.opening, start):
        return told
    if not signs.listed and absence_alone(body, signs.name):
        return Kind.AUTO_REPLY, "its text is a notice of absence and nothing else"
    many = len(_LINK.findall(source[:SOURCE_LIMIT])) >= MANY_LINKS
    addressed = signs.listed or signs.reply or signs.answers
    if many and not addressed and _unsubscribes(start + " " + end):
        return Kind.NEWSLETTER, "its text tells many readers how to unsubscribe"
    return None


def _declares(words: str) -> bool:
    """Whether a text says of itself that no person wrote it, rather than quoting another that does."""
    for found in spoken.DECLARED.finditer(words):
        quoted = words[: found.start()].rstrip().endswith(_QUOTATION)
        if not quoted and not spoken.SCANNED.search(words, found.start(), found.end() + 40):
            return True
    return False


def _challenges(words: str) -> bool:
    return bool(spoken.CHALLENGED.search(words) and spoken.CHALLENGER.search(words))


def _unsubscribes(words: str) -> bool:
    sentences = _SENTENCE.split(words)
    return any(spoken.UNSUBSCRIBE.search(one) and not spoken.ASKED.search(one) for one in sentences)


def _by_subject_and_words(source: bytes, opening: str, start: str) -> Verdict | None:
    """Where the subject might be a machine's, its first words decide."""
    if kinds.doubtful(opening) and spoken.UNDELIVERED.search(start) and undelivered(source):
        return Kind.BOUNCE, "its subject and its text say that a message was not delivered"
    if kinds.absent(opening) and spoken.ANSWERING.search(start):
        return Kind.AUTO_REPLY, "its subject and its text tell an absence as a machine does"
    received = spoken.RECEIVED.search(start) and spoken.PROMISED.search(start)
    if kinds.acknowledges(opening) and (received or spoken.ANSWERING.search(start)):
        return Kind.AUTO_REPLY, "its subject and its text acknowledge a message as a machine does"
    return None
