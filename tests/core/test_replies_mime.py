"""What is enclosed in a mail of ours: the text stays first, and names and bytes arrive as they were."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_replies_compose import REPLY

from ghostd.core.replies.attachments import Attachment, stem_of
from ghostd.core.replies.compose import compose
from ghostd.core.replies.mime import BOUNDARY, FILE_NAME_LENGTH, bare_name
from ghostd.core.text import body_text

PDF = Attachment("invoice-7.pdf", "application/pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40)


def parsed(source: bytes) -> EmailMessage:
    message = message_from_bytes(source, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def enclosed(source: bytes) -> list[tuple[str | None, str, bytes]]:
    files = parsed(source).iter_attachments()
    return [(f.get_filename(), f.get_content_type(), f.get_payload(decode=True)) for f in files]  # type: ignore[attr-defined]


def test_the_text_comes_first_and_the_files_after_it() -> None:
    source = compose(replace(REPLY, attachments=(PDF, replace(PDF, name="terms.pdf"))))
    message = parsed(source)
    assert message.get_content_type() == "multipart/mixed"
    first, *others = message.iter_parts()
    assert first.get_content_type() == "text/plain"
    assert first["Content-Disposition"] is None
    assert [part.get_content_disposition() for part in others] == ["attachment", "attachment"]
    assert enclosed(source) == [(n, PDF.type, PDF.content) for n in ("invoice-7.pdf", "terms.pdf")]


def test_the_words_of_a_draft_are_the_same_with_and_without_files() -> None:
    notes = Attachment("notes.txt", "text/plain", b"These words are nobody's answer.")
    source = compose(replace(REPLY, attachments=(PDF, notes)))
    assert body_text(source) == body_text(compose(REPLY))


def test_the_headers_of_the_thread_are_those_of_a_draft_without_files() -> None:
    plain, mixed = parsed(compose(REPLY)), parsed(compose(replace(REPLY, attachments=(PDF,))))
    for name in ("From", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References"):
        assert mixed[name] == plain[name]


def test_the_same_draft_has_the_same_bytes_and_another_another_boundary() -> None:
    draft = replace(REPLY, attachments=(PDF,))
    assert compose(draft) == compose(draft)
    other = compose(replace(draft, message_id="<8b1c@example.com>"))
    assert parsed(other).get_boundary() != parsed(compose(draft)).get_boundary()


def test_no_line_of_the_text_can_be_taken_for_the_boundary() -> None:
    boundary = parsed(compose(replace(REPLY, attachments=(PDF,)))).get_boundary()
    source = compose(replace(REPLY, body=f"--{boundary}--\n", quoted=None, attachments=(PDF,)))
    assert BOUNDARY in str(boundary)
    assert body_text(source) == f"--{boundary}--"
    assert len(enclosed(source)) == 1


@pytest.mark.parametrize(
    ("name", "arrives"),
    [
        ("Rechnung für Müller & Söhne.pdf", "Rechnung für Müller & Söhne.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\invoice.pdf", "invoice.pdf"),
        ('a"b\r\nBcc: eve@x.example.pdf', "a'b Bcc: eve@x.example.pdf"),
        ("", "attachment"),
        ("株式会社" * 40 + ".pdf", ("株式会社" * 40)[: FILE_NAME_LENGTH - 4] + ".pdf"),
    ],
    ids=["accents", "a_path", "a_windows_path", "a_header_in_it", "none", "long"],
)
def test_a_name_arrives_as_it_is_and_does_no_harm(name: str, arrives: str) -> None:
    source = compose(replace(REPLY, attachments=(replace(PDF, name=name),)))
    assert [found for found, _, _ in enclosed(source)] == [arrives]
    assert all(len(line) <= 78 for line in source.split(b"\r\n"))


@pytest.mark.parametrize("kind", ["message/rfc822", "multipart/mixed", "nonsense", "text/html\r\nX: y"])
def test_what_is_no_plain_file_type_is_a_file_of_octets(kind: str) -> None:
    source = compose(replace(REPLY, attachments=(replace(PDF, type=kind),)))
    assert enclosed(source) == [(PDF.name, "application/octet-stream", PDF.content)]


@given(st.text(max_size=200), st.binary(max_size=400))
def test_any_file_under_any_name_comes_back(name: str, content: bytes) -> None:
    source = compose(replace(REPLY, attachments=(Attachment(name, "application/pdf", content),)))
    assert source.isascii()
    assert all(len(line) <= 78 for line in source.partition(b"\r\n\r\n")[2].split(b"\r\n"))
    assert enclosed(source) == [(bare_name(name), "application/pdf", content)]


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        (("call", "Acme"), "call-acme"),
        (("call", "Müller & Söhne / GmbH"), "call-muller-sohne-gmbh"),
        (("call", "../.."), "call"),
        (("call", "株式会社"), "call"),
        (("", ""), "task"),
        (("call", "a" * 100), ("call-" + "a" * 100)[:40]),
    ],
)
def test_a_file_about_a_client_has_a_plain_name(words: tuple[str, str], stem: str) -> None:
    assert stem_of(*words) == stem
