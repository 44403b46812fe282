"""Connecting and logging in; each way this can fail has its own clear line."""

from __future__ import annotations

import contextlib
import queue
import re
import socket
import ssl
import threading
import time
from typing import Any, NoReturn

from imapclient.exceptions import CapabilityError, IMAPClientError, LoginError

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.discretion import Discretion, legible
from ghostd.adapters.imap.interrupt import Interrupt
from ghostd.adapters.imap.wire import FOREIGN, Admit, Client, Imap4, Said, quoted
from ghostd.errors import LoginRefused, Unavailable

CONNECT_SECONDS = 15.0
READ_SECONDS = 60.0
FAREWELL_SECONDS = 1.0

PERMANENT = re.compile(r"\[(?:AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED)\b", re.IGNORECASE)
"""The response codes (RFC 5530) after which the same credentials will never do."""

KEEPALIVE = (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 4))

Address = tuple[Any, ...]


class Connection:
    """A connection that is logged in; once anything but a clean answer came over it, it is only discarded."""

    def __init__(self, client: Client, handle: socket.socket, interrupt: Interrupt) -> None:
        self.client = client
        self._handle = handle
        self._interrupt = interrupt
        self.capabilities: frozenset[str] = frozenset()
        self.used = time.monotonic()

    @property
    def imap(self) -> Imap4:
        wire: Imap4 = self.client._imap
        return wire

    @property
    def said(self) -> Said:
        """Makes what was said on this connection fit for a message, without the password in it."""
        return self.imap.said

    @property
    def socket(self) -> socket.socket:
        return self.imap.sock

    def has(self, capability: str) -> bool:
        return capability in self.capabilities

    def discard(self) -> None:
        """Close without a word."""
        with contextlib.suppress(*FOREIGN):
            self.client.shutdown()
        self._interrupt.release(self._handle)

    def farewell(self) -> None:
        """Log out, waiting a second at most."""
        with contextlib.suppress(*FOREIGN):
            self.socket.settimeout(FAREWELL_SECONDS)
            self.client.logout()
        self.discard()


def connect(
    account: ImapAccount,
    interrupt: Interrupt,
    admit: Admit,
    tls: ssl.SSLContext | None,
    patience: float = READ_SECONDS,
) -> Connection:
    """A fresh connection, logged in; raises `Unavailable` or `LoginRefused` with the reason."""
    interrupt.check()
    context = trust(account, tls)
    try:
        plain = reach(account, interrupt)
        handle = interrupt.hold(plain)
    except FOREIGN as error:
        fail(account, error)
    said: Said = legible
    try:
        # Asked for before the server says its first word, which may repeat it from an earlier session.
        password = password_of(account)
        said = Discretion(account.user, password)
        stream = shield(plain, account, context) if context and account.security == "tls" else plain
        connection = Connection(greet(stream, account, admit, said, patience), handle, interrupt)
    except BaseException as error:
        plain.close()
        interrupt.release(handle)
        interrupt.check()
        if isinstance(error, FOREIGN):
            fail(account, error, said)
        raise
    try:
        enter(connection, account, password, context)
    except BaseException as error:
        connection.discard()
        interrupt.check()
        if isinstance(error, FOREIGN):
            fail(account, error, said)
        raise
    return connection


def trust(account: ImapAccount, tls: ssl.SSLContext | None) -> ssl.SSLContext | None:
    """What the server's certificate is held against; None without TLS, since reading what the system trusts
    takes some 30 ms."""
    return None if account.security == "none" else tls or ssl.create_default_context()


def password_of(account: ImapAccount) -> str:
    password = account.password()
    if any(c in account.user + password for c in "\r\n\0"):
        raise LoginRefused(
            f"{account.where}: the user or the password has a line break in it; take it out of its source"
        )
    return password


def greet(stream: socket.socket, account: ImapAccount, admit: Admit, said: Said, patience: float) -> Client:
    try:
        stream.settimeout(min(CONNECT_SECONDS, patience))
        return Client(stream, account.host, account.port, patience, admit, said)
    except BaseException:
        stream.close()
        raise


def enter(
    connection: Connection, account: ImapAccount, password: str, context: ssl.SSLContext | None
) -> None:
    if account.security == "starttls":
        connection.client.starttls(context)
    log_in(connection, account, password)
    connection.capabilities = frozenset(
        name.decode("ascii", "replace").upper() for name in connection.client.capabilities()
    )


