"""Messages become threads as they are read: union-find over References, else a bare subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from ghostd.core.conversations import SUBJECT_WINDOW
from ghostd.core.messages import Kind, Message
from ghostd.core.subjects import key

MOST_SUBJECTS = 32
"""How many threads of one subject are kept in mind: a thousand mails called "Invoice" are not compared."""

RESPONSE = re.compile(r"\s*[^\W\d_]{3,20}(?: [^\W\d_]{3,20})?\s?[:：]\s*")
"""What a calendar program puts before the subject it answers: "Accepted: ", "Aceptada: "."""


@dataclass(slots=True)
class Talk:
    """One client's part of a thread: its turns that wait, and what it wrote."""

    turns: list[str] = field(default_factory=list)
    answers: int = 0
    last: Message | None = None


@dataclass(slots=True)
class Thread:
    """`first` is its oldest message; `elsewhere` are addresses at which clients may have answered."""

    first: Message
    count: int = 0
    talks: dict[str, Talk] = field(default_factory=dict)
    elsewhere: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def talk(self, client: str) -> Talk:
        return self.talks.setdefault(client, Talk())

    def absorb(self, other: Thread) -> None:
        """Two threads turned out to be one."""
        self.first = min(self.first, other.first, key=lambda m: (m.at, m.identity))
        self.count += other.count
        self.elsewhere |= other.elsewhere
        for client, theirs in other.talks.items():
            ours = self.talk(client)
            ours.turns += theirs.turns
            ours.answers += theirs.answers
            words = [m for m in (ours.last, theirs.last) if m]
            ours.last = max(words, key=lambda m: m.at, default=None)


@dataclass(slots=True, eq=False)
class _Subject:
    """What some people write about: what a message without references may join."""

    node: str
    at: datetime
    people: set[str]


class Threads:
    """Which thread each message belongs to, whatever the order in which its ancestors come to be known.

    A message without references joins the newest thread of its bare subject with a participant in common,
    not older than SUBJECT_WINDOW. `person` names who an address is for that, the same for all colleagues;
    None is nobody: the owner and the lists, who take part in everything.
    """

    def __init__(self, person: Callable[[str], str | None]) -> None:
        self._person = person
        self._parent: dict[str, str] = {}
        self._threads: dict[str, Thread] = {}
        self._subjects: dict[str, list[_Subject]] = {}

    def read(self, message: Message) -> Thread:
        """The message's thread; others that it shows to be the same are merged into it."""
        root, gone = self._find(message.identity), dict[str, None]()
        for reference in message.references:
            root = self._union(root, self._find(reference), gone)
        subject = _subject(message)
        if subject:
            root = self._by_subject(subject, message, root, gone)
        thread = self._threads.get(root)
        if thread is None:
            thread = self._threads[root] = Thread(message)
        for other in gone:
            merged = self._threads.pop(other, None)
            if merged is not None:
                thread.absorb(merged)
        return thread

    def _find(self, node: str) -> str:
        parent = self._parent
        up = parent.setdefault(node, node)
        while up != node:
            above = parent[up]
            parent[node] = above
            node, up = above, parent[above]
        return node

    def _union(self, root: str, other: str, gone: dict[str, None]) -> str:
        """`other` is the one that stays: the thread that is there already is likely to be the larger."""
        if root != other:
            self._parent[root] = other
            gone[root] = None
        return other

    def _by_subject(self, subject: str, message: Message, root: str, gone: dict[str, None]) -> str:
        people = {p for a in (message.sender, *message.recipients) if a and (p := self._person(a))}
        known = self._subjects.setdefault(subject, [])
        here = None
        for entry in reversed(known):
            if abs(message.at - entry.at) > SUBJECT_WINDOW:
                continue
            other = self._find(entry.node)
            if other == root or (not message.references and not entry.people.isdisjoint(people)):
                here, root = entry, self._union(root, other, gone)
                break
        if here:
            known.remove(here)
            here.at, here.people = max(here.at, message.at), here.people | people
        known.append(here or _Subject(message.identity, message.at, people))
        del known[:-MOST_SUBJECTS]
        return root


def _subject(message: Message) -> str:
    return _key(
        RESPONSE.sub("", message.subject, count=1) if message.kind is Kind.CALENDAR else message.subject
    )


@lru_cache(maxsize=4096)
def _key(subject: str) -> str:
    """Remembered, because the mails of one thread lie close together."""
    return key(subject)
