"""The demo: ghostd at work in an invented mailbox, with nothing moved but the clock.

Each pass is the daemon's own `tick` on its own adapters, wired as for every command from an ordinary
configuration file. What is told comes from its reports, its ledger, and the mailbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from ghostd.cli import wire
from ghostd.cli.demo.cast import cast
from ghostd.cli.demo.narration import Narrator
from ghostd.cli.demo.owner import Owner
from ghostd.cli.demo.server import EmbeddedServer, require_pymap
from ghostd.cli.demo.world import World, connected, settle_in
from ghostd.config.load import load
from ghostd.core.gaps.pairing import Gap
from ghostd.core.practice import Practice
from ghostd.ports import Ledger, Mailbox, Progress, Render
from ghostd.service.report import Action, Report
from ghostd.service.situation import portraits
from ghostd.service.survey import Standing, survey
from ghostd.service.tick import tick

START = date(2026, 5, 4)
DAYS = 45
MORNING, NOON, EVENING = time(9, 30), time(12, 30), time(17, 45)
AT_THE_DESK = time(11, 40)
PASSES_BETWEEN = 12
"""Most passes that ghostd's own due times may ask for between two of ours."""


@dataclass(slots=True)
class MovedClock:
    """The demo's clock: it stands where the story put it."""

    at: datetime

    def now(self) -> datetime:
        return self.at.astimezone(UTC)


@dataclass(slots=True)
class Story:
    """The demo while it is being told."""

    practice: Practice
    mailbox: Mailbox
    ledger: Ledger
    render: Render
    world: World
    owner: Owner
    clock: MovedClock
    narrator: Narrator
    drafts: int = 0
    withdrawn: int = 0
    closed_gaps: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """The mailbox is filled and read for the first time."""
        self.narrator.begin()
        with self.narrator.progress() as bars:
            self.world.fill(lambda done: bars.filled(done, self.world.past))
            report = self.look(bars)
        for _ in self._new_answers():
            pass
        self.narrator.first_look(self.clock.at, report.messages, self.survey())

    def live(self, day: date) -> None:
        """One business day: mail comes, ghostd looks, Ana sits down to her drafts once."""
        zone = self.practice.calendar.zone
        self._until(datetime.combine(day, MORNING, zone))
        desk = datetime.combine(day, AT_THE_DESK, zone)
        self._until(desk)
        for deed in self.owner.approve(desk):
            self.narrator.deed(deed)
            self.world.react(deed)
        self._until(datetime.combine(day, NOON, zone))
        self._until(datetime.combine(day, EVENING, zone))

    def over(self) -> bool:
        """Whether nothing more is to come from anybody."""
        return not self.world.coming and not self.ledger.cases()

    def end(self) -> None:
        rows = [(standing, self._fate(standing)) for standing in self.survey()]
        self.narrator.end(self.clock.at, rows, self.drafts, self.withdrawn)

    def look(self, progress: Progress | None = None) -> Report:
        """One pass of the daemon at the clock's time."""
        report = tick(self.practice, self.mailbox, self.ledger, self.clock, self.render, progress)
        self.drafts += report.drafts_appended
        self.withdrawn += report.drafts_withdrawn
        return report

    def survey(self) -> list[Standing]:
        return survey(self.practice, self.ledger, self.clock.now())

    def _until(self, at: datetime) -> None:
        """The world goes on to `at`; ghostd looks then, and before whenever it asked to."""
        due = self.clock.at
        for _ in range(PASSES_BETWEEN):
            due = min(due, at)
            self.world.until(due)
            self.clock.at = due
            report = self.look()
            self._tell(report)
            if due == at:
                return
            wanted = report.next_due or at
            due = max(wanted, due + timedelta(minutes=1)).astimezone(at.tzinfo)
        self.world.until(at)
        self.clock.at = at
        self._tell(self.look())

    def _tell(self, report: Report) -> None:
        for client, gap, length in self._new_answers():
            self.narrator.answer(gap.closed or self.clock.at, client, gap, length)
        if not report.actions:
            return
        standings = {one.client: one for one in self.survey()}
        for action in report.actions:
            self.narrator.action(action, standings[action.client])
            if action.action == "drafted":
                self._show_draft(action)
        for client in dict.fromkeys(action.client for action in report.actions):
            self.narrator.waits(self.clock.at, standings[client])

    def _show_draft(self, action: Action) -> None:
        domain = cast().party(action.client).domain
        for message in self.owner.drafts():
            if f"@{domain}" in str(message["To"]):
                self.narrator.draft(message)

    def _new_answers(self) -> Iterator[tuple[str, Gap, str]]:
        """Gaps that the mail closed since this was last asked, in time order."""
        found = []
        for name, portrait in portraits(self.practice, self.ledger, self.clock.now()).items():
            for gap in portrait.gaps:
                if gap.closed and gap.opening.identity not in self.closed_gaps:
                    self.closed_gaps.add(gap.opening.identity)
                    found.append((gap.closed, name, gap, self.narrator.length(gap, portrait.calendar)))
        for _, name, gap, length in sorted(found, key=lambda one: one[:2]):
            yield name, gap, length

    def _fate(self, standing: Standing) -> str:
        """What the ledger holds of the client's newest case."""
        cases = [case for case in self.ledger.cases(closed=True) if case.client == standing.client]
        if not cases:
            return "no case was needed"
        verdicts = ", ".join(draft.verdict for draft in standing.drafts)
        outcome = str(cases[-1].outcome or cases[-1].phase)
        return f"case {outcome}" + (f"; drafts: {verdicts}" if verdicts else "")


def tell(console: Console, *, start: date = START, days: int = DAYS, seed: int = 7) -> None:
    """The demo has been told from `start`, for so many days at most; nothing of it is left behind.

    Raises `OperatorError` when pymap is not installed.
    """
    require_pymap()
    with ExitStack() as stack:
        story = _stage(stack, console, start, seed)
        story.begin()
        for day in (start + timedelta(days=n) for n in range(days)):
            if story.practice.calendar.works(day):
                story.live(day)
            if story.over():
                break
        story.end()


def _stage(stack: ExitStack, console: Console, start: date, seed: int) -> Story:
    """Everything the story needs, to be cleared away with `stack`."""
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="ghostd-demo-")))
    server = stack.enter_context(EmbeddedServer(cast().owner.address, "demo"))
    config = load(settle_in(server, folder))
    (account,) = wire.accounts(config)
    calendar = account.practice.calendar
    at = datetime.combine(start, MORNING, calendar.zone)
    return Story(
        practice=account.practice,
        mailbox=stack.enter_context(wire.connected(account)),
        ledger=stack.enter_context(closing(account.ledger())),
        render=wire.templates(config),
        world=World(stack.enter_context(connected(server)), at, calendar, seed),
        owner=Owner(stack.enter_context(connected(server))),
        clock=MovedClock(at),
        narrator=Narrator(console, calendar),
    )
