"""How the demo is told: plain words for what a pass, the ledger and the mailbox showed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ghostd.cli.demo.owner import LEFT, Deed
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.gaps.explain import days, unit
from ghostd.core.gaps.turns import Turn
from ghostd.service.report import Action
from ghostd.service.survey import Standing

WIDTH = 92
QUOTED_LINES = 3
NOTICE_PARAGRAPHS = 2

OPENING = """\
Ana Pérez is a graphic designer who works for herself. She has seven clients, a year of mail in English \
and Spanish, and no time to remember who has not answered.

Her mailbox lies on a small mail server that runs on this machine for the length of this story. The \
people in it are invented. ghostd is the real one: only its clock is ours, and moves from one business \
day to the next."""

FIRST_LOOK = """\
ghostd has read {messages} messages and written nothing. The first look only measures how long each \
client usually takes, in Ana's working hours. Who owes her an answer now:"""

CLOSING = """\
ghostd wrote {drafts} drafts, took {withdrawn} back, and sent nothing: it cannot send. Every mail that \
went out, Ana sent herself."""

NEXT_COMMANDS = (
    ("config.yaml", "write it as the README shows: your mailbox, your clients"),
    ("ghostd check", "is the configuration right?"),
    ("ghostd once", "a first look at your mailbox: it measures, and writes no draft"),
    ("ghostd status", "where every client stands"),
    ("ghostd run", "keep watching"),
)

SAID = {
    "opened": "{client} is unusually quiet. {explanation}",
    "held": "Step one is to keep calm: a case is open, and nothing is written.",
    "assessed": "An assessment for {client} lies in Ana's inbox: what is known, and what she may aim for.",
    "drafted": "A draft to {client} lies in Ana's Drafts folder.",
    "sent": "The draft to {client} was found in Sent. The clock of the next step runs from there.",
    "sent-edited": "The draft to {client} was found in Sent, changed by Ana's own hand. That counts as well.",
    "answered": "{client} has answered: the case is closed.",
    "withdrawn": "The untouched draft to {client} went to Trash: it is not needed any more.",
    "tasked": "A task for Ana lies in her inbox, with an entry for her calendar: to call {client}.",
    "invoiced": "A reminder to invoice {client} lies in Ana's inbox.",
    "looked-back": "The case of {client} is complete. A look back at it, to learn from, lies in Ana's inbox.",
}
UNSAID = frozenset({"drafting", "skipped"})
TURNS = {"client": "the client's", "owner": "Ana's", "none": ""}


