"""What is taken back, sent elsewhere, answered by hand or left lying: the turns that come after a verdict."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ghostd.core.folders import Role
from ghostd.core.messages import Placement
from ghostd.core.playbook.model import Outcome, Phase
from ghostd.core.review import Confidence, Verdict
from tests.recordings.player import drafts_of
from tests.service.approver import OWN, Office
from tests.stage import at


def discarded(office: Office) -> Placement:
    """The draft lies in Trash, and ghostd knows it; where it lies there."""
    thrown = office.stage.mailbox.move(office.place, "Trash")
    office.after(seconds=1)
    assert office.after(seconds=61).verdict is Verdict.DISCARDED
    return thrown


def put_back(office: Office, thrown: Placement) -> None:
    office.stage.mailbox.move(thrown, "Drafts")


def test_undone_discard__the_case_waits_for_the_draft_again(office: Office) -> None:
    put_back(office, discarded(office))
    assert office.after(minutes=5).verdict is Verdict.PENDING
    [case] = office.stage.ledger.cases()
    assert (case.phase, case.discards, case.snoozed, case.draft) == (
        Phase.DRAFTED,
        0,
        None,
        office.draft.message_id,
    )
    assert office.after(hours=30).verdict is Verdict.PENDING, "and no second draft is written beside it"


def test_undone_discard__the_clients_answer_takes_the_draft_back(office: Office) -> None:
    put_back(office, discarded(office))
    office.after(minutes=5)
    office.stage.client_writes("Logo proposal", office.now + timedelta(minutes=30))
    assert office.after(hours=1).verdict is Verdict.WITHDRAWN
    [case] = office.stage.ledger.cases(closed=True)
    assert case.outcome is Outcome.ANSWERED


def test_undone_discard__sent_after_all(office: Office) -> None:
    put_back(office, discarded(office))
    office.after(minutes=5)
    office.removes()
    office.files(office.made_of_it())
    assert office.after(seconds=5).verdict is Verdict.SENT
    [case] = office.stage.ledger.cases()
    assert (case.phase, case.step, case.discards) == (Phase.WAITING, 3, 0)


def test_second_discard_undone__the_client_is_paused_no_more(office: Office) -> None:
    discarded(office)
    office.stage.tick(at("2026-03-16 10:00"))
    [(place, _)] = office.stage.drafts()
    thrown = office.stage.mailbox.move(place, "Trash")
    office.stage.tick(at("2026-03-16 11:00"))
    office.stage.tick(at("2026-03-16 12:00"))
    assert office.phase() is Phase.PAUSED
    put_back(office, thrown)
    office.stage.tick(at("2026-03-16 13:00"))
    assert [d.verdict for d in drafts_of(office.stage)] == [Verdict.DISCARDED, Verdict.PENDING]
    [case] = office.stage.ledger.cases()
    assert (case.phase, case.discards) == (Phase.DRAFTED, 1)
    office.stage.tick(at("2026-03-16 14:00"))
    assert office.phase() is Phase.DRAFTED


def test_mark_of_deletion_taken_back_after_the_verdict(office: Office) -> None:
    place = office.place
    office.stage.mailbox.flag(place, "\\Deleted")
    office.after(seconds=1)
    assert office.after(hours=7).verdict is Verdict.DISCARDED
    office.stage.mailbox.unflag(place, "\\Deleted")
    assert office.after(hours=1).verdict is Verdict.PENDING
    assert office.phase() is Phase.DRAFTED


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"To": "carol@acme.example"}, id="to_a_colleague"),
        pytest.param({"To": "bob.private@elsewhere.example"}, id="to_a_private_address"),
        pytest.param(
            {"References": None, "In_Reply_To": None, "Subject": "A word about the logo"},
            id="as_a_new_mail_with_another_subject",
        ),
    ],
)
def test_our_very_words_sent_otherwise(office: Office, changed: dict[str, str | None]) -> None:
    office.stage.mailbox.move(office.place, "Trash")
    office.files(office.made_of_it("<new@example.com>", **changed))
    office.after(seconds=1)
    draft = office.after(seconds=61)
    known = changed.get("To", "acme.example") or ""
    sure = Confidence.PROVED if "acme.example" in known else Confidence.LIKELY
    assert (draft.verdict, draft.confidence) == (Verdict.SENT, sure)
    office.never_wrong(Verdict.SENT)


def test_our_words_to_a_wrong_person_take_nothing_from_the_client(office: Office) -> None:
    """The owner sent a copy to somebody else; the draft still lies there for the client."""
    office.files(office.made_of_it("<new@example.com>", To="zoe@elsewhere.example"))
    office.after(minutes=5)
    assert office.after(hours=8).verdict is Verdict.PENDING
    assert len(office.stage.drafts()) == 1


@pytest.mark.parametrize("id", ["", "<new@example.com>"], ids=["same_id", "new_id"])
def test_our_words_to_another_client_are_not_sent_to_this_one(office: Office, id: str) -> None:
    office.removes()
    office.files(office.made_of_it(id, To="marta@lumen.example", References=None, In_Reply_To=None))
    office.after(seconds=5)
    assert office.after(hours=8).verdict is Verdict.GONE
    office.never_wrong(Verdict.GONE)


def test_forwarded_to_a_friend_while_it_lies_there(office: Office) -> None:
    words = "What do you think of this?\n\n" + office.message().get_content()
    office.files(
        office.made_of_it(
            "<fwd@example.com>", words, To="zoe@friends.example", References=office.draft.message_id
        )
    )
    office.after(minutes=5)
    assert office.after(hours=8).verdict is Verdict.PENDING


def test_what_we_took_back_ourselves_was_not_sent_by_an_unknown_answer(office: Office) -> None:
    office.stage.client_writes("Logo proposal", office.now)
    assert office.after(minutes=1).verdict is Verdict.WITHDRAWN
    office.stage.threads["Logo proposal"].append("<phone-1@example.com>")
    office.stage.client_writes("Logo proposal", office.now + timedelta(hours=1))
    assert office.after(hours=2).verdict is Verdict.WITHDRAWN


def away(office: Office) -> None:
    """The client's automatic answer comes, and with it the draft is not wanted for a while."""
    office.stage.client_writes(
        "Logo proposal",
        office.now,
        subject="Automatic reply: away until 11 March",
        auto_submitted="auto-replied",
    )


