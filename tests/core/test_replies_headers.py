"""Subjects, identities and header text, in many languages and from hostile hands."""

from __future__ import annotations

from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.replies.headers import (
    Person,
    addresses,
    capped_references,
    encoded,
    folded,
    header_text,
    is_message_id,
    reply_subject,
)

CHAINS = [
    ("plain", "Presupuesto", "Re: Presupuesto"),
    ("one", "Re: Presupuesto", "Re: Presupuesto"),
    ("shouting", "RE: RE: re: Presupuesto", "Re: Presupuesto"),
    ("spanish", "RV: RE: Presupuesto", "Re: Presupuesto"),
    ("german", "AW: WG: Angebot", "Re: Angebot"),
    ("german_long", "Antwort: Angebot", "Re: Angebot"),
    ("swedish", "SV: VB: Offert", "Re: Offert"),
    ("dutch", "Antw: Doorst: Offerte", "Re: Offerte"),
    ("french_space_before_colon", "RE : TR : Devis", "Re: Devis"),
    ("italian", "R: I: Preventivo", "Re: Preventivo"),
    ("portuguese", "RES: ENC: Orçamento", "Re: Orçamento"),
    ("polish", "Odp: PD: Oferta", "Re: Oferta"),
    ("turkish", "YNT: ILT: Teklif", "Re: Teklif"),
    ("chinese_wide_colon", "回复：转发：报价", "Re: 报价"),
    ("russian", "Ответ: Смета", "Re: Смета"),
    ("counted_brackets", "Re[2]: Fwd[3]: Offer", "Re: Offer"),
    ("counted_round", "Re(4): Offer", "Re: Offer"),
    ("counted_caret", "Re^2: Offer", "Re: Offer"),
    ("no_space", "Re:Fwd:RE:Offer", "Re: Offer"),
    ("list_tag_before", "[dev] Re: Offer", "Re: [dev] Offer"),
    ("list_tag_amid", "Re: [dev] Re: [dev] RE: Offer", "Re: [dev] Offer"),
    ("project_tag_stays", "[Aurora] Offer", "Re: [Aurora] Offer"),
    ("empty", "", "Re:"),
    ("only_marks", "Re: Fwd: ", "Re:"),
    ("word_that_begins_like_a_mark", "Report: May", "Re: Report: May"),
    ("reference_number_stays", "Re: Offer: Re-launch", "Re: Offer: Re-launch"),
    ("time_stays", "12:30 call", "Re: 12:30 call"),
    ("line_ends_go", "Re: Offer\r\nBcc: thief@evil.example", "Re: Offer Bcc: thief@evil.example"),
    ("bidi_goes", "Re: \u202egnp.exe\u2066", "Re: gnp.exe"),
    ("encoded_word_is_defused", "=?utf-8?q?a=0D=0ABcc=3A_x?=", "Re: = ?utf-8?q?a=0D=0ABcc=3A_x?="),
]


@pytest.mark.parametrize(("subject", "expected"), [c[1:] for c in CHAINS], ids=[c[0] for c in CHAINS])
def test_a_reply_has_exactly_one_mark(subject: str, expected: str) -> None:
    assert reply_subject(subject) == expected


@given(st.text(max_size=80))
def test_a_reply_to_a_reply_keeps_its_subject(subject: str) -> None:
    assert reply_subject(reply_subject(subject)) == reply_subject(subject)


@given(st.text(max_size=600))
def test_header_text_is_one_legible_line(text: str) -> None:
    line = header_text(text, 400)
    assert len(line.splitlines()) <= 1
    assert len(line) <= 400
    assert "=?" not in line
    line.encode("utf-8")


@given(st.text(max_size=300))
def test_an_encoded_value_says_the_same_in_short_ascii_lines(text: str) -> None:
    line = header_text(text, 400)
    wire = encoded(line, "Subject")
    assert wire.isascii()
    assert str(make_header(decode_header(wire.replace("\r\n", "")))).split() == line.split()
    assert all(row.startswith((" ", "\t")) and row.strip() for row in wire.split("\r\n")[1:])
    if not line.isascii():
        assert all(len(word) <= 75 for word in wire.split())


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("<a@b>", True),
        ("<" + "a" * 900 + ">", True),
        ("<" + "a" * 901 + ">", False),
        ("a@b", False),
        ("<a b>", False),
        ("<a>\r\nBcc: <x>", False),
        ("<a><b>", False),
        ("<ñ@b>", False),
        ("<>", False),
        ("", False),
        (None, False),
    ],
)
def test_only_well_formed_identities_are_written(text: str | None, good: bool) -> None:
    assert is_message_id(text) is good


def test_references_keep_the_first_and_the_last_twenty() -> None:
    chain = [f"<{n}@x.example>" for n in range(100)]
    assert capped_references(chain, "<parent@x.example>") == (
        "<0@x.example>",
        *(f"<{n}@x.example>" for n in range(81, 100)),
        "<parent@x.example>",
    )


def test_the_parent_ends_the_references_and_stands_there_once() -> None:
    assert capped_references(["<a@x>", "<b@x>", "bad", "<a@x>", "<b\r\nc@x>"], "<a@x>") == ("<b@x>", "<a@x>")


def test_references_fold_between_identities_only() -> None:
    chain = tuple(f"<{'i' * 40}{n}@x.example>" for n in range(10))
    rows = ("References: " + folded(chain)).split("\r\n")
    assert all(len(row) <= 78 and row.strip() for row in rows)
    assert tuple(" ".join(rows).split()[1:]) == chain


def test_an_identity_longer_than_a_line_is_left_whole() -> None:
    long = "<" + "a" * 880 + "@x.example>"
    assert folded(("<b@x>", long, "<c@x>")).split("\r\n") == ["<b@x>", f" {long}", " <c@x>"]


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("", "bob@acme.example"),
        ("Bob", "Bob <bob@acme.example>"),
        ("Roe, Bob", '"Roe, Bob" <bob@acme.example>'),
        ('Bob "B" Roe', '"Bob \\"B\\" Roe" <bob@acme.example>'),
        ("Bob\r\nBcc: x@evil.example", '"Bob Bcc: x@evil.example" <bob@acme.example>'),
        ("Núñez", "=?utf-8?b?TsO6w7Fleg==?= <bob@acme.example>"),
    ],
    ids=["none", "plain", "comma", "quotes", "injection", "accents"],
)
def test_names_cannot_break_out_of_an_address(name: str, wire: str) -> None:
    assert addresses((Person(name, "bob@acme.example"),), "To") == wire


@pytest.mark.parametrize(
    "address", ["a b@x.example", "a@x.example, b@y.example", "a@x\r\nBcc: b@y", "ñ@x.example", "a"]
)
def test_an_address_that_needs_quoting_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a header"):
        addresses((Person("", address),), "To")
