"""What became of a draft, told from Drafts, Sent and Trash as real mail programs leave them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from builders import (
    ANA,
    APPENDED,
    BOB,
    BY_HAND,
    CAROL,
    DRAFTS,
    EDITED,
    HOUR,
    REVIEWED,
    SECOND,
    SENT,
    TEXT,
    Seen,
    asks,
    copy,
    draft,
    gone_since,
    listings,
    lying,
    mail,
    named,
    saved_again,
    sent,
    source_of,
    trashed,
)

from ghostd.core.messages import Placement
from ghostd.core.review import (
    SETTLE,
    SLACK,
    Confidence,
    Draft,
    Sighting,
    Verdict,
    judge,
    likeness,
    suspects,
)
from ghostd.core.text import canonical

NOW = REVIEWED
REWRAPPED = TEXT.replace("\n\n", "\n \n").replace("sketches for", "sketches\nfor")
QUOTED = "\n\nOn 2 March Ana wrote:\n> The three sketches are attached.\n"


def verdict(ours: Draft, *seen: Seen, now: datetime = NOW) -> Verdict:
    return judge(ours, listings(*seen), now).draft.verdict


def test_a_draft_where_we_put_it_is_pending() -> None:
    assert judge(draft(), listings(lying()), NOW).draft == draft()


def test_a_draft_that_turns_up_again_is_missed_no_more() -> None:
    assert judge(gone_since(HOUR), listings(lying()), NOW).draft == draft()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(TEXT, Verdict.SENT, id="as_we_wrote_it__sent"),
        pytest.param(REWRAPPED, Verdict.SENT, id="wrapped_otherwise__sent"),
        pytest.param(EDITED, Verdict.SENT_EDITED, id="changed__sent_edited"),
        pytest.param(BY_HAND, Verdict.SENT_EDITED, id="rewritten__sent_edited"),
    ],
)
def test_a_sent_copy_with_our_id_is_certain(text: str, expected: Verdict) -> None:
    judged = judge(draft(), listings((sent(), text)), NOW)
    assert (judged.draft.verdict, judged.draft.confidence) == (expected, Confidence.PROVED)
    assert judged.at == judged.draft.decided == NOW - HOUR / 2
    assert judged.draft.source == b""


@pytest.mark.parametrize(
    "also", [lying(), saved_again(), trashed()], ids=["in_drafts", "saved_again", "in_trash"]
)
def test_a_sent_copy_counts_before_all_else(also: Sighting) -> None:
    """Some programs leave the draft, some save once more, one puts it into Trash on sending."""
    assert verdict(draft(), sent(), also) is Verdict.SENT


def test_any_id_of_the_chain_is_ours() -> None:
    ours = draft(chain=(named("draft"), named("autosave")))
    assert verdict(ours, sent("autosave")) is Verdict.SENT


def test_a_sent_copy_dated_in_the_future_counts_from_now() -> None:
    assert judge(draft(), listings(sent(when=NOW + HOUR)), NOW).at == NOW


def test_a_sent_copy_with_the_date_that_we_wrote_counts_from_when_the_draft_was_missed() -> None:
    assert judge(gone_since(HOUR / 4), listings(sent(when=APPENDED)), NOW).at == NOW - HOUR / 4
    assert judge(draft(), listings(sent(when=APPENDED)), NOW).at == NOW


@pytest.mark.parametrize("also", [(), (lying(),)], ids=["draft_gone", "draft_still_there"])
def test_sent_under_a_new_id_is_known_by_thread_and_text(also: tuple[Sighting, ...]) -> None:
    judged = judge(draft(), listings(sent("new"), *also), NOW).draft
    assert (judged.verdict, judged.confidence) == (Verdict.SENT, Confidence.PROVED)
    assert judged.chain == (named("draft"), named("new"))


@pytest.mark.parametrize("also", [(), (lying(),)], ids=["draft_gone", "draft_still_there"])
def test_sent_under_a_new_id_and_edited_is_likely(also: tuple[Sighting, ...]) -> None:
    judged = judge(draft(), listings((sent("new"), EDITED), *also), NOW).draft
    assert (judged.verdict, judged.confidence) == (Verdict.SENT_EDITED, Confidence.LIKELY)


def test_of_two_answers_in_the_thread_the_one_with_our_very_text_counts() -> None:
    edited, same = sent("one"), copy(SENT, 41, mail("two", ANA, NOW, to=BOB, answers="ask"))
    judged = judge(draft(), listings((edited, EDITED), (same, TEXT)), NOW).draft
    assert (judged.verdict, judged.chain[-1]) == (Verdict.SENT, named("two"))


@pytest.mark.parametrize(
    "mate",
    [
        pytest.param(sent("new", to=CAROL), id="to_somebody_else"),
        pytest.param(sent("new", answers="other"), id="in_another_thread"),
        pytest.param(sent("new", when=APPENDED - SLACK - SECOND), id="before_our_append"),
    ],
)
def test_other_mail_of_the_owners_is_not_our_draft(mate: Sighting) -> None:
    assert verdict(draft(), (mate, BY_HAND), lying()) is Verdict.PENDING


def test_mail_before_our_append_is_not_our_draft_whatever_it_says() -> None:
    early = sent("new", when=APPENDED - SLACK - SECOND)
    assert verdict(draft(), early, lying()) is Verdict.PENDING
    assert suspects(draft(), listings(early, lying())) == ()


@pytest.mark.parametrize(
    "mate",
    [
        pytest.param(sent("new", answers="other"), id="to_the_client_in_another_thread"),
        pytest.param(sent("new", to=CAROL, answers="other", subject="New"), id="to_a_colleague"),
        pytest.param(sent("new", answers="draft"), id="answers_our_draft_itself"),
    ],
)
def test_our_very_words_need_one_tie(mate: Sighting) -> None:
    judged = judge(draft(), listings(mate), NOW).draft
    assert (judged.verdict, judged.confidence) == (Verdict.SENT, Confidence.PROVED)


def test_our_very_words_to_another_address_count_when_the_draft_is_gone() -> None:
    elsewhere = sent("new", to="bob@private.example")
    assert verdict(draft(), elsewhere, lying()) is Verdict.PENDING
    assert verdict(draft(), elsewhere) is Verdict.PENDING, "it may come back"
    judged = judge(gone_since(SETTLE), listings(elsewhere), NOW).draft
    assert (judged.verdict, judged.confidence) == (Verdict.SENT, Confidence.LIKELY)


def test_a_forward_of_the_draft_to_a_friend_is_no_sending() -> None:
    forward = sent("new", to="zoe@elsewhere.example", answers="draft")
    assert verdict(draft(), (forward, f"Is this all right?\n\n{TEXT}"), lying()) is Verdict.PENDING


def test_a_draft_of_a_few_words_is_known_by_its_very_text_only() -> None:
    short = draft(source=source_of("Any news, Bob?"), canonical=canonical("Any news, Bob?"))
    other = sent("new", answers="other")
    assert (
        verdict(short, (other, "Hello Bob, the invoice is attached. Any questions?"), lying())
        is Verdict.PENDING
    )
    assert verdict(short, (other, "Any news, Bob?"), lying()) is Verdict.SENT


def test_a_long_mail_that_has_our_few_words_too_is_not_made_of_it() -> None:
    long = TEXT + " ".join(f"word{n}" for n in range(400))
    assert verdict(draft(), (sent("new"), long), lying()) is Verdict.PENDING


def test_our_very_words_without_any_tie_are_another_mail() -> None:
    mate = sent("new", to="zoe@elsewhere.example", answers="other", subject="New")
    assert verdict(draft(), mate, lying()) is Verdict.PENDING


@pytest.mark.parametrize(
    ("mate", "verdict_"),
    [
        pytest.param(sent("new", to="zoe@elsewhere.example", answers="other"), Verdict.PENDING, id="no_tie"),
        pytest.param(sent("new", to="zoe@elsewhere.example"), Verdict.PENDING, id="thread_alone"),
        pytest.param(sent("new", answers="other"), Verdict.PENDING, id="recipient_alone_while_it_lies_there"),
        pytest.param(sent("new", answers="draft"), Verdict.SENT_EDITED, id="names_our_draft"),
    ],
)
def test_edited_words_need_more_ties_than_our_very_words(mate: Sighting, verdict_: Verdict) -> None:
    assert verdict(draft(), (mate, EDITED), lying()) is verdict_


def test_clocks_may_differ_by_ten_minutes() -> None:
    assert verdict(draft(), sent("new", when=APPENDED - SLACK), lying()) is Verdict.SENT


@pytest.mark.parametrize("there", [lying(), saved_again()], ids=["untouched", "saved_again"])
def test_other_words_while_the_draft_lies_there_are_the_owners_own(there: Sighting) -> None:
    """But only when the program has had its time to take the draft away."""
    found = listings((sent("new"), BY_HAND), there)
    first = judge(draft(), found, NOW)
    assert (first.draft.verdict, first.again) == (Verdict.PENDING, NOW + SETTLE)
    assert judge(first.draft, found, NOW + SETTLE - SECOND).draft.verdict is Verdict.PENDING
    judged = judge(first.draft, found, NOW + SETTLE)
    assert (judged.draft.verdict, judged.draft.confidence) == (Verdict.REPLACED, Confidence.PROVED)
    assert (judged.at, judged.by) == (NOW - HOUR / 2, named("new"))
    assert judged.draft.chain == first.draft.chain, "the owner's own mail is no name of our draft"


def test_rewritten_and_sent_under_a_new_id_while_the_program_is_slow_to_remove_it() -> None:
    filed = (sent("new", when=NOW), BY_HAND)
    first = judge(draft(), listings(filed, lying()), NOW).draft
    missed = judge(first, listings(filed), NOW + 5 * SECOND).draft
    assert missed.verdict is Verdict.PENDING
    judged = judge(missed, listings(filed), NOW + 5 * SECOND + SETTLE).draft
    assert (judged.verdict, judged.confidence) == (Verdict.SENT_EDITED, Confidence.LIKELY)


@pytest.mark.parametrize(
    ("sent_ago", "missed_for", "expected"),
    [
        pytest.param(SLACK, SETTLE - SECOND, Verdict.PENDING, id="one_second_early__waits"),
        pytest.param(SLACK, SETTLE, Verdict.SENT_EDITED, id="gone_within_ten_minutes__heavily_edited"),
        pytest.param(SLACK + SECOND, SETTLE, Verdict.REPLACED, id="a_second_more__own_mail"),
        pytest.param(3 * HOUR, SETTLE - SECOND, Verdict.PENDING, id="hours_before__not_settled_yet"),
        pytest.param(3 * HOUR, SETTLE, Verdict.REPLACED, id="hours_before_and_settled__own_mail"),
    ],
)
def test_other_words_when_the_draft_is_gone(
    sent_ago: timedelta, missed_for: timedelta, expected: Verdict
) -> None:
    now = APPENDED + 5 * HOUR
    mate = sent("new", when=now - missed_for - sent_ago)
    missed = replace(gone_since(missed_for, now), rival_since=now - missed_for)
    assert verdict(missed, (mate, BY_HAND), now=now) is expected


def test_what_vanished_while_nobody_looked_may_have_vanished_at_any_time_since() -> None:
    """The daemon was off for days: the draft was there before, and is gone with a mail of three hours ago."""
    now = APPENDED + 72 * HOUR
    missed = replace(gone_since(SETTLE, now), last_seen=now - 48 * HOUR, rival_since=now - SETTLE)
    assert verdict(missed, (sent("new", when=now - 3 * HOUR), BY_HAND), now=now) is Verdict.SENT_EDITED


@pytest.mark.parametrize(
    ("id", "text", "expected"),
    [
        pytest.param("draft", TEXT, Verdict.PENDING, id="same_id_same_text__pending"),
        pytest.param("draft", EDITED, Verdict.EDITED, id="same_id_edited__edited"),
        pytest.param("autosave", TEXT, Verdict.PENDING, id="new_id_same_text__pending"),
        pytest.param("autosave", EDITED, Verdict.EDITED, id="new_id_edited__edited"),
        pytest.param(None, EDITED, Verdict.EDITED, id="no_id_edited__edited"),
    ],
)
def test_a_successor_in_drafts(id: str | None, text: str, expected: Verdict) -> None:
    judged = judge(gone_since(HOUR), listings((saved_again(id=id), text)), NOW).draft
    assert judged.verdict is expected
    assert judged.placement == Placement(DRAFTS, 1, 12)
    assert judged.missing_since is None
    assert judged.chain == tuple(dict.fromkeys((named("draft"), named(id or "draft"))))
    assert judged.source == draft().source


def test_of_several_successors_the_newest_counts() -> None:
    older, newer = saved_again(12, "one"), saved_again(13, "two", NOW)
    assert judge(draft(), listings(older, newer), NOW).draft.placement == newer.placement


def test_once_edited_stays_edited() -> None:
    """An autosave that happens to restore our words is still the owner's text."""
    ours = draft(verdict=Verdict.EDITED, chain=(named("draft"), named("autosave")))
    assert verdict(ours, saved_again(13, "second")) is Verdict.EDITED
    assert verdict(replace(ours, placement=Placement(DRAFTS, 1, 13)), saved_again(13)) is Verdict.EDITED


