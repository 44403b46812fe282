"""A loopback proxy between ghostd's gateway and the server that knows IMAP's lines and literals.

Every line and every literal of either side is a unit with a number of its own, counted from `begin`. ghostd
speaks only when it has been answered, so that the same pass gives the same units each time. A fault is asked
at every unit what is to become of it. What follows a STARTTLS is passed on unread.
"""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BufferedReader

from tests.faults.servers import Said, as_it_is

HOST = "127.0.0.1"
LINGERS = 10.0
"""Seconds after which nothing here waits any longer."""

CONNECTIONS = 200_000
"""So many are taken in all; what loops for ever ends here."""

LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n\Z")
TAGGED = re.compile(rb"(?P<tag>[A-Z0-9]+) (?P<verb>(?:UID )?[A-Z]+)", re.IGNORECASE)


class Gone(Exception):
    """One of the two sides is no longer connected."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One line with its CRLF, or one literal. `first` when a command or a response begins with it; `verb` is
    the command that is being talked about."""

    number: int
    connection: int
    client: bool
    literal: bool
    first: bool
    verb: str
    tag: bytes
    octets: bytes

    @property
    def tagged(self) -> bool:
        """Whether it is the server's last word on a command."""
        return not self.client and self.first and bool(self.tag) and self.octets.startswith(self.tag + b" ")

    def __str__(self) -> str:
        side = "C" if self.client else "S"
        shown = f"literal of {len(self.octets)}" if self.literal else repr(self.octets[:70])
        return f"{self.number} {side}{self.connection} [{self.verb}] {shown}"


Fault = Callable[["Line", Unit], bool]
"""What becomes of a unit: it passes it on, or does not, and says whether what it announced will follow."""


def passed(line: Line, unit: Unit) -> bool:
    line.deliver(unit)
    return True


class Proxy:
    """Listens on `port` for ghostd and connects each time to the server; `stop` ends it.

    In `commands` whoever judges what ghostd says counts it.
    """

    def __init__(self, host: str, port: int) -> None:
        self.server = (host, port)
        self.units: list[Unit] = []
        self.fault: Fault = passed
        self.said: Said = as_it_is
        self.commands = 0
        self.lock = threading.Lock()
        self._connections = 0
        self._lines: list[Line] = []
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def begin(self, fault: Fault = passed, said: Said = as_it_is) -> None:
        """Count anew, with this fault, and a server that talks like this."""
        self.rest()
        self.units, self.fault, self.said, self._connections = [], fault, said, 0

    def change(self, fault: Fault) -> None:
        """Count anew, with this fault, while connections stay open."""
        with self.lock:
            self.units, self.fault = [], fault

    def rest(self) -> None:
        """Wait until every connection is closed on both sides."""
        for line in self._lines:
            line.join()
        self._lines.clear()

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(LINGERS)
        for line in self._lines:
            line.cut()
        self.rest()

    def _accept(self) -> None:
        for _ in range(CONNECTIONS):
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            self._connections += 1
            self._lines.append(Line(self, self._connections, connection))


class Line:
    """One connection of ghostd's and the one to the server that belongs to it."""

    def __init__(self, proxy: Proxy, number: int, client: socket.socket) -> None:
        self.proxy = proxy
        self.number = number
        self.client = client
        self.server = socket.create_connection(proxy.server, LINGERS)
        self.lag = 0.0
        self.tag, self.verb = b"", ""
        self.left = threading.Event()
        self._granted = self._shielded = False
        for end in (self.client, self.server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            end.settimeout(6 * LINGERS)
        self.threads = [
            threading.Thread(target=self._pump, args=(work, end), daemon=True)
            for work, end in ((self._from_client, self.client), (self._from_server, self.server))
        ]
        for thread in self.threads:
            thread.start()

    def deliver(self, unit: Unit) -> None:
        if self.lag:
            time.sleep(self.lag)
        (self.to_server if unit.client else self.to_client)(unit.octets)

    def to_client(self, octets: bytes) -> None:
        self._send(self.client, octets)

    def to_server(self, octets: bytes) -> None:
        self._send(self.server, octets)

    def cut(self) -> None:
        """Both connections end."""
        for end in (self.client, self.server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def join(self) -> None:
        for thread in self.threads:
            thread.join(LINGERS)

    def _send(self, end: socket.socket, octets: bytes) -> None:
        try:
            end.sendall(octets)
        except OSError:
            raise Gone from None

    def _pump(self, work: Callable[[BufferedReader], None], end: socket.socket) -> None:
        with end.makefile("rb") as stream, contextlib.suppress(OSError, Gone):
            work(stream)
        if end is self.client:
            self.left.set()
        self.cut()
        if end is self.client:
            self.threads[1].join(LINGERS)
            self.client.close()
            self.server.close()

    def _from_client(self, stream: BufferedReader) -> None:
        announced, first = 0, True
        # Whether the literal comes that was announced is known when the next octet is there.
        while stream.peek(1):
            if self._shielded:
                self._pass_unread(stream, self.to_server)
                return
            literal = bool(announced) and self._granted
            # Else it may be the rest of an AUTHENTICATE or IDLE, for which the server has asked.
            more = literal or self._granted
            octets = stream.read(announced) if literal else stream.readline()
            if not more and (first or announced):
                found = TAGGED.match(octets)
                self.tag, self.verb = (found["tag"], found["verb"].decode().upper()) if found else (b"", "")
                first = True
            size, self._granted = (None if literal else LITERAL.search(octets)), False
            follows = self._meet(octets, client=True, literal=literal, first=first and not more)
            announced = int(size[1]) if size and follows else 0
            first = not literal and not announced

    def _from_server(self, stream: BufferedReader) -> None:
        first = True
        while line := stream.readline():
            line = self.proxy.said(line)
            if not line:
                continue
            self._granted = line.startswith(b"+")
            # Known before ghostd gets it and begins with TLS.
            self._shielded = self.verb == "STARTTLS" and line.startswith(self.tag + b" OK")
            follows = self._meet(line, client=False, literal=False, first=first)
            size = LITERAL.search(line)
            first = size is None
            if size and follows:
                self._meet(stream.read(int(size[1])), client=False, literal=True, first=False)
            if self._shielded and follows:
                self._pass_unread(stream, self.to_client)

    def _pass_unread(self, stream: BufferedReader, send: Callable[[bytes], None]) -> None:
        """From here on it is TLS."""
        while octets := stream.read1():
            send(octets)

    def _meet(self, octets: bytes, *, client: bool, literal: bool, first: bool) -> bool:
        with self.proxy.lock:
            number = len(self.proxy.units) + 1
            unit = Unit(number, self.number, client, literal, first, self.verb, self.tag, octets)
            self.proxy.units.append(unit)
        return self.proxy.fault(self, unit)
