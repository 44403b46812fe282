"""A short life on Dovecot, in scenes; each can be played anew from how things stood before it.

People act on the server itself, ghostd goes through the proxy. ghostd is started afresh for every look, with
a gateway and a ledger of its own, so that a scene begins with nothing but what is on the disks.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from dovecot import PASSWORD, Dovecot

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.errors import OperatorError
from ghostd.service.report import Report
from tests.conduct import DRAFTS, TRASH, Conduct
from tests.faults.ending import differing, in_essence, rows, told
from tests.faults.kinds import IMPATIENT, Once
from tests.faults.proxy import Fault, Proxy, Unit, passed
from tests.maildir import Store, store_of
from tests.served import ServedMailbox
from tests.stage import Stage, at
from tests.witness import trespasses

START = at("2026-03-02 08:00")
PATIENT = 60.0

Act = Callable[[Stage], None]


def nobody_acts(stage: Stage) -> None: ...


def asked(stage: Stage) -> None:
    stage.habit(START, answers=3)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))


def sent(stage: Stage) -> None:
    stage.sends(at("2026-03-06 13:00"))


def answered(stage: Stage) -> None:
    stage.client_writes("Logo proposal", at("2026-03-16 09:00"))


@dataclass(frozen=True, slots=True)
class Scene:
    """What people do, and when ghostd looks afterwards."""

    look: datetime
    act: Act = nobody_acts


SCENES = (
    Scene(at("2026-03-02 11:00"), asked),
    Scene(at("2026-03-04 10:00")),
    Scene(at("2026-03-05 10:00")),
    Scene(at("2026-03-06 10:00")),
    Scene(at("2026-03-06 16:00"), sent),
    Scene(at("2026-03-13 16:00")),
    Scene(at("2026-03-16 10:00"), answered),
    Scene(at("2026-03-16 17:00")),
    Scene(at("2026-03-16 18:00")),
)
"""Silence, an assessment and its notice, a draft that is sent, a second one that an answer withdraws."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is on the disks: the mail store and the ledger's rows."""

    store: Store
    ledger: Mapping[str, list[tuple[Any, ...]]]


