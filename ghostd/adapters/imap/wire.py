"""What goes over the wire: every command passes one gate, every answer is read to its end or not at all.

imapclient (over imaplib) does the greeting, TLS, login, LIST, APPEND and logout. The rest is exchanged here,
on imaplib's own `send`, `readline` and `read`, for two reasons. Its FETCH parser costs ten times the wire
(100,000 messages: 11.5 s against 1.2 s), and it files untagged FETCH data of any origin under the wrong UID.
Both sides read through the same buffer and each reads up to its tagged reply, so they never get in each
other's way.
"""

from __future__ import annotations

import imaplib
import logging
import re
import socket
import ssl
from collections.abc import Callable
from typing import Any, NamedTuple

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError
from imapclient.imap_utf7 import encode as encode_utf7

from ghostd.errors import Bug

# Where a reply has letters beyond ASCII, imapclient logs it as it came, and that may be our password.
logging.getLogger("imapclient").setLevel(logging.CRITICAL)

FOREIGN = (IMAPClientError, OSError, ValueError, EOFError)
"""What the libraries below raise; after any of these the connection is dead or out of step."""

LITERAL_LIMIT = 128 * 1024 * 1024
"""A server that announces more than this is out of its mind, or out of step with us."""

STATUS_LINE = re.compile(rb"\* (?:OK|NO|BAD|BYE|PREAUTH) ", re.IGNORECASE)
CODE = re.compile(rb"\w+ \[([\w-]+)")
UNSAFE = re.compile(rb"[\r\n\x00]")

PASSING = frozenset(
    {"UNAVAILABLE", "INUSE", "LIMIT", "THROTTLED", "OVERQUOTA", "CONTACTADMIN", "NOPERM", "EXPIRED"}
    | {"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "PRIVACYREQUIRED"}
)
"""The codes of a refusal that is about the account or about this hour, and not about a message (RFC 5530)."""

ROOM = frozenset({"OVERQUOTA", "LIMIT"})
"""The codes that, where something was to be put into a folder, say that there is no room for it."""

HEARD_EVERY = 64
"""Responses; a long answer over a slow line is heard of before its end."""

Admit = Callable[[bytes], None]
"""Lets a command pass that may be sent, and raises `Bug` for any other."""

Said = Callable[[bytes | str], str]
"""Makes a server's words fit for a message of ours."""


class Refused(Exception):
    """The server answered NO or BAD, cleanly: the connection is in step, and nothing was done.

    `code` is the response code in capitals, or empty.
    """

    def __init__(self, words: str, code: str = "") -> None:
        super().__init__(words)
        self.code = code


class Answer(NamedTuple):
    """One untagged response without its `* `; in `text` each literal is replaced by NUL and its number."""

    text: bytes
    literals: tuple[bytes, ...]


class Imap4(imaplib.IMAP4):
    """imaplib's client on a socket that is connected already, with a gate before it."""

    def __init__(self, connection: socket.socket, host: str, port: int, admit: Admit, said: Said) -> None:
        self._connection = connection
        self._admit = admit
        self.said = said
        self._more = False
        self.heard: Callable[[], None] = lambda: None
        super().__init__(host, port)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self._connection

    def send(self, data: Any) -> None:
        """Send a command of the allowed kind on one line, or what the server asked for after one that was."""
        prefix: Any = self.tagpre
        tag, space, rest = bytes(data).partition(b" ")
        if space and tag.startswith(prefix) and tag[len(prefix) :].isdigit():
            self._admit(rest)
            self._more = rest.endswith(b"}\r\n") or rest.startswith((b"IDLE", b"AUTHENTICATE"))
        elif not self._more:
            raise Bug("something that is no command was about to be sent to the server")
        super().send(data)


class Client(IMAPClient):  # type: ignore[misc]  # imapclient has no types
    """imapclient on a connected socket, so that connecting can be interrupted and its failures told apart."""

    def __init__(
        self, connection: socket.socket, host: str, port: int, read: float, admit: Admit, said: Said
    ) -> None:
        self._connection = connection
        self._admit = admit
        self._said = said
        super().__init__(
            host, port, ssl=isinstance(connection, ssl.SSLSocket), timeout=SocketTimeout(read, read)
        )
        # imapclient sets imaplib to format every line it reads for a debug log; that costs more than reading.
        self._imap.debug = 0

    def _create_IMAP4(self) -> Imap4:
        return Imap4(self._connection, self.host, self.port, self._admit, self._said)


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
    `imap.heard` is called while a long answer comes, and at its end.
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
            if len(answers) % HEARD_EVERY == 0:
                imap.heard()
        elif answer.text.startswith(tag + b" "):
            imap.heard()
            conclude(answer.text[len(tag) + 1 :], imap.said)
            return answers
        else:
            raise IMAPClientAbortError("out of step: a reply to something that was not asked")


def read_answer(imap: Imap4) -> Answer:
    """One whole response with its literals."""
    line = whole_line(imap)
    size = literal_size(line)
    if size is None or not line.startswith(b"* ") or STATUS_LINE.match(line):
        if line.startswith(b"* BYE"):
            raise IMAPClientAbortError("the server said goodbye: " + imap.said(line[6:]))
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


def conclude(reply: bytes, said: Said) -> None:
    """Raise `Refused` unless the tagged reply, without its tag, is OK."""
    if reply.split(b" ", 1)[0].upper() != b"OK":
        code = CODE.match(reply)
        raise Refused(said(reply), code[1].decode().upper() if code else "")
