"""The draft as bytes: exactly the expected headers, one plain part, whatever the client wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.core.conversations import Client, Conversation, Owner, Side
from ghostd.core.messages import Kind, Message
from ghostd.core.replies.compose import Reply, compose, identity, message_id, parentage, recipients
from ghostd.core.replies.headers import Person
from ghostd.core.replies.notices import Section, compose_notice
from ghostd.core.replies.quote import Quoted

OWNER = Owner("Ana Pérez", ("ana@example.com", "hola@ana.example"))
ACME = Client("Acme", frozenset({"bob@acme.example"}), frozenset({"acme.example"}))
AT = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)
DRAFT_HEADERS = [
    *("From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References"),
    *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
]
REPLY = Reply(
    message_id="<7f3a@example.com>",
    sender=Person("Ana Pérez", "ana@example.com"),
    to=(Person("Bob Roe", "bob@acme.example"),),
    cc=(Person("", "eve@acme.example"),),
    subject="RE: Re: Landing page",
    in_reply_to="<a2@example.com>",
    references=("<a1@acme.example>",),
    body="Hello Bob,\n\nI hope all is well.\n\nBest wishes,\nAna Pérez\n",
    quoted=Quoted("Ana Pérez", date(2026, 5, 3), "Dear Bob,\n\nWhat do you think?\n", "en"),
    at=AT,
    zone=ZoneInfo("Europe/Madrid"),
)


def parsed(source: bytes) -> EmailMessage:
    message = message_from_bytes(source, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(source: bytes) -> str:
    content = parsed(source).get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def test_a_draft_byte_for_byte() -> None:
    assert compose(REPLY).decode("ascii").split("\r\n") == [
        "From: =?utf-8?q?Ana_P=C3=A9rez?= <ana@example.com>",
        "To: Bob Roe <bob@acme.example>",
        "Cc: eve@acme.example",
        "Subject: Re: Landing page",
        "Date: Tue, 12 May 2026 10:30:00 +0200",
        "Message-ID: <7f3a@example.com>",
        "In-Reply-To: <a2@example.com>",
        "References: <a1@acme.example> <a2@example.com>",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "MIME-Version: 1.0",
        "",
        "Hello Bob,",
        "",
        "I hope all is well.",
        "",
        "Best wishes,",
        "Ana P=C3=A9rez",
        "",
        "On 3 May 2026, Ana P=C3=A9rez wrote:",
        "> Dear Bob,",
        ">",
        "> What do you think?",
        "",
    ]


def test_ascii_text_stays_readable_on_the_wire() -> None:
    source = compose(replace(REPLY, body="Hello Bob,\n", quoted=None))
    assert parsed(source)["Content-Transfer-Encoding"] == "7bit"
    assert source.endswith(b"\r\n\r\nHello Bob,\r\n")


def test_the_signature_stands_below_the_quotation() -> None:
    text = text_of(compose(replace(REPLY, signature="Ana Pérez\nDesign")))
    assert text.endswith("> What do you think?\n\n-- \nAna Pérez\nDesign\n")


def test_a_message_without_identity_starts_no_thread_headers() -> None:
    message = parsed(compose(replace(REPLY, in_reply_to=None, references=())))
    assert message["In-Reply-To"] is None
    assert message["References"] is None


def test_long_identities_stay_whole_so_that_the_thread_holds() -> None:
    long = f"<{'x' * 400}@mail.example>"
    source = compose(replace(REPLY, in_reply_to=long, references=(long.replace("x", "y"), "<m@x>")))
    # A draft that answers has both fields.
    assert b"=?" not in re.search(rb"(?s)In-Reply-To:.*?Content-Type", source)[0]  # type: ignore[index]
    message = message_from_bytes(source, policy=policy.compat32)
    assert message["In-Reply-To"] == long
    assert message["References"].split() == [long.replace("x", "y"), "<m@x>", long]


def test_template_code_in_mail_stays_what_it_is() -> None:
    hostile = "{{ 7*7 }} {% include '/etc/passwd' %}"
    source = compose(replace(REPLY, subject=hostile, quoted=Quoted(hostile, date(2026, 5, 3), hostile)))
    assert parsed(source)["Subject"] == f"Re: {hostile}"
    assert f"> {hostile}\n" in text_of(source)
    assert "49" not in text_of(source)


anything = st.text(max_size=120)
identities = st.one_of(anything, st.from_regex(r"\A<[!-~]{1,60}>\Z"))
lines_of_mail = st.lists(anything, max_size=60).map("\r\n".join)


@given(
    subject=anything,
    names=st.lists(anything, min_size=2, max_size=2),
    parent=st.one_of(st.none(), identities),
    references=st.lists(identities, max_size=30),
    quoted=lines_of_mail,
    body=lines_of_mail,
)
def test_nothing_a_client_writes_adds_a_header(
    subject: str, names: list[str], parent: str | None, references: list[str], quoted: str, body: str
) -> None:
    reply = replace(
        REPLY,
        subject=subject,
        to=(Person(names[0], "bob@acme.example"),),
        in_reply_to=parent,
        references=tuple(references),
        quoted=Quoted(names[1], date(2026, 5, 3), quoted),
        body=body,
    )
    source = compose(reply)
    head, _, rest = source.partition(b"\r\n\r\n")
    assert source.isascii()
    assert b"\n" not in source.replace(b"\r\n", b"") and b"\r" not in source.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in source.split(b"\r\n"))
    assert all(b"=" not in line[76:] or b"quoted-printable" not in head for line in rest.split(b"\r\n"))
    optional = {"In-Reply-To", "References"}
    for rules in (policy.compat32, policy.default):
        message = message_from_bytes(source, policy=rules)
        assert [k for k in message if k not in optional] == [k for k in DRAFT_HEADERS if k not in optional]
        assert len(set(message.keys())) == len(message.keys())
        assert not message.defects and not message.is_multipart()
    addressed = parsed(source)["To"].addresses
    assert [a.addr_spec for a in addressed] == ["bob@acme.example"]
    text_of(source)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_paragraphs_are_wrapped_and_no_word_is_lost(paragraph: str) -> None:
    text = text_of(compose(replace(REPLY, body=paragraph, quoted=None)))
    for line in text.splitlines():
        assert len(line) <= 72 or " " not in line.strip() or line.startswith((">", "    "))


def test_an_identity_of_ours_is_the_same_for_ever_and_says_nothing() -> None:
    one = message_id("main", "Acme", "ghosting", "<a2@example.com>", "ask", 1, "example.com")
    assert one == message_id("main", "Acme", "ghosting", "<a2@example.com>", "ask", 1, "example.com")
    assert re.fullmatch(r"<[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@example\.com>", one)


NAMED = ("main", "Acme", "ghosting", "<a2@example.com>", "ask")


@pytest.mark.parametrize("other", range(len(NAMED) + 1))
def test_each_part_of_a_drafts_name_counts(other: int) -> None:
    changed = [part + "x" if n == other else part for n, part in enumerate(NAMED)]
    attempt = 2 if other == len(NAMED) else 1
    account, client, playbook, anchor, step = changed
    named = message_id(account, client, playbook, anchor, step, attempt, "example.com")
    assert named != message_id(*NAMED, 1, "example.com")


def test_parts_that_join_alike_are_told_apart() -> None:
    assert message_id("ab", "c", "p", "m", "s", 1, "x.example") != message_id(
        "a", "bc", "p", "m", "s", 1, "x.example"
    )


def mail(side: Side, **fields: object) -> tuple[Side, Message]:
    given_fields: dict[str, object] = {"message_id": None, "sender": None, "at": AT, **fields}
    return side, Message(**given_fields)  # type: ignore[arg-type]  # fields by name


def thread(*mails: tuple[Side, Message]) -> Conversation:
    return Conversation("Acme", tuple(m for _, m in mails), tuple(s for s, _ in mails))


FROM_BOB = mail(
    Side.CLIENT,
    sender="bob@acme.example",
    sender_name="Bob Roe",
    to=("hola@ana.example", "stranger@else.example"),
)


def written(*to: str, cc: tuple[str, ...] = (), **fields: object) -> tuple[Side, Message]:
    return mail(Side.OWNER, sender="ana@example.com", to=to, cc=cc, **fields)


RECIPIENTS = [
    ("the_owners_last_to", [FROM_BOB, written("bob@acme.example")], ["bob@acme.example"], []),
    ("a_colleague_the_owner_wrote_to", [written("eve@acme.example")], ["eve@acme.example"], []),
    ("strangers_are_left_out", [written("x@else.example", "bob@acme.example")], ["bob@acme.example"], []),
    ("cc_of_the_client_stays", [written("bob@acme.example", cc=("eve@acme.example", "x@else.example"))],
     ["bob@acme.example"], ["eve@acme.example"]),
    ("nobody_twice", [written("bob@acme.example", cc=("bob@acme.example",))], ["bob@acme.example"], []),
    ("not_the_owner", [written("hola@ana.example", "bob@acme.example")], ["bob@acme.example"], []),
    ("an_earlier_mail_where_the_last_went_elsewhere",
     [written("eve@acme.example"), written("x@else.example")], ["eve@acme.example"], []),
    ("configured_where_the_owner_never_wrote", [FROM_BOB], ["bob@acme.example"], []),
    ("an_unconfigured_colleague_who_only_wrote_is_not_written_to",
     [mail(Side.CLIENT, sender="new@acme.example")], ["bob@acme.example"], []),
    ("automatic_mail_of_the_owner_does_not_count",
     [written("eve@acme.example"), written("bot@acme.example", kind=Kind.AUTO_REPLY)],
     ["eve@acme.example"], []),
    ("an_address_that_needs_quoting_is_passed_over",
     [written("a,b@acme.example", "bob@acme.example")], ["bob@acme.example"], []),
]  # fmt: skip


@pytest.mark.parametrize(("mails", "to", "cc"), [r[1:] for r in RECIPIENTS], ids=[r[0] for r in RECIPIENTS])
def test_only_the_clients_people_are_written_to(
    mails: list[tuple[Side, Message]], to: list[str], cc: list[str]
) -> None:
    found = recipients(ACME, thread(*mails), OWNER)
    assert [[p.address for p in people] for people in found] == [to, cc]


def test_a_client_known_by_domain_only_and_never_written_to_has_nobody() -> None:
    client = Client("Acme", frozenset(), frozenset({"acme.example"}))
    assert recipients(client, thread(FROM_BOB), OWNER) == ((), ())


def test_recipients_bear_the_name_they_sign_with() -> None:
    to, _ = recipients(ACME, thread(FROM_BOB, written("bob@acme.example")), OWNER)
    assert to == (Person("Bob Roe", "bob@acme.example"),)


@pytest.mark.parametrize(
    ("mails", "address"),
    [
        ([FROM_BOB, written("bob@acme.example")], "hola@ana.example"),
        ([mail(Side.OWNER, sender="hola@ana.example", to=("bob@acme.example",))], "hola@ana.example"),
        ([mail(Side.CLIENT, sender="bob@acme.example", to=("list@else.example",))], "ana@example.com"),
    ],
    ids=["the_one_the_client_wrote_to", "the_one_written_from", "the_first"],
)
def test_a_reply_comes_from_one_of_the_owners_addresses(
    mails: list[tuple[Side, Message]], address: str
) -> None:
    assert identity(thread(*mails), OWNER) == Person("Ana Pérez", address)


def test_parentage_falls_back_to_in_reply_to() -> None:
    parent = Message("<b@x>", "a@x.example", AT, in_reply_to="<a@x>")
    assert parentage(parent) == ("<b@x>", ("<a@x>", "<b@x>"))
    assert parentage(replace(parent, message_id=None)) == (None, ("<a@x>",))


def test_a_notice_goes_from_the_owner_to_the_owner() -> None:
    told = Section("<n@example.com>", "Acme: where things\r\nstand", "All is well.\n")
    source = compose_notice(OWNER, told, AT)
    message = parsed(source)
    assert message.keys() == [
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    ]
    assert message["From"].addresses[0].addr_spec == message["To"].addresses[0].addr_spec == "ana@example.com"
    assert message["Subject"] == "Acme: where things stand"
    assert message["Auto-Submitted"] == "auto-generated"
