"""By what a draft is known again, and where: programs change its names, its folders and its flags.

Right at the end, and never wrong on the way: in doubt a draft is pending.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ghostd.core.folders import Role
from ghostd.core.playbook.model import Outcome
from ghostd.core.review import Confidence, Verdict
from tests.recordings.player import START, drafted
from tests.service.approver import OWN, Office
from tests.stage import CONFIG, Stage, at


@pytest.mark.parametrize(
    "dropped",
    [
        pytest.param({"In_Reply_To": None}, id="no_in_reply_to"),
        pytest.param({"References": None}, id="no_references"),
        pytest.param({"In_Reply_To": None, "References": None}, id="nothing_but_the_subject"),
    ],
)
@pytest.mark.parametrize("id", [None, "<new@example.com>"], ids=["no_id", "new_id"])
def test_headers_dropped(office: Office, dropped: dict[str, None], id: str | None) -> None:
    words = office.message().get_content().replace("Best wishes", "Warm wishes")
    office.removes()
    office.after(seconds=1)
    saved = office.files(office.made_of_it(id, words, **dropped), "Drafts")
    assert office.after(seconds=1).verdict is Verdict.EDITED
    office.removes(saved)
    office.after(seconds=1)
    office.files(office.made_of_it("<third@example.com>", words, **dropped))
    draft = office.after(seconds=90)
    assert (draft.verdict, draft.confidence) == (Verdict.SENT_EDITED, Confidence.LIKELY)
    office.never_wrong(Verdict.EDITED, Verdict.SENT_EDITED)


def test_old_draft_kept_beside_the_new_one_under_one_id(office: Office) -> None:
    words = office.message().get_content().replace("Best wishes", "Warm wishes")
    old = office.place
    new = office.files(office.made_of_it(text=words), "Drafts")
    assert office.after(seconds=5).verdict is Verdict.EDITED
    assert office.after(hours=9).verdict is Verdict.EDITED
    office.files(office.made_of_it(text=words))
    office.removes(new)
    assert office.after(seconds=5).verdict is Verdict.SENT_EDITED
    assert [place for place, _ in office.stage.drafts()] == [old]
    office.after(minutes=11)
    assert office.stage.drafts() == [], "what was sent and is untouched could be sent twice"
    office.never_wrong(Verdict.EDITED, Verdict.SENT_EDITED)


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param("X-Microsoft-Original-Message-ID", id="exchange"),
        pytest.param("MID", id="claws"),
    ],
)
def test_a_copy_that_names_the_draft_it_was(office: Office, mark: str) -> None:
    source = office.made_of_it("<AM0@exchange.example>", OWN, **{mark: office.draft.message_id})
    office.files(source)
    draft = office.after(seconds=1)
    assert (draft.verdict, draft.confidence) == (Verdict.SENT_EDITED, Confidence.PROVED)


def test_a_copy_that_names_the_drafts_uid(office: Office) -> None:
    uid = str(office.place.uid)
    office.removes()
    office.files(office.made_of_it("<evo@example.com>", OWN, **{"X-Evolution-Draft-Message": uid}))
    assert office.after(seconds=1).verdict is Verdict.SENT_EDITED


def test_whole_drafts_folder_removed_when_empty_and_made_anew(office: Office) -> None:
    office.stage.mailbox.remove_folder("Drafts")
    assert office.after(seconds=5).verdict is Verdict.PENDING
    office.stage.mailbox.add_folder("Drafts", Role.DRAFTS)
    again = office.files(office.made_of_it(), "Drafts")
    assert office.after(minutes=5).verdict is Verdict.PENDING
    office.removes(again)
    office.stage.mailbox.remove_folder("Drafts")
    office.files(office.made_of_it())
    assert office.after(seconds=5).verdict is Verdict.SENT
    office.never_wrong(Verdict.SENT)
    report = office.stage.tick(at("2026-03-17 12:00"))
    assert (report.errors, report.drafts_appended) == ([], 1), "the next step makes the folder again"


def test_marked_as_deleted_only(office: Office) -> None:
    office.stage.mailbox.flag(office.place, "\\Deleted")
    office.after(seconds=1)
    assert office.after(hours=5).verdict is Verdict.PENDING
    draft = office.after(hours=2)
    assert (draft.verdict, draft.confidence) == (Verdict.DISCARDED, Confidence.LIKELY)
    office.never_wrong(Verdict.DISCARDED)


def test_mark_of_deletion_taken_back(office: Office) -> None:
    place = office.place
    office.stage.mailbox.flag(place, "\\Deleted")
    office.after(minutes=5)
    office.stage.mailbox.unflag(place, "\\Deleted")
    draft = office.after(minutes=5)
    assert (draft.verdict, draft.missing_since) == (Verdict.PENDING, None)
    office.after(hours=9)
    office.never_wrong()


@pytest.mark.parametrize("answers", ["draft", "another"])
def test_clients_answer_is_late_proof(office: Office, answers: str) -> None:
    """Sent copies are switched off: only the answer shows that the draft was sent."""
    office.removes()
    office.after(seconds=1)
    office.after(hours=7)
    chain = office.stage.threads["Logo proposal"]
    chain.append(office.draft.message_id if answers == "draft" else "<tb-123@example.com>")
    office.stage.client_writes("Logo proposal", office.now + timedelta(hours=1))
    draft = office.after(hours=2)
    sure = Confidence.PROVED if answers == "draft" else Confidence.LIKELY
    assert (draft.verdict, draft.confidence) == (Verdict.SENT, sure)
    [case] = office.stage.ledger.cases(closed=True)
    assert case.outcome is Outcome.ANSWERED


def test_filed_in_another_sent_folder(office: Office) -> None:
    office.stage.mailbox.add_folder("Sent Items", Role.SENT)
    office.removes()
    office.files(office.made_of_it("<new@example.com>"), "Sent Items")
    draft = office.after(seconds=1)
    assert draft.verdict is Verdict.SENT
    assert "Sent Items" in draft.evidence


@pytest.mark.parametrize("id", ["", "<new@example.com>"], ids=["same_id", "new_id"])
def test_only_the_archive_of_all_mail_has_it(office: Office, id: str) -> None:
    """That archive shows drafts, too, so nothing in it is a proof while Drafts has something."""
    office.stage.mailbox.add_folder("All Mail", Role.ARCHIVE)
    shown = office.files(office.draft.source, "All Mail")
    assert office.after(minutes=5).verdict is Verdict.PENDING
    saved = office.files(office.made_of_it("<autosave@example.com>"), "Drafts")
    office.removes(office.draft.placement)
    copied = office.files(office.made_of_it("<autosave@example.com>"), "All Mail")
    office.removes(shown)
    assert office.after(minutes=5).verdict is Verdict.PENDING
    office.removes(saved)
    office.removes(copied)
    office.after(seconds=5)
    office.files(office.made_of_it(id), "All Mail")
    assert office.after(minutes=5).verdict is Verdict.PENDING
    assert office.after(minutes=6 * 60).verdict is Verdict.SENT
    office.never_wrong(Verdict.SENT)


def test_deleted_with_a_changed_copy_in_the_archive_of_all_mail(office: Office) -> None:
    """The archive keeps what was saved and thrown away as well: that is no sign of sending."""
    office.stage.mailbox.add_folder("All Mail", Role.ARCHIVE)
    saved = office.files(office.made_of_it(""), "Drafts")
    office.removes(office.draft.placement)
    office.files(office.made_of_it(""), "All Mail")
    office.after(minutes=5)
    office.stage.mailbox.move(saved, "Trash")
    office.after(minutes=5)
    assert office.after(minutes=7 * 60).verdict is Verdict.DISCARDED


def test_taken_out_of_trash_again_and_opened_later(office: Office) -> None:
    """What lay in Trash once and was put back says nothing about what happens to it an hour later."""
    thrown = office.stage.mailbox.move(office.place, "Trash")
    office.after(seconds=20)
    back = office.stage.mailbox.move(thrown, "Drafts")
    assert office.after(minutes=60).verdict is Verdict.PENDING
    office.removes(back)
    office.after(seconds=5)
    assert office.after(minutes=30).verdict is Verdict.PENDING


def test_only_a_copy_to_oneself_came_back(office: Office) -> None:
    """No Sent copy at all, but a Bcc to the owner that the inbox got."""
    office.removes(office.draft.placement)
    office.after(minutes=5)
    office.files(office.made_of_it(""), "INBOX")
    assert office.after(seconds=5).verdict is Verdict.SENT


def test_nothing_is_taken_from_under_a_program_that_has_it_open(office: Office) -> None:
    office.stage.mailbox.flag(office.place, "\\Seen")
    office.stage.client_writes("Logo proposal", office.now)
    assert office.after(seconds=5).verdict is Verdict.PENDING
    assert office.after(minutes=9).verdict is Verdict.PENDING
    assert office.after(minutes=2).verdict is Verdict.WITHDRAWN


def test_sent_by_a_program_from_under_which_it_was_taken(office: Office) -> None:
    filed = office.made_of_it("<new@example.com>")
    office.stage.client_writes("Logo proposal", office.now)
    assert office.after(seconds=5).verdict is Verdict.WITHDRAWN
    office.files(filed)
    assert office.after(minutes=5).verdict is Verdict.SENT


def test_what_was_sent_and_edited_since_is_left_in_drafts(office: Office) -> None:
    office.files(office.made_of_it())
    kept = office.files(office.made_of_it(text=OWN), "Drafts")
    office.removes(office.draft.placement)
    assert office.after(minutes=1).verdict is Verdict.SENT
    office.after(hours=1)
    assert [place for place, _ in office.stage.drafts()] == [kept]


def test_own_draft_in_the_thread_is_not_ours_edited(office: Office) -> None:
    office.files(office.made_of_it("<begun@example.com>", OWN), "Drafts")
    assert office.after(minutes=5).verdict is Verdict.PENDING
    office.stage.mailbox.move(office.draft.placement, "Trash")  # type: ignore[arg-type]  # it was appended
    office.after(seconds=5)
    assert office.after(minutes=5).verdict is Verdict.DISCARDED
    office.never_wrong(Verdict.DISCARDED)


def test_rewritten_under_a_new_name_while_the_old_version_goes_to_trash(office: Office) -> None:
    office.after(minutes=5)
    office.stage.mailbox.move(office.place, "Trash")
    office.files(office.made_of_it("<autosave@example.com>", OWN), "Drafts")
    office.after(seconds=5)
    assert office.after(minutes=5).verdict is Verdict.EDITED
    office.never_wrong(Verdict.EDITED)


def test_edited_and_thrown_away_between_two_looks(office: Office) -> None:
    words = office.message().get_content().replace("Best wishes", "Warm wishes")
    office.files(office.made_of_it("<autosave@example.com>", words), "Trash")
    office.removes()
    office.after(seconds=5)
    assert office.after(seconds=61).verdict is Verdict.DISCARDED


def test_roundcube_is_told_which_mail_the_draft_answers_only_where_that_is_wanted(tmp_path: Path) -> None:
    config = CONFIG + "drafts: {roundcube: true}\n"
    stage = Stage.built(tmp_path, START, config)
    stage.owner_writes("Logo proposal", at("2026-02-25 10:00"))
    stage.client_writes("Logo proposal", at("2026-02-26 10:00"))
    draft = drafted(stage)
    uid = next(i.uid for i in stage.mailbox.everything()["INBOX"] if b"Subject: Re: Logo" in i.source)
    assert f"X-Draft-Info: type=reply; uid={uid}; folder=B::SU5CT1g=\r\n".encode() in draft.source
    stage.ledger.close()


def test_no_header_of_a_draft_is_of_ghostds_own(office: Office) -> None:
    assert not [name for name in office.message() if name.lower().startswith("x-")]
