"""The owner's own templates: what is said about their tone and kind, and another language in a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ghostd.adapters.samples import samples
from ghostd.adapters.templates import Templates
from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.model import Do, Playbook, Step
from ghostd.errors import ConfigError

TODAY = date(2026, 11, 22)
NOW = Span(0, "d")


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    return tmp_path


def put(overlay: Path, text: str, name: str = "en/are-you-ok.txt.j2") -> Path:
    path = overlay / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def playbook(do: Do, template: str) -> dict[str, Playbook]:
    return {"mine": Playbook("mine", (Step("one", do, NOW, template=template, deadline=Span(7, "d")),))}


def test_each_remark_names_the_line_of_the_template_and_comes_once(overlay: Path) -> None:
    path = put(overlay, "{# You must! #}\nHello,\n\n{{ owner }} writes: as I already\ntold you, reply now.\n")
    assert Templates(overlay).tone_remarks(TODAY) == [
        f'{path}:4  "as I already told you" reads as a reproach; say how it is on your side, as in'
        ' "no answer has reached me"',
        f'{path}:5  "reply now" presses; leave the client time, or name a date and what you will do then',
    ]


def test_what_no_sample_reaches_is_read_in_the_source(overlay: Path) -> None:
    path = put(overlay, 'Hello\n{% if goal == "never" %}\nLast warning.\n{% endif %}\n')
    (remark,) = Templates(overlay).tone_remarks(TODAY)
    assert remark.startswith(f'{path}:3  "Last warning" threatens; ')


def test_what_only_the_text_shows_is_found(overlay: Path) -> None:
    path = put(overlay, 'Hello {{ "there" }}{% if goal %}, you {% endif %}failed to answer.\n')
    (remark,) = Templates(overlay).tone_remarks(TODAY)
    assert remark.startswith(f'{path}  "you failed to" reads as a reproach; ')


def test_words_within_an_expression_have_their_line(overlay: Path) -> None:
    path = put(overlay, 'Hello,\n\n{{ "this is urgent" }}\n')
    (remark,) = Templates(overlay).tone_remarks(TODAY)
    assert remark.startswith(f'{path}:3  "urgent" presses; ')


def test_a_piece_is_named_and_not_each_template_that_includes_it(overlay: Path) -> None:
    piece = put(overlay, "Hello{% if contact %}, {{ contact }}{% endif %}!\n", "en/_greeting.txt.j2")
    (remark,) = Templates(overlay).tone_remarks(TODAY)
    assert remark.startswith(f'{piece}:1  "!" exclaims; ')


def test_a_date_that_a_template_names_itself_is_found_once_it_is_over(overlay: Path) -> None:
    path = put(overlay, "Hello,\n\nI'm away until 3 May 2026.\n")
    (remark,) = Templates(overlay).tone_remarks(TODAY)
    assert remark.startswith(f'{path}:3  "3 May 2026" is over; ')
    assert Templates(overlay).tone_remarks(date(2026, 5, 3)) == []


def test_notices_may_say_it_plainly(overlay: Path) -> None:
    put(overlay, "Subject: Urgent!\n\nCall {{ client }} at once!\n", "en/my-task.txt.j2")
    assert Templates(overlay).tone_remarks(TODAY) == []


def test_a_notice_of_the_owners_own_is_one_by_its_first_line(overlay: Path) -> None:
    text = "{# mine #}\n{% set who = client %}\n\nSubject: Call {{ who }}\n\nThe number: {{ phone }}\n"
    put(overlay, text, "en/my-task.txt.j2")
    templates = Templates(overlay, playbooks=playbook(Do.TASK, "my-task"))
    facts = {"client": "Acme", "phone": "123"}
    assert templates.render("my-task", "en", facts) == ("Call Acme", "The number: 123\n")


def test_a_notice_is_rehearsed_with_what_notices_know(overlay: Path) -> None:
    put(overlay, "Subject: {{ client }}\n\n{{ register }}\n", "en/my-task.txt.j2")
    with pytest.raises(ConfigError, match=r"my-task\.txt\.j2:3  'register' is undefined"):
        Templates(overlay)


def test_in_every_language_a_notice_has_its_subject(overlay: Path) -> None:
    put(overlay, "Subject: {{ client }}\n\nCall.\n", "en/my-task.txt.j2")
    path = put(overlay, "Llama.\n", "es/my-task.txt.j2")
    with pytest.raises(ConfigError) as caught:
        Templates(overlay)
    assert str(caught.value) == f'{path}:1  a notice begins with a line "Subject: ..."; add one'


@pytest.mark.parametrize("do", [Do.TASK, Do.NOTICE, Do.INVOICE])
def test_a_step_that_writes_to_the_owner_needs_a_notice(do: Do) -> None:
    with pytest.raises(ConfigError) as caught:
        Templates(playbooks=playbook(do, "are-you-ok"))
    told = str(caught.value)
    assert told.startswith(
        'playbooks.mine, step one  the template "are-you-ok" is a letter to the client; a step with '
        f'"do: {do}" writes to you; name one of: assessment, '
    )
    assert "closing" not in told


def test_a_draft_is_no_notice() -> None:
    with pytest.raises(ConfigError) as caught:
        Templates(playbooks=playbook(Do.DRAFT, "gone"))
    told = str(caught.value)
    assert (
        'step one  the template "gone" is a notice for you and no letter to the client; name one of: ' in told
    )
    assert "are-you-ok" in told
    assert "assessment" not in told


def test_a_notice_that_a_step_names_must_exist() -> None:
    with pytest.raises(ConfigError, match=r'no template "cal"; add en/cal\.txt\.j2 .* one of: assessment'):
        Templates(playbooks=playbook(Do.TASK, "cal"))


def test_a_folder_that_is_no_language_is_named(overlay: Path) -> None:
    path = put(overlay, "Hi\n", "english/are-you-ok.txt.j2")
    with pytest.raises(ConfigError) as caught:
        Templates(overlay)
    assert str(caught.value).startswith(f"{path}  is in no language's folder; name that by two letters")


FRENCH = """{% include "fr/_greeting.txt.j2" %}

