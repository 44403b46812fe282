"""What every ledger promises of the mailbox's mirror."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_examples import (
    ACME,
    DRAFTS,
    INBOX,
    JUNK,
    LATE,
    ME,
    ME_TOO,
    SENT,
    SOLO,
    T0,
    TRASH,
    at,
    case,
    draft,
    ids,
    mail,
    put,
)

from ghostd.core.conversations import Client
from ghostd.core.folders import Cursor, Known, Role
from ghostd.core.messages import Placement, Wording
from ghostd.ports import Ledger

BOB = "bob@acme.example"


class MirrorContract:
    """Needs a fixture `ledger`: an empty ledger of `OWNER`."""

    def test_a_folder_never_read_has_no_cursor(self, ledger: Ledger) -> None:
        assert ledger.cursor("INBOX") is None

    def test_the_cursor_is_the_last_one_stored(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail("a", BOB), mail("b", BOB))
        ledger.store(INBOX, [], Cursor(8, 40))
        assert ledger.cursor("INBOX") == Cursor(8, 40)

    def test_folders_are_known_with_their_newest_names(self, ledger: Ledger) -> None:
        assert ledger.folders() == []
        ledger.store(DRAFTS, [], Cursor(7, 1))
        put(ledger, INBOX, *(mail(str(n), BOB) for n in range(5)), mail(None, BOB))
        assert ledger.folders() == [
            Known(DRAFTS, Cursor(7, 1)),
            Known(INBOX, Cursor(7, 7), held=6, sample={5: "<4@x>", 4: "<3@x>", 3: "<2@x>"}),
        ]

    def test_a_renamed_folder_keeps_its_mail_its_cursor_and_its_drafts(self, ledger: Ledger) -> None:
        put(ledger, DRAFTS, mail("d", ME, BOB))
        opened = ledger.save(None, case(), (), ())
        ledger.keep(replace(draft("d", opened.id or 0), placement=Placement(DRAFTS.name, 7, 1)))
        ledger.rename(DRAFTS.name, "Drafts")
        assert ledger.cursor("Drafts") == Cursor(7, 2)
        assert ledger.cursor(DRAFTS.name) is None
        assert [s.placement for s in ledger.sightings(Role.DRAFTS, T0)] == [Placement("Drafts", 7, 1)]
        assert [d.placement for d in ledger.drafts()] == [Placement("Drafts", 7, 1)]
        [known] = ledger.folders()
        assert (known.folder, known.formerly) == (replace(DRAFTS, name="Drafts"), (DRAFTS.name,))

    def test_a_folder_renamed_back_and_forth_remembers_each_name_once(self, ledger: Ledger) -> None:
        put(ledger, TRASH, mail("a", BOB))
        for before, now in (("Papelera", "B"), ("B", "C"), ("C", "Papelera"), ("Papelera", "B")):
            ledger.rename(before, now)
        [known] = ledger.folders()
        assert (known.folder.name, known.formerly) == ("B", ("C", "Papelera"))
        ledger.rename("nobody", "knows")
        assert [one.folder.name for one in ledger.folders()] == ["B"]

    def test_renamed_onto_the_name_of_a_folder_that_is_gone__one_folder(self, ledger: Ledger) -> None:
        put(ledger, replace(SENT, name="Old"), mail("old", ME, BOB), mail("both", ME, BOB))
        put(ledger, SENT, mail("new", ME, BOB, 1), uidvalidity=8)
        put(ledger, SENT, mail("other", ME, BOB, 2), first=2, uidvalidity=7)
        ledger.rename(SENT.name, "Old")
        [known] = ledger.folders()
        assert known.folder.name == "Old"
        assert set(ids(ledger.messages(ACME, LATE))) >= {"<old@x>", "<new@x>", "<other@x>"}

    def test_what_left_sent_was_sent__what_left_trash_is_there_no_more(self, ledger: Ledger) -> None:
        for folder in (SENT, TRASH):
            put(ledger, folder, mail("a", ME, BOB), mail("b", BOB))
            assert ledger.held(folder.name) == 2
            assert ledger.mark_missing(folder.name, 7, frozenset({2}), 1) == 1
            assert ledger.mark_missing(folder.name, 7, frozenset({2}), 1) == 0
            assert ledger.held(folder.name) == 1
        assert [s.placement.uid for s in ledger.sightings(Role.SENT, T0)] == [1, 2]
        assert [s.placement.uid for s in ledger.sightings(Role.TRASH, T0)] == [2]
        assert ids(ledger.messages(ACME, LATE)) == ["<a@x>", "<b@x>"]
        assert {role for role, _ in ledger.find("<a@x>")} == {Role.SENT, Role.TRASH}

    def test_the_clients_answer_that_left_trash_stays_an_answer(self, ledger: Ledger) -> None:
        put(ledger, TRASH, mail("a", BOB))
        ledger.mark_missing(TRASH.name, 7, frozenset(), 0)
        assert ids(ledger.messages(ACME, LATE)) == ["<a@x>"]
        assert ledger.sightings(Role.TRASH, T0) == []

    def test_what_is_there_again_is_there(self, ledger: Ledger) -> None:
        put(ledger, TRASH, mail("a", BOB))
        ledger.mark_missing(TRASH.name, 7, frozenset(), 0)
        ledger.mark_missing(TRASH.name, 7, frozenset({1}), 1)
        assert [s.placement.uid for s in ledger.sightings(Role.TRASH, T0)] == [1]

    def test_made_anew__what_lay_there_has_left_and_nothing_counts_twice(self, ledger: Ledger) -> None:
        for folder in (SENT, TRASH):
            put(ledger, folder, mail("a", ME, BOB), mail("b", ME, BOB))
            put(ledger, folder, mail("a", ME, BOB), uidvalidity=8)
            assert ledger.held(folder.name) == 1
        assert [s.placement[1:] for s in ledger.sightings(Role.TRASH, T0)] == [(8, 1)]
        assert ids(ledger.messages(ACME, LATE)) == ["<a@x>", "<b@x>"]

    def test_a_known_placement_stays_as_it_is(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail("a", BOB))
        put(ledger, INBOX, mail("another", BOB), mail("b", BOB))
        assert ids(ledger.messages(ACME, LATE)) == ["<a@x>", "<b@x>"]

    def test_a_placement_twice_in_a_batch_is_stored_once(self, ledger: Ledger) -> None:
        twice = (Placement("INBOX", 7, 1), mail("a", BOB))
        ledger.store(INBOX, [twice, twice], Cursor(7, 2))
        assert ledger.find("<a@x>") == [(Role.INBOX, Placement("INBOX", 7, 1))]

    def test_messages_are_those_of_the_clients_people_in_time_order(self, ledger: Ledger) -> None:
        put(
            ledger,
            INBOX,
            mail("late", BOB, hours=9),
            mail("colleague", "eve@acme.example", hours=3),
            mail("subdomain", "x@mail.acme.example", hours=2),
            mail("stranger", "bob@other.example", hours=1),
            mail("lookalike", "bob@notacme.example", hours=1),
            mail("prefix", "bob@acme.example.org", hours=1),
        )
        put(ledger, SENT, mail("to", ME, BOB, hours=4), mail("cc", ME, "x@y.example", 5, cc=(BOB,)))
        found = ids(ledger.messages(ACME, LATE))
        assert found == ["<subdomain@x>", "<colleague@x>", "<to@x>", "<cc@x>", "<late@x>"]

    def test_at_a_mail_provider_only_the_whole_address_counts(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail("theirs", "solo@gmail.com"), mail("a neighbour's", "other@gmail.com"))
        assert ids(ledger.messages(SOLO, LATE)) == ["<theirs@x>"]

    def test_the_owners_address_is_no_clients(self, ledger: Ledger) -> None:
        client = Client("Acme", frozenset({BOB}), domains=frozenset({"example.com", "example.org"}))
        put(ledger, SENT, mail("to myself", ME, ME_TOO))
        assert ledger.messages(client, LATE) == []

    def test_until_is_inclusive(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail("a", BOB, hours=1), mail("b", BOB, hours=2))
        assert ids(ledger.messages(ACME, at(1))) == ["<a@x>"]
        assert ids(ledger.messages(ACME, at(2))) == ["<a@x>", "<b@x>"]

    @pytest.mark.parametrize("by_references", [False, True], ids=["in_reply_to", "references_only"])
    def test_an_answer_from_an_unknown_address_belongs_to_the_client(
        self, ledger: Ledger, by_references: bool
    ) -> None:
        put(ledger, SENT, mail("question", ME, BOB))
        refs = ("<older@x>", "<question@x>")
        answer = mail("answer", "bob@home.example", hours=1, references=refs)
        put(ledger, INBOX, answer if by_references else replace(answer, in_reply_to="<question@x>"))
        assert ids(ledger.messages(ACME, LATE)) == ["<question@x>", "<answer@x>"]

    def test_the_owners_own_mail_to_strangers_in_the_thread_does_not(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail("question", BOB))
        put(ledger, SENT, mail("forward", ME, "friend@z.example", 1, in_reply_to="<question@x>"))
        assert ids(ledger.messages(ACME, LATE)) == ["<question@x>"]

    def test_a_draft_is_no_mail__but_its_sent_copy_is(self, ledger: Ledger) -> None:
        put(ledger, DRAFTS, mail("d", ME, BOB), mail("only a draft", ME, BOB))
        assert ledger.messages(ACME, LATE) == []
        put(ledger, SENT, mail("d", ME, BOB, hours=1))
        assert ledger.messages(ACME, LATE) == [mail("d", ME, BOB, hours=1)]

    def test_an_answer_to_a_mere_draft_does_not_count(self, ledger: Ledger) -> None:
        put(ledger, DRAFTS, mail("d", ME, BOB))
        put(ledger, INBOX, mail("a", "who@z.example", in_reply_to="<d@x>"))
        assert ledger.messages(ACME, LATE) == []

    def test_the_clients_mail_counts_in_trash_and_junk__the_owners_discarded_draft_does_not(
        self, ledger: Ledger
    ) -> None:
        put(ledger, TRASH, mail("deleted", BOB), mail("discarded", ME, BOB, 1))
        put(ledger, JUNK, mail("junk", BOB, hours=2))
        assert ids(ledger.messages(ACME, LATE)) == ["<deleted@x>", "<junk@x>"]

    def test_copies_come_once__the_earliest_whatever_came_first(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail("a", BOB, hours=5))
        put(ledger, TRASH, mail("a", BOB, hours=2))
        put(ledger, JUNK, mail("a", BOB, hours=7))
        assert ledger.messages(ACME, LATE) == [mail("a", BOB, hours=2)]

    def test_mail_without_message_id_comes_once_each(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail(None, BOB, hours=1), mail(None, BOB, hours=2))
        put(ledger, JUNK, mail(None, BOB, hours=1))
        assert len(ledger.messages(ACME, LATE)) == 2

    def test_sightings_are_dated_since__but_drafts_are_all(self, ledger: Ledger) -> None:
        for folder in (DRAFTS, SENT):
            put(ledger, folder, mail("new", ME, BOB, hours=2), mail("old", ME, BOB))
        assert [s.placement.uid for s in ledger.sightings(Role.SENT, at(2))] == [1]
        assert [s.placement for s in ledger.sightings(Role.DRAFTS, at(2))] == [
            Placement("Borradores", 7, 2),
            Placement("Borradores", 7, 1),
        ]
        assert ledger.sightings(Role.TRASH, T0) == []

    def test_find_says_every_place(self, ledger: Ledger) -> None:
        for folder in (TRASH, DRAFTS, INBOX):
            put(ledger, folder, mail("a", BOB), mail("b", BOB))
        assert ledger.find("<b@x>") == [
            (Role.DRAFTS, Placement("Borradores", 7, 2)),
            (Role.INBOX, Placement("INBOX", 7, 2)),
            (Role.TRASH, Placement("Papelera", 7, 2)),
        ]
        assert ledger.find("<nobody@x>") == []

    def test_find_names_last_what_has_left(self, ledger: Ledger) -> None:
        for folder in (SENT, TRASH):
            put(ledger, folder, mail("a", ME, BOB))
        ledger.mark_missing(SENT.name, 7, frozenset(), 0)
        assert [role for role, _ in ledger.find("<a@x>")] == [Role.TRASH, Role.SENT]

    def test_the_copy_whose_words_were_read_speaks_for_a_message(self, ledger: Ledger) -> None:
        said = Wording(asks=True, closes=False, words=9)
        put(ledger, INBOX, mail("a", BOB))
        put(ledger, TRASH, replace(mail("a", BOB), wording=said))
        assert [message.wording for message in ledger.messages(ACME, LATE)] == [said]

    def test_a_folders_role_is_the_one_it_was_last_stored_with(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail("a", BOB))
        ledger.store(replace(INBOX, role=Role.OTHER), [], Cursor(7, 2))
        assert ledger.find("<a@x>") == [(Role.OTHER, Placement("INBOX", 7, 1))]

    def test_what_is_missing_is_forgotten_in_that_folder_only(self, ledger: Ledger) -> None:
        put(ledger, DRAFTS, mail("a", ME, BOB), mail("b", ME, BOB), mail("c", ME, BOB))
        put(ledger, INBOX, mail("a", BOB))
        assert ledger.forget_missing("Borradores", 7, frozenset({2, 9})) == 2
        assert [s.placement.uid for s in ledger.sightings(Role.DRAFTS, T0)] == [2]
        assert ids(ledger.messages(ACME, LATE)) == ["<a@x>"]
        assert ledger.cursor("Borradores") == Cursor(7, 4)

    def test_what_was_seen_under_another_uidvalidity_is_forgotten(self, ledger: Ledger) -> None:
        put(ledger, DRAFTS, mail("a", ME, BOB))
        put(ledger, DRAFTS, mail("a", ME, BOB), uidvalidity=8)
        assert ledger.forget_missing("Borradores", 8, frozenset({1})) == 1
        assert ledger.find("<a@x>") == [(Role.DRAFTS, Placement("Borradores", 8, 1))]

    def test_mail_can_come_again_after_it_was_forgotten(self, ledger: Ledger) -> None:
        put(ledger, TRASH, mail("a", BOB))
        assert ledger.forget_missing("Papelera", 7, frozenset()) == 1
        assert ledger.messages(ACME, LATE) == []
        put(ledger, TRASH, mail("z", "who@z.example"), mail("a", BOB), first=5)
        assert ids(ledger.messages(ACME, LATE)) == ["<a@x>"]
