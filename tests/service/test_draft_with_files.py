"""A draft with the owner's files is known again, taken back, and found sent like any other: in memory, on
Dovecot, and on the embedded server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest
from dovecot import Dovecot

from ghostd.cli.demo.server import EmbeddedServer
from ghostd.core.engagement import Engagement
from ghostd.core.money.invoices import Invoice
from ghostd.core.replies.attachments import Attachment
from ghostd.core.review import Draft, Verdict
from ghostd.ports import Mailbox
from tests.served import ServedMailbox
from tests.stage import MADRID, Stage, at
from tests.witness import WitnessedStage

START = at("2026-03-02 08:00")
DRAFTED = at("2026-03-06 10:00")
PDF = Attachment("Factura nº 7.pdf", "application/pdf", b"%PDF-1.7\n" + bytes(range(256)) * 12_000)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Books with one file of three megabytes for every draft."""

    file: Attachment = PDF

    def invoices(self, client: str) -> Sequence[Invoice] | None:
        return None

    def enclosures(self, client: str, pattern: str) -> tuple[Attachment, ...]:
        return (self.file,)


@pytest.fixture(params=["memory", "dovecot", "embedded"])
def mailbox(request: pytest.FixtureRequest) -> Iterator[Mailbox | None]:
    if request.param == "memory":
        yield None
    elif request.param == "dovecot":
        server: Dovecot = request.getfixturevalue("dovecot")
        account = ServedMailbox.on(server)
        yield account  # type: ignore[misc]  # it passes the calls of the port on
        account.close_all()
    else:
        with EmbeddedServer(user="ana@example.com", password="demo") as embedded:
            account = ServedMailbox(embedded.host, embedded.port, embedded.user, "demo")
            yield account  # type: ignore[misc]
            account.close_all()


@pytest.fixture
def stage(mailbox: Mailbox | None, tmp_path: Path) -> Iterator[Stage]:
    """The first draft lies in Drafts, with the file."""
    built = WitnessedStage.built(tmp_path, START)
    if isinstance(mailbox, ServedMailbox):
        built.store = mailbox.store
    if mailbox is not None:
        built.mailbox = mailbox  # type: ignore[assignment]  # the port, in the place of the memory
    enclosing = {"Acme": Engagement(attach={"are-you-ok": "/invoices/*.pdf"})}
    built.practice, built.books = replace(built.practice, engagements=enclosing), Shelf()
    built.habit(START, answers=3)
    built.owner_writes("Logo proposal", at("2026-03-02 10:00"))
    for day in range(2, 7):
        assert built.tick(at(f"2026-03-{day:02d} 10:00" if day > 2 else "2026-03-02 11:00")).errors == []
    assert len(built.drafts()) == 1
    yield built
    built.ledger.close()


def judged(stage: Stage) -> Draft:
    [case] = stage.ledger.cases(closed=True)
    return stage.ledger.drafts(case)[0]


def answered(stage: Stage) -> None:
    stage.client_writes("Logo proposal", DRAFTED + timedelta(hours=3))
    assert stage.tick(DRAFTED + timedelta(hours=4)).errors == []


def message_of(source: bytes) -> EmailMessage:
    message = message_from_bytes(source, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def changed(source: bytes, when: datetime, words: str = "", new_id: str = "") -> bytes:
    """The draft as a mail program writes it again: a new Date, perhaps other words or another name."""
    message = message_of(source)
    message.replace_header("Date", format_datetime(when.astimezone(MADRID)))
    if new_id:
        message.replace_header("Message-ID", new_id)
    body = message.get_body(("plain",))
    assert body is not None
    body.set_content(words + body.get_content(), cte="quoted-printable")
    return message.as_bytes(policy=policy.SMTP)


def test_the_file_arrives_whole_and_the_text_is_that_of_the_template(stage: Stage) -> None:
    [(_, source)] = stage.drafts()
    message = message_of(source)
    [file] = message.iter_attachments()
    assert file.get_filename() == "Factura nº 7.pdf"
    assert file.get_content() == PDF.content
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("Hello Bob")


def test_it_lies_there_untouched_and_is_taken_back_when_the_client_answers(stage: Stage) -> None:
    [(_, source)] = stage.drafts()
    assert stage.tick(DRAFTED + timedelta(hours=1)).errors == []
    assert judged(stage).verdict is Verdict.PENDING
    answered(stage)
    assert stage.drafts() == []
    assert judged(stage).verdict is Verdict.WITHDRAWN
    assert [item.source for item in stage.mailbox.everything()["Trash"]] == [source]


@pytest.mark.parametrize("new_id", [False, True], ids=["by_name", "by_text"])
@pytest.mark.parametrize("words", ["", "One more thing: the file is enclosed. "], ids=["as_it_was", "edited"])
def test_it_is_found_sent(stage: Stage, new_id: bool, words: str) -> None:
    [(place, source)] = stage.drafts()
    when = DRAFTED + timedelta(hours=2)
    sent = changed(source, when, words, "<sent-1@example.com>" if new_id else "")
    stage.mailbox.deliver("Sent", sent, when, ("\\Seen",))
    stage.mailbox.remove(place)
    assert stage.tick(when + timedelta(minutes=5)).errors == []
    assert stage.tick(when + timedelta(minutes=10)).errors == []
    assert judged(stage).verdict is (Verdict.SENT_EDITED if words else Verdict.SENT)


def test_one_that_was_edited_is_left_alone(stage: Stage) -> None:
    [(place, source)] = stage.drafts()
    when = DRAFTED + timedelta(hours=2)
    stage.mailbox.deliver("Drafts", changed(source, when, "Dear all. "), when, ("\\Draft",))
    stage.mailbox.remove(place)
    assert stage.tick(when + timedelta(minutes=5)).errors == []
    answered(stage)
    assert len(stage.drafts()) == 1
    assert judged(stage).verdict is Verdict.EDITED


def test_one_whose_file_was_taken_out_is_left_alone(stage: Stage) -> None:
    [(place, source)] = stage.drafts()
    message = message_of(source)
    message.set_payload(list(message.iter_parts())[:1])
    stage.mailbox.deliver("Drafts", message.as_bytes(policy=policy.SMTP), DRAFTED, ("\\Draft",))
    stage.mailbox.remove(place)
    answered(stage)
    assert len(stage.drafts()) == 1


def test_with_the_database_lost_it_is_found_and_taken_back_all_the_same(stage: Stage) -> None:
    before = stage.drafts()
    stage.lose_database()
    assert stage.tick(DRAFTED + timedelta(hours=1)).errors == []
    assert stage.drafts() == before
    answered(stage)
    assert stage.drafts() == []
    assert judged(stage).verdict is Verdict.WITHDRAWN
