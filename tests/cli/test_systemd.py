"""What systemd is told, and what it thinks of the units; `make test-systemd` runs them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ghostd.adapters.systemd import Notifier

UNITS = Path(__file__).parents[2] / "systemd"
SYSTEM = ("ghostd.service", "ghostd@.service")
USER = "user/ghostd.service"
MOST_EXPOSED = 15
"""In tenths. timesyncd, a model of a small daemon, has 23."""

WITHOUT = "GHOSTD_WITHOUT_SYSTEMD"


@pytest.fixture
def systemd_analyze() -> None:
    """Without it nothing would be held to the units; that is no success."""
    if shutil.which("systemd-analyze"):
        return
    if os.environ.get(WITHOUT) == "1":
        pytest.skip(f"{WITHOUT}=1, and there is no systemd-analyze")
    missing = "systemd-analyze is not installed (apt-get install systemd)"
    pytest.fail(f"{missing}; or set {WITHOUT}=1 to leave out what needs it", pytrace=False)


def analyzed(*arguments: str, folder: Path) -> tuple[int, str]:
    """The exit code of systemd-analyze, and what it said."""
    ended = subprocess.run(
        ["systemd-analyze", *arguments],
        env=os.environ | {"XDG_RUNTIME_DIR": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.parametrize("abstract", [False, True], ids=["path", "abstract"])
def test_a_notice__is_one_datagram_of_lines(tmp_path: Path, abstract: bool) -> None:
    name = f"@ghostd-test-{tmp_path.name}-{id(tmp_path)}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind("\0" + name[1:] if abstract else name)
        manager.settimeout(10)
        notify = Notifier(name)
        notify(READY="1", STATUS="two\nlines")
        assert manager.recv(4096) == b"READY=1\nSTATUS=two lines"
        notify.reloading()
        assert re.fullmatch(rb"RELOADING=1\nMONOTONIC_USEC=\d+", manager.recv(4096))


@pytest.mark.parametrize("address", ["", "relative", "/nowhere/at/all", "@nobody-listens-here"])
def test_nobody_listening__is_no_error(address: str) -> None:
    Notifier(address)(READY="1")


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({}, 0.0),
        ({"WATCHDOG_USEC": "2000000"}, 2.0),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "7"}, 2.0),
        ({"WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "8"}, 0.0),
        ({"WATCHDOG_USEC": "soon"}, 0.0),
    ],
    ids=["none", "ours", "named", "for_another_process", "nonsense"],
)
def test_watchdog(environment: dict[str, str], seconds: float) -> None:
    assert Notifier.from_environment(environment, 7).watchdog == seconds


@pytest.mark.usefixtures("systemd_analyze")
@pytest.mark.parametrize("name", [*SYSTEM, USER])
def test_the_unit__passes_systemds_own_check(tmp_path: Path, name: str) -> None:
    unit = tmp_path / Path(name).name
    # The program must be there to be verified; here the interpreter stands in for it.
    unit.write_text((UNITS / name).read_text().replace("/usr/local/bin/ghostd", sys.executable))
    manager = "--user" if name == USER else "--system"
    assert analyzed("verify", manager, str(unit), folder=tmp_path) == (0, "")


@pytest.mark.usefixtures("systemd_analyze")
@pytest.mark.parametrize("name", SYSTEM)
def test_the_unit__is_hardened(tmp_path: Path, name: str) -> None:
    asked = ("security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSED}", str(UNITS / name))
    code, said = analyzed(*asked, folder=tmp_path)
    assert code == 0, said
    assert "Overall exposure level" in said


@pytest.mark.parametrize("name", [*SYSTEM, USER])
def test_every_unit__starts_reloads_and_restarts_alike(name: str) -> None:
    lines = (UNITS / name).read_text().splitlines()
    for line in (
        "Type=notify",
        "ExecReload=/bin/sh -c 'kill -HUP $MAINPID'",
        "Restart=on-failure",
        "RestartPreventExitStatus=77 78",
        "WatchdogSec=120",
        "LimitCORE=0",
        "NoNewPrivileges=yes",
    ):
        assert lines.count(line) == 1, line


def test_an_instance__differs_only_in_what_is_its_own() -> None:
    one, many = ((UNITS / name).read_text().splitlines() for name in SYSTEM)
    plain = {line for line in one if line and not line.startswith("#")}
    template = {line for line in many if line and not line.startswith("#")}
    assert all("%i" in line or "%S" in line for line in template - plain)
    assert {line.partition("=")[0] for line in plain - template} == {
        "Description", "ExecStart", "LoadCredential", "StateDirectory",
    }  # fmt: skip
