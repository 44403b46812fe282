"""`ghostd install-service`: what is printed, what is written and where, and what is left alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SYSTEM = {
    "usr/lib/systemd/system/ghostd.service",
    "usr/lib/systemd/system/ghostd@.service",
    "usr/lib/sysusers.d/ghostd.conf",
    "usr/lib/tmpfiles.d/ghostd.conf",
}
PROGRAM = "/opt/ghostd/bin/ghostd"


def install_service(
    home: Path, *arguments: str, code: int = 0, starts: str = PROGRAM
) -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        [sys.executable, "-m", "ghostd", "install-service", "--program", starts, *arguments],
        env={"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)},
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


def test_user__writes_into_the_users_own_folder_and_says_what_to_type(tmp_path: Path) -> None:
    said = install_service(tmp_path, "--user", "--write").stdout
    unit = tmp_path / ".config/systemd/user/ghostd.service"
    assert f"ExecStart={PROGRAM} run --config %h/.config/ghostd/config.yaml" in unit.read_text()
    for command in (
        "systemctl --user daemon-reload",
        "systemctl --user enable --now ghostd",
        "journalctl --user",
    ):
        assert command in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_without_root__one_line_says_what_to_do() -> None:
    # All is imported by the first run: somebody else may not be let into the folder of this Python.
    refused = (
        "import os\n"
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
    said = install_service(tmp_path, "--write", starts="/home/ana/venv/bin/ghostd", code=1).stderr
    assert "/home/ana/venv/bin/ghostd" in said
    assert "/opt/ghostd" in said
    assert said.count("\n") == 1
    # One's own service does see it.
    install_service(tmp_path, "--write", "--user", starts="/home/ana/venv/bin/ghostd")


def test_a_path_that_systemd_would_read_otherwise__is_refused(tmp_path: Path) -> None:
    assert "ln -s" in install_service(tmp_path, starts="/opt/100% mine/ghostd", code=1).stderr
