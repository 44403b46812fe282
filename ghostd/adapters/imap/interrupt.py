"""How another thread, or a signal handler, ends what is blocked in reading from the server."""

from __future__ import annotations

import contextlib
import selectors
import socket
import time

from ghostd.errors import Unavailable


class Interrupt:
    """Holds a handle on every open connection, so that `abort` ends all reading and sleeping at once.

    `abort` and `wake` take no lock: a signal handler may call them while its own thread is in here.
    """

    def __init__(self) -> None:
        self.aborted = False
        self._handles: list[socket.socket] = []
        self._receiver, self._sender = socket.socketpair()
        self._receiver.setblocking(False)
        self._sender.setblocking(False)

    def hold(self, connection: socket.socket) -> socket.socket:
        """A handle through which `abort` reaches the connection, even before it is connected.

        The handle is a duplicate, because TLS detaches the socket it wraps, and because a shutdown on a
        duplicate can never hit a number that the system has given to another file meanwhile. Once aborted,
        the connection is closed and `Unavailable` raised.
        """
        handle = connection.dup()
        self._handles.append(handle)
        if self.aborted:
            self.release(handle)
            connection.close()
            self.check()
        return handle

    def release(self, handle: socket.socket) -> None:
        with contextlib.suppress(ValueError):
            self._handles.remove(handle)
        handle.close()

    def check(self) -> None:
        if self.aborted:
            raise Unavailable("stopped: the mailbox was closed from elsewhere")

    def abort(self) -> None:
        """End every blocked read and every sleep now; from here on each call raises `Unavailable`."""
        self.aborted = True
        for handle in tuple(self._handles):
            with contextlib.suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)
        self.wake()

    def wake(self) -> None:
        """End the present sleep, or the next one."""
        # A full buffer means that waking is due already; a closed one that nobody sleeps any more.
        with contextlib.suppress(OSError):
            self._sender.send(b"!")

    def ready(self, connection: socket.socket | None, deadline: float) -> tuple[bool, bool]:
        """Whether (the connection can be read, somebody woke us) by the monotonic `deadline`."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._receiver, selectors.EVENT_READ)
            if connection is not None:
                selector.register(connection, selectors.EVENT_READ)
            found = {key.fileobj for key, _ in selector.select(max(0.0, deadline - time.monotonic()))}
        woken = self._receiver in found
        if woken:
            with contextlib.suppress(BlockingIOError):
                self._receiver.recv(4096)
        self.check()
        return connection in found, woken

    def close(self) -> None:
        for handle in tuple(self._handles):
            self.release(handle)
        self._receiver.close()
        self._sender.close()
