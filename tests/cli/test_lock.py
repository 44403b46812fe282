"""One writer a state folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ghostd.adapters.lock import StateLock, holder
from ghostd.errors import OperatorError


def test_a_held_folder__names_its_holder(tmp_path: Path) -> None:
    assert holder(tmp_path) is None
    with StateLock(tmp_path / "state"):
        assert holder(tmp_path / "state") == os.getpid()
        with pytest.raises(OperatorError, match=rf"\(process {os.getpid()}\); stop it first"):
            StateLock(tmp_path / "state").acquire()
        with pytest.raises(OperatorError, match=rf"\(process {os.getpid()}\); it does that by itself\Z"):
            StateLock(tmp_path / "state", "it does that by itself").acquire()
    assert holder(tmp_path / "state") is None
    with StateLock(tmp_path / "state"):
        pass


def test_a_left_over_lock_file__holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "ghostd.lock").write_text("99999\n")
    assert holder(tmp_path) is None
    with StateLock(tmp_path):
        assert (tmp_path / "ghostd.lock").read_text() == f"{os.getpid()}\n"


def test_a_folder_that_cannot_be_made__is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OperatorError, match="state folder"):
        StateLock(tmp_path / "file" / "state").acquire()
