"""What events do to a case that is not about a silence: the clock runs on the owner there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import DAY, OFFICE, OPENED, case, draft_step, named, span

from ghostd.core.playbook.advance import advance
from ghostd.core.playbook.events import (
    Aim,
    Discarded,
    Event,
    Heard,
    OwnerWrote,
    PassOver,
    PauseClient,
    Resume,
    StepDue,
    Supersede,
    Transition,
    WentAway,
    Why,
    WithdrawDraft,
    WriteNotice,
)
from ghostd.core.playbook.model import Case, Do, Occasion, Outcome, Phase, Playbook, Step

NOW = OPENED + 3 * DAY
DRAFT = named("draft")
MENDING = Playbook(
    "mending",
    (
        Step("ring", Do.TASK, span("0d"), template="call"),
        draft_step("sorry", "0d"),
        Step("bill", Do.INVOICE, span("0d"), template="invoice"),
        Step("tell", Do.NOTICE, span("0d"), template="returned"),
        Step("end", Do.CLOSE, span("0d")),
        Step("never", Do.RETROSPECT, span("0d")),
    ),
    opens=(Occasion.BY_HAND,),
)
RING, SORRY, BILL, TELL, END = range(5)
OWNERS = (Occasion.CLIENT_WAITS, Occasion.NO_UPDATE, Occasion.RETURN)


def about(occasion: Occasion, **changes: Any) -> Case:
    return case(playbook="mending", occasion=occasion, **changes)


def drafted(occasion: Occasion, **changes: Any) -> Case:
    return about(occasion, phase=Phase.DRAFTED, step=SORRY, draft=DRAFT, **changes)


def after(before: Case, event: Event) -> Transition:
    return advance(before, event, MENDING, OFFICE)


@pytest.mark.parametrize(
    ("step", "notice"),
    [
        pytest.param(RING, WriteNotice(7, "call", "ring", task=True), id="a_task_is_for_the_calendar"),
        pytest.param(BILL, WriteNotice(7, "invoice", "bill", task=True), id="so_is_an_invoice"),
        pytest.param(TELL, WriteNotice(7, "returned", "tell"), id="a_notice_is_only_read"),
    ],
)
def test_what_is_for_the_owner_is_told_and_done_with(step: int, notice: WriteNotice) -> None:
    moved = after(about(Occasion.BY_HAND, step=step), StepDue(NOW, "due"))
    assert moved.intents == (notice,)
    assert (moved.case.step, moved.case.since, moved.case.phase) == (step + 1, NOW, Phase.WAITING)


def test_a_close_step_ends_the_case_before_the_last_step() -> None:
    moved = after(about(Occasion.BY_HAND, step=END), StepDue(NOW, "due"))
    assert (moved.case.phase, moved.case.outcome, moved.intents) == (Phase.CLOSED, Outcome.COMPLETED, ())


def test_a_step_that_is_passed_over_leaves_the_clock_as_it_was() -> None:
    moved = after(about(Occasion.BY_HAND, step=RING), PassOver(NOW, "no phone"))
    assert (moved.case.step, moved.case.since, moved.intents) == (SORRY, OPENED, ())


@pytest.mark.parametrize("occasion", [Occasion.BY_HAND, Occasion.CLIENT_WAITS, Occasion.RETURN])
def test_a_word_of_the_clients_is_noted_and_takes_back_a_draft_from_before_it(occasion: Occasion) -> None:
    moved = after(drafted(occasion), Heard(NOW))
    assert (moved.case.phase, moved.case.heard, moved.case.attempt) == (Phase.WAITING, NOW, 1)
    assert moved.case.since == OPENED
    assert moved.intents == (WithdrawDraft(7, DRAFT, Why.ANSWERED),)


def test_a_client_that_needs_no_answer_any_more_ends_the_case_about_its_question() -> None:
    moved = after(drafted(Occasion.CLIENT_WAITS), Heard(NOW, over=True))
    assert (moved.case.phase, moved.case.outcome) == (Phase.CLOSED, Outcome.NOTHING_ASKED)
    assert moved.intents == (WithdrawDraft(7, DRAFT, Why.ANSWERED),)


def test_thanks_do_not_end_what_the_owner_has_to_mend() -> None:
    assert after(about(Occasion.BY_HAND), Heard(NOW, over=True)).case.phase is Phase.WAITING


@pytest.mark.parametrize("occasion", OWNERS)
@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.DRAFTED, Phase.PAUSED])
def test_the_owners_own_mail_is_all_that_was_wanted(occasion: Occasion, phase: Phase) -> None:
    moved = after(replace(drafted(occasion), phase=phase), OwnerWrote(NOW, named("by-hand")))
    assert (moved.case.phase, moved.case.outcome) == (Phase.CLOSED, Outcome.OWNER_WROTE)
    assert moved.intents == (WithdrawDraft(7, DRAFT, Why.BY_HAND),)


def test_a_mail_by_hand_is_the_step_whose_draft_lay_there() -> None:
    moved = after(drafted(Occasion.BY_HAND), OwnerWrote(NOW, named("by-hand")))
    assert (moved.case.phase, moved.case.step, moved.case.since) == (Phase.WAITING, BILL, NOW)
    assert moved.intents == (WithdrawDraft(7, DRAFT, Why.BY_HAND),)


def test_a_mail_by_hand_before_the_draft_only_sets_the_clock() -> None:
    moved = after(about(Occasion.BY_HAND, step=SORRY), OwnerWrote(NOW, named("by-hand")))
    assert (moved.case.step, moved.case.since) == (SORRY, NOW)


@pytest.mark.parametrize("occasion", [Occasion.BY_HAND, *OWNERS])
def test_what_the_client_is_owed_is_not_put_off_by_its_holiday(occasion: Occasion) -> None:
    before = drafted(occasion)
    assert after(before, WentAway(NOW, NOW + 7 * DAY)) == Transition(before)


def test_two_discards_by_hand_mean_that_the_step_is_not_wanted_as_a_mail() -> None:
    moved = after(drafted(Occasion.BY_HAND, discards=1), Discarded(NOW, "sorry"))
    assert (moved.case.phase, moved.case.step, moved.case.discards) == (Phase.WAITING, BILL, 0)
    assert moved.intents == ()


@pytest.mark.parametrize("occasion", OWNERS)
def test_two_discards_end_a_case_of_courtesy_and_pause_nobody(occasion: Occasion) -> None:
    moved = after(drafted(occasion, discards=1), Discarded(NOW, "sorry"))
    assert (moved.case.phase, moved.case.outcome) == (Phase.CLOSED, Outcome.CLOSED_BY_OWNER)
    assert not any(isinstance(intent, PauseClient) for intent in moved.intents)


def test_another_goal_writes_the_draft_anew() -> None:
    moved = after(drafted(Occasion.SILENCE), Aim(NOW, "collect"))
    assert (moved.case.goal, moved.case.phase, moved.case.attempt) == ("collect", Phase.WAITING, 1)
    assert moved.intents == (WithdrawDraft(7, DRAFT, Why.GOAL),)


def test_the_same_goal_leaves_the_draft_where_it_is() -> None:
    before = drafted(Occasion.SILENCE)
    assert after(before, Aim(NOW, before.goal)) == Transition(before)


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.ASKING, Phase.PAUSED])
def test_a_goal_is_kept_for_the_steps_to_come(phase: Phase) -> None:
    moved = after(about(Occasion.SILENCE, phase=phase), Aim(NOW, "let-go"))
    assert (moved.case.goal, moved.case.phase, moved.intents) == ("let-go", phase, ())


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.CLOSED])
def test_a_more_important_case_takes_the_place_of_this_one(phase: Phase) -> None:
    moved = after(about(Occasion.NO_UPDATE, phase=phase, draft=DRAFT), Supersede(NOW))
    assert (moved.case.phase, moved.case.outcome) == (Phase.CLOSED, Outcome.SUPERSEDED)
    assert moved.intents == (WithdrawDraft(7, DRAFT, Why.SUPERSEDED),)


def test_go_on_says_that_the_hardship_is_known() -> None:
    assert after(about(Occasion.SILENCE), Resume(NOW)).case.cleared == NOW
