"""Every shipped text, read by a person once and held since; run as a program, this renews the files.

Names given to the program renew only these templates.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from ghostd.adapters.assessment_samples import sample_account
from ghostd.adapters.samples import LACKING, REGISTERS, draft_samples, may_lack, sample_draft, samples
from ghostd.adapters.templates import SUFFIX, Templates, shipped
from ghostd.core.money.statement import Payments
from ghostd.core.playbook.model import GOALS
from ghostd.core.replies.notice_facts import NOTICES
from ghostd.core.replies.quote import body_text
from ghostd.core.tone import tone
from ghostd.errors import ConfigError

GOLDEN = Path(__file__).parent / "golden"
TEMPLATES = Templates(languages=("en", "es"))
SHIPPED = sorted(
    (path.parent.name, path.name.removesuffix(SUFFIX))
    for path in shipped().glob(f"*/*{SUFFIX}")
    if not path.name.startswith("_")
)
DRAFTS = [(language, template) for language, template in SHIPPED if template not in NOTICES]
MAY_LACK = ("contact", "subject", "next_at", "timeline")
ACCUSING = re.compile(
    r"you (failed|didn't|did not|never|ignored|forgot|owe|must|have to)|unacceptable|immediately|urgent"
    r"|last chance|final warning|legal|lawyer|why haven't|as soon as possible"
    r"|your silence|disappoint"
    r"|incumpl|ignora|olvid|abogad|inaceptable|urgente|de inmediato|cuanto antes"
    r"|última oportunidad|tu silencio|su silencio|no ha(s)? (contestado|respondido)"
    r"|debes|debe(rá)? usted|decepci|exijo|reclam",
    re.IGNORECASE,
)
DUNNING = re.compile(
    r"unless you|overdue|owed|arrears|debt|vencid[oa]|impag|deuda|adeud|moros", re.IGNORECASE
)
MONEY = re.compile(r"[€$£]|\b(EUR|USD|euros?|dollars?)\b")
DATES = re.compile(r"\d{1,2} (de )?(April|May|June|abril|mayo|junio)( (de )?\d{4})?", re.IGNORECASE)
STATED: Mapping[str, Mapping[str, object]] = {
    "en": {},
    "es": {
        "project": "Campaña de primavera",
        "reason": "mi agenda ya no me deja el tiempo que este trabajo merece",
        "open_items": ("los textos de la segunda página", "las imágenes en tamaño completo"),
    },
}
"""What an owner would have written in the client's language."""
EXPLAINED = {"es": "Acme suele contestar en 1,2 días laborables (9 de cada 10 en menos de 3). Lleva 6."}
"""The line about the silence, which comes in the owner's language."""


def notice_variants(template: str, language: str) -> Iterator[tuple[str, str]]:
    for facts in samples(template):
        lacking = [name for name in MAY_LACK if name in facts and not facts[name]]
        named = [str(facts[key]) for key in ("register", "goal") if key in facts]
        without = f" without {', '.join(lacking)}" if lacking else ""
        if facts.get("explanation") and language in EXPLAINED:
            facts = {**facts, "explanation": EXPLAINED[language]}
        rendered = TEMPLATES.render(template, language, facts)
        head = f"Subject: {rendered.subject}\n\n" if rendered.subject else ""
        yield " ".join(named) + without, head + body_text(rendered.body)


def draft_facts_by_name(template: str, register: str, goal: str) -> dict[str, Mapping[str, object]]:
    """The samples, and each fact left out by itself where that may change more than a name in a sentence."""
    telling = ("deadline", "due", "statement", "fee_basis", "clause", "reason", "open_items")
    named = dict(draft_samples(template, register, goal))
    whole = named[""]
    lacking = {n: {**whole, n: LACKING[n]} for n in telling if may_lack(template, n)}
    return named | {f"without {name}": facts for name, facts in lacking.items()}


def written(template: str, language: str, facts: Mapping[str, object]) -> str:
    stated = {name: words for name, words in STATED[language].items() if facts[name]}
    return body_text(TEMPLATES.render(template, language, {**facts, **stated}).body)


