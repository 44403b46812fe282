"""The diagrams hold what the playbook and the table hold, as Mermaid that parses whatever the words are."""

from __future__ import annotations

import re

import pytest

from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.advance import TABLE
from ghostd.core.playbook.diagram import CONDITIONS, DEEDS, GATES, OCCASIONS, TOPICS, label, mermaid
from ghostd.core.playbook.machine import machine
from ghostd.core.playbook.model import (
    Condition,
    Do,
    Gate,
    GateName,
    Occasion,
    Phase,
    Playbook,
    Since,
    Step,
    Topic,
)

AT_ONCE = Span(0, "d")
WEEK = Span(7, "d")
ASK = Step("ask", Do.DRAFT, AT_ONCE, template="are-you-ok", deadline=Span(5, "bd"))
LEARN = Step("learn", Do.RETROSPECT, AT_ONCE)

LABEL = r'"[^"]*"'
SHAPE = rf"(?:\(\[{LABEL}\]\)|\[\[{LABEL}\]\]|\[/{LABEL}/\]|\({LABEL}\)|\[{LABEL}\])"
LINE = re.compile(rf"(?:subgraph steps\[ \]|end|\w+{SHAPE}|\w+ (?:-->|-\.->)(?:\|{LABEL}\|)? \w+)")
"""What a line of the diagrams may be; anything that broke out of its label would be something else."""


def lines(playbook: Playbook) -> list[str]:
    first, *others = mermaid(playbook).splitlines()
    assert first == "flowchart TD"
    return [line.strip() for line in others]


def test_occasions_lead_to_the_first_step_and_the_last_to_the_end() -> None:
    found = lines(Playbook("any", (ASK, LEARN), opens=(Occasion.BY_HAND,)))
    assert found == [
        'o0(["you open it by hand"])',
        "subgraph steps[ ]",
        's0["ask<br/>a draft: are-you-ok<br/>names a date 5 business days ahead"]',
        's1[/"learn<br/>a note to you: the retrospective"/]',
        "end",
        'done(["the case is over"])',
        'o0 -->|"at once"| s0',
        's0 -->|"as soon as you have sent it"| s1',
        "s1 --> done",
    ]


def test_the_arrow_says_when_and_what_is_waited_for() -> None:
    gates = (
        Gate(GateName.NOT_AWAY),
        Gate(GateName.SENDABLE_DAYS, days=7),
        Gate(GateName.GOAL, goals=("keep",)),
    )
    again = Step("again", Do.DRAFT, WEEK, template="closing", gates=gates)
    assert (
        's0 -->|"7 days after you have sent it<br/>when the client is not away<br/>'
        'and 7 days to answer in have passed<br/>and the goal is keep"| s1'
    ) in lines(Playbook("any", (ASK, again)))


@pytest.mark.parametrize(
    ("since", "after", "says"),
    [
        (Since.PREVIOUS, AT_ONCE, "at once"),
        (Since.PREVIOUS, WEEK, "7 days later"),
        (Since.OPENED, WEEK, "7 days after the case was opened"),
        (Since.ASKED, WEEK, "7 days after the mail it is about"),
        (Since.OWNER_WROTE, WEEK, "7 days after your last mail"),
        (Since.CLIENT_WROTE, AT_ONCE, "as soon as the client has written"),
    ],
)
def test_what_a_step_counts_from_is_said(since: Since, after: Span, says: str) -> None:
    found = lines(Playbook("any", (LEARN, Step("next", Do.HOLD, after, since))))
    assert f's0 -->|"{says}"| s1' in found


def test_a_step_with_conditions_has_a_dotted_way_round() -> None:
    call = Step("call", Do.TASK, WEEK, template="call", when=(Condition(Topic.PHONE, ("yes",)),))
    found = lines(Playbook("any", (call, LEARN)))
    assert 's0 -.->|"passed over unless a phone number is known"| s1' in found
    assert 's0 -->|"at once"| s1' in found


