"""What goes over the wire: every command passes one gate, every answer is read to its end or not at all.

imapclient (over imaplib) does the greeting, TLS, login, LIST, APPEND and logout. The rest is exchanged here,
on imaplib's own `send`, `readline` and `read`, for two reasons. Its FETCH parser costs ten times the wire
(100,000 messages: 11.5 s against 1.2 s), and it files untagged FETCH data of any origin under the wrong UID.
Both sides read through the same buffer and each reads up to its tagged reply, so they never get in each
other's way.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Callable
from typing import Any, NamedTuple

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError
from imapclient.imap_utf7 import encode as encode_utf7

from ghostd.errors import Bug

FOREIGN = (IMAPClientError, OSError, ValueError, EOFError)
"""What the libraries below raise; after any of these the connection is dead or out of step."""

PLAIN = frozenset(
    {"CAPABILITY", "STARTTLS", "LOGIN", "AUTHENTICATE", "NOOP", "LOGOUT"}
    | {"LIST", "STATUS", "EXAMINE", "SELECT", "APPEND", "IDLE", "CREATE"}
)
BY_UID = frozenset({"FETCH", "MOVE", "COPY", "STORE", "EXPUNGE"})
"""All the commands there are: those of the second set only with UID before them."""

LITERAL_LIMIT = 128 * 1024 * 1024
"""A server that announces more than this is out of its mind, or out of step with us."""

STATUS_LINE = re.compile(rb"\* (?:OK|NO|BAD|BYE|PREAUTH) ", re.IGNORECASE)
VERB = re.compile(rb"(?P<uid>UID )?(?P<name>[A-Z]+)")
QUOTED = re.compile(rb'"(?:[^"\\]|\\.)+"')
UNSAFE = re.compile(rb"[\r\n\x00]")

PASSING = re.compile(
    r"\w+ \[(UNAVAILABLE|INUSE|LIMIT|THROTTLED|OVERQUOTA|CONTACTADMIN|NOPERM|EXPIRED|AUTH\w+|PRIVACY\w+)\b",
    re.IGNORECASE,
)
"""A refusal that is about the account, or about this hour, and never about one message (RFC 5530)."""

Trace = Callable[[str], None]


class Refused(Exception):
    """The server answered NO or BAD, cleanly: the connection is in step, and nothing was done."""


class Answer(NamedTuple):
    """One untagged response without its `* `; in `text` each literal is replaced by NUL and its number."""

    text: bytes
    literals: tuple[bytes, ...]


class Imap4(imaplib.IMAP4):
    """imaplib's client on a socket that is connected already, with a gate before it."""

    def __init__(self, connection: socket.socket, host: str, port: int, trace: Trace) -> None:
        self._connection = connection
        self._trace = trace
        super().__init__(host, port)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self._connection

    def send(self, data: Any) -> None:
        """Send a command of the allowed kind on one line, or the payload of one that was."""
        command = bytes(data)
        prefix = getattr(self, "tagpre", b"")
        tag, space, rest = command.partition(b" ")
        if prefix and space and tag.startswith(prefix) and tag[len(prefix) :].isdigit():
            self._trace(permitted(rest))
        super().send(data)


class Client(IMAPClient):  # type: ignore[misc]  # imapclient has no types
    """imapclient on a connected socket, so that connecting can be interrupted and its failures told apart."""

    def __init__(self, connection: socket.socket, host: str, port: int, read: float, trace: Trace) -> None:
        self._connection = connection
        self._trace = trace
        super().__init__(
            host, port, ssl=isinstance(connection, ssl.SSLSocket), timeout=SocketTimeout(read, read)
        )
        # imapclient sets imaplib to format every line it reads for a debug log; that costs more than reading.
        self._imap.debug = 0

    def _create_IMAP4(self) -> Imap4:
        return Imap4(self._connection, self.host, self.port, self._trace)


