"""A disk that is full, or may not be written: nothing is done to the mailbox that cannot be written down
first, and when there is room again everything goes on as if nothing had been."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ghostd.adapters.lock import StateLock
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.errors import OperatorError, Unavailable
from tests.faults.conftest import Count
from tests.stage import Stage, at

START = at("2026-03-02 08:00")
LOOKS = ("2026-03-02 11:00", "2026-03-04 10:00", "2026-03-05 10:00", "2026-03-06 10:00")
"""At the last of them the draft is written."""

BLOCK = 4096


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


def life(folder: Path) -> Stage:
    stage = Stage.built(folder, START)
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
        "drafts": [stage.ledger.drafts(case) for case in cases],
        "entries": [[(e.at, e.event, e.step) for e in stage.ledger.entries(case)] for case in cases],
        "intents": stage.ledger.intents(),
    }


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
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
    small_disk: Path, unharmed: dict[str, Any], look: int, count: Count
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
def files_no_longer_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_may_not_grow__is_waited_out_and_nothing_is_lost(
    tmp_path: Path, unharmed: dict[str, Any], count: Count
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
    small_disk: Path, unharmed: dict[str, Any]
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


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; the small disk is tried instead")
def test_a_folder_that_may_only_be_read__is_refused_in_one_line(tmp_path: Path) -> None:
    stage = life(tmp_path / "state")
    stage.ledger.close()
    stage.folder.chmod(0o500)
    (stage.folder / "main.sqlite3").chmod(0o400)
    with pytest.raises(OperatorError, match="ledger"):
        SqliteLedger.open(stage.folder / "main.sqlite3", stage.practice.owner)
    stage.folder.chmod(0o700)
