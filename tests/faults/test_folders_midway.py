"""A folder is made anew by another program, with the same mail under other UIDs, while ghostd reads: between
any two lines of a pass."""

from __future__ import annotations

import os
import random
from functools import partial

import pytest
from dovecot import PASSWORD, Dovecot
from imapclient import IMAPClient

from tests.faults.conftest import Count
from tests.faults.kinds import Kind, Once
from tests.faults.life import Player, Theatre
from tests.faults.proxy import Line, Unit, passed

EVERY = 1 if os.environ.get("FAULTS") == "all" else 60


def renumbered(player: Player, folder: str, line: Line, unit: Unit) -> bool:
    """The folder is removed and made again before this line is passed on."""
    with IMAPClient(player.dovecot.host, player.dovecot.port, ssl=False, timeout=30) as client:
        client.normalise_times = False
        client.login(f'"{player.user}"', PASSWORD)
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
    wrong = []
    every = [(scene, unit.number) for scene, before in enumerate(theatre.scenes) for unit in before.units]
    tried = every[random.Random(folder).randrange(EVERY) :: EVERY]
    for scene, number in tried:
        player = theatre.before(scene)
        once = Once(Kind(partial(renumbered, player, folder), lambda unit: True), number)
        if said := theatre.tried(scene, once, player):
            wrong.append(f"{folder} made anew in scene {scene} at {once.met or number}:\n{said}")
    count(f"{folder} made anew", len(tried))
    assert not wrong, "\n\n".join(wrong[:10])
