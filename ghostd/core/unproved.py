"""Mail that gives a client's address and failed the check of who sent it, in the owner's language."""

from __future__ import annotations

from datetime import datetime

from ghostd.core.portrait import HORIZON, Portrait
from ghostd.core.spoken import spoken_date


def unproved(portrait: Portrait, now: datetime, language: str) -> tuple[str, ...]:
    """A line for each of the last weeks, oldest first."""
    found = {
        message.identity: message
        for conversation in portrait.conversations
        for message in conversation.messages
        if message.unproved and now - message.at <= HORIZON
    }
    told = []
    for message in sorted(found.values(), key=lambda m: (m.at, m.identity)):
        day = spoken_date(portrait.calendar.local(message.at), language)
        told.append(_line(portrait.client.name, message.sender or "", day, language))
    return tuple(told)


def _line(client: str, sender: str, day: str, language: str) -> str:
    if language == "es":
        return f"{client}: un mensaje del {day} que da {sender} como remitente no superó la comprobación."
    return f"{client}: a mail of {day} that gives {sender} as its sender failed the check of who sent it."
