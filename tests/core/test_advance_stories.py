"""Any story at all leaves one open draft at most: the table against a small mailbox and its owner."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from builders import DAY, GHOSTING, HOUR, OFFICE, OPENED, case, named
from hypothesis import given, settings
from hypothesis import strategies as st

from ghostd.core.playbook.advance import accepts, advance
from ghostd.core.playbook.events import (
    Answered,
    Appended,
    Close,
    Discarded,
    Event,
    Gone,
    OwnerWrote,
    Pause,
    PauseOver,
    Resume,
    Sent,
    StepDue,
    WentAway,
    WithdrawDraft,
    WriteDraft,
)
from ghostd.core.playbook.model import Case, Phase

ASK = 2
LAST = len(GHOSTING.steps) - 1


@dataclass
class World:
    """A mailbox and its owner, as far as one case can see them; performs intents as the service does.

    `lying` are the drafts in Drafts, `used` all names ever given, `unheard` an APPEND whose outcome was lost.
    """

    now: datetime = OPENED
    case: Case = field(default_factory=case)
    lying: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    unheard: set[str] = field(default_factory=set)
    pending: list[WriteDraft] = field(default_factory=list)

    def tell(self, event: Event) -> None:
        self.now += HOUR
        moved = advance(self.case, event, GHOSTING, OFFICE)
        self.case = moved.case
        for intent in moved.intents:
            if isinstance(intent, WriteDraft):
                self.pending.append(intent)
            elif isinstance(intent, WithdrawDraft):
                self.lying.discard(intent.message_id)

    def wanted(self, intent: WriteDraft) -> bool:
        step = GHOSTING.steps[min(self.case.step, LAST)].name
        asked = (intent.step, intent.attempt) == (step, self.case.attempt)
        return asked and self.case.phase is Phase.DRAFTING

    def perform(self, *, heard: bool) -> None:
        while self.pending:
            intent = self.pending[0]
            name = f"{intent.step}-{intent.attempt}"
            if not self.wanted(intent):
                self.unheard.discard(name)
            elif heard:
                assert name in self.unheard or name not in self.used, f"{name} was used before"
                self.unheard.discard(name)
                self.used.add(name)
                self.lying.add(name)
                self.tell(Appended(self.now, name))
            else:
                assert name in self.unheard or name not in self.used, f"{name} was used before"
                self.unheard.add(name)
                self.used.add(name)
                return
            self.pending.pop(0)

    def step_name(self) -> str:
        return GHOSTING.steps[min(self.case.step, LAST)].name

    def act(self, action: str) -> None:
        fates: dict[str, Event] = {
            "sent": Sent(self.now, edited=False, step=self.step_name()),
            "discarded": Discarded(self.now, self.step_name()),
            "gone": Gone(self.now, self.step_name()),
        }
        lost = self.case.draft is not None and self.case.draft not in self.lying
        commands: dict[str, Event] = {
            "due": StepDue(self.now, "due"),
            "pause": Pause(self.now, None),
            "resume": Resume(self.now, lost),
            "pause-over": PauseOver(self.now, lost),
            "close": Close(self.now),
        }
        if action in fates:
            if self.lying and self.case.draft in self.lying:
                self.lying.discard(self.case.draft or "")
                self.tell(fates[action])
        elif action in commands:
            if accepts(self.case.phase, type(commands[action])):
                self.tell(commands[action])
        elif action == "answer":
            self.tell(Answered(self.now, "bob@acme.example", named("answer")))
        elif action == "own-mail":
            self.tell(OwnerWrote(self.now, named("by-hand")))
        else:
            self.tell(WentAway(self.now, self.now + 7 * DAY))


ACTIONS = (
    "sent",
    "discarded",
    "gone",
    "due",
    "due",
    "due",
    "pause",
    "pause-over",
    "resume",
    "own-mail",
    "away",
)
RARE = ("answer", "close")


@settings(max_examples=300)
@given(st.lists(st.tuples(st.sampled_from((*ACTIONS, *ACTIONS, *RARE)), st.booleans()), max_size=40))
def test_whatever_happens_there_is_one_draft_at_most_and_none_after_the_end(
    story: list[tuple[str, bool]],
) -> None:
    world = World(case=case(step=ASK))
    for action, heard in story:
        world.act(action)
        world.perform(heard=heard)
        assert len(world.lying) <= 1
        phase, draft = world.case.phase, world.case.draft
        assert (draft is not None) or phase is not Phase.DRAFTED
        if phase is Phase.DRAFTED:
            assert world.lying == {draft}
        if phase in (Phase.WAITING, Phase.DRAFTING, Phase.CLOSED):
            assert draft is None
            assert not world.lying
        assert (phase is Phase.CLOSED) == (world.case.outcome is not None) == (world.case.closed is not None)
