"""What every ledger promises of the mailbox's mirror, the cases and the account."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

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
    entry,
    ids,
    mail,
    put,
)

from ghostd.core.conversations import Client
from ghostd.core.messages import Placement
from ghostd.core.playbook.model import Outcome, PauseClient, Phase, WithdrawDraft, WriteDraft, WriteNotice
from ghostd.core.review import Verdict
from ghostd.errors import Bug
from ghostd.ports import Cursor, Ledger, Order, Role

BOB = "bob@acme.example"


class MirrorContract:
    """Needs a fixture `ledger`: an empty ledger of `OWNER`."""

    def test_a_folder_never_read_has_no_cursor(self, ledger: Ledger) -> None:
        assert ledger.cursor("INBOX") is None

    def test_the_cursor_is_the_last_one_stored(self, ledger: Ledger) -> None:
        put(ledger, INBOX, mail("a", BOB), mail("b", BOB))
        ledger.store(INBOX, [], Cursor(8, 40))
        assert ledger.cursor("INBOX") == Cursor(8, 40)

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


class CaseContract:
    """Needs a fixture `ledger`: an empty ledger."""

    def test_a_new_case_gets_an_id_and_so_do_its_intents(self, ledger: Ledger) -> None:
        opened = ledger.save(None, case(), [WriteDraft(0, "ask", 0), PauseClient(0, at(5))], [entry()])
        assert opened == replace(case(), id=opened.id)
        assert opened.id is not None
        assert ledger.cases() == [opened]
        assert [i for _, i in ledger.intents()] == [
            WriteDraft(opened.id, "ask", 0),
            PauseClient(opened.id, at(5)),
        ]
        assert ledger.entries(opened) == [entry()]

    def test_a_transition_replaces_the_case_and_adds_to_its_history(self, ledger: Ledger) -> None:
        before = ledger.save(None, case(), [], [entry()])
        after = replace(before, phase=Phase.DRAFTED, step=1, draft="<d@x>", snoozed=at(3), due_at=at(4))
        assert ledger.save(before, after, [], [entry("drafted", 1)]) == after
        assert ledger.cases() == [after]
        assert ledger.entries(after) == [entry(), entry("drafted", 1)]

    @pytest.mark.parametrize(
        "elsewhere", [{"phase": Phase.DRAFTED}, {"step": 1}], ids=["another_phase", "another_step"]
    )
    def test_a_case_that_moved_meanwhile_is_a_bug_and_stays(
        self, ledger: Ledger, elsewhere: dict[str, object]
    ) -> None:
        seen = ledger.save(None, case(), [], [])
        moved = ledger.save(seen, replace(seen, **elsewhere), [], [])  # type: ignore[arg-type]
        with pytest.raises(Bug, match="not in phase waiting at step 0"):
            ledger.save(seen, replace(seen, phase=Phase.ASKING), [WriteNotice(0, "gone", "ask")], [entry()])
        assert ledger.cases() == [moved]
        assert ledger.intents() == []
        assert ledger.entries(moved) == []

    def test_a_client_has_one_open_case(self, ledger: Ledger) -> None:
        first = ledger.save(None, case(), [], [])
        with pytest.raises(Bug):
            ledger.save(None, case(), [], [])
        ledger.save(None, case("Solo"), [], [])
        ledger.save(first, replace(first, phase=Phase.CLOSED, outcome=Outcome.ANSWERED), [], [])
        ledger.save(None, case(hours=1), [], [])
        assert [c.client for c in ledger.cases()] == ["Solo", "Acme"]

    def test_closed_cases_are_shown_on_demand_in_order_of_opening(self, ledger: Ledger) -> None:
        late = ledger.save(None, case("Late", hours=5), [], [])
        early = ledger.save(None, case("Early", Phase.CLOSED), [], [])
        assert ledger.cases() == [late]
        assert ledger.cases(closed=True) == [early, late]

    def test_an_intent_of_another_case_is_a_bug(self, ledger: Ledger) -> None:
        opened = ledger.save(None, case(), [], [])
        with pytest.raises(Bug):
            ledger.save(opened, replace(opened, step=1), [WriteDraft(99, "ask", 0)], [])
        assert ledger.cases() == [opened]

    def test_intents_stay_until_settled_oldest_first(self, ledger: Ledger) -> None:
        opened = ledger.save(None, case(), [WriteDraft(0, "ask", 0)], [])
        ledger.save(opened, opened, [WithdrawDraft(0, "<d@x>", "answered"), PauseClient(0, None)], [])
        (first, _), (second, _), (third, pause) = ledger.intents()
        assert first < second < third
        assert pause == PauseClient(opened.id or 0, None)
        ledger.settle(first)
        ledger.settle(first)
        assert [id for id, _ in ledger.intents()] == [second, third]

    def test_drafts_are_kept_by_message_id(self, ledger: Ledger) -> None:
        opened = ledger.save(None, case(), [], [])
        d = draft("d", opened.id or 0)
        ledger.keep(d)
        lying = replace(d, placement=Placement("Borradores", 7, 3), appended=at(1), chain=("<d@x>", "<e@x>"))
        ledger.keep(lying)
        assert ledger.drafts() == ledger.drafts(opened) == [lying]

    def test_decided_drafts_show_in_their_case_only(self, ledger: Ledger) -> None:
        one = ledger.save(None, case(), [], [])
        two = ledger.save(None, case("Solo"), [], [])
        kept = [
            replace(draft(f"d{n}", one.id or 0, hours=10 - n), verdict=verdict)
            for n, verdict in enumerate(Verdict)
        ]
        other = draft("other", two.id or 0)
        for d in (*kept, other):
            ledger.keep(d)
        assert ledger.drafts(one) == kept[::-1]
        assert ledger.drafts(two) == [other]
        undecided = sorted([other, *kept], key=lambda d: d.created)
        assert ledger.drafts() == [d for d in undecided if not d.verdict.final]


class AccountContract:
    """Needs a fixture `ledger`: an empty ledger."""

    def test_the_start_is_the_first_callers_now(self, ledger: Ledger) -> None:
        assert ledger.started(at(1)) == at(1)
        assert ledger.started(at(0)) == at(1)
        assert ledger.started(at(2)) == at(1)

    def test_orders_wait_in_turn_until_obeyed(self, ledger: Ledger) -> None:
        ledger.order(at(1), "pause", "Acme", "2024-04-01")
        ledger.order(at(0), "close", "Solo")
        first, second = ledger.orders()
        assert first == Order(first.id, at(1), "pause", "Acme", "2024-04-01")
        assert second == Order(second.id, at(0), "close", "Solo", "")
        ledger.obey(first.id)
        ledger.obey(first.id)
        assert ledger.orders() == [second]

    def test_the_last_pause_counts_until_resumed(self, ledger: Ledger) -> None:
        ledger.pause("Acme", at(5))
        ledger.pause("Acme", None)
        ledger.pause("Solo", at(6))
        assert dict(ledger.pauses()) == {"Acme": None, "Solo": at(6)}
        ledger.resume("Acme")
        ledger.resume("Acme")
        assert dict(ledger.pauses()) == {"Solo": at(6)}

    def test_a_problem_leaves_the_last_sync__a_sync_clears_the_problem(self, ledger: Ledger) -> None:
        assert dict(ledger.health()) == {"last_sync": None, "problem": None}
        ledger.note_health(last_sync=T0)
        ledger.note_health(problem="no network")
        assert dict(ledger.health()) == {"last_sync": T0, "problem": "no network"}
        ledger.note_health(last_sync=at(1))
        assert dict(ledger.health()) == {"last_sync": at(1), "problem": None}


class TransactionContract:
    """Needs a fixture `ledger`: an empty ledger of `OWNER`."""

    def test_after_an_exception_nothing_is_kept(self, ledger: Ledger) -> None:
        with pytest.raises(KeyError), ledger.transaction():
            put(ledger, INBOX, mail("a", BOB))
            opened = ledger.save(None, case(), [WriteDraft(0, "ask", 0)], [entry()])
            ledger.keep(draft("d", opened.id or 0))
            ledger.order(T0, "pause", "Acme")
            ledger.pause("Acme", None)
            ledger.note_health(last_sync=T0)
            ledger.started(T0)
            raise KeyError
        assert ledger.cursor("INBOX") is None
        assert ledger.messages(ACME, LATE) == ledger.cases() == ledger.intents() == ledger.drafts() == []
        assert ledger.orders() == []
        assert not ledger.pauses()
        assert ledger.health()["last_sync"] is None
        assert ledger.started(at(9)) == at(9)

    def test_a_nested_transaction_falls_with_the_outer_one(self, ledger: Ledger) -> None:
        with pytest.raises(KeyError), ledger.transaction():
            with ledger.transaction():
                ledger.pause("Acme", None)
            raise KeyError
        assert not ledger.pauses()

    def test_a_nested_failure_that_is_caught_undoes_only_its_own_part(self, ledger: Ledger) -> None:
        with ledger.transaction():
            ledger.pause("Acme", None)
            with pytest.raises(KeyError), ledger.transaction():
                ledger.pause("Solo", None)
                raise KeyError
            ledger.pause("Third", at(1) + timedelta(microseconds=1))
        assert dict(ledger.pauses()) == {"Acme": None, "Third": at(1) + timedelta(microseconds=1)}


class LedgerContract(MirrorContract, CaseContract, AccountContract, TransactionContract):
    """The whole of `ghostd.ports.Ledger`."""
