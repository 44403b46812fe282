"""The demo's world: it brings mail to the mailbox as time passes, over an IMAP connection of its own."""

from __future__ import annotations

import heapq
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml
from imapclient import IMAPClient

from ghostd.cli.demo.cast import cast
from ghostd.cli.demo.letters import Letter
from ghostd.cli.demo.owner import SENT, Deed
from ghostd.cli.demo.past import a_year_of_mail
from ghostd.cli.demo.script import Reaction, instant, letters, script
from ghostd.cli.demo.server import EmbeddedServer
from ghostd.core.gaps.calendar import Calendar

PASSWORD_FILE = "password"  # noqa: S105 (a file's name)
BATCH = 25
"""Letters to one APPEND (MULTIAPPEND): few enough for a progress bar to move."""


class World:
    """Everybody but Ana and ghostd: the mail of the past year, the script, and how clients react to Ana.

    The same `start`, `calendar` and `seed` give the same mail, byte for byte.
    """

    def __init__(self, connection: IMAPClient, start: datetime, calendar: Calendar, seed: int = 7) -> None:
        self._connection = connection
        self._calendar = calendar
        mail, self._threads = letters(start, calendar)
        mail += a_year_of_mail(start, calendar, seed)
        self._past = sorted((one for one in mail if one.at <= start), key=_order)
        self._coming = [(*_order(one), one) for one in mail if one.at > start]
        heapq.heapify(self._coming)
        self._reactions = list(script().reactions)

    @property
    def past(self) -> int:
        """How many messages `fill` brings."""
        return len(self._past)

    @property
    def next_at(self) -> datetime | None:
        """When the next letter comes, as far as is known now; None when nothing more is to come."""
        return self._coming[0][0] if self._coming else None

    def fill(self, progress: Callable[[int], None] | None = None) -> int:
        """The mailbox holds the year before the start; `progress` hears how many have come."""
        done = 0
        for batch in _batches(self._past):
            mail = [{"msg": one.source, "flags": _flags(one), "date": one.at} for one in batch]
            self._connection.multiappend(batch[0].folder, mail)
            done += len(batch)
            if progress:
                progress(done)
        return done

    def until(self, at: datetime) -> list[Letter]:
        """Everything that is due by `at` has been delivered; gives what came, in order."""
        came: list[Letter] = []
        while self._coming and self._coming[0][0] <= at:
            letter = heapq.heappop(self._coming)[-1]
            self._connection.append(letter.folder, letter.source, _flags(letter), letter.at)
            came.append(letter)
        return came

    def day(self, day: date) -> list[Letter]:
        """Everything that is due by the end of a day has been delivered."""
        return self.until(datetime.combine(day, time.max, self._calendar.zone))

    def react(self, deed: Deed) -> None:
        """A client whom Ana's deed concerns answers in its own time, if its part in the script says so."""
        for reaction in self._reactions:
            if reaction.party.name == deed.party and reaction.when == deed.what:
                self._reactions.remove(reaction)
                letter = self._answer(reaction, deed)
                heapq.heappush(self._coming, (*_order(letter), letter))
                return

    def _answer(self, reaction: Reaction, deed: Deed) -> Letter:
        thread = self._threads[deed.party]
        if reaction.when == SENT:
            thread.follow(deed.message_id, deed.at, cast().owner, deed.text)
        at = instant(deed.at, self._calendar, reaction.days, reaction.clock)
        return thread.letter(at, reaction.party.contact, [cast().owner], reaction.text)


def _order(letter: Letter) -> tuple[datetime, str]:
    return letter.at, letter.message_id


def _flags(letter: Letter) -> tuple[bytes, ...]:
    return (rb"\Seen",) if letter.seen else ()


def _batches(mail: list[Letter]) -> Iterator[list[Letter]]:
    """Runs for one folder each, so that a MULTIAPPEND can take them."""
    for folder in ("INBOX", "Sent"):
        there = [one for one in mail if one.folder == folder]
        for first in range(0, len(there), BATCH):
            yield there[first : first + BATCH]


@contextmanager
def connected(server: EmbeddedServer) -> Iterator[IMAPClient]:
    """A connection of its own, logged in; logged out at the end."""
    with IMAPClient(server.host, port=server.port, ssl=False, timeout=15) as connection:
        # imapclient writes a literal in two pieces: with Nagle's algorithm each APPEND would wait 40 ms.
        connection.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.normalise_times = False
        connection.login(server.user, server.password)
        yield connection


def configuration(server: EmbeddedServer, folder: Path) -> dict[str, Any]:
    """The demo's configuration, in the ordinary format; `folder` holds its password file and its state."""
    return {
        "accounts": [
            {
                "name": "demo",
                "host": server.host,
                "port": server.port,
                "security": "none",
                "user": server.user,
                "password": {"file": str(folder / PASSWORD_FILE)},
                "owner": {"name": cast().owner.name, "addresses": [cast().owner.address]},
            }
        ],
        "clients": [
            {
                "name": party.name,
                "addresses": [party.contact.address, f"@{party.domain}"],
                "contact": party.contact.first,
                "language": party.language,
                "register": party.register,
            }
            for party in cast().parties
        ],
        "calendar": {"zone": "Europe/Madrid", "hours": "09:00-18:00", "holidays": {"country": "ES"}},
        "state": str(folder / "state"),
    }


def settle_in(server: EmbeddedServer, folder: Path) -> Path:
    """The configuration and its password are written as an owner would; gives the configuration's path."""
    password = folder / PASSWORD_FILE
    password.touch(mode=0o600)
    password.write_text(server.password + "\n", encoding="utf-8")
    path = folder / "config.yaml"
    text = yaml.safe_dump(configuration(server, folder), allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path
