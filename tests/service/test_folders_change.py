"""Folders are renamed, removed and made anew under us: what is told of a draft stays true, nothing stops."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from dovecot import PASSWORD, Dovecot

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.adapters.memory_mailbox import MemoryMailbox
from ghostd.core.folders import Folder, Role, Status
from ghostd.core.messages import Placement
from ghostd.core.playbook.model import Phase
from ghostd.core.review import Draft, Verdict
from ghostd.errors import Unavailable
from tests.conduct import Names
from tests.contracts.mailbox_world import ImapWorld
from tests.maildir import store_of
from tests.recordings.player import OPENED, START, drafted, drafts_of
from tests.stage import Stage, at
from tests.witness import WitnessedStage

SENT, DRAFTS, TRASH = "Enviados", "Borradores", "Papelera"
ROLES = {SENT: Role.SENT, DRAFTS: Role.DRAFTS, TRASH: Role.TRASH}


class Shut(MemoryMailbox):
    """A mailbox in memory with folders that the server refuses to open."""

    shut: frozenset[str] = frozenset()

    def status(self, folder: Folder) -> Status:
        if folder.name in self.shut:
            raise Unavailable(f"the server refuses looking at {folder.name}")
        return super().status(folder)


class InMemory:
    def __init__(self, stage: Stage) -> None:
        self.memory = Shut(stage.clock, (Folder("INBOX", Role.INBOX),))
        for name, role in ROLES.items():
            self.memory.add_folder(name, role)
        # What the stage's people write goes there.
        self.memory.add_folder("Sent", Role.SENT)
        self.mailbox: Any = self.memory

    def deliver(self, folder: str, source: bytes, when: datetime, flags: tuple[str, ...]) -> Placement:
        return self.memory.deliver(folder, source, when, flags)

    def remove(self, place: Placement) -> None:
        self.memory.remove(place)

    def sources(self, folder: str) -> list[bytes]:
        return [item.source for item in self.memory.everything().get(folder, ())]

    def rename(self, folder: str, to: str) -> None:
        self.memory.rename_folder(folder, to)

    def drop(self, folder: str) -> None:
        self.memory.remove_folder(folder)

    def make(self, folder: str) -> None:
        self.memory.add_folder(folder, ROLES.get(folder, Role.OTHER))

    def restart(self) -> None:
        """Nothing is remembered in the mailbox."""


class OnDovecot:
    """The gateway, beside it the owner's mail program; the stage's people get at INBOX and Sent by it."""

    def __init__(self, server: Dovecot) -> None:
        user = server.user()
        self.account = ImapAccount(
            "main", server.host, server.port, "none", user, lambda: PASSWORD,
            sent=SENT, drafts=DRAFTS, trash=TRASH, more_sent=("Sent",),
        )  # fmt: skip
        self.mailbox: Any = self
        self.gateway = ImapMailbox(self.account)
        self.world = ImapWorld(self.gateway, server.host, server.port, server.people(user), PASSWORD)
        for name in ROLES:
            self.world.create(name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.gateway, name)

    def deliver(self, folder: str, source: bytes, when: datetime, flags: tuple[str, ...] = ()) -> Placement:
        return self.world.deliver(folder, source, when, flags)

    def remove(self, place: Placement) -> None:
        self.world.remove(place)

    def sources(self, folder: str) -> list[bytes]:
        return [source for source, _ in self.world.contents(folder).values()]

    def rename(self, folder: str, to: str) -> None:
        self.world.rename(folder, to)

    def drop(self, folder: str) -> None:
        self.world.drop(folder)

    def make(self, folder: str) -> None:
        self.world.create(folder)

    def restart(self) -> None:
        self.gateway.close()
        self.gateway = ImapMailbox(self.account)

    def close(self) -> None:
        self.gateway.close()
        self.world.close()


@dataclass(slots=True)
class Desk:
    """ghostd's draft lies in Drafts; the owner's programs do something to it or its folder; ghostd looks."""

    stage: Stage
    world: Any
    draft: Draft
    now: datetime = OPENED
    said: list[Verdict] = field(default_factory=list)

    @property
    def place(self) -> Placement:
        place = self.judged().placement
        assert place is not None
        return place

    def after(self, **span: int) -> Draft:
        self.now += timedelta(**span)
        report = self.stage.tick(self.now)
        assert report.errors == []
        assert report.drafts_appended == 0, "a second draft"
        self.said.append(self.judged().verdict)
        return self.judged()

    def judged(self) -> Draft:
        return drafts_of(self.stage)[0]

    def sent_copy(self) -> bytes:
        message = message_from_bytes(self.draft.source, policy=policy.SMTP)
        assert isinstance(message, EmailMessage)
        del message["Date"]
        message["Date"] = format_datetime(self.now)
        return message.as_bytes()

    def files(self, source: bytes, folder: str) -> Placement:
        flags = ("\\Draft",) if folder == DRAFTS else ("\\Seen",)
        return self.world.deliver(folder, source, self.now, flags)  # type: ignore[no-any-return]  # any world

    def moves(self, place: Placement, folder: str) -> Placement:
        moved = self.files(self.draft.source, folder)
        self.world.remove(place)
        return moved

    @property
    def problem(self) -> str:
        return self.stage.ledger.health()["problem"] or ""


@pytest.fixture(params=["in_memory", pytest.param("on_dovecot", marks=pytest.mark.dovecot)])
def desk(request: pytest.FixtureRequest) -> Desk:
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]  # by name


@pytest.fixture
def in_memory(tmp_path: Path) -> Iterator[Desk]:
    stage = Stage.built(tmp_path, START)
    yield from played(stage, InMemory(stage))


@pytest.fixture
def on_dovecot(tmp_path: Path, dovecot: Dovecot) -> Iterator[Desk]:
    world = OnDovecot(dovecot)
    stage = WitnessedStage.built(tmp_path, START)
    stage.store = partial(store_of, dovecot.maildir(world.account.user))
    stage.names = Names().renamed(DRAFTS, "Entwürfe").renamed(TRASH, "Basura")
    yield from played(stage, world)
    world.close()


def played(stage: Stage, world: Any) -> Iterator[Desk]:
    stage.mailbox = world.mailbox
    yield Desk(stage, world, drafted(stage))
    stage.ledger.close()


# renamed


@pytest.mark.parametrize("restarted", [False, True], ids=["at_work", "while_away"])
def test_trash_renamed_while_a_draft_waits__it_is_taken_back_to_there(desk: Desk, restarted: bool) -> None:
    desk.world.rename(TRASH, "Basura")
    if restarted:
        desk.world.restart()
    assert desk.after(minutes=1).verdict is Verdict.PENDING
    desk.stage.client_writes("Logo proposal", desk.now)
    assert desk.after(minutes=1).verdict is Verdict.WITHDRAWN
    assert desk.world.sources("Basura") == [desk.draft.source]
    assert desk.world.sources(DRAFTS) == []


@pytest.mark.parametrize("restarted", [False, True], ids=["at_work", "while_away"])
def test_drafts_renamed_with_our_draft_in_it__it_waits_there_and_is_sent_from_there(
    desk: Desk, restarted: bool
) -> None:
    desk.world.rename(DRAFTS, "Entwürfe")
    if restarted:
        desk.world.restart()
    draft = desk.after(minutes=1)
    assert (draft.verdict, draft.missing_since, desk.place.folder) == (Verdict.PENDING, None, "Entwürfe")
    # It was appended, so it has a place.
    assert desk.place == desk.draft.placement._replace(folder="Entwürfe")  # type: ignore[union-attr]
    assert desk.after(hours=9).verdict is Verdict.PENDING
    desk.files(desk.sent_copy(), SENT)
    desk.world.remove(desk.place)
    assert desk.after(minutes=1).verdict is Verdict.SENT
    report = desk.stage.tick(at("2026-03-17 12:00"))
    assert (report.errors, report.drafts_appended) == ([], 1)
    assert len(desk.world.sources("Entwürfe")) == 1, "the next step's draft goes to the same folder"


def test_drafts_renamed_while_the_draft_is_open_in_a_program(desk: Desk) -> None:
    desk.world.remove(desk.place)
    assert desk.after(minutes=1).missing_since == desk.now
    desk.world.rename(DRAFTS, "Entwürfe")
    assert desk.after(hours=1).verdict is Verdict.PENDING
    desk.files(desk.draft.source, "Entwürfe")
    draft = desk.after(hours=1)
    assert (draft.verdict, draft.missing_since) == (Verdict.PENDING, None)
    assert desk.after(hours=9).verdict is Verdict.PENDING


def test_trash_renamed_while_it_is_not_yet_said_that_the_draft_was_thrown_away(desk: Desk) -> None:
    desk.moves(desk.place, TRASH)
    assert desk.after(seconds=20).verdict is Verdict.PENDING
    desk.world.rename(TRASH, "Basura")
    assert desk.after(seconds=20).verdict is Verdict.PENDING
    assert desk.after(seconds=61).verdict is Verdict.DISCARDED
    assert set(desk.said) == {Verdict.PENDING, Verdict.DISCARDED}


def test_sent_renamed_while_it_holds_the_copy(desk: Desk) -> None:
    desk.files(desk.sent_copy(), SENT)
    desk.world.remove(desk.place)
    desk.world.rename(SENT, "Salida")
    draft = desk.after(seconds=5)
    assert (draft.verdict, draft.decided) == (Verdict.SENT, OPENED)
    assert "Salida" in draft.evidence


def test_a_renamed_folder_is_not_read_again_and_nothing_counts_twice(desk: Desk) -> None:
    client = desk.stage.practice.clients[0]
    before = desk.stage.ledger.messages(client, desk.now)
    desk.world.rename("Sent", "Sent long ago")
    report = desk.stage.tick(desk.now)
    assert report.messages == 0
    assert [m for m in desk.stage.ledger.messages(client, desk.now) if m in before] == before


@pytest.mark.dovecot
def test_what_is_configured_is_said_once_and_until_it_is_mended(
    on_dovecot: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk = on_dovecot
    desk.world.rename(TRASH, "Basura")
    with caplog.at_level(logging.WARNING, "ghostd"):
        for _ in range(3):
            desk.after(minutes=5)
            assert "`folders.trash` names 'Papelera', which is called 'Basura' now" in desk.problem
    assert len(caplog.messages) == 1
    desk.world.rename("Basura", TRASH)
    desk.after(minutes=5)
    assert desk.problem == ""


# removed


def test_sent_removed_and_made_anew_when_the_draft_is_sent(desk: Desk) -> None:
    desk.world.drop(SENT)
    assert desk.after(minutes=1).verdict is Verdict.PENDING
    desk.world.make(SENT)
    desk.files(desk.sent_copy(), SENT)
    desk.world.remove(desk.place)
    assert desk.after(minutes=1).verdict is Verdict.SENT
    assert desk.problem == ""


def test_sent_removed_and_made_anew__what_was_sent_was_sent(desk: Desk) -> None:
    """The owner's old mail stays in its conversations, and comes no second time with the new folder."""
    client = desk.stage.practice.clients[0]
    before = desk.stage.ledger.messages(client, desk.now)
    for folder in ("Sent", SENT):
        desk.world.drop(folder)
        desk.after(minutes=1)
        desk.world.make(folder)
        desk.after(minutes=1)
    after = desk.stage.ledger.messages(client, desk.now)
    assert [m for m in after if m in before] == before


