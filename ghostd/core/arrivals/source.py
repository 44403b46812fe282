"""The kind of a whole mail: where the header says nothing, its parts and its first words are asked."""

from __future__ import annotations

import re
from email.message import Message

from ghostd.core.arrivals import addresses, kinds
from ghostd.core.arrivals.headers import split, text
from ghostd.core.arrivals.kinds import Verdict
from ghostd.core.arrivals.read import SUBJECT_LIMIT
from ghostd.core.characters import fold
from ghostd.core.messages import Kind
from ghostd.core.text import body_text, leaves, parse, strip_quotes

OPENING_LIMIT = 1500

_REPORTS = {
    "message/delivery-status": (Kind.BOUNCE, "a part of type message/delivery-status"),
    "message/global-delivery-status": (Kind.BOUNCE, "a part of type message/global-delivery-status"),
    "message/disposition-notification": (Kind.MDN, "a part of type message/disposition-notification"),
}
_METHOD = re.compile(r"^METHOD:(REQUEST|REPLY|CANCEL|COUNTER|PUBLISH|ADD|REFRESH)\s*$", re.MULTILINE | re.IGNORECASE)
_DELIVERY = re.compile(
    r"could not be delivered|unable to deliver|(?:could|was) not (?:be )?(?:sent|delivered)|delivery (?:has )?failed|was not delivered|undeliverable"
    r"|permanent (?:fatal )?errors?|user unknown|no such (?:user|recipient)|delivery was attempted|mailbox (?:is )?full"
    r"|nicht zugestellt|no se (?:ha podido|pudo|puede) entregar|n'a pas pu etre|nao foi possivel entregar"
)
# A person who announces a holiday uses an automaton's words, too, but only the automaton speaks of "your message".
_MACHINE = re.compile(
    r"\bauto(?:matic(?:ally)?|mated)?[- ]?(?:reply|response|generated|replied|responder|acknowledge\w*|answer)"
    r"|do not reply to this|please do not (?:reply|respond)|(?:ticket|case) (?:number|id)|your (?:request|inquiry)"
    r"|(?:respond|reply|answer|get back) to (?:you|your e?-?mail|your message|this e?-?mail) (?:when|upon|after|on|as soon)"
    r"|(?:received|respond to|reply to|read|answer) (?:all |any )?(?:your )?(?:e-?mails?|messages?|mails?)\b"
    r"|not (?:be )?(?:checking|reading) (?:my )?e-?mail|your (?:e-?mail|message|mail) (?:has been|was|will be|is being)"
    r"|automatisch|automatic[ao]\b|automatique|automatyczn|automatiskt?\b|ihre (?:e-?mail|nachricht|mail|anfrage)"
    r"|su (?:mensaje|correo|e-?mail|consulta)|votre (?:message|mail|courriel|demande)|(?:sua|tua) mensagem|seu e-?mail"
    r"|(?:suo|tuo|vostro) (?:messaggio|e-?mail)|uw (?:bericht|e-?mail|mail|vraag)|(?:twoj|panstwa) wiadomosc|ditt (?:mail|meddelande)"
)


def classify_source(source: bytes) -> Verdict:
    """The kind of a whole mail and why, whatever its bytes."""
    fields = split(source)
    author, _ = addresses.sender(fields)
    subject = text(fields, "subject", SUBJECT_LIMIT)
    kind, because = kinds.classify(fields, subject, author)
    if kind in (Kind.BOUNCE, Kind.MDN, Kind.CALENDAR, Kind.CHALLENGE):
        return kind, because
    told = _by_parts(parse(source))
    if told:
        return told
    if kind is Kind.HUMAN and kinds.doubtful(fields, subject, author):
        return _by_words(source) or (kind, because)
    return kind, because


def _by_parts(message: Message | None) -> Verdict | None:
    for part in leaves(message) if message else ():
        content = part.get_content_type()
        if content in _REPORTS:
            return _REPORTS[content]
        if content == "text/calendar" and part.get_content_disposition() != "attachment" and _invites(part):
            return Kind.CALENDAR, "a part of type text/calendar"
    return None


def _invites(part: Message) -> bool:
    """Whether a calendar part asks or answers (RFC 5546), rather than being a file that somebody attached."""
    return bool(part.get_param("method")) or bool(_METHOD.search(str(part.get_payload())))


def _by_words(source: bytes) -> Verdict | None:
    opening = fold(strip_quotes(body_text(source))[:OPENING_LIMIT])
    if _DELIVERY.search(opening):
        return Kind.BOUNCE, "Subject and text: not delivered"
    if _MACHINE.search(opening):
        return Kind.AUTO_REPLY, "Subject and text: an automatic answer"
    return None
