"""The table of the state machine: total for what is observed, partial for what is commanded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest
from builders import DAY, GHOSTING, HOUR, OFFICE, OPENED, SECOND, case, named
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.advance import TABLE, accepts, advance
from ghostd.core.playbook.events import (
    Aim,
    Answered,
    Appended,
    Close,
    Command,
    Discarded,
    Edited,
    Event,
    Freed,
    Gone,
    Heard,
    Left,
    LeftAlone,
    Observation,
    OwnerWrote,
    PassOver,
    Pause,
    PauseClient,
    PauseOver,
    Restored,
    Resume,
    Sent,
    Stale,
    StepDue,
    Supersede,
    Transition,
    WentAway,
    Why,
    WithdrawDraft,
    Withdrawn,
    WriteDraft,
    WriteNotice,
)
from ghostd.core.playbook.model import Case, Do, Outcome, Phase
from ghostd.errors import Bug

NOW = OPENED + 3 * DAY
ASK, ASK_AGAIN, MOVE_ON, LEARN = 2, 3, 4, 5

EVENTS: tuple[Event, ...] = (
    Answered(NOW, "bob@acme.example", named("answer")),
    Heard(NOW),
    OwnerWrote(NOW, named("by-hand")),
    WentAway(NOW, NOW + 7 * DAY),
    Appended(NOW, named("draft")),
    Sent(NOW, edited=False, step="ask"),
    Edited(NOW),
    Restored(NOW, named("draft"), "ask", discarded=True),
    LeftAlone(NOW, "ask", Why.ANSWERED, Left.CHANGED),
    Discarded(NOW),
    Gone(NOW),
    Withdrawn(NOW),
    StepDue(NOW, "due"),
    PassOver(NOW, "not for this client"),
    Aim(NOW, "let-go"),
    Supersede(NOW),
    Stale(NOW),
    Pause(NOW, None),
    PauseOver(NOW),
    Freed(NOW),
    Resume(NOW),
    Close(NOW),
)
OBSERVATIONS: tuple[Any, ...] = get_args(Observation)
COMMANDS: tuple[Any, ...] = get_args(Command)
OBSERVED = [e for e in EVENTS if isinstance(e, OBSERVATIONS)]
COMMANDED = [e for e in EVENTS if isinstance(e, COMMANDS)]

LISTED = {
    StepDue: {Phase.WAITING},
    PassOver: {Phase.WAITING},
    Aim: set(Phase) - {Phase.CLOSED},
    Supersede: set(Phase) - {Phase.CLOSED},
    Stale: {Phase.DRAFTED},
    Pause: set(Phase) - {Phase.CLOSED},
    Freed: {Phase.WAITING},
    PauseOver: {Phase.PAUSED},
    Resume: {Phase.WAITING, Phase.ASKING, Phase.PAUSED},
    Close: set(Phase) - {Phase.CLOSED},
}
"""The phases in which each command has a row."""


def at_phase(phase: Phase, **changes: Any) -> Case:
    """A case at its first message in this phase, with the draft that the phase implies."""
    draft = named("draft") if phase in (Phase.DRAFTED, Phase.ASKING) else None
    closed = {"outcome": Outcome.ANSWERED, "closed": OPENED} if phase is Phase.CLOSED else {}
    return case(**{"phase": phase, "step": ASK, "draft": draft, **closed, **changes})


def after(before: Case, event: Event) -> Transition:
    return advance(before, event, GHOSTING, OFFICE)


def test_every_event_is_in_these_tests() -> None:
    assert {type(e) for e in EVENTS} == {*OBSERVATIONS, *COMMANDS}


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("event", OBSERVED, ids=lambda e: type(e).__name__)
def test_every_observation_has_a_row_in_every_phase(phase: Phase, event: Event) -> None:
    assert (phase, type(event)) in TABLE
    assert isinstance(after(at_phase(phase), event), Transition)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("command", COMMANDED, ids=lambda e: type(e).__name__)
def test_a_command_has_a_row_where_it_is_listed_and_is_a_bug_elsewhere(phase: Phase, command: Event) -> None:
    before = at_phase(phase)
    kept = replace(before)
    assert accepts(phase, type(command)) is (phase in LISTED[type(command)])
    if accepts(phase, type(command)):
        after(before, command)
    else:
        with pytest.raises(Bug, match=f"case 7: {type(command).__name__} cannot happen while {phase}"):
            after(before, command)
    assert before == kept


def test_the_table_holds_nothing_else() -> None:
    assert set(TABLE) == {(p, o) for p in Phase for o in OBSERVATIONS} | {
        (p, c) for c, phases in LISTED.items() for p in phases
    }


@pytest.mark.parametrize("event", OBSERVED, ids=lambda e: type(e).__name__)
def test_closed_stays_closed(event: Event) -> None:
    """All that can still be done about it is to tell the owner what was left lying."""
    before = at_phase(Phase.CLOSED)
    about = {LeftAlone: "answered changed", Restored: "answered put_back"}.get(type(event))
    told = (WriteNotice(7, "left", "ask", about),) if about else ()
    assert after(before, event) == Transition(before, told)


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.CLOSED])
@pytest.mark.parametrize("draft", [None, named("draft")])
def test_an_answer_closes_the_case_and_takes_the_draft_back(phase: Phase, draft: str | None) -> None:
    moved = after(at_phase(phase, draft=draft), EVENTS[0])
    assert (moved.case.phase, moved.case.outcome, moved.case.closed) == (Phase.CLOSED, Outcome.ANSWERED, NOW)
    assert moved.case.draft is None
    assert moved.intents == ((WithdrawDraft(7, draft, Why.ANSWERED),) if draft else ())


@pytest.mark.parametrize(
    ("step", "intents", "phase"),
    [
        pytest.param(0, (), Phase.WAITING, id="hold__waits_for_the_next"),
        pytest.param(1, (WriteNotice(7, "assessment", "evaluate"),), Phase.WAITING, id="assess__a_notice"),
        pytest.param(ASK, (WriteDraft(7, "ask", 0),), Phase.DRAFTING, id="draft__is_to_be_written"),
        pytest.param(LEARN, (WriteNotice(7, "retrospective", "learn"),), Phase.CLOSED, id="the_last__closes"),
        pytest.param(6, (), Phase.CLOSED, id="beyond_the_last__closes"),
    ],
)
def test_a_step_that_is_due(step: int, intents: tuple[Any, ...], phase: Phase) -> None:
    moved = after(case(step=step), StepDue(NOW, "due"))
    assert moved.intents == intents
    assert moved.case.phase is phase
    if phase is Phase.CLOSED:
        assert moved.case.outcome is Outcome.COMPLETED


def test_a_step_that_is_no_draft_starts_the_next_ones_clock_when_it_is_taken() -> None:
    moved = after(case(step=0), StepDue(NOW, "due")).case
    assert (moved.step, moved.since) == (1, NOW)


def test_a_draft_step_lasts_until_the_draft_is_sent() -> None:
    assert after(at_phase(Phase.WAITING), StepDue(NOW, "due")).case.step == ASK
    assert after(at_phase(Phase.DRAFTING), Appended(NOW, named("draft"))).case.step == ASK
    assert after(at_phase(Phase.DRAFTED), Sent(NOW, edited=False, step="ask")).case.step == ASK_AGAIN


def test_the_clock_of_the_second_message_runs_from_the_sent_copy() -> None:
    """Sent on Tuesday, seen on Friday: the seven days count from Tuesday."""
    sent_at = OPENED + 1 * DAY + HOUR
    moved = after(at_phase(Phase.DRAFTED), Sent(sent_at, edited=True, step="ask")).case
    assert (moved.step, moved.since, moved.attempt, moved.draft) == (ASK_AGAIN, sent_at, 0, None)


def test_a_first_discard_snoozes_the_step() -> None:
    moved = after(at_phase(Phase.DRAFTED), Discarded(NOW))
    assert moved.intents == ()
    assert moved.case.phase is Phase.WAITING
    assert moved.case.snoozed == OFFICE.after(NOW, GHOSTING.snooze)
    assert (moved.case.step, moved.case.attempt, moved.case.discards) == (ASK, 1, 1)


def test_a_second_discard_pauses_the_client() -> None:
    moved = after(at_phase(Phase.DRAFTED, discards=1), Discarded(NOW))
    assert moved.intents == (PauseClient(7, None),)
    assert (moved.case.phase, moved.case.draft) == (Phase.PAUSED, None)


def test_a_second_discard_counts_at_a_later_step_too() -> None:
    once = after(at_phase(Phase.DRAFTED), Discarded(NOW)).case
    later = replace(once, phase=Phase.DRAFTED, step=MOVE_ON, draft=named("other"))
    assert after(later, Discarded(NOW + 30 * DAY)).case.phase is Phase.PAUSED


def test_resuming_forgives_the_discards() -> None:
    paused = after(at_phase(Phase.DRAFTED, discards=1), Discarded(NOW)).case
    moved = after(paused, Resume(NOW + DAY)).case
    assert (moved.phase, moved.discards, moved.snoozed) == (Phase.WAITING, 0, None)


@pytest.mark.parametrize("phase", [Phase.DRAFTING, Phase.DRAFTED, Phase.ASKING])
def test_own_mail_takes_the_drafts_place_and_restarts_the_clock(phase: Phase) -> None:
    before = at_phase(phase)
    moved = after(before, OwnerWrote(NOW, named("by-hand")))
    assert (moved.case.phase, moved.case.since, moved.case.attempt) == (Phase.WAITING, NOW, 1)
    assert [type(i) for i in moved.intents] == ([WithdrawDraft] if before.draft else [])


def test_own_mail_while_waiting_only_restarts_the_clock() -> None:
    moved = after(at_phase(Phase.WAITING), OwnerWrote(NOW, named("by-hand")))
    assert moved == Transition(at_phase(Phase.WAITING, since=NOW))


def test_an_absence_takes_the_draft_back() -> None:
    moved = after(at_phase(Phase.DRAFTED), WentAway(NOW, NOW + 7 * DAY))
    assert (moved.case.phase, moved.case.attempt) == (Phase.WAITING, 1)
    assert moved.intents == (WithdrawDraft(7, named("draft"), Why.AWAY),)


def test_a_draft_that_is_gone_is_never_made_again_by_itself() -> None:
    moved = after(at_phase(Phase.DRAFTED), Gone(NOW))
    assert moved.case.phase is Phase.ASKING
    assert moved.intents == (WriteNotice(7, "gone", "ask", f"{NOW:%Y%m%dT%H%M}"),)
    assert not accepts(Phase.ASKING, StepDue)


def test_resuming_after_gone_does_the_step_again_as_another_draft() -> None:
    moved = after(at_phase(Phase.ASKING), Resume(NOW)).case
    assert (moved.phase, moved.step, moved.attempt, moved.draft) == (Phase.WAITING, ASK, 1, None)


def test_a_gone_draft_does_not_come_back_by_a_pause() -> None:
    paused = after(at_phase(Phase.ASKING), Pause(NOW, None)).case
    over = after(paused, PauseOver(NOW + DAY, lost=True)).case
    assert (over.phase, over.draft) == (Phase.ASKING, paused.draft), "only its owner's word makes another"
    moved = after(paused, Resume(NOW + DAY, lost=True)).case
    assert (moved.phase, moved.attempt, moved.draft) == (Phase.WAITING, 1, None)


def test_a_draft_that_is_lost_during_a_pause_is_asked_about_and_kept_in_mind() -> None:
    paused = after(at_phase(Phase.DRAFTED), Pause(NOW, NOW + DAY)).case
    moved = after(paused, Gone(NOW, "ask"))
    assert [type(i) for i in moved.intents] == [WriteNotice]
    assert after(moved.case, PauseOver(NOW + DAY, lost=True)).case.phase is Phase.ASKING


def test_a_draft_that_was_cleared_away_is_followed_by_none_within_a_business_day() -> None:
    moved = after(at_phase(Phase.WAITING), Freed(NOW)).case
    assert moved.snoozed == OFFICE.after(NOW, Span(1, "bd"))


def test_the_end_of_a_pause_takes_no_discard_back() -> None:
    paused = after(at_phase(Phase.DRAFTED), Pause(NOW, NOW + DAY)).case
    thrown = after(paused, Discarded(NOW, "ask")).case
    over = after(thrown, PauseOver(NOW + DAY)).case
    assert (over.phase, over.discards) == (Phase.WAITING, 1)
    assert over.snoozed is not None and over.snoozed > NOW + 6 * DAY


def test_a_second_discard_during_a_pause_makes_it_last() -> None:
    paused = at_phase(Phase.PAUSED, discards=1, draft=named("draft"))
    assert after(paused, Discarded(NOW, "ask")).intents == (PauseClient(7, None),)


@pytest.mark.parametrize(
    ("event", "phase"), [(Discarded(NOW, "ask"), Phase.WAITING), (Gone(NOW, "ask"), Phase.ASKING)]
)
def test_what_becomes_of_a_left_draft_counts_while_its_step_waits(event: Event, phase: Phase) -> None:
    waiting = at_phase(Phase.WAITING, attempt=1)
    moved = after(waiting, event).case
    assert moved.phase is phase
    assert (moved.snoozed is not None) is isinstance(event, Discarded)
    assert after(replace(waiting, step=ASK_AGAIN), event) == Transition(replace(waiting, step=ASK_AGAIN))


def test_a_draft_that_was_being_written_at_a_pause_is_another_after_it() -> None:
    """Its APPEND may have had its effect unheard and been taken back: the old name is used up."""
    paused = after(at_phase(Phase.DRAFTING), Pause(NOW, None)).case
    moved = after(paused, Resume(NOW + DAY)).case
    assert (moved.phase, moved.attempt, moved.draft) == (Phase.WAITING, 1, None)


def test_a_draft_that_lies_there_through_a_pause_still_waits_after_it() -> None:
    paused = after(at_phase(Phase.DRAFTED), Pause(NOW, None))
    assert paused.intents == (PauseClient(7, None),)
    assert after(paused.case, Resume(NOW + DAY)).case == at_phase(Phase.DRAFTED)


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.PAUSED])
def test_a_draft_that_was_sent_after_all_ends_its_step(phase: Phase) -> None:
    moved = after(at_phase(phase), Sent(NOW, edited=False, step="ask")).case
    assert (moved.phase, moved.step, moved.since) == (phase, ASK_AGAIN, NOW)


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.PAUSED])
def test_an_older_draft_that_was_sent_after_all_only_restarts_the_clock(phase: Phase) -> None:
    moved = after(at_phase(phase, step=MOVE_ON), Sent(NOW, edited=False, step="ask")).case
    assert (moved.phase, moved.step, moved.since) == (phase, MOVE_ON, NOW)
    earlier = after(at_phase(phase, step=MOVE_ON), Sent(OPENED - DAY, edited=False, step="ask")).case
    assert earlier.since == OPENED


def test_closing_by_hand_takes_the_draft_back() -> None:
    moved = after(at_phase(Phase.DRAFTED), Close(NOW))
    assert (moved.case.phase, moved.case.outcome) == (Phase.CLOSED, Outcome.CLOSED_BY_OWNER)
    assert moved.intents == (WithdrawDraft(7, named("draft"), Why.CLOSED),)


@given(
    st.sampled_from([p for p in Phase if p is not Phase.CLOSED]),
    st.sampled_from(EVENTS),
    st.integers(0, LEARN + 1),
    st.timedeltas(timedelta(), 90 * DAY),
)
def test_a_transition_goes_one_step_at_most_and_never_back(
    phase: Phase, event: Event, step: int, later: timedelta
) -> None:
    before = at_phase(phase, step=step)
    event = replace(event, at=NOW + later)
    if not isinstance(event, COMMANDS) or accepts(phase, type(event)):
        moved = after(before, event)
        assert moved.case.step - before.step in (0, 1)
        assert moved.case.since in (before.since, event.at)
        assert sum(isinstance(i, WriteDraft) for i in moved.intents) <= 1
        assert len(moved.intents) <= 1


def test_drafts_are_only_asked_for_by_a_due_draft_step() -> None:
    asking = [
        (phase, type(event))
        for phase in Phase
        for event in EVENTS
        if (phase, type(event)) in TABLE
        and any(isinstance(i, WriteDraft) for i in after(at_phase(phase), event).intents)
    ]
    assert GHOSTING.steps[ASK].do is Do.DRAFT
    assert asking == [(Phase.WAITING, StepDue)]


def test_time_of_a_snooze_is_the_playbooks() -> None:
    moved = after(at_phase(Phase.ASKING), Discarded(NOW + SECOND)).case
    assert moved.snoozed == NOW + SECOND + 7 * DAY
