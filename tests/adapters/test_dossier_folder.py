"""The dossier's folder: whole or not at all, closed to others, and never over what is there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ghostd.adapters.dossier_folder import DossierFolder
from ghostd.core.dossier.page import Page
from ghostd.errors import OperatorError

PAGE = Page("en", "Dossier", "Acme", "Everything.", (), ())
LETTER = "messages/0001-2026-05-04-from-client.eml"


def write(folder: Path, name: str = LETTER, content: bytes = b"one\r\n") -> str:
    with DossierFolder(folder) as made:
        made.keep(name, content)
        return made.finish(PAGE)


def test_a_finished_folder__holds_everything_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    digest = write(folder)
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert files == ["SHA256SUMS", "SHA256SUMS.sha256", "index.html", "index.md", LETTER]
    assert (folder / LETTER).read_bytes() == b"one\r\n"
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (folder, folder / "messages")} == {0o700}
    assert [path.name for path in tmp_path.iterdir()] == ["acme"]
    for sums in ("SHA256SUMS", "SHA256SUMS.sha256"):
        subprocess.run(["sha256sum", "--strict", "-c", sums], cwd=folder, check=True, capture_output=True)
    assert (folder / "SHA256SUMS.sha256").read_text() == f"{digest}  SHA256SUMS\n"


def test_an_empty_folder__is_taken_and_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    folder.mkdir(mode=0o755)
    write(folder)
    assert (folder / "index.html").is_file()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_is_there__is_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    write(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(OperatorError, match="not empty"):
        write(folder, content=b"other")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["acme"]


def test_what_came_into_the_folder_meanwhile__is_left_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "acme"
    with pytest.raises(OperatorError, match="acme"), DossierFolder(folder) as made:
        folder.mkdir()
        (folder / "mine").write_text("mine")
        made.finish(PAGE)
    assert [path.name for path in tmp_path.rglob("*")] == ["acme", "mine"]


def test_a_fault_on_the_way__leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), DossierFolder(tmp_path / "acme") as made:
        made.keep(LETTER, b"one")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left__is_not_touched_and_named(tmp_path: Path) -> None:
    (tmp_path / "acme.part").mkdir()
    with pytest.raises(OperatorError, match=r"acme\.part is there"):
        write(tmp_path / "acme")
    assert [path.name for path in tmp_path.iterdir()] == ["acme.part"]


def test_a_name_that_was_taken__is_an_error_and_no_second_content(tmp_path: Path) -> None:
    with pytest.raises(OperatorError), DossierFolder(tmp_path / "acme") as made:
        made.keep(LETTER, b"one")
        made.keep(LETTER, b"two")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["file", "link", "dangling"])
def test_what_is_no_folder__is_refused(tmp_path: Path, what: str) -> None:
    path = tmp_path / "acme"
    if what == "file":
        path.write_text("mine")
    else:
        path.symlink_to(tmp_path if what == "link" else tmp_path / "nowhere")
    with pytest.raises(OperatorError, match="no folder"):
        write(path)
    assert [path.name for path in tmp_path.iterdir()] == ["acme"]


def test_a_folder_in_no_folder__is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(OperatorError) as caught:
        write(tmp_path / "no" / "acme")
    assert "\n" not in str(caught.value)
    assert "No such file or directory" in str(caught.value)


def test_the_place_one_stands_in__is_refused(tmp_path: Path) -> None:
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        with pytest.raises(OperatorError, match="name a new folder"):
            write(Path())
    finally:
        os.chdir(before)
