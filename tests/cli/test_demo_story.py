"""The demo tells what happened: the whole run once, held against the ledger and the mailbox."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

import pytest
from rich.console import Console

from ghostd.cli.demo.narration import SAID, UNSAID, listed, quoted
from ghostd.cli.demo.story import DAYS, START, Story, stage
from ghostd.core.folders import Role
from ghostd.core.playbook.model import Case, Outcome
from ghostd.core.review import Verdict


@dataclass(frozen=True, slots=True)
class Told:
    """A story after its end, still on stage, and its text."""

    story: Story
    text: str

    def case(self, client: str) -> Case:
        (found,) = [one for one in self.story.ledger.cases(closed=True) if one.client == client]
        return found

    def verdicts(self, client: str) -> list[Verdict]:
        return [draft.verdict for draft in self.story.ledger.drafts(self.case(client))]

    def subjects(self, role: Role) -> list[str]:
        since = self.story.clock.at - timedelta(days=DAYS)
        return [one.message.subject for one in self.story.ledger.sightings(role, since)]


@pytest.fixture(scope="module")
def told() -> Iterator[Told]:
    page = io.StringIO()
    with ExitStack() as stack:
        story = stage(stack, Console(file=page, width=100, color_system=None), START, seed=7)
        story.tell(START, DAYS)
        yield Told(story, page.getvalue())


def test_the_silent_client_is_followed_through_all_five_steps(told: Told) -> None:
    case = told.case("Brightleaf Books")
    assert case.outcome is Outcome.COMPLETED
    assert told.verdicts("Brightleaf Books") == [Verdict.SENT] * 3
    events = [entry.event for entry in told.story.ledger.entries(case)]
    assert [e for e in events if e in ("held", "assessed", "drafted", "looked-back")] == [
        "held",
        "assessed",
        "drafted",
        "drafted",
        "drafted",
        "looked-back",
    ]


def test_the_second_silent_client_answers_the_edited_follow_up(told: Told) -> None:
    assert told.case("Taller Azul").outcome is Outcome.ANSWERED
    assert told.verdicts("Taller Azul") == [Verdict.SENT_EDITED]


def test_the_draft_that_was_left_lying_is_withdrawn_when_the_client_answers(told: Told) -> None:
    assert told.case("Harbour Dental").outcome is Outcome.ANSWERED
    assert told.verdicts("Harbour Dental") == [Verdict.WITHDRAWN]
    assert told.subjects(Role.TRASH) == ["Re: New leaflet: implants"]


@pytest.mark.parametrize("client", ["Casa Olmo", "Fjord Outdoor", "Fundación Ribera", "Pixel & Pine"])
def test_who_is_away_unreachable_slow_or_quick_gets_no_case(told: Told, client: str) -> None:
    assert client not in {case.client for case in told.story.ledger.cases(closed=True)}


def test_nothing_is_left_in_drafts(told: Told) -> None:
    assert told.subjects(Role.DRAFTS) == []


def test_every_event_of_a_case_has_words(told: Told) -> None:
    ledger = told.story.ledger
    events = {entry.event for case in ledger.cases(closed=True) for entry in ledger.entries(case)}
    assert events <= set(SAID) | UNSAID


def test_no_pass_had_an_error_and_every_draft_is_shown(told: Told) -> None:
    assert told.story.errors == []
    assert told.text.count("─ draft ─") == told.story.drafts == 5


@pytest.mark.parametrize(
    "words",
    [
        "in 100 such answers take longer",
        "Away until 18 May",
        "jonas@fjord.example",
        "Ana adds a sentence of her own",
        "Ana has a full day",
        "The untouched draft to Harbour Dental went to Trash",
        "The case of Brightleaf Books is complete",
        "That is its pace",
        "the time away not counted",
        "¿Qué tal estás?",
        "write it as the README shows",
    ],
)
def test_the_story_says(told: Told, words: str) -> None:
    assert words in " ".join(told.text.split())


def test_no_line_is_wider_than_the_page(told: Told) -> None:
    assert max(map(len, told.text.splitlines())) <= 100


def test_without_pymap_one_line_says_what_to_install_and_by_which_pip() -> None:
    script = (
        "import sys; sys.modules['pymap'] = None\n"
        "from rich.console import Console\n"
        "from ghostd.cli.demo.story import tell\n"
        "from ghostd.errors import OperatorError\n"
        "try: tell(Console())\n"
        "except OperatorError as error: print(error)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout.strip().endswith(f"{sys.executable} -m pip install pymap")
    assert len(ended.stdout.splitlines()) == 1


def test_a_long_quotation_is_cut_short() -> None:
    body = "Hello\n\nShe wrote:\n" + "".join(f"> {n}\n" for n in range(9))
    shown = "".join(text for text, _ in quoted(body))
    assert shown.startswith("Hello\n\nShe wrote:\n> 0\n> 1\n> 2\n")
    assert shown.endswith("> … 6 more lines\n")


def test_names_are_listed_as_in_a_sentence() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
