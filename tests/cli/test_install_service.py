"""`ghostd install-service`: what is printed, what is written and where, and what is left alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from ghostd.cli.install_service import Placed, stage, swap

SYSTEM = {
    "usr/lib/systemd/system/ghostd.service",
    "usr/lib/systemd/system/ghostd@.service",
    "usr/lib/sysusers.d/ghostd.conf",
    "usr/lib/tmpfiles.d/ghostd.conf",
}
PROGRAM = "/opt/ghostd/bin/ghostd"
THERE = "/bin/sh"
"""A program that is there, on every machine."""


def install_service(
    home: Path, *arguments: str, code: int = 0, starts: str = PROGRAM, **environ: str
) -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        [sys.executable, "-m", "ghostd", "install-service", "--program", starts, *arguments],
        env={"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
        | environ,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == code, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    return ended


def files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir()}


def test_without_write__the_units_are_printed_and_nothing_is_touched(tmp_path: Path) -> None:
    said = install_service(tmp_path)
    assert f"ExecStart={PROGRAM} run --config /etc/ghostd/config.yaml" in said.stdout
    assert f"ExecStart={PROGRAM} run --config /etc/ghostd/%i.yaml" in said.stdout
    assert "# /etc/systemd/system/ghostd.service\n" in said.stdout
    assert "Nothing was written" in said.stderr
    assert files(tmp_path) == set()


def test_root__takes_the_files_as_a_package_has_them(tmp_path: Path) -> None:
    said = install_service(tmp_path, "--write", "--root", "tree")
    assert files(tmp_path / "tree") == SYSTEM
    assert said.stdout.count("written ") == len(SYSTEM)
    assert install_service(tmp_path, "--write", "--root", "tree").stdout.count("unchanged ") == len(SYSTEM)
    for path in SYSTEM:
        assert (tmp_path / "tree" / path).stat().st_mode & 0o777 == 0o644


@pytest.fixture
def closed_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def folder_modes(root: Path) -> set[str]:
    return {oct(path.stat().st_mode & 0o777) for path in (root, *root.rglob("*")) if path.is_dir()}


def test_a_package_can_be_read_by_all__whatever_the_umask(tmp_path: Path, closed_umask: None) -> None:
    install_service(tmp_path, "--write", "--root", "tree")
    assert folder_modes(tmp_path / "tree") == {"0o755"}
    install_service(tmp_path, "--write", "--user", "--root", "own")
    assert folder_modes(tmp_path / "own") == {"0o755"}


def test_a_users_own_folders__are_as_closed_as_the_umask_says(tmp_path: Path, closed_umask: None) -> None:
    install_service(tmp_path, "--write", "--user", starts=THERE)
    assert folder_modes(tmp_path / ".config") == {"0o700"}


def test_a_unit_that_was_closed__is_for_all_to_read_again(tmp_path: Path) -> None:
    install_service(tmp_path, "--write", "--root", "tree")
    unit = tmp_path / "tree/usr/lib/systemd/system/ghostd.service"
    unit.chmod(0o600)
    said = install_service(tmp_path, "--write", "--root", "tree").stdout
    assert re.search(r"^written +\S+/ghostd\.service$", said, re.MULTILINE)
    assert said.count("unchanged ") == len(SYSTEM) - 1
    assert unit.stat().st_mode & 0o777 == 0o644
    assert files(tmp_path / "tree") == SYSTEM


@pytest.mark.parametrize("kind", ["changed", "masked"])
def test_a_file_that_somebody_changed__is_left_alone_and_so_are_the_others(tmp_path: Path, kind: str) -> None:
    unit = tmp_path / "tree/usr/lib/systemd/system/ghostd@.service"
    unit.parent.mkdir(parents=True)
    if kind == "changed":
        unit.write_text("[Service]\n")
    else:
        unit.symlink_to("/dev/null")
    said = install_service(tmp_path, "--write", "--root", "tree", code=1).stderr
    assert "ghostd@.service was changed" in said
    assert "--force" in said
    assert said.count("\n") == 1
    assert files(tmp_path / "tree") == {"usr/lib/systemd/system/ghostd@.service"}
    install_service(tmp_path, "--write", "--root", "tree", "--force")
    assert "ExecStart" in unit.read_text()
    assert not unit.is_symlink()


@pytest.mark.parametrize("way", [(), ("--force",)], ids=["plain", "forced"])
@pytest.mark.parametrize("obstacle", ["file_for_a_folder", "folder_for_a_file", "folder_of_the_last"])
def test_something_is_in_the_way__nothing_is_written(
    tmp_path: Path, obstacle: str, way: tuple[str, ...]
) -> None:
    """The last of the four cannot be written: the three before are as they were, or not there."""
    tree = tmp_path / "tree/usr/lib"
    (tree / "systemd/system").mkdir(parents=True)
    if obstacle == "file_for_a_folder":
        (tree / "sysusers.d").write_text("")
    elif obstacle == "folder_for_a_file":
        (tree / "tmpfiles.d/ghostd.conf").mkdir(parents=True)
    else:
        (tree / "tmpfiles.d").symlink_to("nowhere")
    if way:
        (tree / "systemd/system/ghostd.service").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    said = install_service(tmp_path, "--write", "--root", "tree", *way, code=1).stderr
    assert "Nothing was written" in said
    assert said.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before
    if way:
        assert (tree / "systemd/system/ghostd.service").read_text() == "mine"


def test_the_last_cannot_be_put_into_its_place__the_others_are_as_they_were(tmp_path: Path) -> None:
    """Found out only when the first are in place already: a file changed, a link and one that is new."""
    (tmp_path / "changed").write_text("mine")
    (tmp_path / "masked").symlink_to("/dev/null")
    (tmp_path / "late").mkdir()
    files = [Placed(tmp_path / name, "ours") for name in ("changed", "masked", "new", "late")]
    before = sorted(tmp_path.rglob("*"))
    with ExitStack() as undoing:
        staged = [stage(file, undoing) for file in files]
        for file, prepared in zip(files[:3], staged, strict=False):
            swap(prepared, file.path, undoing)
            assert file.there
        with pytest.raises(OSError, match="late"):
            swap(staged[3], files[3].path, undoing)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "changed").read_text() == "mine"
    assert (tmp_path / "masked").readlink() == Path("/dev/null")


def test_what_a_run_that_was_killed_left_behind__holds_nothing_up(tmp_path: Path) -> None:
    left = tmp_path / "tree/usr/lib/systemd/system/.ghostd.service.new"
    left.mkdir(parents=True)
    install_service(tmp_path, "--write", "--root", "tree")
    unit = left.with_name("ghostd.service")
    unit.write_text("[Service]\n")
    install_service(tmp_path, "--write", "--root", "tree", "--force")
    assert "ExecStart" in unit.read_text()
    assert files(tmp_path / "tree") == SYSTEM
    left.rmdir()


def test_user__writes_into_the_users_own_folder_and_says_what_to_type(tmp_path: Path) -> None:
    said = install_service(tmp_path, "--user", "--write", starts=THERE).stdout
    unit = tmp_path / ".config/systemd/user/ghostd.service"
    # %E is ~/.config, or what XDG_CONFIG_HOME says, as it is for the place of the unit.
    assert f"ExecStart={THERE} run --config %E/ghostd/config.yaml" in unit.read_text()
    for command in (
        "nano ~/.config/ghostd/password",
        "systemctl --user daemon-reload",
        "systemctl --user enable --now ghostd",
        "journalctl --user",
    ):
        assert command in said


@pytest.mark.parametrize(("place", "typed"), [("home/a b", "~/'a b'"), ("else", "{}/else")])
def test_user_with_its_configuration_elsewhere__unit_and_words_agree(
    tmp_path: Path, place: str, typed: str
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    folder = tmp_path / place
    said = install_service(home, "--user", "--write", starts=THERE, XDG_CONFIG_HOME=str(folder)).stdout
    assert "--config %E/ghostd" in (folder / "systemd/user/ghostd.service").read_text()
    assert f"nano {typed.format(tmp_path)}/ghostd/password" in said
    assert "~/.config" not in said


def test_a_program_that_is_not_there__is_refused_but_for_a_package(tmp_path: Path) -> None:
    nowhere = "/nonexistent/ghostd"
    said = install_service(tmp_path, "--user", "--write", starts=nowhere, code=1).stderr
    assert f"there is no program {nowhere}" in said
    assert said.count("\n") == 1
    assert files(tmp_path) == set()
    assert f"Note: there is no program {nowhere}" in install_service(tmp_path, starts=nowhere).stderr
    assert "no program" not in install_service(tmp_path, "--write", "--root", "tree", starts=nowhere).stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_without_root__one_line_says_what_to_do() -> None:
    # All is imported before: somebody else may not be let into the folder of this Python.
    refused = (
        "import os\n"
        "import ghostd.cli.journal\n"
        "from ghostd.cli.main import run\n"
        f"asked = ['install-service', '--program', {PROGRAM!r}, '--root', '/']\n"
        "run(asked)\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "print('now', file=__import__('sys').stderr)\n"
        "raise SystemExit(run([*asked, '--write']))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", refused], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert re.search(r"now\nghostd: /usr/lib/\S+ is closed to you; .*sudo.*--user.*\n\Z", ended.stderr)


def test_a_program_that_the_service_would_not_see__is_refused(tmp_path: Path) -> None:
    # PrivateTmp= hides it as ProtectHome= does a home.
    with NamedTemporaryFile(dir="/tmp", prefix="ghostd-") as program:
        Path(program.name).chmod(0o755)
        said = install_service(tmp_path, "--write", starts=program.name, code=1).stderr
        assert f"this ghostd needs {program.name}" in said
        assert "/opt/ghostd" in said
        assert said.count("\n") == 1
        # One's own service does see it.
        install_service(tmp_path, "--write", "--user", starts=program.name)


def test_a_path_that_systemd_would_read_otherwise__is_refused(tmp_path: Path) -> None:
    assert "ln -s" in install_service(tmp_path, starts="/opt/100% mine/ghostd", code=1).stderr
