"""A mail program that nobody recorded: a combination of what mail programs were seen to do to a draft.

Its `Habits` say what it does to names, threads, texts and folders; a `Program` goes through what its user
does, change by change, and knows what a watcher may rightly make of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from ghostd.core.folders import Role
from ghostd.core.messages import Placement
from tests.recordings.composing import parsed_copy, refitted, said_in, typed_into
from tests.stage import Stage

OTHER_PERSON = "eva@acme.example"
OTHER_SELF = "ana@studio.example"
RENAMED = "Our Thursday"
MARKS = {
    "evolution": "X-Evolution-Draft-Message",
    "exchange": "X-Microsoft-Original-Message-ID",
    "claws": "MID",
}


@dataclass(frozen=True, slots=True)
class Habits:
    """What a mail program does on its own account; gaps are in seconds."""

    id_on_save: str = "same"  # same, new, none
    id_on_send: str = "same"  # same, new
    marks: tuple[str, ...] = ()
    refs_on_save: str = "kept"  # kept, no-parent, no-references, none, own-draft, draft-added
    refs_on_send: str = "kept"
    format: str = "plain"
    signature: str = "no"  # no, on-send, on-write
    self_replaced: bool = False
    taken_out_on_open: bool = False
    new_first: bool = True
    old_version: str = "expunged"  # expunged, flagged, beside, trash
    save_gap: int = 0
    files_in: str = "Sent"  # Sent, Sent+All, All, nowhere
    sent_first: bool = True
    send_gap: int = 0
    sent_original: str = "expunged"  # expunged, flagged, trash, kept
    drops_empty_folder: bool = False
    deletes: str = "trash"  # trash, expunge, flag, trash-emptied
    draft_flag: bool = True
    archive_keeps: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What the user does: open, save, send, delete, undo or look, having typed, readdressed or renamed."""

    verb: str
    typing: str = "no"
    to: str = "same"  # same, other, added
    subject: str = "same"  # same, edited


