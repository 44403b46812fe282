"""What every mailbox keeps; each backend's test class inherits these tests and gives its world."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from mailbox_samples import (
    DRAFT_SOURCE,
    NOTICE_SOURCE,
    MakeWorld,
    a_draft,
    arrived,
    as_known,
    fields_of,
    known,
    mail,
    read,
)
from mailbox_world import NOW, World

from ghostd.core.folders import Cursor, Folder, Role, Status
from ghostd.core.messages import Placement
from ghostd.core.replies.digest import canonical_lines
from ghostd.core.review import Draft


class MailboxContract:
    # folders

    def test_special_folders_have_their_roles_and_come_once(self, make_world: MakeWorld) -> None:
        folders = make_world().mailbox.folders()
        roles = {folder.name: folder.role for folder in folders}
        assert len(roles) == len(folders)
        assert roles["INBOX"] is Role.INBOX
        assert roles["Sent"] is Role.SENT
        assert roles["Drafts"] is Role.DRAFTS
        assert roles["Trash"] is Role.TRASH
        assert roles["Projects"] is Role.OTHER

    @pytest.mark.parametrize(
        ("name", "role"),
        [("Drafts", Role.DRAFTS), ("Trash", Role.TRASH), ("Sent", Role.SENT), ("Projects", Role.OTHER)],
    )
    def test_renamed_with_mail_in_it__followed_with_its_role(
        self, make_world: MakeWorld, name: str, role: Role
    ) -> None:
        world = make_world()
        first = world.deliver(name, mail(1))
        before = as_known(world)
        world.rename(name, "Elsewhere")
        folders = world.mailbox.folders(before)
        assert folders.renamed == {name: "Elsewhere"}
        assert {f.name: f.role for f in folders}["Elsewhere"] is role
        assert [a.placement for a in arrived(read(world, "Elsewhere"))] == [
            first._replace(folder="Elsewhere")
        ]

    def test_renamed_while_empty__followed(self, make_world: MakeWorld) -> None:
        world = make_world()
        before = as_known(world)
        world.rename("Trash", "Elsewhere")
        assert world.mailbox.folders(before).renamed == {"Trash": "Elsewhere"}

    def test_renamed_before__stays_what_it_was(self, make_world: MakeWorld) -> None:
        world = make_world()
        before = as_known(world)
        world.rename("Trash", "Elsewhere")
        world.mailbox.folders(before)
        called = [
            replace(one, folder=Folder("Elsewhere", Role.TRASH), formerly=("Trash",))
            if one.folder.name == "Trash"
            else one
            for one in before
        ]
        folders = world.mailbox.folders(called)
        assert folders.renamed == {}
        assert {f.name: f.role for f in folders}["Elsewhere"] is Role.TRASH

    @pytest.mark.parametrize("name", ["Sent", "Trash"])
    def test_removed__no_error_and_lost_where_none_takes_its_place(
        self, make_world: MakeWorld, name: str
    ) -> None:
        world = make_world()
        before = as_known(world)
        world.drop(name)
        folders = world.mailbox.folders(before)
        assert folders.renamed == {}
        if name not in {folder.name for folder in folders}:
            assert folders.lost == {Role(name.lower())}
            [problem] = folders.problems
            assert f"{name} any more" in problem

    @pytest.mark.parametrize("name", ["Sent", "Trash", "Drafts"])
    def test_made_anew__another_folder_under_the_old_name(self, make_world: MakeWorld, name: str) -> None:
        world = make_world()
        world.deliver(name, mail(1))
        old = read(world, name)[-1].cursor
        before = as_known(world)
        world.renumber(name)
        folders = world.mailbox.folders(before)
        assert (folders.renamed, folders.lost, folders.problems) == ({}, frozenset(), ())
        assert {f.name: f.role for f in folders}[name] is Role(name.lower())
        batches = read(world, name, old)
        assert len(arrived(batches)) == 1
        assert world.mailbox.status(Folder(name)).uidvalidity != old.uidvalidity

    # status

    def test_status__tells_whether_there_is_anything_to_read(self, make_world: MakeWorld) -> None:
        world = make_world()
        first = world.deliver("INBOX", mail(1))
        cursor = read(world, "INBOX")[-1].cursor
        world.deliver("Sent", mail(2))
        assert world.mailbox.status(Folder("INBOX")) == Status(cursor.uidvalidity, cursor.uid_next, 1)
        world.remove(first)
        assert world.mailbox.status(Folder("INBOX")) == Status(cursor.uidvalidity, cursor.uid_next, 0)
        world.deliver("INBOX", mail(3))
        assert world.mailbox.status(Folder("INBOX")) == Status(cursor.uidvalidity, cursor.uid_next + 1, 1)

    # arrivals

    def test_empty_folder__one_batch_with_the_cursor(self, make_world: MakeWorld) -> None:
        world = make_world()
        (batch,) = read(world, "INBOX")
        assert (batch.arrivals, batch.done, batch.total) == ((), 0, 0)
        placement = world.deliver("INBOX", mail())
        assert batch.cursor == Cursor(placement.uidvalidity, placement.uid)

    def test_first_reading__everything_in_uid_order(self, make_world: MakeWorld) -> None:
        world = make_world()
        placements = [world.deliver("INBOX", mail(n)) for n in range(5)]
        batches = read(world, "INBOX")
        assert [a.placement for a in arrived(batches)] == placements
        assert batches[-1].cursor == Cursor(placements[0].uidvalidity, placements[-1].uid + 1)
        assert (batches[-1].done, batches[-1].total) == (5, 5)

    def test_nothing_new__no_batch(self, make_world: MakeWorld) -> None:
        world = make_world()
        world.deliver("INBOX", mail())
        cursor = read(world, "INBOX")[-1].cursor
        assert read(world, "INBOX", cursor) == []

    def test_one_new__only_that_one(self, make_world: MakeWorld) -> None:
        world = make_world()
        world.deliver("INBOX", mail(1))
        cursor = read(world, "INBOX")[-1].cursor
        new = world.deliver("INBOX", mail(2))
        batches = read(world, "INBOX", cursor)
        assert [a.placement for a in arrived(batches)] == [new]
        assert batches[-1].cursor.uid_next == new.uid + 1

    def test_come_and_gone__cursor_moves_on_without_arrivals(self, make_world: MakeWorld) -> None:
        world = make_world()
        world.deliver("INBOX", mail(1))
        cursor = read(world, "INBOX")[-1].cursor
        gone = world.deliver("INBOX", mail(2))
        world.remove(gone)
        batches = read(world, "INBOX", cursor)
        assert arrived(batches) == []
        assert batches[-1].cursor.uid_next == gone.uid + 1

    def test_broken_off_after_any_batch__the_rest_follows_and_nothing_twice(
        self, make_world: MakeWorld
    ) -> None:
        world = make_world(batch=3)
        placements = [world.deliver("INBOX", mail(n)) for n in range(10)]
        for hole in (1, 4, 5):
            world.remove(placements[hole])
        expected = [p for n, p in enumerate(placements) if n not in (1, 4, 5)]
        whole = read(world, "INBOX")
        assert [a.placement for a in arrived(whole)] == expected
        assert all(len(batch.arrivals) <= 3 for batch in whole)
        for stop in range(1, len(whole) + 1):
            before = arrived(whole[:stop])
            after = arrived(read(world, "INBOX", whole[stop - 1].cursor))
            assert [a.placement for a in before + after] == expected

    def test_caller_does_other_work_between_batches__nothing_is_missed(self, make_world: MakeWorld) -> None:
        world = make_world(batch=2)
        placements = [world.deliver("INBOX", mail(n)) for n in range(6)]
        found = []
        for batch in world.mailbox.arrivals(Folder("INBOX"), None):
            found += [a.placement for a in batch.arrivals]
            world.mailbox.listing(Folder("Sent"))
        assert found == placements

    def test_other_uidvalidity__everything_again(self, make_world: MakeWorld) -> None:
        world = make_world()
        for n in range(3):
            world.deliver("Projects", mail(n))
        old = read(world, "Projects")[-1].cursor
        world.renumber("Projects")
        batches = read(world, "Projects", old)
        assert len(arrived(batches)) == 3
        assert batches[-1].cursor.uidvalidity != old.uidvalidity

    def test_uidnext_went_back__everything_again(self, make_world: MakeWorld) -> None:
        world = make_world()
        placement = world.deliver("INBOX", mail())
        beyond = Cursor(placement.uidvalidity, placement.uid + 100)
        assert [a.placement for a in arrived(read(world, "INBOX", beyond))] == [placement]

    def test_carefully__the_same_messages(self, make_world: MakeWorld) -> None:
        world = make_world()
        for n in range(3):
            world.deliver("INBOX", mail(n))
        careful = list(world.mailbox.arrivals(Folder("INBOX"), None, careful=True))
        assert arrived(careful) == arrived(read(world, "INBOX"))
        assert not any(batch.damaged for batch in careful)

    def test_again__one_message_as_it_came(self, make_world: MakeWorld) -> None:
        world = make_world()
        first, second = (world.deliver("INBOX", mail(n)) for n in range(2))
        assert world.mailbox.again(second) == arrived(read(world, "INBOX"))[1]
        world.remove(first)
        assert world.mailbox.again(first) is None
        assert world.mailbox.again(second._replace(uidvalidity=second.uidvalidity + 1)) is None

    # what an arrival holds

    def test_header__the_wanted_fields_folded_as_they_were_and_no_others(self, make_world: MakeWorld) -> None:
        world = make_world()
        world.deliver("INBOX", mail(7))
        (arrival,) = arrived(read(world, "INBOX"))
        assert fields_of(arrival.header) == {
            b"return-path: <bob@acme.example>",
            b"date: Mon, 02 Mar 2026 09:58:00 +0100",
            b"from: Bob <bob@acme.example>",
            b"to: ana@example.com",
            b"subject: A subject that goes\r\n on in the next line",
            b"references: <a@x>\r\n\t<b@x>",
            b"message-id: <7@acme.example>",
        }
        assert arrival.size == len(mail(7))

    def test_internal_date__the_instant_in_utc(self, make_world: MakeWorld) -> None:
        world = make_world()
        at = datetime.fromisoformat("2026-03-02T10:00:00+05:30")
        world.deliver("INBOX", mail(), at)
        (arrival,) = arrived(read(world, "INBOX"))
        assert arrival.internal_date == at
        assert arrival.internal_date.utcoffset() == timedelta(0)

    def test_date_49_hours_before_internal_date__trace_fields_come_too(self, make_world: MakeWorld) -> None:
        world = make_world()
        sent = datetime(2026, 3, 2, 8, 58, tzinfo=UTC)
        world.deliver("INBOX", mail(1), sent + timedelta(hours=47))
        world.deliver("INBOX", mail(2), sent + timedelta(hours=49))
        world.deliver("INBOX", mail(3), sent - timedelta(hours=49))
        near, late, early = arrived(read(world, "INBOX"))
        assert b"received:" not in near.header.lower()
        for arrival in (late, early):
            assert arrival.header.lower().count(b"received:") == 2
            assert arrival.header.endswith(b"\r\n\r\n")
            assert b"\r\n\r\n" not in arrival.header[:-4]
            assert b"message-id:" in arrival.header.lower()

    def test_any_bytes_in_a_header__read_as_they_are(self, make_world: MakeWorld) -> None:
        world = make_world()
        world.deliver("INBOX", b'Subject: \xff\xfe "(quoted) {12}\r\nFrom: \x1b[31m\r\n\r\n.\r\n')
        (arrival,) = arrived(read(world, "INBOX"))
        assert b'\xff\xfe "(quoted) {12}' in arrival.header
        assert b"\x1b[31m" in arrival.header

    def test_no_header_at_all__an_arrival_all_the_same(self, make_world: MakeWorld) -> None:
        world = make_world()
        world.deliver("INBOX", b"\r\njust a body\r\n")
        (arrival,) = arrived(read(world, "INBOX"))
        assert arrival.header.strip() == b""

    def test_flags__in_their_usual_spelling(self, make_world: MakeWorld) -> None:
        world = make_world()
        world.deliver("INBOX", mail(), NOW, ["\\Seen", "\\Answered"])
        (arrival,) = arrived(read(world, "INBOX"))
        assert arrival.flags == {"\\Seen", "\\Answered"}

    # reading leaves no trace

    def test_reading_everything__flags_stay_as_they_were(self, make_world: MakeWorld) -> None:
        world = make_world()
        placement = world.deliver("INBOX", mail(1))
        world.deliver("INBOX", mail(2), NOW, ["\\Flagged"])
        before = world.contents("INBOX")
        world.mailbox.folders()
        read(world, "INBOX")
        world.mailbox.listing(Folder("INBOX"))
        world.mailbox.source(placement)
        assert world.contents("INBOX") == before

    # listing and source

    def test_listing__all_uids_with_flags_and_complete(self, make_world: MakeWorld) -> None:
        world = make_world()
        first = world.deliver("INBOX", mail(1))
        second = world.deliver("INBOX", mail(2), NOW, ["\\Seen"])
        listing = world.mailbox.listing(Folder("INBOX"))
        assert listing.complete
        assert listing.uidvalidity == first.uidvalidity
        assert listing.flags == {first.uid: frozenset(), second.uid: frozenset({"\\Seen"})}

    def test_listing_of_an_empty_folder__empty_and_complete(self, make_world: MakeWorld) -> None:
        listing = make_world().mailbox.listing(Folder("INBOX"))
        assert listing.complete
        assert listing.flags == {}

    def test_source__its_first_bytes(self, make_world: MakeWorld) -> None:
        world = make_world()
        placement = world.deliver("INBOX", mail())
        assert world.mailbox.source(placement) == mail()
        assert world.mailbox.source(placement, limit=20) == mail()[:20]

    def test_source_of_what_is_gone__none(self, make_world: MakeWorld) -> None:
        world = make_world()
        placement = world.deliver("INBOX", mail())
        assert world.mailbox.source(placement._replace(uid=placement.uid + 1)) is None
        assert world.mailbox.source(placement._replace(uidvalidity=placement.uidvalidity + 1)) is None
        world.remove(placement)
        assert world.mailbox.source(placement) is None

    # writing

    def test_append_draft__in_drafts_as_draft_and_unseen(self, make_world: MakeWorld) -> None:
        world = make_world()
        at = world.mailbox.append_draft(a_draft())
        assert at is not None
        assert at.folder == "Drafts"
        assert world.contents("Drafts") == {at.uid: (canonical_lines(DRAFT_SOURCE), frozenset({"\\Draft"}))}

    def test_append_draft_when_a_program_has_removed_the_folder__made_again(
        self, make_world: MakeWorld
    ) -> None:
        world = make_world()
        world.drop("Drafts")
        world.mailbox.folders([known("Drafts", Role.DRAFTS)])
        world.mailbox.append_draft(a_draft())
        roles = {folder.name: folder.role for folder in world.mailbox.folders()}
        assert roles["Drafts"] is Role.DRAFTS
        assert len(world.contents("Drafts")) == 1

    def test_append_notice__unread_in_the_inbox(self, make_world: MakeWorld) -> None:
        world = make_world()
        world.mailbox.append_notice(NOTICE_SOURCE)
        assert list(world.contents("INBOX").values()) == [(canonical_lines(NOTICE_SOURCE), frozenset())]

    def test_withdraw_untouched_draft__to_trash_and_nothing_else(self, make_world: MakeWorld) -> None:
        world = make_world()
        other = world.deliver("Drafts", mail(1))
        marked = world.deliver("Drafts", mail(2), NOW, ["\\Deleted"])
        at = world.mailbox.append_draft(a_draft())
        assert at is not None
        assert world.mailbox.withdraw(a_draft(), at)
        assert set(world.contents("Drafts")) == {other.uid, marked.uid}
        assert [source for source, _ in world.contents("Trash").values()] == [canonical_lines(DRAFT_SOURCE)]

    def test_withdraw_edited_draft__left_alone(self, make_world: MakeWorld) -> None:
        world = make_world()
        at = world.deliver("Drafts", DRAFT_SOURCE.replace(b"Hello", b"Hi"), NOW, ["\\Draft"])
        self.assert_left_alone(world, a_draft(), at)

    def test_withdraw_with_another_message_id__left_alone(self, make_world: MakeWorld) -> None:
        world = make_world()
        at = world.deliver("Drafts", DRAFT_SOURCE, NOW, ["\\Draft"])
        self.assert_left_alone(world, a_draft(message_id="<d2@example.com>"), at)

    def test_withdraw_of_what_the_owner_marked_deleted__left_alone(self, make_world: MakeWorld) -> None:
        world = make_world()
        at = world.deliver("Drafts", DRAFT_SOURCE, NOW, ["\\Draft", "\\Deleted"])
        self.assert_left_alone(world, a_draft(), at)

    def test_withdraw_under_another_uidvalidity__left_alone(self, make_world: MakeWorld) -> None:
        world = make_world()
        at = world.deliver("Drafts", DRAFT_SOURCE, NOW, ["\\Draft"])
        self.assert_left_alone(world, a_draft(), at._replace(uidvalidity=at.uidvalidity + 1))

    def test_withdraw_of_what_is_gone__false(self, make_world: MakeWorld) -> None:
        world = make_world()
        at = world.deliver("Drafts", DRAFT_SOURCE, NOW, ["\\Draft"])
        world.remove(at)
        self.assert_left_alone(world, a_draft(), at)

    def test_withdraw_outside_drafts__left_alone(self, make_world: MakeWorld) -> None:
        world = make_world()
        at = world.deliver("INBOX", DRAFT_SOURCE)
        before = world.contents("INBOX")
        assert not world.mailbox.withdraw(a_draft(), at)
        assert world.contents("INBOX") == before

    def assert_left_alone(self, world: World, draft: Draft, at: Placement) -> None:
        before = world.contents("Drafts")
        assert not world.mailbox.withdraw(draft, at)
        assert world.contents("Drafts") == before
        assert world.contents("Trash") == {}

    # waiting

    def test_wait__ends_early_for_news_and_late_without(self, make_world: MakeWorld) -> None:
        world = make_world()
        assert not world.mailbox.wait(timedelta(milliseconds=50))
        world.deliver("INBOX", mail())
        assert world.mailbox.wait(timedelta(seconds=60))
        assert not world.mailbox.wait(timedelta(milliseconds=50))

    def test_close_twice__nothing_more_happens(self, make_world: MakeWorld) -> None:
        world = make_world()
        world.mailbox.folders()
        world.mailbox.close()
        world.mailbox.close()