def test_a_new_uidvalidity_is_no_edit() -> None:
    moved = copy(DRAFTS, 1, asks("draft", APPENDED, answers="ask"), uidvalidity=2)
    judged = judge(draft(), listings(moved), NOW).draft
    assert (judged.verdict, judged.placement) == (Verdict.PENDING, Placement(DRAFTS, 2, 1))


def test_the_same_uid_under_another_uidvalidity_is_another_message() -> None:
    stranger = copy(DRAFTS, 11, mail("x", ANA, NOW, to=CAROL, subject="Taxes"), uidvalidity=2)
    assert judge(draft(), listings(stranger), NOW).draft.missing_since == NOW


def test_a_draft_whose_server_gave_no_uid_is_found_by_its_id() -> None:
    nameless = draft(placement=None)
    there = lying()
    assert suspects(nameless, listings(there)) == (there.placement,)
    judged = judge(nameless, listings(there), NOW).draft
    assert (judged.verdict, judged.placement) == (Verdict.PENDING, there.placement)


def test_a_draft_whose_server_gave_no_uid_is_seen_sent_and_gone_as_others_are() -> None:
    nameless = draft(placement=None)
    assert verdict(nameless, sent()) is Verdict.SENT
    assert judge(nameless, listings(), NOW).draft.missing_since == NOW


