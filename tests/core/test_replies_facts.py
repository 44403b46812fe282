"""What a template is told: the owner's words made one line, and nothing that nobody has said."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from builders import ANA, BOB, MADRID, client, mail, owner

from ghostd.core.conversations import Side
from ghostd.core.engagement import Contract, Engagement, LateFee, Project, Stage, Stated, Term
from ghostd.core.messages import Wording
from ghostd.core.replies.facts import DraftFacts, draft_facts


def facts(*concerns: str, **given: Any) -> DraftFacts:
    said = Wording(asks=True, closes=False, words=9, concerns=concerns)
    asked = mail("a", ANA, datetime(2026, 5, 3, 22, 30, tzinfo=UTC), to=BOB, wording=said)
    known = {
        "zone": MADRID,
        "silent_business_days": 6,
        "deadline": None,
        "goal": "keep",
        "step": "ask",
        **given,
    }
    return draft_facts(client(), owner(), asked, **known)


def test_where_nothing_is_configured_nothing_is_said() -> None:
    told = facts()
    assert not any(told[name] for name in ("project", "stage", "fee_basis", "reason"))
    assert (told["due"], told["statement"], told["heard_on"]) == (None, None, None)
    assert (told["clause"], told["attached"], told["open_items"]) == (False, (), ())


def test_days_are_those_where_the_owner_lives() -> None:
    told = facts(heard=datetime(2026, 4, 30, 22, 30, tzinfo=UTC))
    assert (told["asked_on"], told["heard_on"]) == (date(2026, 5, 4), date(2026, 5, 1))


@pytest.mark.parametrize(
    ("side", "word"), [(Side.OWNER, "owner"), (Side.CLIENT, "client"), (Side.STRANGER, "client")]
)
def test_the_mail_the_case_is_about_is_the_owners_or_the_clients(side: Side, word: str) -> None:
    assert facts(side=side)["anchor_side"] == word


@pytest.mark.parametrize(
    ("side", "concerns", "complained"),
    [
        (Side.CLIENT, ("scope", "complaint"), True),
        (Side.CLIENT, ("scope",), False),
        (Side.CLIENT, (), False),
        (Side.OWNER, ("complaint",), False),
    ],
)
def test_only_the_clients_own_mail_can_be_a_complaint(
    side: Side, concerns: tuple[str, ...], complained: bool
) -> None:
    assert facts(*concerns, side=side)["complained"] is complained


def test_a_mail_that_was_not_read_is_no_complaint() -> None:
    asked = mail("a", BOB, datetime(2026, 5, 3, tzinfo=UTC), to=ANA)
    told = draft_facts(
        client(),
        owner(),
        asked,
        zone=MADRID,
        silent_business_days=6,
        deadline=None,
        goal="keep",
        step="ask",
        side=Side.CLIENT,
    )
    assert (told["complained"], told["hardship"]) == (False, "")


def test_a_hard_time_is_told_on() -> None:
    assert facts(hardship="bereavement")["hardship"] == "bereavement"


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 6, 19), date(2026, 6, 20)),
        (date(2026, 6, 20), date(2026, 6, 20)),
        (date(2026, 6, 21), None),
        (None, None),
    ],
)
def test_a_due_date_is_told_only_while_it_lies_ahead(today: date | None, due: date | None) -> None:
    work = Engagement(project=Project(name="Web", stage=Stage.ACTIVE, due=date(2026, 6, 20)))
    told = facts(engagement=work, today=today)
    assert (told["due"], told["project"], told["stage"]) == (due, "Web", "active")


@pytest.mark.parametrize("term", Term)
def test_only_two_terms_let_silence_end_a_project(term: Term) -> None:
    work = Engagement(contract=Contract(known=True, terms=frozenset({term})))
    ending = (Term.CLOSING_ON_SILENCE, Term.APPROVAL_BY_SILENCE)
    assert facts(engagement=work)["clause"] is (term in ending)


def test_the_owners_words_fit_into_a_sentence() -> None:
    work = Engagement(
        late_fee=LateFee(basis="Ley 3/2004."),
        stated=Stated(reason="too little\ntime.", open_items=("the texts.", "and so on…")),
    )
    told = facts(engagement=work, attached=("a\nb.pdf",))
    assert (told["reason"], told["fee_basis"]) == ("too little time", "Ley 3/2004")
    assert told["open_items"] == ("the texts", "and so on…")
    assert told["attached"] == ("a b.pdf",)
