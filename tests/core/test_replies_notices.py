"""Several notices are one mail, in which each is named."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from test_replies_compose import AT, OWNER

from ghostd.core.replies.attachments import Attachment
from ghostd.core.replies.notices import Section, compose_notice, digest_id

ACME = Section("<a@example.com>", "Acme: where things stand", "Acme is silent.\n\n    ghostd pause Acme\n")
LUMEN = Section("<l@example.com>", "Lumen: ¿se envió el borrador?", "Lumen calla.\n")
ENTRY = Attachment("call-acme.ics", "text/calendar; charset=utf-8; method=PUBLISH", b"BEGIN:VCALENDAR\r\n")


def parsed(source: bytes) -> EmailMessage:
    message = message_from_bytes(source, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_digest_shows_its_frame_and_each_notice_under_its_heading() -> None:
    head = Section(digest_id(OWNER, (ACME, LUMEN)), "ghostd: two things to look at", "1. One\n2. Two\n")
    message = parsed(compose_notice(OWNER, head, AT, (ACME, LUMEN)))
    assert message["Subject"] == "ghostd: two things to look at"
    assert message["References"].split() == ["<a@example.com>", "<l@example.com>"]
    assert message.get_content().replace("\r\n", "\n").split("\n") == [
        *("1. One", "2. Two", "", "", ""),
        *("Acme: where things stand", "========================", ""),
        *("Acme is silent.", "", "    ghostd pause Acme", "", "", ""),
        *("Lumen: ¿se envió el borrador?", "=============================", ""),
        *("Lumen calla.", ""),
    ]


def test_a_digest_is_called_the_same_in_whatever_order_its_notices_are() -> None:
    assert digest_id(OWNER, (ACME, LUMEN)) == digest_id(OWNER, (LUMEN, ACME))
    assert digest_id(OWNER, (ACME, LUMEN)) != digest_id(OWNER, (ACME,)) != ACME.id


def test_twenty_notices_with_twenty_lines_of_news_are_all_named() -> None:
    below = [Section(f"<{n:032d}@example.com>", f"Notice {n}", "Text.\n") for n in range(40)]
    message = parsed(compose_notice(OWNER, ACME, AT, below))
    assert message["References"].split() == [section.id for section in below]


def test_an_entry_for_the_calendar_is_enclosed_as_one() -> None:
    told = Section(ACME.id, ACME.subject, ACME.body, (ENTRY,))
    twin = Section(LUMEN.id, LUMEN.subject, LUMEN.body, (ENTRY,))
    message = parsed(compose_notice(OWNER, told, AT, (twin,)))
    first, second = message.iter_attachments()
    assert first.get_content_type() == "text/calendar"
    assert first.get_content_charset() == "utf-8"
    assert first["Content-Type"].params["method"] == "PUBLISH"
    assert [first.get_filename(), second.get_filename()] == ["call-acme.ics", "2-call-acme.ics"]