def reach(account: ImapAccount, interrupt: Interrupt) -> socket.socket:
    """A connected socket with keepalive; the addresses of the host are tried in turn."""
    last: OSError = OSError("the host has no address")
    for family, kind, protocol, _, address in resolve(account.host, account.port, interrupt):
        attempt = socket.socket(family, kind, protocol)
        handle = interrupt.hold(attempt)
        try:
            attempt.settimeout(CONNECT_SECONDS)
            attempt.connect(address)
            keep_alive(attempt)
            return attempt
        except OSError as error:
            attempt.close()
            last = error
        except BaseException:
            attempt.close()
            raise
        finally:
            interrupt.release(handle)
        interrupt.check()
    raise last


def resolve(host: str, port: int, interrupt: Interrupt) -> list[Address]:
    """The host's addresses, within the time for connecting.

    The system's resolver can neither be interrupted nor given a limit, so it is left to a thread of its own.
    """
    found: queue.SimpleQueue[list[Address] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found.put(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            found.put(
                error if isinstance(error, OSError) else socket.gaierror(socket.EAI_NONAME, "not a host name")
            )

    threading.Thread(target=look_up, name=f"resolve {host}", daemon=True).start()
    deadline = time.monotonic() + CONNECT_SECONDS
    while time.monotonic() < deadline:
        interrupt.check()
        with contextlib.suppress(queue.Empty):
            answer = found.get(timeout=0.2)
            if isinstance(answer, OSError):
                raise answer
            return answer
    raise socket.gaierror(socket.EAI_AGAIN, "no answer from the name server")


def keep_alive(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for option, value in KEEPALIVE:
        if hasattr(socket, option):
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


def shield(plain: socket.socket, account: ImapAccount, context: ssl.SSLContext) -> ssl.SSLSocket:
    return context.wrap_socket(plain, server_hostname=account.host)


def log_in(connection: Connection, account: ImapAccount, password: str) -> None:
    client = connection.client
    plain = client.has_capability("AUTH=PLAIN")
    simple = (account.user + password).isascii() and not client.has_capability("LOGINDISABLED")
    if not simple and not plain:
        raise LoginRefused(
            f"{account.where}: the server takes neither LOGIN nor PLAIN for this user and password; "
            "try security tls or starttls, or a password of ASCII letters"
        )
    try:
        if simple:
            client.login(quoted(account.user).decode(), password)
        else:
            client.plain_login(account.user, password)
    except LoginError as error:
        refuse(account, str(error), connection.said)


def refuse(account: ImapAccount, answer: str, said: Said) -> NoReturn:
    """Raise what a failed login means."""
    # imapclient gives the server's words as they look in Python.
    words = said(re.sub(r"\Ab(['\"])(.*)\1\Z", r"\2", answer))
    if PERMANENT.search(answer):
        raise LoginRefused(
            f"{account.where}: the server refuses user {account.user} with this password ({words}); "
            "correct `user` or `password`, some providers want an app password"
        ) from None
    raise Unavailable(
        f"{account.where}: login did not work for now ({words}); "
        "it is tried again, but if it stays so check `user` and `password`"
    ) from None


def fail(account: ImapAccount, error: BaseException, said: Said = legible) -> NoReturn:
    """Raise `Unavailable` with a line for what went wrong on the way to the server."""
    # The cause is left behind: it has the server's words as they came.
    raise Unavailable(f"{account.where}: {explain(error, said)}") from None


def explain(error: BaseException, said: Said) -> str:
    if isinstance(error, socket.gaierror):
        return f"the host's name is not found ({said(error.strerror or '')}); check `host` and the network"
    if isinstance(error, ConnectionRefusedError):
        return "the connection is refused; check `host` and `port`, and that the server runs"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the server's certificate is not trusted ({said(error.verify_message)}); check `host`"
    if isinstance(error, ssl.SSLError):
        return f"TLS did not come about ({said(error.reason or str(error))}); check `port` and `security`"
    if isinstance(error, TimeoutError):
        return "the server does not answer in time; check the network, it is tried again later"
    if isinstance(error, CapabilityError):
        return "the server offers no STARTTLS; check `security` and `port` (tls is on 993)"
    if isinstance(error, IMAPClientError):
        return f"the server broke off ({said(str(error))}); it is tried again later"
    return f"the connection failed ({said(str(error)) or type(error).__name__}); check the network"
