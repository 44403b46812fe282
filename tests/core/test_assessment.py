"""Where things stand with one client: each line with its evidence, and nothing that nobody can know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from builders import (
    BOB,
    CAROL,
    DAY,
    HOUR,
    OFFICE,
    STRANGER,
    asks,
    at,
    bounce,
    case,
    named,
    practice,
    says,
    situation,
    usual,
)
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.assessment.assess import assess
from ghostd.core.assessment.model import (
    Assessment,
    Cause,
    Evidence,
    Length,
    Matter,
    Reason,
    Why,
)
from ghostd.core.assessment.view import View
from ghostd.core.concerns import Concern, Hardship
from ghostd.core.engagement import Contract, Engagement, Project, Stage, Stated, Term
from ghostd.core.gaps.calendar import Span
from ghostd.core.learning import NOTHING, Lessons, OfClient
from ghostd.core.messages import Kind, Message, Wording
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.money.statement import Statement, money_of, statement_of
from ghostd.core.playbook.model import GOALS, Occasion
from ghostd.core.portrait import portray

ASKED = at("2026-03-02 10:00")
NOW = at("2026-03-12 10:00")
PAST = at("2025-09-01 10:00")


def history(answers: int = 8, took: timedelta = 5 * HOUR) -> list[Message]:
    """A thread a week, each answered as soon."""
    found = []
    for n in range(answers):
        when = PAST + 7 * n * DAY
        found += [asks(f"q{n}", when, subject=f"Matter {n}")]
        found += [says(f"a{n}", when + took, answers=f"q{n}", subject=f"Re: Matter {n}")]
    return found


def asked(**rest: Any) -> Message:
    return asks("ask", ASKED, subject="Landing page", **rest)


def words(*concerns: Concern, **rest: Any) -> Wording:
    return Wording(**{"asks": False, "closes": False, "words": 20, **rest}, concerns=tuple(concerns))


def owing(due: date, value: str = "1200.00", **rest: Any) -> Statement:
    invoice = Invoice("2026-014", "Acme", due - 30 * DAY, due, Amount(Decimal(value), "EUR"), **rest)
    found = statement_of("Acme", [invoice], Engagement(), OFFICE.local(NOW))
    assert found is not None
    return found


OVERDUE = owing(date(2026, 2, 1))


def assessed(
    messages: Sequence[Message],
    *,
    engagement: Engagement | None = None,
    statement: Statement | None = None,
    lessons: Lessons = NOTHING,
    matter: Matter = Matter.SILENCE,
    hardship: datetime | None = None,
    chosen: bool = False,
    now: datetime = NOW,
    others: Sequence[Any] = (),
    **changes: Any,
) -> Assessment:
    portrait = portray(practice(), {"Acme": messages}, now)["Acme"]
    told = Hardship(hardship, Concern.ILLNESS, messages[0]) if hardship else None
    view = View(
        portrait=portrait,
        case=case(**changes),
        engagement=engagement or Engagement(),
        statement=statement,
        situation=situation(now, hardship=told, money=money_of(statement), calendar=portrait.calendar),
        others=tuple(others),
        lessons=lessons,
        matter=matter,
    )
    return assess(view, chosen=chosen)


# Harmless causes.


def away(until: str) -> Message:
    back = date.fromisoformat(until)
    return says("ooo", ASKED + HOUR, answers="ask", kind=Kind.AUTO_REPLY, away_until=back)


def test_each_harmless_cause_is_looked_for_and_the_vain_looks_are_told() -> None:
    """But for holidays, where the configuration names no country."""
    found = assessed([*history(), asked()])
    assert [look.cause for look in found.looks] == [cause for cause in Cause if cause is not Cause.HOLIDAY]
    assert found.found == ()


@pytest.mark.parametrize(
    ("messages", "cause"),
    [
        pytest.param([asked(), away("2026-03-20")], Cause.AWAY, id="away_until_next_week"),
        pytest.param(
            [asked(), bounce(ASKED + HOUR, of=named("ask"), failed=(BOB,))], Cause.BOUNCE, id="came_back"
        ),
        pytest.param([asked(wording=words())], Cause.NOTHING_ASKED, id="our_mail_asked_nothing"),
    ],
)
def test_a_harmless_cause_is_found_with_its_evidence(messages: list[Message], cause: Cause) -> None:
    assert [look.cause for look in assessed([*history(), *messages]).found] == [cause]


def test_a_holiday_counts_on_working_weekdays_only() -> None:
    """A Sunday that is a holiday, too, explains no silence."""
    free = {date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 8)}
    there = practice(calendars={"Acme": replace(OFFICE, holidays=free)})
    portrait = portray(there, {"Acme": [*history(), asked()]}, NOW)["Acme"]
    view = View(portrait, case(), Engagement(), None, situation(NOW, calendar=portrait.calendar))
    [look] = assess(view).found
    assert (look.cause, look.on, look.until, look.days) == (
        Cause.HOLIDAY,
        date(2026, 3, 3),
        date(2026, 3, 4),
        2,
    )


# Reasons.


def evidence(found: Assessment) -> list[tuple[Reason, Evidence]]:
    return [(sign.reason, sign.evidence) for sign in found.signs]


def before(id: str, **rest: Any) -> Message:
    """The client's mail on the day before the silence, in a thread of its own."""
    return says(id, ASKED - DAY, **{"subject": "Another thing", **rest})


