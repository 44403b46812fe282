"""What a client's own words tell beside questions: distress, discontent, more work, a parting."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import asks, at, says
from concern_vectors import SILENT, TELLING, lines
from hypothesis import given, settings
from hypothesis import strategies as st

from ghostd.core.concerns import HARDSHIP, Concern, concerns, count, newest, recent_hardship
from ghostd.core.concerns.phrasing import any_of, even
from ghostd.core.concerns.told import PHRASES
from ghostd.core.gaps.asking import wording
from ghostd.core.messages import Message, Wording

NOON = at("2026-03-04 12:00")
DAY = timedelta(days=1)

EXAMPLES = [(concern, text) for (concern, _), told in TELLING.items() for text in lines(told)]


@pytest.mark.parametrize(("concern", "text"), EXAMPLES, ids=[f"{c.value}: {text}" for c, text in EXAMPLES])
def test_what_tells_of_a_concern(concern: Concern, text: str) -> None:
    assert concern in concerns(text)
    assert concern in concerns(f"Hola, Ana:\n\n{text}\n\nUn saludo,\nBob")
    assert concern in concerns(f"Dear Ana,\n\nThanks for your mail.\n\n{text} Best,\nBob")


@pytest.mark.parametrize(("concern", "text"), EXAMPLES, ids=[f"{c.value}: {text}" for c, text in EXAMPLES])
def test_each_example_tells_of_little_else(concern: Concern, text: str) -> None:
    assert len(concerns(text)) <= 2


@pytest.mark.parametrize("text", [text for told in SILENT.values() for text in lines(told)])
def test_what_only_sounds_like_a_concern(text: str) -> None:
    assert concerns(text) == ()
    assert concerns(f"Hola, Ana:\n\n{text}\n\nUn saludo,\nBob") == ()


def test_there_are_enough_examples_of_each() -> None:
    assert set(TELLING) == {(concern, language) for concern in Concern for language in ("en", "es")}
    assert all(len(lines(told)) >= 25 for told in TELLING.values())
    assert all(len(lines(told)) >= 40 for told in SILENT.values())


@pytest.mark.parametrize(
    "text",
    [
        "My mother is\nin hospital.",
        "MY MOTHER IS IN HOSPITAL!!!",
        "My mother\u2019s in hospital.",
        "I'm *really* ill.",
        "Estoy de  baja.",
        "ESTOY DE BAJA POR DEPRESION",
        "Im in hospital, cant work.",
    ],
)
def test_case_accents_line_ends_and_marks_change_nothing(text: str) -> None:
    assert concerns(text) == (Concern.ILLNESS,)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, all fine.\n\nOn 3 March Ana wrote:\n> I am in hospital and my father passed away.\n",
        "Perfect.\n\n-- \nBob\nBereavement counselling, Insolvency department, Complaints\n",
        "Perfect.\n\nFrom: Ana\nSent: Monday\n\nThis is unacceptable, I want a refund.\n",
        "See https://example.com/my-father-passed-away for it.",
        "Write to funeral@example.com, please.",
    ],
    ids=["quote", "signature", "outlook_quote", "link", "address"],
)
def test_only_the_writers_own_words_count(text: str) -> None:
    assert concerns(text) == ()


def test_a_subject_counts_where_it_is_the_writers_own() -> None:
    assert concerns("Hello Ana, read on later.", "I am in hospital") == (Concern.ILLNESS,)
    assert concerns("Hello Ana, read on later.", "Re: I am in hospital") == ()
    assert concerns("going well", "In hospital") == ()


def test_several_concerns_come_in_the_order_of_the_enum() -> None:
    text = "I'm leaving the company. My father died, and I am ill. One more thing: this is unacceptable."
    assert concerns(text) == tuple(c for c in Concern if c is not Concern.INSOLVENCY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I am not ill.", ()),
        ("Nobody was in hospital.", ()),
        ("We are not in liquidation.", ()),
        ("No estoy de baja.", ()),
        ("No hay problemas de liquidez.", ()),
        ("We are not dissatisfied.", ()),
        ("I could not come, my mother is in hospital.", (Concern.ILLNESS,)),
        ("I did not write because my father died.", (Concern.BEREAVEMENT,)),
        ("No, estoy de baja.", (Concern.ILLNESS,)),
        ("Sí, estoy de baja.", (Concern.ILLNESS,)),
        ("No he podido contestar por la muerte de mi padre.", (Concern.BEREAVEMENT,)),
        ("I have never been so ill.", (Concern.ILLNESS,)),
    ],
)
def test_what_is_denied_is_not_told(text: str, told: tuple[Concern, ...]) -> None:
    assert concerns(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Has your mother passed away?", ()),
        ("I hear your father has passed away.", ()),
        ("Your colleague told me my father died.", (Concern.BEREAVEMENT,)),
        ("I can't answer your mail because my father died.", (Concern.BEREAVEMENT,)),
        ("He dicho a tu jefe que mi madre está ingresada.", (Concern.ILLNESS,)),
        ("Even if I am ill, I will send it.", ()),
        ("Unless I'm in hospital I'll be there.", ()),
    ],
)
def test_what_is_said_of_the_reader_or_supposed_is_not_the_clients(text: str, told: tuple[str, ...]) -> None:
    assert concerns(text) == told


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=8000))
def test_any_text_is_read(text: str) -> None:
    assert set(concerns(text, text[:80])) <= set(Concern)


WORDS = sorted({word for _, text in EXAMPLES for word in even(text).split()})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=1200).map(" ".join))
def test_any_row_of_the_phrases_own_words_is_read(text: str) -> None:
    assert set(concerns(text)) <= set(Concern)


@pytest.mark.parametrize(
    "piece",
    [
        "my ",
        "i am very ",
        "not ",
        "we have ",
        "a",
        "-",
        "' ",
        "mi ",
        "no podemos ",
        "estoy muy ",
        "my mother ",
        "1 ",
        ". ",
    ],
)
def test_long_nonsense_is_read_at_once(piece: str) -> None:
    assert concerns(piece * 50_000) == ()


def test_every_repeat_in_the_phrases_is_bounded() -> None:
    for expressions in PHRASES.values():
        for expression in expressions:
            bare = expression.replace(r"\+", "")
            assert "*" not in bare and "+" not in bare


def test_a_phrase_is_whole_words() -> None:
    phrase = re.compile(any_of("ill", "so "))
    assert [
        bool(phrase.search(text)) for text in ("ill", "ill-fated", "ill@x", "hill", "well-ill", "so what")
    ] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]


def test_wording_carries_the_concerns_of_a_client_and_never_the_owners() -> None:
    text = "My mother passed away."
    assert wording(text).concerns == (Concern.BEREAVEMENT,)
    assert wording(text, client_wrote=False).concerns == ()


def told(id: str, when_days: float, *found: str) -> Message:
    answer = says(id, NOON + when_days * DAY, answers="q")
    return replace(answer, wording=Wording(False, False, 3, concerns=found))


MAIL = [
    told("d", 4, Concern.COMPLAINT, Concern.SCOPE),
    told("a", 1, Concern.ILLNESS, Concern.INSOLVENCY),
    told("c", 3, Concern.INSOLVENCY),
    told("b", 2, Concern.ILLNESS),
    says("e", NOON + 5 * DAY, answers="q"),
    asks("q", NOON),
]


class TestHistory:
    def test_the_newest_word_of_hardship_is_found_in_any_order_of_mail(self) -> None:
        found = recent_hardship(MAIL, NOON)
        assert found is not None
        assert (found.at, found.concern, found.message.message_id) == (
            NOON + 3 * DAY,
            Concern.INSOLVENCY,
            MAIL[2].message_id,
        )
        assert recent_hardship(reversed(MAIL), NOON) == found

    def test_of_several_in_one_mail_the_first_by_weight_is_named(self) -> None:
        found = recent_hardship(MAIL[1:2], NOON)
        assert found is not None and found.concern is Concern.ILLNESS

    def test_what_was_told_at_the_instant_or_before_is_past(self) -> None:
        assert recent_hardship(MAIL, NOON + 3 * DAY) is None
        assert recent_hardship([], NOON) is None

    def test_newest_and_count_look_for_one_concern(self) -> None:
        assert newest(MAIL, Concern.ILLNESS, NOON) is MAIL[3]
        assert newest(MAIL, Concern.COMPLAINT, NOON + 4 * DAY) is None
        assert newest(MAIL, Concern.LEAVING, NOON) is None
        assert count(MAIL, Concern.INSOLVENCY, NOON) == 2
        assert count([*MAIL, *MAIL], Concern.INSOLVENCY, NOON) == 2
        assert count(MAIL, Concern.INSOLVENCY, NOON + 2 * DAY) == 1

    def test_concerns_read_back_from_a_ledger_are_plain_text_and_found_as_well(self) -> None:
        assert recent_hardship([told("x", 1, "illness")], NOON) is not None
        assert recent_hardship([told("x", 1, "a concern of some later version")], NOON) is None

    def test_hardship_is_illness_bereavement_and_insolvency(self) -> None:
        assert HARDSHIP == (Concern.ILLNESS, Concern.BEREAVEMENT, Concern.INSOLVENCY)