def test_trash_removed__the_draft_is_left_and_the_owner_told(in_memory: Desk) -> None:
    desk = in_memory
    desk.world.drop(TRASH)
    assert desk.after(minutes=1).verdict is Verdict.PENDING
    assert "no Trash any more" in desk.problem
    desk.stage.client_writes("Logo proposal", desk.now)
    desk.after(minutes=1)
    assert desk.world.sources(DRAFTS) == [desk.draft.source]
    desk.world.make(TRASH)
    desk.after(minutes=1)
    assert desk.problem == ""


def test_trash_removed_and_made_anew_with_the_draft_thrown_away_in_between(desk: Desk) -> None:
    desk.world.drop(TRASH)
    desk.after(minutes=1)
    desk.world.make(TRASH)
    desk.moves(desk.place, TRASH)
    desk.after(minutes=1)
    assert desk.after(minutes=2).verdict is Verdict.DISCARDED


def test_old_trash_set_aside__what_was_thrown_away_there_was_not_sent(desk: Desk) -> None:
    client = desk.stage.practice.clients[0]
    desk.moves(desk.place, TRASH)
    desk.after(minutes=1)
    assert desk.after(minutes=2).verdict is Verdict.DISCARDED
    desk.world.rename(TRASH, "Cosas viejas")
    desk.world.make(TRASH)
    desk.after(minutes=1)
    named = {m.message_id for m in desk.stage.ledger.messages(client, desk.now)}
    assert desk.draft.message_id not in named
    assert desk.after(minutes=1).verdict is Verdict.DISCARDED


