"""Threads of one client, whose side each message is on, and whose turn it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import ANA, BOB, CAROL, DAY, HOUR, SECOND, STRANGER, asks, at, client, mail, owner, says, thread
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.conversations import Side, Turn, weave
from ghostd.core.messages import Kind, Message

ACME = client()
START = at("2026-03-02 10:00")


def sides(*messages: Message) -> dict[str, Side]:
    """The side of each message by its id, over all conversations."""
    return {
        (m.message_id or "").partition("@")[0].strip("<"): side
        for c in weave(messages, ACME, owner())
        for side, m in zip(c.sides, c.messages, strict=True)
    }


def test_references_tie_what_has_different_subjects() -> None:
    thread(asks("a", START), says("b", START + HOUR, answers="a", subject="Something else"))


def test_two_threads_become_one_when_a_late_message_names_both() -> None:
    one, two = asks("a", START, subject="One"), asks("b", START + HOUR, subject="Two")
    assert len(weave([one, two], ACME, owner())) == 2
    both = says("c", START + DAY, references=("a", "b"), subject="Both")
    assert len(thread(one, two, both).messages) == 3


def test_a_missing_parent_still_ties_its_children() -> None:
    """The message in between was deleted; both still name it."""
    one = says("b", START, answers="lost", subject="One")
    two = says("c", START + DAY, answers="lost", subject="Two")
    assert len(thread(one, two).messages) == 2


@pytest.mark.parametrize(
    ("gap", "threads"),
    [
        pytest.param(30 * DAY, 1, id="thirty_days__one_thread"),
        pytest.param(30 * DAY + SECOND, 2, id="one_second_more__two_threads"),
    ],
)
def test_a_bare_subject_ties_for_thirty_days(gap: object, threads: int) -> None:
    late = says("b", START, subject="Re: The new logo")
    messages = [asks("a", START), replace(late, at=START + gap)]  # type: ignore[operator]  # a span
    assert len(weave(messages, ACME, owner())) == threads


def test_the_thirty_days_run_from_the_last_message_with_the_subject() -> None:
    thread(asks("a", START), asks("b", START + 20 * DAY), asks("c", START + 40 * DAY))


def test_an_empty_subject_ties_nothing() -> None:
    messages = [asks("a", START, subject=""), says("b", START + HOUR, subject="")]
    assert len(weave(messages, ACME, owner())) == 2


def test_a_subject_without_a_shared_participant_ties_nothing() -> None:
    messages = [asks("a", START), mail("b", CAROL, START + HOUR, to=STRANGER)]
    assert len(weave(messages, ACME, owner())) == 2


def test_a_message_with_references_is_not_tied_by_its_subject() -> None:
    messages = [asks("a", START), says("b", START + HOUR, answers="other")]
    assert len(weave(messages, ACME, owner())) == 2


def test_a_copy_in_another_folder_counts_once() -> None:
    asked = asks("a", START)
    assert thread(asked, asked, replace(asked, at=START + HOUR)).messages == (asked,)


def test_the_earliest_copy_speaks() -> None:
    asked = asks("a", START)
    assert thread(replace(asked, at=START + HOUR), asked).messages[0].at == START


def test_of_two_copies_of_one_time_the_persons_speaks_whatever_came_first() -> None:
    """The owner's post comes back from a list: both copies bear the Date of the one mail."""
    sent = asks("a", START)
    echo = replace(sent, kind=Kind.LIST)
    assert weave([sent, echo], ACME, owner()) == weave([echo, sent], ACME, owner())
    assert thread(echo, sent).turn is Turn.CLIENT


def test_messages_without_an_id_are_told_apart_by_what_they_are() -> None:
    one = says("x", START, subject="One")
    nameless = [replace(one, message_id=None), replace(one, message_id=None, subject="Two")]
    assert len(weave(nameless, ACME, owner())) == 2


