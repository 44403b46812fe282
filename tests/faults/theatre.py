"""A life played without a fault once, and from then on any scene of it anew, with one."""

from __future__ import annotations

import shutil
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dovecot import Dovecot

from ghostd.service.report import Report
from tests.faults.ending import Picture, differing, in_essence
from tests.faults.kinds import IMPATIENT, Once
from tests.faults.life import PATIENT, Player, copied
from tests.faults.proxy import Proxy, Unit
from tests.faults.scenes import LIVES, START, USUAL, Scene

CHANGING = frozenset({"APPEND", "CREATE", "UID MOVE", "UID COPY", "UID STORE", "UID EXPUNGE"})
"""Verbs of commands that a server may still be at when ghostd has heard the last of it."""


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
    """Plays one of the lives; `played_on` counts how often it had to be played to its end after a fault."""

    def __init__(self, dovecot: Dovecot, proxy: Proxy, folder: Path, life: str = USUAL) -> None:
        self.dovecot = dovecot
        self.proxy = proxy
        self.folder = folder
        self.life = LIVES[life]
        self._lives = 0
        self.played_on = 0
        self.scenes: list[Before] = []
        self._sound: set[tuple[int, str, bytes]] = set()
        player = self.fresh()
        for number in range(len(self.life.scenes)):
            self.scenes.append(self._recorded(player, number))
        self.end = player.told()
        player.end()

    def fresh(self) -> Player:
        self._lives += 1
        home = self.folder / f"life-{self._lives}"
        home.mkdir(mode=0o700)
        return Player(self.dovecot, self.proxy, home, self.dovecot.user(), self.life)

    def before(self, number: int) -> Player:
        """Everything as it stood before the look of a scene, in a mailbox of its own."""
        kept, player = self.scenes[number], self.fresh()
        copied(kept.kept / "mail" / "Maildir", player.maildir)
        self.dovecot.recorder.mailbox(player.user).furnished = True
        shutil.copy2(kept.kept / "main.sqlite3", player.database)
        player.threads, player.written = deepcopy(kept.threads), kept.written
        return player

    def tried(self, number: int, once: Once) -> str:
        """One scene with a fault, ghostd started again, and on to the end; says what was wrong then, or
        nothing."""
        player = self.before(number)
        self.befall(player, number, once)
        if once.met is None:
            return "the fault was never met"
        late, believed = once.met.verb in CHANGING, once.kind.believed
        return self.recovered(player, number, late=late, believed=believed)

    def befall(self, player: Player, number: int, once: Once, *, alone: bool = True) -> None:
        """The scene's look with the fault."""
        patience = IMPATIENT if once.kind.waits else PATIENT
        player.look(self.scenes[number].scene.look, once, patience, alone=alone)

    def recovered(self, player: Player, number: int, *, late: bool = True, believed: bool = False) -> str:
        """ghostd is started again after what broke off the scene's look; says what is wrong in the end.

        After a lie that was `believed` the end may be another: a thread that was never seen, a draft left to
        the owner or without its quotation. Yet nothing of anybody else's is touched on the way to it, there
        are never two drafts, no mail is passed over, and nothing is left undone or set aside.

        Where the disks hold, to the last octet, what they held after another fault in this scene, from where
        the end was seen to be right, it would be so again, and is not played. But with `late` they may still
        change.
        """
        if player.drafts() > 1:
            return "two drafts"
        broken_off = (number, "broken off", player.picture().digest)
        if late or broken_off not in self._sound:
            again = player.look(self.scenes[number].scene.look)
            if not isinstance(again, Report) or again.errors:
                return f"the look after it: {again}"
            looked_again = (number, "looked again", player.picture().digest)
            if looked_again not in self._sound:
                self.play_on(player, number)
                end = player.told()
                wrong = differing(end, self.end)
                if believed and wrong:
                    player.end()
                    return "" if unharmed(end) else wrong
                if wrong:
                    return wrong
                self._sound.add(looked_again)
            if not late:
                self._sound.add(broken_off)
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
        self.played_on += 1
        for scene in self.life.scenes[after + 1 :]:
            player.act(scene)
            report = player.look(scene.look)
            assert isinstance(report, Report), report
            assert report.errors == []
            assert player.drafts() <= 1, "two drafts"

    def _recorded(self, player: Player, number: int) -> Before:
        scene, kept = self.life.scenes[number], self.folder / f"before-{number}"
        kept.mkdir()
        player.act(scene)
        if not player.database.exists():
            player.stage(START).ledger.close()
        copied(player.maildir, kept / "mail" / "Maildir")
        shutil.copy2(player.database, kept / "main.sqlite3")
        threads, written = deepcopy(player.threads), player.written
        report = player.look(scene.look)
        assert isinstance(report, Report), report
        assert report.errors == []
        units, once = tuple(self.proxy.units), player.picture().digest
        # After a fault ghostd looks twice, and it reads its own notice at the second look.
        again = player.look(scene.look)
        assert isinstance(again, Report), again
        after = player.picture()
        # From both this life goes on to its end.
        self._sound |= {(number, "broken off", once), (number, "looked again", after.digest)}
        return Before(scene, kept, threads, written, units, after)


def unharmed(end: dict[str, Any]) -> bool:
    """Whether nothing was passed over, set aside or left undone."""
    return not any(end[name] for name in ("missing from the mirror", "quarantined", "intents"))
