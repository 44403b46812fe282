"""Every shipped text, read by a person once and held since; run as a program, this renews the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ghostd.adapters.samples import samples
from ghostd.adapters.templates import SUFFIX, Templates, shipped
from ghostd.core.replies.notice_facts import NOTICES
from ghostd.core.replies.quote import body_text

GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = Templates(languages=("en", "es"))
SHIPPED = sorted(
    (path.parent.name, path.name.removesuffix(SUFFIX))
    for path in shipped().glob(f"*/*{SUFFIX}")
    if not path.name.startswith("_")
)
MAY_LACK = ("contact", "subject", "next_at", "timeline")
ACCUSING = re.compile(
    r"you (failed|didn't|did not|never|ignored|forgot|owe|must|have to)|unacceptable|immediately|urgent"
    r"|last chance|final warning|legal|lawyer|unless you|why haven't|as soon as possible|overdue"
    r"|your silence|disappoint"
    r"|incumpl|ignora|olvid|abogad|inaceptable|urgente|de inmediato|cuanto antes"
    r"|última oportunidad|tu silencio|su silencio|no ha(s)? (contestado|respondido)"
    r"|debes|debe(rá)? usted|decepci|exijo|reclam",
    re.IGNORECASE,
)


def variants(template: str, language: str) -> Iterator[tuple[str, str]]:
    """Each sample of a template and what it makes of it, subject first where there is one."""
    for facts in samples(template):
        lacking = [name for name in MAY_LACK if name in facts and not facts[name]]
        named = [str(facts[key]) for key in ("register", "goal") if key in facts]
        without = f" without {', '.join(lacking)}" if lacking else ""
        rendered = TEMPLATES.render(template, language, facts)
        head = f"Subject: {rendered.subject}\n\n" if rendered.subject else ""
        yield " ".join(named) + without, head + body_text(rendered.body)


def golden_text(template: str, language: str) -> str:
    """All variants in one readable file; those that read the same stand under one heading."""
    texts: dict[str, list[str]] = {}
    for name, text in variants(template, language):
        texts.setdefault(text, []).append(name)
    return "\n".join(f"=== {' | '.join(names)}\n\n{text}" for text, names in texts.items())


@pytest.mark.parametrize(("language", "template"), SHIPPED, ids=lambda word: word)
def test_every_text_reads_as_it_was_approved(language: str, template: str) -> None:
    assert golden_text(template, language) == (GOLDEN / f"{template}.{language}.txt").read_text("utf-8")


@pytest.mark.parametrize(("language", "template"), SHIPPED, ids=lambda word: word)
def test_every_text_is_calm(language: str, template: str) -> None:
    for name, text in variants(template, language):
        assert "!" not in text and "¡" not in text, name
        assert not ACCUSING.search(text), (name, ACCUSING.search(text))
        assert not re.search(r"\b(?!GHOSTD)[A-ZÁÉÍÓÚÑ]{4,}\b", text), name
        assert not re.search(r"[€$£]|\b(EUR|USD|euros?|dollars?)\b", text), name


@pytest.mark.parametrize(("language", "template"), SHIPPED, ids=lambda word: word)
def test_every_text_fits_the_width_of_a_mail(language: str, template: str) -> None:
    for name, text in variants(template, language):
        assert all(len(line) <= 72 for line in text.splitlines()), name
        assert "\n\n\n" not in text, name


def test_both_languages_have_the_same_templates() -> None:
    english = {template for language, template in SHIPPED if language == "en"}
    assert english == {template for language, template in SHIPPED if language == "es"}
    assert english >= NOTICES


@pytest.mark.parametrize(("language", "spoken"), [("en", "20 May"), ("es", "20 de mayo")])
def test_what_is_announced_carries_its_date(language: str, spoken: str) -> None:
    for template in ("closing-notice", "closing"):
        for name, text in variants(template, language):
            assert spoken in " ".join(text.split()), (template, name)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_first_message_neither_sets_a_date_nor_speaks_of_money(language: str) -> None:
    for _, text in variants("are-you-ok", language):
        assert not re.search(r"invoice|factura|close|cerra|20 ", text)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_closing_without_a_known_promise_names_no_date(language: str) -> None:
    for facts in samples("closing"):
        body = TEMPLATES.render("closing", language, {**facts, "deadline": None}).body
        assert not re.search(r"\d", body)


@pytest.mark.parametrize("language", ["en", "es"])
def test_drafts_never_show_the_private_label_of_the_client(language: str) -> None:
    for template in ("are-you-ok", "closing-notice", "closing"):
        for facts in samples(template):
            body = TEMPLATES.render(template, language, {**facts, "client": "Acme (slow payer)"}).body
            assert "Acme" not in body


def test_spanish_drafts_keep_to_their_register() -> None:
    familiar = re.compile(r"\b(te|tú|tuyas|contigo|ti|estás|dime|dímelo|escríbeme|sabes)\b", re.IGNORECASE)
    formal = re.compile(r"\b(le|usted|suyas|indíquemelo|escríbame|sabe)\b", re.IGNORECASE)
    for template in ("are-you-ok", "closing-notice", "closing"):
        for name, text in variants(template, "es"):
            wrong, right = (formal, familiar) if name.startswith("tu ") else (familiar, formal)
            assert right.search(text), (template, name)
            assert not wrong.search(text), (template, name, wrong.search(text))


@pytest.mark.parametrize(
    ("register", "contact", "greeting"),
    [
        ("tu", "Marta", "Hola, Marta:"),
        ("usted", "Marta", "Hola, Marta:"),
        ("tu", "", "Hola:"),
        ("usted", "", "Buenos días:"),
    ],
)
def test_spanish_greets_by_name_or_politely(register: str, contact: str, greeting: str) -> None:
    facts = {**next(iter(samples("are-you-ok"))), "register": register, "contact": contact}
    assert TEMPLATES.render("are-you-ok", "es", facts).body.splitlines()[0] == greeting


if __name__ == "__main__":
    for tongue, named in SHIPPED:
        (GOLDEN / f"{named}.{tongue}.txt").write_text(golden_text(named, tongue), "utf-8")