def test_a_close_leads_to_the_end_and_round_it_to_the_next_step() -> None:
    close = Step("stop", Do.CLOSE, AT_ONCE, when=(Condition(Topic.GOAL, ("keep", "collect")),))
    found = lines(Playbook("any", (close, LEARN)))
    assert [line for line in found if line.startswith("s0 ")] == [
        "s0 --> done",
        's0 -.->|"passed over unless the goal is keep or collect"| s1',
    ]


def test_what_ends_a_case_at_any_time_is_drawn() -> None:
    def ends(*opens: Occasion) -> list[str]:
        found = lines(Playbook("any", (ASK,), opens=opens))
        return [line.split('"')[1] for line in found if line.startswith("steps ")]

    assert ends(Occasion.SILENCE) == ["at any time: the client answers"]
    assert ends(Occasion.BY_HAND) == []
    assert ends(Occasion.SILENCE, Occasion.RETURN) == [
        "at any time: the client answers (opened for silence)",
        "at any time: you write yourself (opened for return)",
    ]


def test_how_long_the_owner_may_be_quiet_stands_at_the_occasion() -> None:
    quiet = {Occasion.NO_UPDATE: Span(10, "bd")}
    first = lines(Playbook("any", (ASK,), opens=(Occasion.NO_UPDATE,), quiet=quiet))[0]
    assert first == 'o0(["a running project has heard nothing from you for 10 business days"])'


def test_every_word_of_the_playbook_has_words_here() -> None:
    assert set(DEEDS) == set(Do)
    assert set(OCCASIONS) == set(Occasion)
    assert set(TOPICS) == set(Topic)
    assert {topic for topic, _ in CONDITIONS} <= set(Topic)
    assert set(GATES) == set(GateName) - {GateName.SENDABLE_DAYS, GateName.GOAL}


HOSTILE = ['x"] --> y', "end", "`md`", "a\nb\r\n c", "<b>&amp;#35;", "%% note", "s1|s2", "-->", "{}[]()"]


@pytest.mark.parametrize("word", HOSTILE)
def test_no_word_gets_out_of_its_label(word: str) -> None:
    step = Step(word, Do.DRAFT, AT_ONCE, template=word, when=(Condition(Topic.LANGUAGE, (word,)),))
    found = lines(Playbook(word, (step, step)))
    assert [line for line in found if not LINE.fullmatch(line)] == []
    assert len(found) == len(lines(Playbook("any", (step, step))))


def test_what_means_something_in_a_label_is_written_as_its_code() -> None:
    assert label('a "b" <c> #1') == '"a #34;b#34; #60;c#62; #35;1"'


def test_the_machine_has_every_phase_and_its_ways_are_those_of_the_table() -> None:
    first, *others = machine().splitlines()
    assert first == "stateDiagram-v2"
    assert others[0].strip() == f"[*] --> {Phase.WAITING}"
    assert others[-1].strip() == f"{Phase.CLOSED} --> [*]"
    named = {event.__name__ for _, event in TABLE}
    reached = set()
    for line in others[1:-1]:
        ways = re.fullmatch(r"([a-z]+) --> ([a-z]+): (\w+(?:, \w+)*)", line.strip())
        assert ways
        source, target = Phase(ways[1]), Phase(ways[2])
        assert source not in (target, Phase.CLOSED)
        assert set(ways[3].split(", ")) <= named
        reached.add(target)
    assert reached == set(Phase)


def test_the_machine_says_what_everybody_knows_of_it() -> None:
    ways = {
        line.strip().partition(": ")[0]: line.partition(": ")[2].split(", ")
        for line in machine().splitlines()
    }
    assert "StepDue" in ways["waiting --> drafting"]
    assert "Appended" in ways["drafting --> drafted"]
    assert "Sent" in ways["drafted --> waiting"]
    assert "Answered" in ways["drafted --> closed"]
    assert "Gone" in ways["drafted --> asking"]
