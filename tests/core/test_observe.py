"""What the mailbox shows about a case, as events: in order, each once, our own drafts never among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from builders import (
    ANA,
    BOB,
    CAROL,
    DAY,
    GHOSTING,
    HOUR,
    OFFICE,
    OPENED,
    SECOND,
    STRANGER,
    asks,
    at,
    case,
    draft,
    mail,
    named,
    practice,
    says,
)
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.messages import Kind, Message
from ghostd.core.observe import observe, seen
from ghostd.core.playbook.advance import advance
from ghostd.core.playbook.events import Answered, Discarded, Edited, Event, Gone, OwnerWrote, Sent, WentAway
from ghostd.core.playbook.model import Case, Phase
from ghostd.core.portrait import portray
from ghostd.core.review import Draft, Judgement, Verdict

ASKED = asks("ask", OPENED - 7 * DAY)
"""The message that waits for an answer."""

NOW = OPENED + 20 * DAY


def observed(
    begun: Case, *messages: Message, drafts: Sequence[Draft] = (), now: datetime = NOW
) -> list[Event]:
    portrait = portray(practice(), {"Acme": [ASKED, *messages]}, now)["Acme"]
    return observe(begun, portrait, drafts)


def drafted(**changes: Any) -> Case:
    return case(**{"phase": Phase.DRAFTED, "step": 2, "draft": named("draft"), **changes})


def test_while_nothing_comes_nothing_is_observed() -> None:
    assert observed(case()) == []


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(says("b", OPENED + DAY, answers="ask"), id="in_the_thread"),
        pytest.param(says("b", OPENED + DAY, by=CAROL, answers="ask"), id="by_a_colleague"),
        pytest.param(says("b", OPENED + DAY, subject="Something else"), id="in_another_thread"),
        pytest.param(says("b", OPENED + DAY, by=STRANGER, answers="ask"), id="from_another_address"),
        pytest.param(says("b", OPENED - DAY, answers="ask"), id="dated_before_the_case_opened"),
        pytest.param(says("b", ASKED.at - HOUR, answers="ask"), id="by_a_clock_that_is_slow"),
    ],
)
def test_an_answer(answer: Message) -> None:
    assert observed(case(), answer) == [Answered(answer.at, answer.sender or "", named("b"))]


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(says("b", ASKED.at - DAY, subject="Before"), id="written_before_the_question"),
        pytest.param(says("b", OPENED + DAY, by=STRANGER, subject="Offer"), id="by_a_stranger"),
        pytest.param(says("b", OPENED + DAY, answers="ask", kind=Kind.AUTO_REPLY), id="by_a_machine"),
        pytest.param(says("b", OPENED + DAY, answers="ask", kind=Kind.BOUNCE), id="a_bounce"),
        pytest.param(mail("b", ANA, OPENED + DAY, to=ANA, answers="ask"), id="a_note_to_oneself"),
        pytest.param(mail("b", ANA, OPENED + DAY, to=STRANGER, answers="ask"), id="own_mail_to_others"),
        pytest.param(asks("b", OPENED - DAY, answers="ask"), id="own_mail_before_the_case"),
        pytest.param(asks("b", OPENED, answers="ask"), id="own_mail_that_the_clock_counts_from"),
    ],
)
def test_what_is_neither_an_answer_nor_own_mail(message: Message) -> None:
    assert observed(case(), message) == []


def test_of_several_answers_the_first_counts() -> None:
    late, early = says("c", OPENED + 2 * DAY, answers="ask"), says("b", OPENED + DAY, subject="Other")
    assert observed(case(), late, early) == [Answered(early.at, BOB, named("b"))]


def test_the_owners_own_mail_in_the_thread() -> None:
    assert observed(case(), asks("b", OPENED + SECOND, answers="ask")) == [
        OwnerWrote(OPENED + SECOND, named("b"))
    ]


def test_of_several_own_mails_the_newest_restarts_the_clock() -> None:
    mails = asks("b", OPENED + DAY, answers="ask"), asks("c", OPENED + 2 * DAY, answers="ask")
    assert observed(case(), *mails) == [OwnerWrote(OPENED + 2 * DAY, named("c"))]


@pytest.mark.parametrize(
    "chain", [(named("draft"),), (named("old"), named("draft"))], ids=["own_id", "a_later_id"]
)
def test_our_sent_draft_is_not_the_owners_own_mail(chain: tuple[str, ...]) -> None:
    ours = draft(chain=chain, verdict=Verdict.SENT)
    assert observed(case(), asks("draft", OPENED + 2 * DAY, answers="ask"), drafts=[ours]) == []


def test_while_a_draft_is_missing_own_mail_may_be_that_draft() -> None:
    """A program sent it under a new id; the review of the draft tells, not the thread."""
    mine = asks("new", OPENED + 3 * DAY, answers="ask")
    assert observed(drafted(), mine, drafts=[draft(missing_since=NOW)]) == []
    decided = draft(missing_since=NOW, verdict=Verdict.DISCARDED)
    assert observed(drafted(), mine, drafts=[decided]) == [OwnerWrote(mine.at, named("new"))]


def test_own_mail_in_the_thread_of_a_waiting_draft_is_left_to_its_review() -> None:
    """A program may file the draft, rewritten, under a new id before it takes the draft away."""
    mine = asks("b", OPENED + 3 * DAY, answers="ask")
    assert observed(drafted(), mine, drafts=[draft()]) == []
    elsewhere = asks("b", OPENED + 3 * DAY, subject="Taxes")
    assert observed(drafted(), elsewhere, drafts=[draft()]) == [OwnerWrote(elsewhere.at, named("b"))]
    decided = draft(verdict=Verdict.GONE)
    assert observed(drafted(), mine, drafts=[decided]) == [OwnerWrote(mine.at, named("b"))]


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        pytest.param(
            asks("b", OPENED + DAY, answers="ask"),
            says("c", OPENED + 2 * DAY, answers="b"),
            [OwnerWrote, Answered],
            id="the_owner_wrote_then_the_client_answered",
        ),
        pytest.param(
            says("b", OPENED + DAY, answers="ask"),
            asks("c", OPENED + 2 * DAY, answers="b"),
            [Answered, OwnerWrote],
            id="the_client_answered_then_the_owner_wrote",
        ),
    ],
)
def test_events_come_in_the_order_in_which_they_happened(
    first: Message, second: Message, kinds: list[type[Event]]
) -> None:
    events = observed(case(), second, first)
    assert [type(e) for e in events] == kinds
    assert [e.at for e in events] == [OPENED + DAY, OPENED + 2 * DAY]


AWAY = says("b", OPENED + DAY, answers="ask", kind=Kind.AUTO_REPLY, away_until=date(2026, 3, 30))


@pytest.mark.parametrize("phase", Phase)
def test_an_absence_is_told_only_while_there_is_a_draft_to_take_back(phase: Phase) -> None:
    events = observed(drafted(phase=phase), AWAY)
    if phase in (Phase.DRAFTING, Phase.DRAFTED):
        assert events == [WentAway(OPENED, at("2026-03-30 00:00"))]
    else:
        assert events == []


def test_an_absence_that_is_over_is_not_told() -> None:
    assert observed(drafted(), AWAY, now=at("2026-03-30 09:00")) == []


def test_without_its_conversation_only_mail_after_the_opening_answers() -> None:
    """The thread was deleted from the mailbox while the case ran."""
    lost = case(anchor=named("deleted"))
    assert observed(lost, says("b", OPENED - DAY, subject="Old")) == []
    assert [type(e) for e in observed(lost, says("b", OPENED + DAY, subject="New"))] == [Answered]


@pytest.mark.parametrize(
    ("verdict", "event"),
    [
        pytest.param(Verdict.SENT, Sent(NOW, False, "ask", named("draft")), id="sent"),
        pytest.param(Verdict.SENT_EDITED, Sent(NOW, True, "ask", named("draft")), id="sent_edited"),
        pytest.param(Verdict.EDITED, Edited(NOW), id="edited"),
        pytest.param(Verdict.REPLACED, OwnerWrote(NOW, named("new")), id="replaced"),
        pytest.param(Verdict.DISCARDED, Discarded(NOW, "ask"), id="discarded"),
        pytest.param(Verdict.GONE, Gone(NOW, "ask"), id="gone"),
        pytest.param(Verdict.WITHDRAWN, None, id="withdrawn__our_own_doing"),
        pytest.param(Verdict.PENDING, None, id="pending__nothing_new"),
    ],
)
def test_what_a_judgement_stands_for(verdict: Verdict, event: Event | None) -> None:
    judged = Judgement(draft(verdict=verdict), NOW, by=named("new"))
    assert seen(judged, Verdict.PENDING) == event
    assert seen(judged, verdict) is None


MAIL = st.tuples(st.sampled_from("ocsa"), st.integers(-200, 400))


@given(st.lists(MAIL, max_size=8), st.sampled_from([p for p in Phase if p is not Phase.CLOSED]))
def test_once_taken_events_are_not_seen_again(talk: list[tuple[str, int]], phase: Phase) -> None:
    """Looking twice at an instant equals looking once."""
    made = {
        "o": lambda n, t: asks(n, t, answers="ask"),
        "c": lambda n, t: says(n, t, answers="ask"),
        "s": lambda n, t: says(n, t, subject="Other"),
        "a": lambda n, t: says(n, t, answers="ask", kind=Kind.AUTO_REPLY),
    }
    messages = [made[who](str(n), OPENED + hours * HOUR) for n, (who, hours) in enumerate(talk)]
    begun = drafted(phase=phase) if phase is Phase.DRAFTED else case(phase=phase, step=2)
    events = observed(begun, *messages)
    assert [e.at for e in events] == sorted(e.at for e in events)
    for event in events:
        begun = advance(begun, event, GHOSTING, OFFICE).case
        if begun.phase is Phase.CLOSED:
            return
    assert observed(begun, *messages) == []
    assert not any(isinstance(e, Answered) for e in events)


def test_an_answer_is_found_however_the_mail_arrived() -> None:
    answer = says("b", OPENED + DAY, answers="ask")
    assert observed(case(), answer, replace(answer, at=answer.at + timedelta(days=3))) == observed(
        case(), answer
    )
