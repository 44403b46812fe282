"""A draft that is nowhere: nothing is concluded before mail programs and servers have had their time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import (
    BY_HAND,
    CAROL,
    EDITED,
    HOUR,
    REVIEWED,
    SECOND,
    TEXT,
    Seen,
    draft,
    gone_since,
    listings,
    lying,
    named,
    saved_again,
    sent,
    trashed,
)
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.review import GRACE, SETTLE, Confidence, Sighting, Verdict, judge


@pytest.mark.parametrize(
    ("missed_for", "expected"),
    [
        pytest.param(SETTLE - SECOND, Verdict.PENDING, id="one_second_early__waits"),
        pytest.param(SETTLE, Verdict.DISCARDED, id="settled__discarded"),
        pytest.param(GRACE + HOUR, Verdict.DISCARDED, id="long_after__discarded_not_gone"),
    ],
)
def test_a_trash_copy_counts_only_after_settling(missed_for: timedelta, expected: Verdict) -> None:
    judged = judge(gone_since(missed_for), listings(trashed()), REVIEWED)
    assert judged.draft.verdict is expected
    if expected is Verdict.DISCARDED:
        assert (judged.draft.confidence, judged.at) == (Confidence.PROVED, REVIEWED)


@pytest.mark.parametrize(
    ("missed_for", "expected"),
    [
        pytest.param(SETTLE + SECOND, Verdict.PENDING, id="settled_but_no_trace__waits"),
        pytest.param(GRACE - SECOND, Verdict.PENDING, id="one_second_early__waits"),
        pytest.param(GRACE, Verdict.GONE, id="after_the_grace__gone"),
    ],
)
def test_without_any_trace_it_is_gone_only_after_the_grace(missed_for: timedelta, expected: Verdict) -> None:
    judged = judge(gone_since(missed_for, REVIEWED + GRACE), listings(), REVIEWED + GRACE)
    assert judged.draft.verdict is expected
    assert (judged.draft.confidence is Confidence.UNKNOWN) is (expected is Verdict.GONE)


@pytest.mark.parametrize("seen", [(), (trashed(),)], ids=["nowhere", "in_trash"])
def test_the_first_look_concludes_nothing(seen: tuple[Sighting, ...]) -> None:
    judged = judge(draft(), listings(*seen), REVIEWED + 30 * GRACE).draft
    assert (judged.verdict, judged.missing_since) == (Verdict.PENDING, REVIEWED + 30 * GRACE)


@pytest.mark.parametrize("text", [TEXT, EDITED], ids=["as_we_wrote_it", "edited"])
@pytest.mark.parametrize("id", ["draft", "new"])
def test_no_false_discarded_while_the_sent_copy_comes_later_than_the_trash_copy(id: str, text: str) -> None:
    """A program that moves the original to Trash on sending, and a server that files Sent seconds later."""
    first = judge(draft(), listings(trashed()), REVIEWED).draft
    assert first.verdict is Verdict.PENDING
    later = REVIEWED + timedelta(seconds=45)
    still = judge(first, listings(trashed()), later).draft
    assert still.verdict is Verdict.PENDING
    filed = (sent(id, when=REVIEWED), text)
    assert judge(still, listings(trashed(), filed), REVIEWED + SETTLE).draft.verdict.sent


SEEN: tuple[Seen, ...] = (
    *(lying(), saved_again(), (saved_again(13, "autosave"), EDITED), (saved_again(14, None), BY_HAND)),
    *(sent(), (sent("new"), EDITED), (sent("new"), BY_HAND), sent("other", to=CAROL), trashed()),
)


@given(
    st.lists(st.sampled_from(SEEN), max_size=5),
    st.one_of(st.none(), st.timedeltas(timedelta(), 2 * GRACE)),
    st.booleans(),
)
def test_judging_is_steady(seen: list[Seen], missed: timedelta | None, nameless: bool) -> None:
    """Twice at an instant equals once, a decided draft has all its marks, and nothing lying there is gone."""
    ours = draft(
        placement=None if nameless else draft().placement, missing_since=REVIEWED - missed if missed else None
    )
    found = listings(*seen)
    first = judge(ours, found, REVIEWED)
    judged = first.draft
    if judged.verdict.final:
        assert judged.decided == first.at <= REVIEWED
        assert judged.evidence
        assert (judged.source == b"") is (judged.verdict not in (Verdict.DISCARDED, Verdict.GONE))
    else:
        again = judge(judged, found, REVIEWED).draft
        assert (again.verdict, again.placement, again.chain) == (
            judged.verdict,
            judged.placement,
            judged.chain,
        )
    assert judged.chain[0] == named("draft")
    if any(s.placement == ours.placement for s in found.drafts):
        assert judged.verdict not in (Verdict.DISCARDED, Verdict.GONE)
    if any(s.message.message_id == named("draft") for s in found.sent):
        assert judged.verdict.sent
