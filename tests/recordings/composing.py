"""How a mail program writes a draft again: the words typed in, and the form the text takes on the wire."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import EmailMessage
from html import escape

from tests.recordings.translation import WIRE, parsed, rewrapped, text_of

OWN_WORDS = (
    "Bob, shall we meet for a coffee near the station on Thursday? My sister comes along, she runs a "
    "printing house and knows everything about paper.\n"
)


def parsed_copy(source: bytes) -> EmailMessage:
    message = message_from_bytes(source, policy=WIRE)
    assert isinstance(message, EmailMessage)
    return message


def said_in(message: EmailMessage) -> str:
    """The text, where a flowed one is one line a paragraph again."""
    return re.sub(r"(?<!^--) \n", " ", text_of(message).replace("\r\n", "\n"), flags=re.MULTILINE)


def typed_into(text: str, typing: str) -> str:
    paragraphs = text.rstrip("\n").split("\n\n")
    match typing:
        case "line":
            paragraphs.insert(2, "By the way, I am in the office all of Friday.")
        case "greeting":
            paragraphs[0] = "Dear Bob,"
        case "cut":
            del paragraphs[2:3]
        case "rewritten":
            return OWN_WORDS
    return "\n\n".join(paragraphs) + "\n"


def refitted(message: EmailMessage, text: str, form: str) -> EmailMessage:
    """The same headers over the text in another form."""
    made = parsed(b"\r\n")
    for name, value in message.items():
        if not name.lower().startswith(("content-", "mime-")):
            made[name] = str(value)
    fit(made, text, form)
    return made


def fit(made: EmailMessage, text: str, form: str) -> None:
    page = "".join(f"<p>{escape(line)}</p>\n" for line in text.split("\n") if line.strip())
    match form:
        case "flowed":
            made.set_content(rewrapped(text, " "), cte="8bit", params={"format": "flowed"})
        case "wrapped":
            made.set_content(rewrapped(text, ""), cte="quoted-printable")
        case "latin":
            known = text.encode("iso-8859-15", "replace").decode("iso-8859-15")
            made.set_content(known, charset="iso-8859-15", cte="quoted-printable")
        case "base64":
            made.set_content(rewrapped(text, ""), cte="base64")
        case "html":
            made.set_content(f"<html><body>{page}</body></html>", subtype="html", cte="quoted-printable")
        case "alternative":
            made.set_content(text, cte="quoted-printable")
            made.add_alternative(f"<html><body>{page}</body></html>", subtype="html", cte="quoted-printable")
        case "mixed":
            made.set_content(text, cte="quoted-printable")
            made.make_mixed()
        case _:
            made.set_content(text, cte="quoted-printable")