@pytest.mark.parametrize(
    ("message", "sign"),
    [
        pytest.param(
            before("n", by=CAROL), (Reason.INTERNAL_CHANGE, Evidence.NEW_CONTACT), id="somebody_new"
        ),
        pytest.param(
            before("l", wording=words(Concern.LEAVING)),
            (Reason.INTERNAL_CHANGE, Evidence.LEAVING),
            id="who_says_goodbye",
        ),
        pytest.param(
            before("i", wording=words(Concern.INSOLVENCY)),
            (Reason.MONEY_TROUBLE, Evidence.INSOLVENCY),
            id="words_of_insolvency",
        ),
        pytest.param(
            before("h", wording=words(Concern.ILLNESS)),
            (Reason.EMERGENCY, Evidence.HARDSHIP),
            id="words_of_illness",
        ),
        pytest.param(
            before("p", wording=words(promised=date(2026, 3, 6))),
            (Reason.PRIORITIES, Evidence.PUT_OFF),
            id="a_day_that_passed",
        ),
    ],
)
def test_the_mailbox_speaks_for_a_reason(message: Message, sign: tuple[Reason, Evidence]) -> None:
    found = assessed([*history(), message, asked()])
    assert evidence(found) == [sign]
    assert sign[0] not in found.unseen


def test_a_mail_that_came_back_speaks_for_itself_and_where_the_address_answered_before_for_a_change() -> None:
    returned = bounce(ASKED + HOUR, of=named("ask"), failed=(BOB,))
    assert evidence(assessed([*history(), asked(), returned])) == [
        (Reason.INTERNAL_CHANGE, Evidence.ADDRESS_GONE),
        (Reason.NOT_DELIVERED, Evidence.BOUNCE),
    ]


def test_overdue_invoices_speak_for_money_trouble_with_their_sum() -> None:
    [sign] = assessed([*history(), asked()], statement=OVERDUE).signs
    assert (sign.evidence, sign.amounts) == (Evidence.OVERDUE, (Amount(Decimal("1200.00"), "EUR"),))


def test_what_nothing_speaks_for_is_told_as_unknown() -> None:
    assert assessed([*history(), asked()]).unseen == tuple(Reason)


def test_what_was_said_a_year_ago_speaks_for_nothing_today() -> None:
    old = says("h", PAST - 100 * DAY, subject="Long ago", wording=words(Concern.ILLNESS))
    assert assessed([old, *history(), asked()]).signs == ()


# The goal.

LOST = Lessons(clients=(OfClient("Acme", cases=3, answered=1, unanswered=2, again=0, days=30),))
SILENT_TWICE = Lessons(clients=(OfClient("Acme", cases=2, answered=2, unanswered=0, again=0, days=9),))
BITTER = Engagement(stated=Stated(effect=1))


