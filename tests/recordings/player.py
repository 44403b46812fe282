"""Plays a recording on ghostd's own draft, change by change, while ghostd looks in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from ghostd.core.folders import Role
from ghostd.core.messages import Placement
from ghostd.core.review import Draft, Verdict
from tests.recordings.recording import Change, Recording
from tests.recordings.translation import parsed, text_of, translated, typed
from tests.stage import Stage, at

START = at("2026-03-02 08:00")
OPENED = at("2026-03-06 12:00")
"""Two hours after the draft was put into Drafts the program is at work."""

ROLES = {"Drafts": Role.DRAFTS, "Sent": Role.SENT, "Trash": Role.TRASH, "Junk": Role.JUNK}

AFTERWARDS = tuple(
    timedelta(**span)
    for span in (
        *({"seconds": 20}, {"seconds": 65}, {"minutes": 3}, {"minutes": 12}),
        *({"hours": 1}, {"hours": 5}, {"hours": 7}, {"hours": 22}),
    )
)


def drafted(stage: Stage) -> Draft:
    """Lead the story to ghostd's first draft: a client with a habit of answering has gone silent."""
    stage.habit(START, answers=3)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    for text in ("2026-03-02 11:00", "2026-03-04 10:00", "2026-03-05 10:00", "2026-03-06 10:00"):
        assert stage.tick(at(text)).errors == []
    [draft] = drafts_of(stage)
    assert draft.placement is not None
    return draft


def drafts_of(stage: Stage) -> list[Draft]:
    return [d for case in stage.ledger.cases(closed=True) for d in stage.ledger.drafts(case)]


def changes_of(recording: Recording) -> list[Change]:
    """Those that are the program's doing, and not the setting of the scene."""
    first = next(
        (
            n + 1
            for n, c in enumerate(recording.changes)
            if (c.verb, c.folder, c.uid) == ("save", "Drafts", recording.draft_uid)
        ),
        0,
    )
    known = {folder for folder, _ in recording.before}
    known |= {"INBOX", "Trash", "Junk", "Sent", "Drafts"}
    removed: set[str] = set()
    kept = []
    for change in recording.changes[first:]:
        if change.verb == "deleted":
            removed.add(change.folder)
        scene = change.verb == "created" and change.folder in known - removed
        if change.folder != "INBOX" and not scene:
            kept.append(change)
    return kept


class Player:
    """`said` is every verdict that ghostd has come to, in order."""

    def __init__(self, stage: Stage, recording: Recording) -> None:
        self.stage, self.recording = stage, recording
        self.mailbox: Any = stage.mailbox
        self.draft = drafted(stage)
        assert self.draft.placement is not None
        [(_, self.ours)] = stage.drafts()
        self.places: dict[tuple[str, int], Placement] = {
            ("Drafts", recording.draft_uid): self.draft.placement
        }
        self.sources: dict[tuple[str, int], bytes] = {("Drafts", recording.draft_uid): self.ours}
        self.said: list[Verdict] = []
        self.sent_at: datetime | None = None
        self.typed = bool(self._typed())
        self._began = min((c.at for c in changes_of(self.recording)), default=OPENED)

    def _typed(self) -> list[Any]:
        """What the person typed, by the mails that were left in the end."""
        before = text_of(parsed(self.recording.draft))
        new = [m for place, m in self.recording.after.items() if self.recording.before.get(place) != m]
        return [change for mail in new for change in typed(before, text_of(parsed(mail)))]

    def play(self, looks_after: Callable[[int], bool]) -> Draft:
        """Make every change at its time; ghostd looks after those whose number is asked for, then goes on
        looking until a day has passed."""
        now = OPENED
        for number, change in enumerate(changes_of(self.recording)):
            now = OPENED + (change.at - self._began)
            self.stage.clock.instant = now
            getattr(self, change.verb)(change, now)
            if looks_after(number):
                self.look(now)
        for later in AFTERWARDS:
            self.look(now + later)
        return self.judged()

    def look(self, now: datetime) -> None:
        report = self.stage.tick(now)
        assert report.errors == []
        assert report.drafts_appended == 0, "a second draft"
        self.said.append(self.judged().verdict)

    def judged(self) -> Draft:
        [draft] = drafts_of(self.stage)
        return draft

    # the verbs of the log

    def save(self, change: Change, now: datetime) -> None:
        original = self.recording.draft
        same = change.message_id == str(parsed(original)["Message-ID"])
        name = self.draft.message_id if same else named(change.message_id)
        placement = self.draft.placement
        assert placement is not None
        source = translated(self.recording.source(change), original, self.ours, name, now, placement.uid)
        if change.folder.startswith("Sent"):
            self.sent_at = now
        self._put(change, source, now)

    def copy(self, change: Change, now: datetime) -> None:
        original = str(parsed(self.recording.draft)["Message-ID"])
        name = self.draft.message_id if change.message_id == original else named(change.message_id)
        like = [s for (folder, _), s in self.sources.items() if str(parsed(s)["Message-ID"]) == name]
        self._put(change, like[-1], now)

    def _put(self, change: Change, source: bytes, now: datetime) -> None:
        key = (change.folder, change.uid)
        flags = [flag for flag in change.flags if flag != r"\Deleted"]
        self.places[key] = self.mailbox.deliver(change.folder, source, now, flags)
        self.sources[key] = source

    def delete(self, change: Change, now: datetime) -> None:
        self.mailbox.flag(self.places[change.folder, change.uid], r"\Deleted")

    def expunge(self, change: Change, now: datetime) -> None:
        self.mailbox.remove(self.places.pop((change.folder, change.uid)))

    def flag_change(self, change: Change, now: datetime) -> None:
        self.mailbox.flag(self.places[change.folder, change.uid], *change.flags)

    def created(self, change: Change, now: datetime) -> None:
        self.mailbox.add_folder(change.folder, ROLES.get(change.folder, Role.OTHER))

    def deleted(self, change: Change, now: datetime) -> None:
        self.mailbox.remove_folder(change.folder)


def named(message_id: str) -> str:
    """A program makes its ids on the owner's domain."""
    return f"{message_id.partition('@')[0]}@example.com>"
