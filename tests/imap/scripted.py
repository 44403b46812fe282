"""A server that says what a test wrote down, to the byte: for what no real server can be made to say."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Callable, Sequence

from ghostd.adapters.imap.mailbox import ImapMailbox

GREETING = b"* OK [CAPABILITY IMAP4rev1 IDLE AUTH=PLAIN UIDPLUS] ready\r\n"
CAPABILITY = b"* CAPABILITY IMAP4rev1 IDLE AUTH=PLAIN UIDPLUS\r\n%s OK done\r\n"
LIST = (
    b'* LIST () "/" INBOX\r\n* LIST (\\Sent) "/" Sent\r\n* LIST (\\Drafts) "/" Drafts\r\n'
    b'* LIST (\\Trash) "/" Trash\r\n%s OK done\r\n'
)
OPENED = b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 10] .\r\n%s OK done\r\n"

HANG_UP = None

Plain = bytes | Sequence[bytes | None] | None
Reply = Plain | Callable[[bytes], Plain]
"""What to send (`%s` stands for the tag), in pieces where it is a list; `HANG_UP` closes. Or what says so,
given the whole line."""

Scripted = Callable[..., "tuple[ScriptedServer, ImapMailbox]"]
"""Makes a server with the replies given, and a mailbox on it."""

OnDovecot = Callable[..., ImapMailbox]
"""Makes a mailbox on Dovecot for a user without mail."""


class ScriptedServer:
    """Answers each command by its verb with the reply in `replies`, else with OK; bounded in all it does.

    A reply may be a list of pieces, each sent in a packet of its own. `received` has every line.
    """

    host = "127.0.0.1"

    def __init__(self, replies: dict[str, Reply] | None = None, greeting: bytes = GREETING) -> None:
        defaults: dict[str, Reply] = {
            "CAPABILITY": CAPABILITY,
            "LIST": LIST,
            "STATUS": b"* STATUS x (UIDNEXT 10 UIDVALIDITY 7)\r\n%s OK done\r\n",
            "EXAMINE": OPENED,
            "SELECT": OPENED,
        }
        self.replies = defaults | (replies or {})
        self.greeting = greeting
        self.received: list[bytes] = []
        self.connections = 0
        self.reached: dict[str, threading.Event] = {}
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def when(self, verb: str) -> threading.Event:
        """Set once the command has come and its reply is sent."""
        return self.reached.setdefault(verb, threading.Event())

    def stop(self) -> None:
        # Closing alone does not wake the thread that accepts.
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=10)

    def _accept(self) -> None:
        for _ in range(100):
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            thread = threading.Thread(target=self._quietly, args=(self._serve, connection), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _quietly(self, serve: Callable[[socket.socket], None], connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(self.greeting)
        with connection.makefile("rb") as lines:
            tag = b""
            for line in lines:
                self.received.append(line)
                if line == b"DONE\r\n":
                    connection.sendall(tag + b" OK done\r\n")
                    continue
                tag, _, rest = line.rstrip().partition(b" ")
                literal = re.search(rb"\{(\d+)\}\Z", rest)
                if literal:
                    connection.sendall(b"+ go on\r\n")
                    lines.read(int(literal[1]))
                    lines.readline()
                verb = re.match(rb"(?:UID )?[A-Z]+", rest)
                if not self._answer(connection, tag, verb.group().decode() if verb else ""):
                    return

    def _answer(self, connection: socket.socket, tag: bytes, verb: str) -> bool:
        reply = self.replies.get(verb, b"%s OK done\r\n")
        reply = reply(self.received[-1]) if callable(reply) else reply
        for piece in [reply] if isinstance(reply, bytes | None) else reply:
            if piece is None:
                self.when(verb).set()
                return False
            connection.sendall(piece.replace(b"%s", tag))
        self.when(verb).set()
        return verb != "LOGOUT"