@pytest.mark.parametrize(
    ("facts", "goal", "why"),
    [
        pytest.param({}, "keep", Why.ANSWERED_BEFORE, id="answers_before"),
        pytest.param({"messages": [asked()]}, "keep", Why.NO_HISTORY, id="nothing_known"),
        pytest.param({"statement": OVERDUE}, "keep", Why.ANSWERED_BEFORE, id="owes_but_answers"),
        pytest.param(
            {"messages": [asked()], "statement": OVERDUE}, "collect", Why.OWES_AND_UNKNOWN, id="owes_unknown"
        ),
        pytest.param(
            {"statement": OVERDUE, "lessons": SILENT_TWICE},
            "collect",
            Why.OWES_AND_SILENT,
            id="owes_and_was_silent",
        ),
        pytest.param({"lessons": SILENT_TWICE}, "keep", Why.ANSWERED_BEFORE, id="silent_but_came_back"),
        pytest.param({"lessons": LOST}, "let-go", Why.VANISHES, id="vanished_twice"),
        pytest.param({"engagement": BITTER}, "let-go", Why.STATED, id="the_owner_states_a_bad_effect"),
        pytest.param(
            {"engagement": BITTER, "hardship": ASKED - DAY}, "keep", Why.HARDSHIP, id="hardship_comes_first"
        ),
        pytest.param(
            {"engagement": BITTER, "matter": Matter.MISTAKE}, "keep", Why.MENDING, id="our_own_mistake"
        ),
    ],
)
def test_a_goal_is_recommended_with_its_why(facts: dict[str, Any], goal: str, why: Why) -> None:
    given = {"messages": [*history(), asked()], **facts}
    found = assessed(given.pop("messages"), **given)
    assert (found.advice.goal, found.advice.why) == (goal, why)


def test_hardship_that_the_owner_has_cleared_weighs_no_more() -> None:
    found = assessed(
        [*history(), asked()], engagement=BITTER, hardship=ASKED - DAY, cleared=ASKED, goal="keep"
    )
    assert found.hardship is None
    assert found.advice.why is Why.STATED


@given(goal=st.sampled_from(GOALS), chosen=st.booleans())
def test_the_goal_that_holds_stays_the_owners(goal: str, chosen: bool) -> None:
    found = assessed([*history(2), asked()], goal=goal, chosen=chosen, statement=OVERDUE, lessons=LOST)
    assert (found.advice.holds, found.advice.chosen) == (goal, chosen)


# Work, money, contract.

SPRING = Project("Spring", Stage.ACTIVE, date(2026, 1, 5), date(2026, 3, 20), Decimal(80), fee=Decimal(4000))


def test_a_silence_moves_the_due_date_of_running_work_by_its_business_days() -> None:
    impact = assessed([*history(), asked()], engagement=Engagement(project=SPRING)).impact
    assert impact is not None
    assert (impact.days, impact.due, impact.due_then) == (8, date(2026, 3, 20), date(2026, 4, 1))
    assert impact.weekly == Decimal(10)


@pytest.mark.parametrize("stage", [None, Stage.OFFERED, Stage.DELIVERED, Stage.RESTING, Stage.DONE])
def test_nothing_moves_where_no_work_is_running(stage: Stage | None) -> None:
    found = assessed([*history(), asked()], engagement=Engagement(project=replace(SPRING, stage=stage)))
    assert found.impact is None


def test_money_that_nobody_lists_stays_unknown() -> None:
    found = assessed([*history(), asked()], engagement=Engagement(project=SPRING))
    assert found.account is None
    assert found.aged == ()


def test_what_is_open_is_told_by_its_age() -> None:
    found = assessed([*history(), asked()], statement=OVERDUE)
    assert [(part.until, part.amount.value) for part in found.aged] == [(60, Decimal("1200.00"))]


@pytest.mark.parametrize(
    ("terms", "soft"),
    [
        pytest.param((), True, id="no_terms"),
        pytest.param((Term.DEPOSIT, Term.LATE_FEE), True, id="others"),
        pytest.param((Term.CLOSING_ON_SILENCE,), False, id="closing_on_silence"),
        pytest.param((Term.APPROVAL_BY_SILENCE,), False, id="approval_by_silence"),
    ],
)
def test_the_ultimatum_is_soft_unless_a_term_ends_the_project_on_silence(
    terms: tuple[Term, ...], soft: bool
) -> None:
    contract = Contract(known=True, terms=frozenset(terms))
    found = assessed([*history(), asked()], engagement=Engagement(contract=contract))
    assert found.soft is soft
    assert found.missing == tuple(term for term in Term if term not in terms)