@pytest.mark.parametrize("how", ["trash", "gone"])
def test_a_changed_draft_left_lying_and_then_deleted_is_not_made_again(office: Office, how: str) -> None:
    office.files(office.made_of_it(text=OWN), "Drafts")
    office.removes(office.draft.placement)
    office.after(minutes=1)
    away(office)
    assert office.after(minutes=1).verdict is Verdict.EDITED
    office.now = at("2026-03-12 10:00")
    office.after(minutes=1)
    if how == "trash":
        office.stage.mailbox.move(office.place, "Trash")
    else:
        office.removes()
    for hours in (1, 1, 8, 24, 24):
        office.after(hours=hours)
    [case] = office.stage.ledger.cases()
    assert case.phase is (Phase.WAITING if how == "trash" else Phase.ASKING)
    assert case.discards == (how == "trash")


@pytest.mark.parametrize("first", ["pause", "delete"])
def test_a_pause_that_ends_shortens_no_discards_week(office: Office, first: str) -> None:
    def pause() -> None:
        office.stage.ledger.order(office.now, "pause", "Acme", (office.now + timedelta(days=3)).isoformat())

    if first == "pause":
        pause()
        office.after(minutes=1)
    office.stage.mailbox.move(office.place, "Trash")
    office.after(minutes=1)
    office.after(minutes=2)
    if first == "delete":
        pause()
    for _ in range(6):
        office.after(days=1)
    [case] = office.stage.ledger.cases()
    assert (case.discards, office.stage.drafts()) == (1, [])


