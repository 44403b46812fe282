"""Cases whose clock runs on the owner, and cases whose ground moves: what must not be taken for what."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ghostd.core.playbook.model import Phase
from tests.stage import CONFIG, Stage, at, prepared_from

START = at("2026-03-02 08:00")
IVY = "ivy@northwind.example"
NORTHWIND = """
  - name: Northwind
    addresses: [ivy@northwind.example]
    contact: Ivy
"""


def stage(folder: Path, more: str = "") -> Stage:
    built = Stage.built(folder, START, CONFIG + NORTHWIND + more)
    built.habit(START, sender=IVY)
    return built


def live(played: Stage, until: str, *, since: str = "2026-03-02") -> list[str]:
    """The daemon looks twice a day; gives what it did."""
    told: list[str] = []
    now = at(f"{since} 10:00")
    while now <= at(f"{until} 23:00"):
        told += [f"{a.action} {a.step}".strip() for a in played.tick(now).actions if a.client == "Northwind"]
        now += timedelta(hours=6 if now.hour < 12 else 18)
    return told


def ordered(played: Stage, when: datetime, verb: str, argument: str = "") -> None:
    played.ledger.order(when, verb, "Northwind", argument)


def test_a_step_taken_out_of_the_playbook_shifts_no_open_case(tmp_path: Path) -> None:
    played = stage(tmp_path)
    played.owner_writes("Print run", at("2026-03-02 10:00"), to=IVY)
    live(played, "2026-03-06")
    played.sends(at("2026-03-06 18:00"))
    live(played, "2026-03-10", since="2026-03-07")
    changed = CONFIG + NORTHWIND + "playbooks:\n  ghosting: {extends: ghosting, without: [evaluate, call]}\n"
    played.practice = prepared_from(changed)[0]
    assert live(played, "2026-03-16", since="2026-03-11") == ["drafting ask-again", "drafted ask-again"]


def test_a_playbook_that_is_gone_ends_its_case(tmp_path: Path) -> None:
    mine = "    playbooks: [mine]\n"
    book = "playbooks:\n  mine: {steps: [{name: wait, do: hold, after: 30d}]}\n"
    played = stage(tmp_path, mine + book)
    played.owner_writes("Print run", at("2026-03-02 10:00"), to=IVY)
    live(played, "2026-03-04")
    played.practice = prepared_from(CONFIG + NORTHWIND)[0]
    played.tick(at("2026-03-05 10:00"))
    [case] = [c for c in played.ledger.cases(closed=True) if c.client == "Northwind"]
    assert (case.playbook, str(case.outcome)) == ("mine", "closed-by-owner")


def test_who_was_never_told_of_the_parting_is_handed_over_to_nobody(tmp_path: Path) -> None:
    played = stage(tmp_path, "    goal: let-go\n")
    ordered(played, at("2026-03-02 09:30"), "open", "difficult-client")
    live(played, "2026-03-04")
    played.discards()
    live(played, "2026-03-20", since="2026-03-05")
    played.discards()
    live(played, "2026-04-10", since="2026-03-21")
    assert played.drafts() == []
    [case] = [c for c in played.ledger.cases() if c.client == "Northwind"]
    assert case.reason == "the draft before this one was not sent"


def test_a_mail_about_something_else_is_not_the_apology(tmp_path: Path) -> None:
    played = stage(tmp_path)
    played.client_writes("Website", at("2026-03-02 09:00"), sender=IVY, text="The prices are wrong.")
    ordered(played, at("2026-03-02 09:30"), "open", "own-mistake")
    live(played, "2026-03-02")
    played.owner_writes("Invoice 7", at("2026-03-02 18:00"), to=IVY, text="Here is the invoice.")
    played.tick(at("2026-03-03 10:00"))
    [case] = [c for c in played.ledger.cases() if c.client == "Northwind"]
    assert (case.phase, case.named) == (Phase.DRAFTED, "acknowledge")


def test_the_account_in_a_waiting_draft_is_that_of_today(tmp_path: Path) -> None:
    invoice = "{number: A-1, issued: 2026-01-07, due: 2026-02-06, amount: 100}"
    owed = f"    goal: collect\n    invoices: [{invoice}]\n"
    paid = owed.replace("amount: 100", "amount: 100, paid: 40, paid_on: 2026-03-25")
    played = stage(tmp_path, owed)
    played.owner_writes("Print run", at("2026-03-02 10:00"), to=IVY)
    for first, last in (("2026-03-02", "2026-03-06"), ("2026-03-07", "2026-03-16")):
        live(played, last, since=first)
        played.sends(at(f"{last} 18:00"))
    live(played, "2026-03-25", since="2026-03-17")
    [(_, before)] = played.drafts()
    played.books = prepared_from(CONFIG + NORTHWIND + paid)[1]
    live(played, "2026-03-27", since="2026-03-26")
    [(_, after)] = played.drafts()
    assert (b"100.00" in before, b"60.00" in before) == (True, False)
    assert b"60.00" in after


UPDATES = """    playbooks: [ghosting, disappearance]
    project: {name: Annual report, stage: active}
