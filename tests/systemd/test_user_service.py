"""`ghostd install-service --user`: a service without root, under the service manager of an ordinary user."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from machine import Machine, eventually
from service import CONFIG, PASSWORD, WATCHING

NAME = "marta"
HOME = f"/home/{NAME}"
FOLDER = f"{HOME}/.config/ghostd"


@pytest.fixture
def marta(machine: Machine) -> Iterator[Machine]:
    """A user with a service manager of her own, as one has who is logged in or lingers."""
    machine.run("useradd", "--create-home", NAME)
    uid = machine.run("id", "-u", NAME).strip()
    machine.run("systemctl", "start", f"user@{uid}.service")
    yield machine
    machine.run("systemctl", "stop", f"user@{uid}.service")
    machine.run("userdel", "--force", "--remove", NAME, code=None)


def as_marta(machine: Machine, *command: str, code: int | None = 0) -> str:
    uid = machine.run("id", "-u", NAME).strip()
    hers = ["env", f"HOME={HOME}", f"XDG_RUNTIME_DIR=/run/user/{uid}"]
    return machine.run("runuser", "-u", NAME, "--", *hers, *command, code=code)


def test_it_runs_without_root__and_is_confined_as_far_as_that_goes(marta: Machine) -> None:
    config = CONFIG.format(user=NAME, state=f"{HOME}/.local/state/ghostd")
    marta.write(f"{FOLDER}/config.yaml", config.replace("{credential: imap-password}", "{file: password}"))
    marta.write(f"{FOLDER}/password", PASSWORD + "\n", 0o600)
    marta.run("chown", "-R", f"{NAME}:{NAME}", f"{HOME}/.config")

    assert "systemctl --user enable --now ghostd" in as_marta(
        marta, "ghostd", "install-service", "--user", "--write"
    )
    as_marta(marta, "systemctl", "--user", "daemon-reload")
    as_marta(marta, "systemctl", "--user", "enable", "--now", "ghostd")

    def shown(name: str) -> str:
        return as_marta(
            marta, "systemctl", "--user", "show", "--value", f"--property={name}", "ghostd"
        ).strip()

    eventually(lambda: shown("StatusText").startswith(WATCHING), lambda: shown("StatusText"))
    status = marta.run("cat", f"/proc/{shown('MainPID')}/status").split()
    assert status[status.index("NoNewPrivs:") + 1] == "1"
    assert status[status.index("Seccomp:") + 1] == "2"
    as_marta(marta, "systemctl", "--user", "reload", "ghostd")
    assert "main" in as_marta(marta, "ghostd", "status", "--json")
    as_marta(marta, "systemctl", "--user", "stop", "ghostd")
    assert (shown("Result"), shown("ExecMainStatus")) == ("success", "0")
