"""The demo: ghostd at work in an invented mailbox, with nothing moved but the clock.

Each pass is the daemon's own `tick` on its own adapters, wired as for every command from an ordinary
configuration file. What is told comes from its reports, its ledger, and the mailbox.
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from ghostd.cli import wire
from ghostd.cli.demo.cast import cast
from ghostd.cli.demo.narration import Narrator
from ghostd.cli.demo.owner import Owner, read
from ghostd.cli.demo.server import EmbeddedServer, require_pymap
from ghostd.cli.demo.world import World, connected, settle_in
from ghostd.config.load import load
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.turns import Turn
from ghostd.core.practice import Practice
from ghostd.ports import Ledger, Mailbox, Progress, Render
from ghostd.service.report import Action, Report
from ghostd.service.situation import portraits
from ghostd.service.survey import Standing, survey
from ghostd.service.tick import tick

START = date(2026, 5, 4)
DAYS = 45
MORNING, AT_THE_DESK, EVENING = time(9, 30), time(11, 40), time(18)
MOST_PASSES = 30
"""Most passes between two points of a day, whatever ghostd's own due times ask for."""


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
    errors: list[str] = field(default_factory=list)
    drafts: int = 0
    withdrawn: int = 0
    due: datetime | None = None
    answered: set[str] = field(default_factory=set)
    assessed: bool = False

    def tell(self, start: date, days: int) -> None:
        """From the first look to the end of the last case, business day by business day."""
        self.begin()
        for day in (start + timedelta(days=n) for n in range(days)):
            if self.practice.calendar.works(day):
                self.live(day)
            if self.over():
                break
        self.end()

    def begin(self) -> None:
        """The mailbox is filled and read for the first time."""
        self.narrator.begin()
        with self.narrator.progress() as bars:
            self.world.fill(lambda done: bars.filled(done, self.world.past))
            report = self.look(bars)
        self._new_answers()
        self.narrator.first_look(self.clock.at, report.messages, self.survey())

    def live(self, day: date) -> None:
        """One business day: mail comes, ghostd looks, Ana sits down to her drafts once."""
        zone = self.practice.calendar.zone
        desk = datetime.combine(day, AT_THE_DESK, zone)
        self._until(desk)
        for deed in self.owner.approve(desk):
            self.narrator.deed(deed)
            self.world.react(deed)
            self.due = desk
        self._until(datetime.combine(day, EVENING, zone))

    def over(self) -> bool:
        """Whether nothing more is to come from anybody."""
        return self.world.next_at is None and not self.ledger.cases()

    def end(self) -> None:
        rows = [(standing, self._fate(standing)) for standing in self.survey()]
        self.narrator.end(self.clock.at, rows, self.drafts, self.withdrawn)

    def look(self, progress: Progress | None = None) -> Report:
        """One pass of the daemon at the clock's time."""
        report = tick(self.practice, self.mailbox, self.ledger, self.clock, self.render, progress)
        self.errors += report.errors
        self.drafts += report.drafts_appended
        self.withdrawn += report.drafts_withdrawn
        wanted = report.next_due
        self.due = wanted and max(wanted, self.clock.now() + timedelta(minutes=1))
        return report

    def survey(self) -> list[Standing]:
        return survey(self.practice, self.ledger, self.clock.now())

    def _until(self, at: datetime) -> None:
        """The clock goes on to `at`, by way of every letter that comes and every time ghostd asked for."""
        for _ in range(MOST_PASSES):
            stops = [stop for stop in (self.due, self.world.next_at) if stop is not None and stop < at]
            self.clock.at = max(min(stops, default=at), self.clock.at).astimezone(at.tzinfo)
            for letter in self.world.until(self.clock.at):
                if letter.folder == "Sent":
                    self.narrator.own_mail(letter.at, read(letter.source))
            self._tell(self.look())
            if not stops:
                return

    def _tell(self, report: Report) -> None:
        for error in report.errors:
            self.narrator.trouble(self.clock.at, error)
        for client, turn, calendar in self._new_answers():
            known = any(case.anchor == turn.run.identity for case in self.ledger.cases(closed=True))
            self.narrator.answer(client, turn, calendar, at_ease=not known)
        if not report.actions:
            return
        standings = {one.client: one for one in self.survey()}
        for action in report.actions:
            self.narrator.action(action, standings[action.client])
            self._show(action)
        for client in dict.fromkeys(action.client for action in report.actions):
            self.narrator.waits(self.clock.at, standings[client])

    def _show(self, action: Action) -> None:
        """Each draft, and the first assessment."""
        if action.action == "drafted":
            domain = cast().party(action.client).domain
            for message in self.owner.drafts():
                if f"@{domain}" in str(message["To"]):
                    self.narrator.draft(message)
        if action.action == "assessed" and not self.assessed:
            self.assessed = True
            if notice := self.owner.newest_notice():
                self.narrator.notice(notice)

    def _new_answers(self) -> list[tuple[str, Turn, Calendar]]:
        """Turns that the mail closed since this was last asked, in time order."""
        found = []
        for name, portrait in portraits(self.practice, self.ledger, self.clock.now()).items():
            for turn in (judged.turn for judged in portrait.turns):
                if turn.closed and turn.id not in self.answered:
                    self.answered.add(turn.id)
                    found.append((turn.closed, name, turn, portrait.calendar))
        return [(name, turn, calendar) for _, name, turn, calendar in sorted(found, key=lambda one: one[:2])]

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
        stage(stack, console, start, seed).tell(start, days)


def stage(stack: ExitStack, console: Console, start: date, seed: int) -> Story:
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
