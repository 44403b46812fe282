"""Mail programs that nobody recorded: plausible combinations of habits, looked at at random moments.

Every course is decided rightly in the end, and no verdict on the way is wrong.
"""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ghostd.core.review import Draft
from tests.recordings.courses import Course, course, unsolved
from tests.recordings.oracle import Truth
from tests.recordings.player import AFTERWARDS, OPENED, START, drafted, drafts_of
from tests.recordings.programs import Program
from tests.stage import CONFIG, MovedClock, Stage

TWO_SELVES = CONFIG.replace("[ana@example.com]", "[ana@example.com, ana@studio.example]")
BLOCKS, COURSES = 4, 100
"""More of them were played than are played each time; each takes a tenth of a second."""


@st.composite
def courses(draw: st.DrawFn) -> Course:
    return course(lambda options: draw(st.sampled_from(options)))


@cache
def story() -> Stage:
    """Told once: up to ghostd's draft."""
    with TemporaryDirectory() as folder:
        stage = Stage.built(Path(folder), START, TWO_SELVES)
        drafted(stage)
        kept = replace(stage, ledger=stage.ledger.copy_in_memory())
        stage.ledger.close()
    return kept


def retold() -> Stage:
    told = story()
    mailbox, clock = copy.deepcopy(told.mailbox), MovedClock(told.clock.instant)
    mailbox.clock = clock
    return replace(told, mailbox=mailbox, clock=clock, ledger=told.ledger.copy_in_memory(), reports=[])


def problems(course: Course) -> list[str]:
    """What ghostd got wrong, in words; empty when nothing."""
    stage = retold()
    try:
        return list(dict.fromkeys(Run(stage, course).goes()))
    finally:
        stage.ledger.close()


class Run:
    def __init__(self, stage: Stage, course: Course) -> None:
        [draft] = drafts_of(stage)
        [(place, ours)] = stage.drafts()
        self.stage, self.course = stage, course
        self.program = Program(stage, course.habits, ours, place, OPENED)
        self.truth = Truth(self.program, draft)
        self.wrong: list[str] = []
        self.gaps = 0

    def goes(self) -> list[str]:
        self.bystander()
        for number, act in enumerate(self.course.acts):
            for gap in self.program.performs(act):
                self.passes(gap)
            self.passes(self.course.pauses[number % len(self.course.pauses)])
        now = self.program.at
        for later in AFTERWARDS:
            self.look(now + later, over=True)
        [judged] = drafts_of(self.stage)
        allowed = self.truth.in_the_end()
        if judged.verdict not in allowed:
            right = "|".join(sorted(allowed))
            self.wrong.append(f"END {judged.verdict} ({judged.evidence}), right is {right}")
        elif (
            self.course.habits.files_in != "All"
            and judged.verdict.sent
            and judged.decided != self.program.sent_at
        ):
            self.wrong.append(f"END decided {judged.decided}, sent {self.program.sent_at}")
        return self.wrong

    def misdated(self, judged: Draft) -> bool:
        return self.course.habits.files_in != "All" and judged.decided != self.program.sent_at

    def passes(self, gap: int) -> None:
        """Time goes by, and ghostd may look."""
        looks = self.course.looks[self.gaps % len(self.course.looks)]
        self.gaps += 1
        for part in looks:
            self.look(self.program.at + timedelta(seconds=int(gap * part)), over=False)
        self.program.at += timedelta(seconds=gap)
        self.stage.clock.instant = self.program.at

    def look(self, now: datetime, over: bool) -> None:
        report = self.stage.tick(now)
        if report.errors or report.drafts_appended:
            self.wrong.append(f"{report.errors} {report.drafts_appended} drafts made")
        [judged, *_] = drafts_of(self.stage)
        if not self.truth.on_the_way(judged.verdict, over):
            self.wrong.append(f"WAY {judged.verdict} ({judged.evidence}) while {self.program.doing}")

    def bystander(self) -> None:
        """Mail of the owner's that has our words, or our client, and is not our draft."""
        if self.course.bystander == "another-client":
            text = str(self.truth.draft.source, "utf-8").partition("\r\n\r\n")[2]
            when = OPENED + timedelta(seconds=1)
            self.stage.owner_writes("Etiqueta", when, "marta@lumen.example", text=text)
        if self.course.bystander == "own-draft":
            self.stage.owner_writes("The invoice of May", OPENED, folder="Drafts")


@settings(
    max_examples=100,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(courses().filter(lambda course: not unsolved(course)))
def test_a_simple_course_that_nobody_recorded(course: Course) -> None:
    """What fails here is shown in its simplest form; courses stay close to one another."""
    assert problems(course) == []


@pytest.mark.parametrize("block", range(BLOCKS))
def test_any_course_that_nobody_recorded(block: int) -> None:
    """All combinations are as likely as their parts."""
    random = Random(block)
    drawn = (course(random.choice) for _ in range(COURSES))
    played = [one for one in drawn if not unsolved(one)]
    wrong = [f"{found} in {one}" for one in played if (found := problems(one))]
    assert wrong == [], "\n".join(wrong)
