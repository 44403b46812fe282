"""Which folder is for what, and which ones are watched."""

from __future__ import annotations

import difflib
import fnmatch
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.usual_names import USUAL
from ghostd.errors import OperatorError
from ghostd.ports import Folder, Role

SPECIAL_USE = {
    "\\sent": Role.SENT,
    "\\drafts": Role.DRAFTS,
    "\\trash": Role.TRASH,
    "\\junk": Role.JUNK,
    "\\spam": Role.JUNK,
    "\\all": Role.ARCHIVE,
    "\\allmail": Role.ARCHIVE,
}

NEEDED = (Role.SENT, Role.DRAFTS, Role.TRASH, Role.ARCHIVE)
"""The roles whose folders are read whatever `watch` says; the archive alone may be excluded."""

UNSELECTABLE = frozenset({"\\noselect", "\\nonexistent"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the server's LIST."""

    name: str
    delimiter: str
    attributes: frozenset[str]

    @property
    def selectable(self) -> bool:
        return not self.attributes & UNSELECTABLE

    @property
    def leaf(self) -> str:
        return self.name.rsplit(self.delimiter, 1)[-1] if self.delimiter else self.name

    @property
    def depth(self) -> int:
        return self.name.count(self.delimiter) if self.delimiter else 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The account's folders as ghostd uses them; a mailbox may lack a Trash.

    `drafts_there` is False while a mail program has removed the Drafts folder; some do when it is empty.
    """

    folders: tuple[Folder, ...]
    sent: str
    drafts: str
    drafts_there: bool
    trash: str | None
    notices: str


def lay_out(account: ImapAccount, listed: Iterable[Seen], drafts_before: str | None = None) -> Layout:
    """The roles of the folders and the watched ones; `OperatorError` where only the operator knows.

    `drafts_before` is the Drafts folder of an earlier look.
    """
    seen = {inbox_name(folder.name): folder for folder in listed if folder.selectable}
    drafts_there = drafts_before is None or drafts_before in seen or _any_drafts(account, seen)
    drafts = required(account, "drafts", Role.DRAFTS, seen) if drafts_there else None
    roles = {
        Role.SENT: required(account, "sent", Role.SENT, seen),
        Role.DRAFTS: drafts,
        Role.TRASH: find(account, "trash", account.trash, Role.TRASH, seen),
        Role.JUNK: find(account, "junk", None, Role.JUNK, seen),
    }
    by_name = dict(_further(account, seen))
    by_name |= {name: role for role, name in roles.items() if name is not None}
    by_name["INBOX"] = Role.INBOX
    needed = {name for name, role in by_name.items() if role in NEEDED}
    needed -= {name for name in excluded(account, seen) if by_name.get(name) is Role.ARCHIVE}
    wanted = watched(account, seen, by_name) | needed
    used = [name for name in seen if name in wanted]
    return Layout(
        tuple(Folder(name, by_name.get(name, Role.OTHER)) for name in used),
        sent=str(roles[Role.SENT]),
        drafts=drafts or str(drafts_before),
        drafts_there=drafts is not None,
        trash=roles[Role.TRASH],
        notices=existing(account, "notices", account.notices, seen) if account.notices else "INBOX",
    )


def _any_drafts(account: ImapAccount, seen: Mapping[str, Seen]) -> bool:
    """Whether another folder has taken the place of the Drafts folder that is gone."""
    return account.drafts is None and find(account, "drafts", None, Role.DRAFTS, seen) is not None


def _further(account: ImapAccount, seen: Mapping[str, Seen]) -> Iterator[tuple[str, Role]]:
    """What is filed beside the one Sent folder: others that the server marks as such, or that are so named
    at the same level, the configured ones, and the folder of all mail."""
    usual = {folded(name) for name in USUAL[Role.SENT]}
    for name, folder in seen.items():
        marked = {SPECIAL_USE.get(attribute) for attribute in folder.attributes}
        if Role.ARCHIVE in marked:
            yield name, Role.ARCHIVE
        elif Role.SENT in marked or (folder.depth <= 1 and folded(folder.leaf) in usual):
            yield name, Role.SENT
    for configured in account.more_sent:
        yield existing(account, "more_sent", configured, seen), Role.SENT


def watched(account: ImapAccount, seen: Mapping[str, Seen], roles: Mapping[str, Role]) -> frozenset[str]:
    """The folders that `watch` names without those `exclude` names; never Drafts, where nobody answers."""
    wanted: set[str] = set()
    for pattern in account.watch:
        if any(c in pattern for c in "*?["):
            wanted.update(fnmatch.filter(seen, inbox_name(pattern)) or [n for n in seen if n == pattern])
        else:
            wanted.add(existing(account, "watch", pattern, seen))
    unwanted = excluded(account, seen)
    return frozenset(name for name in wanted - unwanted if roles.get(name) is not Role.DRAFTS)


def excluded(account: ImapAccount, seen: Iterable[str]) -> frozenset[str]:
    return frozenset(
        name for pattern in account.exclude for name in seen if fnmatch.fnmatchcase(name, inbox_name(pattern))
    )


def required(account: ImapAccount, key: str, role: Role, seen: Mapping[str, Seen]) -> str:
    found = find(account, key, getattr(account, key), role, seen)
    if found is None:
        raise OperatorError(
            f"{account.where}: no folder looks like {role.capitalize()}; "
            f"write its name as `folders.{key}`; there are {names_of(seen)}"
        )
    return found


def find(
    account: ImapAccount, key: str, configured: str | None, role: Role, seen: Mapping[str, Seen]
) -> str | None:
    """The folder for a role: the configured one, else the one the server marks, else one so named."""
    if configured is not None:
        return existing(account, key, configured, seen)
    for name, folder in seen.items():
        if any(SPECIAL_USE.get(attribute) is role for attribute in folder.attributes):
            return name
    usual = [folded(name) for name in USUAL[role]]
    candidates = [
        (usual.index(folded(folder.leaf)), folder.depth, name)
        for name, folder in seen.items()
        if name != "INBOX" and folded(folder.leaf) in usual
    ]
    return min(candidates, key=lambda c: (c[1], c[0]))[2] if candidates else None


def existing(account: ImapAccount, key: str, configured: str, seen: Mapping[str, Seen]) -> str:
    name = inbox_name(unicodedata.normalize("NFC", configured))
    for candidate in seen:
        if unicodedata.normalize("NFC", candidate) == name:
            return candidate
    near = difflib.get_close_matches(name, list(seen), n=2, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}? " if near else ""
    raise OperatorError(
        f"{account.where}: `folders.{key}` names {configured!r}, which does not exist; {hint}"
        f"there are {names_of(seen)}"
    )


def names_of(seen: Iterable[str], most: int = 30) -> str:
    names: Sequence[str] = sorted(seen)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join("".join(c if c.isprintable() else "?" for c in name) for name in names[:most]) + more


def inbox_name(name: str) -> str:
    """The name, with INBOX in the one spelling; it is the only one without regard to case (RFC 3501, 5.1)."""
    return "INBOX" if name.upper() == "INBOX" else name


def folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