"""


def test_thanks_from_the_client_do_not_answer_news_that_it_has_not_got_yet(tmp_path: Path) -> None:
    played = stage(tmp_path, UPDATES)
    played.owner_writes("Report", at("2026-03-02 10:00"), to=IVY, text="Thanks, I have all I need.")
    played.client_writes("Report", at("2026-03-02 12:00"), sender=IVY, text="Great, thanks!")
    assert "drafted update" in live(played, "2026-03-17")


def test_news_of_the_work_is_followed_by_more_of_it(tmp_path: Path) -> None:
    played = stage(tmp_path, UPDATES)
    played.owner_writes("Report", at("2026-03-02 10:00"), to=IVY, text="Thanks, I have all I need.")
    live(played, "2026-03-17")
    played.sends(at("2026-03-17 18:00"))
    assert "drafted update" in live(played, "2026-04-02", since="2026-03-18")


def test_a_pause_that_ends_does_not_clear_the_hardship(tmp_path: Path) -> None:
    played = stage(tmp_path)
    sad = "My mother died last week. Could you send it again?"
    played.client_writes("Print run", at("2026-03-02 09:00"), sender=IVY, text=sad)
    played.owner_writes("Print run", at("2026-03-02 10:30"), to=IVY, text="I am so sorry. Which one is it?")
    live(played, "2026-03-06")
    played.sends(at("2026-03-06 18:00"))
    ordered(played, at("2026-03-08 12:00"), "pause")
    live(played, "2026-03-09", since="2026-03-07")
    ordered(played, at("2026-03-10 08:00"), "resume")
    assert "drafted ask-again" not in live(played, "2026-03-20", since="2026-03-10")


def test_a_question_after_the_owners_mail_about_something_else_still_waits(tmp_path: Path) -> None:
    played = stage(tmp_path, "    playbooks: [disappearance]\n")
    played.client_writes("Paper", at("2026-03-02 10:30"), sender=IVY, text="Which paper shall we take?")
    played.owner_writes("Invoice 7", at("2026-03-02 12:00"), to=IVY, text="Here is the invoice.")
    played.client_writes("Paper", at("2026-03-03 09:30"), sender=IVY, text="And how heavy should it be?")
    assert "told your-turn" in live(played, "2026-03-05")


@pytest.mark.parametrize(
    ("text", "drafts"), [("Espero que todo vaya bien. ¿Me mandas el presupuesto?", 1), ("", 0)]
)
def test_a_condition_on_the_language_knows_the_one_the_client_writes(
    tmp_path: Path, text: str, drafts: int
) -> None:
    book = """playbooks:
  spanish:
    opens: [by-hand]
    steps:
      - {name: ask, do: draft, template: are-you-ok, after: 0d, when: {language: es}}
      - {name: wait, do: hold, after: 30d}
"""
    played = Stage.built(tmp_path, START, CONFIG + NORTHWIND + book)
    words = text or "I hope all is well. Could you send me the quote for the next print run?"
    for day in ("02", "03"):
        played.client_writes(f"Mail {day}", at(f"2026-03-{day} 09:30"), sender=IVY, text=words)
    ordered(played, at("2026-03-03 09:40"), "open", "spanish")
    live(played, "2026-03-03", since="2026-03-03")
    assert len(played.drafts()) == drafts


def test_a_case_by_hand_is_about_mail(tmp_path: Path) -> None:
    played = Stage.built(tmp_path, START, CONFIG + NORTHWIND)
    ordered(played, START, "open", "own-mistake")
    assert played.tick(START).errors == [
        "Northwind has no mail with you yet: there is nothing to open a case about"
    ]
    assert played.ledger.cases() == []
