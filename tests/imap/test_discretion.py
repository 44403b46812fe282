"""The password is in nothing that is told of a session, whatever the server repeats, and in what form."""

from __future__ import annotations

import json
import logging
import re
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from own_draft import DRAFT
from scripted import HANG_UP, Reply, ScriptedServer

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.discretion import READ, SHORT, WORDLIKE, Discretion
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.core.folders import Folder
from ghostd.core.messages import Placement
from ghostd.errors import OperatorError

USER = "ana"


def quoted(password: str) -> str:
    return '"' + password.replace("\\", "\\\\").replace('"', '\\"') + '"'


def encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "lower": str.lower,
    "swapped": str.swapcase,
    "quoted": quoted,
    "shown": repr,
    "shown_octets": lambda password: repr(password.encode()),
    "quoted_and_shown_octets": lambda password: repr(quoted(password).encode()),
    "shown_twice": lambda password: repr(repr(password.encode())),
    "json": json.dumps,
    "other_charset": lambda password: password.encode().decode("latin-1"),
    "no_charset": lambda password: re.sub(r"[^\x00-\x7f]", "\ufffd", password),
    "base64": encoded,
    "base64_of_plain": lambda password: encoded(f"\0{USER}\0{password}"),
    "base64_of_plain_as_somebody": lambda password: encoded(f"{USER}\0{USER}\0{password}"),
    "base64_of_the_line": lambda password: encoded(f"a LOGIN {USER} {password} and more"),
    "folded": lambda password: re.sub(r"\s+", "\r\n  ", password),
}


def core(password: str) -> str:
    """What must not be seen: the password without the white space around it, which nobody sees anyway."""
    return " ".join(password.split())


def seen(password: str, text: str) -> bool:
    """Whether the password can be read in the text, or anything it can be decoded from."""
    secret = core(password).casefold()
    plain = " ".join(text.split()).casefold()
    bare = secret.replace("\\", "")
    if secret in plain or (len(bare) >= SHORT and bare in plain.replace("\\", "")):
        return True
    return any(encoded(form).rstrip("=") in text for form in (password, f"\0{USER}\0{password}"))


def wordlike(password: str) -> bool:
    """Whether it is hidden only where it stands alone; so is what stays of it without its other letters."""
    bare = core(password).replace("\\", "").replace(" ", "")
    return len(bare) < WORDLIKE and bare.isalpha()


printable = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
PASSWORDS = st.text(printable, min_size=SHORT, max_size=40) | st.text(
    st.sampled_from("ab12 \\\"'{}()*%+/=.ñé\u00df€🔑"), min_size=SHORT, max_size=12
)
AROUND = st.sampled_from(
    ["", " ", "NO [X] ana/", "* BYE ", '"', "'", "(", "=", "x" * 190, "LOGIN ana ", "\\", ","]
)


@settings(max_examples=400, deadline=None)
@given(PASSWORDS, st.sampled_from(sorted(FORMS)), AROUND, AROUND)
@example('can\\ary"XYZ1', "quoted_and_shown_octets", "x" * 190, "")
@example("cañaryXYZ1", "shown_octets", "", "")
@example("ñandú", "other_charset", "", "")
@example("0¡0¡¡", "no_charset", "", "\\")
@example("ñé?xe9", "no_charset", "", "?")
@example("\\ñ\\\\é?1", "no_charset", "?", "")
@example("1???ñ??", "no_charset", "", "")
@example("Ã\x83Ã\x83", "plain", "", "")
@example("can  ary", "folded", "", "")
@example("\\\\\\\\", "shown_twice", "", "")
def test_no_form_of_it_is_said(password: str, form: str, before: str, after: str) -> None:
    assume(len(core(password).replace("\\", "").replace(" ", "")) >= SHORT or set(password) == {"\\"})
    assume(not seen(password, f"{before}{after}***"))
    assume(not wordlike(password) or not (before[-1:].isalnum() or after[:1].isalnum()))
    said = Discretion(USER, password)(before + FORMS[form](password) + after)
    assert not seen(password, said)
    assert "***" in said or len(before) > 180