def test_terms_apply_by_what_is_the_matter() -> None:
    contract = Contract(known=True, terms=frozenset(Term), notice=Span(14, "d"))
    engagement = Engagement(contract=contract)
    quiet = assessed([*history(), asked()], engagement=engagement).applies
    assert Term.CLOSING_ON_SILENCE in quiet
    assert Term.LATE_FEE not in quiet
    assert Term.LATE_FEE in assessed([*history(), asked()], engagement=engagement, statement=OVERDUE).applies


def test_of_a_contract_that_nobody_describes_nothing_is_missing() -> None:
    assert assessed([*history(), asked()]).missing == ()


# How they answer, and what waits.


def test_the_client_is_ranked_among_those_who_answer_enough() -> None:
    others = [usual(median=HOUR), usual(median=20 * HOUR), usual(median=9 * HOUR, answers=1)]
    pace = assessed([*history(), asked()], others=others).pace
    assert (pace.place, pace.among) == (2, 3)


def test_a_client_without_enough_answers_has_no_figures() -> None:
    pace = assessed([*history(2), asked()], others=[usual()]).pace
    assert (pace.median, pace.place) == (None, None)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        pytest.param(2 * HOUR, Length(Decimal(2), "hours"), id="hours"),
        pytest.param(9 * HOUR, Length(Decimal(1), "days"), id="one_day_without_a_decimal"),
        pytest.param(11 * HOUR, Length(Decimal("1.2"), "days"), id="one_decimal"),
        pytest.param(100 * HOUR, Length(Decimal(11), "days"), id="none_above_ten"),
    ],
)
def test_lengths_are_said_as_people_say_them(span: timedelta, said: Length) -> None:
    portrait = portray(practice(), {"Acme": [asked()]}, NOW)["Acme"]
    view = View(portrait, case(), Engagement(), None, situation(NOW))
    assert view.length(span) == said


def test_what_waits_is_told_for_both_sides() -> None:
    theirs = says("b", ASKED - 3 * DAY, subject="The logo", wording=words(asks=True))
    thanks = says("t", ASKED - 4 * DAY, subject="Thanks", wording=words(closes=True))
    pending = assessed([*history(), theirs, thanks, asked()]).pending
    assert [letter.subject for letter in pending.theirs] == ["Landing page"]
    assert [letter.subject for letter in pending.mine] == ["The logo"]


def test_the_last_messages_of_the_thread_are_shown_with_whose_they_are() -> None:
    thread = [
        says("x", ASKED - DAY, subject="Landing page", references=()),
        asked(answers="x"),
    ]
    shown = assessed([*history(), *thread]).messages
    assert [message.mine for message in shown] == [False, True]


# Weighing a client.


def test_the_scorecard_is_for_weighing_only() -> None:
    messages = [*history(), asked()]
    assert assessed(messages).card is None
    assert assessed(messages, matter=Matter.MISTAKE).card is None
    assert assessed(messages, matter=Matter.WEIGHING, occasion=Occasion.BY_HAND).card is not None


def test_the_scorecard_counts_what_the_mail_shows() -> None:
    broke = before("p", wording=words(promised=date(2026, 3, 6)))
    kept = says("k", ASKED - 20 * DAY, subject="Kept", wording=words(promised=date(2026, 2, 20)))
    word = says("w", ASKED - 15 * DAY, answers="k", subject="Re: Kept", wording=words(Concern.SCOPE))
    card = assessed([*history(), kept, word, broke], matter=Matter.WEIGHING).card
    assert card is not None
    assert [one.promised for one in card.broken] == [date(2026, 3, 6)]
    assert (card.scope.times, card.complaints.times) == (1, 0)
    assert card.answers == 8


def test_an_hour_earns_fee_by_hours_where_both_are_known() -> None:
    project = replace(SPRING, rate=Decimal(60))
    card = assessed(history(), matter=Matter.WEIGHING, engagement=Engagement(project=project)).card
    assert card is not None
    assert card.profit is not None
    assert (card.profit.earned.value, card.profit.usual) == (Decimal("50.00"), Amount(Decimal(60), "EUR"))
    unknown = replace(SPRING, hours=None)
    other = assessed(history(), matter=Matter.WEIGHING, engagement=Engagement(project=unknown)).card
    assert other is not None
    assert other.profit is None


def test_a_stranger_who_answers_ends_the_silence() -> None:
    stranger = says("s", ASKED + DAY, by=STRANGER, answers="ask", subject="Re: Landing page")
    found = assessed([*history(), asked(), stranger])
    assert found.asked is None
    assert found.looks == ()
