"""A password is in no output, no file and no process list, whatever fails and whatever the server says."""

from __future__ import annotations

import base64
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ghostd.cli.faults import keep_report
from tests.imap.scripted import HANG_UP, Reply, ScriptedServer

ROOT = Path(__file__).parents[2]
CANARY = "canary-7Qx/long"
SENT = base64.b64encode(f"\0ana\0{CANARY}".encode())
"""The password as AUTHENTICATE PLAIN sends it."""
WORD = CANARY.encode()

CONFIG = """\
state: state
accounts:
  - name: main
    host: 127.0.0.1
    port: {port}
    security: {security}
    user: ana
    password: {password}
    owner: {{name: Ana Pérez, addresses: [ana@example.com]}}
clients:
  - name: Acme
    addresses: [bob@acme.example]
"""

FAILURES: dict[str, dict[str, Reply]] = {
    "none": {},
    "refused_with_the_password_in_the_answer": {
        "LOGIN": b"%s NO [AUTHENTICATIONFAILED] wrong password " + WORD + b"\r\n",
    },
    "refused_for_now_with_the_password_as_sent": {"LOGIN": b"%s NO cannot read " + SENT + b"\r\n"},
    "goodbye_with_the_password": {"LOGIN": [b"* BYE no LOGIN ana " + WORD + b"\r\n", HANG_UP]},
    "bad_with_the_password": {"LOGIN": b"%s BAD unknown command LOGIN ana " + WORD + b"\r\n"},
    "out_of_step_with_the_password": {"LOGIN": b"ZZZ9 OK " + WORD + b"\r\n"},
    "garbage_with_the_password": {"LOGIN": [b"\0\xff{" + WORD + b"}\r\n", HANG_UP]},
    "hangs_up_at_login": {"LOGIN": HANG_UP},
    "hangs_up_after_login": {"LIST": HANG_UP},
    "refuses_the_folders": {"LIST": b"%s NO [UNAVAILABLE] later\r\n"},
    "breaks_off_within_a_folder": {"UID FETCH": HANG_UP, "EXAMINE": HANG_UP},
    "refuses_the_folders_with_the_password": {"LIST": b"%s NO [UNAVAILABLE] session ana/" + WORD + b"\r\n"},
    "refuses_a_folder_with_the_password_as_sent": {"STATUS": b"%s NO [X] " + SENT + b"\r\n"},
    "goodbye_at_a_folder_with_the_password": {
        "STATUS": [b"* BYE ana " + WORD + b"\r\n", HANG_UP],
        "EXAMINE": [b"* BYE ana " + WORD + b"\r\n", HANG_UP],
    },
}

ODD = 'can\\ary" 7Qx'
"""A password with what is quoted in a command."""

ODD_FAILURES: dict[str, Reply] = {
    "quoted": b'%s BAD unknown: LOGIN "ana" "can\\\\ary\\" 7Qx"\r\n',
    "as_it_is": b'%s NO wrong can\\ary" 7Qx\r\n',
    "in_capitals": [b'* BYE WRONG CAN\\ARY" 7QX\r\n', HANG_UP],
    "out_of_step": b'ZZ9 OK "can\\\\ary\\" 7Qx"\r\n',
}