@dataclass(slots=True)
class Narrator:
    """Tells events under the day on which they happen; a day without events is not mentioned."""

    console: Console
    calendar: Calendar
    told: str = ""

    def begin(self) -> None:
        self.console.print()
        self._print(Rule("[bold]ghostd[/bold]: one spring at Ana's desk", style="cyan"))
        self._print(Padding(Text(OPENING), (1, 2)))

    @contextmanager
    def progress(self) -> Iterator[Bars]:
        """Bars for what takes a moment."""
        columns = (TextColumn("  {task.description:<32}"), BarColumn(32), MofNCompleteColumn())
        with Progress(*columns, console=self.console) as shown:
            yield Bars(shown)

    def first_look(self, at: datetime, messages: int, standings: Sequence[Standing]) -> None:
        self.say(at, Text(FIRST_LOOK.format(messages=messages)))
        waiting = Table.grid(padding=(0, 2, 0, 0))
        waiting.add_column(style="bold", min_width=16)
        for one in standings:
            if one.turn == "client":
                waiting.add_row(one.client, Text(f"{one.explanation} {self._why_nothing(one)}".strip()))
        self.say(at, Padding(waiting, (1, 0)), mark=False)
        calm = [one.client for one in standings if one.turn != "client"]
        self.say(at, Text(f"Nothing is open with {listed(calm)}."), mark=False)

    def trouble(self, at: datetime, error: str) -> None:
        """What a pass could not do."""
        self.say(at, Text.assemble(("! ", "red"), error))

    def own_mail(self, at: datetime, message: EmailMessage) -> None:
        """Ana wrote to a client by hand."""
        to = message["To"].addresses[0].display_name
        self.say(at, Text.assemble(("✎ ", "green"), f"Ana writes to {to}: “{message['Subject']}”"))

    def answer(self, client: str, turn: Turn, calendar: Calendar, at_ease: bool) -> None:
        """A client closed a turn; `at_ease` says that no case was ever opened for it."""
        if turn.closed is None or turn.answer is None:
            return
        person = turn.answer.sender_name or turn.answer.sender or client
        since = " Ana's last mail" if turn.attempt > 1 else ""
        business = calendar.elapsed(turn.opened, turn.closed)
        away = calendar.away and business < self.calendar.elapsed(turn.opened, turn.closed)
        text = f"{person} ({client}) answers{',' if since else ''} {_length(business, calendar, since)}"
        text += ", the time away not counted." if away else "."
        if at_ease and business > 5 * calendar.day:
            text += " That is its pace, so no case was opened."
        self.say(turn.closed, Text.assemble(("✉ ", "green"), text))

    def action(self, action: Action, standing: Standing) -> None:
        """What a pass decided, in plain words; one without words is told by its name and reason."""
        if action.action in UNSAID:
            return
        said = SAID.get(action.action, "{client}: {action}, {reason}.")
        text = said.format(
            client=action.client,
            explanation=standing.explanation,
            action=action.action,
            reason=action.reason,
        )
        bold = "bold" if action.action in ("opened", "answered", "looked-back") else ""
        self.say(action.at, Text.assemble(("● ", "cyan"), (text, bold)))

    def waits(self, at: datetime, standing: Standing) -> None:
        """What comes next for a case that is open, and when; a draft in Drafts waits for Ana, not for us."""
        if standing.case is None or standing.next is None or standing.case.phase == "drafted":
            return
        what, when = standing.next.what, standing.next.at
        line = f"next step: {what}, not before {self.moment(when)}" if when else f"waits: {what}"
        self.say(at, Text(line, "dim"), mark=False)

    def notice(self, message: EmailMessage) -> None:
        """The beginning of what ghostd wrote to Ana."""
        paragraphs = "\n".join(str(message.get_content()).strip().splitlines()).split("\n\n")
        beginning = [" ".join(one.split()) for one in paragraphs[:NOTICE_PARAGRAPHS]]
        text = "\n\n".join([*beginning, "…"] if len(paragraphs) > NOTICE_PARAGRAPHS else beginning)
        self._panel("to Ana", Text.assemble((f"Subject: {message['Subject']}\n\n", "dim"), text), "blue")

    def draft(self, message: EmailMessage) -> None:
        """A draft as it lies in Drafts."""
        heading = Text(f"To {message['To']}\nSubject: {message['Subject']}\n\n", "dim")
        body = Text.assemble(heading, *quoted(str(message.get_content())))
        body.rstrip()
        self._panel("draft", body, "yellow")

    def deed(self, deed: Deed) -> None:
        """What Ana did with a draft."""
        if deed.what == LEFT:
            text = f"Ana has a full day. The draft to {deed.party} stays where it is."
        elif deed.added:
            text = f"Ana adds a sentence of her own, “{deed.added}”, and sends it to {deed.party}."
        else:
            text = f"Ana reads the draft to {deed.party} and sends it as it is."
        self.say(deed.at, Text.assemble(("▲ ", "magenta"), (text, "")))

    def end(self, at: datetime, rows: Sequence[tuple[Standing, str]], drafts: int, withdrawn: int) -> None:
        self.console.print()
        self._print(Rule(f"{self.day(at)}: where everybody stands", style="cyan"))
        self._print(Padding(standings_table(rows), (1, 2, 0, 2)))
        self._print(Padding(Text(CLOSING.format(drafts=drafts, withdrawn=withdrawn)), (1, 2)))
        commands = Table.grid(padding=(0, 3))
        for command, purpose in NEXT_COMMANDS:
            commands.add_row(Text(command, "bold"), purpose)
        self._print(Padding(Text("With a mailbox of your own:"), (0, 2, 1, 2)))
        self._print(Padding(commands, (0, 4, 1, 4)))

    def say(self, at: datetime, line: RenderableType, *, mark: bool = True) -> None:
        """One event with its time of day, under its day's heading."""
        heading = self.day(at)
        if heading != self.told:
            self._print(Padding(Text(heading, "bold"), (1, 2, 0, 2)))
            self.told = heading
        row = Table.grid(padding=(0, 2, 0, 0))
        row.add_column(width=5)
        row.add_row(Text(f"{self.local(at):%H:%M}" if mark else "", "dim"), line)
        self._print(Padding(row, (0, 2)))

    def _why_nothing(self, standing: Standing) -> str:
        """Until when ghostd would wait, or why it would not write however long it takes."""
        if standing.next is None:
            return ""
        when = standing.next.at
        return f"Unusual from {self.moment(when)} on." if when else f"No case ({standing.next.what})."

    def day(self, at: datetime) -> str:
        return f"{self.local(at):%A} {self.local(at).day} {self.local(at):%B}"

    def moment(self, at: datetime) -> str:
        return f"{self.local(at):%a} {self.local(at).day} {self.local(at):%b %H:%M}"

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.calendar.zone)

    def _panel(self, title: str, body: Text, style: str) -> None:
        panel = Panel(body, title=title, title_align="left", box=box.ROUNDED, border_style=style)
        self._print(Padding(panel, (0, 0, 0, 4)))

    def _print(self, what: RenderableType) -> None:
        self.console.print(what, width=min(self.console.width, WIDTH))