def permitted(command: bytes) -> str:
    """The verb of a command that may be sent; anything else is a bug of ours, and is not sent."""
    line = command.removesuffix(b"\r\n")
    found = VERB.match(line)
    if UNSAFE.search(line) or found is None:
        raise Bug("a command with a line break or NUL in it was about to be sent to the server")
    name = found["name"].decode()
    if name not in (BY_UID if found["uid"] else PLAIN):
        raise Bug(f"the command {found.group().decode()} is not one that ghostd may send")
    if name == "FETCH" and re.search(rb"BODY\[|RFC822(?!\.SIZE)", line):
        raise Bug("a FETCH that would mark mail as read was about to be sent")
    if name == "CREATE" and QUOTED.fullmatch(line.partition(b" ")[2]) is None:
        raise Bug("a folder whose name is not quoted was about to be created")
    return found.group().decode()


def clean(text: str | bytes) -> bytes:
    """The text as it may stand in a command: a line break in it would start a new command."""
    raw = text.encode() if isinstance(text, str) else text
    if UNSAFE.search(raw):
        raise Bug(f"{raw[:60]!r} has a line break or NUL in it and may not go into a command")
    return raw


def quoted(text: str) -> bytes:
    return b'"' + clean(text).replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def folder_argument(name: str) -> bytes:
    """The folder's name in modified UTF-7 and quotes."""
    return quoted(encode_utf7(clean(name).decode()).decode("ascii"))


def exchange(imap: Imap4, command: bytes) -> list[Answer]:
    """Every untagged response to the command, given only once the server has said OK to all of it.

    NO and BAD raise `Refused`; BYE, the end of the stream and anything out of step raise an abort error.
    """
    tag: bytes = imap._new_tag()
    # The reply is awaited here; imaplib must not go on waiting for it.
    del imap.tagged_commands[tag]
    imap.send(tag + b" " + clean(command) + b"\r\n")
    answers: list[Answer] = []
    while True:
        answer = read_answer(imap)
        if answer.text.startswith(b"* "):
            answers.append(Answer(answer.text[2:], answer.literals))
        elif answer.text.startswith(tag + b" "):
            conclude(answer.text[len(tag) + 1 :])
            return answers
        else:
            raise IMAPClientAbortError("out of step: a reply to something that was not asked")


def read_answer(imap: Imap4) -> Answer:
    """One whole response with its literals."""
    line = whole_line(imap)
    size = literal_size(line)
    if size is None or not line.startswith(b"* ") or STATUS_LINE.match(line):
        if line.startswith(b"* BYE"):
            raise IMAPClientAbortError("the server said goodbye: " + legible(line[6:]))
        return Answer(line[:-2], ())
    text = b""
    literals: list[bytes] = []
    while size is not None:
        literal = imap.read(size)
        if len(literal) != size:
            raise IMAPClientAbortError("the server closed the connection within a literal")
        text += b"%s\x00%d" % (line[: line.rindex(b"{")].removesuffix(b"~"), len(literals))
        literals.append(literal)
        line = whole_line(imap)
        size = literal_size(line)
    return Answer(text + line[:-2], tuple(literals))


def whole_line(imap: Imap4) -> bytes:
    line = imap.readline()
    if not line.endswith(b"\r\n"):
        raise IMAPClientAbortError("the server closed the connection")
    return line


def literal_size(line: bytes) -> int | None:
    """The size of the literal that the line announces at its end; None when it announces none."""
    if not line.endswith(b"}\r\n"):
        return None
    digits = line[line.rfind(b"{") + 1 : -3]
    if not digits.isdigit() or len(digits) > 12:
        return None
    if int(digits) > LITERAL_LIMIT:
        raise IMAPClientAbortError(f"the server announced a literal of {int(digits)} bytes")
    return int(digits)


def conclude(reply: bytes) -> None:
    if reply.split(b" ", 1)[0].upper() != b"OK":
        raise Refused(legible(reply))


def legible(raw: bytes | str, limit: int = 200) -> str:
    """A server's words made fit for one line of a message: no controls, and short."""
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:limit]
