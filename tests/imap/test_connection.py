"""Ways in: what each failure says, and what ends a connection."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta

import pytest
from scripted import HANG_UP, OnDovecot, Reply, Scripted

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.core.folders import Folder
from ghostd.errors import ConfigError, LoginRefused, OperatorError, Unavailable

INBOX = Folder("INBOX")


def failure(mailbox: ImapMailbox) -> OperatorError:
    with pytest.raises(OperatorError) as caught:
        mailbox.folders()
    text = str(caught.value)
    assert text.startswith("account main (")
    assert "\n" not in text
    return caught.value


# logging in

LOGINS = {
    "wrong_password__refused": (b"%s NO [AUTHENTICATIONFAILED] no\r\n", LoginRefused),
    "no_right_to_log_in__refused": (b"%s NO [AUTHORIZATIONFAILED] no\r\n", LoginRefused),
    "password_expired__refused": (b"%s NO [EXPIRED] no\r\n", LoginRefused),
    "server_busy__for_now": (b"%s NO [UNAVAILABLE] later\r\n", Unavailable),
    "no_reason_given__for_now": (b"%s NO LOGIN failed\r\n", Unavailable),
    "bad__for_now": (b"%s BAD what\r\n", Unavailable),
    "bye__for_now": (b"* BYE too many connections\r\n", Unavailable),
    "eof__for_now": (HANG_UP, Unavailable),
}


@pytest.mark.parametrize(("reply", "expected"), LOGINS.values(), ids=LOGINS.keys())
def test_login(scripted: Scripted, reply: Reply, expected: type[OperatorError]) -> None:
    _, mailbox = scripted({"LOGIN": reply})
    assert type(failure(mailbox)) is expected


def test_server_echoes_the_password__it_is_not_shown(scripted: Scripted) -> None:
    _, mailbox = scripted({"LOGIN": b"%s NO bad login hunter2\r\n"}, password="hunter2")
    error = failure(mailbox)
    assert "hunter2" not in str(error)
    assert "hunter2" not in repr(mailbox.account)


@pytest.mark.parametrize("password", ["pass\r\nA9 CREATE Pwned", "nul\0"])
def test_line_break_in_the_password__nothing_is_sent(scripted: Scripted, password: str) -> None:
    server, mailbox = scripted(password=password)
    assert isinstance(failure(mailbox), LoginRefused)
    assert [line for line in server.received if b"CAPABILITY" not in line] == []


@pytest.mark.dovecot
def test_wrong_password_on_dovecot__refused(on_dovecot: OnDovecot) -> None:
    assert isinstance(failure(on_dovecot(password="wrong")), LoginRefused)


@pytest.mark.dovecot
def test_wrong_password_with_letters_beyond_ascii__refused_and_not_stumbled_over(
    on_dovecot: OnDovecot,
) -> None:
    assert isinstance(failure(on_dovecot(password="contraseña")), LoginRefused)


@pytest.mark.dovecot
@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
def test_each_security__gets_in(on_dovecot: OnDovecot, security: str) -> None:
    assert on_dovecot(security=security).folders()


# not getting as far


@pytest.mark.dovecot
def test_certificate_not_trusted__unavailable(on_dovecot: OnDovecot) -> None:
    assert "certificate is not trusted" in str(failure(on_dovecot(security="tls", trusted=False)))


def test_tls_on_a_plain_port__unavailable(scripted: Scripted) -> None:
    server, _ = scripted()
    mailbox = ImapMailbox(ImapAccount("main", server.host, server.port, "tls", "ana", lambda: "x"))
    assert "TLS did not come about" in str(failure(mailbox))
    mailbox.close()


def test_starttls_not_offered__unavailable(scripted: Scripted) -> None:
    server, _ = scripted()
    mailbox = ImapMailbox(ImapAccount("main", server.host, server.port, "starttls", "ana", lambda: "x"))
    assert "no STARTTLS" in str(failure(mailbox))
    mailbox.close()
    assert not any(b"LOGIN" in line for line in server.received)


def test_nobody_listens__unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    mailbox = ImapMailbox(ImapAccount("main", "127.0.0.1", port, "none", "ana", lambda: "x"))
    assert "refused" in str(failure(mailbox))
    mailbox.close()


@pytest.mark.parametrize("host", ["a..b", "x" * 70 + ".invalid"])
def test_name_not_found__unavailable(host: str) -> None:
    mailbox = ImapMailbox(ImapAccount("main", host, 993, "tls", "ana", lambda: "x"))
    assert isinstance(failure(mailbox), Unavailable)
    mailbox.close()


@pytest.mark.parametrize("greeting", [b"* BYE full\r\n", b"SSH-2.0-OpenSSH\r\n", b"* OK hm"])
def test_odd_greeting__unavailable(scripted: Scripted, greeting: bytes) -> None:
    server, mailbox = scripted({"CAPABILITY": HANG_UP}, greeting=greeting)
    if not greeting.endswith(b"\n"):
        threading.Timer(0.1, server.stop).start()
    assert isinstance(failure(mailbox), Unavailable)


@pytest.mark.parametrize("host", ["imap.example.com", "192.0.2.1", "localhost.example.com"])
def test_no_security_beyond_this_machine__refused(host: str) -> None:
    with pytest.raises(ConfigError, match="in the clear"):
        ImapAccount("main", host, 143, "none", "ana", lambda: "x")


# being interrupted


def interrupted(mailbox: ImapMailbox, ready: threading.Event, act: str) -> Exception:
    """Runs `act` in a thread and aborts when the server has got so far; gives what the thread ran into."""
    caught: list[Exception] = []

    def run() -> None:
        try:
            if act == "wait":
                mailbox.wait(timedelta(seconds=100))
            else:
                mailbox.listing(INBOX)
        except Exception as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(10)
    mailbox.abort()
    thread.join(10)
    assert not thread.is_alive()
    return caught[0]


STUCK = {
    "in_login": ("LOGIN", b"* OK wait\r\n", "listing"),
    "in_fetch": ("UID FETCH", b"* 1 FETCH (UID 4 ", "listing"),
    "before_idle": ("IDLE", b"* OK wait\r\n", "wait"),
    "in_idle": ("IDLE", b"+ idling\r\n", "wait"),
}


@pytest.mark.parametrize(("verb", "reply", "act"), STUCK.values(), ids=STUCK.keys())
def test_abort_from_another_thread__ends_a_blocked_read(
    scripted: Scripted, verb: str, reply: Reply, act: str
) -> None:
    server, mailbox = scripted({verb: reply})
    error = interrupted(mailbox, server.when(verb), act)
    assert isinstance(error, Unavailable)
    assert "stopped" in str(error)
    with pytest.raises(Unavailable, match="stopped"):
        mailbox.folders()


def test_abort_while_connecting__ends_it() -> None:
    # A full queue of a listener that never accepts: the next connection hangs.
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address: tuple[str, int] = listener.getsockname()
        waiting = []
        for _ in range(4):
            stuffing = socket.socket()
            stuffing.setblocking(False)
            stuffing.connect_ex(address)
            waiting.append(stuffing)
        mailbox = ImapMailbox(ImapAccount("main", address[0], address[1], "none", "ana", lambda: "x"))
        ready = threading.Event()
        threading.Timer(0.3, ready.set).start()
        assert "stopped" in str(interrupted(mailbox, ready, "listing"))
        mailbox.close()
        for stuffing in waiting:
            stuffing.close()


@pytest.mark.dovecot
def test_abort_during_idle_over_tls__ends_it(on_dovecot: OnDovecot) -> None:
    mailbox = on_dovecot(security="tls")
    ready = threading.Event()
    mailbox.commands = lambda verb: ready.set() if verb == "IDLE" else None
    assert "stopped" in str(interrupted(mailbox, ready, "wait"))


def test_abort_when_nothing_goes_on__close_is_still_fine(scripted: Scripted) -> None:
    _, mailbox = scripted()
    mailbox.folders()
    mailbox.abort()
    mailbox.close()
