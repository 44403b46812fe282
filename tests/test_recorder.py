"""The recorder itself: who does not say that it is people is judged, and what is not recorded is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from dovecot import PASSWORD, Dovecot
from imapclient import IMAPClient

from tests.deeds import Deeds
from tests.maildir import Box
from tests.record import Deed, deed_of

DRAFT = b"Message-ID: <d@x>\r\nSubject: x\r\n\r\nHello\r\n"
FLAGGED = frozenset({"\\Draft"})


@contextmanager
def program(server: Dovecot, user: str) -> Iterator[Any]:
    with IMAPClient(server.host, server.port, ssl=False, timeout=30) as client:
        client.login(f'"{user}"', PASSWORD)
        yield client


@pytest.mark.dovecot
def test_what_people_do_is_not_judged(dovecot: Dovecot) -> None:
    with program(dovecot, dovecot.people(dovecot.user())) as client:
        client.append("Sent", DRAFT)
        client.create_folder("Projects")
        client.rename_folder("Projects", "Entwürfe & mehr")
        client.append("Entwürfe & mehr", DRAFT, ["\\Seen", "$Label"])
        client.delete_folder("Sent")
    assert dovecot.recorder.wrongs() == []


@pytest.mark.dovecot
def test_who_forgets_to_say_so_is_judged_as_ghostd(dovecot: Dovecot) -> None:
    user = dovecot.user()
    with program(dovecot, user) as client:
        client.append("Sent", DRAFT)
        client.select_folder("INBOX")
    wrong = dovecot.recorder.wrongs()
    assert [line for line in wrong if "APPEND" in line]
    assert [line for line in wrong if "SELECT" in line]
    assert [line for line in wrong if "did Deed(what='save', box='Sent'" in line]


@pytest.mark.dovecot
def test_a_session_without_a_record_is_noticed(dovecot: Dovecot) -> None:
    user, records = dovecot.user(), dovecot.recorder.records
    elsewhere = records.rename(records.with_name("elsewhere"))
    with program(dovecot, user) as client:
        client.capabilities()
    elsewhere.rename(records)
    [wrong] = dovecot.recorder.wrongs()
    assert f"of {user} has no record" in wrong


@pytest.mark.dovecot
def test_any_other_name_is_ghostds_too(dovecot: Dovecot) -> None:
    with program(dovecot, f"{dovecot.user()}@elsewhere") as client:
        client.select_folder("INBOX")
    assert len(dovecot.recorder.wrongs()) == 1


@pytest.mark.dovecot
def test_a_record_that_the_log_does_not_know_of_is_noticed(dovecot: Dovecot) -> None:
    stray = dovecot.recorder.records / "20260302-080000.1.1.in"
    stray.write_bytes(b"")
    [wrong] = dovecot.recorder.wrongs(0)
    stray.unlink()
    assert stray.name in wrong


@pytest.mark.dovecot
@pytest.mark.parametrize("how", ["flag", "gone", "octet"])
def test_a_change_on_the_disk_that_nobody_made_is_noticed(dovecot: Dovecot, how: str) -> None:
    user = dovecot.user()
    with program(dovecot, dovecot.people(user)) as client:
        client.append("INBOX", DRAFT)
    assert dovecot.recorder.wrongs() == []
    with program(dovecot, user) as client:
        client.select_folder("INBOX", readonly=True)
    [file] = (path for part in ("cur", "new") for path in (dovecot.maildir(user) / part).iterdir())
    if how == "flag":
        file.rename(file.parent.parent / "cur" / f"{file.name.partition(':')[0]}:2,S")
    elif how == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes() + b".")
    [wrong] = dovecot.recorder.wrongs()
    assert f"the mail of {user}: INBOX holds" in wrong


# what the server tells


def save(box: str = "Drafts", uid: int = 1, flags: frozenset[str] = FLAGGED, name: str = "<d@x>") -> Deed:
    return Deed("save", box, uid, name, 40, flags)


def copy(source: str = "Drafts", box: str = "Trash", uid: int = 1) -> Deed:
    return Deed("copy", box, uid, "<d@x>", 40, FLAGGED, source)


def gone(box: str = "Drafts", uid: int = 1, what: str = "expunge") -> Deed:
    return Deed(what, box, uid, "<d@x>", 40, FLAGGED)


def wrong(*deeds: Deed, people: tuple[Deed, ...] = ()) -> int:
    judge = Deeds(set())
    for deed in people:
        assert judge.see(deed, by_ghostd=False)
    return sum(not judge.see(deed, by_ghostd=True) for deed in deeds)


@pytest.mark.parametrize(
    "deeds",
    [
        (save("Sent"),),
        (save("INBOX"),),
        (save("Junk", flags=frozenset()),),
        (save(flags=FLAGGED | {"\\Seen"}),),
        (save(), save(uid=2)),
        (save(), copy(box="Sent")),
        (save(), copy(source="INBOX")),
        (save(), copy(), copy(uid=2)),
        (save(), gone()),
        (save(), gone(what="delete")),
        (save(), copy(), gone("INBOX")),
        (save(), Deed("flag_change", "Drafts", 1, "<d@x>", 40, frozenset({"\\Seen"}))),
        (Deed("created", "Pwned"),),
        (Deed("deleted", "Sent"),),
        (Deed("renamed", "Elsewhere", source="Trash"),),
    ],
)
def test_a_change_that_is_not_allowed_is_noticed(deeds: tuple[Deed, ...]) -> None:
    assert wrong(*deeds) == 1


def test_taking_what_people_have_put_there_is_noticed() -> None:
    assert wrong(copy(), gone(), people=(save(),)) == 2
    assert wrong(save(uid=2), people=(save(),)) == 1, "there is one of that name"


def test_what_ghostd_needs_to_change_is_allowed() -> None:
    assert not wrong(save(), copy(), gone(what="delete"), gone(), save("INBOX", flags=frozenset()))
    moved = Deed("renamed", "Entwürfe", source="Drafts")
    assert not wrong(save("Entwürfe"), copy("Entwürfe"), people=(Deed("created", "Drafts"), moved))


def test_a_draft_that_came_twice_may_be_taken_twice() -> None:
    judge = Deeds(set())
    assert judge.see(save(), by_ghostd=True)
    judge.see(save(uid=2), by_ghostd=False)
    assert all(judge.see(deed, by_ghostd=True) for deed in (copy(), gone(), copy(uid=2), gone(uid=2)))
    kept = dict.fromkeys((1, 2), (b"." * 40, FLAGGED))
    assert judge.differing({"Drafts": Box(2, {}), "Trash": Box(3, kept)}) == []
    assert len(judge.differing({"Drafts": Box(2, kept), "Trash": Box(3, kept)})) == 1


def test_what_dovecot_tells_is_understood() -> None:
    told = r"copy from R&D, box=x: box=Trash, uid=7, msgid=<a, b@x>, size=49, flags=(\Draft \Recent $Foo)"
    flags = frozenset({"\\Draft", "$Foo"})
    assert deed_of(told) == Deed("copy", "Trash", 7, "<a, b@x>", 49, flags, "R&D, box=x")
    assert deed_of("Mailbox renamed: Foo -> Bär") == Deed("renamed", "Bär", source="Foo")
    assert deed_of("Disconnected: Logged out") is None
