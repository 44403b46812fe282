"""A dossier's files and index: names, order and harmless text, whatever the mail says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from builders import ANA, BOB, MADRID, OFFICE, asks, at, client, mail, owner, says
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ghostd.adapters.dossier_folder import html
from ghostd.core.conversations import Side
from ghostd.core.dossier.index import index_of
from ghostd.core.dossier.markdown import markdown
from ghostd.core.dossier.names import draft_name, message_name, slug, sums_text
from ghostd.core.dossier.page import Page
from ghostd.core.dossier.records import (
    Course,
    Dossier,
    File,
    Found,
    Kept,
    Letter,
    Written,
    drafts_kept,
    in_order,
)
from ghostd.core.dossier.words import WORDS
from ghostd.core.folders import Role
from ghostd.core.gaps.silence import Usual
from ghostd.core.messages import Dated, Kind, Message
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.playbook.model import Case, Entry, Phase
from ghostd.core.review import Draft, Verdict

HOUR = timedelta(hours=1)
MONDAY = at("2026-05-04 10:00")
MESSAGE_NAME = re.compile(r"messages/\d{4,}-\d{4}-\d\d-\d\d-[a-z-]+\.eml")
DRAFT_NAME = re.compile(r"drafts/\d{4,}-\d{4}-\d\d-\d\d-[a-z0-9-]+\.eml")

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "[click](https://evil.example) ![x](//evil.example/x.png)",
    "a | b | c",
    "`code` **bold** _under_ <https://evil.example> https://evil.example www.evil.example",
    "invoice\u202egpj.exe",
    "one\r\n# two\n\n---\n<b>",
    "\x00\x1b[31m\u2028zero\u200bwidth\ufeff",
    "&lt;b&gt; &amp; &#60;",
    "../../etc/passwd",
    "1. one",
    "- one",
    "\\",
    "x" * 2000,
    "\ud800 alone",
]
said = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))


def draft(number: int = 1, **rest: object) -> Draft:
    made = Draft(
        message_id=f"<draft{number}@mail.example>",
        case_id=1,
        client="Acme",
        step="ask",
        attempt=0,
        recipients=(BOB,),
        in_reply_to=None,
        thread=(),
        subject="Re: The new logo",
        canonical="",
        digest="",
        source=b"",
        created=MONDAY,
    )
    return replace(made, **rest)  # type: ignore[arg-type]  # the fields are the test's own


def found(*letters: Letter, account: str = "main", **rest: object) -> Found:
    return Found(account, owner(), OFFICE, letters, **rest)  # type: ignore[arg-type]


def letter(message: Message, side: Side = Side.CLIENT, account: str = "main") -> Letter:
    return Letter(account, message, side)


def dossier(*messages: Message, **rest: object) -> Dossier:
    one = found(*map(letter, messages))
    made = Dossier(client(), MONDAY, (one,), in_order([one]), (), ())
    return replace(made, **rest)  # type: ignore[arg-type]


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def whole(text: str) -> Dossier:
    """A dossier with `text` wherever somebody else may have put it."""
    message = mail("m1", BOB, MONDAY, to=ANA, subject=text, sender_name=text)
    strange = replace(message, message_id=text or None, sender=text, to=(text,), kind=Kind.BOUNCE)
    kept = (
        Kept(1, letter(message), File("messages/0001-2026-05-04-from-client.eml", "0" * 64, text)),
        Kept(2, letter(strange, Side.OTHER), copy_of=1),
    )
    case = Case("Acme", text, message.identity, MONDAY, MONDAY, goal=text, id=1)
    course = Course("main", case, (Entry(MONDAY, text, Phase.WAITING, text, text),))
    written = Written("main", draft(step=text, evidence=text))
    invoice = Invoice(text, "Acme", date(2026, 5, 1), date(2026, 5, 2), Amount(Decimal(10), "EUR"))
    return Dossier(
        client=client(),
        at=MONDAY,
        accounts=(found(usual=Usual(HOUR, HOUR, 5)),),
        messages=kept,
        drafts=drafts_kept([written], [None], kept),
        courses=(course,),
        invoices=(invoice,),
    )


def page_of(one: Dossier, language: str = "en") -> Page:
    return index_of(one, language, MADRID)


PLAIN = Tags(html(page_of(whole("word"))))


@given(said, st.sampled_from(["en", "es"]))
def test_html__holds_nothing_but_the_templates_own_markup(text: str, language: str) -> None:
    made = html(page_of(whole(text), language))
    seen = Tags(made)
    assert seen.tags <= PLAIN.tags
    assert seen.attributes <= PLAIN.attributes
    assert seen.links == PLAIN.links
    assert not hidden(made)
    made.encode("utf-8")


@given(said, st.sampled_from(["en", "es"]))
def test_markdown__reads_as_text_with_the_tables_whole(text: str, language: str) -> None:
    made = markdown(page_of(whole(text), language))
    assert not hidden(made)
    parsed = MarkdownIt("commonmark").enable("table").parse(made)
    inline = [child for token in parsed for child in token.children or ()]
    kinds = {token.type for token in (*parsed, *inline)}
    assert not kinds & {"html_block", "html_inline", "image", "code_inline", "fence", "hr", "em_open"}
    links = [token.attrs["href"] for token in inline if token.type == "link_open"]
    assert links == ["messages/0001-2026-05-04-from-client.eml"]
    assert sum(token.type == "table_open" for token in parsed) == 4
    assert sum(token.type == "tr_open" for token in parsed) == 4 + 1 + 1 + 1 + 2


@pytest.mark.parametrize("text", ["https://evil.example/x", "see www.evil.example", "HTTP://evil.example"])
def test_markdown__makes_no_link_of_a_bare_address(text: str) -> None:
    made = markdown(page_of(dossier(says("m1", MONDAY, subject=text))))
    assert not re.search(r"(?i)https?://|www\.", made)


def hidden(text: str) -> list[str]:
    """Characters that nobody sees, but for the line ends that we write."""
    joiners = "\u200c\u200d"
    return [
        c
        for c in text
        if c not in "\n" + joiners and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    ]


@given(
    said,
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(Kind),
    st.sampled_from(Side),
    st.integers(1, 20_000),
)
def test_names__say_the_day_and_the_kind_and_nothing_of_the_mail(
    text: str, when: datetime, kind: Kind, side: Side, number: int
) -> None:
    message = Message(text, text, when, subject=text, sender_name=text, kind=kind)
    name = message_name(Kept(number, letter(message, side)), 20_000, MADRID)
    assert MESSAGE_NAME.fullmatch(name)
    assert DRAFT_NAME.fullmatch(draft_name(number, 20_000, draft(step=text, created=when), MADRID))


def test_names__sort_as_the_messages_came() -> None:
    message = says("m1", MONDAY)
    names = [message_name(Kept(n, letter(message)), 12_000, MADRID) for n in (2, 11, 999, 10_000)]
    assert names == sorted(names)
    assert names[0] == "messages/00002-2026-05-04-from-client.eml"


@pytest.mark.parametrize(
    ("word", "name"),
    [("ask-again", "ask-again"), ("Frage ÄÖ!", "frage-ao"), ("../..", "draft"), ("", "draft")],
)
def test_slug__leaves_letters_digits_and_hyphens(word: str, name: str) -> None:
    assert slug(word, "draft") == name


def test_sums__are_lines_for_sha256sum_in_order_of_names() -> None:
    files = [File("messages/0002-b.eml", "b" * 64), File("index.html", "a" * 64)]
    assert sums_text(files) == f"{'a' * 64}  index.html\n{'b' * 64}  messages/0002-b.eml\n"


def test_messages_of_several_accounts__are_in_one_order_and_copies_are_known() -> None:
    first, second, third = says("m1", MONDAY), asks("m2", MONDAY + HOUR), says("m3", MONDAY + 2 * HOUR)
    kept = in_order(
        [
            found(letter(first), letter(third)),
            found(letter(second, Side.OWNER, "other"), letter(third, account="other"), account="other"),
        ]
    )
    assert [(k.number, k.letter.account, k.copy_of) for k in kept] == [
        (1, "main", None),
        (2, "other", None),
        (3, "main", None),
        (4, "other", 3),
    ]


def test_messages_without_a_name__are_never_copies_of_each_other() -> None:
    one, other = (mail(None, BOB, MONDAY, to=ANA) for _ in range(2))
    assert [k.copy_of for k in in_order([found(letter(one), letter(other))])] == [None, None]


def test_a_draft_that_was_sent__leads_to_its_message() -> None:
    kept = in_order([found(letter(asks("m1", MONDAY), Side.OWNER))])
    sent = draft(verdict=Verdict.SENT, chain=("<draft1@mail.example>", "<m1@mail.example>"))
    waiting = draft(2, chain=("<m1@mail.example>",))
    drafts = [Written("main", sent), Written("main", waiting), Written("other", sent)]
    assert [k.became for k in drafts_kept(drafts, [None] * 3, kept)] == [1, None, None]


def test_index__counts_who_wrote_and_what_is_missing() -> None:
    there = File("messages/0001-2026-05-04-from-client.eml", "0" * 64, "INBOX")
    machine = mail("m3", BOB, MONDAY + 2 * HOUR, to=ANA, kind=Kind.AUTO_REPLY)
    one = found(letter(says("m1", MONDAY)), letter(asks("m2", MONDAY + HOUR), Side.OWNER), letter(machine))
    kept = in_order([one])
    kept = (replace(kept[0], file=there), kept[1], replace(kept[2], too_large=True))
    text = Tags(html(page_of(dossier(accounts=(one,), messages=kept)))).text
    assert "4 May 2026 to 4 May 2026" in text
    assert "3 in all: 1 from Acme, 1 from you, 1 automatic." in text
    assert "One is no longer in the mailbox" in text
    assert "One is too large to be fetched" in text
    assert "2026-05-04" in text
    assert "10:00 +02:00" in text
    assert "Europe/Madrid" in text


def test_index__says_so_where_there_is_nothing() -> None:
    text = markdown(page_of(dossier()))
    for line in ("no_mail", "no_cases", "no_drafts", "nothing_known"):
        assert WORDS["en"][line] in text


def test_index__of_another_language_is_english() -> None:
    assert index_of(dossier(), "de", MADRID) == index_of(dossier(), "en", MADRID)


def test_times_at_the_end_of_time__do_not_fail() -> None:
    first = says("m1", datetime.min.replace(tzinfo=UTC), dated=Dated.GUESSED)
    last = says("m2", datetime.max.replace(tzinfo=UTC))
    assert "0001-01-01" in html(page_of(dossier(first, last)))


def test_places_of_a_letter__are_never_in_drafts() -> None:
    from ghostd.service.dossier import TRUSTED

    assert Role.DRAFTS not in TRUSTED
    assert {*TRUSTED, Role.DRAFTS} == set(Role)
