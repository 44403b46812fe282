"""From a small synthetic mailbox to the table, through ghostd's own replay."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from evaluation.__main__ import owners_folder
from evaluation.generator import generate
from evaluation.goals import ENOUGH, Verdict
from evaluation.people import OWNER, owner_calendar
from evaluation.report import Part, part_json, print_part
from evaluation.walks import walked


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Part:
    scratch = tmp_path_factory.mktemp("evaluation")
    made = generate(3, clients=25)
    made.write(scratch / "small.mbox")
    one = walked("small", scratch / "small.mbox", (OWNER,), (), owner_calendar(), scratch, made.truth.ghosts)
    return Part.of("Synthetic mailboxes", [one, one])


def test_every_figure_is_measured_for_all_and_for_each(part: Part) -> None:
    for figure in part.figures:
        assert figure.together.value is not None, figure.row.name
        assert len(figure.boxes) == 2


def test_every_goal_has_its_verdict(part: Part) -> None:
    goals = [figure for figure in part.figures if figure.row.goal]
    assert len(goals) == 18
    for figure in goals:
        assert (figure.verdict is Verdict.UNJUDGED) == (figure.together.answered < ENOUGH)


def test_of_two_equal_mailboxes_each_shows_what_both_show(part: Part) -> None:
    for figure in part.figures:
        assert figure.boxes[0].value == pytest.approx(figure.together.value)


def test_rules_are_compared_at_equal_false_alarms(part: Part) -> None:
    _, equal = part.rules
    assert len(equal) == 8
    for rated in equal:
        assert rated.outcome.false_alarms is not None
        assert rated.outcome.false_alarms <= 0.05


def test_the_table_and_the_json_name_the_same_figures(part: Part) -> None:
    out = StringIO()
    print_part(part, Console(width=200, file=out))
    written = part_json(part)
    assert all(figure["name"] in out.getvalue() for figure in written["figures"])
    assert written["mailboxes"] == ["small", "small"]


def test_the_mail_is_looked_for_where_the_variable_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GHOSTD_MAIL_CORPUS", "/somewhere")
    assert owners_folder(None) == Path("/somewhere/owners")
    assert owners_folder(Path("/here")) == Path("/here")
