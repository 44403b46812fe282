"""Conditions pass a step over, gates make it wait: each topic, each new gate, each new start of a clock."""

from __future__ import annotations

from typing import Any

import pytest
from builders import DAY, HOUR, OPENED, SECOND, case, draft_step, says, silence, situation, span

from ghostd.core.concerns import Concern, Hardship
from ghostd.core.engagement import Stage
from ghostd.core.playbook.decide import Decision, decide, due, to_come
from ghostd.core.playbook.events import PassOver, StepDue
from ghostd.core.playbook.model import (
    Condition,
    Do,
    Gate,
    GateName,
    Money,
    Occasion,
    Phase,
    Playbook,
    Since,
    Step,
    Topic,
)

NOW = OPENED + 7 * DAY


def decided(step: Step, *, of: dict[str, Any] | None = None, **rest: Any) -> Decision:
    """What is decided about a case that has only this step, a week after it opened."""
    rest.setdefault("asked_at", OPENED)
    return decide(case(**of or {}), Playbook("ghosting", (step,)), situation(NOW, **rest))


def when(topic: Topic, *among: str) -> Step:
    return draft_step("ask", "0d", when=(Condition(topic, among),))


@pytest.mark.parametrize(
    ("step", "of", "rest"),
    [
        pytest.param(when(Topic.OCCASION, "by-hand"), {"occasion": Occasion.BY_HAND}, {}, id="occasion"),
        pytest.param(when(Topic.SILENCE, "unusual"), {}, {"silence": silence(OPENED, NOW)}, id="unusual"),
        pytest.param(when(Topic.SILENCE, "usual"), {}, {"silence": silence(NOW + DAY, NOW)}, id="usual"),
        pytest.param(when(Topic.SILENCE, "usual"), {}, {}, id="no_silence_is_usual"),
        pytest.param(when(Topic.STAGE, "active", "review"), {}, {"stage": Stage.REVIEW}, id="one_of_two"),
        pytest.param(when(Topic.MONEY, "owed", "overdue"), {}, {"money": Money.OVERDUE}, id="money"),
        pytest.param(when(Topic.MONEY, "unknown"), {}, {}, id="money_unknown"),
        pytest.param(when(Topic.GOAL, "collect"), {"goal": "collect"}, {}, id="goal"),
        pytest.param(when(Topic.LANGUAGE, "es"), {}, {"language": "es"}, id="language"),
        pytest.param(when(Topic.CLIENT_WROTE, "yes"), {"heard": OPENED + HOUR}, {}, id="the_client_wrote"),
        pytest.param(when(Topic.CLIENT_WROTE, "no"), {"heard": OPENED}, {}, id="nothing_since_the_step"),
        pytest.param(when(Topic.PHONE, "yes"), {}, {"phone": True}, id="phone"),
    ],
)
def test_a_step_whose_condition_holds_is_taken(step: Step, of: dict[str, Any], rest: dict[str, Any]) -> None:
    assert isinstance(decided(step, of=of, **rest).due, StepDue)


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(when(Topic.OCCASION, "by-hand"), id="occasion"),
        pytest.param(when(Topic.SILENCE, "unusual"), id="silence"),
        pytest.param(when(Topic.STAGE, "active"), id="a_stage_nobody_has_told"),
        pytest.param(when(Topic.MONEY, "owed"), id="money"),
        pytest.param(when(Topic.GOAL, "let-go"), id="goal"),
        pytest.param(when(Topic.LANGUAGE, "es"), id="language"),
        pytest.param(when(Topic.CLIENT_WROTE, "yes"), id="client_wrote"),
        pytest.param(when(Topic.PHONE, "yes"), id="phone"),
    ],
)
def test_a_step_whose_condition_does_not_hold_is_passed_over_with_the_reason(step: Step) -> None:
    decision = decided(step)
    assert isinstance(decision.due, PassOver)
    assert decision.reason.startswith("ask is for ")


def test_a_step_for_another_occasion_is_passed_over_at_once() -> None:
    later = draft_step("ask", "8d", when=(Condition(Topic.OCCASION, ("by-hand",)),))
    assert isinstance(decided(later).due, PassOver)


def test_no_step_is_passed_over_before_its_time() -> None:
    later = draft_step("ask", "8d", when=(Condition(Topic.PHONE, ("yes",)),))
    assert decided(later).due is None


def gated(name: GateName, **rest: Any) -> Step:
    return draft_step("ask", "0d", Gate(name), **rest)


TOLD = Hardship(OPENED - 10 * DAY, Concern.BEREAVEMENT, says("sad", OPENED - 10 * DAY))


@pytest.mark.parametrize(
    ("of", "blocked"),
    [
        pytest.param({}, True, id="nobody_has_cleared_it"),
        pytest.param({"cleared": TOLD.at - SECOND}, True, id="cleared_before_it_was_told"),
        pytest.param({"cleared": TOLD.at}, False, id="cleared_since"),
    ],
)
def test_hardship_keeps_a_hard_word_back_until_the_owner_clears_it(of: dict[str, Any], blocked: bool) -> None:
    decision = decided(gated(GateName.NO_HARDSHIP), of=of, hardship=TOLD)
    assert (decision.due is None) is blocked
    if blocked:
        assert "bereavement" in decision.reason and "ghostd resume" in decision.reason


