"""A client of Mozilla's Marionette protocol, as far as it is needed to run scripts in a program's chrome."""

from __future__ import annotations

import json
import socket
from typing import Any

from tests.clients.waiting import until

SYSTEM = "system"


class ScriptFailed(Exception):
    """The program's own words about a script that threw."""


class Marionette:
    """One session; messages are `length:[type, id, name, parameters]`."""

    def __init__(self, port: int, patience: float) -> None:
        self._serial = 0
        self._socket = until("Marionette to listen", lambda: connected(port), patience)
        self._stream = self._socket.makefile("rb")
        self._receive()
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
        _, serial, error, result = self._receive()
        assert serial == self._serial
        if error:
            raise ScriptFailed(f"{error.get('error')}: {error.get('message')}")
        return result

    def _receive(self) -> Any:
        digits = b""
        while not digits.endswith(b":"):
            if not (octet := self._stream.read(1)):
                raise ConnectionError("the program closed the Marionette connection")
            digits += octet
        return json.loads(self._stream.read(int(digits[:-1])))


def connected(port: int) -> socket.socket | None:
    try:
        return socket.create_connection(("127.0.0.1", port), timeout=60)
    except OSError:
        return None