def draft_variants(template: str, language: str) -> Iterator[tuple[str, str]]:
    """What is not named reads like the one before it that has only a goal (and register) for its name.

    What reads alike for each goal, a stage's word and a list of files, comes once.
    """
    for register, goal in product(REGISTERS if language == "es" else REGISTERS[:1], GOALS):
        whole = ""
        for name, facts in draft_facts_by_name(template, register, goal).items():
            text = written(template, language, facts)
            whole = whole or text
            again = goal != GOALS[0] and name.startswith(("stage", "two files"))
            if not name or (text != whole and not again):
                spoken = f"{register} {goal}" if language == "es" else goal
                yield f"{spoken}, {name}" if name else spoken, text


def variants(template: str, language: str) -> Iterator[tuple[str, str]]:
    """Each sample of a template and what it makes of it, subject first where there is one."""
    return (notice_variants if template in NOTICES else draft_variants)(template, language)


def without_dates(text: str) -> str:
    return DATES.sub("", " ".join(text.split()))


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


@pytest.mark.parametrize(("language", "template"), DRAFTS, ids=lambda word: word)
def test_no_draft_would_be_taken_amiss(language: str, template: str) -> None:
    for name, text in variants(template, language):
        assert tone(text, language) == [], name
        assert not DUNNING.search(text), (name, DUNNING.search(text))


@pytest.mark.parametrize(("language", "template"), SHIPPED, ids=lambda word: word)
def test_every_text_fits_the_width_of_a_mail(language: str, template: str) -> None:
    for name, text in variants(template, language):
        assert all(len(line) <= 72 for line in text.splitlines()), name
        assert "\n\n\n" not in text, name


@pytest.mark.parametrize(("language", "template"), DRAFTS, ids=lambda word: word)
def test_every_draft_is_short_and_complete(language: str, template: str) -> None:
    for name, text in variants(template, language):
        prose = [line for line in text.splitlines() if not line.startswith(("- ", "  "))]
        assert 30 <= len(" ".join(prose).split()) <= 140, name
        assert not re.search(r"[\[\]{}<>_]|None|\.\.|TODO| [,.;:]", text), name
        assert text.rstrip().endswith("Ana Pérez"), name


@pytest.mark.parametrize(("language", "template"), DRAFTS, ids=lambda word: word)
def test_no_figure_is_named_without_a_statement_of_account(language: str, template: str) -> None:
    for register, goal in product(REGISTERS, GOALS):
        for name, facts in draft_facts_by_name(template, register, goal).items():
            text = written(template, language, {**facts, "statement": None})
            assert not MONEY.search(text), (goal, name)
            assert not re.search(r"\d", without_dates(text)), (goal, name)


@pytest.mark.parametrize(("language", "template"), DRAFTS, ids=lambda word: word)
def test_files_are_named_where_some_are_attached_and_only_there(language: str, template: str) -> None:
    both = {"en": "summary.pdf and photos.zip", "es": "summary.pdf y photos.zip"}[language]
    for register, goal in product(REGISTERS, GOALS):
        named = draft_samples(template, register, goal)
        assert "summary.pdf" in written(template, language, named[""])
        assert both in " ".join(written(template, language, named["two files"]).split())
        without = written(template, language, {**named[""], "attached": ()})
        assert not re.search(r"attach|adjunt|\.pdf", without, re.IGNORECASE)


@pytest.mark.parametrize(("language", "template"), DRAFTS, ids=lambda word: word)
def test_every_draft_greets_by_name_where_it_is_known(language: str, template: str) -> None:
    facts = draft_samples(template, "tu", "keep")[""]
    named = {"en": "Hello Marta,", "es": "Hola, Marta:"}[language]
    assert written(template, language, facts).splitlines()[0] == named


def test_english_knows_no_register() -> None:
    for template in sorted({template for _, template in DRAFTS}):
        for goal in GOALS:
            familiar, formal = (sample_draft(register, goal) for register in REGISTERS)
            assert written(template, "en", {**familiar}) == written(template, "en", {**formal}), template


