"""Where a password comes from, and what is said when it does not come; never the password."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from ghostd.config.schema import PasswordSource
from ghostd.config.secrets import read_password
from ghostd.errors import OperatorError

CANARY = r"""Xq7\hunter2 "quoted' ñ€漢"""
"""With all that some way of writing it down would change."""


def source(**where: str) -> PasswordSource:
    return PasswordSource.model_validate(where)


def python(code: str) -> PasswordSource:
    return source(command=shlex.join([sys.executable, "-c", code]))


def refused(wanted: PasswordSource, environ: dict[str, str] | None = None, patience: float = 20) -> str:
    with pytest.raises(OperatorError) as caught:
        read_password(wanted, environ or {}, patience)
    assert CANARY not in str(caught.value)
    given = next(str(where) for where in wanted.model_dump().values() if where)
    assert given not in str(caught.value) or given == "P" or Path(given).exists()
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return str(caught.value)


def kept(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    path = folder / "password"
    path.write_bytes(content)
    path.chmod(mode)
    return path


def test_env__whole_value() -> None:
    assert read_password(source(env="P"), {"P": f" {CANARY} "}) == f" {CANARY} "


def test_env_not_set__names_the_variable() -> None:
    assert "environment variable P is not set" in refused(source(env="P"))


@pytest.mark.parametrize("name", ["hunter2", "Imap_password", "_x", "P4ssw0rd"])
def test_env_that_may_be_the_password_itself__is_not_named(name: str) -> None:
    assert "the variable named under password.env (not shown" in refused(source(env=name))
    assert "is empty" in refused(source(env=name), {name: ""})


def test_env_empty__refused() -> None:
    assert "is empty" in refused(source(env="P"), {"P": ""})


def test_env_with_line_end__refused() -> None:
    assert "line ends" in refused(source(env="P"), {"P": f"{CANARY}\r\nA1 LOGOUT"})


@pytest.mark.parametrize("content", [CANARY, f"{CANARY}\n", f"{CANARY}\r\n", f"{CANARY}\nlogin: ana\n"])
def test_file__first_line(tmp_path: Path, content: str) -> None:
    assert read_password(source(file=str(kept(tmp_path, content.encode()))), {}) == CANARY


def test_file_read_only__is_private_enough(tmp_path: Path) -> None:
    assert read_password(source(file=str(kept(tmp_path, CANARY.encode(), 0o400))), {}) == CANARY


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o610, 0o666])
def test_file_open_to_others__says_chmod_600(tmp_path: Path, mode: int) -> None:
    path = kept(tmp_path, CANARY.encode(), mode)
    assert "chmod 600" in refused(source(file=str(path)))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_file_of_somebody_else__says_chown(tmp_path: Path) -> None:
    path = kept(tmp_path, CANARY.encode())
    os.chown(path, 65534, 65534)
    assert "chown" in refused(source(file=str(path)))


@pytest.mark.parametrize("name", ["hunter2", "hunter2/x", "x" * 5000])
def test_file_missing__says_where_it_was_looked_for(tmp_path: Path, name: str) -> None:
    text = refused(source(file=str(tmp_path / name)))
    assert f"looked for in {tmp_path}"[:60] in text
    assert name not in text


def test_file_empty__refused(tmp_path: Path) -> None:
    assert "is empty" in refused(source(file=str(kept(tmp_path, b"\n"))))


def test_file_not_utf_8__refused(tmp_path: Path) -> None:
    assert "not UTF-8" in refused(source(file=str(kept(tmp_path, CANARY.encode() + b"\xff"))))


def test_named_pipe__does_not_stop_us(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert "not a plain file" in refused(source(file=str(tmp_path / "pipe")))


def test_credential__from_systemds_folder(tmp_path: Path) -> None:
    kept(tmp_path, CANARY.encode(), 0o440)
    assert read_password(source(credential="password"), {"CREDENTIALS_DIRECTORY": str(tmp_path)}) == CANARY


def test_credential_without_systemd__says_how() -> None:
    assert "LoadCredential=NAME:PATH" in refused(source(credential="main"))


def test_credential_missing__says_which_there_are(tmp_path: Path) -> None:
    kept(tmp_path, b"x")
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert "those that systemd gave (password); add" in refused(source(credential="main"), environ)
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path / "none")}
    assert "systemd gave (none); add" in refused(source(credential="main"), environ)


def test_command__first_line() -> None:
    assert read_password(python(f"print({CANARY!r}); print('login: ana')"), {}) == CANARY


def test_command__no_shell_reads_it() -> None:
    assert read_password(source(command="echo '$HOME;' | tee /nowhere"), {}) == "$HOME; | tee /nowhere"


def test_command_that_fails__says_its_status_and_no_output() -> None:
    text = refused(python(f"import sys; print({CANARY!r}); print({CANARY!r}, file=sys.stderr); sys.exit(3)"))
    assert "ended with status 3" in text


def test_command_that_does_not_end__is_ended() -> None:
    assert "did not end within 0.2 seconds" in refused(python("import time; time.sleep(60)"), patience=0.2)


def test_command_that_is_not_there__refused() -> None:
    assert "cannot be started: No such file" in refused(source(command="/nowhere/pass show mail"))


@pytest.mark.parametrize("command", ["echo 'open", "''"])
def test_command_that_is_no_command_line__refused(command: str) -> None:
    assert "password command cannot be" in refused(source(command=command))


def test_command_that_says_nothing__refused() -> None:
    assert "is empty" in refused(python("pass"))


KEYRING = """
class NoKeyringError(RuntimeError): ...

def get_password(service, user):
    if service == "locked":
        raise NoKeyringError("no backend for " + {canary!r})
    return {{("ghostd", "ana"): {canary!r}}}.get((service, user))
"""
ASK = """
from ghostd.config.schema import PasswordSource
from ghostd.config.secrets import read_password
from ghostd.errors import OperatorError
try:
    print(read_password(PasswordSource(keyring={entry!r})))
except OperatorError as error:
    print("refused:", error)
"""


def from_keyring(folder: Path, entry: str, installed: bool = True) -> str:
    """What another Python says, which has a keyring of ours, or none."""
    shelf = folder / "shelf"
    shelf.mkdir()
    told = KEYRING.format(canary=CANARY) if installed else "raise ModuleNotFoundError('keyring')"
    (shelf / "keyring.py").write_text(told, encoding="utf-8")
    root = str(Path(__file__).parents[2])
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join((str(shelf), root)), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(entry=entry)],
        env=environ, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_keyring__the_entry_of_service_and_user(tmp_path: Path) -> None:
    assert from_keyring(tmp_path, "ghostd/ana") == CANARY


@pytest.mark.parametrize(
    ("entry", "installed", "words"),
    [
        ("ghostd/ana", False, "pip install 'ghostd[keyring]'"),
        ("ghostd/bob", True, "keyring set SERVICE USER"),
        ("locked/ana", True, "cannot be read (NoKeyringError)"),
    ],
    ids=["not_installed", "no_entry", "locked"],
)
def test_keyring_without_a_password__says_what_to_do(
    tmp_path: Path, entry: str, installed: bool, words: str
) -> None:
    said = from_keyring(tmp_path, entry, installed)
    assert said.startswith("refused:")
    assert words in said
    assert CANARY not in said


@pytest.mark.parametrize("entry", ["ghostd", "/ana", "ghostd/", " / "])
def test_keyring_entry_without_service_or_user__refused(entry: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        source(keyring=entry)
