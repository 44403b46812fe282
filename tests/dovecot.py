"""A private Dovecot: its own configuration, mail and sockets in a temporary folder, on free loopback ports.

It runs as root (the mail then belongs to `nobody`) and as an ordinary user alike. Any user name may log in
with `PASSWORD`, so each test takes a name of its own and finds an empty mailbox. Who logs in with it is
ghostd, and `recorder` judges what it says and does; people log in as `people(name)` to the same mail.
"""

from __future__ import annotations

import getpass
import grp
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from pathlib import Path

from tests.recorder import PEOPLE, Recorder

PASSWORD = 'wa ter"mel\\on'  # with what must be quoted in a command
MISSING = "Dovecot is not installed, which these tests need; install it with: apt install dovecot-imapd"
STARTS_WITHIN = 30.0

CONFIG = """
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
protocols = imap
listen = 127.0.0.1
default_login_user = {login_user}
default_internal_user = {internal_user}
default_internal_group = {internal_group}
first_valid_uid = 1
mail_location = maildir:{root}/mail/%n/Maildir
mail_max_userip_connections = 100
rawlog_dir = {root}/said
mail_plugins = notify mail_log
plugin {{
  mail_log_events = delete undelete expunge save copy mailbox_create mailbox_delete mailbox_rename flag_change
  mail_log_fields = uid box msgid size flags
}}
auth_failure_delay = 0
auth_mechanisms = plain
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{root}/cert.pem
ssl_key = <{root}/key.pem
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=anybody {root}/passwd
}}
userdb {{
  driver = static
  args = uid={mail_uid} gid={mail_gid} home={root}/mail/%n allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Trash {{
    auto = create
    special_use = \\Trash
  }}
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """A running server; `stop` ends it and removes its folder."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.binary = find_dovecot()
        # Not pytest's tmp_path: that one is closed to the user that the mail belongs to.
        self.root = Path(tempfile.mkdtemp(prefix="gd-", dir="/tmp"))
        self.port, self.tls_port = free_port(), free_port()
        self.certificate = self.root / "cert.pem"
        self._serial = 0
        self.recorder = Recorder(self.root)
        self._process = self._start()

    def user(self) -> str:
        """The name of a user who has no mail yet; it is ghostd who logs in with it."""
        self._serial += 1
        return f"user{self._serial}"

    def people(self, user: str) -> str:
        """The name under which people log in to the user's mailbox: nobody judges what they do."""
        return f"{user}@{PEOPLE}"

    def maildir(self, user: str) -> Path:
        """Where the user's mail lies."""
        return self.root / "mail" / user / "Maildir"

    def _give_away(self, folder: Path) -> None:
        """To the user that the mail belongs to."""
        if os.geteuid() == 0:
            owner = pwd.getpwnam("nobody")
            os.chown(folder, owner.pw_uid, owner.pw_gid)

    def context(self) -> ssl.SSLContext:
        """What trusts this server and no other."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def log(self) -> str:
        path = self.root / "dovecot.log"
        return path.read_text(errors="replace")[-8000:] if path.exists() else "(no log)"

    def end(self) -> None:
        """All sessions are over; what the server kept of them can still be read."""
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=10)

    def stop(self) -> None:
        self.end()
        shutil.rmtree(self.root, ignore_errors=True)

    def _start(self) -> subprocess.Popen[bytes]:
        self.root.chmod(0o755)
        config = self.root / "dovecot.conf"
        config.write_text(
            CONFIG.format(root=self.root, port=self.port, tls_port=self.tls_port, **identities())
        )
        (self.root / "passwd").write_text(f"anybody:{PASSWORD}\n")
        (self.root / "passwd").chmod(0o644)
        for folder in (self.root / "mail", self.recorder.records):
            folder.mkdir()
            self._give_away(folder)
        self._make_certificate()
        process = subprocess.Popen([self.binary, "-F", "-c", str(config)])
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            if process.poll() is not None:
                break
            if greets(self.host, self.port):
                return process
            time.sleep(0.05)
        process.terminate()
        process.wait(timeout=10)
        raise RuntimeError(f"Dovecot does not start; its log says:\n{self.log()}")

    def _make_certificate(self) -> None:
        request = [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
        ]
        names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        files = ["-keyout", str(self.root / "key.pem"), "-out", str(self.certificate)]
        subprocess.run([*request, *names, *files], check=True, capture_output=True)


def identities() -> dict[str, object]:
    if os.geteuid() == 0:
        mail = pwd.getpwnam("nobody")
        return {
            "login_user": "dovenull",
            "internal_user": "dovecot",
            "internal_group": "dovecot",
            "mail_uid": mail.pw_uid,
            "mail_gid": mail.pw_gid,
        }
    name = getpass.getuser()
    group = pwd.getpwnam(name).pw_gid
    return {
        "login_user": name,
        "internal_user": name,
        "internal_group": grp.getgrgid(group).gr_name,
        "mail_uid": os.geteuid(),
        "mail_gid": os.getegid(),
    }


def find_dovecot() -> str:
    found = shutil.which("dovecot", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if found is None:
        raise RuntimeError(MISSING)
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def greets(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=5) as connection:
            return connection.recv(64).startswith(b"* OK")
    except OSError:
        return False
