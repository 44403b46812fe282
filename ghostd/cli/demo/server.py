"""An IMAP server of our own for the demo and the tests: pymap with its mail in memory, on a loopback port.

pymap 0.36 was found to speak UIDPLUS (APPENDUID, COPYUID, UID EXPUNGE), MOVE, IDLE, MULTIAPPEND, LITERAL+,
ID and OBJECTID; to keep INTERNALDATE with its zone, keywords and \\Draft from an APPEND; to answer partial
fetches and HEADER.FIELDS with PEEK; and to answer EXAMINE with READ-ONLY. Its ways to be known:

* no SPECIAL-USE, LIST-EXTENDED, NAMESPACE, ESEARCH or UNSELECT: folders are told by their English names;
* UIDs begin at 101, and UIDVALIDITY is new with every server: mail lives as long as the server does;
* FETCH answers with the field list sorted and in capitals, and may put UID after a literal;
* CLOSE of a folder that was opened with EXAMINE is answered with NO [READ-ONLY];
* INTERNALDATE is the server's naive local time when the APPEND names none, so name one;
* an APPEND over a socket without TCP_NODELAY takes 45 ms (Nagle against delayed ACK), with it 2 ms.

What it does on its own account and we don't want is configured away: it looks up the host's name for its
greeting, hashes the password half a million times at each login, and keeps a thread pool.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import shlex
import sys
import threading
from argparse import Namespace
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ghostd.errors import OperatorError, Unavailable

if TYPE_CHECKING:
    from pymap.backend.dict import Config, Login

FOLDERS = ("Drafts", "Sent", "Trash", "Junk")
STARTS_WITHIN = 15.0
STOPS_WITHIN = 5.0

Connected = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class EmbeddedServer:
    """While entered, an IMAP server with one user and empty folders listens on `host` and `port`.

    It runs in a thread with its own event loop; leaving ends every connection and the thread.
    """

    host = "127.0.0.1"

    def __init__(self, user: str, password: str, folders: Sequence[str] = FOLDERS) -> None:
        self.user = user
        self.password = password
        self.port = 0
        self._folders = tuple(folders)
        self._thread = threading.Thread(target=self._run, name="embedded-imap", daemon=True)
        self._started: Future[None] = Future()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    def __enter__(self) -> Self:
        require_pymap()
        self._thread.start()
        try:
            self._started.result(timeout=STARTS_WITHIN)
        except OSError as error:
            raise Unavailable(f"the demo's mail server can't listen on {self.host}: {error}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(timeout=STOPS_WITHIN)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            if self._started.done():
                raise
            self._started.set_exception(error)

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        # asyncio makes the listener itself: on one of `socket.create_server` it sets no TCP_NODELAY, and each
        # answer in two pieces would take 40 ms.
        server = await asyncio.start_server(await self._service(), self.host, 0)
        self.port = server.sockets[0].getsockname()[1]
        self._started.set_result(None)
        await self._stop.wait()
        server.close()
        # pymap leaves the two tasks of an IDLE to themselves when its connection ends: so all, not only ours.
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()

    async def _service(self) -> Connected:
        """What serves a connection, with the user and the folders already there."""
        from proxyprotocol.result import ProxyResultLocal
        from proxyprotocol.sock import SocketInfo
        from pymap.imap import IMAPServer

        login = await self._populated()
        imap = IMAPServer(login, login.config)

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            # The end of a cancelled connection is in order; asyncio would print a traceback about it.
            with contextlib.suppress(asyncio.CancelledError):
                await imap(reader, writer, SocketInfo.get(writer, ProxyResultLocal()))
            # Without this the transport is still open when the loop ends: a ResourceWarning.
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

        return connected

    async def _populated(self) -> Login:
        from pymap.backend.dict import Login
        from pymap.user import Passwords, UserMetadata

        config = self._config()
        config.apply_context()
        login = Login(config)
        hashed = await Passwords(config).hash_password(self.password)
        identity = login.demo_user_identity
        await identity.set(UserMetadata(config, self.user, password=hashed))
        async with identity.new_session() as session:
            for folder in self._folders:
                await session.create_mailbox(folder)
                await session.subscribe(folder)
        return login

    def _config(self) -> Config:
        from pymap.backend.dict import Config
        from pymap.concurrent import Subsystem
        from pysasl.hashing import BuiltinHash

        class LoopbackConfig(Config):
            @property
            def greeting(self) -> bytes:
                return b"ghostd demo server ready"

        return LoopbackConfig(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            host=self.host,
            port=self.port,
            demo_data=False,
            demo_user=self.user,
            demo_password=self.password,
            admin_key=secrets.token_bytes(),
            tls_enabled=False,
            reject_dnsbl=False,
            hash_context=BuiltinHash(rounds=1),
            cpu_subsystem=Subsystem.for_asyncio(),
        )


def require_pymap() -> None:
    """Raises OperatorError, with the cure, when pymap is not installed."""
    try:
        import pymap.imap  # noqa: F401 (only whether it is there)
    except ImportError as error:
        raise OperatorError(
            "the demo needs pymap, which is not installed; install it beside ghostd: "
            f"{shlex.quote(sys.executable)} -m pip install pymap"
        ) from error
