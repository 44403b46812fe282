"""Recordings of mail programs at work on a draft, as they lie in a folder each: what changed, and the mails.

`events.txt` is the server's log, `before-FOLDER-UID.eml` and `after-FOLDER-UID.eml` are the mails that lay
there before and afterwards.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

WHERE = Path(os.environ.get("GHOSTD_RECORDINGS") or Path(__file__).parents[3] / "shared/clients/recordings")

LINE = re.compile(r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?P<what>.*)")
FOLDER = re.compile(r"Mailbox (?P<verb>created|deleted): (?P<folder>.+)")
MAIL = re.compile(
    r"(?P<verb>copy from \S+|save|delete|undelete|expunge|flag_change): "
    r"box=(?P<folder>[^,]+), uid=(?P<uid>\d+), msgid=(?P<id>[^,]*),.* flags=\((?P<flags>[^)]*)\)"
)
STORED = re.compile(r"(?P<time>before|after)-(?P<folder>.+)-(?P<uid>\d+)\.eml")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the server's log; `verb` is copy, save, delete, undelete, expunge, flag_change, created
    or deleted (the last two are about the folder itself)."""

    at: datetime
    verb: str
    folder: str
    uid: int = 0
    message_id: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    program: str
    action: str
    changes: tuple[Change, ...]
    before: dict[tuple[str, int], bytes]
    after: dict[tuple[str, int], bytes]

    @property
    def draft_uid(self) -> int:
        return min(uid for folder, uid in self.before if folder == "Drafts")

    @property
    def draft(self) -> bytes:
        """The draft as it was before the program touched it."""
        return self.before["Drafts", self.draft_uid]

    def source(self, change: Change) -> bytes:
        """The mail that was saved; of one that did not stay, the likest that did."""
        stayed = self.after.get((change.folder, change.uid))
        if stayed is not None:
            return stayed
        new = {place: mail for place, mail in self.after.items() if self.before.get(place) != mail}
        likest = sorted(new, key=lambda place: (place[0] != change.folder, place[0] != "Sent", place))
        return new[likest[0]] if likest else self.draft


def recordings() -> list[Recording]:
    """All there are, by program and action; none where the folder is not there."""
    return [read(events.parent) for events in sorted(WHERE.glob("*/*/events.txt"))]


def read(folder: Path) -> Recording:
    stored: dict[str, dict[tuple[str, int], bytes]] = {"before": {}, "after": {}}
    for path in folder.glob("*.eml"):
        if found := STORED.fullmatch(path.name):
            stored[found["time"]][found["folder"], int(found["uid"])] = path.read_bytes()
    lines = (folder / "events.txt").read_text(encoding="utf-8").splitlines()
    changes = tuple(change for line in lines if (change := change_of(line)) is not None)
    return Recording(folder.parent.name, folder.name, changes, stored["before"], stored["after"])


def change_of(line: str) -> Change | None:
    found = LINE.fullmatch(line.strip())
    if found is None:
        return None
    at = datetime.fromisoformat(found["at"]).replace(tzinfo=UTC)
    if folder := FOLDER.fullmatch(found["what"]):
        return Change(at, folder["verb"], folder["folder"])
    mail = MAIL.fullmatch(found["what"])
    if mail is None:
        raise AssertionError(f"a line of the log that nobody can play: {line}")
    flags = tuple(flag for flag in mail["flags"].split() if flag != r"\Recent")
    verb = mail["verb"].split()[0]
    return Change(at, verb, mail["folder"], int(mail["uid"]), mail["id"], flags)
