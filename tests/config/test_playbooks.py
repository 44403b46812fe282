"""Playbooks as they are written: what one takes from another, what ours hold, and that YAML comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from configurations import ENVIRON, EXAMPLE, SMALLEST, loaded, refusal

from ghostd.config.build import built_in_playbooks, playbook, practice
from ghostd.config.load import load, load_playbooks, shipped_files, shipped_text
from ghostd.config.writing import written
from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.model import (
    Condition,
    Do,
    Gate,
    GateName,
    Occasion,
    Playbook,
    Since,
    Step,
    Topic,
)

OURS = built_in_playbooks()
EVERYTHING = Playbook(
    "everything",
    (
        Step("null", Do.HOLD, Span(0, "d")),
        Step(
            "ask", Do.DRAFT, Span(36, "h"), Since.CLIENT_WROTE, "are-you-ok",
            tuple(
                {
                    GateName.SENDABLE_DAYS: Gate(GateName.SENDABLE_DAYS, days=9),
                    GateName.GOAL: Gate(GateName.GOAL, goals=("keep", "collect")),
                }.get(name, Gate(name))
                for name in GateName
            ),
            Span(5, "bd"),
            (
                Condition(Topic.OCCASION, ("by-hand", "return")),
                Condition(Topic.SILENCE, ("usual",)),
                Condition(Topic.STAGE, ("active", "review")),
                Condition(Topic.MONEY, ("owed",)),
                Condition(Topic.GOAL, ("keep",)),
                Condition(Topic.LANGUAGE, ("no", "es")),
                Condition(Topic.CLIENT_WROTE, ("yes",)),
                Condition(Topic.PHONE, ("no",)),
            ),
        ),
        Step("call", Do.TASK, Span(1, "w"), Since.ASKED, "call"),
    ),
    Span(2, "w"),
    tuple(Occasion),
    {Occasion.NO_UPDATE: Span(10, "bd"), Occasion.CLIENT_WAITS: Span(2, "d")},
)  # fmt: skip


def made(folder: Path, text: str) -> dict[str, Playbook]:
    """The playbooks of the smallest configuration with this below it."""
    config = loaded(folder, SMALLEST + text)
    return dict(practice(config, config.accounts[0]).playbooks)


def steps(of: Playbook) -> list[str]:
    return [step.name for step in of.steps]


def by_name(of: Playbook) -> dict[str, Step]:
    return {step.name: step for step in of.steps}


# Ours.


def test_each_file_of_ours_holds_the_playbook_of_its_name() -> None:
    for file, text in shipped_files().items():
        assert [f"{name}.yaml" for name in load_playbooks(text.encode(), file)] == [file]


@pytest.mark.parametrize("name", OURS)
def test_ours_begins_with_what_it_is_for_and_fits_a_terminal(name: str) -> None:
    first, *others = shipped_text(name).splitlines()
    assert first.startswith("# ")
    assert first.endswith(".")
    assert all(len(line) <= 110 for line in (first, *others))


@pytest.mark.parametrize("name", OURS)
def test_ours_can_be_copied_into_a_configuration(tmp_path: Path, name: str) -> None:
    assert made(tmp_path, shipped_text(name))[name] == OURS[name]


def test_ours_open_for_what_they_are_for() -> None:
    assert {name: found.opens for name, found in OURS.items()} == {
        "ghosting": (Occasion.SILENCE,),
        "disappearance": (Occasion.CLIENT_WAITS, Occasion.NO_UPDATE),
        "own-mistake": (Occasion.BY_HAND, Occasion.COMPLAINT),
        "difficult-client": (Occasion.BY_HAND,),
        "return": (Occasion.RETURN,),
    }


def test_the_closing_is_never_announced_within_seven_days_on_which_an_answer_could_come() -> None:
    ghosting = by_name(OURS["ghosting"])
    for name in ("ask-again", "move-on"):
        assert Gate(GateName.SENDABLE_DAYS, days=7) in ghosting[name].gates
        assert Gate(GateName.NO_HARDSHIP) in ghosting[name].gates


def test_nobody_is_parted_with_before_the_owner_has_chosen_to() -> None:
    drafts = [step for step in OURS["difficult-client"].steps if step.do is Do.DRAFT]
    assert drafts
    assert all(Gate(GateName.GOAL, goals=("let-go",)) in step.gates for step in drafts)


def test_a_mail_that_reads_like_a_complaint_only_proposes() -> None:
    first, second, *others = OURS["own-mistake"].steps
    assert [(step.do, step.when) for step in (first, second)] == [
        (do, (Condition(Topic.OCCASION, ("complaint",)),)) for do in (Do.NOTICE, Do.CLOSE)
    ]
    assert Do.CLOSE not in [step.do for step in others]


# What is written comes back.


@pytest.mark.parametrize("one", [*OURS.values(), EVERYTHING], ids=lambda one: one.name)
def test_what_is_written_is_read_as_the_same(one: Playbook) -> None:
    read = load_playbooks(written(one).encode(), "copy.yaml")
    assert {name: playbook(name, found) for name, found in read.items()} == {one.name: one}


def test_what_extends_another_is_written_whole(tmp_path: Path) -> None:
    mine = made(tmp_path, "playbooks: {mine: {extends: ghosting, without: [call, invoice]}}\n")["mine"]
    assert "extends" not in written(mine)
    assert made(tmp_path, written(mine))["mine"] == mine


def test_the_example_extends_one_of_ours() -> None:
    config = load(EXAMPLE, ENVIRON)
    known = practice(config, config.accounts[0]).playbooks["attentive"]
    assert steps(known) == ["hold-reply", "phone", "your-word", "update"]
    assert known.quiet == {Occasion.CLIENT_WAITS: Span(2, "bd"), Occasion.NO_UPDATE: Span(15, "bd")}
    assert by_name(known)["hold-reply"].deadline == Span(5, "bd")


# What one takes from another.


def test_a_step_changes_only_what_is_written_of_it(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        """playbooks:
  ghosting:
    extends: ghosting
    steps:
      - {name: ask-again, deadline: 14d, gates: [not-away]}