def test_both_languages_have_the_same_templates() -> None:
    english = {template for language, template in SHIPPED if language == "en"}
    assert english == {template for language, template in SHIPPED if language == "es"}
    assert english >= NOTICES


@pytest.mark.parametrize(("language", "spoken"), [("en", "20 May"), ("es", "20 de mayo")])
@pytest.mark.parametrize(
    "template",
    ["closing-notice", "closing", "holding-reply", "acknowledge", "remedy-proposal", "parting-notice"],
)
def test_what_is_announced_carries_its_date(template: str, language: str, spoken: str) -> None:
    for register, goal in product(REGISTERS, GOALS):
        for name, facts in draft_facts_by_name(template, register, goal).items():
            text = written(template, language, {**facts, "statement": None})
            assert (spoken in " ".join(text.split())) is (facts["deadline"] is not None), (goal, name)


@pytest.mark.parametrize(("language", "template"), DRAFTS, ids=lambda word: word)
def test_what_counts_on_a_date_says_so(language: str, template: str) -> None:
    undated = {**sample_draft("tu", "keep"), "deadline": None}
    if may_lack(template, "deadline"):
        assert written(template, language, undated)
    else:
        with pytest.raises(ConfigError, match="has no date"):
            written(template, language, undated)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_first_message_neither_sets_a_date_nor_speaks_of_money(language: str) -> None:
    for _, text in variants("are-you-ok", language):
        assert not re.search(r"invoice|factura|close|cerra|20 ", text)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_closing_without_a_known_promise_names_no_date(language: str) -> None:
    for facts in samples("closing"):
        body = TEMPLATES.render("closing", language, {**facts, "deadline": None, "statement": None}).body
        assert not re.search(r"\d", body)


@pytest.mark.parametrize(
    ("language", "agreed", "declared"),
    [("en", "as we agreed", r"as complete|clos(e|ing) the file"), ("es", "como acordamos", "por terminado")],
)
def test_without_a_clause_silence_only_sets_a_project_aside(
    language: str, agreed: str, declared: str
) -> None:
    for register, goal in product(REGISTERS, GOALS):
        facts = draft_samples("closing-notice", register, goal)[""]
        assert agreed in " ".join(written("closing-notice", language, facts).split())
        for template in ("closing-notice", "closing"):
            softer = " ".join(written(template, language, {**facts, "clause": False}).split())
            assert agreed not in softer
            assert not re.search(declared, softer), (template, goal)


@pytest.mark.parametrize(
    ("language", "figures"),
    [
        (
            "en",
            ("2026-014", "15 April 2026", "1,200.00", "450.50", "900.50", "Ley 3/2004", "12.90", "1,663.40"),
        ),
        (
            "es",
            (
                "2026-014",
                "15 de abril de 2026",
                "1200,00",
                "450,50",
                "900,50",
                "Ley 3/2004",
                "12,90",
                "1663,40",
            ),
        ),
    ],
)
def test_a_closing_states_the_account(language: str, figures: tuple[str, ...]) -> None:
    for register, goal in product(REGISTERS, GOALS):
        facts = draft_samples("closing", register, goal)
        text = " ".join(written("closing", language, facts[""]).replace("1.", "1").split())
        for figure in figures:
            assert (figure in text) is (goal != "let-go"), (goal, figure)
        settled = written("closing", language, {**facts["nothing owed"], "attached": ()})
        assert not re.search(r"invoice|factura", settled, re.IGNORECASE), goal


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_late_fee_that_nobody_agreed_is_not_named(language: str) -> None:
    for name, facts in draft_samples("closing", "usted", "collect").items():
        text = written("closing", language, facts)
        agreed = name not in ("nothing owed", "several currencies", "nothing known")
        assert bool(re.search(r"late fee|recargo", text, re.IGNORECASE)) is agreed, name


@pytest.mark.parametrize("language", ["en", "es"])
def test_drafts_never_show_the_private_label_of_the_client(language: str) -> None:
    for template in (template for spoken, template in DRAFTS if spoken == language):
        for facts in samples(template):
            body = TEMPLATES.render(template, language, {**facts, "client": "Acme (slow payer)"}).body
            assert "Acme" not in body