@dataclass(slots=True)
class Player:
    """One life in a mailbox of its own. `threads` and `written` are what its people remember."""

    dovecot: Dovecot
    proxy: Proxy
    folder: Path
    user: str
    threads: dict[str, list[str]] = field(default_factory=dict)
    written: int = 0

    @property
    def maildir(self) -> Path:
        return self.dovecot.maildir(self.user)

    @property
    def database(self) -> Path:
        return self.folder / "main.sqlite3"

    def act(self, scene: Scene) -> None:
        """Let the people do what they do before the look."""
        if scene.act is nobody_acts:
            return
        with self.ledger_closed_stage() as stage:
            scene.act(stage)
            self.threads, self.written = stage.threads, stage.written

    @contextmanager
    def ledger_closed_stage(self) -> Iterator[Stage]:
        served = ServedMailbox(self.dovecot.host, self.dovecot.port, self.user, PASSWORD)
        stage = self.stage(START)
        stage.mailbox = served  # type: ignore[assignment]  # the port, in the place of the memory
        try:
            yield stage
        finally:
            stage.ledger.close()
            served.close_all()

    def stage(self, now: datetime) -> Stage:
        stage = Stage.built(self.folder, now)
        stage.threads, stage.written = self.threads, self.written
        return stage

    def look(
        self, now: datetime, fault: Fault = passed, patience: float = PATIENT, *, alone: bool = True
    ) -> Report | OperatorError:
        """ghostd starts, looks once, and ends; what it says of what it could not do.

        What it says to the server is held against the list of what is allowed, and, where it was alone with
        the mail, what it did to it.
        """
        before = store_of(self.maildir)
        found = self._looked(now, fault, patience)
        conducts: dict[int, Conduct] = {}
        for unit in self.proxy.units:
            if unit.client and not unit.literal:
                conducts.setdefault(unit.connection, Conduct(DRAFTS, TRASH)).hear(unit.octets)
        self.proxy.commands += sum(conduct.commands for conduct in conducts.values())
        assert not [line for conduct in conducts.values() for line in conduct.wrong]
        assert not alone or not trespasses(before, store_of(self.maildir), self.database)
        return found

    def _looked(self, now: datetime, fault: Fault, patience: float) -> Report | OperatorError:
        self.proxy.begin(fault)
        stage = self.stage(now)
        where = ImapAccount("main", self.dovecot.host, self.proxy.port, "none", self.user, lambda: PASSWORD)
        gateway = ImapMailbox(where, patience=patience)
        stage.mailbox = gateway  # type: ignore[assignment]  # the port, in the place of the memory
        try:
            return stage.tick(now)
        except OperatorError as trouble:
            return trouble
        finally:
            gateway.close()
            stage.ledger.close()
            self.proxy.rest()

    def picture(self) -> Picture:
        return Picture(store_of(self.maildir), rows(self.database))

    def told(self) -> dict[str, Any]:
        return told(self.database, self.maildir)

    def drafts(self) -> int:
        """How many there are; the folder comes into being with the first look at it."""
        store = store_of(self.maildir)
        return len(store["Drafts"].mail) if "Drafts" in store else 0

    def end(self) -> None:
        shutil.rmtree(self.maildir.parent, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Before:
    """How everything stood before a scene's look, and afterwards when nothing went wrong."""

    scene: Scene
    kept: Path
    threads: dict[str, list[str]]
    written: int
    units: tuple[Unit, ...]
    after: Picture


class Theatre:
    """Plays the life without a fault once, and from then on any scene of it anew."""

    def __init__(self, dovecot: Dovecot, proxy: Proxy, folder: Path) -> None:
        self.dovecot = dovecot
        self.proxy = proxy
        self.folder = folder
        self._lives = 0
        self.played_on = 0
        self.scenes: list[Before] = []
        player = self.fresh()
        for number, scene in enumerate(SCENES):
            self.scenes.append(self._recorded(player, scene, folder / f"before-{number}"))
        self.end = player.told()
        player.end()

    def fresh(self) -> Player:
        self._lives += 1
        home = self.folder / f"life-{self._lives}"
        home.mkdir()
        return Player(self.dovecot, self.proxy, home, self.dovecot.user())

    def before(self, number: int) -> Player:
        """Everything as it stood before the look of a scene, in a mailbox of its own."""
        kept, player = self.scenes[number], self.fresh()
        copy(kept.kept / "Maildir", player.maildir)
        copy(kept.kept / "main.sqlite3", player.database)
        player.threads, player.written = deepcopy(kept.threads), kept.written
        return player

    def tried(self, number: int, once: Once) -> str:
        """One scene with a fault, ghostd started again, and on to the end; says what was wrong then, or
        nothing.

        Where the disks hold what they would without the fault, to the last octet, the end would be the same,
        and is not played.
        """
        player = self.before(number)
        self.befall(player, number, once)
        return self.recovered(player, number) if once.met else "the fault was never met"

    def befall(self, player: Player, number: int, once: Once, *, alone: bool = True) -> None:
        """The scene's look with the fault."""
        patience = IMPATIENT if once.kind.waits else PATIENT
        player.look(self.scenes[number].scene.look, once, patience, alone=alone)

    def recovered(self, player: Player, number: int) -> str:
        """ghostd is started again after what broke off the scene's look; says what is wrong in the end."""
        if player.drafts() > 1:
            return "two drafts"
        again = player.look(self.scenes[number].scene.look)
        if not isinstance(again, Report) or again.errors:
            return f"the look after it: {again}"
        if player.picture() != self.scenes[number].after:
            self.played_on += 1
            self.play_on(player, number)
            if wrong := differing(player.told(), self.end):
                return wrong
        player.end()
        return ""

    def recovered_somehow(self, player: Player, number: int) -> str:
        """The same, where it may take another while, and a quotation may be missing."""
        again = player.look(self.scenes[number].scene.look)
        if not isinstance(again, Report) or again.errors:
            return f"the look after it: {again}"
        self.play_on(player, number)
        wrong = differing(in_essence(player.told()), in_essence(self.end))
        player.end()
        return wrong

    def play_on(self, player: Player, after: int) -> None:
        """The scenes that come after, without a fault."""
        for scene in SCENES[after + 1 :]:
            player.act(scene)
            report = player.look(scene.look)
            assert isinstance(report, Report), report
            assert report.errors == []
            assert player.drafts() <= 1, "two drafts"

    def _recorded(self, player: Player, scene: Scene, kept: Path) -> Before:
        kept.mkdir()
        player.act(scene)
        if not player.database.exists():
            player.stage(START).ledger.close()
        copy(player.maildir, kept / "Maildir")
        copy(player.database, kept / "main.sqlite3")
        threads, written = deepcopy(player.threads), player.written
        report = player.look(scene.look)
        assert isinstance(report, Report), report
        assert report.errors == []
        units = tuple(self.proxy.units)
        # After a fault ghostd looks twice, and it reads its own notice at the second look.
        again = player.look(scene.look)
        assert isinstance(again, Report), again
        return Before(scene, kept, threads, written, units, player.picture())


def copy(source: Path, target: Path) -> None:
    """With owners and all, since the mail belongs to another user than the tests where those are root."""
    if source.is_dir() and not target.parent.exists():
        target.parent.mkdir()
        shutil.copystat(source.parent, target.parent)
        found = source.parent.stat()
        os.chown(target.parent, found.st_uid, found.st_gid)
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