""",
    )["ghosting"]
    ours, changed = by_name(OURS["ghosting"]), by_name(found)
    again = changed.pop("ask-again")
    assert changed == {name: step for name, step in ours.items() if name != "ask-again"}
    assert (again.deadline, again.gates) == (Span(14, "d"), (Gate(GateName.NOT_AWAY),))
    assert (again.do, again.after, again.template) == (Do.DRAFT, ours["ask-again"].after, "closing-notice")
    assert (found.snooze, found.opens) == (OURS["ghosting"].snooze, (Occasion.SILENCE,))


def test_an_empty_list_takes_away_what_was_there(tmp_path: Path) -> None:
    text = "playbooks: {mine: {extends: ghosting, steps: [{name: call, when: {}, gates: []}]}}\n"
    call = by_name(made(tmp_path, text)["mine"])["call"]
    assert (call.when, call.gates, call.template) == ((), (), "call")


def test_steps_are_left_out_and_put_in(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        """playbooks:
  mine:
    extends: ghosting
    without: [keep-calm, invoice, learn]
    steps:
      - {name: visit, follows: call, do: task, template: call, after: 5bd}
      - {name: second, follows: visit, do: hold, after: 1bd}
      - {name: last, do: close, after: 0d}
""",
    )["mine"]
    assert steps(found) == ["evaluate", "ask", "call", "visit", "second", "ask-again", "move-on", "last"]


def test_a_step_that_is_left_out_may_be_written_anew(tmp_path: Path) -> None:
    text = (
        "playbooks: {mine: {extends: ghosting, without: [ask], steps: [{name: ask, do: hold, after: 1d}]}}\n"
    )
    found = made(tmp_path, text)["mine"]
    assert found.steps[-1] == Step("ask", Do.HOLD, Span(1, "d"))


def test_what_the_new_deed_cannot_have_falls_away(tmp_path: Path) -> None:
    text = "playbooks: {mine: {extends: ghosting, steps: [{name: ask-again, do: hold}]}}\n"
    again = by_name(made(tmp_path, text)["mine"])["ask-again"]
    assert (again.do, again.template, again.deadline) == (Do.HOLD, "", None)


def test_extensions_may_be_extended_in_any_order_of_the_file(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        """playbooks:
  third: {extends: second, without: [b], snooze: 3d}
  first: {snooze: 1d, opens: [by-hand], steps: [{name: a, do: hold, after: 0d}]}
  second:
    extends: first
    snooze: 2d
    steps: [{name: b, do: hold, after: 0d}, {name: c, do: hold, after: 0d}]
""",
    )
    assert {name: (steps(found[name]), str(found[name].snooze)) for name in ("first", "second", "third")} == {
        "first": (["a"], "1d"),
        "second": (["a", "b", "c"], "2d"),
        "third": (["a", "c"], "3d"),
    }
    assert found["third"].opens == (Occasion.BY_HAND,)


def test_ours_is_extended_by_the_owners_of_that_name_where_there_is_one(tmp_path: Path) -> None:
    text = "playbooks: {mine: {extends: ghosting}, ghosting: {extends: ghosting, without: [learn]}}\n"
    found = made(tmp_path, text)
    assert found["mine"].steps == found["ghosting"].steps == OURS["ghosting"].steps[:-1]


def test_times_are_taken_one_by_one_and_only_for_what_it_opens_for(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        """playbooks:
  both: {extends: disappearance, quiet: {no-update: 20bd}}
  one: {extends: disappearance, opens: [client-waits]}
""",
    )
    assert found["both"].quiet == {Occasion.CLIENT_WAITS: Span(1, "bd"), Occasion.NO_UPDATE: Span(20, "bd")}
    assert (found["one"].opens, found["one"].quiet) == (
        (Occasion.CLIENT_WAITS,),
        {Occasion.CLIENT_WAITS: Span(1, "bd")},
    )


def test_a_step_taken_over_is_not_blamed_on_who_takes_it(tmp_path: Path) -> None:
    text = "playbooks: {mine: {extends: disappearance, opens: [client-waits]}}\n"
    assert "update" in steps(made(tmp_path, text)["mine"])


def test_of_an_extension_of_nothing_only_that_is_told(tmp_path: Path) -> None:
    text = refusal(
        tmp_path,
        SMALLEST
        + "playbooks:\n  a: {extends: b}\n  b: {extends: a, steps: [{name: x}]}\n  c: {extends: nobody}\n",
    )
    assert len([line for line in text.splitlines() if not line.startswith(" ")]) == 2


def test_one_word_is_a_list_of_one(tmp_path: Path) -> None:
    text = """playbooks:
  mine:
    steps:
      - {name: a, do: hold, after: 0d, when: {phone: no, stage: [review, active, review], money: overdue}}
"""
    assert made(tmp_path, text)["mine"].steps[0].when == (
        Condition(Topic.STAGE, ("review", "active")),
        Condition(Topic.MONEY, ("overdue",)),
        Condition(Topic.PHONE, ("no",)),
    )
