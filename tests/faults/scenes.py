"""The lives that are played: what people do, when ghostd looks, and what kind of server it all lies on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ghostd.adapters.imap.account import Security
from tests.faults.proxy import Unit
from tests.faults.servers import Said, as_it_is, renamed, without, without_what_is_not_there
from tests.stage import Stage, at

START = at("2026-03-02 08:00")

Act = Callable[[Stage], None]


def nobody_acts(stage: Stage) -> None: ...


def asked(stage: Stage) -> None:
    stage.habit(START, answers=3)
    stage.owner_writes("Logo proposal", at("2026-03-02 10:00"))


def sent(stage: Stage) -> None:
    if stage.drafts():
        stage.sends(at("2026-03-06 13:00"))


def answered(stage: Stage) -> None:
    stage.client_writes("Logo proposal", at("2026-03-16 09:00"))


def asked_where_drafts_are_kept(stage: Stage) -> None:
    """The folder is there from the beginning; a Dovecot makes it when it is first opened."""
    asked(stage)
    assert not stage.drafts()


def drafts_removed(stage: Stage) -> None:
    """By a mail program that does so when the folder is empty."""
    stage.mailbox.world.drop("Drafts")  # type: ignore[attr-defined]  # a ServedMailbox stands there


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

REMOVED = (
    Scene(SCENES[0].look, asked_where_drafts_are_kept),
    *SCENES[1:3],
    Scene(SCENES[3].look, drafts_removed),
    *SCENES[4:],
)
"""The same, with Drafts removed just before the first draft comes."""


def served_as_it_is(maildir: Path) -> Said:
    return as_it_is


@dataclass(frozen=True, slots=True)
class Life:
    """Scenes, and the server on which they are played.

    With `verbs`, faults are tried in the `within` scenes at the lines that are about them alone, or, with
    `onwards`, from the first of these to the end of the look; all other lines are as in the usual life.
    """

    scenes: tuple[Scene, ...] = SCENES
    server: Callable[[Path], Said] = served_as_it_is
    security: Security = "none"
    verbs: frozenset[str] = frozenset()
    within: tuple[int, ...] = tuple(range(len(SCENES)))
    onwards: bool = False

    def lines(self, scene: int, units: Sequence[Unit]) -> Sequence[Unit]:
        """Those of a scene's units at which faults are tried."""
        if scene not in self.within:
            return ()
        if not self.verbs:
            return units
        chosen = [unit for unit in units if unit.verb in self.verbs]
        return [unit for unit in units if unit.number >= chosen[0].number] if self.onwards else chosen


USUAL = "usual"

LIVES: Mapping[str, Life] = {
    USUAL: Life(),
    "without MOVE": Life(
        server=lambda maildir: without("MOVE"),
        verbs=frozenset({"UID COPY", "UID STORE", "UID EXPUNGE"}), within=(6,), onwards=True,
    ),
    "Drafts removed": Life(
        REMOVED, without_what_is_not_there, verbs=frozenset({"CREATE"}), within=(3,), onwards=True
    ),
    "AUTHENTICATE": Life(
        server=lambda maildir: renamed("AUTH=PLAIN", "AUTH=PLAIN LOGINDISABLED"),
        verbs=frozenset({"AUTHENTICATE"}), within=(3, 5, 6),
    ),
    "STARTTLS": Life(security="starttls", verbs=frozenset({"", "CAPABILITY", "STARTTLS"}), within=(3, 5, 6)),
}  # fmt: skip
"""By name; in all but the usual one only that is tried which no line of the usual one is about. Of what goes
through TLS the proxy sees nothing: there only the lines before it are tried."""
