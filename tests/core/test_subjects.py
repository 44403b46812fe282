"""Subjects of one thread are one, whatever mail programs put before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.subjects import bare, key

MARKS = (
    "Re: ",
    "RE:",
    "Fwd: ",
    "FW: ",
    "RV: ",
    "AW: ",
    "SV: ",
    "TR: ",
    "RES: ",
    "WG: ",
    "Antw: ",
    "Re[2]: ",
    "R: ",
)


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: mark.strip(" :").lower().replace("[2]", "_2"))
def test_a_mark_does_not_change_the_key(mark: str) -> None:
    assert key(f"{mark}The new logo") == key("The new logo")


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        pytest.param("Re: Fwd: RV: The logo", "The logo", id="a_chain_of_marks__taken_off"),
        pytest.param("Re: [list] Re: The logo", "The logo", id="a_list_tag_amid__taken_off"),
        pytest.param("RE: RE:   The   logo ", "The   logo", id="white_space_around__taken_off"),
        pytest.param("Re：Das Logo", "Das Logo", id="a_full_width_colon__taken_off"),
        pytest.param("Reform: The logo", "Reform: The logo", id="a_word_that_begins_like_a_mark__stays"),
        pytest.param("Research", "Research", id="a_word_without_colon__stays"),
        pytest.param("Re:", "", id="nothing_but_a_mark__empty"),
        pytest.param("Re: [ACME]", "[ACME]", id="nothing_but_a_tag__stays"),
        pytest.param("Invoice [2026-01] paid", "Invoice [2026-01] paid", id="brackets_within__stay"),
        pytest.param("", "", id="empty__stays_empty"),
        pytest.param("The logo Re: colours", "The logo Re: colours", id="a_mark_within__stays"),
    ],
)
def test_bare(subject: str, expected: str) -> None:
    assert bare(subject) == expected


def test_case_and_white_space_make_no_difference() -> None:
    assert key("Re: The  NEW\tlogo") == key("the new Logo")


@given(st.lists(st.sampled_from(MARKS), max_size=5), st.text(max_size=60))
def test_marks_before_any_text_never_change_its_key(marks: list[str], text: str) -> None:
    if bare(text).strip():
        assert key("".join(marks) + bare(text)) == key(bare(text))


@given(st.text(max_size=200))
def test_any_text_has_a_key_and_its_key_is_stable(text: str) -> None:
    assert key(key(text)) == key(text) or not bare(text)
