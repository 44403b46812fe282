"""What only the text of a mail tells: whom a report is about, when somebody is back, and who wrote it."""

from __future__ import annotations

from dataclasses import replace

from ghostd.core.arrivals.away import away_in_text
from ghostd.core.arrivals.kinds import doubtful
from ghostd.core.arrivals.source import classify_source
from ghostd.core.messages import Kind, Message
from ghostd.core.reports import read_report
from ghostd.core.text import body_text


def withheld(message: Message) -> bool:
    """Whether the header leaves to the text what `informed` would find there."""
    if message.kind is Kind.AUTO_REPLY:
        return bool(message.references) and message.away_until is None
    return message.kind is Kind.BOUNCE or (message.kind is Kind.HUMAN and doubtful(message.subject))


def informed(message: Message, source: bytes) -> Message:
    """The message with what its first bytes say, where its header leaves that to the text."""
    if message.kind is Kind.BOUNCE:
        return _with_report(message, source)
    if message.kind is Kind.AUTO_REPLY and message.references and message.away_until is None:
        return replace(message, away_until=away_in_text(body_text(source), message.at.date()))
    if message.kind is Kind.HUMAN and doubtful(message.subject):
        kind, because = classify_source(source)
        if kind in (Kind.AUTO_REPLY, Kind.BOUNCE, Kind.CHALLENGE):
            return informed(replace(message, kind=kind, because=because), source)
    return message


def _with_report(message: Message, source: bytes) -> Message:
    """A failure report's headers seldom say whose mail failed; its body does (RFC 3464)."""
    report = read_report(source)
    if report.delayed:
        return replace(message, references=(), in_reply_to=None, because=report.because)
    failed = tuple(dict.fromkeys((*message.failed_recipients, *report.recipients)))
    references = tuple(dict.fromkeys((*message.references, *report.original_ids)))
    because = report.because if report.recipients else message.because
    return replace(message, failed_recipients=failed, references=references, because=because)
