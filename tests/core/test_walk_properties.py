"""What holds of every walk, whatever the mail."""

from __future__ import annotations

from datetime import timedelta

from builders import ANA, asks, mail, says
from hypothesis import given, settings
from hypothesis import strategies as st
from walking import PEOPLE, START, foretold, walk

from ghostd.core.gaps.walk import in_order
from ghostd.core.messages import Kind, Message

MOVES = st.tuples(
    st.integers(0, 60 * 24 * 9),
    st.sampled_from(PEOPLE),
    st.integers(0, 3),
    st.sampled_from(("asks", "asks", "asks", "says", "says", "away", "bounce")),
)


def told(moves: list[tuple[int, str, int, str]]) -> list[Message]:
    """Each move so many minutes after the one before, in one of a few threads with one of a few people."""
    found: list[Message] = []
    when = START
    for n, (minutes, person, topic, what) in enumerate(moves):
        when += timedelta(minutes=minutes)
        thread = f"{person}-{topic}"
        if what == "asks":
            found.append(asks(f"m{n}", when, to=person, answers=thread, subject=thread))
        elif what == "says":
            found.append(says(f"m{n}", when, by=person, answers=thread, subject=thread))
        else:
            kind, sender = (
                (Kind.AUTO_REPLY, person) if what == "away" else (Kind.BOUNCE, "mailer-daemon@mx.example")
            )
            failed = (person,) if what == "bounce" else ()
            found.append(
                mail(f"m{n}", sender, when, to=ANA, subject="Away", kind=kind, failed_recipients=failed)
            )
    return found


MAILBOXES = st.lists(MOVES, max_size=60).map(told)


@settings(deadline=None, max_examples=60)
@given(MAILBOXES, st.data())
def test_no_forecast_looks_into_the_future(messages: list[Message], data: st.DataObject) -> None:
    """With everything after any instant taken away, what was foretold until then is the same to the bit."""
    kept = data.draw(st.integers(0, len(messages)))
    until = messages[kept - 1].at if kept else START
    past = [m for m in messages if m.at <= until]
    whole = [j for j in walk(*messages).turns if j.turn.opened <= until]
    assert foretold(walk(*past).turns) == foretold(whole)


@settings(deadline=None, max_examples=40)
@given(MAILBOXES, st.data())
def test_being_told_the_time_changes_no_forecast(messages: list[Message], data: st.DataObject) -> None:
    asked_often = walk()
    for message in in_order(messages):
        asked_often.advance(message.at - timedelta(minutes=data.draw(st.integers(0, 1000))))
        asked_often.read(message)
    assert foretold(asked_often.turns) == foretold(walk(*messages).turns)


@settings(deadline=None, max_examples=40)
@given(MAILBOXES, st.randoms(use_true_random=False))
def test_the_order_of_equal_instants_makes_no_difference(messages: list[Message], random: object) -> None:
    shuffled = list(messages)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives it
    assert foretold(walk(*shuffled).turns) == foretold(walk(*messages).turns)


@settings(deadline=None, max_examples=40)
@given(MAILBOXES)
def test_reading_a_message_twice_equals_reading_it_once(messages: list[Message]) -> None:
    once, twice = walk(*messages), walk()
    for message in in_order(messages):
        twice.read(message)
        twice.read(message)
    assert [j.turn for j in twice.turns] == [j.turn for j in once.turns]


@settings(deadline=None, max_examples=40)
@given(MAILBOXES)
def test_every_turn_can_be_looked_at_at_any_time(messages: list[Message]) -> None:
    walked = walk(*messages)
    end = messages[-1].at if messages else START
    for judged in walked.turns:
        assert 0 < judged.forecast.p_answer < 1
        assert (judged.hours is None) == (judged.turn.closed is None)
        early = walked.standing(judged, judged.turn.opened)
        late = walked.standing(judged, end + timedelta(days=60))
        assert early.hours == 0 and early.hours <= late.hours and early.survival >= late.survival
        assert not (early.unusual or (late.unusual and not judged.turn.is_open))
