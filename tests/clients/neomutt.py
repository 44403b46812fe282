"""NeoMutt, driven through the keyboard of a private tmux."""

from __future__ import annotations

import os
import shlex
import subprocess

from tests.clients.programs import LAST_WORDS
from tests.clients.stack import HOST, Seat
from tests.clients.waiting import until

RC = """
set realname="{name}" from="{address}" use_from=yes hostname=example.com
set folder="imap://{user}@{host}:{imap_port}/" imap_user="{user}" imap_pass='{password}'
set spoolfile="+INBOX" postponed="+Drafts" record="+Sent" {trash}
set smtp_url="smtp://{host}:{smtp_port}" ssl_starttls=no ssl_force_tls=no
set editor="{editor}" edit_headers=no include=yes fast_reply=yes abort_unmodified=no abort_nosubject=no
set postpone=ask-yes recall=no delete=yes quit=yes move=no confirmappend=no wait_key=no sleep_time=0
set header_cache="" charset=utf-8 send_charset="us-ascii:utf-8" sort=date
"""

EDITOR = """#!/bin/sh
# Types the paragraph in {typed}, if there is one, under the first {lines} lines.
[ -s {typed} ] || exit 0
{{ head -n {lines} "$1"; cat {typed}; tail -n +{next} "$1"; }} > "$1.new"
cat "$1.new" > "$1" && rm "$1.new"
"""

COMPOSING = "y:Send"
GREETING_LINES = 2


class Neomutt:
    """One terminal; NeoMutt is started anew for each verb, as its users do."""

    def __init__(self, seat: Seat, trash: bool = True) -> None:
        self.seat = seat
        self._socket = seat.folder / "tmux"
        self._typed = seat.folder / "typed"
        self._editor = seat.folder / "editor"
        self._rc = seat.folder / "neomuttrc"
        self._rc.write_text(
            RC.format(
                host=HOST,
                name=seat.name,
                address=seat.address,
                user=seat.user,
                password=seat.password,
                imap_port=seat.imap_port,
                smtp_port=seat.smtp_port,
                editor=self._editor,
                trash='trash="+Trash"' if trash else "",
            ),
            encoding="utf-8",
        )

    def send(self) -> None:
        self.open()
        self._keys("y")
        self._ends()

    def edit_and_send(self, line: str) -> None:
        self.open(line)
        self._keys("y")
        self._ends()

    def edit_and_save(self, line: str) -> None:
        self.open(line)
        self._keys("P")
        self._ends()

    def delete(self) -> None:
        self._start("-f", "+Drafts")
        self._shows("Msgs:1")
        self._keys("d")
        self._keys("$")
        self._shows("Msgs:0")
        self._keys("q")
        self._ends()

    def look(self) -> None:
        self._start("-f", "+Drafts")
        self._shows("Msgs:1")
        self._keys("Enter")
        self._shows(LAST_WORDS)
        self._keys("q")
        self._shows("Msgs:1")
        self._keys("q")
        self._ends()

    def open(self, line: str = "") -> None:
        self._type(line, GREETING_LINES)
        self._start("-p")
        self._shows(COMPOSING)

    def leave(self) -> None:
        self._keys("q")
        self._shows("ostpone")
        self._keys("y")
        self._ends()

    def answer_by_hand(self, folder: str, message_id: str, line: str) -> None:
        self._type(line, 0)
        self._start("-f", f"+{folder}")
        self._shows("Msgs:")
        self._keys("/")
        self._shows("Search for")
        self._keys("-l", f"~i {message_id.strip('<>')}")
        self._keys("Enter")
        self._keys("r")
        self._shows(COMPOSING)
        self._keys("y")
        self._shows("Msgs:")
        self._keys("q")
        self._ends()

    def quit(self) -> None:
        if self._running():
            self._tmux("kill-server")

    def _type(self, line: str, under: int) -> None:
        self._typed.write_text(f"{line}\n\n" if line else "", encoding="utf-8")
        script = EDITOR.format(typed=shlex.quote(str(self._typed)), lines=under, next=under + 1)
        self._editor.write_text(script)
        self._editor.chmod(0o700)

    def _start(self, *arguments: str) -> None:
        """The pane's end is the program's end, and with the last pane the private tmux ends, too."""
        environment = ["env", "-u", "TMUX", "LANG=C.UTF-8", f"HOME={self.seat.folder}"]
        command = shlex.join([*environment, "neomutt", "-F", str(self._rc), *arguments])
        self._tmux("new-session", "-d", "-x", "110", "-y", "40", command)

    def _keys(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def _shows(self, text: str) -> None:
        try:
            until(f"{text!r} on the screen", lambda: text in self._screen())
        except TimeoutError as late:
            raise TimeoutError(f"{late}; it shows:\n{self._screen()}") from None

    def _ends(self) -> None:
        try:
            until("NeoMutt to end", lambda: not self._running())
        except TimeoutError as late:
            raise TimeoutError(f"{late}; it shows:\n{self._screen()}") from None

    def _screen(self) -> str:
        return self._tmux("capture-pane", "-p", check=False)

    def _running(self) -> bool:
        return bool(self._tmux("list-sessions", check=False))

    def _tmux(self, *arguments: str, check: bool = True) -> str:
        command = ["tmux", "-S", str(self._socket), "-f", os.devnull, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=20)
        if check and done.returncode:
            raise RuntimeError(f"tmux {arguments[0]}: {done.stderr.strip()}")
        return done.stdout if done.returncode == 0 else ""
