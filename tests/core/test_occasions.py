"""What a client's mail gives occasion to: an answer owed by the owner, a word, a complaint, a return."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from builders import (
    DAY,
    GHOSTING,
    HOUR,
    OFFICE,
    STRANGER,
    asks,
    at,
    case,
    practice,
    says,
    span,
)

from ghostd.core.engagement import Engagement, Project, Stage
from ghostd.core.messages import Kind, Message, Wording
from ghostd.core.occasions import Chance, chances, newest
from ghostd.core.playbook.model import Case, Occasion, Outcome, Phase
from ghostd.core.portrait import Portrait, portray

MONDAY = at("2026-03-02 10:00")
FRIDAY = MONDAY + 4 * DAY
THANKS = Wording(asks=False, closes=True, words=2, over=True)
ASKS = Wording(asks=True, closes=False, words=12)
ANGRY = replace(ASKS, concerns=("complaint",))
RUNNING = Engagement(project=Project(stage=Stage.ACTIVE))


def drawn(*messages: Message, now: datetime = FRIDAY) -> Portrait:
    return portray(practice(), {"Acme": list(messages)}, now)["Acme"]


def found(
    occasion: Occasion,
    *messages: Message,
    engagement: Engagement = RUNNING,
    cases: tuple[Case, ...] = (),
    now: datetime = FRIDAY,
    **rest: Any,
) -> list[Chance]:
    playbook = replace(GHOSTING, opens=(occasion,), **rest)
    return list(chances(playbook, drawn(*messages, now=now), engagement, cases, OFFICE, now))


def test_an_unanswered_mail_of_the_clients_waits_for_the_owner_from_its_span_on() -> None:
    [chance] = found(Occasion.CLIENT_WAITS, says("q", MONDAY, wording=ASKS))
    assert (chance.anchor.identity, chance.at) == ("<q@mail.example>", MONDAY + DAY)
    quiet = {Occasion.CLIENT_WAITS: span("3bd")}
    [later] = found(Occasion.CLIENT_WAITS, says("q", MONDAY, wording=ASKS), quiet=quiet)
    assert later.at == MONDAY + 3 * DAY


def test_of_several_mails_in_a_row_the_first_one_waits() -> None:
    mails = says("q", MONDAY, wording=ASKS), says("r", MONDAY + DAY, answers="q", wording=THANKS)
    assert [c.anchor.identity for c in found(Occasion.CLIENT_WAITS, *mails)] == ["<q@mail.example>"]


@pytest.mark.parametrize(
    "messages",
    [
        pytest.param([asks("a", MONDAY)], id="the_owner_wrote"),
        pytest.param([says("q", MONDAY, wording=THANKS)], id="only_thanks"),
        pytest.param([says("q", MONDAY), asks("a", MONDAY + HOUR, answers="q")], id="answered"),
        pytest.param([says("q", MONDAY), asks("a", MONDAY + HOUR)], id="answered_in_another_thread"),
        pytest.param([says("q", MONDAY - 60 * DAY)], id="old_news"),
        pytest.param([says("q", MONDAY, kind=Kind.AUTO_REPLY)], id="a_machine"),
        pytest.param([says("q", MONDAY, kind=Kind.NEWSLETTER)], id="a_newsletter"),
        pytest.param([asks("a", MONDAY), says("q", MONDAY + HOUR, by=STRANGER, answers="a")], id="no_client"),
    ],
)
def test_nobody_waits_for_the_owner(messages: list[Message]) -> None:
    assert found(Occasion.CLIENT_WAITS, *messages) == []


def test_a_client_of_a_running_project_hears_of_it_after_ten_business_days() -> None:
    mails = asks("a", MONDAY, wording=THANKS), says("q", MONDAY - DAY)
    [chance] = found(Occasion.NO_UPDATE, *mails)
    assert (chance.anchor.identity, chance.at) == ("<a@mail.example>", MONDAY + timedelta(weeks=2))


@pytest.mark.parametrize(
    ("messages", "engagement"),
    [
        pytest.param([asks("a", MONDAY, wording=THANKS)], Engagement(), id="no_project"),
        pytest.param(
            [asks("a", MONDAY, wording=THANKS)],
            Engagement(project=Project(stage=Stage.DONE)),
            id="a_project_that_is_done",
        ),
        pytest.param([], RUNNING, id="no_mail"),
        pytest.param([asks("a", MONDAY, wording=ASKS)], RUNNING, id="the_client_owes_an_answer"),
        pytest.param([asks("a", MONDAY), says("q", MONDAY + HOUR, wording=ASKS)], RUNNING, id="the_owner"),
    ],
)
def test_nobody_is_told_of_the_work_unasked(messages: list[Message], engagement: Engagement) -> None:
    assert found(Occasion.NO_UPDATE, *messages, engagement=engagement) == []


def over(outcome: Outcome, **changes: Any) -> Case:
    return case(phase=Phase.CLOSED, outcome=outcome, closed=MONDAY, **changes)


def test_a_client_whose_file_was_closed_comes_back() -> None:
    [chance] = found(Occasion.RETURN, says("back", MONDAY + DAY), cases=(over(Outcome.COMPLETED),))
    assert (chance.anchor.identity, chance.at) == ("<back@mail.example>", MONDAY + DAY)


@pytest.mark.parametrize(
    ("messages", "cases"),
    [
        pytest.param([says("x", MONDAY + DAY)], (), id="no_case_ever"),
        pytest.param([says("x", MONDAY + DAY)], (over(Outcome.ANSWERED),), id="the_case_was_answered"),
        pytest.param([says("x", MONDAY - DAY)], (over(Outcome.COMPLETED),), id="it_wrote_before_the_end"),
        pytest.param(
            [says("x", MONDAY + DAY), asks("a", MONDAY + DAY + HOUR, answers="x")],
            (over(Outcome.COMPLETED),),
            id="the_owner_has_answered",
        ),
        pytest.param(
            [says("x", MONDAY + DAY)],
            (over(Outcome.COMPLETED, occasion=Occasion.BY_HAND),),
            id="another_playbook_was_completed",
        ),
    ],
)
def test_nobody_comes_back(messages: list[Message], cases: tuple[Case, ...]) -> None:
    assert found(Occasion.RETURN, *messages, cases=cases) == []


def test_only_the_first_mail_after_the_end_is_a_return() -> None:
    cases = (over(Outcome.COMPLETED),)
    mails = says("back", MONDAY + DAY), asks("a", MONDAY + DAY + HOUR, answers="back")
    assert found(Occasion.RETURN, *mails, says("more", MONDAY + 2 * DAY, answers="a"), cases=cases) == []


def test_a_complaint_is_proposed_at_once() -> None:
    [chance] = found(Occasion.COMPLAINT, says("c", MONDAY, wording=ANGRY))
    assert (chance.anchor.identity, chance.at) == ("<c@mail.example>", MONDAY)


@pytest.mark.parametrize(
    "messages",
    [
        pytest.param([says("c", MONDAY, wording=ASKS)], id="a_question"),
        pytest.param([says("c", MONDAY)], id="words_that_nobody_read"),
        pytest.param([asks("c", MONDAY, wording=ANGRY)], id="the_owners_own"),
        pytest.param([says("c", MONDAY - 30 * DAY, wording=ANGRY)], id="long_ago"),
        pytest.param(
            [says("c", MONDAY, wording=ANGRY), asks("a", MONDAY + HOUR, answers="c")], id="answered_already"
        ),
    ],
)
def test_no_complaint_is_seen(messages: list[Message]) -> None:
    assert found(Occasion.COMPLAINT, *messages) == []


@pytest.mark.parametrize(
    ("outcome", "again"),
    [
        pytest.param(None, False, id="a_case_is_open"),
        pytest.param(Outcome.CLOSED_BY_OWNER, False, id="the_owner_has_closed_it"),
        pytest.param(Outcome.SUPERSEDED, True, id="it_had_to_give_way"),
    ],
)
def test_one_message_is_one_case(outcome: Outcome | None, again: bool) -> None:
    before = case(anchor="<q@mail.example>", occasion=Occasion.CLIENT_WAITS, outcome=outcome)
    assert bool(found(Occasion.CLIENT_WAITS, says("q", MONDAY), cases=(before,))) is again


def test_a_playbook_opens_for_its_own_occasions_only() -> None:
    mails = says("q", MONDAY, wording=ANGRY)
    assert list(chances(GHOSTING, drawn(mails), RUNNING, (), OFFICE, FRIDAY)) == []


def test_a_case_by_hand_is_about_the_last_thing_said() -> None:
    machine = says("auto", FRIDAY, kind=Kind.AUTO_REPLY)
    last = newest(drawn(says("q", MONDAY), asks("a", MONDAY + HOUR), machine))
    assert last is not None and last.identity == "<a@mail.example>"
    assert newest(drawn()) is None
