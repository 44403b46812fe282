"""All that ghostd says and does to the server in the month, held against what it may, as in all tests."""

from __future__ import annotations

from email import message_from_bytes
from pathlib import Path

from tests.maildir import store_of
from tests.recorder import COMMANDS, DEEDS, SESSIONS, STORES, Recorder

A_MOMENT = 0.3
"""Seconds for Dovecot's log to be written; some sessions go on all the while."""


class Record:
    """Of one user's mail, which lies in `maildir`."""

    def __init__(self, recorder: Recorder, user: str, maildir: Path) -> None:
        self._recorder = recorder
        self._mailbox = recorder.mailbox(user)
        self._maildir = maildir

    def wrongs(self, within: float = A_MOMENT) -> list[str]:
        """What was not allowed in sessions that have ended, and, when nobody is there any more, whether the
        store is what all changes made of it."""
        return self._recorder.wrongs(within)

    def renumbered(self, folder: str) -> None:
        """The same messages have other UIDs now."""
        self._mailbox.deeds.boxes[folder] = {
            uid: (str(message_from_bytes(source)["Message-ID"]), len(source), flags)
            for uid, (source, flags) in store_of(self._maildir)[folder].mail.items()
        }

    def told(self) -> str:
        counts = self._recorder.counts
        return ", ".join(f"{counts[name]} {name}" for name in (SESSIONS, COMMANDS, DEEDS, STORES))
