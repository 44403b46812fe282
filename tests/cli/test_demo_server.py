"""The embedded server speaks what ghostd needs of a mail server, and starts and goes quietly."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from ghostd.cli.demo.server import EmbeddedServer

MAIL = (
    b"From: Bob <bob@acme.example>\r\nTo: ana@example.com\r\nSubject: =?utf-8?q?Ma=C3=B1ana?=\r\n"
    b"Message-ID: <1@acme.example>\r\n\r\nSee you tomorrow.\r\n"
)
THEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def connect(server: EmbeddedServer) -> IMAPClient:
    connection = IMAPClient(server.host, port=server.port, ssl=False, timeout=10)
    connection.normalise_times = False
    return connection


@pytest.fixture
def server() -> Iterator[EmbeddedServer]:
    with EmbeddedServer(user="ana@example.com", password="demo") as server:
        yield server


@pytest.fixture
def connection(server: EmbeddedServer) -> Iterator[IMAPClient]:
    connection = connect(server)
    connection.login("ana@example.com", "demo")
    yield connection
    connection.logout()


def test_the_usual_folders_are_there(connection: IMAPClient) -> None:
    assert [name for _, _, name in connection.list_folders()] == ["INBOX", "Drafts", "Sent", "Trash", "Junk"]


def test_an_append_keeps_flags_and_internal_date_and_says_its_uid(connection: IMAPClient) -> None:
    answer = connection.append("Drafts", MAIL, flags=(rb"\Draft", rb"\Seen"), msg_time=THEN)
    assert b"APPENDUID" in answer
    connection.select_folder("Drafts", readonly=True)
    (found,) = connection.fetch(connection.search(), ["FLAGS", "INTERNALDATE"]).values()
    assert set(found[b"FLAGS"]) >= {rb"\Draft", rb"\Seen"}
    assert found[b"INTERNALDATE"] == THEN


def test_header_fields_and_the_beginning_of_a_body_can_be_peeked_at(connection: IMAPClient) -> None:
    connection.append("INBOX", MAIL, msg_time=THEN)
    connection.select_folder("INBOX", readonly=True)
    items = ["BODY.PEEK[HEADER.FIELDS (SUBJECT MESSAGE-ID)]", "BODY.PEEK[]<0.4>", "FLAGS"]
    (found,) = connection.fetch(connection.search(), items).values()
    fields = next(value for key, value in found.items() if b"HEADER.FIELDS" in key)
    assert b"Message-ID: <1@acme.example>" in fields
    assert found[b"BODY[]<0>"] == b"From"
    assert rb"\Seen" not in found[b"FLAGS"]


def test_a_draft_can_be_moved_to_trash(connection: IMAPClient) -> None:
    connection.append("Drafts", MAIL, msg_time=THEN)
    connection.select_folder("Drafts")
    connection.move(connection.search(), "Trash")
    assert connection.search() == []
    assert connection.folder_status("Trash", ["MESSAGES"])[b"MESSAGES"] == 1


def test_a_wrong_password_is_refused_for_good(server: EmbeddedServer) -> None:
    connection = connect(server)
    with pytest.raises(LoginError, match="AUTHENTICATIONFAILED"):
        connection.login("ana@example.com", "wrong")
    connection.shutdown()


def test_leaving_ends_thread_connections_and_port_even_amid_idle() -> None:
    before = threading.active_count()
    with EmbeddedServer("ana@example.com", "demo") as server:
        connection = connect(server)
        connection.login(server.user, server.password)
        connection.select_folder("INBOX")
        connection.idle()
        port = server.port
    assert threading.active_count() == before
    connection.shutdown()
    with socket.socket() as probe:
        assert probe.connect_ex((server.host, port)) != 0


def test_two_servers_share_nothing() -> None:
    with EmbeddedServer("ana@example.com", "1") as one, EmbeddedServer("ana@example.com", "2") as other:
        assert one.port != other.port
        for server, expected in ((one, 1), (other, 0)):
            connection = connect(server)
            connection.login(server.user, server.password)
            if server is one:
                connection.append("INBOX", MAIL, msg_time=THEN)
            assert connection.folder_status("INBOX", ["MESSAGES"])[b"MESSAGES"] == expected
            connection.logout()