Je vous ai écrit le {{ asked_on | date }}{% if subject %} au sujet de « {{ subject }} »{% endif %}.
{% if statement and statement.lines %}
{% set first = statement.lines[0] %}
Il reste {{ first.left | money }} à régler, depuis le {{ first.due | date(year=true) }}.
{% endif %}

Bien à vous,
{{ owner }}
"""


def test_a_new_language_is_a_new_folder(overlay: Path) -> None:
    put(overlay, "Bonjour{% if contact %} {{ contact }}{% endif %},\n\n", "fr/_greeting.txt.j2")
    put(overlay, FRENCH, "fr/are-you-ok.txt.j2")
    steps = (
        Step("ask", Do.DRAFT, NOW, template="are-you-ok"),
        Step("again", Do.DRAFT, NOW, template="closing-notice", deadline=Span(7, "d")),
        Step("call", Do.TASK, NOW, template="call"),
    )
    books = {"ghosting": Playbook("ghosting", steps)}
    templates = Templates(overlay, languages=("en", "fr"), playbooks=books)
    facts = next(iter(samples("are-you-ok")))
    assert templates.render("are-you-ok", "fr", facts).body.splitlines()[:5] == [
        "Bonjour Marta,",
        "",
        "Je vous ai écrit le 3 mai au sujet de « Landing page ».",
        "Il reste 1\u00a0200,00\u00a0€ à régler, depuis le 15 avril 2026.",
        "",
    ]
    english = templates.render("closing-notice", "en", facts)
    assert templates.render("closing-notice", "fr", facts) == english
    assert templates.remarks() == ['not there in the language "fr", so in English: closing-notice']
    assert templates.tone_remarks(TODAY) == []


def test_the_owners_templates_are_tried_at_start_and_all_of_them_on_demand(overlay: Path) -> None:
    put(overlay, "{{ wrong }}", "fr/are-you-ok.txt.j2")
    with pytest.raises(ConfigError, match="fr/are-you-ok"):
        Templates(overlay)
    assert Templates().check() == []
