"""What systemd is told, and what it thinks of the unit."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ghostd.adapters.systemd import Notifier

UNIT = Path(__file__).parents[2] / "systemd" / "ghostd.service"
MOST_EXPOSED = 2.0
"""timesyncd, a model of a small daemon, has 2.3."""

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")


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


@needs_systemd
def test_the_unit__passes_systemds_own_check(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    text = UNIT.read_text()
    assert "/usr/local/bin/ghostd run" in text
    # The program must be there to be verified; here the interpreter stands in for it.
    unit.write_text(text.replace("/usr/local/bin/ghostd", sys.executable))
    checked = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


@needs_systemd
def test_the_unit__is_hardened() -> None:
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", judged.stdout)
    assert found
    assert float(found[1]) <= MOST_EXPOSED


@pytest.mark.parametrize(
    "line",
    [
        "Type=notify",
        "DynamicUser=yes",
        "StateDirectory=ghostd",
        "ExecReload=/bin/kill -HUP $MAINPID",
        "Restart=on-failure",
        "RestartPreventExitStatus=77 78",
        "WatchdogSec=120",
    ],
)
def test_the_unit__says(line: str) -> None:
    assert line in UNIT.read_text().splitlines()
