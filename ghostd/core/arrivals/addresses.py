"""Address fields become addr-specs (RFC 5322, 3.4), whatever is written in them."""

from __future__ import annotations

import re
from email.utils import getaddresses

from ghostd.core.arrivals.headers import Fields, unencode
from ghostd.core.characters import clean, decode

ADDRESSES_LIMIT = 200
NAME_LIMIT = 200
GUESS_LIMIT = 16 * 1024

_ATOMS = r"[^\s@<>()\[\]\",:;\\]{1,128}"
_SPEC = rf"(?:{_ATOMS}|\"[^\"\\\s]{{1,64}}\")@(?:{_ATOMS}|\[[0-9a-fA-F.:]{{2,64}}\])"
_WHOLE = re.compile(_SPEC)
_ANYWHERE = re.compile(rf"{_ATOMS}@{_ATOMS}")
_PLAIN = re.compile(
    rf"\s*(?:(?:\"([^\"\\]*)\"\s*|([^\"\\<>()\[\],:;@]*))<({_ATOMS}@{_ATOMS})>|({_ATOMS}@{_ATOMS}))\s*(?:,|$)"
)
_OBSCURED = re.compile(r"([\w.+=-]{1,128}) at ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})(?=\s|$)")


def sender(fields: Fields) -> tuple[str | None, str]:
    """The first author's addr-spec and display name; of Sender when From names none."""
    for key in ("from", "sender"):
        found = _mailboxes(fields, key, 1)
        if found:
            name, spec = found[0]
            return spec, clean(unencode(name))[:NAME_LIMIT].rstrip()
    return None, ""


def specs(fields: Fields, key: str) -> tuple[str, ...]:
    """The addr-specs of a field, in order, each once."""
    return tuple(dict.fromkeys(spec for _, spec in _mailboxes(fields, key, ADDRESSES_LIMIT)))


def _mailboxes(fields: Fields, key: str, limit: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for copy in fields.get(key, ()):
        found += _parsed(decode(copy).replace("\t", " "))
        if len(found) >= limit:
            break
    return found[:limit]


def _parsed(value: str) -> list[tuple[str, str]]:
    plain = _plain(value)
    if plain is not None:
        return _known(plain)
    obscured = _OBSCURED.match(value)
    if obscured:
        # "ana at example.com (Ana)": how web archives of lists print a sender.
        return _known([(value[obscured.end() :].strip(" ()"), f"{obscured[1]}@{obscured[2]}")])
    try:
        found = _known(getaddresses([value]))
    except (RecursionError, ValueError, IndexError):
        # Comments nested a thousand deep: no mail program writes that, but anybody may send it.
        found = []
    # What no parser understands may still hold addresses.
    return found or _known([("", spec) for spec in _ANYWHERE.findall(value[:GUESS_LIMIT])])


def _plain(value: str) -> list[tuple[str, str]] | None:
    """The mailboxes of a field without comments, groups and escapes, as nearly all are; else None.

    A short cut: the standard library takes ten times as long for them.
    """
    found: list[tuple[str, str]] = []
    end = 0
    while end < len(value) and len(found) < ADDRESSES_LIMIT:
        match = _PLAIN.match(value, end)
        if not match:
            return None
        found.append((match[1] or match[2] or "", match[3] or match[4]))
        end = match.end()
    return found


def _known(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    lowered = ((name.strip(), clean(spec).lower()) for name, spec in pairs)
    return [(name, spec) for name, spec in lowered if _WHOLE.fullmatch(spec)]
