"""A turn whose words are beyond doubt over: nobody owes an answer, unless the owner asks after all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import DAY, HOUR, OFFICE, asks, bounce, practice, says, silence, situation, turn
from turning import START, everybody
from walking import last, steady, then, walk

from ghostd.core.conversations import Turn as WhoseTurn
from ghostd.core.gaps.turns import ONE_BREATH, Traits, Turn
from ghostd.core.messages import Message, Wording
from ghostd.core.playbook.decide import opens
from ghostd.core.portrait import portray
from ghostd.core.replay.settings import Tuned
from ghostd.core.replay.wait import lived

QUESTION = Wording(True, False, 12)
STATEMENT = Wording(False, False, 12)
THANKS = Wording(False, True, 2, over=True)


def traits(*said: tuple[Message, Wording | None]) -> Traits:
    """Of the newest turn, in its latest state."""
    turns = everybody()
    states: dict[str, Turn] = {}
    for message, wording in said:
        states.update((one.id, one) for one in turns.read(message, wording))
    return max(states.values(), key=lambda one: one.opened).traits


@pytest.mark.parametrize(
    ("first", "second", "over", "asked"),
    [
        pytest.param(THANKS, None, None, False, id="the_second_is_unknown__unknown"),
        pytest.param(None, THANKS, None, None, id="the_first_is_unknown__unknown"),
        pytest.param(THANKS, THANKS, True, False, id="thanks_twice__over"),
        pytest.param(THANKS, QUESTION, False, True, id="a_question_is_added__asks"),
        pytest.param(None, QUESTION, False, True, id="a_question_is_added_to_who_knows__asks"),
        pytest.param(THANKS, STATEMENT, False, False, id="something_is_added__not_over"),
        pytest.param(QUESTION, THANKS, False, True, id="thanks_are_added__still_asks"),
    ],
)
def test_more_words_of_one_breath_count(
    first: Wording | None, second: Wording | None, over: bool | None, asked: bool | None
) -> None:
    found = traits((asks("a", START), first), (asks("b", START + HOUR, answers="a"), second))
    assert (found.over, found.asks) == (over, asked)
    assert not (found.asks and found.closes)


def test_the_last_moment_of_one_breath_counts_and_what_comes_later_is_a_turn_of_its_own() -> None:
    opening = (asks("a", START), THANKS)
    in_time = traits(opening, (asks("b", START + ONE_BREATH, answers="a"), QUESTION))
    assert (in_time.over, in_time.asks) == (False, True)
    later = asks("b", OFFICE.later(START, ONE_BREATH + timedelta(minutes=1)), answers="a")
    assert traits(opening, (later, QUESTION)).over is False


def test_a_forecast_stays_when_a_question_is_added() -> None:
    walked = walk()
    [opened] = walked.read(asks("a", START), THANKS)
    before = opened.forecast
    [changed] = walked.read(asks("b", START + HOUR, answers="a"), QUESTION)
    assert changed is opened and changed.forecast is before
    assert changed.turn.traits.asks


def test_thanks_in_a_follow_up_leave_owed_what_was_asked_before() -> None:
    follow_up = (asks("b", START + 7 * DAY, answers="a"), THANKS)
    assert traits((asks("a", START), QUESTION), follow_up).over is False
    assert traits((asks("a", START), THANKS), follow_up).over is True
    assert traits((asks("a", START), None), follow_up).over is None


def test_after_an_answer_or_a_sign_of_life_thanks_are_over() -> None:
    thanks = (asks("c", START + 7 * DAY, answers="a"), THANKS)
    answered = says("b", START + DAY, answers="a")
    elsewhere = says("b", START + DAY, subject="Another matter")
    assert traits((asks("a", START), QUESTION), (answered, None), thanks).over is True
    assert traits((asks("a", START), QUESTION), (elsewhere, None), thanks).over is True


KNOWN = steady([2.0, 4.0, 9.0, 1.0, 12.0] * 10)
ASKED = then(KNOWN)


def test_such_a_turn_is_never_unusual_for_daemon_or_replay() -> None:
    walked = walk(*KNOWN)
    for wording, never in ((THANKS, True), (STATEMENT, False)):
        walked.read(asks(f"now {never}", ASKED, subject=f"Matter {never}"), wording)
        judged = last(walked)
        assert judged.forecast.p_answer > 0.3
        now = ASKED + 21 * DAY
        wait = lived(judged, judged.clock, now)
        assert (walked.standing(judged, now).unusual_at is None) is never
        assert walked.standing(judged, now).unusual is not never
        assert (Tuned(walked.dials).noticed(wait) is None) is never


def test_no_alarm_is_learned_from_where_none_is_raised() -> None:
    def limits(wording: Wording) -> tuple[float, ...]:
        walked = walk(*KNOWN)
        walked.read(asks("now", ASKED, subject="Matter"), wording)
        walked.advance(ASKED + 60 * DAY)
        assert last(walked).learned
        walked.read(asks("new", ASKED + 60 * DAY, subject="New"))
        return last(walked).forecast.limits.moved

    before = last(walk(*KNOWN, asks("now", ASKED))).forecast.limits.moved
    assert limits(THANKS) == before
    assert limits(STATEMENT) != before


def test_in_the_portrait_it_is_no_silence_and_nobodys_turn() -> None:
    mail = [
        asks("a", START, wording=QUESTION),
        says("b", START + HOUR, answers="a"),
        asks("c", START + 2 * HOUR, answers="b", wording=THANKS),
    ]
    drawn = portray(practice(), {"Acme": mail}, START + 14 * DAY)["Acme"]
    assert (drawn.silence, drawn.turn) == (None, WhoseTurn.NONE)
    mail[-1] = replace(mail[-1], wording=STATEMENT)
    drawn = portray(practice(), {"Acme": mail}, START + 14 * DAY)["Acme"]
    assert drawn.silence is not None and drawn.turn is WhoseTurn.CLIENT


def test_thanks_that_came_back_are_told_of() -> None:
    mail = [asks("a", START, wording=THANKS), bounce(START + HOUR, of="a")]
    mail[1] = replace(mail[1], failed_recipients=mail[0].to)
    drawn = portray(practice(), {"Acme": mail}, START + DAY)["Acme"]
    assert drawn.silence is not None and drawn.silence.bounce == mail[1]


def test_the_reason_against_a_case_is_that_nothing_was_asked() -> None:
    now = START + 14 * DAY
    plain = silence(None, now)
    over = replace(plain, turn=turn(asks("ask", START)))
    over = replace(over, turn=replace(over.turn, traits=replace(over.turn.traits, over=True)))
    said = [opens(situation(now, silence=one), START).reason for one in (plain, over)]
    assert said[0].startswith("too few such mails")
    assert said[1] == "your last mail asked nothing, so nobody owes an answer"
