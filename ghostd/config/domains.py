"""Which part of a domain somebody registered, by the public suffix list that the library brings along."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from publicsuffixlist import PSLFILE, PublicSuffixList


@lru_cache(maxsize=65536)
def registrable(domain: str) -> str:
    """The domain that was registered, `acme.co.uk` of `mail.acme.co.uk`, in lower case.

    Empty where there is none: for a public suffix itself (`co.uk`; `github.io`, whose users are strangers to
    each other), a bare host name and an IP address.
    """
    top = _top(domain)
    return (_rules(top).privatesuffix(domain) or "") if top else ""


def public(domain: str) -> bool:
    """Whether the list knows the domain as a suffix below which anybody may register."""
    top = _top(domain)
    return bool(top) and _rules(top).is_public(domain, accept_unknown=False)


def _top(domain: str) -> str:
    """The top-level domain; empty for an IP address."""
    top = domain.rstrip(".").rpartition(".")[2].lower()
    return "" if top.isdigit() or top.endswith("]") else top


@cache
def _lines() -> tuple[str, ...]:
    return tuple(line.partition(" ")[0] for line in Path(PSLFILE).read_text("utf-8").splitlines())


@cache
def _rules(top: str) -> PublicSuffixList:
    """The rules below one top-level domain: to read them all takes three times as long as ghostd's start."""
    endings = (f".{top}", f".{_spelled(top)}")
    return PublicSuffixList([line for line in _lines() if f".{line}".endswith(endings)])


def _spelled(top: str) -> str:
    """An internationalised name in its own letters, as the list has it."""
    try:
        return top.encode("ascii").decode("idna")
    except UnicodeError:
        return top
