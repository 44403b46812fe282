"""The tone check: what accuses, presses, orders, threatens or shouts is found; what is calm is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from ghostd.adapters.templates import Templates, shipped
from ghostd.core.tone import past_dates, tone
from ghostd.core.tone_phrases import ORDER, PHRASES, PRESSING, REPROACH, THREAT

TODAY = date(2026, 5, 20)

ENGLISH = {
    REPROACH: [
        "you failed to",
        "You have never replied",
        "You have STILL failed to",
        "You have still failed to",
        "You have still not paid",
        "you've still never answered",
        "You still haven't paid",
        "you didn't even answer",
        "You haven’t even bothered",
        "As I already told you",
        "as previously stated",
        "Per my last email",
        "I have written to you three times",
        "I already asked you",
        "Why haven't you",
        "your silence",
        "unacceptable",
        "I'm very disappointed",
        "you owe me",
    ],
    PRESSING: [
        "still waiting",
        "I still haven't heard",
        "I have still not received",
        "still no answer",
        "immediately",
        "urgent",
        "as soon as possible",
        "Please reply to this mail today or answer me at once",
        "within 24 hours",
        "without further delay",
        "bumping this",
    ],
    ORDER: ["I insist on", "I expect your", "You must", "you have to", "you need to pay"],
    THREAT: [
        "last warning",
        "final notice",
        "legal action",
        "my lawyer",
        "I'll be forced to",
        "leaves me no choice",
        "If you don't pay",
        "unless you answer",
    ],
}
SPANISH = {
    REPROACH: [
        "no has contestado",
        "No me ha respondido",
        "no se ha dignado",
        "sigues sin contestar",
        "Como ya te dije",
        "como ya le he dicho",
        "te he escrito varias veces",
        "¿Por qué no me has",
        "tu silencio",
        "su falta de",
        "inaceptable",
        "has incumplido",
        "estoy muy decepcionada",
        "me debes",
    ],
    PRESSING: [
        "sigo sin recibir respuesta",
        "Todavía estoy esperando",
        "aún no he recibido respuesta",
        "de inmediato",
        "urgente",
        "cuanto antes",
        "lo antes posible",
        "a la mayor brevedad",
        "en 24 horas",
    ],
    ORDER: ["le exijo", "Insisto en que", "tienes que", "deberás pagar", "está usted obligado"],
    THREAT: [
        "último aviso",
        "última oportunidad",
        "acciones legales",
        "mi abogado",
        "me veré obligado",
        "si no pagas",
        "no me dejas otra opción",
    ],
}
LOUD = [
    (language, kind, phrase)
    for language, table in (("en", ENGLISH), ("es", SPANISH))
    for kind, phrases in table.items()
    for phrase in phrases
]

CALM = {
    "en": [
        "No answer has reached me yet, and I hope that you're well.",
        "Unless I hear otherwise by 3 June, I'll close the file on this project.",
        "If you have to move the date, or if you need to pay in two parts, that is fine.",
        "You don't have to do anything. I won't do it if you didn't want it.",
        "I'd be glad of a word when you have time. What would suit you? Shall we talk on Monday?",
        "The invoices 2026-014 and 2026-019 are still open; PDF and IBAN are attached.",
        "I'm sorry for my mistake. I should have told you earlier, and I have looked at it again.",
        "In case my last message never reached you, here it is again.",
        "The final invoice will follow, and the last version of the text.",
    ],
    "es": [
        "De momento no me ha llegado respuesta; espero que estés bien.",
        "Si el 3 de junio no tengo noticias tuyas, daré el proyecto por cerrado.",
        "No tienes que hacer nada más. Como te comentaba, lo dejo todo en orden.",
        "Te enviaré una última factura si queda trabajo hecho por facturar.",
        "¿Qué te parece? ¿Hablamos el lunes? Quedo a la espera de tu respuesta, sin prisa.",
        "Siento mi error: se me olvidó enviarte la última versión, y ya está corregida.",
        "Quedan pendientes dos facturas; te adjunto el PDF con el IBAN y el IVA.",
        "Si te hace falta más tiempo, dímelo. No me ha costado nada.",
    ],
}


@pytest.mark.parametrize(("language", "kind", "phrase"), LOUD)
def test_a_phrase_that_hurts_is_found(language: str, kind: object, phrase: str) -> None:
    found = tone(f"Hola, Ana:\n\nPues bien, {phrase} ... eso.\n", language)
    assert [(r.line, r.what.split('" ')[-1], r.cure) for r in found] == [(3, kind.what, kind.cure)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "text"), [(lang, text) for lang, texts in CALM.items() for text in texts]
)
def test_a_calm_sentence_is_left_alone(language: str, text: str) -> None:
    assert tone(text, language, TODAY) == []


def test_a_phrase_is_found_over_a_line_end_and_named_as_it_stands() -> None:
    (remark,) = tone("Hello,\n\nsince You\nhave  Failed to write.\n", "en")
    assert (remark.line, remark.found) == (3, "You have Failed to")
    assert remark.what == '"You have Failed to" reads as a reproach'


def test_remarks_come_from_the_top_down() -> None:
    lines = [remark.line for remark in tone("Now!\nLAST WARNING\nYou must pay now.\n", "en")]
    assert lines == sorted(lines)
    assert set(lines) == {1, 2, 3}


def test_phrases_are_those_of_the_language() -> None:
    assert tone("you must, cuanto antes", "es")[0].found == "cuanto antes"
    assert tone("you must, cuanto antes", "fr") == []


def test_both_languages_know_every_kind() -> None:
    assert PHRASES["en"].keys() == PHRASES["es"].keys()


@pytest.mark.parametrize(
    "text",
    ["ANSWER", "PLEASE ANSWER ME", "we need it NOW PLEASE", "PAY ME NOW", "¡RESPÓNDEME", "REPLY, PLEASE"],
)
def test_shouting_is_found(text: str) -> None:
    assert [r for r in tone(text, "fr") if "shouts" in r.what]


@pytest.mark.parametrize(
    "text",
    [
        "The PDF, HTML and CSS files",
        "IBAN ES91 2100 0418 4502 0005 1332",
        "IVA, IRPF y NIF",
        "ACME and IBM",
        "I and A. B.",
        "Invoice INV-2026-014 for HTTP",
        "https://example.com/PLEASEANSWER mail to ANA@EXAMPLE.COM",
        "NASA wrote to me",
    ],
)
def test_an_abbreviation_does_not_shout(text: str) -> None:
    assert tone(text, "en") == []


@pytest.mark.parametrize("text", ["Hello!", "¡Hola", "¡Hola, Ana!", "Really?!?", "Yes? ?"])
def test_marks_are_found_once_a_line(text: str) -> None:
    assert len([r for r in tone(text, "en") if "exclaims" in r.what]) == ("!" in text or "¡" in text)
    assert len([r for r in tone(text, "en") if "asks too hard" in r.what]) == (text.count("?") > 1)


@pytest.mark.parametrize(
    "text",
    [
        "Let me know by 3 May 2026.",
        "Unless I hear otherwise by 2026-05-03, I close it.",
        "I'll close the file on May 3rd, 2026.",
        "I close it on the 3rd of May 2026.",
        "Si el 3 de mayo de 2026 no tengo noticias tuyas, lo cierro.",
        "Tienes hasta el 3 de mayo\nde 2026.",
        "Si le 3 mai 2026 je n'ai pas de nouvelles",
        "I wrote last week. Please decide until 3 May 2026.",
        "As I wrote, it ends by 3 May 2026.",
        "The work is due 3 May 2026.",
        "The last texts are due on 3 May 2026, and the invoice follows.",
        "Please settle the invoice by 3 May 2026.",
    ],
)
def test_a_day_that_is_over_is_found(text: str) -> None:
    (remark,) = [r for r in tone(text, "de", TODAY) if "is over" in r.what]
    assert "2026" in remark.found
    assert tone(text, "de", date(2026, 5, 3)) == []
    assert tone(text, "de") == []


@pytest.mark.parametrize(
    "text",
    [
        "my message of 3 May 2026",
        "I wrote to you on 3 May 2026",
        "since 3 May 2026",
        "the invoice of 2026-05-03",
        "Te escribí el 3 de mayo de 2026",
        "mi mensaje del 3 de mayo de 2026",
        "version 2026-13-45",
        "Invoice 2026-014, due 15 April 2026: 1,200.00 EUR",
        "1,200 EUR, due since 15 April 2026",
        "Factura 2026-014, vencimiento 3 de mayo de 2026: 80,00 EUR",
        "la factura que vencía el 3 de mayo de 2026",
        "Fecha de vencimiento: 3 de mayo de 2026",
        "on 3 May",
    ],
)
def test_looking_back_is_no_deadline(text: str) -> None:
    assert tone(text, "de", TODAY) == []


def test_a_template_outlives_every_day_it_names() -> None:
    assert [r.line for r in past_dates("Hi,\nmy mail of 3 May 2026\n", TODAY)] == [2]


def test_all_that_is_shipped_is_calm() -> None:
    templates = Templates(languages=("en", "es"))
    assert templates.tone_remarks(TODAY) == []
    assert {path.name for path in shipped().iterdir()} == {"en", "es"}
