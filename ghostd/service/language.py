"""In which language a client is written to: as configured, else as it writes itself."""

from __future__ import annotations

from ghostd.core.conversations import Side
from ghostd.core.folders import Role
from ghostd.core.portrait import Portrait
from ghostd.core.text import strip_quotes
from ghostd.service.run import Run
from ghostd.service.texts import text_of

LETTERS = 4
"""How many of the client's last mails are looked at."""


def language_for(run: Run, portrait: Portrait) -> str:
    """The client's configured language, else that of its last mails, else the owner's."""
    if portrait.client.language:
        return portrait.client.language
    wrote = [m for c in portrait.conversations for side, m in c.human if side is Side.CLIENT]
    texts = []
    for message in sorted(wrote, key=lambda m: m.at)[-LETTERS:]:
        places = [p for role, p in run.ledger.find(message.message_id or "") if role is not Role.DRAFTS]
        if places:
            texts.append(strip_quotes(text_of(run.mailbox, *places)))
    return run.render.language_of(texts) or run.practice.language
