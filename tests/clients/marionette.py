"""A client of Mozilla's Marionette protocol, as far as it is needed to run scripts in a program's chrome."""

from __future__ import annotations

import json
import socket
from typing import Any, BinaryIO

from tests.clients.waiting import until

SYSTEM = "system"


class ScriptFailed(Exception):
    """The program's own words about a script that threw."""


class Marionette:
    """One session; messages are `length:[type, id, name, parameters]`."""

    def __init__(self, port: int, patience: float) -> None:
        self._serial = 0
        self._socket, self._stream = until("Marionette to greet", lambda: greeted(port), patience)
        self._command("WebDriver:NewSession", {"strictFileInteractability": False})
        self._command("Marionette:SetContext", {"value": "chrome"})

    def run(self, script: str, *arguments: Any) -> Any:
        """The script's return value; `arguments` are named so within it."""
        parameters = {"script": script, "args": list(arguments), "sandbox": SYSTEM, "newSandbox": True}
        return self._command("WebDriver:ExecuteScript", parameters)["value"]

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def _command(self, name: str, parameters: dict[str, Any]) -> Any:
        self._serial += 1
        message = json.dumps([0, self._serial, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, serial, error, result = received(self._stream)
        assert serial == self._serial
        if error:
            raise ScriptFailed(f"{error.get('error')}: {error.get('message')}")
        return result


def greeted(port: int) -> tuple[socket.socket, BinaryIO] | None:
    """A connection on which the program has said who it is; None while it only begins to listen.

    A program that starts may close its first connections again; and a connection to a port where nobody
    listens yet can be given that very port as its own, and so talk to itself.
    """
    try:
        connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    except OSError:
        return None
    stream = connection.makefile("rb")
    try:
        if connection.getsockname() != connection.getpeername() and received(stream):
            return connection, stream
    except OSError:
        pass
    stream.close()
    connection.close()
    return None


def received(stream: BinaryIO) -> Any:
    """The next message; raises ConnectionError where the program has closed the connection."""
    digits = b""
    while not digits.endswith(b":"):
        if not (octet := stream.read(1)):
            raise ConnectionError("the program closed the Marionette connection")
        digits += octet
    return json.loads(stream.read(int(digits[:-1])))
