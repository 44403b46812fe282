"""What mail programs were recorded to do to a draft, done to ghostd's own, and what ghostd makes of it.

The recordings are no part of the project; `GHOSTD_RECORDINGS` names the folder where they lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from dovecot import PASSWORD, Dovecot

from ghostd.cli.demo.server import EmbeddedServer
from ghostd.core.messages import Placement
from ghostd.core.review import Draft, Verdict
from ghostd.ports import Role
from tests.recordings.player import START, Player
from tests.recordings.recording import WHERE, Recording, recordings
from tests.recordings.truth import expected
from tests.service.test_real_servers import Account
from tests.stage import Stage

FOUND = recordings()
NAMES = [f"{one.program}/{one.action}" for one in FOUND]
pytestmark = pytest.mark.skipif(not FOUND, reason=f"no recordings in {WHERE}; GHOSTD_RECORDINGS names them")
every_recording = pytest.mark.parametrize("recording", FOUND, ids=NAMES)


def comes_to_the_truth(player: Player, judged: Draft) -> None:
    """The verdict at the end, and none on the way that was wrong."""
    wanted = expected(player.recording.action)
    assert judged.verdict is wanted, f"{judged.confidence}: {judged.evidence}"
    assert judged.evidence or wanted is Verdict.PENDING
    on_the_way = {Verdict.PENDING, wanted} | ({Verdict.EDITED} if player.typed else set())
    assert set(player.said) <= on_the_way, player.said
    if wanted.sent:
        assert judged.decided == player.sent_at
        [case] = player.stage.ledger.cases()
        assert (case.since, case.attempt) == (player.sent_at, 0)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    built = Stage.built(tmp_path, START)
    yield built
    built.ledger.close()


@every_recording
def test_looking_after_every_change(recording: Recording, stage: Stage) -> None:
    player = Player(stage, recording)
    comes_to_the_truth(player, player.play(lambda number: True))


@every_recording
def test_looking_at_each_one_moment_only(recording: Recording, tmp_path: Path) -> None:
    """The daemon may come at any time, and for the first time then."""
    [most] = [len(Player(Stage.built(folder(tmp_path, "count"), START), recording).changes())]
    for moment in range(-1, most):
        stage = Stage.built(folder(tmp_path, str(moment)), START)
        player = Player(stage, recording)
        comes_to_the_truth(player, player.play(lambda number, moment=moment: number == moment))
        stage.ledger.close()


class Program(Account):
    """A real server's mailbox, and the mail program that was recorded."""

    def flag(self, placement: Placement, *flags: str) -> None:
        self.world.flag(placement, *flags)

    def add_folder(self, name: str, role: Role) -> None:
        self.world.create(name)

    def remove_folder(self, name: str) -> None:
        self.world.drop(name)


@pytest.fixture(params=["embedded", "dovecot"])
def program(request: pytest.FixtureRequest) -> Iterator[Program]:
    if request.param == "dovecot":
        server: Dovecot = request.getfixturevalue("dovecot")
        played = Program(server.host, server.port, server.user(), PASSWORD)
        yield played
        played.world.close()
        return
    with EmbeddedServer(user="ana@example.com", password="demo") as embedded:
        played = Program(embedded.host, embedded.port, embedded.user, "demo")
        yield played
        played.world.close()


@every_recording
def test_on_a_real_server(recording: Recording, stage: Stage, program: Program) -> None:
    stage.mailbox = program  # type: ignore[assignment]
    player = Player(stage, recording)
    comes_to_the_truth(player, player.play(lambda number: True))


def folder(within: Path, name: str) -> Path:
    made = within / name
    made.mkdir()
    return made
