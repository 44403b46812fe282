"""A recorded mail said again with ghostd's own draft in the place of the draft that was recorded.

What the program did stays: the headers it kept, dropped and added, the format, the charset, the words that
were typed in. Names, addresses, subject and text become those of our draft.
"""

from __future__ import annotations

import html
import textwrap
from datetime import datetime
from difflib import SequenceMatcher
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, NamedTuple

from ghostd.core.text import canonical, html_text

WIRE = policy.SMTP.clone(max_line_length=998)
WIDTH = 60
"""Narrower than our own lines, so that wrapping always shows."""


class Typed(NamedTuple):
    """Words that the program's user put in (or took out), and how far down the text, from 0 to 1."""

    where: float
    words: str
    removed: bool


def parsed(source: bytes) -> EmailMessage:
    message = message_from_bytes(source, policy=WIRE)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    """The text as its reader sees it; of HTML only the words matter here."""
    part: Any = message.get_body(("plain", "html"))
    text = str(part.get_content()) if part is not None else ""
    if part is not None and part.get_content_subtype() == "html":
        text = html_text(text)
    return text


def typed(before: str, after: str) -> list[Typed]:
    """What was typed between two texts, whatever wrapping and spaces became of the rest."""
    old = [word for word in before.split() if canonical(word)]
    new = [word for word in after.split() if canonical(word)]
    match = SequenceMatcher(a=[canonical(w) for w in old], b=[canonical(w) for w in new], autojunk=False)
    found = []
    for kind, i, i_end, j, j_end in match.get_opcodes():
        if canonical("".join(old[i:i_end])) == canonical("".join(new[j:j_end])):
            continue
        if kind in ("insert", "replace"):
            found.append(Typed(i / max(len(old), 1), " ".join(new[j:j_end]), False))
        elif kind == "delete":
            found.append(Typed(i / max(len(old), 1), " ".join(old[i:i_end]), True))
    return found


def retyped(text: str, changes: list[Typed]) -> str:
    """The same typing in another text: a line of its own put in, or the line that stands there taken out."""
    lines = text.rstrip("\n").split("\n")
    for change in sorted(changes, reverse=True):
        at = round(change.where * len(lines))
        if change.removed:
            spoken = [n for n, line in enumerate(lines) if line.strip() and n >= at]
            del lines[(spoken or [len(lines) - 1])[0]]
        else:
            lines[at:at] = [change.words, ""]
    return "\n".join(lines) + "\n"


def rewrapped(text: str, soft: str) -> str:
    """The paragraphs broken anew; `soft` ends a line that goes on (RFC 3676 has a space there)."""
    out: list[str] = []
    paragraph: list[str] = []

    def flush() -> None:
        if paragraph:
            broken = textwrap.wrap(" ".join(paragraph), WIDTH)
            out.extend([*(line + soft for line in broken[:-1]), broken[-1]])
            paragraph.clear()

    for line in text.split("\n"):
        if line.strip() and not line.startswith((">", "-", " ")) and len(line) > WIDTH // 2:
            paragraph.append(line.strip())
        else:
            if line.strip() and paragraph and not line.startswith((">", "-")):
                paragraph.append(line.strip())
                flush()
                continue
            flush()
            out.append(f" {line}" if soft and line.startswith(("From ", " ")) else line)
    flush()
    return "\n".join(out)


def translated(
    recorded: bytes, original: bytes, ours: bytes, message_id: str, when: datetime, uid: int
) -> bytes:
    """`recorded` is what the program made of `original`; the answer is what it would have made of `ours`."""
    result, before, mine = parsed(recorded), parsed(original), parsed(ours)
    text = retyped(text_of(mine), typed(text_of(before), text_of(result)))
    names = {str(before["Message-ID"]): str(mine["Message-ID"])}
    headers = []
    for name, value in result.items():
        said = header(name, str(value), before, mine, when, message_id)
        if name.lower() == "x-evolution-draft-message" and said and said.strip().isdigit():
            said = str(uid)
        if said is not None and not name.lower().startswith("content-") and name.lower() != "mime-version":
            for old, new in names.items():
                said = said.replace(old, new)
            headers.append((name, said))
    for part in result.walk():
        if part.get_content_maintype() == "text" and not part.is_attachment():
            refill(part, text)
    for name in {name for name in result if not name.lower().startswith(("content-", "mime-"))}:
        del result[name]
    for name, said in headers:
        result[name] = said
    return result.as_bytes(policy=WIRE)


def header(
    name: str, value: str, before: EmailMessage, mine: EmailMessage, when: datetime, message_id: str
) -> str | None:
    """The header as the program would have written it for our draft; None where ours has none such."""
    match name.lower():
        case "message-id":
            return message_id
        case "date":
            return str(mine["Date"]) if value == str(before["Date"]) else format_datetime(when)
        case "from" | "to" | "cc" | "subject" | "in-reply-to" | "references":
            return None if mine[name] is None else str(mine[name])
        case "x-ghostd-draft":
            return None
    return value


def refill(part: EmailMessage, text: str) -> None:
    """Put the text into a part as the program formats it: charset, encoding, wrapping."""
    charset = str(part.get_content_charset() or "utf-8")
    cte = str(part.get("Content-Transfer-Encoding", "8bit")).lower()
    flowed = part.get_param("format") == "flowed"
    shown = str(part.get_content())
    if part.get_content_subtype() == "html":
        body = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n") if line.strip())
        text = f"<html><body>{body}</body></html>\n"
    elif flowed:
        text = rewrapped(text, " ")
    elif max(map(len, shown.splitlines()), default=0) <= 80:
        text = rewrapped(text, "")
    octets = text.encode(charset, "replace")
    if cte == "7bit" and not octets.isascii():
        cte = "quoted-printable"
    part.set_content(
        text, subtype=part.get_content_subtype(), charset=charset, cte=cte,
        params={"format": "flowed"} if flowed else None,
    )  # fmt: skip
