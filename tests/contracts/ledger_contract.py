"""What every ledger promises of its cases, drafts, orders and transactions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from ledger_examples import (
    ACME,
    INBOX,
    LATE,
    T0,
    at,
    case,
    draft,
    entry,
    mail,
    put,
)
from ledger_mirror_contract import MirrorContract
from ledger_quarantine_contract import QuarantineContract

from ghostd.core.messages import Placement
from ghostd.core.playbook.events import PauseClient, Why, WithdrawDraft, WriteDraft, WriteNotice
from ghostd.core.playbook.model import Occasion, Outcome, Phase
from ghostd.core.review import Verdict
from ghostd.errors import Bug
from ghostd.ports import Ledger, Order

BOB = "bob@acme.example"


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

    def test_what_a_case_is_for_and_what_it_has_heard_comes_back(self, ledger: Ledger) -> None:
        before = ledger.save(None, replace(case(), occasion=Occasion.BY_HAND, heard=at(1)), [], [])
        assert ledger.cases() == [before]
        after = replace(before, heard=at(2), cleared=at(3))
        assert ledger.save(before, after, [WriteNotice(0, "call", "call", task=True)], []) == after
        assert ledger.cases() == [after]
        assert [i for _, i in ledger.intents()] == [WriteNotice(after.id or 0, "call", "call", task=True)]

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
        # The table gives the fields by name.
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
        ledger.save(opened, opened, [WithdrawDraft(0, "<d@x>", Why.ANSWERED), PauseClient(0, None)], [])
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

    def test_a_client_is_known_since_the_earliest_time_it_was_asked_for(self, ledger: Ledger) -> None:
        assert ledger.known_since("Acme", at(1)) == at(1)
        assert ledger.known_since("Acme", at(2)) == at(1)
        assert ledger.known_since("Acme", at(0)) == at(0)
        assert ledger.known_since("Acme", at(1)) == at(0)
        assert ledger.known_since("Lumen", at(2)) == at(2)

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

    def test_the_last_notice_is_remembered(self, ledger: Ledger) -> None:
        assert ledger.noticed() is None
        ledger.note_notice(T0)
        ledger.note_notice(at(1))
        assert ledger.noticed() == at(1)


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
            ledger.known_since("Acme", T0)
            raise KeyError
        assert ledger.cursor("INBOX") is None
        assert not ledger.messages(ACME, LATE)
        assert not ledger.cases()
        assert not ledger.intents()
        assert not ledger.drafts()
        assert not ledger.orders()
        assert not ledger.pauses()
        assert ledger.health()["last_sync"] is None
        assert ledger.known_since("Acme", at(9)) == at(9)

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


class LedgerContract(MirrorContract, CaseContract, AccountContract, QuarantineContract, TransactionContract):
    """The whole of `ghostd.ports.Ledger`."""