@pytest.mark.parametrize("first", ["pause", "gone"])
def test_a_pause_that_ends_makes_no_draft_whose_fate_is_unknown(office: Office, first: str) -> None:
    def pause() -> None:
        office.stage.ledger.order(office.now, "pause", "Acme", (office.now + timedelta(days=3)).isoformat())

    if first == "pause":
        pause()
        office.after(minutes=1)
    office.removes()
    office.after(minutes=1)
    office.after(hours=7)
    if first == "gone":
        pause()
    for _ in range(8):
        office.after(days=1)
    assert office.phase() is Phase.ASKING
    asked = [i for i in office.stage.mailbox.everything()["INBOX"] if b"ghostd resume" in i.source]
    assert len(asked) == 1


def test_lost_again_is_asked_again(office: Office) -> None:
    office.removes()
    office.after(seconds=1)
    office.after(hours=7)
    back = office.files(office.made_of_it(), "Drafts")
    office.after(hours=1)
    office.removes(back)
    office.after(seconds=1)
    office.after(hours=7)
    asked = [i for i in office.stage.mailbox.everything()["INBOX"] if b"ghostd resume" in i.source]
    assert len(asked) == 2


def test_an_autosave_of_a_later_draft_brings_no_earlier_one_back(office: Office) -> None:
    discarded(office)
    office.stage.tick(at("2026-03-16 10:00"))
    [(place, source)] = office.stage.drafts()
    later = source.replace(b"Message-ID: <", b"Message-ID: <autosave-")
    office.stage.mailbox.deliver("Drafts", later, at("2026-03-16 10:30"), ("\\Draft",))
    office.stage.tick(at("2026-03-16 11:00"))
    [case] = office.stage.ledger.cases()
    assert (case.discards, drafts_of(office.stage)[0].verdict) == (1, Verdict.DISCARDED)
    assert place


def test_a_draft_put_back_after_the_case_ended_is_told_of(office: Office) -> None:
    thrown = discarded(office)
    office.stage.client_writes("Logo proposal", office.now)
    office.after(minutes=5)
    put_back(office, thrown)
    office.after(minutes=90)
    office.after(minutes=5)
    [notice] = left(office)
    assert "you have put it back" in notice.replace("\r\n", " ")


def test_references_that_name_only_our_draft(office: Office) -> None:
    """A program that takes the draft as the parent of what it sends."""
    words = office.message().get_content().replace("Best wishes", "Warm wishes")
    source = office.made_of_it(
        "<new@example.com>", words, References=office.draft.message_id, In_Reply_To=None, Subject="Hello"
    )
    office.removes()
    office.files(source)
    assert office.after(seconds=5).verdict is Verdict.SENT_EDITED


@pytest.mark.parametrize("id", ["", "<new@example.com>"], ids=["same_id", "new_id"])
def test_sent_to_oneself_to_see_how_it_looks_is_not_sent(office: Office, id: str) -> None:
    office.removes()
    office.files(office.made_of_it(id, To="ana@example.com"))
    office.after(seconds=5)
    assert office.after(hours=7).verdict is Verdict.GONE
    office.never_wrong(Verdict.GONE)


@pytest.mark.parametrize("folder", ["INBOX", "Clients/Acme"])
@pytest.mark.parametrize("id", ["", "<new@example.com>"], ids=["same_id", "new_id"])
def test_filed_with_the_mail_it_answers(office: Office, folder: str, id: str) -> None:
    if folder != "INBOX":
        office.stage.mailbox.add_folder(folder, Role.OTHER)
    office.removes()
    office.now += timedelta(minutes=5)
    office.files(office.made_of_it(id), folder)
    office.after(seconds=5)
    assert office.after(hours=7).verdict is Verdict.SENT
    office.never_wrong(Verdict.SENT)


