"""Whatever people, programs and clocks do: one open draft a client, none to a client who answered."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.stage import Stage, at

START = at("2026-03-02 08:00")
THREADS = ("Logo proposal", "Invoice question")


class Office(RuleBasedStateMachine):
    """One mailbox lived in at random. `answered` is true from the client's last word to the owner's next."""

    @initialize(answers=st.integers(0, 4), quiet=st.integers(0, 12))
    def open_the_office(self, answers: int, quiet: int) -> None:
        self.scratch = TemporaryDirectory()
        self.stage = Stage.built(Path(self.scratch.name), START)
        self.stage.habit(START, answers=answers)
        self.now = START
        self.answered, self.away = True, False
        self.tick()
        self.the_owner_writes(THREADS[0])
        self.quiet_days_pass(quiet)

    def teardown(self) -> None:
        if hasattr(self, "stage"):
            self.stage.ledger.close()
            self.scratch.cleanup()

    def tick(self) -> None:
        before = {item.uid for item in self.stage.mailbox.everything()["Drafts"]}
        report = self.stage.tick(self.now)
        assert report.faults == []
        appended = {item.uid for item in self.stage.mailbox.everything()["Drafts"]} - before
        assert not (self.answered and appended), "a draft to a client who has answered"
        assert len(appended) == report.drafts_appended <= 1
        for action in report.actions:
            event(action.action)

    @rule(days=st.integers(1, 9))
    def quiet_days_pass(self, days: int) -> None:
        for _ in range(days):
            self.now = max(self.now, self.now.replace(hour=8, minute=0)) + timedelta(days=1)
            self.tick()

    @rule(hours=st.integers(1, 30))
    def hours_pass(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.tick()

    @rule()
    def the_daemon_looks_twice_at_one_instant(self) -> None:
        self.tick()
        before = self.stage.mailbox.everything()
        cases = self.stage.ledger.cases(closed=True)
        self.tick()
        assert self.stage.mailbox.everything() == before
        assert self.stage.ledger.cases(closed=True) == cases

    @rule(thread=st.sampled_from(THREADS))
    def the_owner_writes(self, thread: str) -> None:
        self.now += timedelta(minutes=1)
        self.stage.owner_writes(thread, self.now, text="Something of my own about the plans for the harbour.")
        self.answered = False

    @rule(thread=st.sampled_from(THREADS), sender=st.sampled_from(("bob@acme.example", "eve@acme.example")))
    def the_client_writes(self, thread: str, sender: str) -> None:
        self.now += timedelta(minutes=1)
        self.stage.client_writes(thread, self.now, sender=sender)
        self.answered = True

    @precondition(lambda self: not self.away)
    @rule()
    def an_automatic_answer_comes(self) -> None:
        self.away = True
        self.now += timedelta(minutes=1)
        subject = "Automatic reply: out of office"
        self.stage.client_writes(THREADS[0], self.now, subject=subject, auto_submitted="auto-replied")

    @precondition(lambda self: len(self.stage.drafts()) == 1)
    @rule(new_id=st.booleans(), words=st.sampled_from(("Best wishes", "All the best")))
    def the_owner_sends_the_draft(self, new_id: bool, words: str) -> None:
        self.now += timedelta(minutes=5)
        self.stage.clock.instant = self.now
        self.stage.sends(self.now, change=lambda text: text.replace("Best wishes", words), new_id=new_id)
        self.answered = False

    @precondition(lambda self: len(self.stage.drafts()) == 1)
    @rule()
    def the_owner_edits_the_draft(self) -> None:
        self.stage.clock.instant = self.now
        self.stage.edits(lambda text: text.replace("Hello", "Dear"))

    @precondition(lambda self: len(self.stage.drafts()) == 1)
    @rule(trash=st.booleans())
    def the_owner_deletes_the_draft(self, trash: bool) -> None:
        self.stage.discards(trash=trash)

    @rule(folder=st.sampled_from(("INBOX", "Drafts", "Sent")))
    def a_folder_gets_a_new_uidvalidity(self, folder: str) -> None:
        self.stage.mailbox.renumber(folder)

    @rule(verb=st.sampled_from(("pause", "resume", "close", "open")))
    def the_owner_orders(self, verb: str) -> None:
        known = self.stage.ledger.cases()
        if verb == "open" and (known or self.answered or self.stage.ledger.orders()):
            return
        argument = "ghosting" if verb == "open" else ""
        self.stage.ledger.order(self.now, verb, "Acme", argument)

    @rule()
    def the_database_is_lost(self) -> None:
        self.stage.lose_database()

    @invariant()
    def at_most_one_draft_and_nothing_marked_seen(self) -> None:
        if not hasattr(self, "stage"):
            return
        folders = self.stage.mailbox.everything()
        assert len(folders["Drafts"]) <= 1
        assert all("\\Seen" not in item.flags for item in folders["INBOX"])


Office.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Shrinking whole lives takes minutes; the first failing one is told step by step anyway.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
test_any_life_keeps_the_promises = pytest.mark.timeout(900)(Office.TestCase)
