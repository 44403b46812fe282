"""A last word that asks nothing leaves nobody owing an answer; anything in doubt asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.asking import asks_nothing


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Perfecto, gracias.", id="perfecto_gracias"),
        pytest.param("Hi Bob,\n\nThanks, got it.\n\nAna", id="with_greeting_and_name"),
        pytest.param("Great!\n\n> Shall we start on Monday?", id="the_question_is_quoted"),
        pytest.param("Here are the files of the fair. No need to reply.", id="expressly_no_reply"),
        pytest.param("Te dejo aquí las fotos. No hace falta respuesta.", id="expresamente_sin_respuesta"),
        pytest.param("Vale, de acuerdo. Un saludo, Ana", id="vale"),
    ],
)
def test_thanks_and_agreement_ask_nothing(text: str) -> None:
    assert asks_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Here is the offer for the new site.\n\nThanks,\nAna", id="thanks_below_an_offer"),
        pytest.param("Thanks. Could you send the logo", id="thanks_and_a_request"),
        pytest.param("Perfect, thanks! When do we start?", id="thanks_and_a_question"),
        pytest.param("Gracias de antemano", id="thanks_in_advance"),
        pytest.param("Perfecto. Quedo a la espera de las fotos.", id="espera"),
        pytest.param("", id="empty"),
        pytest.param("Invoice 12 attached.", id="a_statement"),
        pytest.param(
            "Great to meet you yesterday. I have written down all that we said about the shop, the stock "
            "list and the opening hours, and the plan for the summer is below.",
            id="a_long_mail_that_begins_with_great",
        ),
    ],
)
def test_anything_in_doubt_asks(text: str) -> None:
    assert not asks_nothing(text)


@given(st.text(max_size=500))
def test_a_question_mark_of_the_owners_always_asks(text: str) -> None:
    assert not asks_nothing(f"Thanks. Is it done?\n{text}")
