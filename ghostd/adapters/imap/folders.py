"""Which folder is for what, and which ones are watched.

A name that never was there is the operator's error. One that was there before is followed to where the folder
stands now, or done without, and said in one line.
"""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.past import Past, composed
from ghostd.adapters.imap.usual_names import USUAL
from ghostd.core.folders import Folder, Known, Role
from ghostd.errors import OperatorError

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
    `lost` are the roles whose folder is gone with none in its place.
    """

    folders: tuple[Folder, ...]
    sent: str | None
    drafts: str
    drafts_there: bool
    trash: str | None
    notices: str
    lost: frozenset[Role] = frozenset()
    problems: tuple[str, ...] = ()


def lay_out(
    account: ImapAccount,
    listed: Iterable[Seen],
    known: Sequence[Known] = (),
    renamed: Mapping[str, str] | None = None,
) -> Layout:
    """The roles of the folders and the watched ones; `OperatorError` where only the operator knows.

    `known` are the folders of an earlier look, `renamed` leads from their names to the present ones.
    """
    seen = {inbox_name(folder.name): folder for folder in listed if folder.selectable}
    names = Names(account, seen, Past.of(known, renamed or {}))
    drafts = names.drafts()
    roles = {
        Role.SENT: names.required("sent", Role.SENT),
        Role.DRAFTS: drafts,
        Role.TRASH: names.wanted("trash", Role.TRASH),
        Role.JUNK: names.find("junk", Role.JUNK),
    }
    by_name = dict(names.further())
    by_name |= {name: role for role, name in roles.items() if name is not None}
    by_name["INBOX"] = Role.INBOX
    needed = {name for name, role in by_name.items() if role in NEEDED}
    needed -= {name for name in names.excluded() if by_name.get(name) is Role.ARCHIVE}
    wanted = names.watched(by_name) | needed
    # That a notice is there already is known only where its folder is read.
    notices = names.notices()
    used = [name for name in seen if name in wanted or name == notices]
    return Layout(
        tuple(Folder(name, by_name.get(name, Role.OTHER)) for name in used),
        sent=roles[Role.SENT],
        drafts=drafts or str(names.past.drafts),
        drafts_there=drafts is not None,
        trash=roles[Role.TRASH],
        notices=notices,
        lost=frozenset(
            role for role in (Role.SENT, Role.TRASH) if role in names.past.roles and not roles[role]
        ),
        problems=tuple(dict.fromkeys(names.problems)),
    )


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the configuration and of the roles, looked up among the folders that there are."""

    account: ImapAccount
    seen: Mapping[str, Seen]
    past: Past
    problems: list[str] = field(default_factory=list)

    def drafts(self) -> str | None:
        """The Drafts folder; None while a mail program has removed the one there was."""
        known, configured = self.past.drafts, self.account.drafts
        if known is None or known in self.seen:
            return self.required("drafts", Role.DRAFTS)
        removed = configured is not None and composed(configured) == composed(known)
        return None if removed else self.find("drafts", Role.DRAFTS)

    def required(self, key: str, role: Role) -> str | None:
        """The folder for a role that must be there at the first look; None when it is gone since."""
        found = self.wanted(key, role)
        if found is None and role not in self.past.roles & MISSED.keys():
            raise OperatorError(
                f"{self.account.where}: no folder looks like {role.capitalize()}; "
                f"write its name as `folders.{key}`; there are {names_of(self.seen)}"
            )
        return found

    def wanted(self, key: str, role: Role) -> str | None:
        """The folder for a role; when there was one and is none, that is a problem."""
        found = self.find(key, role)
        missed = found is None and getattr(self.account, key) is None
        if missed and role in self.past.roles & MISSED.keys():
            self.problems.append(
                f"{self.account.where}: no folder looks like {role.capitalize()} any more; {MISSED[role]}; "
                f"make it again, or write its name as `folders.{key}`; there are {names_of(self.seen)}"
            )
        return found

    def find(self, key: str, role: Role) -> str | None:
        """The folder for a role: the configured one, else the one the server marks, else one so named, else
        the one that had the role under another name."""
        configured: str | None = getattr(self.account, key, None)
        if configured is None:
            return self._unnamed(role)
        found = self.existing(key, configured)
        if found is None:
            found = self._unnamed(role)
            self._miss(key, configured, f"{found!r} is used instead" if found else MISSED.get(role, ""))
        return found

    def _unnamed(self, role: Role) -> str | None:
        for name, folder in self.seen.items():
            if any(SPECIAL_USE.get(attribute) is role for attribute in folder.attributes):
                return name
        usual = [folded(name) for name in USUAL[role]]
        candidates = [
            (usual.index(folded(folder.leaf)), folder.depth, name)
            for name, folder in self.seen.items()
            if name != "INBOX" and folded(folder.leaf) in usual
        ]
        if candidates:
            return min(candidates, key=lambda c: (c[1], c[0]))[2]
        return next((n for n, kept in self.past.kept.items() if kept is role and n in self.seen), None)

    def existing(self, key: str, configured: str) -> str | None:
        """The configured folder, wherever it stands now; None when it is gone since an earlier look."""
        name = inbox_name(composed(configured))
        for candidate in self.seen:
            if composed(candidate) == name:
                return candidate
        now = self.past.moved.get(name)
        if now in self.seen:
            self.problems.append(
                f"{self.account.where}: `folders.{key}` names {configured!r}, which is called {now!r} now; "
                "it is read there; write that name into the configuration"
            )
            return now
        if now is not None or name in self.past.names:
            return None
        near = difflib.get_close_matches(name, list(self.seen), n=2, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}? " if near else ""
        raise OperatorError(
            f"{self.account.where}: `folders.{key}` names {configured!r}, which does not exist; {hint}"
            f"there are {names_of(self.seen)}"
        )

    def _miss(self, key: str, configured: str, meanwhile: str) -> None:
        self.problems.append(
            f"{self.account.where}: `folders.{key}` names {configured!r}, which does not exist any more; "
            f"{meanwhile or 'it is done without'}; make it again, or correct the name; "
            f"there are {names_of(self.seen)}"
        )

    def further(self) -> Iterator[tuple[str, Role]]:
        """What is filed beside the one Sent folder: others that the server marks as such, or that are so
        named at the same level, the configured ones, and the folder of all mail. What was renamed stays what
        it was."""
        yield from self.past.kept.items()
        usual = {folded(name) for name in USUAL[Role.SENT]}
        for name, folder in self.seen.items():
            marked = {SPECIAL_USE.get(attribute) for attribute in folder.attributes}
            if Role.ARCHIVE in marked:
                yield name, Role.ARCHIVE
            elif Role.SENT in marked or (folder.depth <= 1 and folded(folder.leaf) in usual):
                yield name, Role.SENT
        for configured in self.account.more_sent:
            found = self.existing("more_sent", configured)
            if found is None:
                self._miss("more_sent", configured, "")
            else:
                yield found, Role.SENT

    def notices(self) -> str:
        configured = self.account.notices
        if not configured:
            return "INBOX"
        found = self.existing("notices", configured)
        if found is None:
            self._miss("notices", configured, "notices go to INBOX")
        return found or "INBOX"

    def watched(self, roles: Mapping[str, Role]) -> frozenset[str]:
        """The folders that `watch` names, now or by an earlier name, without those `exclude` names; never
        Drafts, where nobody answers."""
        called = [(name, name) for name in self.seen]
        called += [(before, now) for before, now in self.past.moved.items() if now in self.seen]
        wanted: set[str] = set()
        for pattern in self.account.watch:
            if any(c in pattern for c in "*?["):
                inside = [now for name, now in called if fnmatch.fnmatch(name, inbox_name(pattern))]
                wanted.update(inside or [name for name in self.seen if name == pattern])
            elif found := self.existing("watch", pattern):
                wanted.add(found)
            else:
                self._miss("watch", pattern, "")
        unwanted = self.excluded()
        return frozenset(name for name in wanted - unwanted if roles.get(name) is not Role.DRAFTS)

    def excluded(self) -> frozenset[str]:
        patterns = [inbox_name(pattern) for pattern in self.account.exclude]
        return frozenset(n for pattern in patterns for n in self.seen if fnmatch.fnmatchcase(n, pattern))


MISSED: Mapping[Role, str] = {
    Role.SENT: "until there is one, what became of a draft is not judged",
    Role.TRASH: "until there is one, no draft is taken back",
}
"""What the owner has to do without while there is no folder for a role."""


def names_of(seen: Iterable[str], most: int = 30) -> str:
    names: Sequence[str] = sorted(seen)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join("".join(c if c.isprintable() else "?" for c in name) for name in names[:most]) + more


def inbox_name(name: str) -> str:
    """The name, with INBOX in the one spelling; it is the only one without regard to case (RFC 3501, 5.1)."""
    return "INBOX" if name.upper() == "INBOX" else name


def folded(name: str) -> str:
    return composed(name).strip().casefold()
