"""A server's words made fit for a message of ours: on one line, short, and without the password in them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator

HIDDEN = "***"

SHORT = 4
"""A password of fewer signs is found in half of all words: it is hidden only where it stands alone."""

WORDLIKE = 8
"""So is one of fewer signs that are letters only: `mail` in `mailbox` is no secret, to hide it
there would tell it."""

READ, TAIL = 16384, 8192
"""No more than this is read of what a server says; of what is longer, the end may be half a password, and is
left out."""

SLASHES = r"\\*+"
"""Backslashes, however often they were doubled."""

GAPS = (r"[\s\\]{1,256}+", rf"(?>(?:\s|\\{SLASHES}[tnrfv]?){{1,64}})")
"""White space in a password: as it is or folded, and as Python shows it; of a length that takes no time."""

CODE = (
    r"\A(?:\* )?+(?>(?>OK|NO|BAD|BYE) )?+\[(?>UNAVAILABLE|AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED"
    r"|PRIVACYREQUIRED|CONTACTADMIN|NOPERM|INUSE|EXPUNGEISSUED|CORRUPTION|SERVERBUG|CLIENTBUG|CANNOT|LIMIT"
    r"|OVERQUOTA|ALREADYEXISTS|NONEXISTENT)\]"
)
"""A code of RFC 5530 where an answer begins: it tells the owner what is wrong, nothing else."""


def legible(raw: bytes | str, limit: int = 200) -> str:
    """A server's words made fit for one line of a message: no controls, and short."""
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:limit]


class Discretion:
    """Makes a server's words legible and leaves the password out, in whatever form they repeat it.

    That is: plain or in other case, quoted for IMAP, as Python shows bytes and text, with letters beyond
    ASCII garbled or dropped, and in base64 wherever in the encoded text it stands. What is hidden is what a
    server says of a session; folders and mail are content, and stay what they are.

    A server cannot make it slow: the patterns match in one way or not at all. Every choice and every
    repetition in them is atomic (`(?>...)`, `++`), so nothing is tried twice.
    """

    def __init__(self, user: str, password: str) -> None:
        forms = [*_written(password), *_written(password.encode("ascii", "ignore").decode())]
        forms += _encoded(user, password)
        known = "|".join([*dict.fromkeys(forms), f"(?P<code>{CODE})"]) if forms else None
        self._known = re.compile(known, re.IGNORECASE) if known else None

    def __call__(self, raw: bytes | str, limit: int = 200) -> str:
        read = raw[:READ]
        text = read.decode("utf-8", "replace") if isinstance(read, bytes) else read
        # Hidden before it is cut short, which might leave half of it.
        hidden = self._known.sub(lambda found: found["code"] or HIDDEN, text) if self._known else text
        return legible(hidden[:-TAIL] if len(raw) > READ else hidden, limit)

    def __repr__(self) -> str:
        return "Discretion()"


def _written(password: str) -> Iterator[str]:
    """Patterns for the password as letters; backslashes may stand anywhere between, however often doubled."""
    words = password.replace("\\", "").split()
    if not words:
        if "\\" in password:
            yield r"\\" * password.count("\\") + SLASHES
        return
    before, after = _bounds("".join(words))
    plain = [SLASHES.join(map(re.escape, word)) for word in words]
    shown = [SLASHES.join(map(_sign, word)) for word in words]
    for gap in GAPS:
        for form in (plain, shown, list(map(_garbled, words))):
            yield before + gap.join(form) + after


def _bounds(signs: str) -> tuple[str, str]:
    """Patterns for what may stand before and after."""
    if len(signs) < SHORT:
        before = r"(?<!\w)" if _is_letter(signs[0]) else r"(?<![^\s\"'])"
        return before, r"(?!\w)" if _is_letter(signs[-1]) else r"(?![^\s\"'])"
    if len(signs) < WORDLIKE and signs.isalpha():
        # Python and JSON show what stands before as \n or \x00, which ends in a letter but is none.
        return r"(?>(?<![^\W_])|(?<=\\[tnrfv0])|(?<=\\x00)|(?<=\\u0000))", r"(?![^\W_])"
    return "", SLASHES


def _is_letter(sign: str) -> bool:
    return re.match(r"\w", sign) is not None


def _sign(sign: str) -> str:
    """A pattern for one sign as itself, as Python's or JSON's escape, and as a wrong charset shows it.

    The longest form comes first, since the first that matches is taken for good.
    """
    if sign.isascii() and sign.isprintable():
        return re.escape(sign)
    octets = sign.encode("utf-8", "surrogatepass")
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    forms = [
        f"u{ord(sign):08x}",
        SLASHES.join(f"u{units[i : i + 4]}" for i in range(0, len(units), 4)),
        SLASHES.join(f"x{octet:02x}" for octet in octets),
        *([f"x{ord(sign):02x}"] if ord(sign) < 0x100 else []),
        re.escape(octets.decode("latin-1")),
        *map(re.escape, sorted({sign.upper(), sign.casefold(), sign}, key=len, reverse=True)),
    ]
    return f"(?>{'|'.join(forms)})"


def _garbled(word: str) -> str:
    """A pattern for a word without its letters beyond ASCII: a run of them is a run of as many marks or more.

    A question mark beside them looks like one of them. A run is taken from its beginning, and whole.
    """
    runs = re.split(r"(\?*[^\x00-\x7f](?:[^\x00-\x7f]|\?)*)", word)
    forms = [
        f"[?\ufffd\\\\]{{{len(run)},}}+" if at % 2 else SLASHES.join(map(re.escape, run))
        for at, run in enumerate(runs)
        if run
    ]
    return ("" if runs[0] else "(?<![?\ufffd\\\\])") + SLASHES.join(forms)


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
    yield rf"(?<![A-Z0-9+/])[A-Z0-9+/]*?(?>{'|'.join(cores)})[A-Z0-9+/=]*+"
