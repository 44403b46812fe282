"""What tells whether a stored draft is still byte for byte the one that was written."""

from __future__ import annotations

import hashlib
import re

LINE_END = re.compile(rb"\r\n|\r|\n")


def canonical_lines(source: bytes) -> bytes:
    """The source with every line ended by CRLF, which is what an IMAP server stores (RFC 3501, 6.3.11)."""
    return LINE_END.sub(b"\r\n", source)


def digest_of(source: bytes) -> str:
    """The SHA-256 of the source in hexadecimal, the same whichever line ends it was written with."""
    return hashlib.sha256(canonical_lines(source)).hexdigest()
