"""Body text, what is left of it without quotations, and its canonical form."""

from __future__ import annotations

import pytest

from ghostd.core.text import body_text, canonical, html_text, strip_quotes

PLAIN = b"Content-Type: text/plain; charset=%s\nContent-Transfer-Encoding: %s\n\n%s"


def alternative(*parts: str) -> bytes:
    joined = "".join(f"--b\n{part}\n" for part in parts)
    return f"Content-Type: multipart/alternative; boundary=b\n\n{joined}--b--\n".encode()


TEXT = "Content-Type: text/plain; charset=utf-8\n\nplain año"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>html <b>año</b></p>"
FILE = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nattached"
NAMED = 'Content-Type: text/plain; name="a.txt"\n\nattached'
NESTED = "Content-Type: multipart/mixed; boundary=c\n\n--c\n" + TEXT + "\n--c--"

BODIES = [
    ("without_header_field", b"Subject: x\n\nhello\n", "hello"),
    ("utf8", PLAIN % (b"utf-8", b"8bit", "año".encode()), "año"),
    ("latin1", PLAIN % (b"iso-8859-1", b"8bit", "año".encode("latin-1")), "año"),
    ("quoted_printable", PLAIN % (b"utf-8", b"quoted-printable", b"a=C3=B1o =\nnuevo"), "año nuevo"),
    ("base64", PLAIN % (b"utf-8", b"base64", b"YcOxbw=="), "año"),
    ("false_charset", PLAIN % (b"us-ascii", b"8bit", "año".encode()), "año"),
    ("unknown_charset", PLAIN % (b"x-none", b"8bit", b"hello"), "hello"),
    ("unknown_encoding", PLAIN % (b"utf-8", b"x-uuencode", b"hello"), ""),
    ("control_characters", PLAIN % (b"utf-8", b"8bit", b"a\x00b\x1bc"), "abc"),
    ("crlf", b"\r\none\r\ntwo\r\n", "one\ntwo"),
    ("plain_before_html", alternative(HTML, TEXT), "plain año"),
    ("html_alone", alternative(HTML), "html año"),
    ("empty_plain", alternative("Content-Type: text/plain\n\n ", HTML), "html año"),
    ("attachment_is_no_body", alternative(TEXT, FILE), "plain año"),
    ("named_part_is_no_body", alternative(TEXT, NAMED), "plain año"),
    ("nested", alternative(NESTED), "plain año"),
    ("forwarded_mail_is_no_body", b"Content-Type: message/rfc822\n\nSubject: x\n\nhello", ""),
    ("image", b"Content-Type: image/png\n\nhello", ""),
    ("nothing", b"", ""),
]


@pytest.mark.parametrize(("source", "text"), [b[1:] for b in BODIES], ids=[b[0] for b in BODIES])
def test_body_text(source: bytes, text: str) -> None:
    assert body_text(source) == text


PAGES = [
    ("paragraphs", "<p>one</p><p>two</p>", "one\n\ntwo"),
    ("line_break", "one<br>two", "one\ntwo"),
    ("script_and_style", "<style>p{}</style><script>x<y</script>one", "one"),
    ("title", "<html><head><title>no</title></head><body>yes</body></html>", "yes"),
    ("comment", "one<!-- <p>hidden</p> --> two", "one two"),
    ("unfinished_comment", "one<!-- two", "one"),
    ("references", "a &amp; b &lt; c &euro;", "a & b < c €"),
    ("white_space", "a\n   b", "a b"),
    ("unclosed_tag", "a <b c", "a <b c"),
    ("link", '<a href="https://x.example/>">here</a>', "here"),
]


@pytest.mark.parametrize(("html", "text"), [p[1:] for p in PAGES], ids=[p[0] for p in PAGES])
def test_html_text(html: str, text: str) -> None:
    assert html_text(html) == text


QUOTED = [
    ("en", "Yes.\n\nOn Mon, 2 Mar 2026 at 12:00, Ana <ana@x.example> wrote:\n> Shall I?\n> Ana", "Yes."),
    ("es", "Sí.\n\nEl lun, 2 mar 2026 a las 12:00, Ana escribió:\n> ¿Empiezo?", "Sí."),
    ("de", "Ja.\n\nAm 02.03.2026 um 12:00 schrieb Ana:\n> Soll ich?", "Ja."),
    ("fr", "Oui.\n\nLe lun. 2 mars 2026 à 12:00, Ana a écrit :\n> Je commence ?", "Oui."),
    ("pt", "Sim.\n\nEm 2 de março de 2026, Ana escreveu:\n> Começo?", "Sim."),
    ("it", "Sì.\n\nIl giorno 2 marzo 2026 Ana ha scritto:\n> Comincio?", "Sì."),
    (
        "wrapped",
        "Yes.\n\nOn Mon, 2 Mar 2026 at 12:00,\nAna Pérez <ana@x.example> wrote:\n\n> Shall I?",
        "Yes.",
    ),
    ("between", "> Shall I?\nYes.\n> And then?\nNo.", "Yes.\nNo."),
    ("unmarked", "Yes.\n\nOn Mon, Ana wrote:\n\nShall I?", "Yes."),
    ("outlook", "Yes.\n\nFrom: Ana\nSent: Monday\nTo: Bob\nSubject: Quote\n\nShall I?", "Yes."),
    ("outlook_es", "Sí.\n\nDe: Ana\nEnviado: lunes\nPara: Bob\n\n¿Empiezo?", "Sí."),
    ("original_message", "Yes.\n\n-----Original Message-----\nShall I?", "Yes."),
    ("ruler", f"Yes.\n\n{'_' * 32}\nFrom: Ana", "Yes."),
    ("signature", "Yes.\n-- \nBob Jones\nAcme", "Yes."),
    ("phone", "Yes.\n\nSent from my iPhone", "Yes."),
    ("list_item", "Two things:\n- one\n- two", "Two things:\n- one\n- two"),
    ("from_in_prose", "From: what I see, it works.\nThanks", "From: what I see, it works.\nThanks"),
    ("on_in_prose", "On Monday I start.\nBob", "On Monday I start.\nBob"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("text", "own"), [q[1:] for q in QUOTED], ids=[q[0] for q in QUOTED])
def test_strip_quotes_keeps_what_was_written(text: str, own: str) -> None:
    assert strip_quotes(text) == own


SAME = [
    ("wrapping", "Hello Bob,\nhow are you?", "Hello Bob, how\r\nare you?"),
    ("flowed", "Hello  Bob ", "Hello Bob"),
    ("euro", "120 €", "120 EUR"),
    ("typography", "“Hello” – it’s me…", '"Hello" - it\'s me...'),
    ("no_break_space", "120\u00a0h", "120 h"),
    ("ligature", "ﬁnal", "final"),
    ("composition", "an\u0303o", "a\u00f1o"),
    ("case", "HELLO", "hello"),
]


@pytest.mark.parametrize(("one", "other"), [s[1:] for s in SAME], ids=[s[0] for s in SAME])
def test_canonical_is_the_same_through_mail_programs(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("yes", "no"), ("120", "1200"), ("ano", "año")])
def test_canonical_tells_texts_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)
