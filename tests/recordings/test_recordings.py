"""What mail programs were recorded to do to a draft, done to ghostd's own, and what ghostd makes of it.

The recordings are no part of the project; `GHOSTD_RECORDINGS` names the folder where they lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from dovecot import Dovecot

from ghostd.cli.demo.server import EmbeddedServer
from ghostd.core.folders import Role
from ghostd.core.messages import Placement
from ghostd.core.review import Draft, Verdict
from tests.recordings.player import START, Player, changes_of
from tests.recordings.recording import WHERE, Recording, recordings
from tests.recordings.truth import expected
from tests.served import ServedMailbox
from tests.stage import Stage
from tests.witness import WitnessedStage

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
def stage(tmp_path: Path) -> Iterator[WitnessedStage]:
    built = WitnessedStage.built(tmp_path, START)
    yield built
    built.ledger.close()


@every_recording
def test_looking_after_every_change(recording: Recording, stage: Stage) -> None:
    player = Player(stage, recording)
    comes_to_the_truth(player, player.play(lambda number: True))


@every_recording
def test_looking_at_each_one_moment_only(recording: Recording, tmp_path: Path) -> None:
    """The daemon may come at any time, and for the first time then."""
    for moment in moments(recording):
        stage = Stage.built(folder(tmp_path, str(moment)), START)
        player = Player(stage, recording)
        comes_to_the_truth(player, player.play(only(moment)))
        stage.ledger.close()


class Program(ServedMailbox):
    """A real server's mailbox, and the mail program that was recorded."""

    def flag(self, placement: Placement, *flags: str) -> None:
        self.world.flag(placement, *flags)

    def add_folder(self, name: str, role: Role) -> None:
        self.world.create(name)

    def remove_folder(self, name: str) -> None:
        self.world.drop(name)


@contextmanager
def on_dovecot(request: pytest.FixtureRequest) -> Iterator[Program]:
    """The one server, a user without mail."""
    server: Dovecot = request.getfixturevalue("dovecot")
    with closed(Program.on(server)) as program:
        yield program


@contextmanager
def on_embedded(request: pytest.FixtureRequest) -> Iterator[Program]:
    """A server of its own: it has one user, whose mail lives as long as the server does."""
    with (
        EmbeddedServer(user="ana@example.com", password="demo") as server,
        closed(Program(server.host, server.port, server.user, "demo")) as program,
    ):
        yield program


@contextmanager
def closed(program: Program) -> Iterator[Program]:
    """It is, in the end."""
    try:
        yield program
    finally:
        program.world.close()


def at_work(stage: WitnessedStage, program: Program) -> WitnessedStage:
    """The stage with this mailbox."""
    stage.mailbox = program  # type: ignore[assignment]  # the port, in the place of the memory
    stage.store = program.store
    return stage


Mailboxes = Callable[[], AbstractContextManager[Program]]


@pytest.fixture(params=[on_embedded, on_dovecot], ids=["embedded", "dovecot"])
def mailboxes(request: pytest.FixtureRequest) -> Mailboxes:
    """Each call is an empty mailbox on the server."""
    return partial(request.param, request)


@every_recording
def test_on_a_real_server_looking_after_every_change(
    recording: Recording, stage: WitnessedStage, mailboxes: Mailboxes
) -> None:
    with mailboxes() as program:
        player = Player(at_work(stage, program), recording)
        comes_to_the_truth(player, player.play(lambda number: True))


@every_recording
def test_on_a_real_server_looking_at_each_one_moment_only(
    recording: Recording, tmp_path: Path, mailboxes: Mailboxes
) -> None:
    """As in memory: every recording, every moment, each in a mailbox of its own from the first mail on."""
    for moment in moments(recording):
        stage = WitnessedStage.built(folder(tmp_path, str(moment)), START)
        with mailboxes() as program:
            player = Player(at_work(stage, program), recording)
            comes_to_the_truth(player, player.play(only(moment)))
        stage.ledger.close()


def moments(recording: Recording) -> range:
    """The numbers of the changes after which ghostd may look; -1 is none of them, only afterwards."""
    return range(-1, len(changes_of(recording)))


def only(moment: int) -> Callable[[int], bool]:
    return lambda number: number == moment


def folder(within: Path, name: str) -> Path:
    made = within / name
    made.mkdir()
    return made
