"""Finding the client that a word on the command line means."""

from __future__ import annotations

from collections.abc import Iterable

from ghostd.errors import OperatorError


def find(word: str, names: Iterable[str]) -> str:
    """The one client of that name, or with a word that begins so, whatever the case of the letters."""
    known = list(dict.fromkeys(names))
    sought = word.casefold().strip()
    exact = [name for name in known if name.casefold() == sought]
    begins = [name for name in known if sought and name.casefold().startswith(sought)]
    within = [name for name in known if sought and f" {sought}" in name.casefold()]
    found = exact or begins or within
    if len(found) == 1:
        return found[0]
    if found:
        raise OperatorError(f'"{word}" may be {" or ".join(found)}; write more of the name')
    raise OperatorError(f'there is no client "{word}"; there is: {", ".join(known)}')
