"""What only the text of a mail tells: whom a report is about, when somebody is back, and who wrote it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ghostd.core.arrivals.absent import AWAY
from ghostd.core.arrivals.away import away_in_text, away_until
from ghostd.core.arrivals.kinds import answering, doubtful
from ghostd.core.arrivals.source import judged
from ghostd.core.characters import fold
from ghostd.core.messages import Kind, Message
from ghostd.core.reports import read_report
from ghostd.core.text import body_text, strip_quotes


def withheld(message: Message) -> bool:
    """Whether the header leaves to the text what `informed` would find there."""
    if message.kind is Kind.AUTO_REPLY:
        return message.away_until is None
    return message.kind is Kind.BOUNCE or (message.kind is Kind.HUMAN and doubtful(message.subject))


def informed(message: Message, source: bytes) -> Message:
    """The message with what its first bytes say: its kind, as `classify_source` tells it, and what follows.

    A list's post that names the owner is judged by its text as a person's mail is.
    """
    kind, because = judged((message.kind, message.because), source)
    if kind is not message.kind:
        message = replace(message, kind=kind, because=because)
    if kind is Kind.BOUNCE:
        return _with_report(message, source)
    if kind is Kind.AUTO_REPLY and message.away_until is None:
        return replace(message, away_until=_back(message, source))
    return message


def _back(message: Message, source: bytes) -> date | None:
    """The day of return that an automatic mail names; an offer is valid until a day, too."""
    day = message.at.date()
    if subject := away_until(message.subject, day):
        return subject
    text = body_text(source)
    answers = message.references or answering(message.subject)
    return away_in_text(text, day) if answers or AWAY.search(fold(strip_quotes(text))) else None


def _with_report(message: Message, source: bytes) -> Message:
    """A failure report's headers seldom say whose mail failed; its body does (RFC 3464)."""
    report = read_report(source)
    if report.delayed:
        return replace(message, references=(), in_reply_to=None, because=report.because)
    failed = tuple(dict.fromkeys((*message.failed_recipients, *report.recipients)))
    references = tuple(dict.fromkeys((*message.references, *report.original_ids)))
    because = report.because if report.recipients else message.because
    return replace(message, failed_recipients=failed, references=references, because=because)
