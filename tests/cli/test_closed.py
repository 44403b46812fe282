"""What a command says where it may not look: one line that says as whom to ask, and no fault of ghostd's."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path

import pytest
from office import Office

from ghostd.cli.closed import closed, entered, unreadable

WITHOUT_POWERS = (
    ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
    if os.geteuid() == 0
    else []
)
"""Even root is then kept out by a mode."""

NOBODY = 65534
COMMANDS = (
    ("status",),
    ("show", "acme"),
    ("report",),
    ("plan",),
    ("once",),
    ("run",),
    ("pause", "acme"),
    ("replay",),
    ("forget", "acme"),
)
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to others")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """With its configuration in the usual place of its owner."""
    folder = tmp_path / "home" / ".config" / "ghostd"
    folder.mkdir(parents=True)
    return Office(folder).furnish()


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The folder in which commands are typed."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def asked(office: Office, here: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        [*WITHOUT_POWERS, sys.executable, "-m", "ghostd", *arguments],
        env=office.surroundings() | {"HOME": str(office.folder.parents[1])},
        cwd=here,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == code, ended.stdout + ended.stderr
    return ended


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_a_state_folder_that_is_closed_to_you__is_said_in_one_line(
    office: Office, here: Path, arguments: tuple[str, ...]
) -> None:
    office.state.mkdir()
    office.state.chmod(0)
    _, _, said = asked(office, here, *arguments, code=1).stderr.partition(": ")
    assert said == f"{office.state} is closed to you, and it is yours; run: chmod u+rwX {office.state}\n"


def test_check__needs_no_state(office: Office, here: Path) -> None:
    office.state.mkdir()
    office.state.chmod(0)
    assert asked(office, here, "check").stdout.startswith(f"{office.config} is well: 1 account")


@pytest.mark.parametrize("arguments", [("status",), ("playbook", "list"), ("check",)], ids=" ".join)
def test_a_configuration_that_is_closed_to_you__is_said_in_one_line(
    office: Office, here: Path, arguments: tuple[str, ...]
) -> None:
    office.folder.chmod(0)
    said = asked(office, here, *arguments, code=78).stderr
    assert said == (
        f"ghostd: {office.folder} is closed to you, and it is yours; run: chmod u+rwX {office.folder}\n"
    )
    assert said == asked(office, here, "--config", str(office.config), *arguments, code=78).stderr


@as_root
@pytest.mark.parametrize("mode", [0o700, 0o750])
def test_a_folder_of_anothers__hides_no_other_configuration(office: Office, here: Path, mode: int) -> None:
    os.chown(here, NOBODY, NOBODY)
    here.chmod(mode)
    assert "Acme" in asked(office, here, "status").stdout


def test_an_unreadable_file_where_you_happen_to_be__is_passed_over(office: Office, here: Path) -> None:
    (here / "config.yaml").write_text("not yours to read")
    (here / "config.yaml").chmod(0)
    assert "Acme" in asked(office, here, "status").stdout


def test_of_two_configurations__it_is_said_which_is_used(office: Office, here: Path) -> None:
    assert asked(office, here, "status").stderr == ""
    (here / "config.yaml").write_text(office.config.read_text().replace("Acme", "Bolt"))
    ended = asked(office, here, "status", "--json")
    assert '"Bolt"' in ended.stdout
    assert ended.stderr == f"Note: the config.yaml in this folder is used, and not {office.config}\n"


@as_root
def test_a_strangers_configuration_where_you_happen_to_be__is_not_used(office: Office, here: Path) -> None:
    theirs = here / "config.yaml"
    theirs.write_text(office.config.read_text().replace("Acme", "Bolt"))
    os.chown(theirs, NOBODY, NOBODY)
    ended = asked(office, here, "status")
    assert "Acme" in ended.stdout
    assert ended.stderr.startswith("Note: the config.yaml in this folder is nobody's, and not used; ")
    assert "Bolt" in asked(office, here, "--config", "config.yaml", "status").stdout


@as_root
@pytest.mark.parametrize(
    ("owner", "group", "mode"), [(NOBODY, NOBODY, 0o700), (0, 3, 0o750)], ids=["its owner", "its group"]
)
def test_whoever_may_look__is_named_with_the_command_to_type(
    tmp_path: Path, owner: int, group: int, mode: int
) -> None:
    """Group 3 is `sys`, of which there is a user, too: so it is with root's /etc/ghostd and ghostd."""
    folder = tmp_path / "etc"
    folder.mkdir()
    os.chown(folder, owner, group)
    folder.chmod(mode)
    name = pwd.getpwuid(owner or group).pw_name
    assert f"ask as {name}: sudo -u {name} ghostd" in closed(folder)


@pytest.mark.parametrize("shut", ["mine/en/are-you-ok.txt.j2", "mine/en", "mine", ""])
def test_words_of_yours_that_cannot_be_read__are_not_replaced_by_ours(
    office: Office, here: Path, tmp_path: Path, shut: str
) -> None:
    words = tmp_path / "words" / "mine" / "en" / "are-you-ok.txt.j2"
    words.parent.mkdir(parents=True)
    words.write_text("How are you?\n")
    office.config.write_text(f"{office.config.read_text()}templates: {tmp_path / 'words' / 'mine'}\n")
    (tmp_path / "words" / shut).chmod(0)
    for command in ("check", "once", "run"):
        said = asked(office, here, command, code=78).stderr
        assert ("closed to you" if not shut else "cannot be read by this user") in said


def test_what_is_not_there__is_not_called_closed(tmp_path: Path) -> None:
    assert entered(tmp_path / "none") == tmp_path / "none"
    assert not unreadable(tmp_path / "none")
    assert unreadable(tmp_path) is False