def test_spanish_drafts_keep_to_their_register() -> None:
    familiar = re.compile(
        r"\b(te|tú|tus?|tuy[oa]s?|contigo|ti|estás|puedes|dime|dímelo|escríbeme|sabes|prefieres)\b", re.I
    )
    formal = re.compile(r"\b(le|usted|suy[oa]s?|indíquemelo|escríbame|dígame|encuentr[ae])\b", re.I)
    for template in (template for language, template in DRAFTS if language == "es"):
        for name, text in variants(template, "es"):
            wrong, right = (formal, familiar) if name.startswith("tu ") else (familiar, formal)
            assert right.search(text), (template, name)
            assert not wrong.search(text), (template, name, wrong.search(text))


def test_spanish_drafts_guess_nobody_s_gender() -> None:
    guessed = re.compile(
        r"\b(juntos|juntas|ambos|los dos|encantad[oa]|agradecid[oa]|bienvenid[oa]|seguro de|contento)\b", re.I
    )
    for template in (template for language, template in DRAFTS if language == "es"):
        for name, text in variants(template, "es"):
            assert not guessed.search(text), (template, name)


@pytest.mark.parametrize(
    ("register", "contact", "greeting"),
    [
        ("tu", "Marta", "Hola, Marta:"),
        ("usted", "Marta", "Hola, Marta:"),
        ("tu", "", "Hola:"),
        ("usted", "", "Hola:"),
    ],
)
def test_spanish_greets_alike_at_any_hour(register: str, contact: str, greeting: str) -> None:
    facts = {**next(iter(samples("are-you-ok"))), "register": register, "contact": contact}
    assert TEMPLATES.render("are-you-ok", "es", facts).body.splitlines()[0] == greeting


@pytest.mark.parametrize(
    ("paid", "late", "english", "spanish"),
    [
        (1, 0, "1 invoice, on time.", "1 factura, a tiempo."),
        (3, 0, "3 invoices, all on time.", "3 facturas, todo a tiempo."),
        (1, 1, "1 invoice, 12 days late.", "1 factura, con 12 días de retraso."),
        (3, 1, "3 invoices, 1 of them late, by 12 days.", "3 facturas, 1 con retraso, de 12 días."),
        (3, 2, "late, by 12 days on average.", "3 facturas, 2 con retraso, de 12 días de media."),
    ],
)
def test_how_punctual_the_payments_were_reads_well_for_one_and_for_many(
    paid: int, late: int, english: str, spanish: str
) -> None:
    facts = next(iter(samples("assessment")))
    account = replace(sample_account(), payments=Payments(paid, late, 12 if late else 0))
    for language, said in (("en", english), ("es", spanish)):
        text = TEMPLATES.render("assessment", language, {**facts, "statement": account}).body
        assert said in text


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("occasion", "matter", "because", "deletes"),
    [
        ("silence", "silence", "answered", True),
        ("by-hand", "silence", "answered", True),
        ("by-hand", "mistake", "answered", False),
        ("client-waits", "weighing", "answered", False),
        ("return", "weighing", "answered", False),
        ("client-waits", "weighing", "by_hand", True),
        ("silence", "silence", "stale", False),
    ],
)
def test_a_draft_is_called_of_no_use_only_where_nobody_waits_for_it(
    occasion: str, matter: str, because: str, deletes: bool, language: str
) -> None:
    facts = {**next(iter(samples("left"))), "occasion": occasion, "matter": matter, "because": because}
    told = TEMPLATES.render("left", language, facts)
    assert bool(re.search(r"delete|borrarlo", told.body)) is deletes
    assert bool(re.search(r"no longer needed|ya no hace falta", told.subject + told.body)) is deletes


if __name__ == "__main__":
    for tongue, named in SHIPPED:
        if named in sys.argv[1:] or not sys.argv[1:]:
            (GOLDEN / f"{named}.{tongue}.txt").write_text(golden_text(named, tongue), "utf-8")
