"""A rehearsal reads as the mailbox does and writes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from ghostd.adapters.clock import StoppedClock
from ghostd.adapters.memory_mailbox import MemoryMailbox
from ghostd.core.messages import Placement
from ghostd.core.review import Draft
from ghostd.service.rehearsal import Rehearsal

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DRAFT = Draft(
    message_id="<d@example.com>",
    case_id=1,
    client="Acme",
    step="ask",
    attempt=1,
    recipients=("bob@acme.example",),
    in_reply_to=None,
    thread=(),
    subject="Re: Plan",
    canonical="",
    digest="",
    source=b"Subject: Re: Plan\r\n\r\nHello\r\n",
    created=NOW,
)


def test_what_would_be_written__is_noted_and_the_mailbox_stays_as_it_is() -> None:
    mailbox = MemoryMailbox(StoppedClock(NOW))
    place = mailbox.deliver("Drafts", DRAFT.source, NOW)
    before = mailbox.everything()
    rehearsal = Rehearsal(mailbox)
    assert rehearsal.append_draft(DRAFT) is None
    rehearsal.append_notice(b"Subject: hello\r\n\r\n")
    assert rehearsal.withdraw(DRAFT, place)
    assert mailbox.everything() == before
    assert (rehearsal.appended, rehearsal.withdrawn) == ([DRAFT], [DRAFT])
    assert len(rehearsal.notices) == 1


def test_what_is_read__is_what_the_mailbox_says() -> None:
    mailbox = MemoryMailbox(StoppedClock(NOW))
    place = mailbox.deliver("INBOX", DRAFT.source, NOW)
    rehearsal = Rehearsal(mailbox)
    assert list(rehearsal.folders()) == list(mailbox.folders())
    inbox = next(folder for folder in mailbox.folders() if folder.name == "INBOX")
    assert list(rehearsal.arrivals(inbox, None)) == list(mailbox.arrivals(inbox, None))
    assert rehearsal.listing(inbox) == mailbox.listing(inbox)
    assert rehearsal.source(place) == mailbox.source(place)
    assert rehearsal.source(Placement("INBOX", 1, 99999)) is None
    assert rehearsal.wait(timedelta())
    assert not rehearsal.wait(timedelta())
    rehearsal.close()
    assert rehearsal.source(place) is not None
