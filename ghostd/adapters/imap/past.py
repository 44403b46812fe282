"""What earlier looks know of the folders' names."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from ghostd.core.folders import Known, Role

KEPT = frozenset({Role.SENT, Role.DRAFTS, Role.TRASH, Role.JUNK, Role.ARCHIVE})


@dataclass(frozen=True, slots=True)
class Past:
    """Names are composed (NFC) where the configuration's are looked up, and as the server gives them else.

    `moved` leads from a name that a folder had to the one it has; `kept` says what a folder that was renamed
    was for, by its present name; `names` are all that were read, `roles` all that one was read for.
    """

    moved: Mapping[str, str]
    kept: Mapping[str, Role]
    names: frozenset[str]
    roles: frozenset[Role]
    drafts: str | None

    @classmethod
    def of(cls, known: Sequence[Known], renamed: Mapping[str, str]) -> Self:
        moved: dict[str, str] = {}
        kept: dict[str, Role] = {}
        drafts = None
        for one in known:
            now = renamed.get(one.folder.name, one.folder.name)
            before = [name for name in (*one.formerly, one.folder.name) if name != now]
            moved.update((composed(name), now) for name in before)
            if before and one.folder.role in KEPT:
                kept[now] = one.folder.role
            if one.folder.role is Role.DRAFTS:
                drafts = now
        for one in known:
            # A folder made anew under the old name of another is the one that is meant by it.
            if one.folder.name not in renamed:
                moved.pop(composed(one.folder.name), None)
        return cls(
            moved,
            kept,
            names=frozenset(composed(one.folder.name) for one in known),
            roles=frozenset(one.folder.role for one in known),
            drafts=drafts,
        )


def composed(name: str) -> str:
    """The name in the form of Unicode in which names are compared."""
    return unicodedata.normalize("NFC", name)
