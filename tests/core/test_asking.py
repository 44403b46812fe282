"""What the owner's words ask and close; a last word that asks nothing leaves nobody owing an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.gaps.asking import asks_nothing, wording
from ghostd.core.messages import Wording


def kind(text: str, subject: str = "") -> str:
    found = wording(text, subject)
    assert not (found.asks and found.closes)
    return "asks" if found.asks else "closes" if found.closes else "neither"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Shall we start on Monday?", id="a_question"),
        pytest.param("¿Empezamos el lunes?", id="una_pregunta"),
        pytest.param("Passt das?", id="a_question_in_any_language"),
        pytest.param('Is it "done"?', id="a_mark_after_quotes"),
        pytest.param("Tu viens ?\n\nAna", id="a_mark_set_off_as_in_french"),
        pytest.param("Please send me the logo.", id="please"),
        pytest.param("Could you look at the draft", id="a_polite_imperative"),
        pytest.param("Let me know which one you like best.", id="let_me_know"),
        pytest.param("I need the texts to go on.", id="need"),
        pytest.param("I'd appreciate your thoughts on this.", id="id_appreciate"),
        pytest.param("The offer is attached. Looking forward to your reply.", id="looking_forward"),
        pytest.param("Thanks in advance", id="thanks_in_advance"),
        pytest.param("Sign by Friday and we keep the price.", id="a_deadline"),
        pytest.param("A gentle reminder about invoice 12.", id="a_reminder"),
        pytest.param("I wonder whether the blue one is better.", id="i_wonder"),
        pytest.param("Please confirm that you got it.", id="confirm"),
        pytest.param("Adjunto presupuesto, quedo a la espera.", id="quedo_a_la_espera"),
        pytest.param("Te paso el borrador. Ya me dices.", id="ya_me_dices"),
        pytest.param("Cuando puedas, dime algo.", id="dime"),
        pytest.param("Envíame las fotos en cuanto las tengas.", id="enviame"),
        pytest.param("Necesito las fotos para seguir.", id="necesito"),
        pytest.param("Por favor, revisa el texto", id="por_favor"),
        pytest.param("Me confirmas la fecha y lo cierro.", id="me_confirmas"),
        pytest.param("¿Podrías mirarlo? Gracias", id="podrias"),
        pytest.param("Si te parece, lo hacemos el lunes.", id="si_te_parece"),
        pytest.param("Lo necesitaríamos antes del viernes.", id="antes_del_viernes"),
        pytest.param("Gracias de antemano", id="de_antemano"),
        pytest.param("Perfecto, gracias. Me mandas la factura.", id="thanks_and_a_request"),
        pytest.param("No need to reply today, but can you look at it", id="no_need_to_reply_and_a_request"),
    ],
)
def test_questions_and_requests_ask(text: str) -> None:
    assert kind(text) == "asks"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Perfecto, gracias.", id="perfecto_gracias"),
        pytest.param("Perfecta, gracias.", id="perfecta_gracias"),
        pytest.param("Hi Bob,\n\nThanks, got it.\n\nAna", id="with_greeting_and_name"),
        pytest.param(
            "Hola Bob,\n\nmuchas gracias.\n\nUn saludo,\nAna Pérez\nEstudio de diseño", id="con_despedida"
        ),
        pytest.param("Great!\n\n> Shall we start on Monday?", id="the_question_is_quoted"),
        pytest.param("Fixed.\n\nCheers,\nAna", id="fixed"),
        pytest.param("I have now fixed the second page, too.", id="a_report_that_it_is_done"),
        pytest.param("Ya está solucionado.", id="ya_esta"),
        pytest.param("FYI, the office is closed on Friday.", id="fyi"),
        pytest.param("Os mando las fotos para que las tengáis. No hace falta respuesta.", id="no_hace_falta"),
        pytest.param("Te escribo a título informativo: cambio de cuenta.", id="a_titulo_informativo"),
        pytest.param("Here are the files. Please do not reply to this.", id="please_do_not_reply"),
        pytest.param("Thanks for letting me know.", id="thanks_for_letting_me_know"),
        pytest.param("Ok, I'll send it tomorrow.", id="the_owner_will_do_it"),
    ],
)
def test_last_words_close(text: str) -> None:
    assert kind(text) == "closes"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Invoice 12 attached.", id="a_statement"),
        pytest.param("Te paso la factura de marzo.", id="te_paso_factura"),
        pytest.param("Here is the offer for the new site.\n\nThanks,\nAna", id="thanks_below_an_offer"),
        pytest.param("Aquí va el presupuesto.\n\nGracias,\nAna", id="gracias_bajo_un_presupuesto"),
        pytest.param("Please find the invoice attached.", id="please_find_attached"),
        pytest.param("The draft is below. Do not hesitate to ask.", id="do_not_hesitate"),
        pytest.param(
            "The draft is below. Let me know if you have any questions.", id="if_you_have_any_questions"
        ),
        pytest.param("Va el borrador. Cualquier duda me dices.", id="cualquier_duda"),
        pytest.param("El borrador. No dudes en escribirme.", id="no_dudes"),
        pytest.param("See https://acme.example/page?id=7 for the plan.", id="a_mark_in_an_address"),
        pytest.param("The line is now `a ? b : c` in both files.", id="a_mark_in_code"),
        pytest.param("The fix is below.\n\ndiff --git a/x b/x\n+# please, why?", id="a_patch_is_no_prose"),
        pytest.param("I will need two days.\n\n> Can you do it?", id="the_quote_asks"),
        pytest.param("", id="empty"),
    ],
)
def test_statements_and_formulas_do_neither(text: str) -> None:
    assert kind(text) == "neither"


@pytest.mark.parametrize(
    ("subject", "does"),
    [
        pytest.param("Monday at ten?", "asks", id="a_question_in_the_subject"),
        pytest.param("Re: Monday at ten?", "neither", id="somebody_elses_question"),
        pytest.param("Please read", "asks", id="a_request_in_the_subject"),
        pytest.param("FYI: new address", "closes", id="fyi_in_the_subject"),
        pytest.param("New address", "neither", id="a_statement"),
    ],
)
def test_the_owners_own_subject_counts(subject: str, does: str) -> None:
    assert kind("The office moves on the first of May.", subject) == does


def test_words_are_counted_without_quotes_and_signature() -> None:
    assert wording("One two three.\n\n> four five\n\n-- \nAna") == Wording(asks=False, closes=False, words=3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Perfecto, gracias.", id="perfecto_gracias"),
        pytest.param("Perfecta, gracias.", id="perfecta_gracias"),
        pytest.param("Hi Bob,\n\nThanks, got it.\n\nAna", id="with_greeting_and_name"),
        pytest.param("Great!\n\n> Shall we start on Monday?", id="the_question_is_quoted"),
        pytest.param("Here are the files of the fair. No need to reply.", id="expressly_no_reply"),
        pytest.param("Te dejo aquí las fotos. No hace falta respuesta.", id="expresamente_sin_respuesta"),
        pytest.param("Vale, de acuerdo. Un saludo, Ana", id="vale"),
        pytest.param("Ok, I'll send it tomorrow.", id="the_owner_promises"),
        pytest.param("Thanks for the attached invoice.", id="thanks_for_what_came"),
        pytest.param("Hi, thanks,\nBob", id="thanks_behind_the_greeting"),
        pytest.param("Hola, Ana:\n\nPerfecto, gracias.\n\nPilar", id="a_greeting_with_a_comma"),
        pytest.param("Never mind, I found it.", id="never_mind"),
        pytest.param("Hi Ana,\n\nI've just found it, sorry for the noise.\n\nBob", id="found_it"),
        pytest.param("Hola, Ana:\n\nOlvídalo, ya lo he encontrado.\n\nUn saludo", id="olvidalo"),
        pytest.param("Ya lo tengo, gracias.", id="ya_lo_tengo"),
    ],
)
def test_thanks_and_agreement_ask_nothing(text: str) -> None:
    assert asks_nothing(text)
    assert wording(text).over and wording(text).closes
    assert not wording(text, "Could you call me?").over
    assert wording(text, "Re: Could you call me?").over


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
        pytest.param("The second page is fixed.", id="a_report_waits_for_a_word"),
        pytest.param("Great, the offer is attached.", id="an_offer_comes_along"),
        pytest.param("Never mind the colour, but could you send the logo", id="never_mind_and_a_request"),
        pytest.param(
            "Never mind the delay: the texts are in the folder since this morning, and on Monday I will add "
            "the photographs of the fair",
            id="never_mind_and_more",
        ),
        pytest.param("Perfecto, te envío el presupuesto.", id="va_un_presupuesto"),
        pytest.param(
            "Great to meet you yesterday. I have written down all that we said about the shop, the stock "
            "list and the opening hours, and the plan for the summer is below.",
            id="a_long_mail_that_begins_with_great",
        ),
    ],
)
def test_anything_in_doubt_asks(text: str) -> None:
    assert not asks_nothing(text)
    assert wording(text).over is False


@given(st.text(max_size=500))
def test_a_question_mark_of_the_owners_always_asks(text: str) -> None:
    assert not asks_nothing(f"Thanks. Is it done?\n{text}")
    assert wording(f"Thanks. Is it done?\n{text}").asks


@given(st.text(max_size=300), st.text(max_size=80))
def test_no_text_both_asks_and_closes(text: str, subject: str) -> None:
    found = wording(text, subject)
    assert not (found.asks and found.closes)
    assert found.words >= 0
