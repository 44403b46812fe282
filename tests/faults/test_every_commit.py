"""`kill -9` of a real process just before and just after every commit of its ledger, and the same end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from functools import partial
from multiprocessing.context import ForkServerContext

import pytest
from dovecot import Dovecot

from tests.faults.conftest import Count
from tests.faults.life import Player
from tests.faults.mortal import COUNT_FILE, look
from tests.faults.scenes import SCENES
from tests.faults.theatre import Theatre
from tests.maildir import store_of
from tests.witness import witnessed


@pytest.fixture(scope="module")
def nursery() -> Iterator[ForkServerContext]:
    """Makes processes that have everything loaded and run no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.mortal"])
    with pytest.MonkeyPatch.context() as surroundings:
        # What it loads first it does not look for on the path of this process.
        surroundings.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        yield context


def lived(nursery: ForkServerContext, player: Player, scene: int, last: int, before: bool) -> int | None:
    """The exit code of a ghostd that looked once, or was killed on the way."""
    port, now = player.dovecot.port, SCENES[scene].look
    child = nursery.Process(target=look, args=(player.folder, port, player.user, now, last, before))
    with witnessed(partial(store_of, player.maildir), player.database):
        child.start()
        child.join(60)
    assert not child.is_alive()
    return child.exitcode


@pytest.mark.dovecot
@pytest.mark.timeout(0)
@pytest.mark.parametrize("scene", range(len(SCENES)))
@pytest.mark.parametrize("before", [True, False], ids=["just_before", "just_after"])
def test_killed_at_any_commit__nothing_is_changed_in_the_end(
    dovecot: Dovecot, theatre: Theatre, nursery: ForkServerContext, before: bool, scene: int, count: Count
) -> None:
    unharmed = theatre.before(scene)
    assert lived(nursery, unharmed, scene, 0, before) == 0
    commits = int((unharmed.folder / COUNT_FILE).read_text(encoding="utf-8"))
    unharmed.end()
    assert commits
    wrong = []
    for last in range(1, commits + 1):
        player = theatre.before(scene)
        assert lived(nursery, player, scene, last, before) == -signal.SIGKILL
        if said := theatre.recovered(player, scene):
            wrong.append(f"commit {last} of {commits}:\n{said}")
    count(f"kill -9 just {'before' if before else 'after'} a commit", commits)
    assert not wrong, "\n\n".join(wrong[:10])