class Bars:
    """Progress of filling the mailbox, and (as ghostd's own `Progress`) of reading it."""

    def __init__(self, shown: Progress) -> None:
        self.shown = shown
        self.tasks: dict[str, TaskID] = {}

    def filled(self, done: int, total: int) -> None:
        self._update("A year of mail comes in", done, total)

    def imported(self, folder: str, done: int, total: int) -> None:
        self._update(f"ghostd reads {folder}", done, total)

    def _update(self, what: str, done: int, total: int) -> None:
        if not total:
            return
        if what not in self.tasks:
            self.tasks[what] = self.shown.add_task(what, total=total)
        self.shown.update(self.tasks[what], completed=done, total=total)


def quoted(body: str) -> Iterator[tuple[str, str]]:
    """The draft's own words as they are, of the quoted mail only the beginning, dimmed."""
    seen = 0
    for line in body.strip().splitlines():
        if not line.startswith(">"):
            yield line + "\n", ""
            continue
        seen += 1
        if seen <= QUOTED_LINES:
            yield line + "\n", "dim"
    if seen > QUOTED_LINES:
        yield f"> … {seen - QUOTED_LINES} more lines\n", "dim"


def standings_table(rows: Sequence[tuple[Standing, str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for heading in ("Client", "Usually answers in", "Turn", "In these weeks"):
        table.add_column(heading)
    for standing, fate in rows:
        table.add_row(standing.client, usual(standing), TURNS.get(standing.turn, standing.turn), fate)
    return table


def usual(standing: Standing) -> str:
    if standing.usual is None:
        return ""
    hours, day = standing.usual.median_business_hours, standing.business_day_hours
    return f"{hours / day:.1f} business days" if hours >= 2 else f"{hours * 60:.0f} minutes"


def listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _length(business: timedelta, calendar: Calendar, since: str) -> str:
    """How long an answer took: minutes where they are few, else business days."""
    minutes = round(business.total_seconds() / 60)
    words = f"{days(business, calendar.day, 'en')} {unit(business, calendar.day, 'en')}"
    length = f"{minutes} minutes" if minutes < 120 else words
    return f"{length} after{since}" if since else f"after {length}"
