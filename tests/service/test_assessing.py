"""The assessment as the owner gets it: in the mailbox, by `show`, and with what past cases taught."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from ghostd.core.learning import lessons
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.replies.attachments import Attachment
from ghostd.errors import OperatorError
from ghostd.service.assessing import Known, looked_back, past_cases, stood
from ghostd.service.learning import past, positions
from ghostd.service.situation import portraits
from ghostd.service.survey import history
from tests.stage import CONFIG, Stage, at

ASKED = at("2026-03-02 10:00")
DAY = timedelta(days=1)

BUSINESS = """
    goal: collect
    project: {name: Spring, stage: active, start: 2026-01-12, due: 2026-04-30, hours: 40, rate: 50, fee: 4000}
    contract: {terms: [late-fee, deposit]}
    invoices:
      - {number: 2026-003, issued: 2026-01-31, due: 2026-02-15, amount: 1200}
"""
TOLD = CONFIG.replace("    contact: Bob\n", f"    contact: Bob{BUSINESS}")


@dataclass(frozen=True)
class Shelf:
    """Books with these invoices for everybody, or with nothing but a complaint."""

    listed: tuple[Invoice, ...] | None = None
    problem: str = ""

    def invoices(self, client: str) -> tuple[Invoice, ...] | None:
        if self.problem:
            raise OperatorError(self.problem)
        return self.listed

    def enclosures(self, client: str, pattern: str) -> tuple[Attachment, ...]:
        return ()


def built(folder: Path, config: str = CONFIG) -> Stage:
    stage = Stage.built(folder, ASKED, config)
    stage.habit(ASKED, answers=12)
    stage.owner_writes("Landing page", ASKED)
    return stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = built(tmp_path)
    yield made
    made.ledger.close()


def days(stage: Stage, first: int, last: int) -> None:
    """The daemon looks twice a day."""
    for day in range(first, last):
        stage.tick(ASKED + day * DAY)
        stage.tick(ASKED + day * DAY + timedelta(hours=5))


def notice(stage: Stage, subject: str) -> str:
    """The text of the one mail to the owner that holds a notice, on one line."""
    found = []
    for item in stage.mailbox.everything()["INBOX"]:
        message = message_from_bytes(item.source, policy=policy.default)
        assert isinstance(message, EmailMessage)
        part = message.get_body(("plain",))
        text = " ".join(str(part.get_content()).split()) if part else ""
        if subject in str(message["Subject"]) or subject in text:
            found.append(text)
    [text] = found
    return text


def known(stage: Stage) -> Known:
    now = stage.clock.now()
    return Known(stage.practice, stage.ledger, stage.books, portraits(stage.practice, stage.ledger, now))


def test_a_silence_is_assessed_in_the_mailbox(stage: Stage) -> None:
    days(stage, 0, 8)
    text = notice(stage, "Acme: where things stand")
    assert 'Your mail of 2 March, "Landing page", is waiting for an answer' in text
    assert "Suggested goal: keep the relationship. They have answered you 12 times before" in text
    assert "What they owe is not known" in text
    assert "the second draft is worded softly" in text


def test_what_the_configuration_tells_is_in_it(tmp_path: Path) -> None:
    stage = built(tmp_path, TOLD)
    days(stage, 0, 8)
    text = notice(stage, "Acme: where things stand")
    assert "Spring, under way, since 12 January, due 30 April" in text
    assert "Open: €1,200.00, of which €1,200.00 past due" in text
    assert "Done and not invoiced yet: €800.00" in text
    assert "Money trouble: €1,200.00 past due, the oldest since 15 February (your invoices)" in text
    assert "Set now: collect what is owed, by your own choice" in text
    stage.ledger.close()


def test_it_is_in_the_owners_language(tmp_path: Path) -> None:
    stage = built(tmp_path, f"language: es\n{TOLD}")
    days(stage, 0, 8)
    text = notice(stage, "Acme: cómo están las cosas")
    assert "Pendiente: 1.200,00 €, de ellos 1.200,00 € con el plazo vencido" in text
    stage.ledger.close()


def test_books_that_cannot_be_read_leave_money_unknown_and_are_told_once(tmp_path: Path) -> None:
    stage = built(tmp_path)
    stage.books = Shelf(problem="invoices.csv:3  the amount is missing; write it")
    days(stage, 0, 8)
    assert "What they owe is not known" in notice(stage, "Acme: where things stand")
    said = [line for report in stage.reports for line in report.errors]
    assert set(said) == {"invoices.csv:3  the amount is missing; write it"}
    stage.ledger.close()


def test_show_has_the_assessment_once_it_was_due(stage: Stage) -> None:
    acme = stage.practice.clients[0]
    days(stage, 0, 2)
    before = history(stage.practice, stage.ledger, acme, stage.clock.now())
    assert before.notice is None
    days(stage, 2, 8)
    after = history(stage.practice, stage.ledger, acme, stage.clock.now())
    assert after.notice is not None
    assert after.notice["assessment"] is not None
    assert after.notice["assessment"].asked == date(2026, 3, 2)


def whole(stage: Stage, answered: bool) -> None:
    """A case to its end: the first draft is sent on the day it is there, the answer comes a day later."""
    for day in range(60):
        stage.tick(ASKED + day * DAY)
        if stage.drafts():
            stage.sends(ASKED + day * DAY + timedelta(hours=1))
            stage.tick(ASKED + day * DAY + timedelta(hours=2))
            if answered:
                stage.client_writes("Landing page", ASKED + (day + 1) * DAY)
                stage.tick(ASKED + (day + 1) * DAY + timedelta(hours=1))
                return


def test_a_case_that_a_first_mail_ended_teaches_so(stage: Stage) -> None:
    whole(stage, answered=True)
    learned = lessons(past_cases(known(stage)), stage.practice.playbooks)
    assert (learned.cases, learned.answered) == (1, 1)
    [helped] = learned.steps
    assert (helped.template, helped.sent, helped.answered, helped.days) == ("are-you-ok", 1, 1, 0)


def test_a_case_without_an_answer_is_looked_back_at(stage: Stage) -> None:
    whole(stage, answered=False)
    text = notice(stage, "Acme: looking back")
    assert "The playbook has run to its end, and the file is closed." in text
    assert "A first friendly mail" in text
    assert 'A deposit: "I begin once' in text
    [over] = stage.ledger.cases(closed=True)
    found = looked_back(known(stage), over, stage.clock.now())
    assert [spent.template for spent in found.steps] == ["are-you-ok", "closing-notice", "closing"]
    assert not found.answered


def test_where_we_stood_is_known_when_the_client_returns(stage: Stage) -> None:
    whole(stage, answered=False)
    paid = Invoice("7", "Acme", date(2026, 2, 1), date(2026, 3, 1), Amount(Decimal(90), "EUR"))
    stage.books = Shelf((replace(paid, paid=Decimal(90), paid_on=date(2026, 4, 30)),))
    found = stood(known(stage), "Acme", stage.clock.now() + 5 * DAY)
    assert found is not None
    assert found.owed_then == (Amount(Decimal(90), "EUR"),)
    assert found.owed_now == ()
    assert found.terms is None


def test_the_report_has_every_client_and_every_past_case(stage: Stage) -> None:
    whole(stage, answered=True)
    now = stage.clock.now()
    assert len(past(stage.practice, stage.ledger, stage.books, now)) == 1
    found = positions(stage.practice, stage.books, now)
    assert [(one.client, one.statement) for one in found] == [("Acme", None), ("Lumen", None)]
