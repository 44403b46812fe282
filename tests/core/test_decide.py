"""Whether a case opens and whether its next step is due: each gate, each boundary, each reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from builders import (
    BOB,
    DAY,
    GHOSTING,
    HOUR,
    MADRID,
    OFFICE,
    OPENED,
    SECOND,
    at,
    bounce,
    case,
    draft_step,
    silence,
    situation,
    span,
)
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.absences import Absence
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.messages import Placement
from ghostd.core.playbook.advance import advance
from ghostd.core.playbook.decide import WAITS_FOR, Decision, decide, due, opens
from ghostd.core.playbook.events import Sent
from ghostd.core.playbook.model import Case, Do, Gate, GateName, Occasion, Phase, Playbook, Since, Step
from ghostd.core.playbook.situation import Situation
from ghostd.core.quarantine import Doubt, Quarantined

STARTED = at("2026-02-02 09:00")
UNUSUAL = at("2026-03-02 12:00")
ASK, ASK_AGAIN, MOVE_ON = 2, 3, 4


def opening(now: datetime, *, unusual_at: datetime = UNUSUAL, **rest: Any) -> Decision:
    return opens(situation(now, silence=silence(unusual_at, now), **rest), STARTED)


@pytest.mark.parametrize(
    ("late", "opened"),
    [
        pytest.param(-SECOND, False, id="one_second_early__waits"),
        pytest.param(timedelta(), True, id="at_the_boundary__opens"),
        pytest.param(SECOND, True, id="one_second_late__opens"),
    ],
)
def test_a_case_opens_when_the_silence_becomes_unusual(late: timedelta, opened: bool) -> None:
    decision = opening(UNUSUAL + late)
    assert (decision.due is not None) is opened
    assert decision.look_at == (None if opened else UNUSUAL)


@pytest.mark.parametrize(
    ("unusual_at", "opened"),
    [
        pytest.param(STARTED - 900 * DAY, False, id="silent_for_years__no_case"),
        pytest.param(STARTED - SECOND, False, id="unusual_one_second_before__no_case"),
        pytest.param(STARTED, False, id="unusual_at_the_start__no_case"),
        pytest.param(STARTED + SECOND, True, id="unusual_one_second_after__a_case"),
    ],
)
def test_no_case_for_a_silence_that_was_already_unusual_when_ghostd_started(
    unusual_at: datetime, opened: bool
) -> None:
    decision = opening(STARTED + HOUR, unusual_at=unusual_at)
    assert (decision.due is not None) is opened
    assert opened or "already silent before ghostd looked" in decision.reason


def test_nobody_who_waits_for_nothing_opens_a_case() -> None:
    assert opens(situation(UNUSUAL), STARTED) == Decision(None, "nobody waits for an answer")


def test_a_bounce_is_no_silence() -> None:
    lost = silence(UNUSUAL, UNUSUAL + DAY, bounce=bounce(UNUSUAL, failed=(BOB,)))
    found = opens(situation(UNUSUAL + DAY, silence=lost, bounce=lost.bounce), STARTED)
    assert found.due is None
    assert "came back" in found.reason


def test_a_paused_client_opens_no_case() -> None:
    assert opening(UNUSUAL + DAY, paused="paused until you resume it").reason == "paused until you resume it"


def test_a_case_opens_in_working_hours_only() -> None:
    evening = opening(at("2026-03-06 20:00"))
    assert evening.due is None
    assert evening.look_at == at("2026-03-09 09:00")
    assert opening(at("2026-03-09 09:00")).due is not None


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.WAITING])
def test_only_a_waiting_case_has_a_step_that_is_due(phase: Phase) -> None:
    decision = decide(case(phase=phase, step=ASK), GHOSTING, situation(OPENED + 90 * DAY))
    assert decision == Decision(None, WAITS_FOR[phase])


def waiting(step: int, **changes: Any) -> Case:
    return case(step=step, **changes)


def ready(now: datetime, **rest: Any) -> Situation:
    """Everything that a message needs: the one before was sent when the case opened."""
    rest.setdefault("asked_at", OPENED)
    return situation(now, **rest)


@pytest.mark.parametrize(
    ("step", "due_at"),
    [
        pytest.param(0, "2026-03-02 10:00", id="keep_calm__at_once"),
        pytest.param(1, "2026-03-03 10:00", id="evaluate__a_business_day_later"),
        pytest.param(ASK, "2026-03-03 10:00", id="ask__a_business_day_later"),
        pytest.param(ASK_AGAIN, "2026-03-09 10:00", id="ask_again__seven_days_after_sending"),
        pytest.param(MOVE_ON, "2026-03-09 10:00", id="move_on__seven_days_after_sending"),
        pytest.param(5, "2026-03-02 10:00", id="learn__at_once"),
    ],
)
def test_when_each_of_the_five_steps_is_due(step: int, due_at: str) -> None:
    moment = at(due_at)
    early = decide(waiting(step), GHOSTING, ready(moment - SECOND))
    assert (early.due, early.look_at) == (None, moment)
    on_time = decide(waiting(step), GHOSTING, ready(moment))
    assert on_time.due is not None
    assert on_time.due.at == moment
    assert "after" in on_time.reason


def test_a_promised_date_is_kept() -> None:
    promised = at("2026-03-12 18:00")
    before = decide(waiting(MOVE_ON), GHOSTING, ready(promised - SECOND, promised=promised))
    assert (before.due, before.look_at) == (None, at("2026-03-13 09:00"))
    assert decide(waiting(MOVE_ON), GHOSTING, ready(at("2026-03-13 09:00"), promised=promised)).due


def test_a_snooze_is_kept() -> None:
    snoozed = waiting(ASK, snoozed=at("2026-03-17 12:00"))
    assert decide(snoozed, GHOSTING, ready(at("2026-03-17 12:00") - SECOND)).look_at == snoozed.snoozed
    assert decide(snoozed, GHOSTING, ready(at("2026-03-17 12:00"))).due


def test_a_draft_is_written_in_working_hours_only() -> None:
    late = decide(waiting(ASK), GHOSTING, ready(at("2026-03-06 19:00")))
    assert (late.due, late.look_at) == (None, at("2026-03-09 09:00"))
    assert late.reason == "outside working hours"


def test_an_assessment_does_not_wait_for_the_office_to_open() -> None:
    assert decide(waiting(1), GHOSTING, ready(at("2026-03-06 19:00"))).due


MONDAY = at("2026-03-09 10:00")
UNREAD = Doubt(
    Quarantined(Placement("INBOX", 7, 3), "the server says NO", OPENED, OPENED), at("2026-03-09 17:00")
)
HOLIDAY = Absence(date(2026, 3, 5), date(2026, 3, 15), "its automatic answer of 2026-03-05")


@pytest.mark.parametrize(
    ("step", "shut", "reason"),
    [
        pytest.param(ASK, {"open_draft": "<other@x>"}, "another draft", id="open_draft"),
        pytest.param(ASK, {"reachable": False}, "no address", id="no_address"),
        pytest.param(ASK, {"quota_left": 0}, "daily number", id="quota"),
        pytest.param(ASK, {"absence": HOLIDAY}, "away until 2026-03-15", id="not_away"),
        pytest.param(
            ASK, {"bounce": bounce(OPENED, failed=(BOB,))}, "to bob@acme.example came back", id="bounced"
        ),
        pytest.param(ASK, {"bounce": bounce(OPENED)}, "mail to the client came back", id="bounced_unnamed"),
        pytest.param(ASK_AGAIN, {"asked_at": None}, "has not been found in Sent", id="previous_sent"),
        pytest.param(ASK_AGAIN, {"asked_at": OPENED + DAY}, "6 of 7 days", id="sendable_days"),
        pytest.param(ASK, {"paused": "paused until you resume it"}, "paused until", id="paused"),
        pytest.param(ASK, {"unread": (UNREAD,)}, "may be the answer", id="unread"),
        pytest.param(1, {"unread": (UNREAD,)}, "may be the answer", id="unread__no_assessment_either"),
    ],
)
def test_each_gate_blocks_with_its_reason_and_lets_pass_when_it_opens(
    step: int, shut: dict[str, Any], reason: str
) -> None:
    blocked = decide(waiting(step), GHOSTING, ready(MONDAY, **shut))
    assert blocked.due is None
    assert reason in blocked.reason
    assert decide(waiting(step), GHOSTING, ready(MONDAY)).due


def test_what_may_be_the_answer_is_waited_for_until_it_lapses() -> None:
    held = decide(waiting(ASK), GHOSTING, ready(MONDAY, unread=(UNREAD,)))
    assert held.look_at == UNREAD.until
    assert decide(waiting(ASK), GHOSTING, ready(UNREAD.until, unread=(UNREAD,))).due


def test_the_last_to_lapse_counts() -> None:
    later = replace(UNREAD, message=replace(UNREAD.message, since=OPENED + DAY), until=UNREAD.until + DAY)
    for unread in ((UNREAD, later), (later, UNREAD)):
        assert decide(waiting(ASK), GHOSTING, ready(MONDAY, unread=unread)).look_at == later.until


@pytest.mark.parametrize(
    ("case", "more"),
    [
        (waiting(ASK), {"asked_at": UNREAD.since + SECOND}),
        (waiting(ASK, cleared=UNREAD.since + SECOND), {}),
        (waiting(ASK, occasion=Occasion.CLIENT_WAITS), {}),
        (waiting(0), {}),
    ],
    ids=["asked_later", "the_owner_said_go_on", "nothing_rests_on_silence", "nothing_is_done_anyway"],
)
def test_what_cannot_be_the_answer_blocks_nothing(case: Case, more: dict[str, Any]) -> None:
    assert decide(case, GHOSTING, ready(MONDAY, unread=(UNREAD,), **more)).due


@pytest.mark.parametrize("shut", [{"open_draft": "<other@x>"}, {"quota_left": 0}, {"absence": HOLIDAY}])
def test_gates_of_drafts_do_not_hold_up_an_assessment(shut: dict[str, Any]) -> None:
    assert decide(waiting(1), GHOSTING, ready(MONDAY, **shut)).due


def test_an_absence_ends_on_the_first_working_day_after_it() -> None:
    held = decide(waiting(ASK), GHOSTING, ready(MONDAY, absence=HOLIDAY))
    assert held.look_at == at("2026-03-16 09:00")
    assert decide(waiting(ASK), GHOSTING, ready(at("2026-03-16 09:00"), absence=HOLIDAY)).due


def test_an_absence_that_has_not_begun_holds_nothing_up() -> None:
    assert decide(waiting(ASK), GHOSTING, ready(at("2026-03-04 17:59"), absence=HOLIDAY)).due


def test_the_quota_is_new_the_next_working_day() -> None:
    full = decide(waiting(ASK), GHOSTING, ready(at("2026-03-06 17:00"), quota_left=0))
    assert full.look_at == at("2026-03-09 09:00")


def test_seven_sendable_days_leave_out_the_clients_holidays() -> None:
    easter = Calendar(zone=MADRID, away=((date(2026, 3, 4), date(2026, 3, 6)),))
    early = decide(waiting(ASK_AGAIN), GHOSTING, ready(at("2026-03-11 17:59"), calendar=easter))
    assert "6 of 7 days" in early.reason
    assert early.look_at == at("2026-03-12 09:00")
    assert decide(waiting(ASK_AGAIN), GHOSTING, ready(at("2026-03-12 09:00"), calendar=easter)).due


def test_a_goal_that_the_step_is_not_for_holds_it_up() -> None:
    gate = Gate(GateName.GOAL, goals=("collect",))
    book = Playbook("money", (draft_step("dun", "0d", gate),))
    held = "the goal is keep; this step is for collect (`ghostd goal` sets another)"
    assert decide(case(), book, ready(MONDAY)).reason == held
    assert decide(case(goal="collect"), book, ready(MONDAY)).due


def test_a_playbook_without_steps_left_is_done() -> None:
    assert decide(waiting(6), GHOSTING, ready(MONDAY)).reason == "the playbook is done"


def taken_at(now: datetime, begun: Case, playbook: Playbook) -> list[str]:
    """The names of the steps that are taken if the daemon looks again and again at one instant.

    A draft counts as sent at that very instant, the worst that an eager owner can do.
    """
    names = []
    for _ in range(20):
        decision = decide(begun, playbook, ready(now, asked_at=begun.since))
        if decision.due is None or begun.step >= len(playbook.steps):
            break
        names.append(playbook.steps[begun.step].name)
        begun = advance(begun, decision.due, playbook, OFFICE).case
        if begun.phase is Phase.DRAFTING:
            begun = replace(begun, phase=Phase.DRAFTED, draft="<draft@x>")
            begun = advance(begun, Sent(now, False, names[-1]), playbook, OFFICE).case
    return names


@pytest.mark.parametrize(
    ("step", "taken"),
    [
        pytest.param(0, ["keep-calm"], id="keep_calm_alone"),
        pytest.param(1, ["evaluate"], id="evaluate_alone"),
        pytest.param(ASK, ["ask"], id="ask_alone"),
        pytest.param(ASK_AGAIN, ["ask-again"], id="ask_again_alone"),
        pytest.param(MOVE_ON, ["move-on", "learn"], id="the_last_message_and_what_it_taught"),
    ],
)
def test_after_an_outage_of_three_weeks_never_two_steps_at_once(step: int, taken: list[str]) -> None:
    assert taken_at(OPENED + 21 * DAY, waiting(step), GHOSTING) == taken


COUNTED_FROM_THE_OPENING = Playbook(
    "from-the-opening",
    (
        Step("note", Do.HOLD, span("1d"), since=Since.OPENED),
        Step("assess", Do.ASSESS, span("3d"), since=Since.OPENED),
        draft_step("ask", "5d", since=Since.OPENED),
        draft_step("ask-again", "12d", since=Since.OPENED),
    ),
)


@pytest.mark.parametrize("step", range(4))
def test_steps_counted_from_the_opening_do_not_pile_up_either(step: int) -> None:
    begun = waiting(step)
    name = COUNTED_FROM_THE_OPENING.steps[step].name
    assert taken_at(OPENED + 21 * DAY, begun, COUNTED_FROM_THE_OPENING) == [name]


def test_steps_counted_from_the_opening_keep_their_day_when_all_is_well() -> None:
    third = waiting(2, since=OPENED + 3 * DAY)
    assert due(third, COUNTED_FROM_THE_OPENING.steps[2], ready(OPENED + 4 * DAY)) == at("2026-03-09 09:00")
    first = waiting(0)
    assert due(first, COUNTED_FROM_THE_OPENING.steps[0], ready(OPENED)) == OPENED + DAY


@given(
    st.integers(0, 6),
    st.timedeltas(timedelta(), 60 * DAY),
    st.booleans(),
    st.one_of(st.none(), st.timedeltas(timedelta(), 30 * DAY)),
)
def test_what_is_not_due_says_why_and_only_looks_forward(
    step: int, later: timedelta, away: bool, promised: timedelta | None
) -> None:
    now = OPENED + later
    weighed = ready(
        now, absence=HOLIDAY if away else None, promised=OPENED + promised if promised is not None else None
    )
    decision = decide(waiting(step), GHOSTING, weighed)
    assert decision.reason
    if decision.due:
        assert decision.due.at == now
        assert decision.look_at is None
    else:
        assert decision.look_at is None or decision.look_at > now


@given(st.timedeltas(timedelta(), 60 * DAY), st.integers(0, 5))
def test_looking_when_told_to_finds_the_step_due(later: timedelta, step: int) -> None:
    """A daemon that sleeps from hint to hint comes to act."""
    now = OPENED + later
    for _ in range(10):
        decision = decide(waiting(step), GHOSTING, ready(now))
        if decision.due:
            return
        assert decision.look_at is not None
        now = decision.look_at
    pytest.fail("never due")
