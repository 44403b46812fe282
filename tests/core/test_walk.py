"""The fold over a mailbox: what is foretold at each opening, and what is learned at each end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import ANA, BOB, DAY, HOUR, OFFICE, asks, at, bounce, says
from turning import registered
from walking import PEOPLE, START, away, exchange, foretold, last, steady, then, walk

from ghostd.core.gaps.clock import HORIZON
from ghostd.core.gaps.forecast import HOPE
from ghostd.core.gaps.parties import by_domain
from ghostd.core.gaps.walk import ENOUGH, Walk
from ghostd.core.messages import Kind, Message, Wording

PAST_HORIZON = 29 * DAY
A_DAY = timedelta(hours=9)


def test_an_opening_is_forecast_and_its_answer_measured() -> None:
    walked = walk(*exchange("logo", START, 3.0))
    [judged] = walked.turns
    assert judged.hours == pytest.approx(3.0)
    assert judged.learned
    assert judged.forecast.answers_known == 0
    assert judged.forecast.learning


def test_reading_tells_what_changed() -> None:
    walked = walk()
    question, answer = exchange("logo", START, 3.0)
    [opened] = walked.read(question)
    assert opened.turn.is_open
    assert walked.open() == (opened,)
    [closed] = walked.read(answer)
    assert closed is opened and closed.turn.answer == answer
    assert walked.open() == ()


def test_answers_of_the_client_are_known_from_then_on() -> None:
    messages = steady([2.0] * 4)
    walked = walk(*messages, asks("now", then(messages)))
    assert [j.forecast.answers_known for j in walked.turns] == [0, 1, 2, 3, 4]


def test_a_slow_client_is_given_longer_than_a_quick_one() -> None:
    quick = steady([1.0] * 15)
    slow = steady([45.0] * 15, with_=PEOPLE[1], start=START + HOUR, apart=11)
    later = then(slow)
    walked = walk(*quick, *slow, asks("a", later), asks("b", later, to=PEOPLE[1]))
    of_quick, of_slow = walked.turns[-2:]
    assert of_quick.turn.client == "acme.example"
    assert of_slow.forecast.quantile(0.5) > 3 * of_quick.forecast.quantile(0.5)


def test_a_new_client_is_judged_by_the_others() -> None:
    others = steady([40.0] * 12, with_=PEOPLE[1]) + steady([40.0] * 12, with_=PEOPLE[2], start=START + HOUR)
    fresh = last(walk(asks("a", START))).forecast
    taught = last(walk(*others, asks("a", then(others)))).forecast
    assert taught.answers_known == fresh.answers_known == 0
    assert taught.quantile(0.5) > fresh.quantile(0.5)


def test_a_mailbox_is_learning_until_it_has_enough_answers() -> None:
    messages = steady([2.0] * ENOUGH)
    walked = walk(*messages, asks("now", then(messages)))
    assert [j.forecast.learning for j in walked.turns] == [True] * ENOUGH + [False]


def test_a_message_to_two_clients_is_a_turn_with_each() -> None:
    walked = walk(asks("a", START, to=(PEOPLE[0], PEOPLE[1])))
    assert {j.turn.client for j in walked.turns} == {"acme.example", "beta.example"}
    assert len(walked.open("beta.example")) == 1


def test_an_answer_that_is_late_beyond_the_horizon_counts_as_none() -> None:
    answered_late = walk(*exchange("logo", START, HORIZON + 9), asks("now", START + 60 * DAY))
    never = walk(*exchange("logo", START, None), asks("now", START + 60 * DAY))
    assert answered_late.turns[0].hours == pytest.approx(HORIZON + 9)
    assert last(answered_late).forecast.answers_known == 0
    assert answered_late.learned_answers == never.learned_answers == 0


def test_the_horizon_passes_by_time_alone() -> None:
    walked = walk(*exchange("logo", START, None))
    walked.advance(START + 27 * DAY)
    assert not walked.turns[0].learned
    walked.advance(START + PAST_HORIZON)
    assert walked.turns[0].learned
    assert walked.turns[0].turn.is_open


def test_what_came_back_teaches_nothing() -> None:
    returned = walk(
        asks("q", START), bounce(START + HOUR, failed=(BOB,)), asks("now", START + 60 * DAY, subject="New")
    )
    assert returned.turns[0].turn.undeliverable
    silent = walk(asks("q", START), asks("now", START + 60 * DAY, subject="New"))
    assert last(returned).forecast.p_answer > last(silent).forecast.p_answer


def test_a_follow_up_is_cut_and_asked_anew() -> None:
    follow_up = asks("again", START + 7 * DAY, answers="q")
    walked = walk(asks("q", START), follow_up)
    first, second = walked.turns
    assert first.turn.censored and first.learned and first.hours is None
    assert second.turn.attempt == 2 and second.turn.run == first.turn.opening


def test_a_follow_up_after_hours_says_little_of_the_answer_that_it_cut() -> None:
    def readiness(*more: Message) -> float:
        walked = walk(asks("q", START), *more)
        walked.advance(START + PAST_HORIZON)
        assert walked.turns[0].learned
        return walked._client("acme.example").readiness.mean

    soon = asks("again", OFFICE.later(START, 5 * HOUR), answers="q")
    walked = walk(asks("q", START), soon)
    cut = walked._client("acme.example").readiness.mean
    assert walked.turns[0].turn.censored
    assert readiness() < 3 * cut < 0


class TestWhileAClientIsSilent:
    """Its open turns must not lower its own chance: a model that learns the ghosting stops warning."""

    HABIT = steady([2.0] * 12)
    SILENT_FROM = then(HABIT)

    def test_open_turns_leave_its_chance_and_its_times_as_they_were(self) -> None:
        def asked_at(day: int, others: int) -> tuple[float, timedelta]:
            questions = [
                asks(f"q{n}", self.SILENT_FROM + n * DAY, subject=f"Question {n}") for n in range(others)
            ]
            walked = walk(*self.HABIT, *questions)
            client = walked._client("acme.example")
            assert all(not j.learned for j in walked.turns[12:])
            return client.readiness.mean, walked.usual("acme.example").p90

        assert asked_at(0, 0) == asked_at(5, 6)

    def test_its_first_ghosting_is_noticed(self) -> None:
        walked = walk(*self.HABIT, asks("q", self.SILENT_FROM, subject="Question"))
        standing = walked.standing(last(walked), OFFICE.next_open(self.SILENT_FROM + 21 * DAY))
        assert last(walked).forecast.p_answer > HOPE
        assert standing.unusual

    def test_when_the_horizon_has_passed_it_is_learned(self) -> None:
        walked = walk(*self.HABIT, asks("q", self.SILENT_FROM, subject="Question"))
        before = walked._client("acme.example").readiness.mean
        walked.advance(self.SILENT_FROM + PAST_HORIZON)
        assert walked._client("acme.example").readiness.mean < before


def test_the_words_of_the_opening_count() -> None:
    def chance(wording: Wording | None) -> float:
        walked = walk()
        [opened] = walked.read(asks("q", START), wording)
        return opened.forecast.p_answer

    assert chance(Wording(True, False, 60)) > chance(None) > chance(Wording(False, True, 3))


def test_turns_open_together_weigh_less() -> None:
    """Thirty questions of one morning, left unanswered, are not thirty clients lost."""
    morning = [asks(f"q{n}", START + n * timedelta(minutes=1), subject=f"Bug {n}") for n in range(30)]
    apart = [asks(f"q{n}", START + n * 30 * DAY, subject=f"Bug {n}") for n in range(30)]
    then = START + 1000 * DAY
    together = walk(*morning, asks("now", then, subject="Now"))
    separate = walk(*apart, asks("now", then, subject="Now"))
    assert last(together).forecast.p_answer > last(separate).forecast.p_answer


class TestOutOfOffice:
    QUESTION = asks("q", START)

    def test_days_away_do_not_count_in_an_open_turn_and_its_forecast_stays(self) -> None:
        walked = walk(self.QUESTION)
        before = foretold(walked.turns)
        due = walked.standing(last(walked), START).unusual_at
        walked.read(away(START + HOUR, away_until=date(2026, 3, 16)))
        after = walked.standing(last(walked), START).unusual_at
        assert foretold(walked.turns) == before
        assert due is not None and after is not None and after >= due + 7 * DAY

    def test_no_silence_is_unusual_while_the_client_is_away(self) -> None:
        habit = steady([2.0] * 12)
        walked = walk(*habit, asks("q", then(habit), subject="Question"))
        now = then(habit, days=24)
        assert walked.standing(last(walked), now).unusual
        walked.read(away(now - HOUR))
        standing = walked.standing(last(walked), now)
        assert standing.away and not standing.unusual

    def test_without_a_date_it_holds_for_a_week(self) -> None:
        walked = walk(self.QUESTION, away(START + HOUR))
        assert walked.standing(last(walked), START + 7 * DAY).away
        assert not walked.standing(last(walked), START + 8 * DAY).away

    def test_the_answer_after_it_is_not_counted_as_slow(self) -> None:
        answer = says("a", at("2026-03-16 11:00"), answers="q")
        walked = walk(self.QUESTION, away(START + HOUR, away_until=date(2026, 3, 16)), answer)
        assert walked._client("acme.example").habit.times == [pytest.approx(2.0, abs=0.1)]
        assert walked.turns[0].hours == pytest.approx(91.0, abs=1.0)

    def test_the_horizon_waits_too(self) -> None:
        walked = walk(self.QUESTION, away(START + HOUR, away_until=date(2026, 4, 13)))
        walked.advance(START + PAST_HORIZON)
        assert not walked.turns[0].learned
        walked.advance(START + PAST_HORIZON + 6 * 7 * DAY)
        assert walked.turns[0].learned

    def test_a_receipt_is_no_absence(self) -> None:
        receipt = replace(away(START + HOUR), subject="We have received your request", kind=Kind.AUTO_REPLY)
        walked = walk(self.QUESTION, receipt)
        assert not walked.standing(last(walked), START + 2 * HOUR).away


def test_each_client_may_have_holidays_of_its_own() -> None:
    closed = replace(OFFICE, holidays={date(2026, 3, 3), date(2026, 3, 4)})
    walked = Walk(
        frozenset({ANA}),
        by_domain((ANA,), registered),
        lambda name: closed if name == "beta.example" else OFFICE,
    )
    for message in (asks("a", START), asks("b", START, to=PEOPLE[1])):
        walked.read(message)
    now = START + 4 * DAY
    here, there = (walked.standing(j, now) for j in walked.turns)
    assert here.hours == pytest.approx(there.hours + 18)


def test_the_usual_of_a_client_is_told_without_an_open_turn() -> None:
    walked = walk(*steady([9.0] * 30))
    usual = walked.usual("acme.example")
    assert usual.answers == 30
    assert 0.6 * A_DAY < usual.median < 1.6 * A_DAY < usual.p90 < 4 * A_DAY
    assert walked.usual("nobody.example").answers == 0
