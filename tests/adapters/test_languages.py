"""Which language letters are written in: told when it is plain, and left open in any doubt."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ghostd.adapters.languages import language_of
from ghostd.adapters.templates import Templates

BOTH = ("en", "es")

SPANISH = [
    "Hola, Ana: gracias por el presupuesto. Lo comento con mi socio y te digo algo el viernes.",
    "Buenos días, he recibido los archivos y está todo correcto. Pueden pasarme la factura cuando quieran.",
    "De momento dejamos el proyecto en pausa, porque dirección quiere revisar el presupuesto del año.",
    "Qué tal, ya pude revisar la cotización. Nomás quisiera saber si incluye el mantenimiento del sitio.",
    "Ok al mockup, pero el feedback del equipo de marketing es que el botón debería estar más arriba.",
    "NO ME FUNCIONA EL ENLACE QUE ME ENVIASTE AYER, ¿ME LO PUEDES VOLVER A MANDAR?",
]
ENGLISH = [
    "Hi Ana, thanks for the quote. I'll talk it over with my partner and tell you before Friday.",
    "I have received the files and everything looks fine. You can send the invoice whenever you like.",
    "For now we are putting the project on hold, because the board wants to review this year's budget.",
    "Looks good mate, only thing I'd change is the font. Ship it.",
    "Noted, thanks Ana. We'll come back with the PO number once José Ibáñez has signed it off.",
    "THE LINK YOU SENT YESTERDAY DOES NOT WORK FOR ME, CAN YOU SEND IT AGAIN?",
]
OTHERS = [
    "Olá Ana, obrigado pelo orçamento. Vou falar com o meu sócio e digo alguma coisa antes de sexta-feira.",
    "Ciao Ana, grazie per il preventivo. Ne parlo con il mio socio e ti faccio sapere prima di venerdì.",
    "Bonjour Ana, merci pour le devis. J'en parle avec mon associé et je reviens vers toi avant vendredi.",
    "Hallo Ana, danke für das Angebot. Ich bespreche es mit meinem Partner und melde mich vor Freitag.",
    "Hola Anna, gràcies pel pressupost. Ho comento amb el meu soci i et dic alguna cosa abans de divendres.",
    "Hallo Ana, bedankt voor de offerte. Ik bespreek het met mijn partner en laat het je weten.",
    "Здравствуйте, Анна! Спасибо за предложение, я поговорю с партнёром и отвечу до пятницы.",
]
DOUBTFUL = [
    [],
    [""],
    ["Ok, thanks."],
    ["Recibido, gracias."],
    ["12.345 67.890 12 34 56 78 90 11 22 33 44 55"],
    ["https://example.com/a/very/long/address/that/has/many/english/words/in/it ana@example.com"],
    [SPANISH[0], ENGLISH[0], SPANISH[1], ENGLISH[1]],
]


@pytest.mark.parametrize("text", SPANISH)
def test_spanish_is_known(text: str) -> None:
    assert language_of([text], BOTH) == "es"


def test_spanish_without_its_accents_is_known() -> None:
    apart = [unicodedata.normalize("NFD", text) for text in SPANISH]
    bare = ["".join(c for c in text if not unicodedata.combining(c)) for text in apart]
    assert language_of(bare, BOTH) == "es"
    assert {language_of([text], BOTH) for text in bare} <= {"es", None}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_known(text: str) -> None:
    assert language_of([text], BOTH) == "en"


@pytest.mark.parametrize("text", OTHERS)
def test_a_language_without_templates_is_left_open(text: str) -> None:
    assert language_of([text], BOTH) is None


@pytest.mark.parametrize("texts", DOUBTFUL, ids=lambda texts: " ".join(texts)[:20])
def test_doubt_is_no_language(texts: list[str]) -> None:
    assert language_of(texts, BOTH) is None


def test_short_letters_are_judged_together() -> None:
    assert (
        language_of(["Recibido, gracias.", "Mañana lo miro con calma.", "Vale, te llamo luego."], BOTH)
        == "es"
    )


def test_what_a_letter_quotes_is_not_its_language() -> None:
    quoted = "\n".join(f"> {line}" for line in ENGLISH)
    letter = f"{SPANISH[1]}\n\nOn 3 May 2026, Ana wrote:\n{quoted}\n"
    assert language_of([letter], BOTH) == "es"


def test_a_language_that_has_no_dictionary_is_not_asked_for() -> None:
    assert language_of([SPANISH[0]], ("es", "qq")) == "es"
    assert language_of([SPANISH[0]], ("qq",)) is None


def test_a_folder_of_templates_makes_its_language_known(tmp_path: Path) -> None:
    assert Templates().language_of([OTHERS[2]]) is None
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "are-you-ok.txt.j2").write_text("Bonjour,\n\nTout va bien ?\n", "utf-8")
    templates = Templates(tmp_path)
    assert templates.language_of([OTHERS[2]]) == "fr"
    assert templates.language_of([SPANISH[0]]) == "es"
