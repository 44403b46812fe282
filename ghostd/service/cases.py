"""Cases of one account: each transition is committed with its intents and the reason for it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from ghostd.core.conversations import Client
from ghostd.core.playbook.advance import advance
from ghostd.core.playbook.decide import Decision
from ghostd.core.playbook.events import (
    Aim,
    Answered,
    Appended,
    Close,
    Discarded,
    Edited,
    Event,
    Freed,
    Gone,
    Heard,
    Intent,
    LeftAlone,
    OwnerWrote,
    PassOver,
    Pause,
    PauseOver,
    Restored,
    Resume,
    Sent,
    Stale,
    StepDue,
    Supersede,
    WentAway,
    Why,
    Withdrawn,
)
from ghostd.core.playbook.model import Case, Do, Entry, Phase, Playbook
from ghostd.core.playbook.moves import withdrawal
from ghostd.core.practice import Practice
from ghostd.core.review import Verdict
from ghostd.ports import Ledger
from ghostd.service.report import Action, Report

log = logging.getLogger("ghostd")


@dataclass(frozen=True, slots=True)
class Cases:
    """Reads the ledger's cases afresh each time: what another pass changed is seen."""

    practice: Practice
    ledger: Ledger
    report: Report
    now: datetime

    def of(self, client: Client) -> Case | None:
        return next((c for c in self.ledger.cases() if c.client == client.name), None)

    def by_id(self, case_id: int) -> Case | None:
        return next((c for c in self.ledger.cases(closed=True) if c.id == case_id), None)

    def all_of(self, client: Client) -> list[Case]:
        """The client's cases, closed ones too."""
        return [c for c in self.ledger.cases(closed=True) if c.client == client.name]

    def lost(self, case: Case) -> bool:
        """Whether what became of the case's draft is unknown."""
        mine = (d for d in self.ledger.drafts(case) if d.message_id == case.draft)
        return any(d.verdict is Verdict.GONE for d in mine)

    def playbook(self, case: Case) -> Playbook:
        return self.practice.playbook(case.playbook)

    def open(self, case: Case, reason: str, intents: tuple[Intent, ...], name: str = "opened") -> Case:
        """Store a new case; `name` is what its history begins with."""
        entry = Entry(self.now, name, case.phase, self.step_name(case), reason)
        saved = self.ledger.save(None, self._named(replace(case, reason=reason)), intents, [entry])
        self._tell(saved, name, reason)
        return saved

    def apply(self, case: Case, event: Event, reason: str) -> Case:
        """Move the case by the table; the entry names the step that the event belongs to."""
        client = next((c for c in self.practice.clients if c.name == case.client), None)
        calendar = self.practice.calendar_of(client) if client else self.practice.calendar
        transition = advance(case, event, self.playbook(case), calendar)
        after = self._named(replace(transition.case, reason=reason or transition.case.reason))
        if after == case and not transition.intents:
            return case
        name = self._event_name(case, event)
        step = event.step if isinstance(event, LeftAlone) else self.step_name(case)
        entry = Entry(event.at, name, after.phase, step, reason or self._story(event))
        saved = self.ledger.save(case, after, transition.intents, [entry])
        self._tell(saved, name, entry.reason, step)
        return saved

    def postpone(self, case: Case, decision: Decision) -> None:
        """Keep why the case waits and until when; a hint for the next look, and the answer to `show`."""
        waiting = self._named(replace(case, due_at=decision.look_at, reason=decision.reason))
        if waiting != case:
            self.ledger.save(case, waiting, (), ())

    def align(self) -> None:
        """A playbook that was changed has its steps at other places: open cases follow theirs by its name.

        Where that step is gone, the one after the last that was done comes next; its draft is taken back.
        """
        for case in self.ledger.cases():
            names = [step.name for step in self.playbook(case).steps]
            if not names or not case.named or self.step_name(case) == case.named:
                continue
            if case.named in names:
                self.ledger.save(case, replace(case, step=names.index(case.named)), (), ())
                continue
            done = {entry.step for entry in self.ledger.entries(case) if entry.event in DONE}
            index = max((i + 1 for i, name in enumerate(names) if name in done), default=0)
            phase = Phase.PAUSED if case.phase is Phase.PAUSED else Phase.WAITING
            moved = replace(case, step=index, phase=phase, draft=None, attempt=0)
            self.ledger.save(case, self._named(moved), withdrawal(case, Why.SUPERSEDED), ())

    def _named(self, case: Case) -> Case:
        return replace(case, named=self.step_name(case))

    def step_name(self, case: Case) -> str:
        steps = self.playbook(case).steps
        return steps[case.step].name if case.step < len(steps) else ""

    def _event_name(self, case: Case, event: Event) -> str:
        if isinstance(event, StepDue):
            steps = self.playbook(case).steps
            return STEPS[steps[case.step].do] if case.step < len(steps) else "completed"
        if isinstance(event, Sent) and event.edited:
            return "sent-edited"
        if isinstance(event, Answered) and event.unproved:
            return "answered-unproved"
        return EVENTS[type(event)][0]

    def _story(self, event: Event) -> str:
        if isinstance(event, Answered) and event.unproved:
            return "a mail with the client's address, which failed the check of who sent it"
        return "" if isinstance(event, StepDue) else EVENTS[type(event)][1]

    def _tell(self, case: Case, name: str, reason: str, step: str | None = None) -> None:
        step = self.step_name(case) if step is None else step
        log.info("case.%s case=%s step=%s phase=%s", name, case.id, step, case.phase)
        self.report.actions.append(Action(case.client, name, step, reason, self.now))


DONE = frozenset(("held", "assessed", "tasked", "told", "invoiced", "looked-back", "sent", "sent-edited"))
"""The events after which a step is behind the case."""

STEPS = {
    Do.HOLD: "held",
    Do.ASSESS: "assessed",
    Do.DRAFT: "drafting",
    Do.TASK: "tasked",
    Do.NOTICE: "told",
    Do.INVOICE: "invoiced",
    Do.CLOSE: "completed",
    Do.RETROSPECT: "looked-back",
}

EVENTS: dict[type[Event], tuple[str, str]] = {
    Answered: ("answered", "the client wrote"),
    Heard: ("heard", "the client wrote"),
    PassOver: ("skipped", "the step does not apply"),
    Aim: ("goal", "you chose another goal"),
    Supersede: ("superseded", "a more important matter has come up"),
    OwnerWrote: ("owner-wrote", "you wrote to the client yourself"),
    WentAway: ("away", "the client's automatic answer says it is away"),
    Appended: ("drafted", "the draft lies in Drafts"),
    Sent: ("sent", "the draft was found in Sent"),
    Edited: ("edited", "the draft was edited and still waits"),
    Discarded: ("discarded", "the draft was put into Trash"),
    Restored: ("restored", "the draft lies in Drafts again"),
    LeftAlone: ("left", "the draft could not be taken back"),
    Gone: ("gone", "the draft is in no folder"),
    Withdrawn: ("withdrawn", "the draft was taken back to Trash"),
    Stale: ("renewed", "the date it names has come too near"),
    Freed: ("freed", "the other draft is gone"),
    PauseOver: ("resumed", "the pause is over"),
    Pause: ("paused", "you paused the client"),
    Resume: ("resumed", "you resumed the client"),
    Close: ("closed", "you closed the case"),
}
"""What each event is called in a case's history, and what it says where no better reason is known."""