# not to be seen


@pytest.mark.parametrize("trashed", [False, True], ids=["without_a_trace", "into_trash"])
def test_no_sent_folder_for_a_day__nothing_follows_from_what_is_not_seen(
    in_memory: Desk, trashed: bool
) -> None:
    desk = in_memory
    for folder in (SENT, "Sent"):
        desk.world.drop(folder)
    sent = desk.sent_copy()
    if trashed:
        desk.moves(desk.place, TRASH)
    else:
        desk.world.remove(desk.place)
    for _ in range(24):
        assert desk.after(hours=1).verdict is Verdict.PENDING
        assert "no Sent any more" in desk.problem
    desk.world.make(SENT)
    desk.files(sent, SENT)
    assert desk.after(minutes=5).verdict is Verdict.SENT
    assert desk.problem == ""


@pytest.mark.parametrize("name", [SENT, TRASH, DRAFTS])
def test_a_folder_is_refused_for_a_day__nothing_is_concluded(in_memory: Desk, name: str) -> None:
    desk = in_memory
    memory = desk.world.memory
    memory.shut = frozenset({name})
    sent = desk.sent_copy()
    desk.moves(desk.place, TRASH)
    for _ in range(24):
        desk.now += timedelta(hours=1)
        with pytest.raises(Unavailable, match="refuses"):
            desk.stage.tick(desk.now)
        assert desk.judged().verdict is Verdict.PENDING
        assert name in desk.problem
    desk.files(sent, SENT)
    memory.shut = frozenset()
    assert desk.after(minutes=5).verdict is Verdict.SENT
    [case] = desk.stage.ledger.cases()
    assert (case.phase, case.step) == (Phase.WAITING, 3)