@pytest.mark.parametrize(
    ("goal", "money", "blocked"),
    [
        pytest.param("collect", Money.UNKNOWN, True, id="nobody_collects_what_is_not_known"),
        pytest.param("collect", Money.OWED, False, id="a_known_debt"),
        pytest.param("collect", Money.SETTLED, False, id="known_to_be_nothing"),
        pytest.param("keep", Money.UNKNOWN, False, id="who_wants_no_money_need_not_know"),
    ],
)
def test_the_amount_must_be_known_to_collect_it(goal: str, money: Money, blocked: bool) -> None:
    decision = decided(gated(GateName.AMOUNT_KNOWN), of={"goal": goal}, money=money)
    assert (decision.due is None) is blocked


def test_a_step_waits_for_the_end_of_the_contracts_notice() -> None:
    ends = NOW + 3 * DAY
    decision = decided(gated(GateName.NOTICE_PERIOD), notice_until=ends)
    assert (decision.due, decision.look_at) == (None, ends)
    assert decided(gated(GateName.NOTICE_PERIOD), notice_until=NOW).due is not None


def test_a_step_that_names_the_date_itself_gives_the_notice_and_waits_for_none() -> None:
    step = gated(GateName.NOTICE_PERIOD, deadline=span("7d"))
    assert decided(step, notice_until=NOW + DAY).due is not None


def test_the_gates_of_a_task_hold_too() -> None:
    step = Step(
        "ring", Do.TASK, span("0d"), template="call", gates=(Gate(GateName.GOAL, goals=("collect",)),)
    )
    assert decided(step).due is None
    assert decided(step, of={"goal": "collect"}).due is not None


def test_a_task_is_told_in_working_hours() -> None:
    night = decide(
        case(),
        Playbook("x", (Step("ring", Do.TASK, span("0d"), template="call"),)),
        situation(OPENED + 12 * HOUR),
    )
    assert night.due is None and night.look_at is not None


def started(start: Since, **of: Any) -> Any:
    step = draft_step("ask", "2d", since=start)
    return due(case(**of), step, situation(NOW, anchored=OPENED - 5 * DAY))


@pytest.mark.parametrize(
    ("since", "of", "expected"),
    [
        pytest.param(Since.PREVIOUS, {"since": OPENED + DAY}, OPENED + 3 * DAY, id="the_step_before"),
        pytest.param(Since.OPENED, {"since": OPENED}, OPENED + 2 * DAY, id="the_opening"),
        pytest.param(Since.ASKED, {}, OPENED, id="the_mail__never_before_the_step_before"),
        pytest.param(Since.OWNER_WROTE, {"since": OPENED + DAY}, OPENED + 3 * DAY, id="no_own_mail"),
        pytest.param(Since.CLIENT_WROTE, {"heard": OPENED + DAY}, OPENED + 3 * DAY, id="the_clients_word"),
        pytest.param(Since.CLIENT_WROTE, {"heard": None}, None, id="no_word_yet__waits_for_one"),
        pytest.param(Since.CLIENT_WROTE, {"heard": OPENED}, None, id="a_word_from_before_the_step__waits"),
    ],
)
def test_what_a_steps_clock_counts_from(since: Since, of: dict[str, Any], expected: Any) -> None:
    assert started(since, **of) == expected


def test_a_date_by_which_the_owner_promised_something_is_not_waited_for() -> None:
    step = draft_step("remedy", "0d")
    promised = NOW + DAY
    mending = case(occasion=Occasion.BY_HAND)
    assert due(mending, step, situation(NOW, promised=promised)) == OPENED
    assert due(case(), step, situation(NOW, promised=promised)) == promised


def chain(*steps: Step) -> Playbook:
    return Playbook("ghosting", steps)


CALL, LAST = draft_step("call", "3bd", when=(Condition(Topic.PHONE, ("yes",)),)), draft_step("last", "7d")


@pytest.mark.parametrize(("phone", "step"), [(False, 1), (True, 0)])
def test_the_step_to_come__is_one_that_applies(phone: bool, step: int) -> None:
    coming = to_come(case(), chain(CALL, LAST), situation(OPENED, phone=phone))
    assert coming.step == step


def test_what_the_client_may_still_change__is_not_foreseen() -> None:
    for topic, word in ((Topic.CLIENT_WROTE, "yes"), (Topic.SILENCE, "unusual")):
        maybe = draft_step("maybe", "3bd", when=(Condition(topic, (word,)),))
        assert to_come(case(), chain(maybe, LAST), situation(OPENED)).step == 0


def test_where_no_step_applies_any_more__the_playbook_is_done() -> None:
    assert to_come(case(), chain(CALL), situation(OPENED)).step == 1


def test_a_draft_that_waits__comes_first_whatever_follows() -> None:
    drafted = case(phase=Phase.DRAFTED)
    assert to_come(drafted, chain(CALL, LAST), situation(OPENED)) == drafted
