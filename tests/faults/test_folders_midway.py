"""A folder is made anew by another program, with the same mail under other UIDs, while ghostd reads: between
any two lines of a pass."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from dovecot import PASSWORD, Dovecot
from imapclient import IMAPClient

from ghostd.service.report import Report
from tests.faults.conftest import Count
from tests.faults.kinds import Kind, Once
from tests.faults.life import Player
from tests.faults.proxy import Line, Unit, passed
from tests.faults.scenes import SCENES
from tests.faults.theatre import Theatre
from tests.maildir import store_of

# Each is played to its end, and is never like another: so only every so many lines.
EVERY = 1 if os.environ.get("FAULTS") == "all" else 20


@contextmanager
def program(player: Player) -> Iterator[Any]:
    """Another program on the same mail."""
    with IMAPClient(player.dovecot.host, player.dovecot.port, ssl=False, timeout=30) as client:
        client.normalise_times = False
        client.login(f'"{player.dovecot.people(player.user)}"', PASSWORD)
        yield client


def renumbered(player: Player, folder: str, line: Line, unit: Unit) -> bool:
    """The folder is removed and made again before this line is passed on."""
    with program(player) as client:
        client.select_folder(folder, readonly=True)
        found = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS", "INTERNALDATE"])
        kept = [found[uid] for uid in sorted(found)]
        client.unselect_folder()
        if folder == "INBOX":
            # The INBOX itself cannot be removed; it is emptied, and the same mail comes again.
            client.select_folder(folder)
            client.delete_messages(sorted(found))
            client.expunge()
        else:
            client.delete_folder(folder)
            client.create_folder(folder)
        for items in kept:
            flags = [flag for flag in items[b"FLAGS"] if flag != rb"\Recent"]
            client.append(folder, items[b"BODY[]"], flags, items[b"INTERNALDATE"])
    return passed(line, unit)


@pytest.mark.dovecot
@pytest.mark.timeout(0)
@pytest.mark.parametrize("folder", ["Sent", "Drafts", "INBOX"])
def test_made_anew_at_any_line__the_end_is_the_same(
    dovecot: Dovecot, theatre: Theatre, folder: str, count: Count
) -> None:
    # A draft that was put there anew may be open in a program, so it is taken back only a while later.
    wrong = []
    every = [(scene, unit.number) for scene, before in enumerate(theatre.scenes) for unit in before.units]
    tried = every[random.Random(folder).randrange(EVERY) :: EVERY]
    for scene, number in tried:
        player = theatre.before(scene)
        once = Once(Kind(partial(renumbered, player, folder), lambda unit: True), number)
        theatre.befall(player, scene, once, alone=False)
        if said := theatre.recovered_somehow(player, scene):
            wrong.append(f"{folder} made anew in scene {scene} at {once.met or number}:\n{said}")
    count(f"{folder} made anew", len(tried))
    assert not wrong, "\n\n".join(wrong[:10])


@pytest.mark.dovecot
def test_a_folder_with_a_copy_of_the_question_is_removed__and_the_draft_is_written_all_the_same(
    dovecot: Dovecot, theatre: Theatre, count: Count
) -> None:
    player = theatre.before(1)
    with program(player) as client:
        client.select_folder("Sent")
        client.copy([max(client.search())], "Projects")
    for scene in SCENES[1:3]:
        assert isinstance(player.look(scene.look), Report)
    with program(player) as client:
        client.delete_folder("Projects")
    report = player.look(SCENES[3].look)
    assert isinstance(report, Report), report
    assert report.drafts_appended == 1
    [(source, _)] = store_of(player.maildir)["Drafts"].mail.values()
    assert b"> Could you have a look" in source
    count("a folder removed", 1)
