"""What past cases teach: which step brought an answer, who vanished again, what it cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from builders import DAY, GHOSTING, HOUR, MADRID, OFFICE, OPENED, at, case, draft, named
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.assessment.returned import where_we_stood
from ghostd.core.engagement import Contract, Term
from ghostd.core.learning import AGAIN, NOTHING, Lessons, Past, lessons, owed_on, retrospect, summed
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.playbook.model import Occasion, Outcome, Phase, Playbook
from ghostd.core.review import Draft, Verdict

BOOKS = {"ghosting": GHOSTING, "return": Playbook("return", (), opens=(Occasion.RETURN,))}


def euros(value: str) -> Amount:
    return Amount(Decimal(value), "EUR")


def sent(step: str, days: float, **changes: Any) -> Draft:
    """A draft written a day before it was sent, so many days after the case opened."""
    when = OPENED + days * DAY
    fresh = draft(step=step, message_id=named(step), created=when - DAY, verdict=Verdict.SENT, decided=when)
    return fresh if not changes else draft(**{"step": step, **changes})


def past(
    *drafts: Draft,
    outcome: Outcome = Outcome.ANSWERED,
    ended: float = 10,
    opened: datetime = OPENED,
    owed: tuple[Amount, ...] | None = None,
    **changes: Any,
) -> Past:
    """A case that ended so many days after it opened; the unanswered mail was a week older."""
    over = case(opened=opened, closed=opened + ended * DAY, phase=Phase.CLOSED, outcome=outcome, **changes)
    return Past(over, drafts, opened - 7 * DAY, owed)


def taught(*cases: Past) -> Lessons:
    return lessons(cases, BOOKS)


def test_no_past_teaches_nothing() -> None:
    assert taught() == NOTHING


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(past(outcome=Outcome.NOTHING_ASKED), id="nothing_was_asked"),
        pytest.param(past(outcome=Outcome.SUPERSEDED), id="another_case_took_its_place"),
        pytest.param(past(occasion=Occasion.CLIENT_WAITS), id="the_client_waited"),
        pytest.param(past(occasion=Occasion.BY_HAND, playbook="return"), id="by_hand_and_no_silence"),
        pytest.param(Past(case()), id="not_over"),
    ],
)
def test_only_silences_that_ended_as_such_count(one: Past) -> None:
    assert taught(one) == NOTHING


def test_a_silence_taken_up_by_hand_counts() -> None:
    assert taught(past(occasion=Occasion.BY_HAND)).cases == 1


def test_the_answer_is_the_last_sent_steps_merit() -> None:
    first = past(sent("ask", 2), ended=4)
    second = past(sent("ask", 2), sent("ask-again", 9), ended=10)
    third = past(sent("ask", 2), sent("ask-again", 9), outcome=Outcome.COMPLETED, ended=20)
    steps = {helped.step: helped for helped in taught(first, second, third).steps}
    assert (steps["ask"].sent, steps["ask"].answered, steps["ask"].days) == (3, 1, 2)
    assert (steps["ask-again"].sent, steps["ask-again"].answered, steps["ask-again"].days) == (2, 1, 1)


def test_a_draft_that_was_never_sent_has_no_merit() -> None:
    learned = taught(past(draft(step="ask", verdict=Verdict.WITHDRAWN, decided=OPENED + DAY)))
    assert learned.steps == ()
    assert learned.unprompted == 1


def test_a_draft_sent_after_the_answer_has_no_merit() -> None:
    assert taught(past(sent("ask", 12), ended=10)).unprompted == 1


def test_steps_come_in_the_order_of_the_playbook() -> None:
    learned = taught(past(sent("ask", 2), sent("ask-again", 9), sent("gone-since", 9.5)))
    assert [helped.step for helped in learned.steps] == ["ask", "ask-again", "gone-since"]


@pytest.mark.parametrize(
    ("later", "again"),
    [
        pytest.param(AGAIN, 1, id="at_the_last_moment"),
        pytest.param(AGAIN + HOUR, 0, id="an_hour_later_is_another_story"),
    ],
)
def test_who_falls_silent_soon_after_an_answer_vanished_again(later: timedelta, again: int) -> None:
    first = past(ended=10)
    second = past(opened=OPENED + 10 * DAY + later, anchor=named("other"), id=8)
    assert taught(first, second).again == again
    assert taught(second, first).again == again


def test_another_clients_silence_is_no_vanishing_again() -> None:
    other = past(opened=OPENED + 20 * DAY, client="Lumen", id=8)
    assert taught(past(ended=10), other).again == 0


def test_what_was_owed_at_the_end_is_summed_where_it_is_known() -> None:
    learned = taught(
        past(outcome=Outcome.COMPLETED, owed=(euros("100.00"),)),
        past(outcome=Outcome.COMPLETED, owed=(euros("50.50"), Amount(Decimal(7), "USD"))),
        past(outcome=Outcome.COMPLETED),
        past(outcome=Outcome.ANSWERED, owed=(euros("999.00"),)),
    )
    assert learned.owed == (euros("150.50"), Amount(Decimal(7), "USD"))
    assert learned.owed_known == 2


outcomes = st.sampled_from(Outcome)


@given(st.lists(st.tuples(outcomes, st.sampled_from(["Acme", "Lumen"]), st.integers(0, 400)), max_size=8))
def test_every_case_ends_in_one_way_and_belongs_to_one_client(given: list[tuple[Any, str, int]]) -> None:
    learned = taught(
        *(past(outcome=o, client=c, opened=OPENED + d * DAY, id=n) for n, (o, c, d) in enumerate(given))
    )
    assert learned.cases == learned.answered + learned.unanswered + learned.by_hand
    assert learned.cases == sum(one.cases for one in learned.clients)
    assert learned.again == sum(one.again for one in learned.clients)
    assert learned.again <= learned.answered
    assert learned.unprompted <= learned.answered


@given(st.permutations([0, 1, 2]))
def test_the_order_of_the_cases_does_not_matter(order: list[int]) -> None:
    cases = [
        past(sent("ask", 2), ended=4, id=1),
        past(opened=OPENED + 40 * DAY, id=2, outcome=Outcome.COMPLETED),
        past(client="Lumen", id=3),
    ]
    assert taught(*(cases[n] for n in order)) == taught(*cases)


# What was open on a day.


def invoice(issued: str, *, paid: str = "0", paid_on: str | None = None, value: str = "100.00") -> Invoice:
    day = date.fromisoformat(issued)
    on = date.fromisoformat(paid_on) if paid_on else None
    return Invoice("1", "Acme", day, day + 30 * DAY, euros(value), Decimal(paid), on)


@pytest.mark.parametrize(
    ("one", "left"),
    [
        pytest.param(invoice("2026-03-01"), ("100.00",), id="open"),
        pytest.param(invoice("2026-03-11"), (), id="issued_later"),
        pytest.param(invoice("2026-03-01", paid="100", paid_on="2026-03-10"), (), id="paid_that_day"),
        pytest.param(
            invoice("2026-03-01", paid="100", paid_on="2026-03-11"), ("100.00",), id="paid_the_day_after"
        ),
        pytest.param(invoice("2026-03-01", paid="40"), ("60.00",), id="paid_in_part_some_day"),
        pytest.param(invoice("2026-03-01", paid="120"), (), id="paid_too_much"),
    ],
)
def test_what_was_open_on_a_day(one: Invoice, left: tuple[str, ...]) -> None:
    assert owed_on([one], date(2026, 3, 10)) == tuple(euros(value) for value in left)


@given(st.lists(st.tuples(st.integers(1, 10**6), st.sampled_from(["EUR", "USD"])), max_size=6))
def test_sums_never_mix_currencies(given: list[tuple[int, str]]) -> None:
    found = summed(Amount(Decimal(value), currency) for value, currency in given)
    for value, currency in found:
        assert value == sum(v for v, c in given if c == currency)
    assert len({amount.currency for amount in found}) == len(found)


# One case.


def looked_back(one: Past) -> Any:
    return retrospect(one, BOOKS, OFFICE, at("2026-09-01 10:00"))


def test_each_sent_step_tells_what_it_cost_in_days() -> None:
    found = looked_back(past(sent("ask", 2), sent("ask-again", 9), ended=12))
    assert [(spent.step, spent.lay, spent.waited) for spent in found.steps] == [
        ("ask", 1, 7),
        ("ask-again", 1, 3),
    ]
    assert (found.days, found.before) == (19, 7)
    assert found.helped.step == "ask-again"


def test_where_nothing_brought_an_answer_nothing_helped() -> None:
    found = looked_back(past(sent("ask", 2), outcome=Outcome.COMPLETED))
    assert found.helped is None
    assert not found.answered


def test_a_case_that_is_not_closed_is_looked_back_at_from_now() -> None:
    found = looked_back(Past(case(), (sent("ask", 2),), OPENED - 7 * DAY))
    assert found.days == (date(2026, 9, 1) - OPENED.astimezone(MADRID).date()).days + 7


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(past(), id="answered_before_any_draft"),
        pytest.param(past(outcome=Outcome.CLOSED_BY_OWNER, occasion=Occasion.BY_HAND), id="wholly_by_hand"),
        pytest.param(
            past(
                draft(step="ask", verdict=Verdict.DISCARDED, decided=OPENED + DAY), outcome=Outcome.COMPLETED
            ),
            id="only_a_discarded_draft",
        ),
        pytest.param(past(sent("ask", 12), ended=10), id="sent_after_the_end"),
    ],
)
def test_a_case_without_a_sent_draft_is_looked_back_at_without_steps(one: Past) -> None:
    found = looked_back(one)
    assert (found.steps, found.helped, found.days) == ((), None, 17)


# The return of the ghost.

CLOSES = replace(
    GHOSTING,
    steps=tuple(replace(s, template="closing") if s.name == "move-on" else s for s in GHOSTING.steps),
)
"""As it is shipped, the step that moves on writes from the template of that name."""


def stood(*cases: Past) -> Any:
    contract = Contract(known=True, terms=frozenset((Term.DEPOSIT,)))
    books = {**BOOKS, "ghosting": CLOSES}
    return where_we_stood(list(cases), books, "Acme", date(2026, 6, 1), (), contract, OFFICE)


def test_where_we_stood_is_told_by_the_last_case_that_ran_to_its_end() -> None:
    older = past(outcome=Outcome.COMPLETED, owed=(euros("1.00"),))
    newer = past(
        sent("move-on", 80), outcome=Outcome.COMPLETED, opened=OPENED, ended=80, owed=(euros("100.00"),)
    )
    found = stood(older, newer, past(outcome=Outcome.ANSWERED, ended=85))
    assert found.closed_on == date(2026, 5, 21)
    assert found.told_on == date(2026, 5, 21)
    assert found.days == 11
    assert (found.owed_then, found.owed_now, found.terms) == ((euros("100.00"),), (), (Term.DEPOSIT,))


def test_the_closing_mail_is_the_one_of_that_template_whatever_was_sent_after_it() -> None:
    found = stood(past(sent("move-on", 20), sent("ask", 30), outcome=Outcome.COMPLETED, ended=40))
    assert found.told_on == (OPENED + 20 * DAY).date()


def test_without_a_closing_mail_nothing_was_told() -> None:
    found = stood(past(sent("ask", 2), sent("ask-again", 9), outcome=Outcome.COMPLETED, ended=20))
    assert (found.told_on, found.closed_on) == (None, (OPENED + 20 * DAY).date())


def test_what_was_no_silence_says_nothing_of_where_we_stood() -> None:
    assert stood(past(sent("move-on", 2), outcome=Outcome.COMPLETED, occasion=Occasion.CLIENT_WAITS)) is None


def test_nobody_stood_anywhere_whose_file_was_never_closed() -> None:
    assert stood(past(outcome=Outcome.ANSWERED)) is None
    assert stood(past(outcome=Outcome.COMPLETED, client="Lumen")) is None