@pytest.mark.parametrize(
    ("address", "included"),
    [
        pytest.param(BOB, True, id="configured_address__client"),
        pytest.param(CAROL, True, id="colleague_at_the_domain__client"),
        pytest.param("carol@mail.acme.example", True, id="colleague_at_a_subdomain__client"),
        pytest.param("eve@notacme.example", False, id="a_domain_that_ends_alike__stranger"),
        pytest.param("eve@example", False, id="the_domain_above__stranger"),
        pytest.param(ANA, False, id="owner__never"),
        pytest.param(None, False, id="no_address__never"),
        pytest.param("", False, id="empty__never"),
    ],
)
def test_who_belongs_to_a_client(address: str | None, included: bool) -> None:
    assert ACME.includes(address, owner()) is included


@pytest.mark.parametrize("host", ["gmail.com", "hotmail.es", "gmx.de", "proton.me"])
def test_a_freemail_neighbour_is_a_stranger(host: str) -> None:
    private = client(f"bob@{host}")
    assert private.includes(f"bob@{host}", owner())
    assert not private.includes(f"eve@{host}", owner())


def test_a_neighbour_at_the_owners_own_domain_is_a_stranger() -> None:
    inside = client("bob@studio.example")
    assert not inside.includes("eve@studio.example", owner())
    assert client(domains=("studio.example",)).includes("eve@studio.example", owner())


def test_the_owner_is_never_the_client_even_within_its_domain() -> None:
    guest = owner("ana@acme.example")
    assert not ACME.includes("ana@acme.example", guest)


@pytest.mark.parametrize(
    ("message", "side"),
    [
        pytest.param(asks("a", START), Side.OWNER, id="mail_to_the_client__owner"),
        pytest.param(mail("a", ANA, START, to=CAROL), Side.OWNER, id="mail_to_a_colleague__owner"),
        pytest.param(mail("a", ANA, START, to=STRANGER, cc=(BOB,)), Side.OWNER, id="client_in_cc__owner"),
        pytest.param(mail("a", ANA, START, to=ANA), Side.OTHER, id="a_note_to_oneself__nobody"),
        pytest.param(mail("a", ANA, START, to=STRANGER), Side.OTHER, id="mail_to_others__nobody"),
        pytest.param(says("a", START), Side.CLIENT, id="mail_of_the_client__client"),
        pytest.param(says("a", START, by=CAROL), Side.CLIENT, id="mail_of_a_colleague__client"),
        pytest.param(says("a", START, by=STRANGER), Side.OTHER, id="mail_of_a_stranger__nobody"),
        pytest.param(mail("a", None, START, to=ANA), Side.OTHER, id="mail_of_nobody__nobody"),
    ],
)
def test_whose_message_it_is(message: Message, side: Side) -> None:
    assert sides(message) == {"a": side}


def test_a_stranger_who_answers_the_owner_may_be_the_client_at_another_address() -> None:
    private = says("b", START + HOUR, by=STRANGER, answers="a")
    assert sides(asks("a", START), private)["b"] is Side.STRANGER


def test_a_third_party_that_the_owner_had_in_copy_is_not_the_client() -> None:
    asked = asks("a", START, cc=(STRANGER,))
    assert sides(asked, says("b", START + HOUR, by=STRANGER, answers="a"))["b"] is Side.OTHER


def test_a_stranger_who_answers_the_client_is_nobody() -> None:
    talk = asks("a", START), says("b", START + HOUR, answers="a")
    third = says("c", START + 2 * HOUR, by=STRANGER, answers="b")
    assert sides(*talk, third)["c"] is Side.OTHER


def test_a_stranger_who_only_shares_the_subject_is_nobody() -> None:
    assert sides(asks("a", START), says("b", START + HOUR, by=STRANGER))["b"] is Side.OTHER


def test_the_owners_answer_to_the_clients_other_address_is_the_owners_turn() -> None:
    talk = (
        asks("a", START),
        says("b", START + HOUR, by=STRANGER, answers="a"),
        mail("c", ANA, START + 2 * HOUR, to=STRANGER, answers="b"),
        says("d", START + 3 * HOUR, by=STRANGER, answers="c"),
    )
    assert list(sides(*talk).values()) == [Side.OWNER, Side.STRANGER, Side.OWNER, Side.STRANGER]