def test_moved_into_a_folder_of_its_own_is_not_sent(office: Office) -> None:
    office.stage.mailbox.add_folder("Later", Role.OTHER)
    office.stage.mailbox.move(office.place, "Later")
    office.after(seconds=5)
    assert office.after(hours=7).verdict is Verdict.GONE
    office.never_wrong(Verdict.GONE)


def test_answered_by_hand_and_ours_thrown_away_a_moment_later(office: Office) -> None:
    office.files(office.made_of_it("<own@example.com>", OWN))
    office.after(seconds=25)
    office.stage.mailbox.move(office.place, "Trash")
    office.after(seconds=5)
    draft = office.after(seconds=70)
    assert (draft.verdict, draft.confidence) == (Verdict.REPLACED, Confidence.LIKELY)
    office.never_wrong(Verdict.REPLACED)


def test_an_autosave_under_a_new_id_beside_ours_keeps_ours_from_being_taken(office: Office) -> None:
    office.after(minutes=5)
    office.files(office.made_of_it("<autosave@example.com>"), "Drafts")
    office.stage.client_writes("Logo proposal", office.now)
    assert office.after(seconds=30).verdict is Verdict.PENDING
    assert office.after(minutes=8).verdict is Verdict.PENDING
    assert office.after(minutes=3).verdict is Verdict.WITHDRAWN


def test_marked_unread_and_opened_again_is_opened(office: Office) -> None:
    office.stage.mailbox.flag(office.place, "\\Seen")
    office.after(minutes=1)
    office.stage.mailbox.unflag(office.place, "\\Seen")
    office.after(hours=1)
    office.stage.mailbox.flag(office.place, "\\Seen")
    office.stage.client_writes("Logo proposal", office.now)
    assert office.after(seconds=30).verdict is Verdict.PENDING
    assert office.after(minutes=11).verdict is Verdict.WITHDRAWN


def test_edited_under_a_name_nobody_knows_is_likely(office: Office) -> None:
    words = office.message().get_content().replace("Best wishes", "Warm wishes")
    office.files(office.made_of_it("<autosave@example.com>", words), "Drafts")
    office.removes(office.draft.placement)
    draft = office.after(seconds=5)
    assert (draft.verdict, draft.confidence) == (Verdict.EDITED, Confidence.LIKELY)


def test_own_mail_in_another_thread_replaces_the_draft(office: Office) -> None:
    office.stage.owner_writes("Something else", office.now)
    draft = office.after(minutes=1)
    assert (draft.verdict, draft.confidence) == (Verdict.REPLACED, Confidence.PROVED)
    assert office.stage.drafts() == []


def left(office: Office) -> list[str]:
    inbox = [item.source.decode() for item in office.stage.mailbox.everything()["INBOX"]]
    return [source for source in inbox if "a draft in Drafts is no longer needed" in source]


def test_an_edited_draft_that_is_not_wanted_any_more_is_told_of_once(office: Office) -> None:
    office.files(office.made_of_it(text=OWN), "Drafts")
    office.removes(office.draft.placement)
    office.after(minutes=1)
    office.stage.client_writes("Logo proposal", office.now)
    assert office.after(minutes=1).verdict is Verdict.EDITED
    office.after(hours=1)
    [notice] = left(office)
    assert "Acme has\r\nwritten" in notice or "Acme has written" in notice
    assert "you have changed it" in notice.replace("\r\n", " ")


def test_a_draft_marked_as_deleted_is_told_of_as_such(office: Office) -> None:
    office.stage.mailbox.flag(office.place, "\\Deleted")
    office.stage.client_writes("Logo proposal", office.now)
    office.after(minutes=1)
    office.after(hours=1)
    [notice] = left(office)
    assert "has marked it as deleted" in notice.replace("\r\n", " ")
    assert office.judged().evidence == "left alone (the client answered): it is marked as deleted"
