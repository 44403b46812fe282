"""The password is read when it is needed and kept nowhere; no message holds it or what a command printed.

Nor does one repeat what stands under `password`, unless it is the name of something that exists, or looks
like a variable's: some will write the password itself there.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import stat
import subprocess
from collections.abc import Container, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Timer

from ghostd.config.schema import PasswordSource
from ghostd.config.values import clip
from ghostd.errors import ConfigError, PasswordWithheld

MOST_BYTES = 65_536
COMMAND_SECONDS = 30.0
VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")


class NotHere(ConfigError):
    """Cannot be read by this user in these surroundings; by the service it may be."""


def read_password(
    source: PasswordSource,
    environ: Mapping[str, str] = os.environ,
    patience: float = COMMAND_SECONDS,
    withheld: Container[str] = (),
) -> str:
    """The password from where the source says; `ConfigError` when it is missing or open to others,
    `PasswordWithheld` when what keeps it does not give it now.

    A command does not get the `withheld` variables: they hold the passwords of other accounts.
    """
    if source.env is not None:
        name, value = variable(source.env), environ.get(source.env)
        if value is None:
            raise NotHere(f"the password cannot be read: {name} is not set; set it where ghostd is started")
        return usable(value, name)
    if source.file is not None:
        return usable(first_line(private_bytes(source.file)), f"the password file {shown(source.file)}")
    if source.credential is not None:
        return usable(credential(source.credential, environ), f"the credential {clip(source.credential)}")
    if source.keyring is not None:
        return usable(kept_in_keyring(source.keyring), "the keyring's entry")
    given = {name: value for name, value in environ.items() if name not in withheld}
    printed = output(source.command or "", patience, given)
    return usable(first_line(printed), "the output of the password command")


def variable(name: str) -> str:
    """What a message calls the variable."""
    if VARIABLE.fullmatch(name):
        return f"the environment variable {name}"
    return "the variable named under password.env (not shown: it could be the password itself)"


def usable(password: str, name: str) -> str:
    if not password:
        raise ConfigError(f"the password cannot be read: {name} is empty; put the password on its first line")
    if any(c in password for c in "\r\n\0"):
        raise ConfigError(
            f"the password cannot be read: {name} holds line ends within the password; remove them"
        )
    return password


def first_line(raw: bytes) -> str:
    line = raw.partition(b"\n")[0].removesuffix(b"\r")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        # Without `from None` the traceback would carry the bytes.
        raise ConfigError(
            "the password cannot be read: it is not UTF-8 text; store it in that encoding"
        ) from None


def private_bytes(path: Path) -> bytes:
    """The beginning of a file that belongs to us and that nobody else may read."""
    name = shown(path)
    try:
        # Without blocking: a named pipe in its place must not stop the daemon.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        kind = NotHere if isinstance(error, PermissionError) else ConfigError
        raise kind(
            f"the password file cannot be read: {reason} ({known(path)}); check file: under password"
        ) from None
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise ConfigError(f"the password file {name} is not a plain file; name one under password")
        if found.st_uid != os.geteuid():
            raise NotHere(
                f"the password file {name} belongs to somebody else; chown it to the user of ghostd"
            )
        if stat.S_IMODE(found.st_mode) & 0o077:
            raise ConfigError(
                f"the password file {name} is open to other users; run: chmod 600 {shlex.quote(name)}"
            )
        return file.read(MOST_BYTES)


def known(path: Path) -> str:
    """The path as far as there is such a thing."""
    there = path
    while not os.path.lexists(there) and there != there.parent:
        there = there.parent
    return shown(there) if there == path else f"looked for in {shown(there)}"


def shown(path: Path) -> str:
    """Whole, so that it can be typed."""
    return "".join(c if c.isprintable() else "?" for c in str(path))


def credential(name: str, environ: Mapping[str, str]) -> str:
    """A systemd credential (LoadCredential=); systemd itself keeps it private."""
    folder = environ.get("CREDENTIALS_DIRECTORY")
    if not folder:
        raise NotHere(
            "the credential for the password cannot be read: CREDENTIALS_DIRECTORY is not set; systemd hands "
            "it only to what it starts; from a shell: sudo systemd-run --pipe --wait -p User=ghostd "
            "-p LoadCredential=NAME:PATH ghostd plan"
        )
    try:
        with (Path(folder) / name).open("rb") as file:
            return first_line(file.read(MOST_BYTES))
    except (OSError, ValueError):
        raise ConfigError(
            "the credential named under password.credential is not among those that systemd gave "
            f"({offered(Path(folder))}); add LoadCredential=NAME:PATH to the unit"
        ) from None


def offered(folder: Path) -> str:
    try:
        return clip(", ".join(sorted(file.name for file in folder.iterdir()))) or "none"
    except OSError:
        return "none"


def kept_in_keyring(entry: str) -> str:
    """What the desktop's keyring has for SERVICE/USER; the library is there only where it is wanted."""
    service, _, user = entry.partition("/")
    try:
        keyring = import_module("keyring")
    except ModuleNotFoundError:
        raise NotHere(
            "the password is in a keyring, and the Python package keyring is not installed; "
            "install it beside ghostd: pip install 'ghostd[keyring]'"
        ) from None
    try:
        found = keyring.get_password(service.strip(), user.strip())
    except Exception as error:
        # Its backends raise what they like, and what they say may quote what they were asked.
        raise PasswordWithheld(
            f"the keyring cannot be read ({type(error).__name__}); unlock it, "
            "or try: keyring get SERVICE USER"
        ) from None
    if found is None:
        raise NotHere(
            "the keyring has no entry as named under password.keyring; make it with: keyring set SERVICE USER"
        )
    return str(found)


def output(command: str, patience: float, environ: Mapping[str, str]) -> bytes:
    """The first line a command prints. No shell reads it; it is ended after `patience` seconds."""
    hint = "run it by hand to see why"
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise ConfigError("the password command cannot be read as a command line; check its quotation marks")
    try:
        running = subprocess.Popen(  # noqa: S603 - the operator's own words, as one list, without a shell
            words,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a program"
        raise NotHere(f"the password command cannot be started: {reason}; check its first word") from None
    line, status, late = watched(running, patience)
    if late:
        raise PasswordWithheld(f"the password command did not end within {patience:g} seconds; {hint}")
    if status != 0:
        raise PasswordWithheld(f"the password command ended with status {status}; {hint}")
    return line


def watched(running: subprocess.Popen[bytes], patience: float) -> tuple[bytes, int, bool]:
    """What the command printed first, its exit status, and whether it had to be ended with all it started."""
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)

    timer = Timer(patience, end)
    timer.start()
    try:
        with running:
            try:
                assert running.stdout is not None
                line = running.stdout.readline(MOST_BYTES)
                while running.stdout.read(MOST_BYTES):
                    pass
                status = running.wait()
            except BaseException:
                # Who is stopped meanwhile does not wait for the command.
                end()
                raise
    finally:
        timer.cancel()
    return line, status, bool(late)
