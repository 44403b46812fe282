"""IDLE as a hint that there may be news; what the news is, the next sync finds out."""

from __future__ import annotations

import re
import ssl
import time

from ghostd.adapters.imap.connection import Connection
from ghostd.adapters.imap.interrupt import Interrupt
from ghostd.adapters.imap.session import EXISTS, UIDNEXT
from ghostd.adapters.imap.wire import conclude, folder_argument

ROUND_SECONDS = 240.0
"""Some servers and most routers forget an idle connection soon after (Yahoo: within five minutes)."""

MAX_LINE = 1_000_000
MAX_LINES = 100_000

NEWS = re.compile(rb"\d+ (?:EXPUNGE\Z|FETCH )|VANISHED ", re.IGNORECASE)


class Watch:
    """A connection of its own that waits for news of one folder.

    It reads the socket itself: imapclient's `idle_check` misses what came together with the server's `+`,
    breaks on a line split over two TLS records, and spins when the connection has ended.
    """

    def __init__(self, connection: Connection, interrupt: Interrupt, folder: str) -> None:
        self.connection = connection
        self._interrupt = interrupt
        self._buffer = b""
        self._exists = -1
        self._news = False
        self.uid_next = 0
        self._finish(self._send(b"EXAMINE " + folder_argument(folder)))
        self._news = False

    def wait(self, seconds: float) -> bool:
        """Whether the server hinted at news, or somebody woke us, within the seconds."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if self._round(time.monotonic() + min(left, ROUND_SECONDS)):
                return True
        return False

    def _round(self, deadline: float) -> bool:
        """One IDLE and its DONE, or not even that when there is news already."""
        # What came since the last DONE some servers tell only at the end of the next IDLE, but now at a NOOP.
        self._finish(self._send(b"NOOP"))
        if self._news:
            self._news = False
            return True
        tag = self._send(b"IDLE")
        self._until_plus(tag)
        woken = False
        while not self._news and not woken:
            readable, woken = self._ready(deadline)
            if readable:
                self._take(self._line())
            elif time.monotonic() >= deadline:
                break
        self.connection.imap.send(b"DONE\r\n")
        self._finish(tag)
        hinted, self._news = self._news or woken, False
        return hinted

    def _until_plus(self, tag: bytes) -> None:
        for _ in range(MAX_LINES):
            line = self._line()
            if line.startswith(b"+"):
                return
            if line.startswith(tag + b" "):
                conclude(line[len(tag) + 1 :], self.connection.said)
                break
            self._take(line)
        raise EOFError("the server does not begin to idle")

    def _finish(self, tag: bytes) -> None:
        for _ in range(MAX_LINES):
            line = self._line()
            if line.startswith(tag + b" "):
                conclude(line[len(tag) + 1 :], self.connection.said)
                return
            self._take(line)
        raise EOFError("the server does not end a command")

    def _take(self, line: bytes) -> None:
        if line[:5].upper() == b"* BYE":
            raise EOFError("the server said goodbye: " + self.connection.said(line[5:]))
        body = line[2:]
        if found := EXISTS.match(body):
            # Some servers tell the same number again at each IDLE.
            self._news = self._news or int(found[1]) != self._exists
            self._exists = int(found[1])
        elif NEWS.match(body):
            self._news = True
            self._exists -= b"EXPUNGE" in body.upper()
        elif found := UIDNEXT.search(body):
            self.uid_next = int(found[1])

    def _send(self, command: bytes) -> bytes:
        imap = self.connection.imap
        tag: bytes = imap._new_tag()
        del imap.tagged_commands[tag]
        imap.send(tag + b" " + command + b"\r\n")
        return tag

    def _ready(self, deadline: float) -> tuple[bool, bool]:
        stream = self.connection.socket
        decrypted = isinstance(stream, ssl.SSLSocket) and stream.pending() > 0
        if b"\n" in self._buffer or decrypted:
            self._interrupt.check()
            return True, False
        return self._interrupt.ready(stream, deadline)

    def _line(self) -> bytes:
        """The next whole line, waited for no longer than the socket's own limit for each piece of it."""
        while b"\n" not in self._buffer:
            piece = self.connection.socket.recv(65536)
            if not piece:
                raise EOFError("the server closed the connection")
            self._buffer += piece
            if len(self._buffer) > MAX_LINE:
                raise ValueError("the server sends a line without end")
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.rstrip(b"\r")
