"""What ghostd has changed in a mail store: nothing but drafts of its own, and notices to the owner."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from pathlib import Path
from typing import NamedTuple

from ghostd.core.replies.digest import digest_of
from ghostd.service.report import Report
from tests.conduct import Names, is_notice
from tests.deeds import MADE_BY_THE_SERVER
from tests.maildir import Box, Store
from tests.stage import Stage

EMPTY = Box(0, {})
SHOWN = 20


class Mail(NamedTuple):
    """A message as it lies there, to the last octet, with its INTERNALDATE; `flags` without the mark that
    it is deleted, which `marked` is."""

    source: bytes
    flags: frozenset[str]
    date: int
    marked: bool

    @property
    def name(self) -> str:
        return str(message_from_bytes(self.source)["Message-ID"])

    def __str__(self) -> str:
        return f"{self.name}, {set(self.flags)}{' marked' * self.marked}, of {self.date}"


def mail_of(box: Box) -> dict[int, Mail]:
    return {
        uid: Mail(source, flags - {"\\Deleted"}, box.dates.get(uid, 0), "\\Deleted" in flags)
        for uid, (source, flags) in box.mail.items()
    }


def trespasses(before: Store, after: Store, database: Path, names: Names | None = None) -> list[str]:
    """What is other than before and is no draft or notice of ghostd's: content, flags, dates, UIDs, folders.

    A draft of its own is one that its ledger names, octet for octet as it was written. It comes into Drafts
    flagged as a draft and nothing else, the only one of its name there. It leaves Drafts only for Trash,
    where it then lies as it was, and no oftener than it left; where that was broken off, it lies in both. A
    notice comes into the inbox unread and says what it is. No folder is made but Drafts, and none is removed.
    """
    return list(Comparison(before, after, own_drafts(database), names or Names()).trespasses())


@dataclass(frozen=True, slots=True)
class Comparison:
    """`ours` has the digest of each draft by its Message-ID."""

    before: Store
    after: Store
    ours: Mapping[str, str]
    names: Names

    def trespasses(self) -> Iterator[str]:
        for name in sorted(self.before.keys() | self.after.keys()):
            for what in (*self._of_folder(name), *self._in_folder(name)):
                yield f"{name}: {what}"
        for mail in self._copied_too_often():
            yield f"{mail.name} lies oftener in Trash than it left Drafts"

    def _of_folder(self, name: str) -> Iterator[str]:
        if name not in self.after:
            yield "the folder is gone"
        elif name not in self.before:
            if name not in self.names.drafts | MADE_BY_THE_SERVER:
                yield "the folder has come"
        elif self.before[name].uidvalidity not in (0, self.after[name].uidvalidity):
            yield "the folder is another one"

    def _in_folder(self, name: str) -> Iterator[str]:
        old, new = (mail_of(store.get(name, EMPTY)) for store in (self.before, self.after))
        for uid, mail in old.items():
            if uid not in new:
                if not self._taken_back(name, mail):
                    yield f"message {uid} ({mail}) is gone"
            elif new[uid] != mail and not self._half_way(name, mail, new[uid]):
                yield f"message {uid} ({mail}) is not as it was: {new[uid]}"
        for uid in new.keys() - old.keys():
            if not self._allowed(name, new[uid]):
                yield f"message {uid} ({new[uid]}) has come"

    def _is_ours(self, mail: Mail) -> bool:
        return self.ours.get(mail.name) == digest_of(mail.source)

    def _taken_back(self, name: str, mail: Mail) -> bool:
        return name in self.names.drafts and self._is_ours(mail) and self._lie(self.after)[kept(mail)] > 0

    def _half_way(self, name: str, mail: Mail, now: Mail) -> bool:
        """Marked as deleted, when it lies in Trash already."""
        return now == mail._replace(marked=True) and self._taken_back(name, mail)

    def _allowed(self, name: str, mail: Mail) -> bool:
        """Whether a message that has come may have come from ghostd."""
        if name in self.names.drafts:
            alone = Counter(other.name for other in mail_of(self.after[name]).values())[mail.name] == 1
            fresh = mail.flags == {"\\Draft"} and not mail.marked
            return self._is_ours(mail) and alone and fresh
        if name in self.names.trash:
            lay = [kept(other) for box in self.names.drafts for other in mails(self.before, box)]
            return self._is_ours(mail) and kept(mail) in lay and not mail.marked
        unread = not mail.flags and not mail.marked
        return name in self.names.notices and is_notice(mail.source) and unread

    def _lie(self, store: Store) -> Counter[Mail]:
        """What is in Trash."""
        return Counter(kept(mail) for name in self.names.trash for mail in mails(store, name))

    def _copied_too_often(self) -> Iterator[Mail]:
        lay = Counter(kept(mail) for name in self.names.drafts for mail in mails(self.before, name))
        for mail, more in (self._lie(self.after) - self._lie(self.before)).items():
            if more > lay[mail] > 0:
                yield mail


def mails(store: Store, name: str) -> list[Mail]:
    return list(mail_of(store.get(name, EMPTY)).values())


def kept(mail: Mail) -> Mail:
    """All that goes with it from one folder to another."""
    return mail._replace(marked=False)


def own_drafts(database: Path) -> dict[str, str]:
    """The digests of all drafts that the ledger names, by Message-ID; none where none can be read in it."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as ledger,
    ):
        return dict(ledger.execute("SELECT message_id, digest FROM drafts"))
    return {}


@contextmanager
def witnessed(store: Callable[[], Store], database: Path, names: Names | None = None) -> Iterator[None]:
    """Within, ghostd alone is at work on the mail, and it does no more than it may."""
    before = store()
    yield
    wrong = trespasses(before, store(), database, names)
    assert not wrong, "\n".join(wrong[:SHOWN])


@dataclass(slots=True)
class WitnessedStage(Stage):
    """A stage whose mail store, where there is one to read, is compared before and after each look."""

    store: Callable[[], Store] = dict
    names: Names = field(default_factory=Names)

    def tick(self, now: datetime | None = None) -> Report:
        with witnessed(self.store, self.folder / "main.sqlite3", self.names):
            # The name of a slots class stands for the one before it got slots.
            return Stage.tick(self, now)