def surroundings(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"HOME": str(folder), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | more


def sources(folder: Path, canary: str = CANARY) -> dict[str, tuple[str, dict[str, str]]]:
    """Every way to give the password: how it is written, and what must be around."""
    secrets = folder / "secrets"
    secrets.mkdir(mode=0o700)
    (secrets / "main").write_text(canary + "\n", encoding="utf-8")
    (secrets / "main").chmod(0o600)
    (secrets / "keyring.py").write_text(f"def get_password(service, user): return {canary!r}\n", "utf-8")
    found = {"PYTHONPATH": os.pathsep.join((str(secrets), str(ROOT)))}
    return {
        "env": ("{env: CANARY}", {"CANARY": canary}),
        "file": ("{file: secrets/main}", {}),
        "command": (f"{{command: cat {shlex.quote(str(secrets / 'main'))}}}", {}),
        "credential": ("{credential: main}", {"CREDENTIALS_DIRECTORY": str(secrets)}),
        "keyring": ("{keyring: ghostd/ana}", found),
    }


@contextmanager
def server(replies: dict[str, Reply]) -> Iterator[ScriptedServer]:
    made = ScriptedServer(replies)
    try:
        yield made
    finally:
        made.stop()


def written(folder: Path, port: int, password: str, security: str = "none") -> Path:
    path = folder / "config.yaml"
    path.write_text(CONFIG.format(port=port, password=password, security=security), encoding="utf-8")
    return path


def said(folder: Path, config: Path, environ: dict[str, str], *arguments: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", "ghostd", "--config", str(config), *arguments],
        env=surroundings(folder, **environ), cwd=folder, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode in (0, 1, 75, 77), done.stderr.decode()
    return done.stdout + done.stderr


def told_in(folder: Path) -> list[str]:
    """The files, but for where the password is kept, in which it stands, plain or as sent."""
    return [p.name for p in kept(folder) if any(word in p.read_bytes() for word in (WORD, SENT))]


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "secrets" not in path.parts]


@pytest.mark.parametrize("kind", ["env", "file", "command", "credential", "keyring"])
def test_no_source_of_a_password_tells_it(tmp_path: Path, kind: str) -> None:
    password, environ = sources(tmp_path)[kind]
    refusal: dict[str, Reply] = {"LOGIN": b"%s NO [AUTHENTICATIONFAILED] wrong\r\n"}
    for replies, command in (({}, "once"), ({}, "plan"), (refusal, "once")):
        with server(replies) as at:
            assert WORD not in said(tmp_path, written(tmp_path, at.port, password), environ, command)
            assert any(WORD in line for line in at.received), "the password was used"
    assert told_in(tmp_path) == []


HARD = {
    "LOGIN": r"""cana\ry 7Q"x' \\""",
    "AUTHENTICATE": r"""cana\ry 7Q"x' ñ€漢""",
}
"""What has to be quoted, and what LOGIN cannot carry at all, by the command that takes it to the server."""


@pytest.mark.parametrize("command", HARD)
@pytest.mark.parametrize("kind", ["env", "file", "command", "credential", "keyring"])
def test_a_password_of_odd_signs_comes_whole_and_is_not_told(tmp_path: Path, kind: str, command: str) -> None:
    canary = HARD[command]
    password, environ = sources(tmp_path, canary)[kind]
    quoted = canary.replace("\\", "\\\\").replace('"', '\\"').encode()
    sent = {"LOGIN": quoted, "AUTHENTICATE": base64.b64encode(f"\0ana\0{canary}".encode())}[command]

    def repeated(line: bytes) -> bytes:
        # What answers a challenge has no tag of its own.
        tag = next(one for one in reversed(made.received) if b" " in one).split()[0]
        return tag + b" NO [AUTHENTICATIONFAILED] you said " + line

    made = ScriptedServer({"LOGIN": repeated, "AUTHENTICATE": b"+ \r\n", "": repeated})
    output = said(tmp_path, written(tmp_path, made.port, password), environ, "once")
    made.stop()
    assert any(sent in line for line in made.received), "the password was used"
    assert b"you said" in output
    for word in (b"cana", b"7Q", "ñ€漢".encode(), sent, canary.encode()):
        assert word not in output
        assert not [path for path in kept(tmp_path) if word in path.read_bytes()]


@pytest.mark.parametrize("failure", FAILURES)
def test_no_failure_tells_the_password(tmp_path: Path, failure: str) -> None:
    password, environ = sources(tmp_path)["file"]
    with server(FAILURES[failure]) as at:
        config = written(tmp_path, at.port, password)
        output = said(tmp_path, config, environ, "once")
    assert WORD not in output
    assert SENT not in output
    assert told_in(tmp_path) == []


@pytest.mark.parametrize("verb", ["LOGIN", "STATUS"])
@pytest.mark.parametrize("failure", ODD_FAILURES)
def test_no_failure_tells_a_password_of_odd_signs(tmp_path: Path, verb: str, failure: str) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "main").write_text(ODD + "\n", encoding="utf-8")
    (secrets / "main").chmod(0o600)
    with server({verb: ODD_FAILURES[failure]}) as at:
        output = said(tmp_path, written(tmp_path, at.port, "{file: secrets/main}"), {}, "once")
        assert any(b'"can\\\\ary\\" 7Qx"' in line for line in at.received), "the password was used"
    kept = [
        path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "secrets" not in path.parts
    ]
    assert not [text for text in (output, *kept) if re.search(rb"(?i)ary\W+7qx", text)]


