"""A mail of ours as bytes: its text, and what is enclosed. The same input gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from urllib.parse import quote

from ghostd.core.replies.attachments import Attachment
from ghostd.core.replies.headers import CRLF, WIRE, header_text

FILE_NAME_LENGTH = 100
ENDING_LENGTH = 12
PIECE = 50
"""How many characters of a file's encoded name stand in one line."""

OPAQUE = "application/octet-stream"
BOUNDARY = "=_"
"""What no line of base64 or quoted-printable can hold (RFC 2045, 6.7), and each boundary begins with."""

_ENCODED = re.compile(rf"(?:%[0-9A-F]{{2}}|[^%]){{1,{PIECE // 3}}}")
_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,80}(?:; [a-z-]{1,20}=[A-Za-z0-9-]{1,40})*")
_COMPOSITE = ("message/", "multipart/")


def mail_bytes(
    headers: Iterable[tuple[str, str]], body: str, enclosed: Sequence[Attachment] = (), seed: str = ""
) -> bytes:
    """A mail of one text/plain part in UTF-8, 7bit where that is possible, else quoted-printable; with
    something enclosed multipart/mixed, the text first. `seed` names the boundary: the mail's Message-ID."""
    message = EmailMessage(policy=WIRE)
    for name, value in headers:
        if value:
            message[name] = value
    plain = body.isascii() and all(len(line) <= 900 for line in body.splitlines())
    plain = plain and not (enclosed and BOUNDARY in body)
    message.set_content(body, charset="utf-8", cte="7bit" if plain else "quoted-printable")
    if enclosed:
        digest = hashlib.blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=12)
        message.make_mixed(BOUNDARY + digest.hexdigest())
        for one in enclosed:
            message.attach(_part(one))
    return message.as_bytes()


def _part(one: Attachment) -> EmailMessage:
    """The file in base64; a mail or another composite is a file like any other (RFC 2046, 5.2.1)."""
    part = EmailMessage(policy=WIRE)
    kind = one.type if _TYPE.fullmatch(one.type) and not one.type.startswith(_COMPOSITE) else OPAQUE
    part["Content-Type"] = kind
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = f"attachment;{CRLF} {file_name(one.name)}"
    part.set_payload(base64.encodebytes(one.content).decode("ascii"))
    return part


def file_name(name: str) -> str:
    """The parameter that names a file: as it stands if it is plain, else by RFC 2231, in pieces if long."""
    safe = bare_name(name)
    if safe.isascii() and len(safe) <= PIECE:
        return f'filename="{safe}"'
    pieces = _ENCODED.findall(quote(safe, safe=""))
    if len(pieces) == 1:
        return f"filename*=utf-8''{pieces[0]}"
    first, *rest = pieces
    told = [f"filename*0*=utf-8''{first}", *(f"filename*{n}*={p}" for n, p in enumerate(rest, start=1))]
    return f";{CRLF} ".join(told)


def bare_name(name: str) -> str:
    """A file's name without folders, quotation marks and what cannot be seen; its ending outlives a cut."""
    line = header_text(name, 4096).replace("\\", "/").rpartition("/")[2]
    line = line.replace('"', "'").strip(" .") or "attachment"
    if len(line) <= FILE_NAME_LENGTH:
        return line
    stem, dot, ending = line.rpartition(".")
    kept = dot + ending if stem and len(ending) <= ENDING_LENGTH else ""
    return line[: FILE_NAME_LENGTH - len(kept)].rstrip() + kept