@given(PASSWORDS, st.binary(max_size=300))
def test_any_octets_become_one_short_line(password: str, raw: bytes) -> None:
    said = Discretion(USER, password)(raw)
    assert len(said) <= 200
    assert said.isprintable()


@pytest.mark.parametrize("password", ["a", "no", "OK1", "ña", "."])
def test_a_very_short_one__hidden_where_it_stands_alone(password: str) -> None:
    said = Discretion(USER, password)
    assert said(f"wrong {password} for ana, {quoted(password)}") == 'wrong *** for ana, "***"'
    assert "***" in said("sent " + encoded(f"\0{USER}\0{password}"))
    assert said("anaconda notes, OK123: x.y is such another") == "anaconda notes, OK123: x.y is such another"


@pytest.mark.parametrize(
    ("password", "words", "said"),
    [
        ("mail", "mailbox full, e-mail or mail it", "mailbox full, e-*** or *** it"),
        ("fail", "Authentication failed for ana/fail", "Authentication failed for ana/***"),
        ("log in", "login: log in, Log  IN", "login: ***, ***"),
        ("ñandú", "ñandúes, \\xc3\\xb1and\\xc3\\xba.", "ñandúes, \\***."),
        ("canary", "b'\\x00ana\\x00canary'", "b'\\x00ana\\x00***'"),
        ("canary1", "xcanary1x", "x***x"),
        ("canaries", "xcanariesx", "x***x"),
    ],
)
def test_a_short_one_of_letters__hidden_where_it_is_a_word(password: str, words: str, said: str) -> None:
    assert Discretion(USER, password)(words) == said
    assert Discretion(USER, password)("sent " + encoded(f"\0{USER}\0{password}")) == "sent ***"


@pytest.mark.parametrize("password", ["limit", "fail", "authentication", "AUTHENTICATIONFAILED", "cannot"])
@pytest.mark.parametrize("lead", ["", "NO ", "* BYE "])
@pytest.mark.parametrize("code", ["[AUTHENTICATIONFAILED]", "[LIMIT]", "[Cannot]"])
def test_the_code_of_an_answer_is_kept(password: str, lead: str, code: str) -> None:
    assert Discretion(USER, password)(f"{lead}{code} for {password}") == f"{lead}{code} for ***"


def test_a_code_where_no_answer_begins__hidden_like_anything() -> None:
    assert Discretion(USER, "limit")("NO wrong [LIMIT]") == "NO wrong [***]"
    assert Discretion(USER, "limit")("NO [LIMIT/limit] wrong") == "NO [***/***] wrong"


@pytest.mark.parametrize("password", ["", " ", "\\"])
def test_none_to_speak_of__words_stay_whole(password: str) -> None:
    assert Discretion(USER, password)("a server said this") == "a server said this"


def test_it_does_not_show_what_it_hides() -> None:
    assert "canary" not in repr(Discretion(USER, "canary"))


