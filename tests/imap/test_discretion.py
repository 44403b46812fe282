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
from ghostd.adapters.imap.discretion import SHORT, Discretion
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
@example("can  ary", "folded", "", "")
@example("\\\\\\\\", "shown_twice", "", "")
def test_no_form_of_it_is_said(password: str, form: str, before: str, after: str) -> None:
    assume(len(core(password).replace("\\", "").replace(" ", "")) >= SHORT or set(password) == {"\\"})
    assume(not seen(password, f"{before}{after}***"))
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


@pytest.mark.parametrize("password", ["", " ", "\\"])
def test_none_to_speak_of__words_stay_whole(password: str) -> None:
    assert Discretion(USER, password)("a server said this") == "a server said this"


def test_it_does_not_show_what_it_hides() -> None:
    assert "canary" not in repr(Discretion(USER, "canary"))


@pytest.mark.parametrize("sign", ["\\", "a", " ", "A" * 50 + "\\", "/", '\\"'])
def test_a_line_without_end__is_read_in_time(sign: str) -> None:
    Discretion(USER, 'aaa \\"aaaa b')(sign * (1_000_000 // len(sign)))


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
