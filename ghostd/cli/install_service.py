"""`ghostd install-service`: the files for systemd, printed or put into place, and what to type next."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import click

from ghostd.errors import OperatorError

SYSTEM = {
    "ghostd.service": "systemd/system/ghostd.service",
    "ghostd@.service": "systemd/system/ghostd@.service",
    "sysusers.d/ghostd.conf": "sysusers.d/ghostd.conf",
    "tmpfiles.d/ghostd.conf": "tmpfiles.d/ghostd.conf",
}
USER = {"user/ghostd.service": "systemd/user/ghostd.service"}
"""Ours, and where systemd looks for it below /etc, /usr/lib or the configuration folder of a user."""

SHIPPED_PROGRAM = "/usr/local/bin/ghostd"
"""What the shipped units start."""
PLAIN_PATH = re.compile(r"/[\w./@+,=-]+", re.ASCII)
"""A path that a unit may hold as it is: systemd reads `%`, `$`, quotes and blanks in its own way."""
HIDDEN = ("/home", "/root", "/run/user", "/tmp", "/var/tmp")  # noqa: S108 - nothing is written there
"""What ProtectHome= and PrivateTmp= keep from the service."""

NEXT_SYSTEM = """
Next, as root. The first time:

  systemd-sysusers /etc/sysusers.d/ghostd.conf
  systemd-tmpfiles --create /etc/tmpfiles.d/ghostd.conf
  install -m 640 -g ghostd config.yaml /etc/ghostd/config.yaml
      # with these two keys in it:
      #   state: /var/lib/ghostd
      #   password: {credential: imap-password}
  touch /etc/ghostd/imap-password && chmod 600 /etc/ghostd/imap-password && nano /etc/ghostd/imap-password
  sudo -u ghostd ghostd check --config /etc/ghostd/config.yaml
  systemctl daemon-reload
  systemctl enable --now ghostd

After each change of a unit:

  systemctl daemon-reload && systemctl restart ghostd

How it does:

  systemctl status ghostd
  journalctl -u ghostd -f
  sudo -u ghostd ghostd status

To keep the password encrypted with the key of this machine, instead of the plain file:

  systemd-ask-password -n | systemd-creds encrypt --name=imap-password - /etc/ghostd/imap-password.cred
  systemctl edit ghostd      # [Service]
                             # LoadCredentialEncrypted=imap-password:/etc/ghostd/imap-password.cred

Several configurations at a time: /etc/ghostd/acme.yaml (state: /var/lib/ghostd/acme) with its password in
/etc/ghostd/acme.imap-password is started by `systemctl enable --now ghostd@acme`.
"""

NEXT_USER = """
Next:

  mkdir -p FOLDER/ghostd     # for the configuration: FOLDER/ghostd/config.yaml
  touch FOLDER/ghostd/password && chmod 600 FOLDER/ghostd/password && nano FOLDER/ghostd/password
                             # where the configuration says password: {file: password}
  ghostd check
  systemctl --user daemon-reload
  systemctl --user enable --now ghostd     # after a change of the unit: restart ghostd
  journalctl --user -u ghostd -f
  loginctl enable-linger     # so that it runs while you are not logged in
"""


FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""Everybody may read a unit, whatever the umask of who puts it there."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A file as it is to be, and where; `private` when that is below a user's own folder."""

    path: Path
    text: str
    private: bool = False

    @property
    def there(self) -> bool:
        """Whether exactly this is in place already, for all to read."""
        return self.alike and stat.S_IMODE(self.path.stat().st_mode) == FILE_MODE

    @property
    def alike(self) -> bool:
        """Whether a file with these words is in its place, whatever its mode."""
        return (
            self.path.is_file()
            and not self.path.is_symlink()
            and self.path.read_bytes() == self.text.encode()
        )

    @property
    def taken(self) -> bool:
        """Whether something else is in its place, if only a link to nowhere."""
        return os.path.lexists(self.path) and not self.alike


@click.command("install-service", short_help="The units for systemd, to read or to put into place.")
@click.option("--write", is_flag=True, help="Write the files instead of printing them.")
@click.option("--user", is_flag=True, help="A service of your own that needs no root.")
@click.option(
    "--root", type=click.Path(path_type=Path), metavar="DIR", help="Write as a package: DIR/usr/lib."
)
@click.option(
    "--program", type=click.Path(path_type=Path), metavar="FILE", help="The ghostd that is started."
)
@click.option("--force", is_flag=True, help="Write over files that were changed.")
def install_service_command(
    *, write: bool, user: bool, root: Path | None, program: Path | None, force: bool
) -> None:
    """Print the units for systemd, or write them, and say what to type next.

    Nothing is started. The units start the ghostd that you call now, or the one that --program names. A file
    that somebody changed is never written over without --force.
    """
    started = plain(program or running())
    # A package may be made where nothing is installed.
    amiss = None if root else missing(started) or (None if user else hidden(started, ours=program is None))
    files = list(placed(USER if user else SYSTEM, base(user, root), started, user and root is None))
    if not write:
        click.echo("\n".join(f"# {file.path}\n{file.text}" for file in files), nl=False)
        if amiss:
            click.echo(f"Note: {amiss}", err=True)
        click.echo("Nothing was written; add --write for that.", err=True)
        return
    if amiss:
        raise OperatorError(amiss)
    put(files, force)
    if root is None:
        click.echo(NEXT_USER.replace("FOLDER", spoken(base(user, root))) if user else NEXT_SYSTEM, nl=False)