@pytest.mark.parametrize("sign", ["\\", "a", " ", "A" * 50 + "\\", "/", '\\"'])
def test_a_line_without_end__is_read_in_time(sign: str) -> None:
    Discretion(USER, 'aaa \\"aaaa b')(sign * (1_000_000 // len(sign)))


SLOW: dict[str, tuple[str, str | bytes]] = {
    "garbled": ("пароль" * 3 + "пар1", b"\xff" * 60),
    "without_case": ("密" * 40 + "1", "密" * 40),
    "in_two_letters": ("ß" * 40 + "1", "s" * 80),
    "two_codes_alike": ("\x01" * 40 + "1", "x01" * 40),
    "white_space_shown": ("a t" + " t" * 20 + " b", "a" + "\\t" * 5000),
    "white_space_from_anywhere": ("t t b", "\\t" * 30_000),
    "backslashes": ("a" * 60, ("a" + "\\" * 500) * 120),
    "almost": ("a" * 300 + "b", "a" * 64_000),
    "base64_almost": ("a" * 300 + "b", encoded("a" * 299) * 200),
    "base64_of_nothing": ("\u0100" * 40, "A/" * 32_000),
}


@pytest.mark.parametrize("kind", SLOW)
def test_twenty_hostile_replies__read_in_time(kind: str) -> None:
    """Each was a freeze, or might be one; that the letters match in part is what makes them hard."""
    password, text = SLOW[kind]
    said = Discretion(USER, password)
    for _ in range(20):
        said(text)


PIECES = st.sampled_from(
    ["\ufffd", "?", "\\", "\\t", " ", "\r\n", "t", "s", "x01", "xd0", "A", "AAAA", "/+9", "=", "\0", "["]
)
HARD = st.text(st.sampled_from("aAtnsx1 \\?ßẞŉÃ\x83\x01ñп密🔑\u0130\u0307"), min_size=1, max_size=40)


@settings(max_examples=200, deadline=None)
@given(HARD, st.data())
def test_any_hostile_reply__read_in_time_and_without_it(password: str, data: st.DataObject) -> None:
    size = len(password)
    parts = st.tuples(st.integers(0, size), st.integers(0, size)).map(lambda at: password[at[0] : at[1]])
    form = st.sampled_from(sorted(FORMS)).flatmap(lambda name: parts.map(FORMS[name]))
    text = "".join(data.draw(st.lists(PIECES | parts | form, min_size=1, max_size=8)))
    said = Discretion(USER, password)
    for hostile in (text, text * (65_536 // (len(text) or 1)), text + "\ufffd" * 65_536):
        shown = said(hostile)
        assert len(shown) <= 200
        assert wordlike(password) or len(core(password)) < WORDLIKE or password not in shown


@given(HARD)
@example("a t t b")
@example("пароль")
def test_nothing_is_tried_twice(password: str) -> None:
    """All choices and repetitions are atomic, but for which form it is and where base64 has it."""
    form = re.compile(
        r"\\.|\[(?:\\.|[^]\\])*\]|[*+?}][?+]?|\(\?(?:P<code>|[>:=!]|<[=!])|[()|]|[^\\]", re.DOTALL
    )
    known = Discretion(USER, password)._known
    if known is None:
        return
    inside: list[str] = []
    for token in form.findall(known.pattern):
        if token.startswith("("):
            inside.append(token)
        elif token == ")":
            inside.pop()
        elif "(?>" not in inside:
            assert token[0] not in "*+?}" or (token.endswith("+") and len(token) == 2) or token == "*?", token
            assert token != "|" or not inside, known.pattern


@pytest.mark.parametrize("password", ["canaryXYZ1", "can ary", "ñandú1", "canary"])
@pytest.mark.parametrize("form", sorted(FORMS))
def test_what_is_too_long_to_read__not_half_of_it_is_left(password: str, form: str) -> None:
    written = FORMS[form](password)
    said = Discretion(USER, password)
    for half in range(1, len(written)):
        long = "\0" * (READ - half) + written + "\0" * 50
        assert said(long) == ""


# a whole session


def folders(mailbox: ImapMailbox) -> None:
    mailbox.folders()


def whole(mailbox: ImapMailbox) -> None:
    """What a pass does, and a wait."""
    mailbox.folders()
    drafts = Folder("Drafts")
    mailbox.status(drafts)
    list(mailbox.arrivals(drafts, None))
    mailbox.listing(drafts)
    mailbox.source(Placement("Drafts", 7, 4))
    mailbox.append_draft(DRAFT)
    mailbox.append_notice(DRAFT.source)
    mailbox.withdraw(DRAFT, Placement("Drafts", 7, 4))
    mailbox.wait(timedelta(milliseconds=20))


FETCHED = b"* 1 FETCH (UID 4 FLAGS (\\Draft) BODY[]<0> {%d}\r\n%b)\r\n%%s OK done\r\n"
PLACES = ["CAPABILITY", "LOGIN", "LIST", "STATUS", "EXAMINE", "SELECT", "UID FETCH", "APPEND"]
PLACES += ["UID COPY", "UID STORE", "UID EXPUNGE", "NOOP", "IDLE"]

WAYS: dict[str, Callable[[bytes], Reply]] = {
    "no": lambda words: b"%s NO " + words + b"\r\n",
    "no_with_a_code": lambda words: b"%s NO [UNAVAILABLE] " + words + b"\r\n",
    "refused": lambda words: b"%s NO [AUTHENTICATIONFAILED] " + words + b"\r\n",
    "bad": lambda words: b"%s BAD unknown: " + words + b"\r\n",
    "bye": lambda words: [b"* BYE " + words + b"\r\n", HANG_UP],
    "out_of_step": lambda words: b"ZZ9 OK " + words + b"\r\n",
    "rubbish": lambda words: [words + b"\r\n", HANG_UP],
    "no_end": lambda words: [b"* " + words, HANG_UP],
    "in_a_code": lambda words: b"%s NO [X " + words + b"] no\r\n",
}


@contextmanager
def heard() -> Iterator[list[str]]:
    """Whatever any part of the program logs meanwhile."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    lines: list[str] = []
    ear, root = Ear(), logging.getLogger()
    root.addHandler(ear)
    try:
        yield lines
    finally:
        root.removeHandler(ear)


def told(password: str, replies: dict[str, Reply], greeting: bytes = b"") -> str:
    """All that is told of a session in which the server says this."""
    known: dict[str, Reply] = {"UID FETCH": FETCHED % (len(DRAFT.source), DRAFT.source)}
    server = ScriptedServer(known | replies, **({"greeting": greeting} if greeting else {}))
    mailbox = ImapMailbox(
        ImapAccount("main", server.host, server.port, "none", USER, lambda: password), patience=1.0
    )
    try:
        with heard() as lines:
            try:
                whole(mailbox)
            except OperatorError as error:
                lines += [repr(error), *traceback.format_exception(error)]
        return "\n".join(lines).replace(str(server.port), "PORT")
    finally:
        mailbox.close()
        server.stop()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(PASSWORDS, st.sampled_from(PLACES), st.sampled_from(sorted(WAYS)), st.sampled_from(sorted(FORMS)))
@example("canaryXYZ1", "LIST", "no_with_a_code", "plain")
@example("canaryXYZ1", "STATUS", "bye", "plain")
@example("canaryXYZ1", "STATUS", "no_with_a_code", "base64_of_plain")
@example('can\\ary"X', "LOGIN", "bad", "quoted")
@example('can\\ary"X', "LOGIN", "bye", "quoted")
@example("cañary1", "LIST", "no", "plain")
@example("canaryXYZ1", "IDLE", "bye", "plain")
@example("canaryXYZ1", "IDLE", "no", "plain")
@example("canaryXYZ1", "APPEND", "no_with_a_code", "quoted")
def test_nothing_told_of_a_session_has_it(password: str, place: str, way: str, form: str) -> None:
    assume(len(core(password).replace("\\", "").replace(" ", "")) >= SHORT)
    words = re.sub(r"[\r\n\0]", " ", f"ana {FORMS[form](password)} end").encode()
    silent = told(password, {place: WAYS[way](b"ana *** end")})
    assume(not seen(password, silent))
    assert not seen(password, told(password, {place: WAYS[way](words.replace(b"%s", b"%%"))}))


@pytest.mark.parametrize("way", ["* BYE {}\r\n", "* OK {}", "{}\r\n", "* NO {}\r\n"])
@pytest.mark.parametrize("form", ["plain", "base64_of_plain"])
def test_nor_what_is_told_of_a_greeting(way: str, form: str) -> None:
    """It may come from an earlier session."""
    password = "canaryXYZ1"
    assert not seen(password, told(password, {}, way.format(FORMS[form](password)).encode()))
