"""`ghostd check` finds what `run` will refuse of a password, and tells none."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

CANARY = "hunter2-canary"
ACCOUNT = """\
  - name: {name}
    host: imap.example.com
    user: {name}
    password: {password}
    owner: {{name: Ana, addresses: [{name}@example.com]}}
"""
CLIENTS = """\
clients:
  - {name: Acme, addresses: [bob@acme.example], contact: Bob, accounts: [a0]}
"""


def check(folder: Path, passwords: list[str], code: int, **environ: str) -> str:
    """What is said of as many accounts, a0, a1 and so on."""
    path = folder / "config.yaml"
    accounts = [ACCOUNT.format(name=f"a{n}", password=password) for n, password in enumerate(passwords)]
    path.write_text("state: state\naccounts:\n" + "".join(accounts) + CLIENTS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ghostd", "--config", str(path), "check"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)} | environ,
        cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert CANARY not in said
    assert not (folder / "state").exists()
    return said


def kept(folder: Path, name: str, content: bytes = CANARY.encode(), mode: int = 0o600) -> str:
    (folder / name).write_bytes(content)
    (folder / name).chmod(mode)
    return f"{{file: {name}}}"


def test_files_that_run_would_refuse__are_refused_all_at_once(tmp_path: Path) -> None:
    files = [
        kept(tmp_path, "open", mode=0o644),
        kept(tmp_path, "empty", b""),
        kept(tmp_path, "binary", CANARY.encode() + b"\xff"),
        f"{{file: {CANARY}}}",
        kept(tmp_path, "well"),
    ]
    said = check(tmp_path, files, 78)
    for line in (
        f"account a0: the password file {tmp_path}/open is open to other users; run: chmod 600 {tmp_path}/",
        f"account a1: the password cannot be read: the password file {tmp_path}/empty is empty",
        "account a2: the password cannot be read: it is not UTF-8",
        f"account a3: the password file cannot be read: No such file or directory (looked for in {tmp_path})",
    ):
        assert line in said
    assert said.count("\n") == 4


def test_a_password_that_can_be_read__is_no_remark(tmp_path: Path) -> None:
    file = kept(tmp_path, "pw")
    command = f"{{command: cat {shlex.quote(str(tmp_path / 'pw'))}}}"
    said = check(tmp_path, [file, "{env: IMAP_PASSWORD}", command], 0, IMAP_PASSWORD=CANARY)
    assert "Note: " not in said


def test_what_only_this_shell_may_lack__is_a_remark(tmp_path: Path) -> None:
    """The service has its own variables and credentials. Some write the password where its name belongs."""
    word = CANARY.replace("-", "_")
    names = ["env: IMAP_PASSWORD", "command: 'false'", "keyring: a/b", f"env: {word}", f"credential: {word}"]
    said = check(tmp_path, [f"{{{name}}}" for name in names], 0)
    assert said.count("as this user, in this shell, ") == len(names)
    assert "variable IMAP_PASSWORD is not set" in said
    assert word not in said
