"""What a mail says stays text: in the drafts, in the notices, on the terminal and on the wire."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ghostd.adapters.imap.gate import TABLE, Gate
from ghostd.adapters.imap.wire import clean, folder_argument, quoted
from ghostd.errors import Bug
from tests.imap.scripted import LIST, ScriptedServer
from tests.stage import CONFIG, Stage, at

START = at("2026-03-02 12:00")
EVIL = "eve@evil.example"

HOSTILE = {
    "folded_line_ends": f"Quote\r\n Bcc: {EVIL}\r\n\tX: y\rZ: z",
    "line_ends_in_words": f"=?utf-8?q?Quote=0D=0ABcc:_{EVIL}=0D=0A=0D=0AHello?=",
    "other_line_ends": f"Quote\u2028Bcc: {EVIL}\x85X: y\x0bZ: z\x0c\x1c",
    "template": "{{ 7*7 }} {% include 'are-you-ok.txt.j2' %} {# gone #} ${7*7} %(x)s {0}",
    "markup": "[red]Quote[/red] [link=https://evil.example]x[/link] <script>alert(1)</script> **b** `c`",
    "terminal": "Quote \x1b[2J\x1b]0;owned\x07\x1b[31m \x9b2J \x08\x08",
    "bidi": "Quote \u202egnp.exe\u202c \u2066x\u2069 \u200f\u061c\ufeff\u00ad",
    "surrogates": "Quote \ud800 \udfff \x00 end",
    "long": "Quote " + "x" * 5000,
}
SHOWN = {
    "folded_line_ends": f"Quote Bcc: {EVIL} X: y",
    "line_ends_in_words": f"Quote Bcc: {EVIL} Hello",
    "other_line_ends": f"Quote Bcc: {EVIL} X: y Z: z",
    "template": "{{ 7*7 }} {% include 'are-you-ok.txt.j2' %} {# gone #} ${7*7} %(x)s {",
    "markup": "[red] Quote[/red] [link=https://evil.example]x[/link] <script>alert(1",
    "terminal": "Quote [2J]0;owned[31m 2J",
    "bidi": "Quote gnp.exe x",
    "surrogates": "\u00bf end",
    "long": "Quote xxxxx",
}
"""What drafts, notices and the terminal show of each: the text itself, on one line and without what hides."""

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
JOINERS = "\u200c\u200d"

WRITTEN = {
    *("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references"),
    *("mime-version", "content-type", "content-transfer-encoding", "auto-submitted", "user-agent"),
    *("content-language", "content-disposition"),
}


def raw(sender: str, name: str, subject: str, message_id: str, answers: str = "") -> bytes:
    """A mail as bytes, so that no library has a say in what its fields hold."""
    threaded = f"In-Reply-To: {answers}\r\nReferences: {answers}\r\n" if answers else ""
    to = "bob@acme.example" if sender.startswith("ana") else "ana@example.com"
    text = (
        f"From: {name} <{sender}>\r\nTo: {to}\r\nMessage-ID: {message_id}\r\nSubject: {subject}\r\n{threaded}"
        f"\r\nCould you have a look and tell me what you think? {subject}\r\n"
    )
    return text.encode("utf-8", "surrogatepass")


@pytest.fixture(params=HOSTILE)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def stage(kind: str, tmp_path: Path) -> Iterator[Stage]:
    """A thread in which both sides' names, subjects and Message-IDs are hostile; the client is silent now."""
    words = HOSTILE[kind]
    made = Stage.built(tmp_path, START, CONFIG.replace("    contact: Bob\n", ""))
    made.habit(START)
    made.tick(START)
    first = raw("bob@acme.example", f'"{words}"', words, f"<a@acme.example>\r\nX-{words}")
    made.mailbox.deliver("INBOX", first, START + timedelta(hours=1))
    asked = raw("ana@example.com", "Ana", f"Re: {words}", "<b@example.com>", f"<a@acme.example> {words}")
    made.mailbox.deliver("Sent", asked, START + timedelta(hours=2), ("\\Seen",))
    for day in range(1, 30):
        made.tick(START + timedelta(days=day))
        if made.drafts():
            break
    assert made.drafts(), "a draft is written all the same"
    yield made
    made.ledger.close()


def written(stage: Stage) -> list[bytes]:
    """The drafts and the notices."""
    inbox = stage.mailbox.everything()["INBOX"]
    return [s for _, s in stage.drafts()] + [i.source for i in inbox if b"auto-generated" in i.source]


def test_no_header_and_no_recipient_comes_from_a_mail(stage: Stage) -> None:
    for source in written(stage):
        message = message_from_bytes(source, policy=policy.default)
        assert isinstance(message, EmailMessage)
        assert {name.lower() for name in message} <= WRITTEN
        people = {a.addr_spec for key in ("to", "cc") if message[key] for a in message[key].addresses}
        assert people <= {"bob@acme.example", "ana@example.com"}
        assert not message.defects
        head = source.partition(b"\r\n\r\n")[0]
        assert all(len(line) <= 998 for line in head.split(b"\r\n"))
        assert not re.search(rb"[^\x20-\x7e\r\n\t]", head)


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_text_of_a_mail_is_neither_run_nor_hidden(stage: Stage, kind: str) -> None:
    sources = written(stage)
    assert len(sources) >= 2, "a draft and a notice"
    for source in sources:
        message = message_from_bytes(source, policy=policy.default)
        assert isinstance(message, EmailMessage)
        body = message.get_body()
        text = str(message["Subject"]) + "\n" + (body.get_content() if body else "")
        assert SHOWN[kind] in on_one_line(text)
        assert "49" not in text
        hidden = {c for c in text if c not in "\r\n\t" + JOINERS and unicodedata.category(c) in HIDDEN}
        assert hidden == set()


