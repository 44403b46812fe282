"""A disk that is full, or may not be written: nothing is done to the mailbox that cannot be written down
first, and when there is room again everything goes on as if nothing had been."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dovecot import Dovecot

from ghostd.adapters.lock import StateLock
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.core.review import Draft
from ghostd.errors import OperatorError, Unavailable
from tests.faults.conftest import Count, Furnished
from tests.faults.kinds import Kind, Once, any_unit
from tests.faults.proxy import Line, Unit, passed
from tests.faults.scenes import SCENES
from tests.faults.theatre import Theatre
from tests.maildir import store_of
from tests.stage import Stage, at
from tests.witness import trespasses

START = at("2026-03-02 08:00")
LOOKS = ("2026-03-02 11:00", "2026-03-04 10:00", "2026-03-05 10:00", "2026-03-06 10:00")
"""At the last of them the draft is written."""

BLOCK = 4096

EVERY = 1 if os.environ.get("FAULTS") == "all" else 3
"""At every so many lines the disk becomes full."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    made = os.geteuid() == 0 and mounted("-t", "tmpfs", "-o", "size=1m,mode=700", "none", str(place))
    if not made:
        pytest.skip("only root may make a small disk; the limit of a file's size is tried instead")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def mounted(*options: str) -> bool:
    return subprocess.run(["mount", *options], capture_output=True, check=False).returncode == 0


Life = Callable[[Path], Stage]


@pytest.fixture(scope="module")
def life(furnished: Furnished) -> Life:
    """A stage with its state in this folder."""
    return lambda folder: begun(furnished(Stage.built(folder, START)))


def begun(stage: Stage) -> Stage:
    stage.habit(START, answers=3)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    return stage


def state(stage: Stage) -> dict[str, Any]:
    cases = stage.ledger.cases(closed=True)
    return {
        "folders": {
            name: [(item.uid, item.source) for item in items]
            for name, items in stage.mailbox.everything().items()
        },
        "cases": cases,
        "drafts": [placeless(draft) for case in cases for draft in stage.ledger.drafts(case)],
        "entries": [[(e.at, e.event, e.step) for e in stage.ledger.entries(case)] for case in cases],
        "intents": stage.ledger.intents(),
    }


def placeless(draft: Draft) -> Draft:
    """Without the UIDVALIDITY, which every mailbox has for itself."""
    return replace(draft, placement=draft.placement._replace(uidvalidity=0) if draft.placement else None)


@pytest.fixture(scope="module")
def unharmed(life: Life, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    stage = life(tmp_path_factory.mktemp("unharmed"))
    for look in LOOKS:
        stage.tick(at(look))
    found = state(stage)
    assert len(stage.drafts()) == 1
    stage.ledger.close()
    return found


def filled(disk: Path, left: int) -> Path:
    """A file that leaves only so many blocks."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free // BLOCK - left
    ballast.write_bytes(bytes(max(free, 0) * BLOCK))
    return ballast


@pytest.mark.parametrize("look", range(len(LOOKS)))
def test_a_full_disk__is_waited_out_and_nothing_is_lost(
    small_disk: Path, life: Life, unharmed: dict[str, Any], look: int, count: Count
) -> None:
    failed = 0
    for left in range(8):
        stage = life(small_disk / f"state-{left}")
        for number, when in enumerate(LOOKS):
            if number == look:
                ballast = filled(small_disk, left)
                failed += not goes_well(stage, when)
                ballast.unlink()
            stage.tick(at(when))
            assert len(stage.drafts()) <= 1
        assert state(stage) == unharmed
        stage.ledger.close()
        shutil.rmtree(stage.folder)
    assert failed, "the disk was never full"
    count("full disk", 8)


def goes_well(stage: Stage, when: str) -> bool:
    try:
        stage.tick(at(when))
    except Unavailable as trouble:
        assert "the disk is full; free some space, nothing is lost" in str(trouble)
        return False
    return True


@contextmanager
def files_as_long_as_before() -> Iterator[int]:
    """Afterwards they may grow again as far as before, whatever limit was set."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        yield before[1]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    with files_as_long_as_before() as most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
        yield


def test_a_file_that_may_not_grow__is_waited_out_and_nothing_is_lost(
    tmp_path: Path, life: Life, unharmed: dict[str, Any], count: Count
) -> None:
    failed = 0
    for number, limit in enumerate(range(0, 64 * BLOCK, 4 * BLOCK)):
        stage = life(tmp_path / str(number))
        for when in LOOKS:
            try:
                with files_no_longer_than(limit):
                    stage.tick(at(when))
            except Unavailable as trouble:
                failed += 1
                assert "nothing is lost" in str(trouble)
            stage.tick(at(when))
        assert state(stage) == unharmed
        stage.ledger.close()
    assert failed
    count("file-size limit", 16 * len(LOOKS))


def test_a_disk_that_may_only_be_read__is_refused_in_one_line_and_nothing_is_done(
    small_disk: Path, life: Life, unharmed: dict[str, Any], count: Count
) -> None:
    stage = life(small_disk)
    for look in LOOKS[:-1]:
        stage.tick(at(look))
    stage.ledger.close()
    assert mounted("-o", "remount,ro", str(small_disk))
    for refused in (
        lambda: SqliteLedger.open(small_disk / "main.sqlite3", stage.practice.owner),
        lambda: StateLock(small_disk).acquire(),
    ):
        with pytest.raises(OperatorError, match=r"state|ledger") as refusal:
            refused()
        assert "\n" not in str(refusal.value)
        assert str(small_disk) in str(refusal.value)
    assert mounted("-o", "remount,rw", str(small_disk))
    stage.ledger = SqliteLedger.open(small_disk / "main.sqlite3", stage.practice.owner)
    stage.tick(at(LOOKS[-1]))
    assert state(stage) == unharmed
    stage.ledger.close()
    count("read-only disk", 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; the small disk is tried instead")
def test_a_folder_that_may_only_be_read__is_refused_in_one_line(
    tmp_path: Path, life: Life, count: Count
) -> None:
    stage = life(tmp_path / "state")
    stage.ledger.close()
    stage.folder.chmod(0o500)
    (stage.folder / "main.sqlite3").chmod(0o400)
    with pytest.raises(OperatorError, match="ledger"):
        SqliteLedger.open(stage.folder / "main.sqlite3", stage.practice.owner)
    stage.folder.chmod(0o700)
    count("read-only disk", 1)


def no_room(line: Line, unit: Unit) -> bool:
    """From this line on no file can grow, in what a SQLite sees the same as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    return passed(line, unit)


@pytest.mark.dovecot
@pytest.mark.timeout(0)
@pytest.mark.parametrize("scene", range(len(SCENES)))
def test_no_room_from_any_line_on__changes_nothing_in_the_end(
    dovecot: Dovecot, theatre: Theatre, scene: int, count: Count
) -> None:
    tried = theatre.scenes[scene].units[scene % EVERY :: EVERY]
    wrong = []
    for unit in tried:
        player, once = theatre.before(scene), Once(Kind(no_room, any_unit), unit.number)
        before = store_of(player.maildir)
        with files_as_long_as_before():
            theatre.befall(player, scene, once, alone=False)
        # What the ledger names can be read again only now.
        assert not trespasses(before, store_of(player.maildir), player.database)
        if said := theatre.recovered(player, scene):
            wrong.append(f"no room in scene {scene} at {once.met or unit.number}:\n{said}")
    assert not wrong, "\n\n".join(wrong[:10])
    count("no room from a line on", len(tried))
