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
_METHOD = re.compile(
    r"^METHOD:(REQUEST|REPLY|CANCEL|COUNTER|PUBLISH|ADD|REFRESH)\s*$", re.MULTILINE | re.IGNORECASE
)
_DELIVERY = re.compile(
    r"(?:could|was|can) ?not (?:be )?(?:sent|delivered)|unable to deliver|delivery (?:has )?failed"
    r"|undeliverable|permanent (?:fatal )?errors?"
    r"|user unknown|no such (?:user|recipient)"
    r"|delivery was attempted|mailbox (?:is )?full|nicht zugestellt"
    r"|no se (?:ha podido|pudo|puede) entregar|n'a pas pu etre"
    r"|nao foi possivel entregar"
)
_OURS = "(?:e-?mail|message|mail)"
# A person who announces a holiday uses a machine's words, too, but only the machine speaks of "your message".
_MACHINE = re.compile(
    r"\bauto(?:matic(?:ally)?|mated)?[- ]?(?:reply|response|generated|replied|responder|answer)"
    r"|do not reply to this|please do not (?:reply|respond)|(?:ticket|case) (?:number|id)"
    rf"|your (?:request|inquiry|enquiry)|your {_OURS} (?:has been|was|will be|is being)"
    rf"|(?:respond|reply|answer|get back) to (?:you|your {_OURS}|this {_OURS}) (?:when|upon|after|on|as soon)"
    rf"|(?:received|respond to|reply to|read|answer) (?:all |any )?(?:your )?{_OURS}s?\b"
    r"|not (?:be )?(?:checking|reading) (?:my )?e-?mail"
    r"|automatisch|automatic[ao]\b|automatique|automatyczn|automatiskt?\b"
    r"|ihre (?:e-?mail|nachricht|mail|anfrage)|su (?:mensaje|correo|e-?mail|consulta)"
    r"|votre (?:message|mail|courriel|demande)|(?:sua|tua) mensagem|seu e-?mail"
    r"|(?:suo|tuo|vostro) (?:messaggio|e-?mail)|uw (?:bericht|e-?mail|mail|vraag)"
    r"|(?:twoj|panstwa) wiadomosc|ditt (?:mail|meddelande)"
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
    for part in () if message is None else leaves(message):
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
