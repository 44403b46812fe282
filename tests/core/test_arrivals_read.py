"""Header bytes become a Message: names, addresses, ids, subjects."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ghostd.core.arrivals import read
from ghostd.core.messages import Kind, Message

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def message(*lines: str | bytes, own: frozenset[str] = frozenset()) -> Message:
    encoded = [line.encode() if isinstance(line, str) else line for line in lines]
    return read(b"\r\n".join((*encoded, b"", b"")), NOON, own)


def test_an_ordinary_reply_is_read_whole() -> None:
    found = message(
        "Date: Mon, 2 Mar 2026 12:59:30 +0100",
        'From: "Pérez, Bob" <Bob@Acme.Example>',
        "To: Ana <ana@studio.example>, carol@acme.example",
        "Cc: dan@acme.example",
        "Subject: =?utf-8?Q?Re:_Presupuesto_a=C3=B1o?=",
        "Message-ID: <c2@acme.example>",
        "In-Reply-To: <m2@studio.example>",
        "References: <m1@studio.example>\r\n <c1@acme.example>\r\n <m2@studio.example>",
    )
    assert found == Message(
        message_id="<c2@acme.example>",
        sender="bob@acme.example",
        sender_name="Pérez, Bob",
        at=NOON,
        subject="Re: Presupuesto año",
        to=("ana@studio.example", "carol@acme.example"),
        cc=("dan@acme.example",),
        in_reply_to="<m2@studio.example>",
        references=("<m1@studio.example>", "<c1@acme.example>", "<m2@studio.example>"),
        because="nothing in it speaks of a machine",
    )


def test_an_empty_header_is_a_message_without_anything() -> None:
    found = read(b"", NOON)
    assert (found.message_id, found.sender, found.at, found.subject) == (None, None, NOON, "")


def test_the_body_is_not_read_as_header() -> None:
    assert message("Subject: one", "", "From: mallory@evil.example").sender is None


FROM = [
    ("bare", "bob@acme.example", "bob@acme.example", ""),
    ("brackets", "<bob@acme.example>", "bob@acme.example", ""),
    ("name", "Bob Jones <bob@acme.example>", "bob@acme.example", "Bob Jones"),
    ("quoted_comma", '"Jones, Bob" <bob@acme.example>', "bob@acme.example", "Jones, Bob"),
    ("quoted_at_sign", '"bob@acme.example" <eve@evil.example>', "eve@evil.example", "bob@acme.example"),
    ("escaped_quote", '"Bob \\"B\\" Jones" <bob@acme.example>', "bob@acme.example", 'Bob "B" Jones'),
    ("comment_after", "bob@acme.example (Bob Jones)", "bob@acme.example", "Bob Jones"),
    ("comment_inside", "Bob (the (real) one) <bob@acme.example>", "bob@acme.example", "Bob (the real one)"),
    ("upper_case", "BOB@ACME.EXAMPLE", "bob@acme.example", ""),
    ("encoded_name", "=?iso-8859-1?Q?J=FCrgen?= <j@acme.example>", "j@acme.example", "Jürgen"),
    ("encoded_comma", "=?utf-8?Q?Jones=2C_Bob?= <bob@acme.example>", "bob@acme.example", "Jones, Bob"),
    ("unquoted_dot", "Bob J. Jones <bob@acme.example>", "bob@acme.example", "Bob J. Jones"),
    ("two_authors", "bob@acme.example, carol@acme.example", "bob@acme.example", ""),
    ("archive_form", "bob at acme.example (Bob Jones)", "bob@acme.example", "Bob Jones"),
    ("domain_literal", "root@[192.0.2.1]", "root@[192.0.2.1]", ""),
    ("folded", "Bob\r\n Jones\r\n <bob@acme.example>", "bob@acme.example", "Bob Jones"),
    ("nested_comments", "(" * 3000 + ")" * 3000 + " <bob@acme.example>", "bob@acme.example", ""),
    ("no_address", "Bob Jones", None, ""),
    ("empty_group", "undisclosed-recipients:;", None, ""),
    ("null", "<>", None, ""),
    ("only_at_sign", "@", None, ""),
    ("space_inside", "bob jones@acme example", "jones@acme", ""),
]


@pytest.mark.parametrize(("value", "sender", "name"), [f[1:] for f in FROM], ids=[f[0] for f in FROM])
def test_from_gives_the_sender(value: str, sender: str | None, name: str) -> None:
    found = message(f"From: {value}")
    assert (found.sender, found.sender_name) == (sender, name)


RECIPIENTS = [
    ("group", "Team: bob@a.example, Carol <carol@a.example>;", ("bob@a.example", "carol@a.example")),
    ("quoted_commas", '"B, ob" <bob@a.example>, "C, arol" <c@a.example>', ("bob@a.example", "c@a.example")),
    ("repeated", "bob@a.example, BOB@a.example", ("bob@a.example",)),
    ("missing_between", "bob@a.example,, ,carol@a.example", ("bob@a.example", "carol@a.example")),
    ("trailing_comma", "bob@a.example,", ("bob@a.example",)),
    ("one_broken", "Bob <bob@a.example, carol@a.example", ("bob@a.example", "carol@a.example")),
    ("undisclosed", "undisclosed-recipients:;", ()),
    ("nobody", "", ()),
]


@pytest.mark.parametrize(("value", "to"), [r[1:] for r in RECIPIENTS], ids=[r[0] for r in RECIPIENTS])
def test_to_gives_each_address_once(value: str, to: tuple[str, ...]) -> None:
    assert message(f"To: {value}").to == to


def test_two_to_fields_are_read_as_one() -> None:
    assert message("To: a@x.example", "To: b@x.example").to == ("a@x.example", "b@x.example")


def test_sender_stands_in_where_from_names_nobody() -> None:
    assert message("From: Bob", "Sender: bob@acme.example").sender == "bob@acme.example"


def test_reply_to_is_never_the_sender() -> None:
    assert message("From: bob@acme.example", "Reply-To: eve@evil.example").sender == "bob@acme.example"


SUBJECTS = [
    ("plain", b"Quote for the website", "Quote for the website"),
    ("q_word", b"=?utf-8?Q?a=C3=B1o_nuevo?=", "año nuevo"),
    ("b_word", b"=?utf-8?B?YcOxbw==?=", "año"),
    ("unpadded_b_word", b"=?utf-8?B?YcOxbw?=", "año"),
    ("cut_inside_a_character", b"=?utf-8?Q?a=C3?= =?utf-8?Q?=B1o?=", "año"),
    ("words_join", b"=?utf-8?Q?one_?=\r\n =?utf-8?Q?two?=", "one two"),
    ("two_charsets", b"=?utf-8?Q?a=C3=B1o?= =?iso-8859-1?Q?=FC?=", "añoü"),
    ("word_among_text", b"Re: =?utf-8?Q?=C3=A9t=C3=A9?= 2026", "Re: été 2026"),
    ("language_tag", b"=?utf-8*es?Q?a=C3=B1o?=", "año"),
    ("raw_utf8", "año".encode(), "año"),
    ("raw_latin1", "año".encode("latin-1"), "año"),
    ("japanese", b"=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"),
    ("unknown_charset", b"=?x-none?Q?caf=C3=A9?=", "café"),
    ("punycode_is_not_decoded", b"=?punycode?Q?bcher-kva?=", "bcher-kva"),
    ("broken_base64", b"=?utf-8?B?a?=", "=?utf-8?B?a?="),
    ("unfinished_word", b"=?utf-8?Q?abc", "=?utf-8?Q?abc"),
    ("line_end_inside_a_word", b"=?utf-8?Q?a=0D=0ABcc:_eve@evil.example?=", "a  Bcc: eve@evil.example"),
    ("bidi_override", "invoice\u202efdp.exe".encode(), "invoicefdp.exe"),
    ("nul_and_escape", b"a\x00b\x1b[31mc", "ab[31mc"),
    ("zero_width_space", "pay\u200bpal".encode(), "paypal"),
    ("joined_emoji_stays", "👩\u200d💻".encode(), "👩\u200d💻"),
    ("folded_by_tab", b"one\r\n\ttwo", "one two"),
    ("backslash_stays", rb"C:\users =?utf-8?Q?=C3=A9?=", "C:\\users é"),
]


@pytest.mark.parametrize(("value", "subject"), [s[1:] for s in SUBJECTS], ids=[s[0] for s in SUBJECTS])
def test_subject_is_decoded_and_clean(value: bytes, subject: str) -> None:
    assert message(b"Subject: " + value).subject == subject


def test_the_first_of_two_subjects_counts() -> None:
    assert message("Subject: one", "Subject: two").subject == "one"


IDS = [
    ("plain", "<a@b>", "<a@b>"),
    ("spaces_around", "  <a@b>  ", "<a@b>"),
    ("comment_after", "<a@b> (added by relay)", "<a@b>"),
    ("folded_inside", "<aaaa\r\n bbbb@c>", "<aaaabbbb@c>"),
    ("without_brackets", "a@b", "<a@b>"),
    ("encoded_word", "=?utf-8?Q?=3Ca=40b=3E?=", "<a@b>"),
    ("nine_hundred", f"<{'a' * 900}>", f"<{'a' * 900}>"),
    ("one_too_long", f"<{'a' * 901}>", None),
    ("not_ascii", "<añ@b>", None),
    ("control_character", "<a\x01@b>", None),
    ("empty", "<>", None),
    ("words", "no id here", None),
    ("command_injection", "<x\r\nA1 CREATE Pwned\r\n>", None),
]


@pytest.mark.parametrize(("value", "expected"), [i[1:] for i in IDS], ids=[i[0] for i in IDS])
def test_message_id_is_searchable_or_none(value: str, expected: str | None) -> None:
    assert message(f"Message-ID: {value}").message_id == expected


REFERENCES = [
    ("parent_is_last", ["References: <a@x> <b@x>", "In-Reply-To: <b@x>"], "<b@x>", ("<a@x>", "<b@x>")),
    ("parent_is_appended", ["References: <a@x>", "In-Reply-To: <b@x>"], "<b@x>", ("<a@x>", "<b@x>")),
    ("parent_alone", ["In-Reply-To: <b@x>"], "<b@x>", ("<b@x>",)),
    ("references_alone", ["References: <a@x> <b@x>"], None, ("<a@x>", "<b@x>")),
    ("prose", ['In-Reply-To: Your mail of Monday "<b@x>"'], "<b@x>", ("<b@x>",)),
    ("no_space", ["References: <a@x><b@x>"], None, ("<a@x>", "<b@x>")),
    ("commas", ["References: <a@x>, <b@x>"], None, ("<a@x>", "<b@x>")),
    ("twice", ["References: <a@x> <b@x> <a@x>"], None, ("<a@x>", "<b@x>")),
    ("itself", ["Message-ID: <a@x>", "References: <a@x> <b@x>", "In-Reply-To: <a@x>"], None, ("<b@x>",)),
    ("broken", ["References: <a@x> <b@", "In-Reply-To: none"], None, ("<a@x>",)),
]


@pytest.mark.parametrize(
    ("lines", "parent", "references"), [r[1:] for r in REFERENCES], ids=[r[0] for r in REFERENCES]
)
def test_references_run_from_the_oldest_to_the_parent(
    lines: list[str], parent: str | None, references: tuple[str, ...]
) -> None:
    found = message(*lines)
    assert (found.in_reply_to, found.references) == (parent, references)


def test_of_too_many_references_root_and_youngest_stay() -> None:
    chain = [f"<{n}@x>" for n in range(150)]
    found = message(f"References: {' '.join(chain)}").references
    assert (len(found), found[0], found[-1]) == (100, "<0@x>", "<149@x>")


LISTED = ["From: bob@acme.example", "List-Id: <talk.lists.example>", "List-Post: <mailto:talk@lists.example>"]
OWN = frozenset({"ana@studio.example"})


def test_a_post_to_the_list_alone_stays_list() -> None:
    assert message(*LISTED, "To: talk@lists.example", own=OWN).kind is Kind.LIST


@pytest.mark.parametrize("field", ["To", "Cc"])
def test_a_post_that_names_the_owner_is_a_persons(field: str) -> None:
    assert message(*LISTED, f"{field}: Ana <ana@studio.example>", own=OWN).kind is Kind.HUMAN


def test_a_programs_post_that_names_the_owner_stays_list() -> None:
    lines = [*LISTED[1:], "From: notifications@forge.example", "Cc: ana@studio.example"]
    assert message(*lines, own=OWN).kind is Kind.LIST


def test_the_owners_own_post_is_a_persons() -> None:
    assert message("From: ana@studio.example", *LISTED[1:], own=OWN).kind is Kind.HUMAN


def test_failed_recipients_are_named() -> None:
    found = message("From: mailer-daemon@x.example", "X-Failed-Recipients: Bob@acme.example, c@acme.example")
    assert (found.kind, found.failed_recipients) == (Kind.BOUNCE, ("bob@acme.example", "c@acme.example"))
