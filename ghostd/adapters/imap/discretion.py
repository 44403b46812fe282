"""A server's words made fit for a message of ours: on one line, short, and without the password in them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator

HIDDEN = "***"

SHORT = 4
"""A password of fewer signs is found in half of all words: it is hidden only where it stands alone."""

GAP = r"(?:\s|\\[tnrfv]?)+"
"""White space in a password, as a server may have folded it."""


def legible(raw: bytes | str, limit: int = 200) -> str:
    """A server's words made fit for one line of a message: no controls, and short."""
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:limit]


class Discretion:
    """Makes a server's words legible and leaves the password out, in whatever form they repeat it.

    That is: plain or in other case, quoted for IMAP, as Python shows bytes and text, with letters beyond
    ASCII garbled or dropped, and in base64 wherever in the encoded text it stands. What is hidden is what a
    server says of a session; folders and mail are content, and stay what they are.
    """

    def __init__(self, user: str, password: str) -> None:
        forms = [*_written(password), *_written(password.encode("ascii", "ignore").decode())]
        forms += _encoded(user, password)
        self._known = re.compile("|".join(forms), re.IGNORECASE) if forms else None

    def __call__(self, raw: bytes | str, limit: int = 200) -> str:
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
        # Hidden before it is cut short, which might leave half of it.
        return legible(self._known.sub(HIDDEN, text) if self._known else text, limit)

    def __repr__(self) -> str:
        return "Discretion()"


def _written(password: str) -> Iterator[str]:
    """Patterns for the password as letters; backslashes may stand anywhere between, however often doubled."""
    words = [word for word in password.replace("\\", "").split() if word]
    if not words:
        if "\\" in password:
            yield r"\\" * password.count("\\") + r"\\*"
        return
    pattern = GAP.join(r"\\*".join(map(_sign, word)) for word in words)
    if sum(map(len, words)) >= SHORT:
        yield pattern + r"\\*"
    else:
        first, last = words[0][0], words[-1][-1]
        before = r"(?<!\w)" if _is_letter(first) else r"(?<![^\s\"'])"
        after = r"(?!\w)" if _is_letter(last) else r"(?![^\s\"'])"
        yield before + pattern + after


def _is_letter(sign: str) -> bool:
    return re.match(r"\w", sign) is not None


def _sign(sign: str) -> str:
    """A pattern for one sign as itself, as Python's or JSON's escape, and as a wrong charset shows it."""
    if sign.isascii() and sign.isprintable():
        return re.escape(sign)
    octets = sign.encode("utf-8", "surrogatepass")
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    forms = [
        *map(re.escape, (sign, sign.upper(), sign.casefold())),
        re.escape(octets.decode("latin-1")),
        r"\\*".join(f"x{octet:02x}" for octet in octets),
        *([f"x{ord(sign):02x}"] if ord(sign) < 0x100 else []),
        f"u{ord(sign):08x}",
        r"\\*".join(f"u{units[i : i + 4]}" for i in range(0, len(units), 4)),
        f"\ufffd{{1,{len(octets)}}}",
        r"\?",
    ]
    return f"(?:{'|'.join(forms)})"


def _encoded(user: str, password: str) -> Iterator[str]:
    """Patterns for base64 that holds the password, alone or, where that is long enough, within anything."""
    secret = password.encode("utf-8", "surrogatepass")
    if len(secret) < SHORT:
        sent = (secret, b"\0%s\0%s" % (user.encode(), secret)) if secret else ()
        for whole in sent:
            yield rf"(?<![A-Z0-9+/]){re.escape(b64encode(whole).decode().rstrip('='))}(?![A-Z0-9+/])"
        return
    # Base64 takes three octets at a time: what stands before shifts it to one of three places. The signs at
    # both ends hold bits of the neighbours too.
    cores = []
    for shift in range(3):
        signs = b64encode(bytes(shift) + secret).decode()
        cores.append(re.escape(signs[-(-8 * shift // 6) : 8 * (shift + len(secret)) // 6]))
    yield rf"(?<![A-Z0-9+/])[A-Z0-9+/]*?(?:{'|'.join(cores)})[A-Z0-9+/=]*"