def test_a_draft_that_answers_nothing_is_no_kin_of_others_that_answer_nothing() -> None:
    alone = draft(in_reply_to=None, thread=())
    other = copy(DRAFTS, 12, mail("x", ANA, NOW, to=BOB, subject="Taxes"))
    own = copy(SENT, 40, mail("y", ANA, NOW, to=BOB, subject="Taxes"))
    assert judge(alone, listings(other, (own, BY_HAND)), NOW).draft.missing_since == NOW


def test_texts_are_asked_for_of_thread_mates_successors_and_what_lies_in_trash() -> None:
    thrown = trashed()
    stranger = mail("z", ANA, NOW, to="zoe@elsewhere.example", subject="Taxes")
    mate, successor, other = sent("new"), saved_again(), copy(SENT, 41, stranger)
    found = suspects(draft(), listings(mate, other, successor, lying(), thrown))
    assert set(found) == {mate.placement, successor.placement, thrown.placement}


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        pytest.param(TEXT, 1.0, id="our_words__all"),
        pytest.param(TEXT + QUOTED, 1.0, id="our_words_and_a_quotation__all"),
        pytest.param("", 0.0, id="no_words__none"),
        pytest.param(TEXT.upper(), 1.0, id="capitals__all"),
    ],
)
def test_likeness(text: str, alike: float) -> None:
    assert likeness(draft(), text) == alike


def test_a_quoted_draft_is_not_the_owners_own_words() -> None:
    """The owner quotes our text in a mail of his: that is not our draft, edited."""
    quotation = "\n".join(f"> {line}" for line in TEXT.split("\n"))
    assert likeness(draft(), f"{BY_HAND}\n\n{quotation}") < 0.5
