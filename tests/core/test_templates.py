"""The templates' adapter: overlays, sandbox, bounds, and mistakes found at start with file, line and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from ghostd.adapters.samples import samples
from ghostd.adapters.templates import Templates
from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.model import Do, Playbook, Step
from ghostd.core.replies.notice_facts import NOTICES
from ghostd.errors import ConfigError

DRAFT = next(iter(samples("are-you-ok")))
NOTICE = next(iter(samples("gone")))


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    return tmp_path


def put(overlay: Path, text: str, name: str = "en/are-you-ok.txt.j2") -> Path:
    path = overlay / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def refusal(overlay: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        Templates(overlay)
    return str(caught.value)


def test_the_owners_template_goes_before_the_shipped_one(overlay: Path) -> None:
    put(overlay, '{% include "en/_greeting.txt.j2" %}\n\nAll well, {{ contact }}?\n')
    templates = Templates(overlay)
    assert "All well, Marta?" in templates.render("are-you-ok", "en", DRAFT).body
    assert "va todo bien" in templates.render("are-you-ok", "es", DRAFT).body


def test_text_from_mail_is_never_run(overlay: Path) -> None:
    put(overlay, "About {{ subject }}\n")
    hostile = "{{ 7*7 }} {% for i in range(10) %}x{% endfor %} {{ client.__class__ }}"
    assert (
        Templates(overlay).render("are-you-ok", "en", {**DRAFT, "subject": hostile}).body
        == f"About {hostile}\n"
    )


def test_characters_are_not_escaped_for_html() -> None:
    body = Templates().render("are-you-ok", "en", {**DRAFT, "subject": "Q&A <draft>"}).body
    assert '"Q&A <draft>"' in body


MISTAKES = [
    ("unknown_name", "Hi\n{{ contcat }}\n",
     ":2  'contcat' is undefined; a template may use: anchor_side, asked_on, "),
    ("unknown_attribute", "{{ client.naem }}\n", ":1  'str object' has no attribute 'naem'"),
    ("open_tag", "Hi\n\n{% if contact %}\n", ":3  Unexpected end of template"),
    ("unknown_filter", "Hi\n{{ contact | datee }}\n", ":2  No filter named 'datee'"),
    ("unsafe_attribute", "\n{{ client.__class__.__mro__ }}\n", ":2  access to attribute '__class__'"),
    ("out_of_bounds_loop", "{% for i in range(10**9) %}x{% endfor %}", ":1  Range too big"),
    ("too_much_text", "{% for i in range(99999) %}{{ owner }}{% endfor %}",
     ":1  the text grows beyond 64 kB"),
    ("outside_the_folder", '{% include "../../secret" %}',
     'includes "../../secret", which is in no templates folder'),
    ("missing_piece", '{% include "en/_greting.txt.j2" %}', 'includes "en/_greting.txt.j2"'),
    ("division", "{{ 1 // 0 }}", ":1  integer division or modulo by zero; mend"),
    ("subject_in_a_draft", "Subject: hello\n\nHi\n",
     ':1  a draft keeps the subject of its thread; remove the "Subject:"'),
    ("nothing", "{# later #}", ":1  renders to nothing; write a text or remove the file"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_a_mistake_is_found_at_start_with_its_place_and_cure(overlay: Path, text: str, expected: str) -> None:
    path = put(overlay, text)
    told = refusal(overlay)
    assert told.startswith(str(path)), told
    assert expected in told
    assert len(told.splitlines()) == 1


def test_all_mistakes_are_told_at_once(overlay: Path) -> None:
    put(overlay, "{{ wrong }}")
    put(overlay, "{{ wrong }}", "es/closing.txt.j2")
    assert len(refusal(overlay).splitlines()) == 2


def test_a_mistake_in_an_included_piece_names_that_piece(overlay: Path) -> None:
    piece = put(overlay, "\n{{ nmae }}", "en/_greeting.txt.j2")
    assert refusal(overlay).startswith(f"{piece}:2  'nmae' is undefined")


def test_a_syntax_error_in_an_included_piece_names_that_piece(overlay: Path) -> None:
    piece = put(overlay, "\n{% if %}", "en/_greeting.txt.j2")
    assert refusal(overlay).startswith(f"{piece}:2  ")


def test_a_notice_needs_a_subject(overlay: Path) -> None:
    path = put(overlay, "It is gone.\n", "en/gone.txt.j2")
    assert refusal(overlay).startswith(f'{path}:1  a notice begins with a line "Subject: ..."')


def test_a_file_that_is_not_utf8_is_named(overlay: Path) -> None:
    path = overlay / "en" / "closing.txt.j2"
    path.write_bytes("años".encode("latin-1"))
    assert refusal(overlay) == f"{path}:1  is not UTF-8; save it in that encoding"


def test_a_file_that_nobody_would_find_is_named(overlay: Path) -> None:
    path = put(overlay, "Hi", "are-you-ok.txt.j2")
    assert refusal(overlay).startswith(f"{path}  is no template; name it LANGUAGE/NAME.txt.j2")


def test_a_file_too_long_for_a_mail_is_named(overlay: Path) -> None:
    path = put(overlay, "Hi\n" * 30_000)
    assert f"{path}  is longer than 64 kB" in refusal(overlay)


def test_a_missing_overlay_is_named(tmp_path: Path) -> None:
    assert "create it or drop the setting" in refusal(tmp_path / "nowhere")


def test_a_language_without_templates_falls_back_to_english_and_says_so() -> None:
    templates = Templates(languages=("en", "es", "pt"))
    assert templates.render("are-you-ok", "pt", DRAFT) == templates.render("are-you-ok", "en", DRAFT)
    assert templates.remarks() == ['there are no templates in the language "pt"; English is used instead']


def test_a_language_with_some_templates_says_which_are_english(overlay: Path) -> None:
    put(overlay, "Hallo, {{ asked_on | date }}\n", "de/are-you-ok.txt.j2")
    templates = Templates(overlay, languages=("de",), playbooks=ghosting())
    assert templates.render("are-you-ok", "de", DRAFT).body == "Hallo, 3. Mai\n"
    (remark,) = templates.remarks()
    start, _, lacking = remark.partition(": ")
    assert start == 'not there in the language "de", so in English'
    assert set(lacking.split(", ")) == NOTICES | {"closing-notice"}


def test_a_language_of_clients_needs_no_notices(overlay: Path) -> None:
    put(overlay, "Hallo, {{ asked_on | date }}\n", "de/are-you-ok.txt.j2")
    templates = Templates(overlay, languages=("en",), playbooks=ghosting())
    assert templates.remarks() == ['not there in the language "de", so in English: closing-notice']


# A span is frozen: as a default it harms nobody.
def ghosting(second: str = "closing-notice", deadline: Span | None = Span(7, "d")) -> dict[str, Playbook]:  # noqa: B008
    ask = Step("ask", Do.DRAFT, Span(1, "bd"), template="are-you-ok")
    again = Step("ask-again", Do.DRAFT, Span(7, "d"), template=second, deadline=deadline)
    return {"ghosting": Playbook("ghosting", (ask, again))}


def test_a_playbook_with_its_templates_is_well() -> None:
    assert Templates(playbooks=ghosting()).check() == []


def test_a_template_a_playbook_names_must_exist() -> None:
    with pytest.raises(
        ConfigError, match=r'playbooks\.ghosting, step ask-again  there is no template "closng"'
    ):
        Templates(playbooks=ghosting("closng"))


def test_a_template_that_speaks_of_a_deadline_needs_one() -> None:
    with pytest.raises(ConfigError, match=r"step ask-again  the template .* speaks of a deadline"):
        Templates(playbooks=ghosting(deadline=None))


def test_the_owners_own_template_may_be_named(overlay: Path) -> None:
    put(overlay, "One more word.\n", "en/last-word.txt.j2")
    assert Templates(overlay, playbooks=ghosting("last-word")).check() == []


def test_a_missing_fact_is_an_error_and_never_a_hole() -> None:
    facts = {key: value for key, value in DRAFT.items() if key != "owner"}
    with pytest.raises(ConfigError, match="'owner' is undefined"):
        Templates().render("are-you-ok", "en", facts)


def test_an_unknown_template_names_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r'no template "nope".* are-you-ok, assessment, .*closing, '):
        Templates().render("nope", "en", DRAFT)


@pytest.mark.parametrize("name", ["../en/closing", "/etc/passwd", "en/closing", ""])
def test_a_template_name_leads_nowhere_else(name: str) -> None:
    with pytest.raises(ConfigError, match="there is no template"):
        Templates().render(name, "en", DRAFT)


def test_commands_in_notices_can_be_pasted() -> None:
    body = Templates().render("gone", "en", {**NOTICE, "client": "Bob's; rm -rf ~"}).body
    assert "    ghostd close 'Bob'\"'\"'s; rm -rf ~'\n" in body