@pytest.mark.parametrize(
    ("later", "turn"),
    [
        pytest.param(says("b", START + HOUR, answers="a"), Turn.OWNER, id="client_answers__owner"),
        pytest.param(asks("b", START + HOUR, answers="a"), Turn.CLIENT, id="owner_adds__client"),
        pytest.param(
            mail("b", ANA, START + HOUR, to=STRANGER, answers="a"), Turn.CLIENT, id="mail_to_others__client"
        ),
        pytest.param(
            mail("b", ANA, START + HOUR, to=ANA, answers="a"), Turn.CLIENT, id="note_to_oneself__client"
        ),
    ],
)
def test_whose_turn_it_is(later: Message, turn: Turn) -> None:
    assert thread(asks("a", START), later).turn is turn


def test_after_the_client_a_note_to_oneself_leaves_the_owner_to_write() -> None:
    note = mail("b", ANA, START + HOUR, to=ANA, answers="a")
    assert thread(says("a", START), note).turn is Turn.OWNER


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.HUMAN])
def test_automatic_mail_never_moves_the_turn(kind: Kind) -> None:
    auto = says("b", START + HOUR, answers="a", kind=kind)
    assert thread(asks("a", START), auto).turn is Turn.CLIENT
    assert thread(auto).turn is Turn.NONE


PEOPLE = st.sampled_from((ANA, BOB, CAROL, STRANGER, None))
IDS = st.sampled_from("abcdefgh")


@st.composite
def mailboxes(draw: st.DrawFn) -> list[Message]:
    """A few messages that answer each other at random, some of them copies of one another."""
    count = draw(st.integers(1, 8))
    found = [
        mail(
            draw(st.one_of(IDS, st.none())),
            draw(PEOPLE),
            START + draw(st.integers(0, 80)) * DAY,
            to=draw(st.lists(st.sampled_from((ANA, BOB, CAROL, STRANGER)), max_size=2)),
            references=draw(st.lists(IDS, max_size=2)),
            answers=draw(st.one_of(st.none(), IDS)),
            subject=draw(st.sampled_from(("Logo", "Re: Logo", "Invoice", ""))),
            kind=draw(st.sampled_from((Kind.HUMAN, Kind.AUTO_REPLY))),
        )
        for _ in range(count)
    ]
    copies = draw(st.lists(st.sampled_from(found), max_size=2))
    return found + [replace(m, kind=draw(st.sampled_from((Kind.HUMAN, Kind.LIST)))) for m in copies]


@given(mailboxes(), st.randoms(use_true_random=False))
def test_arrival_order_makes_no_difference(messages: list[Message], random: object) -> None:
    shuffled = list(messages)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives it
    assert weave(shuffled, ACME, owner()) == weave(messages, ACME, owner())


@given(mailboxes())
def test_every_message_is_in_exactly_one_conversation(messages: list[Message]) -> None:
    woven = weave(messages, ACME, owner())
    identities = [m.identity for c in woven for m in c.messages]
    assert sorted(identities) == sorted({m.identity for m in messages})


@given(mailboxes())
def test_conversations_and_their_messages_are_in_time_order(messages: list[Message]) -> None:
    woven = weave(messages, ACME, owner())
    assert [c.last_at for c in woven] == sorted(c.last_at for c in woven)
    for conversation in woven:
        times = [m.at for m in conversation.messages]
        assert times == sorted(times)
        assert len(conversation.sides) == len(times)


@given(mailboxes())
def test_what_references_tie_is_never_apart(messages: list[Message]) -> None:
    woven = weave(messages, ACME, owner())
    home = {m.identity: n for n, c in enumerate(woven) for m in c.messages}
    for n, conversation in enumerate(woven):
        for message in conversation.messages:
            assert all(home.get(r, n) == n for r in message.references)
