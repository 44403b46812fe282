"""The story every test begins in: ghostd's own first draft to a silent client lies in Drafts.

Mail programs write the real time into what they send, so the story is built backwards from the present: the
silence began five days ago, and the clock was moved here from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from ghostd.adapters.clock import SystemClock
from ghostd.adapters.memory_mailbox import Stored
from ghostd.core.gaps.calendar import Span
from ghostd.core.playbook.model import Case
from ghostd.core.review import Draft, Verdict
from ghostd.service.survey import Standing, survey
from tests.clients.stack import Account, Letter, Sink, read
from tests.clients.waiting import until
from tests.stage import CONFIG, Stage

CLIENT = "Acme"
BOB = "bob@acme.example"
THREAD = "Logo proposal"
ALWAYS = "calendar: {zone: Europe/Madrid, workdays: [mon, tue, wed, thu, fri, sat, sun], hours: 00:00-23:59}"
LATER = tuple(timedelta(minutes=m) for m in (0, 2, 15, 7 * 60, 25 * 60))
"""When ghostd looks again after an action: at once, after the settle time, and until grace is long over."""


class Story:
    """One freelancer with one silent client, in one mailbox of the private Dovecot."""

    def __init__(self, folder: Path, account: Account, sink: Sink) -> None:
        self.account, self.sink = account, sink
        self._wall, self._passed = SystemClock(), timedelta()
        self._letters_before = len(sink.letters)
        present = self._wall.now()
        start = present - timedelta(days=5)
        config = CONFIG.replace("calendar: {zone: Europe/Madrid}", ALWAYS)
        self.stage = Stage.built(folder, start, config)
        self.stage.mailbox = account  # type: ignore[assignment]  # the port, in the place of the memory
        self.stage.habit(present - timedelta(days=30), answers=3)
        self.first = self.stage.owner_writes(THREAD, present - timedelta(days=7))
        self.answer = self.stage.client_writes(THREAD, present - timedelta(days=6), text=THANKS)
        self.asked = self.stage.owner_writes(THREAD, start - timedelta(hours=1))
        self._let_pass(start, present)
        [self.draft] = self.messages("Drafts")
        [(_, self.source)] = self.stage.drafts()
        self.before = {name: len(items) for name, items in account.everything().items()}

    def _let_pass(self, start: datetime, present: datetime) -> None:
        now = start
        while not self.stage.drafts():
            assert now < present, "no draft was made before the present"
            assert self.stage.tick(now).errors == []
            now += timedelta(hours=6)

    # what ghostd says

    def look(self, later: timedelta = timedelta()) -> Draft:
        """ghostd looks, now or later; what it then says of its draft."""
        report = self.stage.tick(self._wall.now() + self._passed + later)
        assert report.errors == []
        return self.judged()

    def hours_pass(self, hours: int) -> None:
        """For ghostd; the mail programs keep the real time, so nothing may be sent after this."""
        self._passed += timedelta(hours=hours)

    def judged(self) -> Draft:
        return self.stage.ledger.drafts(self.case())[0]

    def settled(self) -> Draft:
        """ghostd looks again until it has come to an end, or for a day."""
        for later in LATER:
            if (draft := self.look(later)).verdict.final:
                break
        return draft

    def sees(self, verdict: Verdict) -> Draft:
        """The first look, from now on in real time, that says so."""
        return until(
            f"the verdict {verdict}", lambda: said if (said := self.look()).verdict is verdict else None
        )

    def case(self) -> Case:
        [case] = [c for c in self.stage.ledger.cases(closed=True) if c.client == CLIENT]
        return case

    def standing(self) -> Standing:
        standings = survey(self.stage.practice, self.stage.ledger, self.stage.clock.now())
        return next(s for s in standings if s.client == CLIENT)

    def after(self, start: datetime, span: str) -> datetime:
        """When a step is due whose clock began at `start`."""
        calendar = self.stage.practice.calendar
        return calendar.next_open(calendar.after(start, Span.parse(span)))

    # what the mailbox and the wire show

    def messages(self, folder: str) -> list[EmailMessage]:
        return [read(item.source) for item in self.items(folder)]

    def items(self, folder: str) -> Sequence[Stored]:
        return self.account.everything()[folder]

    def lie(self, **counts: int) -> bool:
        """Whether the folders hold so many more messages than at the beginning."""
        now = self.account.everything()
        return all(len(now[name]) - self.before[name] == more for name, more in counts.items())

    def comes_to_lie(self, **counts: int) -> None:
        """The program is done when the folders show it; ghostd looks all the while."""

        def lie() -> bool:
            self.look()
            return self.lie(**counts)

        try:
            until(f"the folders to change by {counts}", lie)
        except TimeoutError as late:
            raise TimeoutError(f"{late}; they show:\n{self.shown()}") from None

    def shown(self) -> str:
        """The folders in a few lines, for a test that fails."""
        return "\n".join(
            f"{folder} uid={item.uid} flags={sorted(item.flags)} id={message['Message-ID']} "
            f"re={message['In-Reply-To']} date={message['Date']}"
            for folder in ("Drafts", "Sent", "Trash")
            for item, message in zip(self.items(folder), self.messages(folder), strict=True)
        )

    def sent_copy(self) -> EmailMessage:
        return self.messages("Sent")[-1]

    def sent_at(self) -> datetime:
        return parsedate_to_datetime(str(self.sent_copy()["Date"]))

    def delivered(self) -> Letter:
        """The one letter that reached the sink."""
        [letter] = self.sink.letters[self._letters_before :]
        return letter

    def nothing_delivered(self) -> bool:
        return len(self.sink.letters) == self._letters_before

    def client_answers(self) -> None:
        self.stage.client_writes(THREAD, self._wall.now(), text="Sorry for the silence, all is well here!\n")

    def close(self) -> None:
        self.stage.ledger.close()


THANKS = "Thank you, Ana. I will show it to the others and come back to you.\n\nBob\n"


def spoken(message: EmailMessage) -> list[str]:
    """The words of the text as the reader sees them, however its lines are broken."""
    body = message.get_body(("plain",))
    assert body is not None
    text: Any = body.get_content()
    return [word for line in str(text).splitlines() for word in line.split()]


def references(message: EmailMessage) -> Iterable[str]:
    return str(message["References"] or "").split()