# what left


def test_what_left_trash_is_known_to_have_left(desk: Desk) -> None:
    thrown = desk.files(desk.sent_copy(), TRASH)
    desk.after(seconds=1)
    assert [s.placement for s in desk.stage.ledger.sightings(Role.TRASH, START)] == [thrown]
    desk.world.remove(thrown)
    desk.after(seconds=1)
    assert desk.stage.ledger.sightings(Role.TRASH, START) == []
    assert (Role.TRASH, thrown) in desk.stage.ledger.find(desk.draft.message_id)


def test_a_sent_copy_that_was_tidied_away_stays_sent(desk: Desk) -> None:
    filed = desk.files(desk.sent_copy(), SENT)
    desk.world.remove(desk.place)
    assert desk.after(minutes=1).verdict is Verdict.SENT
    desk.moves(filed, TRASH)
    assert desk.after(hours=1).verdict is Verdict.SENT
    client = desk.stage.practice.clients[0]
    named = [m.message_id for m in desk.stage.ledger.messages(client, desk.now)]
    assert named.count(desk.draft.message_id) == 1


def test_only_a_folder_that_something_left_is_listed(in_memory: Desk) -> None:
    desk = in_memory
    calls = desk.world.memory.calls

    def listings() -> int:
        calls.clear()
        desk.stage.tick(desk.now)
        return int(calls.count("listing")) - int(calls.count("folders"))

    filed = desk.files(desk.sent_copy().replace(b"Logo", b"Label"), TRASH)
    assert listings() == 0, "only Drafts is, once a look"
    desk.world.remove(filed)
    assert listings() == 1
    assert listings() == 0
    assert "arrivals" not in calls, "where nothing came nothing is read"
