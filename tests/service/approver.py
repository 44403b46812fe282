"""The owner's mail program at work on ghostd's draft, one step after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime

from ghostd.core.messages import Placement
from ghostd.core.playbook.model import Phase
from ghostd.core.review import Draft, Verdict
from tests.recordings.player import OPENED, drafts_of
from tests.stage import Stage

OWN = "Bob, I will be in town on Thursday with my sister. Shall we meet for a coffee near the station?\n"


@dataclass(slots=True)
class Office:
    """ghostd's draft lies in Drafts; `now` runs on by the program's steps, ghostd looks after each."""

    stage: Stage
    draft: Draft
    now: datetime = OPENED
    said: list[Verdict] = field(default_factory=list)

    @property
    def place(self) -> Placement:
        [(place, _)] = self.stage.drafts()
        return place

    def message(self) -> EmailMessage:
        message = message_from_bytes(self.draft.source, policy=policy.SMTP)
        assert isinstance(message, EmailMessage)
        return message

    def made_of_it(self, id: str | None = "", text: str = "", **headers: str | None) -> bytes:
        """The draft as a program files it: a new Date; `id` None takes the Message-ID away, a text changes
        it; `headers` with None are dropped."""
        message = self.message()
        changed = {"Date": format_datetime(self.now)} | {k.replace("_", "-"): v for k, v in headers.items()}
        if id != "":
            changed["Message-ID"] = id
        for name, value in changed.items():
            del message[name]
            if value is not None:
                message[name] = value
        if text:
            message.set_content(text, cte="quoted-printable")
        return message.as_bytes()

    def files(self, source: bytes, folder: str = "Sent") -> Placement:
        flags = ("\\Draft",) if folder == "Drafts" else ("\\Seen",)
        return self.stage.mailbox.deliver(folder, source, self.now, flags)

    def removes(self, place: Placement | None = None) -> None:
        self.stage.mailbox.remove(place or self.place)

    def after(self, **span: int) -> Draft:
        """ghostd looks so much later."""
        self.now += timedelta(**span)
        report = self.stage.tick(self.now)
        assert report.errors == []
        assert report.drafts_appended == 0, "a second draft"
        self.said.append(self.judged().verdict)
        return self.judged()

    def judged(self) -> Draft:
        return drafts_of(self.stage)[0]

    def phase(self) -> Phase:
        [case] = self.stage.ledger.cases(closed=True)
        return case.phase

    def never_wrong(self, *right: Verdict) -> None:
        assert set(self.said) <= {Verdict.PENDING, *right}, self.said
