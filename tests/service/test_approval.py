"""When a draft leaves Drafts, and what turns up where before or after that.

Right at the end, and never wrong on the way: in doubt a draft is pending.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from ghostd.core.playbook.model import Phase
from ghostd.core.review import Confidence, Verdict
from tests.recordings.player import OPENED, drafts_of
from tests.service.approver import OWN, Office
from tests.stage import at


@pytest.mark.parametrize("late", [0, 5, 30, 55])
@pytest.mark.parametrize("id", ["", "<new@example.com>"], ids=["same_id", "new_id"])
def test_original_into_trash_on_sending(office: Office, late: int, id: str) -> None:
    office.stage.mailbox.move(office.place, "Trash")
    office.after(seconds=1)
    office.now += timedelta(seconds=late)
    office.files(office.made_of_it(id))
    assert office.after(seconds=2).verdict is Verdict.SENT
    office.after(hours=8)
    office.never_wrong(Verdict.SENT)


@pytest.mark.parametrize("late", [{"minutes": 5}, {"hours": 3}, {"days": 2}], ids=str)
@pytest.mark.parametrize("id", ["", "<new@example.com>"], ids=["same_id", "new_id"])
def test_sent_copy_that_comes_after_the_draft_was_taken_for_discarded(
    office: Office, late: dict[str, int], id: str
) -> None:
    """What is then known takes back the verdict, and the same step is not drafted again."""
    office.stage.mailbox.move(office.place, "Trash")
    filed = office.made_of_it(id)
    office.after(seconds=1)
    assert office.after(seconds=61).verdict is Verdict.DISCARDED
    office.after(**late)
    office.files(filed)
    draft = office.after(minutes=1)
    assert (draft.verdict, draft.decided) == (Verdict.SENT, OPENED)
    [case] = office.stage.ledger.cases()
    assert (case.phase, case.step, case.since, case.discards) == (Phase.WAITING, 3, OPENED, 0)


def test_second_discard_taken_back__the_client_is_paused_no_more(office: Office) -> None:
    office.stage.mailbox.move(office.place, "Trash")
    office.after(seconds=1)
    office.after(seconds=61)
    office.stage.tick(at("2026-03-16 10:00"))
    [(place, source)] = office.stage.drafts()
    office.stage.mailbox.move(place, "Trash")
    office.stage.tick(at("2026-03-16 11:00"))
    office.stage.tick(at("2026-03-16 12:00"))
    assert office.phase() is Phase.PAUSED
    office.stage.mailbox.deliver("Sent", source.replace(b"10:00:00", b"10:59:00"), at("2026-03-16 10:59"))
    office.stage.tick(at("2026-03-16 13:00"))
    office.stage.tick(at("2026-03-16 14:00"))
    assert [d.verdict for d in drafts_of(office.stage)] == [Verdict.DISCARDED, Verdict.SENT]
    [case] = office.stage.ledger.cases()
    assert (case.phase, case.step) == (Phase.WAITING, 3)


def test_out_of_drafts_while_it_is_edited_for_hours(office: Office) -> None:
    office.removes()
    for _ in range(5):
        assert office.after(hours=1).verdict is Verdict.PENDING
    office.files(office.made_of_it(text=office.message().get_content().replace("Best wishes", "Warmly")))
    assert office.after(seconds=1).verdict is Verdict.SENT_EDITED
    office.never_wrong(Verdict.SENT_EDITED)


def test_gone_asks_the_owner_and_a_late_sent_copy_answers(office: Office) -> None:
    office.removes()
    office.after(seconds=1)
    draft = office.after(hours=7)
    assert (draft.verdict, draft.confidence, office.phase()) == (
        Verdict.GONE,
        Confidence.UNKNOWN,
        Phase.ASKING,
    )
    assert "ghostd resume" in office.stage.mailbox.everything()["INBOX"][-1].source.decode()
    office.files(office.made_of_it())
    assert office.after(hours=1).verdict is Verdict.SENT
    assert office.phase() is Phase.WAITING


def test_gone_and_saved_again_after_all(office: Office) -> None:
    office.removes()
    office.after(seconds=1)
    office.after(hours=7)
    office.files(office.made_of_it(), "Drafts")
    assert office.after(hours=1).verdict is Verdict.PENDING
    assert office.phase() is Phase.DRAFTED


def test_rewritten_under_a_new_id_while_the_draft_leaves_late(office: Office) -> None:
    office.files(office.made_of_it("<new@example.com>", OWN))
    office.after(seconds=5)
    office.after(seconds=20)
    office.removes()
    office.after(seconds=20)
    assert office.after(minutes=2).verdict is Verdict.SENT_EDITED
    office.never_wrong(Verdict.SENT_EDITED)


def test_answered_by_hand_while_the_draft_stays(office: Office) -> None:
    office.files(office.made_of_it("<own@example.com>", OWN))
    assert office.after(seconds=5).verdict is Verdict.PENDING
    draft = office.after(seconds=61)
    assert (draft.verdict, draft.confidence) == (Verdict.REPLACED, Confidence.PROVED)
    assert office.stage.drafts() == []
    [case] = office.stage.ledger.cases()
    assert (case.phase, case.step, case.since) == (Phase.WAITING, 2, OPENED)
    office.never_wrong(Verdict.REPLACED)
