"""Whether a mail comes from whom it says, by the word of one host that checked it (RFC 8601).

Anybody may write an Authentication-Results field. What counts is what the named host wrote when it took the
mail in: it stands above everything that came with the mail, so the topmost stretch between two Received lines
that holds a field of that host speaks, and none below a line that a foreign host wrote. Directly below the
host's own Received line the mail's own fields begin: there only the first field of that name is the host's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ghostd.core.arrivals.headers import HEADER_LIMIT
from ghostd.core.conversations import domain_of

LINES_LIMIT = 1000
FIELD_LIMIT = 8 * 1024

_FIELD = re.compile(rb"(authentication-results|received)[ \t]*:", re.IGNORECASE)
_BY = re.compile(r"\bby\s+([^\s;,]{1,255})", re.IGNORECASE)
_RESULT = re.compile(r"\s*([a-z0-9_-]{1,40})(?:\s*/\s*\d{1,3})?\s*=\s*([a-z]{1,40})\b", re.IGNORECASE)
_PROPERTY = re.compile(r"\b([a-z]{1,20}\.[a-z0-9_-]{1,40})\s*=\s*\"?([^\s\";]{1,400})", re.IGNORECASE)
_ADDRESS = re.compile(r"\[?[0-9a-f.:]{2,64}\]?", re.IGNORECASE)
_PRIVATE = (".local", ".localdomain", ".internal", ".lan", ".localhost", ".home.arpa")

_SIGNED = ("header.d", "header.i")
_ENVELOPE = ("smtp.mailfrom", "smtp.mail")


@dataclass(frozen=True, slots=True)
class Authority:
    """Whose word counts: `name` is its authserv-id; hosts below `domains` are its neighbours in the owner's
    own mail system. All lower-case."""

    name: str
    domains: frozenset[str] = frozenset()

    def is_own(self, host: str) -> bool:
        """Whether a host that a Received line names may belong to the owner's mail system."""
        if "." not in host or _ADDRESS.fullmatch(host) or host.endswith(_PRIVATE):
            return True
        return host == self.name or any(_below(host, domain) for domain in self.domains)


@dataclass(frozen=True, slots=True)
class _Result:
    method: str
    value: str
    properties: dict[str, str]

    def aligned(self, domain: str, names: tuple[str, ...]) -> bool:
        """Whether what it is about is the author's domain, or one of the two lies below the other."""
        found = (self.properties.get(name, "") for name in names)
        return any(_related(domain_of(value), domain) for value in found if value)


def proved(source: bytes, authority: Authority, author: str | None) -> bool | None:
    """True where the authority says that the mail comes from the author's domain, False where the check
    failed, None where it says neither. Total on any bytes."""
    domain = domain_of(author or "")
    results = list(_results(source, authority))
    if not domain or not results:
        return None
    judged = [r for r in results if r.method == "dmarc" and r.value in ("pass", "fail")]
    if judged:
        return all(r.value == "pass" and _speaks_of(r, domain) for r in judged)
    signed, sent = _SIGNED, _ENVELOPE
    names = {"dkim": signed, "spf": sent}
    checked = [r for r in results if r.method in names]
    if any(r.value == "pass" and r.aligned(domain, names[r.method]) for r in checked):
        return True
    return False if any(r.value == "fail" for r in checked) else None


def _speaks_of(result: _Result, domain: str) -> bool:
    """Whether the sender that was checked is the one that is shown: a mail may name several."""
    checked = result.properties.get("header.from", "")
    return not checked or _related(domain_of(checked), domain)


def _results(source: bytes, authority: Authority) -> Iterator[_Result]:
    """What the authority found, from the topmost stretch that has a field of its own."""
    spoken = came_in = False
    for name, value in _lines(source):
        if name == "received":
            hosts = [host.lower().rstrip(".") for host in _BY.findall(value)]
            if spoken or not any(map(authority.is_own, hosts)):
                return
            came_in = came_in or authority.name in hosts
        else:
            identity, *parts = value.split(";")
            if identity.strip().partition(" ")[0].strip('"').lower() == authority.name:
                spoken = True
                yield from filter(None, map(_result, parts))
                if came_in:
                    return


def _result(part: str) -> _Result | None:
    found = _RESULT.match(part)
    if found is None:
        return None
    properties: dict[str, str] = {}
    for name, value in _PROPERTY.findall(part, found.end()):
        properties.setdefault(name.lower(), value.lower())
    return _Result(found[1].lower(), found[2].lower(), properties)


def _lines(source: bytes) -> Iterator[tuple[str, str]]:
    """The fields of both kinds in their order, unfolded, without comments."""
    block = source[:HEADER_LIMIT].replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf\n").partition(b"\n\n")[0]
    block = block.replace(b"\n ", b" ").replace(b"\n\t", b" ")
    count = 0
    for line in block.split(b"\n"):
        found = _FIELD.match(line)
        if found and count < LINES_LIMIT:
            count += 1
            value = line[found.end() : found.end() + FIELD_LIMIT].decode("latin-1")
            yield found[1].decode().lower(), " ".join(_without_comments(value).split())


def _without_comments(value: str) -> str:
    """A comment (RFC 5322, 3.2.2) may hold anything, another comment too; what is quoted is no syntax."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for c in value:
        if escaped:
            escaped = False
            continue
        if c == "\\":
            escaped = True
        elif c == '"' and not depth:
            quoted = not quoted
        elif c == "(" and not quoted:
            depth += 1
        elif c == ")" and not quoted:
            depth = max(0, depth - 1)
            kept.append(" ")
        elif not depth:
            kept.append("_" if quoted and c in ";=" else c)
    return "".join(kept)


def _related(one: str, other: str) -> bool:
    return bool(one and other) and (_below(one, other) or _below(other, one))


def _below(domain: str, parent: str) -> bool:
    return domain == parent or domain.endswith("." + parent)