def test_the_terminal_shows_only_text(stage: Stage, kind: str) -> None:
    (stage.folder / "config.yaml").write_text(f"state: .\n{CONFIG}", encoding="utf-8")
    shown = ""
    for command in (("show", "Acme"), ("status",), ("report",)):
        done = subprocess.run(
            [sys.executable, "-m", "ghostd", "--config", str(stage.folder / "config.yaml"), *command],
            capture_output=True, encoding="utf-8", check=False,
            env={"PATH": "/usr/bin:/bin", "FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "200",
                 "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        plain = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
        odd = {c for c in plain if c not in "\n" + JOINERS and unicodedata.category(c) in HIDDEN}
        assert odd == set(), "styles of our own, and nothing else that a terminal obeys"
        assert "\x1b]8" not in done.stdout, "no link"
        shown += plain
    shown = on_one_line(shown)
    assert SHOWN[kind] in shown
    if kind == "markup":
        whole = re.findall(r"\[red\] ?Quote\[/red\]", shown)
        assert len(whole) == shown.count("Quote") > 1, "wherever it stands, it is shown and not followed"


# what goes over the wire


def test_no_server_is_ever_asked_to_search() -> None:
    """What a mail says would have to go into the command: the mirror is searched instead."""
    assert not any(b"SEARCH" in row.verb for row in TABLE)


NAMES = st.text(max_size=40) | st.text(alphabet='"\\\r\n\0(){}*%&+- ~aé', max_size=40)


@given(NAMES)
def test_any_folder_name_is_one_quoted_string_or_refused(name: str) -> None:
    try:
        argument = folder_argument(name)
    except (Bug, UnicodeError):
        assert re.search("[\r\n\0]", name) or not name.isprintable()
        return
    assert re.fullmatch(rb'"(?:[^"\\\r\n\x00\x80-\xff]|\\["\\])*"', argument)
    assert Gate().permitted(b"EXAMINE " + argument) == "EXAMINE"


@given(NAMES)
def test_any_quoted_text_ends_where_we_end_it(text: str) -> None:
    try:
        made = quoted(text)
    except (Bug, UnicodeError):
        assert re.search("[\r\n\0\ud800-\udfff]", text)
        return
    assert re.sub(rb'\\(["\\])', rb"\1", made[1:-1]) == clean(text)


FORBIDDEN = [
    *(b"EXAMINE a\r\nA2 CREATE Pwned", b"NOOP\nX", b"NOOP\0", b"UID FETCH 1 (BODY[])", b"UID SEARCH ALL"),
    *(b"DELETE x", b"EXPUNGE", b"STORE 1 FLAGS x", b"CREATE Pwned", b"RENAME a b", b"SETACL x"),
]


@pytest.mark.parametrize("line", FORBIDDEN)
def test_a_second_command_or_a_forbidden_one_is_never_sent(line: bytes) -> None:
    with pytest.raises(Bug):
        Gate().permitted(line)


def test_folders_with_hostile_names_are_opened_by_one_quoted_string(tmp_path: Path) -> None:
    names = [b'a" (x', b"b\\\\c", b"{5}", b"x%y*", b"&AGEAJgAn-", b"A1 LOGOUT"]
    lines = (
        b"".join(b'* LIST () "/" "' + name.replace(b'"', b'\\"') + b'"\r\n' for name in names)
        + b'* LIST () "/" {17}\r\nl\tDELETE INBOX.q"\r\n'
    )
    empty = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 1] .\r\n%s OK done\r\n"
    server = ScriptedServer({"LIST": lines + LIST, "EXAMINE": empty})
    config = CONFIG.replace(
        "host: imap.example.com", f"host: 127.0.0.1\n    port: {server.port}\n    security: none"
    )
    (tmp_path / "config.yaml").write_text(f"state: state\n{config}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ghostd", "--config", str(tmp_path / "config.yaml"), "once"],
        capture_output=True, encoding="utf-8", check=False, env={"PATH": "/usr/bin", "IMAP_PASSWORD": "x"},
    )  # fmt: skip
    server.stop()
    assert done.returncode == 0, done.stdout
    said = [line.partition(b" ")[2].rstrip() for line in server.received]
    opened = [line for line in said if line.startswith((b"STATUS", b"EXAMINE"))]
    assert len(opened) >= len(names)
    whole = re.compile(rb'(?:STATUS|EXAMINE) "(?:[^"\\]|\\["\\])*"(?: \([A-Z ]+\))?')
    assert [line for line in opened if not whole.fullmatch(line)] == []
    assert {line.split()[0] for line in said} <= {row.verb.split()[0] for row in TABLE}
