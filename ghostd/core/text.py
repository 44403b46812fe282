"""The words of a mail's body: what was written, without what was quoted.

mail-parser decodes the parts; it sees only text parts whose size, depth and charset have been checked before,
because it reads every attachment and trusts every charset.
"""

from __future__ import annotations

import email
import re
import unicodedata
from collections.abc import Iterator
from email.message import Message
from html.parser import HTMLParser
from itertools import islice

from ghostd.core.characters import CHARSETS, clean

SOURCE_LIMIT = 256 * 1024
TEXT_LIMIT = 64 * 1024
DEPTH_LIMIT = 10
PARTS_LIMIT = 50
FIELD_LIMIT = 4096
FIELDS_LIMIT = 500
BOUNDARIES_LIMIT = 100
LINES_LIMIT = 20_000

_ENCODINGS = frozenset({"", "7bit", "8bit", "binary", "quoted-printable", "base64"})
_BREAKING = frozenset(
    [
        "address",
        "blockquote",
        "br",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(["head", "noscript", "script", "style", "template", "title"])


class _Bounded(Message):
    """A message whose header can't grow: the library's parameter parsers take quadratic time."""

    def set_raw(self, name: str, value: str) -> None:
        if len(self) < FIELDS_LIMIT:
            super().set_raw(name, value[:FIELD_LIMIT])


def parse(source: bytes) -> Message | None:
    """The MIME structure of a mail's first 256 kB; None when it can't be read."""
    try:
        return email.message_from_bytes(_bounded(source[:SOURCE_LIMIT]), _class=_Bounded)
    except Exception:
        # The standard library's parser promises nothing on hostile bytes: whatever breaks, there is no text.
        return None


# The parser holds each line against the boundary of every part that is open.
_BOUNDARY = re.compile(rb"boundary", re.IGNORECASE)


def _bounded(source: bytes) -> bytes:
    """The source up to where it has more lines, or opens more parts, than anybody's mail."""
    *lines, rest = source.split(b"\n", LINES_LIMIT)
    source = source[: len(source) - len(rest)] if len(lines) == LINES_LIMIT else source
    too_many = next(islice(_BOUNDARY.finditer(source), BOUNDARIES_LIMIT, None), None)
    return source[: too_many.start() if too_many else len(source)].lstrip(b"\xef\xbb\xbf\r\n")


def leaves(message: Message, depth: int = DEPTH_LIMIT) -> Iterator[Message]:
    """The parts that hold something themselves, in order; forwarded messages are not looked into."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
    elif depth:
        parts = message.get_payload()
        for part in parts[:PARTS_LIMIT] if isinstance(parts, list) else ():
            if isinstance(part, Message):
                yield from leaves(part, depth - 1)


def body_text(source: bytes) -> str:
    """The plain text of a mail, whatever its bytes: its text/plain parts, else its HTML without the tags."""
    message = parse(source)
    try:
        return "" if message is None else _text(message)
    except Exception:
        # Two foreign parsers on hostile bytes: a mail that breaks them is a mail without text.
        return ""


def _text(message: Message) -> str:
    # Imported late: with what it pulls in, mail-parser costs more than the rest of ghostd's start.
    from mailparser import MailParser

    reduced = Message()
    reduced["Content-Type"] = "multipart/mixed"
    reduced.set_payload([])
    for part in leaves(message):
        if _readable(part):
            reduced.attach(_stripped(part))
    parsed = MailParser(reduced)
    plain = "\n".join(parsed.text_plain)[:TEXT_LIMIT]
    html = "\n".join(parsed.text_html)[:TEXT_LIMIT]
    return _lines(plain if plain.strip() else html_text(html))


def _readable(part: Message) -> bool:
    return (
        part.get_content_type() in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and not part.get_filename()
        and _transfer(part) in _ENCODINGS
    )


def _transfer(part: Message) -> str:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower()


def _stripped(part: Message) -> Message:
    """The part's octets under nothing but the header that says how to read them.

    A charset that may not be used (punycode takes quadratic time) is read as UTF-8.
    """
    bare = Message()
    codec = CHARSETS.get((part.get_content_charset() or "").strip("\"' "), "utf-8")
    bare["Content-Type"] = f'{part.get_content_type()}; charset="{codec}"'
    bare["Content-Transfer-Encoding"] = "8bit"
    octets = part.get_payload(decode=True)
    bare.set_payload(octets.decode("ascii", "surrogateescape") if isinstance(octets, bytes) else "")
    return bare


def _lines(text: str) -> str:
    return "\n".join(clean(line) for line in re.split(r"\r\n|\r|\n", text)).strip("\n")


class _Stripper(HTMLParser):
    """Collects the visible text, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BREAKING:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BREAKING and tag != "br":
            self.text.append("\n")

    def handle_data(self, text: str) -> None:
        if not self.silent:
            self.text.append(re.sub(r"\s+", " ", text))


# Of every tag that does not end the standard library's parser reads the rest of the text, again and again.
_OPEN = re.compile(r"<(?![^<>]{1,2000}>)")


def _without_comments(html: str) -> str:
    kept: list[str] = []
    end = 0
    while (start := html.find("<!--", end)) >= 0:
        kept.append(html[end:start])
        end = html.find("-->", start)
        if end < 0:
            return "".join(kept)
        end += 3
    return "".join((*kept, html[end:]))


def html_text(html: str) -> str:
    """The visible text of an HTML body, without links, styles and scripts."""
    stripper = _Stripper()
    stripper.feed(_OPEN.sub("&lt;", _without_comments(html[:TEXT_LIMIT])))
    stripper.close()
    lines = (line.strip() for line in "".join(stripper.text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


_ATTRIBUTION = re.compile(
    r"(?:on|am|el|le|em|no dia|il(?: giorno)?|op|w dniu|dnia|den|ons|tor|fre|på|пн|вт)\b.{0,250}"
    r"(?:wrote|writes|schrieb|escribi[oó]|a [eé]crit|escreveu|ha scritto|schreef|napisa[łl]\S*|pisze|skrev"
    r"|написал\S*).{0,80}:",
    re.IGNORECASE,
)
_NAME_WROTE = re.compile(
    r".{3,120}(?:wrote|schrieb|escribi[oó]|a [eé]crit|escreveu|ha scritto|schreef|skrev)\s?:", re.IGNORECASE
)
_CUT = re.compile(
    r"[-_\s>]*(?:original message|ursprüngliche nachricht|mensaje original|message d.origine"
    r"|mensagem original|messaggio originale|oorspronkelijk bericht|wiadomość oryginalna"
    r"|ursprungligt meddelande|forwarded message|mensaje reenviado|weitergeleitete nachricht)[-_\s]*"
    r"|-- ?|_{20,}|-{30,}",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(
    r"(?:sent from my |sent from |get outlook for |von meinem .{1,30} gesendet|enviado desde mi "
    r"|enviado do meu |envoyé de mon |inviato da |verzonden vanaf |skickat från |wysłane z ).{0,60}",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(r"\*?(?:from|von|de|da|van|od|från)\s?:\*?\s.{0,200}", re.IGNORECASE)
_OUTLOOK_NEXT = re.compile(
    r"\*?(?:sent|date|gesendet|datum|enviado|enviado el|fecha|envoyé|data|inviato|verzonden|wysłano|skickat"
    r"|to|an|para|à|a)\s?:\*?\s.{0,200}",
    re.IGNORECASE,
)


def strip_quotes(text: str) -> str:
    """What the writer wrote: without quoted lines, the lines that introduce them, and the signature."""
    lines = text.split("\n")
    kept: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        if _ends_here(lines, index):
            break
        span = _attribution(lines, index)
        if span and not _quoted_after(lines, index + span):
            # Nothing below is marked as quoted, so all of it is.
            break
        if not span and not line.startswith(">"):
            kept.append(lines[index])
        index += span or 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _ends_here(lines: list[str], index: int) -> bool:
    line = lines[index].rstrip()
    if _CUT.fullmatch(line) or _SENT_FROM.fullmatch(line):
        return True
    following = lines[index + 1] if index + 1 < len(lines) else ""
    return bool(_OUTLOOK.fullmatch(line) and _OUTLOOK_NEXT.fullmatch(following.rstrip()))


def _attribution(lines: list[str], index: int) -> int:
    """How many lines, wrapped as programs wrap them, introduce a quotation here; 0 for none."""
    joined = ""
    for span, line in enumerate(lines[index : index + 3], start=1):
        if not line.strip() or len(joined) + len(line) > 400:
            return 0
        joined = f"{joined} {line.strip()}".strip()
        if _ATTRIBUTION.fullmatch(joined):
            return span
        if span == 1 and _NAME_WROTE.fullmatch(joined) and _quoted_after(lines, index + 1):
            return 1
    return 0


def _quoted_after(lines: list[str], index: int) -> bool:
    following = next((line for line in lines[index : index + 3] if line.strip()), "")
    return following.lstrip().startswith(">")


def canonical(text: str) -> str:
    """What stays of a text through every mail program: its letters and digits, in lower case."""
    even = unicodedata.normalize("NFKC", text.replace("€", "EUR")).lower()
    return "".join(c for c in even if c.isalnum())
