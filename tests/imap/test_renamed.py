"""By what a folder is known again under another name, where UIDVALIDITY alone does not tell.

The scripted server gives every folder UIDVALIDITY 7 and UIDNEXT 10, as some do that made them in one second.
"""

from __future__ import annotations

import pytest
from scripted import Reply, Scripted

from ghostd.core.folders import Cursor, Folder, Known, Role

LISTED = (
    b'* LIST () "/" INBOX\r\n* LIST (\\Sent) "/" Sent\r\n* LIST (\\Drafts) "/" Drafts\r\n'
    b'* LIST () "/" Projects\r\n%s OK done\r\n'
)
HEADER = b"Message-ID: <a@x>\r\n\r\n"
REST = b'FLAGS () INTERNALDATE "02-Mar-2026 10:00:00 +0100" RFC822.SIZE 99'
FOUND = (
    b"* 1 FETCH (UID 4 " + REST + b" BODY[HEADER.FIELDS (MESSAGE-ID)]<0> {%d}\r\n" % len(HEADER)
    + HEADER + b")\r\n%s OK done\r\n"
)  # fmt: skip
NOTHING = b"%s OK done\r\n"


def known(name: str, role: Role, uidvalidity: int = 7, uid_next: int = 10, message_id: str = "") -> Known:
    sample = {4: message_id} if message_id else {}
    return Known(Folder(name, role), Cursor(uidvalidity, uid_next), sample=sample)


OTHERS = (known("INBOX", Role.INBOX), known("Sent", Role.SENT), known("Drafts", Role.DRAFTS))


@pytest.mark.parametrize(
    ("trash", "there", "followed"),
    [
        pytest.param(known("Trash", Role.TRASH, message_id="<a@x>"), FOUND, True, id="the_same_message"),
        pytest.param(known("Trash", Role.TRASH, message_id="<b@x>"), FOUND, False, id="another_message"),
        pytest.param(known("Trash", Role.TRASH, message_id="<a@x>"), NOTHING, False, id="all_have_left"),
        pytest.param(known("Trash", Role.TRASH), NOTHING, False, id="nothing_to_know_it_by"),
        pytest.param(
            known("Trash", Role.TRASH, uid_next=11, message_id="<a@x>"), FOUND, False, id="uidnext_went_back"
        ),
        pytest.param(
            known("Trash", Role.TRASH, uidvalidity=6, message_id="<a@x>"), FOUND, False, id="uidvalidity"
        ),
    ],
)
def test_known_again_by(scripted: Scripted, trash: Known, there: Reply, followed: bool) -> None:
    _, mailbox = scripted({"LIST": LISTED, "UID FETCH": there})
    assert mailbox.folders([*OTHERS, trash]).renamed == ({"Trash": "Projects"} if followed else {})


def test_a_uidvalidity_of_its_own_will_do_where_nothing_else_is_left(scripted: Scripted) -> None:
    _, mailbox = scripted({"LIST": LISTED, "UID FETCH": NOTHING})
    others = [known(one.folder.name, one.folder.role, uidvalidity=5) for one in OTHERS]
    assert mailbox.folders([*others, known("Trash", Role.TRASH)]).renamed == {"Trash": "Projects"}


def test_what_stood_beside_it_before_is_another_folder(scripted: Scripted) -> None:
    server, mailbox = scripted({"UID FETCH": FOUND})
    trash = known("Trash", Role.TRASH, message_id="<a@x>")
    server.replies["LIST"] = LISTED.replace(b"Projects", b'Projects\r\n* LIST () "/" Trash')
    assert mailbox.folders([*OTHERS, trash]).renamed == {}
    server.replies["LIST"] = LISTED
    assert mailbox.folders([*OTHERS, trash]).renamed == {}


def test_as_long_as_a_folder_is_gone_each_other_name_is_asked_once(scripted: Scripted) -> None:
    server, mailbox = scripted({"LIST": LISTED, "UID FETCH": NOTHING})
    trash = known("Trash", Role.TRASH, message_id="<a@x>")
    mailbox.folders([*OTHERS, trash])
    asked = len(server.received)
    for _ in range(3):
        mailbox.folders([*OTHERS, trash])
    assert [line.split()[1] for line in server.received[asked:]] == [b"LIST"] * 3


def test_nothing_is_asked_while_all_are_there(scripted: Scripted) -> None:
    server, mailbox = scripted({"LIST": LISTED})
    for _ in range(3):
        mailbox.folders(OTHERS)
    assert not any(b"STATUS" in line for line in server.received)
