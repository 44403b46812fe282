"""Courses of events that nobody recorded, played as recordings are, so that the player is tried, too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ghostd.core.review import Verdict
from tests.recordings.player import START, Player
from tests.recordings.recording import Recording, change_of
from tests.stage import Stage

DRAFT = b"""From: Anna <anna@me.example>\r
To: Klaus <klaus@client.example>\r
Subject: Re: Offer\r
Date: Sun, 22 Nov 2026 09:00:00 +0000\r
Message-ID: <d@me.example>\r
In-Reply-To: <c2@client.example>\r
References: <c1@client.example> <c2@client.example>\r
Content-Type: text/plain; charset="utf-8"\r
\r
Hello Klaus,\r
\r
have you had time to look at the offer for the kitchen?\r
\r
Anna\r
"""
EDITED = DRAFT.replace(b"Anna\r\n", b"Take your time.\r\n\r\nAnna\r\n")
LATIN = (
    EDITED.replace(b'"utf-8"', b"iso-8859-15; format=flowed")
    .replace(b"<d@", b"<e@")
    .replace(b"In-Reply-To: <c2@client.example>\r\n", b"")
)
MAIL = "msgid={id}, size=9, from=Anna <anna@me.example>, subject=Re: Offer, flags=({flags})"


def log(*lines: str) -> Recording:
    """`3 save Drafts 2 <id>`: three seconds in, this happened; DRAFT was saved, under the new id LATIN."""
    changes, after, start = [], {}, datetime(2026, 11, 22, 10)
    for line in lines:
        seconds, verb, folder, *rest = line.split()
        when = start + timedelta(seconds=int(seconds))
        if not rest:
            what = f"Mailbox {verb}: {folder}"
        else:
            uid, id = rest
            if verb == "save":
                saved = LATIN if id == NEW else DRAFT
                after[folder, int(uid)] = saved.replace(b"09:00:00", b"10:00:00")
            verb = "copy from Drafts" if verb == "copy" else verb
            what = f"{verb}: box={folder}, uid={uid}, " + MAIL.format(id=id, flags="\\Seen \\Recent")
        changes.append(change_of(f"{when:%Y-%m-%d %H:%M:%S} {what}"))
    kept = tuple(change for change in changes if change is not None)
    return Recording("invented", "", kept, {("Drafts", 1): DRAFT}, after)


OURS, NEW = "<d@me.example>", "<e@me.example>"
COURSES = {
    "folder_removed_on_sending": (
        log(f"0 expunge Drafts 1 {OURS}", "1 deleted Drafts", f"4 save Sent 2 {OURS}"),
        Verdict.SENT,
    ),
    "folder_removed_and_made_anew": (
        log(
            f"0 expunge Drafts 1 {OURS}",
            "1 deleted Drafts",
            "9 created Drafts",
            f"9 save Drafts 1 {OURS}",
            f"30 expunge Drafts 1 {OURS}",
            "30 deleted Drafts",
            f"33 save Sent 2 {NEW}",
        ),
        Verdict.SENT_EDITED,
    ),
    "into_trash_then_sent_edited_under_a_new_id": (
        log(f"0 copy Trash 1 {OURS}", f"0 expunge Drafts 1 {OURS}", f"20 save Sent 2 {NEW}"),
        Verdict.SENT_EDITED,
    ),
    "edited_beside_the_old_one": (
        log(f"0 save Drafts 2 {NEW}", f"5 delete Drafts 1 {OURS}", f"5 expunge Drafts 1 {OURS}"),
        Verdict.EDITED,
    ),
}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    built = Stage.built(tmp_path, START)
    yield built
    built.ledger.close()


@pytest.mark.parametrize(("recording", "wanted"), COURSES.values(), ids=COURSES)
def test_course(recording: Recording, wanted: Verdict, stage: Stage) -> None:
    player = Player(stage, recording)
    judged = player.play(lambda number: True)
    assert judged.verdict is wanted, f"{judged.confidence}: {judged.evidence}"
    assert set(player.said) <= {Verdict.PENDING, wanted}
    if wanted.sent:
        assert judged.decided == player.sent_at
