"""Servers that Dovecot is not: what it says is changed on its way, the same way in every session."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

Said = Callable[[bytes], bytes]
"""What becomes of a line of the server's, literals left alone; nothing when it is empty."""

OFFER = re.compile(rb"\bCAPABILITY\b[^\]\r\n]*")
APPENDUID = re.compile(rb"\[APPENDUID \d+ \d+\] ")
LISTED = re.compile(rb'\* LIST \([^)]*\) "/" "?([^"\r\n]+)"?\r\n\Z')


def as_it_is(octets: bytes) -> bytes:
    return octets


def without(*names: str) -> Said:
    """It does not offer what has these names, nor says what a server without them would not say."""
    forgotten = frozenset(name.encode() for name in names)

    def less(found: re.Match[bytes]) -> bytes:
        return b" ".join(name for name in found.group().split(b" ") if name not in forgotten)

    def said(octets: bytes) -> bytes:
        octets = OFFER.sub(less, octets)
        return APPENDUID.sub(b"", octets) if b"UIDPLUS" in forgotten else octets

    return said


def renamed(name: str, to: str) -> Said:
    """It offers something else in the place of what has this name."""

    def other(found: re.Match[bytes]) -> bytes:
        return b" ".join(to.encode() if word == name.encode() else word for word in found.group().split(b" "))

    return lambda octets: OFFER.sub(other, octets)


def without_what_is_not_there(maildir: Path) -> Said:
    """It lists no folder that would come into being only when it is opened."""

    def said(octets: bytes) -> bytes:
        found = LISTED.match(octets)
        name = found[1].decode().replace("/", ".") if found else "INBOX"
        return octets if name == "INBOX" or (maildir / f".{name}" / "cur").is_dir() else b""

    return said
