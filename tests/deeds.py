"""What ghostd may change in a mail store, as the server itself tells of every change and who made it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.conduct import Names
from tests.maildir import Store
from tests.record import Deed

MADE_BY_THE_SERVER = frozenset({"INBOX", "Drafts", "Sent", "Trash", "Junk"})
"""The folders that Dovecot makes by itself when anybody first asks for them."""

Lying = tuple[str, int, frozenset[str]]
"""A message's name, size and flags."""


@dataclass(slots=True)
class Deeds:
    """The changes of one mailbox in order, each held against what is allowed where it was ghostd's.

    A draft comes into Drafts flagged as a draft and nothing else, the only one of its name there. It leaves
    it for Trash, as often as it came. A notice comes into the inbox unread. Nothing else is changed.

    `boxes` is what lies there after all of it; `drafts` are names and sizes of what ghostd has put into
    Drafts in any mailbox, since one may be a copy of another.
    """

    drafts: set[tuple[str, int]]
    names: Names = field(default_factory=Names)
    boxes: dict[str, dict[int, Lying]] = field(default_factory=dict)
    came: Counter[tuple[str, int]] = field(default_factory=Counter)
    taken: Counter[tuple[str, int]] = field(default_factory=Counter)

    def see(self, deed: Deed, *, by_ghostd: bool) -> bool:
        """Whether it is allowed; what people do always is."""
        allowed = not by_ghostd or self._allowed(deed)
        self._carry_out(deed)
        return allowed

    def _allowed(self, deed: Deed) -> bool:
        what = deed.message_id, deed.size
        if deed.what == "created":
            return deed.box in self.names.drafts | MADE_BY_THE_SERVER
        if deed.what == "save" and deed.box in self.names.drafts:
            self.drafts.add(what)
            return deed.flags == {"\\Draft"} and deed.message_id not in self._named_in(deed.box)
        if deed.what == "save":
            return deed.box in self.names.notices and not deed.flags
        if deed.what == "copy":
            self.taken[what] += 1
            once = self.taken[what] <= max(1, self.came[what])
            kept = deed.source in self.names.drafts and deed.box in self.names.trash
            return kept and once and what in self.drafts
        ends = deed.what in ("delete", "expunge") and deed.box in self.names.drafts
        return ends and what in self.drafts and self.taken[what] > 0

    def _named_in(self, box: str) -> set[str]:
        return {name for name, _, _ in self.boxes.get(box, {}).values() if name}

    def _carry_out(self, deed: Deed) -> None:
        box = self.boxes.setdefault(deed.box, {})
        match deed.what:
            case "renamed":
                for name in [name for name in self.boxes if f"{name}/".startswith(f"{deed.source}/")]:
                    self.boxes[deed.box + name.removeprefix(deed.source)] = self.boxes.pop(name)
                self.names = self.names.renamed(deed.source, deed.box)
            case "deleted":
                del self.boxes[deed.box]
            case "expunge":
                box.pop(deed.uid, None)
            case "save" | "copy" | "delete" | "undelete" | "flag_change":
                if deed.what in ("save", "copy") and deed.box in self.names.drafts:
                    self.came[deed.message_id, deed.size] += 1
                box[deed.uid] = deed.message_id, deed.size, deed.flags

    def differing(self, store: Store) -> list[str]:
        """What lies on the disk otherwise than all these changes left it."""
        there = {
            name: {uid: (len(source), flags) for uid, (source, flags) in box.mail.items()}
            for name, box in store.items()
        }
        told = {
            name: {uid: (size, flags) for uid, (_, size, flags) in box.items()}
            for name, box in self.boxes.items()
        }
        return [
            f"{name} holds {there.get(name)}, and the server told of {told.get(name)}"
            for name in sorted(there.keys() | told.keys())
            if there.get(name, {}) != told.get(name, {})
        ]
