"""When to wait by IDLE, and when only by the clock."""

from __future__ import annotations

import time
from collections.abc import Callable

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.connection import Connection, explain
from ghostd.adapters.imap.discretion import legible
from ghostd.adapters.imap.idle import Watch
from ghostd.adapters.imap.interrupt import Interrupt
from ghostd.adapters.imap.wire import FOREIGN, Refused
from ghostd.errors import OperatorError, Unavailable

QUICK = 5.0
"""Seconds; a wait that breaks off sooner was cut off by the server on purpose."""

IDLE_PAUSE = 3600.0


class Waiting:
    """Sleeps until there may be news, on a connection of its own that is kept from one wait to the next."""

    def __init__(
        self, account: ImapAccount, interrupt: Interrupt, connected: Callable[[], Connection]
    ) -> None:
        self._account = account
        self._interrupt = interrupt
        self._connected = connected
        self._watch: Watch | None = None
        self._broke = 0
        self._idle_from = 0.0

    def wait(self, seconds: float, can_idle: bool, inbox_read: int | None) -> bool:
        """True for a hint or a `wake`; `inbox_read` is the first UID of INBOX that is not read yet."""
        began = time.monotonic()
        deadline = began + seconds
        if not can_idle or began < self._idle_from:
            return self._interrupt.ready(None, deadline)[1]
        try:
            watch = self._watching()
            if inbox_read is not None and watch.uid_next > inbox_read:
                # It came between the last reading and the beginning of this connection.
                watch.uid_next = 0
                return True
            hinted = watch.wait(deadline - time.monotonic())
        except (*FOREIGN, Refused, OperatorError) as error:
            said = self._watch.connection.said if self._watch else legible
            self.stop()
            self._interrupt.check()
            self._count_break(time.monotonic() - began)
            if isinstance(error, OperatorError):
                raise
            why = f"the server refuses it ({error})" if isinstance(error, Refused) else explain(error, said)
            raise Unavailable(f"{self._account.where}: waiting for news broke off; {why}") from None
        except BaseException:
            self.stop()
            raise
        self._broke = 0
        return hinted

    def stop(self) -> None:
        watch, self._watch = self._watch, None
        if watch:
            watch.connection.discard()

    def _watching(self) -> Watch:
        if self._watch is None:
            connection = self._connected()
            try:
                self._watch = Watch(connection, self._interrupt, "INBOX")
            except BaseException:
                connection.discard()
                raise
        return self._watch

    def _count_break(self, lasted: float) -> None:
        """After two breaks at once, wait without IDLE for an hour: some servers say BYE to it."""
        self._broke = self._broke + 1 if lasted < QUICK else 1
        if self._broke >= 2:
            self._broke = 0
            self._idle_from = time.monotonic() + IDLE_PAUSE