@dataclass(slots=True)
class Program:
    """`lying` is where versions lie in Drafts, oldest first; `at` is set by whoever lets time pass."""

    stage: Stage
    habits: Habits
    ours: bytes
    place: Placement
    at: datetime
    current: bytes = b""
    lying: list[tuple[Placement, bytes]] = field(default_factory=list)
    shown: list[tuple[Placement, bytes]] = field(default_factory=list)
    thrown: list[tuple[Placement, bytes]] = field(default_factory=list)
    serial: int = 0
    doing: str = "nothing"  # nothing, editing, sending, deleting
    sent: bytes | None = None
    sent_at: datetime | None = None
    saved: list[bytes] = field(default_factory=list)
    thrown_on_save: bool = False

    def __post_init__(self) -> None:
        self.current = self.ours
        self.lying = [(self.place, self.ours)]
        if "All" in self.habits.files_in:
            self.stage.mailbox.add_folder("All Mail", Role.ARCHIVE)
            self._show(self.ours)

    def performs(self, act: Act) -> Iterator[int]:
        """Change after change, each followed by how many seconds pass before the next."""
        yield from getattr(self, act.verb)(act)

    # what the user does

    def look(self, act: Act) -> Iterator[int]:
        if self.lying:
            self.stage.mailbox.flag(self.lying[-1][0], "\\Seen")
        yield 0

    def open(self, act: Act) -> Iterator[int]:
        self.doing = "editing"
        if self.habits.taken_out_on_open and self.lying:
            self._expunge(*self.lying.pop())
        yield 0

    def save(self, act: Act) -> Iterator[int]:
        self.doing = "editing"
        old = list(self.lying)
        new = self._written(act, self.habits.id_on_save, self.habits.refs_on_save, sending=False)
        self.saved.append(new)
        if self.habits.new_first or self.habits.old_version == "beside":
            self._put(new)
            yield self.habits.save_gap
            self._dispose(old)
            yield 0
        else:
            self._dispose(old)
            yield self.habits.save_gap
            self._put(new)
            yield 0

    def send(self, act: Act) -> Iterator[int]:
        self.doing, self.sent_at = "sending", self.at
        new = self._written(act, self.habits.id_on_send, self.habits.refs_on_send, sending=True)
        self.sent = new
        if self.habits.sent_first:
            self._file(new)
            yield self.habits.send_gap
            self._clear()
            yield 0
        else:
            self._clear()
            yield self.habits.send_gap
            self._file(new)
            yield 0

    def delete(self, act: Act) -> Iterator[int]:
        self.doing = "deleting"
        lying, self.lying, self.thrown = self.lying, [], []
        for place, source in lying:
            if self.habits.deletes == "flag":
                self.stage.mailbox.flag(place, "\\Deleted")
                self.thrown.append((place, source))
            elif self.habits.deletes == "expunge":
                self._expunge(place, source)
            else:
                self._to_trash(place, source)
        yield 0
        if self.habits.deletes == "trash-emptied":
            yield 1800
            self._empty_trash()
            yield 0

    def undo(self, act: Act) -> Iterator[int]:
        """Take back what was deleted last, out of Trash or by taking the marks away."""
        self.doing = "editing"
        thrown, self.thrown = self.thrown, []
        for place, source in thrown:
            if place.folder == "Drafts":
                self.stage.mailbox.unflag(place, "\\Deleted")
            else:
                self._folder()
                place = self.stage.mailbox.move(place, "Drafts")
            self.lying.append((place, source))
        yield 0

    # what the program does

    def _written(self, act: Act, id: str, refs: str, *, sending: bool) -> bytes:
        message = parsed_copy(self.current)
        text = typed_into(said_in(message), act.typing)
        if self.habits.signature == "on-write" or (sending and self.habits.signature == "on-send"):
            text = text.rstrip("\n") + "\n\n-- \nAna Pérez\nStudio for lettering, Calle Luna 7\n"
        message = refitted(message, text, self.habits.format)
        self._name(message, id, sending)
        self._thread(message, refs)
        if act.to != "same":
            to = OTHER_PERSON if act.to == "other" else f"{message['To']}, {OTHER_PERSON}"
            message.replace_header("To", to)
        if act.subject == "edited":
            message.replace_header("Subject", RENAMED)
        if self.habits.self_replaced:
            message.replace_header("From", f"Ana <{OTHER_SELF}>")
        message.replace_header("Date", format_datetime(self.at))
        self.current = message.as_bytes()
        return self.current

    def _name(self, message: EmailMessage, id: str, sending: bool) -> None:
        original = str(parsed_copy(self.ours)["Message-ID"])
        for mark in self.habits.marks:
            del message[MARKS[mark]]
            message[MARKS[mark]] = str(self.place.uid) if mark == "evolution" else original
        had = message["Message-ID"]
        if id == "same" and had:
            return
        del message["Message-ID"]
        if id != "none" or sending:
            self.serial += 1
            message["Message-ID"] = f"<p{self.serial}@example.com>"

    def _thread(self, message: EmailMessage, refs: str) -> None:
        original = str(parsed_copy(self.ours)["Message-ID"])
        had = str(message["References"] or "")
        if refs in ("no-parent", "none", "own-draft"):
            del message["In-Reply-To"]
        if refs in ("no-references", "none", "own-draft", "draft-added"):
            del message["References"]
        if refs == "own-draft":
            message["In-Reply-To"] = original
            message["References"] = original
        if refs == "draft-added":
            message["References"] = f"{had} {original}".strip()

    def _put(self, source: bytes) -> None:
        self._folder()
        flags = ("\\Draft", "\\Seen") if self.habits.draft_flag else ()
        self.lying.append((self.stage.mailbox.deliver("Drafts", source, self.at, flags), source))
        self._show(source)

    def _file(self, source: bytes) -> None:
        for folder in {"Sent": ["Sent"], "Sent+All": ["Sent", "All Mail"], "All": ["All Mail"]}.get(
            self.habits.files_in, []
        ):
            self.stage.mailbox.deliver(folder, source, self.at, ("\\Seen",))

    def _dispose(self, old: list[tuple[Placement, bytes]]) -> None:
        """What becomes of older versions when a new one is saved."""
        if self.habits.old_version == "beside":
            return
        for place, source in old:
            self.lying.remove((place, source))
            if self.habits.old_version == "trash":
                self._to_trash(place, source)
            elif self.habits.old_version == "flagged":
                self._mark(place)
            else:
                self._expunge(place, source)
        self.thrown_on_save |= self.habits.old_version in ("trash", "flagged")
        if self.habits.old_version == "trash":
            self.thrown = []

    def _clear(self) -> None:
        """What becomes of the version that was sent."""
        if not self.lying or self.habits.sent_original == "kept":
            return
        place, source = self.lying.pop()
        if self.habits.sent_original == "trash":
            self._to_trash(place, source)
        elif self.habits.sent_original == "flagged":
            self._mark(place)
        else:
            self._expunge(place, source)

    def _expunge(self, place: Placement, source: bytes) -> None:
        if self._still_there(place):
            self.stage.mailbox.remove(place)
        self._emptied()

    def _to_trash(self, place: Placement, source: bytes) -> None:
        if self._still_there(place):
            self.thrown.append((self.stage.mailbox.move(place, "Trash"), source))
        self._emptied()

    def _mark(self, place: Placement) -> None:
        if self._still_there(place):
            self.stage.mailbox.flag(place, "\\Deleted")

    def _still_there(self, place: Placement) -> bool:
        """ghostd may have taken it back meanwhile."""
        return place.uid in {item.uid for item in self.stage.mailbox.everything().get("Drafts", ())}

    def _emptied(self) -> None:
        """An archive of all mail shows the drafts that there are; some programs remove the empty folder."""
        lying = [source for _, source in self.lying]
        gone = [] if self.habits.archive_keeps else [s for s in self.shown if s[1] not in lying]
        for place, source in gone:
            self.shown.remove((place, source))
            self.stage.mailbox.remove(place)
        if self.habits.drops_empty_folder and not self.stage.mailbox.everything().get("Drafts", True):
            self.stage.mailbox.remove_folder("Drafts")

    def _empty_trash(self) -> None:
        while self.thrown:
            self.stage.mailbox.remove(self.thrown.pop()[0])

    def _folder(self) -> None:
        if "Drafts" not in self.stage.mailbox.everything():
            self.stage.mailbox.add_folder("Drafts", Role.DRAFTS)

    def _show(self, source: bytes) -> None:
        if "All" in self.habits.files_in:
            place = self.stage.mailbox.deliver("All Mail", source, self.at, ("\\Draft",))
            self.shown.append((place, source))