def base(user: bool, root: Path | None) -> Path:
    if root is not None:
        return root / "usr" / "lib"
    if not user:
        return Path("/etc")
    return Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser()


def spoken(folder: Path) -> str:
    """As one types it."""
    with suppress(ValueError, RuntimeError):
        return f"~/{shlex.quote(str(folder.relative_to(Path.home())))}"
    return shlex.quote(str(folder))


def placed(wanted: dict[str, str], folder: Path, program: str, private: bool) -> Iterator[Placed]:
    """The shipped files with the program that is to be started."""
    for source, target in wanted.items():
        text = (shipped() / source).read_text(encoding="utf-8")
        start = f"ExecStart={SHIPPED_PROGRAM} "
        yield Placed(folder / target, text.replace(start, f"ExecStart={program} "), private)


def shipped() -> Path:
    """Where the units lie: in the installed package, or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "share" / "systemd"
    return installed if installed.is_dir() else package.parent / "systemd"


def running() -> Path:
    """The ghostd that was called, else the one beside this Python, else the first on the PATH."""
    called = Path(sys.argv[0])
    found = shutil.which("ghostd")
    for path in (called, Path(sys.executable).with_name("ghostd"), Path(found) if found else None):
        if path is not None and path.name == "ghostd" and path.is_file() and os.access(path, os.X_OK):
            return path
    raise OperatorError("no program named ghostd was found; install it with pip, or name it: --program FILE")


def plain(program: Path) -> str:
    # Not resolved: a link such as /usr/local/bin/ghostd outlives the version that it leads to.
    path = Path(os.path.normpath(Path.cwd() / program))
    if not PLAIN_PATH.fullmatch(str(path)):
        raise OperatorError(
            f"{path}: systemd would read some of these characters in its own way; "
            f"name a link without them: ln -s PATH {SHIPPED_PROGRAM}, then --program {SHIPPED_PROGRAM}"
        )
    return str(path)


def missing(program: str) -> str | None:
    """Why nothing could start this program, if so."""
    if Path(program).is_file() and os.access(program, os.X_OK):
        return None
    return (
        f"there is no program {program}; install ghostd there first, or name the one you have: --program FILE"
    )


def hidden(program: str, *, ours: bool) -> str | None:
    """Why the system's service could not start this program, if so: it would not see all it needs."""
    needed = [Path(program), Path(program).resolve()]
    if ours:
        needed += [Path(sys.prefix), Path(sys.base_prefix), Path(__file__).resolve()]
    for path in needed:
        if any(path.is_relative_to(folder) for folder in HIDDEN):
            return (
                f"the system's service sees no home or temporary folder, and this ghostd needs {path}; "
                "install it elsewhere, such as /opt/ghostd, or make it a service of your own with --user"
            )
    return None


def put(files: list[Placed], force: bool) -> None:
    """All of them or, when something is in the way, none."""
    for file in files:
        with reachable(file):
            if file.path.is_dir() and not file.path.is_symlink():
                raise OperatorError(f"{file.path} is a folder; move it away. Nothing was written")
            if file.taken and not force:
                raise OperatorError(
                    f"{file.path} was changed, or is of another version; move your changes into a drop-in "
                    "(systemctl edit), then write over it with --force. Nothing was written"
                )
    fresh = [file for file in files if not file.there]
    with ExitStack() as undoing:
        staged = []
        for file in fresh:
            with reachable(file):
                staged.append(stage(file, undoing))
        former = []
        for file, prepared in zip(fresh, staged, strict=True):
            with reachable(file):
                former += swap(prepared, file.path, undoing)
        undoing.pop_all()
    for path in former:
        path.unlink()
    for file in files:
        click.echo(f"{'written' if file in fresh else 'unchanged':<10} {file.path}")


@contextmanager
def reachable(file: Placed) -> Iterator[None]:
    try:
        yield
    except PermissionError:
        raise OperatorError(
            f"{file.path} is closed to you; run this as root (sudo), or make it your own service with --user"
        ) from None
    except OSError as error:
        raise OperatorError(f"{file.path} cannot be written: {error.strerror}. Nothing was written") from None


def stage(file: Placed, undoing: ExitStack) -> Path:
    """The file, whole, under another name beside its place."""
    for folder in reversed([parent for parent in file.path.parents if not parent.exists()]):
        folder.mkdir()
        undoing.callback(folder.rmdir)
        if not file.private:
            folder.chmod(FOLDER_MODE)
    descriptor, name = tempfile.mkstemp(prefix=f".{file.path.name}.", dir=file.path.parent)
    undoing.callback(Path(name).unlink, missing_ok=True)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(file.text)
        os.fchmod(out.fileno(), FILE_MODE)
    return Path(name)


def swap(prepared: Path, path: Path, undoing: ExitStack) -> list[Path]:
    """In one step, so that systemd never reads half a file; what was there is kept, and its place told."""
    if not os.path.lexists(path):
        prepared.replace(path)
        undoing.callback(path.unlink)
        return []
    former = prepared.with_name(f"{prepared.name}.former")
    os.link(path, former, follow_symlinks=False)
    undoing.callback(former.replace, path)
    prepared.replace(path)
    return [former]
