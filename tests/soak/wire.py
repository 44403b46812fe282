"""A line to the server that can be cut after any number of bytes."""

from __future__ import annotations

import contextlib
import socket
import threading

HOST = "127.0.0.1"
NEVER = 1 << 62


class Line:
    """Forwards connections to the server; after `cut_after` bytes more from it, everything open is cut."""

    def __init__(self, host: str, port: int) -> None:
        self._server = host, port
        self._left = NEVER
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self.cuts = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, octets: int) -> None:
        self._left = octets

    def mend(self) -> None:
        self._left = NEVER

    def stop(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._cut()

    def _cut(self) -> None:
        with self._lock:
            ends, self._open = self._open, set()
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                client, _peer = self._listener.accept()
                server = socket.create_connection(self._server, timeout=60)
            except OSError:
                return
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open |= {client, server}
            threading.Thread(target=self._forward, args=(client, server, False), daemon=True).start()
            threading.Thread(target=self._forward, args=(server, client, True), daemon=True).start()

    def _forward(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while octets := source.recv(65536):
                if counted and len(octets) >= self._left:
                    target.sendall(octets[: self._left])
                    self._left, self.cuts = 0, self.cuts + 1
                    self._cut()
                    break
                self._left -= len(octets) if counted and self._left < NEVER else 0
                target.sendall(octets)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._open -= {source, target}
        source.close()
