"""Everything that ghostd says and does to Dovecot in the tests, held against what it may say and do.

Whoever logs in is ghostd, but for people, who call themselves so (`Dovecot.people`): what is forgotten is
judged all the more strictly. For every session of ghostd's
- each command is held against the list of what is allowed (`conduct`), on what Dovecot's `rawlog` kept; a
  session without a record is an error, so that recording nothing proves nothing;
- each change of the mail store that Dovecot itself says the session made is held against what is allowed
  (`deeds`).
And for every mailbox, the store as it lies on the disk in the end, the size and the flags of each message, is
compared with what all sessions together are told to have made of it: nothing has changed that nobody changed.

Besides, where ghostd is alone with the mail while it looks, the stores before and after each look are
compared octet by octet, and what is ghostd's own is what its ledger says (`witness`): in the stories on real
servers, in what mail programs were recorded to do, in the life with its faults and kills, and around every
command of the command line. Where others act at the same time (a daemon that runs on, a mail program), and
where the gateway is tried without a ledger, the three above are what there is.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.conduct import Conduct
from tests.deeds import Deeds
from tests.maildir import store_of
from tests.record import Deed, Log, Session, exchanges, unstamped

ENDS_WITHIN = 10.0
PEOPLE = "people"
SESSIONS = "sessions of ghostd's with Dovecot"
COMMANDS = "commands in them held against what is allowed"
DEEDS = "changes of the mail store in them held against what is allowed"
STORES = "mail stores on the disk compared with what was told of their changes"


@dataclass(slots=True)
class Mailbox:
    """What of one mailbox outlasts its sessions. `entered` says that somebody was there since its store was
    compared; `furnished` that its mail was put there past the server, so that it cannot be."""

    deeds: Deeds
    taken: set[str] = field(default_factory=set)
    marked: set[tuple[str, int]] = field(default_factory=set)
    entered: bool = False
    furnished: bool = False


@dataclass(slots=True)
class Recorder:
    """Of one server, whose folder is `root`; `counts` says how much was judged."""

    root: Path
    counts: Counter[str] = field(default_factory=Counter)
    _log: Log = field(init=False)
    _mailboxes: dict[str, Mailbox] = field(default_factory=dict)
    _drafts: set[str] = field(default_factory=set)
    _names_of_drafts: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._log = Log(self.root / "dovecot.log")

    @property
    def records(self) -> Path:
        """Where Dovecot keeps what is said in each session; without that folder it keeps nothing."""
        return self.root / "said"

    def mailbox(self, user: str) -> Mailbox:
        return self._mailboxes.setdefault(owner(user), Mailbox(Deeds(self._names_of_drafts)))

    def wrongs(self, within: float = ENDS_WITHIN) -> list[str]:
        """What was not allowed in the sessions that have ended since this was last asked; waits for them."""
        self._wait(within)
        wrong, records = list[str](), self._recorded()
        for user, deed in self._log.deeds:
            wrong += self._wrong_deed(user, deed)
        for session in self._log.ended:
            # Where two had the same number, it was one after the other.
            left = records.get(session.pid, [])
            wrong += self._wrong_words(session, left.pop(0) if left else None)
        self._log.deeds.clear()
        self._log.ended.clear()
        strays = [path for pid, left in records.items() for path in left if pid not in self._log.pids()]
        wrong += [f"nobody is known to have had the session {path}" for path in strays]
        return wrong + self._wrong_stores()

    def _wait(self, within: float) -> None:
        """Until every session has ended and is known, or this many seconds."""
        ends = time.monotonic() + within
        self._log.read()
        while (self._log.sessions or self._recorded().keys() - self._log.pids()) and time.monotonic() < ends:
            time.sleep(0.01)
            self._log.read()

    def _recorded(self) -> dict[int, list[Path]]:
        """The records by the numbers of their processes, in order."""
        found: dict[int, list[Path]] = {}
        for path in sorted(self.records.glob("*.in")):
            found.setdefault(int(path.name.split(".")[1]), []).append(path)
        return found

    def _wrong_deed(self, user: str, deed: Deed) -> Iterator[str]:
        by_ghostd = is_ghostd(user)
        self.counts[DEEDS] += by_ghostd
        if not self.mailbox(user).deeds.see(deed, by_ghostd=by_ghostd):
            yield f"{user} did {deed}"

    def _wrong_words(self, session: Session, said: Path | None) -> list[str]:
        self.mailbox(session.user).entered = True
        if said is None:
            return [f"the session {session.pid} of {session.user} has no record"]
        answered = said.with_suffix(".out")
        conduct = self.conduct(session.user)
        if is_ghostd(session.user):
            for exchange in exchanges(unstamped(said.read_bytes()), unstamped(answered.read_bytes())):
                conduct.hear(exchange)
            self.counts[SESSIONS] += 1
            self.counts[COMMANDS] += conduct.commands
        said.unlink()
        answered.unlink()
        return [f"{session.user} said {line!r}" for line in conduct.wrong]

    def conduct(self, user: str) -> Conduct:
        """A session of this user's to be held against the list, with what outlasts sessions."""
        mailbox = self.mailbox(user)
        return Conduct(mailbox.deeds.names, self._drafts, mailbox.taken, mailbox.marked)

    def _wrong_stores(self) -> list[str]:
        wrong, at_work = [], {owner(session.user) for session in self._log.sessions.values()}
        for name, mailbox in self._mailboxes.items():
            lies = self.root / "mail" / name / "Maildir"
            if mailbox.entered and not mailbox.furnished and name not in at_work and lies.exists():
                mailbox.entered = False
                self.counts[STORES] += 1
                wrong += [f"the mail of {name}: {what}" for what in mailbox.deeds.differing(store_of(lies))]
        return wrong


def owner(user: str) -> str:
    """Whose mailbox it is that this user logs in to."""
    return user.partition("@")[0]


def is_ghostd(user: str) -> bool:
    return not user.endswith(f"@{PEOPLE}")