def test_no_failed_tls_tells_the_password(tmp_path: Path) -> None:
    password, environ = sources(tmp_path)["file"]
    with server({}) as at:
        assert WORD not in said(tmp_path, written(tmp_path, at.port, password, "tls"), environ, "once")
        assert WORD not in said(tmp_path, written(tmp_path, at.port, password, "starttls"), environ, "once")
        assert not any(WORD in line or SENT in line for line in at.received), "it never went in the clear"
    assert told_in(tmp_path) == []


def test_the_password_as_plain_sends_it_is_not_told_either(tmp_path: Path) -> None:
    password, environ = sources(tmp_path)["file"]
    forbidding = b"* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN SASL-IR] ready\r\n"
    capability = b"* CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN SASL-IR\r\n%s OK done\r\n"
    answers: list[Reply] = [b"%s NO bad " + SENT + b"\r\n", [b"* BYE " + SENT + b"\r\n", HANG_UP]]
    for answer in answers:
        made = ScriptedServer({"AUTHENTICATE": answer, "CAPABILITY": capability}, forbidding)
        output = said(tmp_path, written(tmp_path, made.port, password), environ, "once")
        made.stop()
        assert any(b"AUTHENTICATE PLAIN" in line for line in made.received)
        assert SENT not in output
        assert WORD not in output
    assert told_in(tmp_path) == []


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(member for child in children for member in family(int(child)))]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks into /proc, as ps does")
def test_no_process_list_shows_the_password(tmp_path: Path) -> None:
    """One account's password is in a variable; another's comes from a command, which does not get that."""
    _, environ = sources(tmp_path)["env"]
    shown = tmp_path / "shown"
    ask = tmp_path / "ask.py"
    ask.write_text("import time; time.sleep(20)\n", encoding="utf-8")
    command = shlex.join([sys.executable, str(ask)])
    second = CONFIG.partition("accounts:\n")[2].partition("clients:")[0].replace("main", "other")
    path = tmp_path / "config.yaml"
    with server({}) as at:
        first = CONFIG.format(port=at.port, password="{env: CANARY}", security="none")
        other = second.format(port=at.port, password=f"{{command: {command}}}", security="none")
        path.write_text(first.replace("clients:", other + "clients:"), encoding="utf-8")
        with shown.open("wb") as output:
            running = subprocess.Popen(
                [sys.executable, "-m", "ghostd", "--config", str(path), "once"],
                env=surroundings(tmp_path, **environ), cwd=tmp_path, stdout=output, stderr=output,
            )  # fmt: skip
            try:
                seen = watched(running)
            finally:
                running.send_signal(signal.SIGTERM)
                running.wait(timeout=30)
    assert WORD not in seen
    assert WORD not in shown.read_bytes()
    assert told_in(tmp_path) == []


def watched(running: subprocess.Popen[bytes]) -> bytes:
    """The command lines of ghostd and its child, and the child's environment, once there is a child."""
    for _ in range(400):
        members = family(running.pid)
        # A child is a copy of ghostd until it has become its program.
        if len(members) > 1 and b"ask.py" in Path(f"/proc/{members[1]}/cmdline").read_bytes():
            lines = b"".join(Path(f"/proc/{pid}/cmdline").read_bytes() for pid in members)
            return lines + b"".join(Path(f"/proc/{pid}/environ").read_bytes() for pid in members[1:])
        assert running.poll() is None, "it ended before the command was started"
        time.sleep(0.05)
    raise AssertionError("the password command was never started")


def test_a_report_of_a_fault_holds_no_value(tmp_path: Path) -> None:
    def log_in(password: str) -> None:
        raise RuntimeError(f"cannot log in with {password}")

    try:
        log_in(CANARY)
    except RuntimeError as fault:
        assert CANARY not in keep_report(fault, tmp_path)
    assert told_in(tmp_path) == []
