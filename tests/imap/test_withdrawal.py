"""Taking back a draft where the server has no MOVE, whatever breaks off at which of the commands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from dovecot import PASSWORD, Dovecot
from own_draft import DRAFT, SOURCE
from scripted import HANG_UP, Reply, Scripted

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from ghostd.core.messages import Placement
from ghostd.core.replies.digest import canonical_lines
from ghostd.errors import Declined, Unavailable
from tests.contracts.mailbox_world import NOW, ImapWorld
from tests.faults.proxy import Gone, Line, Proxy, Unit, passed
from tests.faults.servers import without

AT = Placement("Drafts", 7, 4)
CHANGED = SOURCE.replace(b"Hello", b"Hi")
BARE = b"* CAPABILITY IMAP4rev1\r\n%s OK done\r\n"
CHANGES = re.compile(rb" (UID (?:COPY|MOVE|STORE|EXPUNGE) .*|EXPUNGE.*|CLOSE.*)\r\n")

COPY = b'UID COPY 4 "Trash"'
STORE = b"UID STORE 4 +FLAGS.SILENT (\\Deleted)"
EXPUNGE = b"UID EXPUNGE 4"
REFUSED = b"%s NO [OVERQUOTA] full\r\n"


def lying(draft: bytes = SOURCE, flags: bytes = b"\\Draft", trash: bytes | None = None) -> dict[str, Reply]:
    """The replies of a server on which a draft lies in Drafts, and perhaps something in Trash."""
    opened = [b""]

    def open_folder(command: bytes) -> bytes:
        opened[0] = command.split()[-1].strip(b'"')
        return b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 10] .\r\n%s OK done\r\n"

    def fetch(command: bytes) -> bytes:
        found = draft if opened[0] == b"Drafts" else trash
        if found is None:
            return b"%s OK done\r\n"
        marks = flags if opened[0] == b"Drafts" else b""
        return b"* 1 FETCH (UID 4 FLAGS (%b) BODY[]<0> {%d}\r\n%b)\r\n%%s OK done\r\n" % (
            *(marks, len(found), found),
        )

    return {"SELECT": open_folder, "EXAMINE": open_folder, "UID FETCH": fetch}


def changes(received: Sequence[bytes]) -> list[bytes]:
    return [found[1] for line in received if (found := CHANGES.search(line))]


def test_with_uidplus_only__copied_marked_and_that_one_expunged(scripted: Scripted) -> None:
    server, mailbox = scripted(lying())
    assert mailbox.withdraw(DRAFT, AT)
    assert changes(server.received) == [COPY, STORE, EXPUNGE]


def test_copied_before__not_again(scripted: Scripted) -> None:
    server, mailbox = scripted(lying(trash=SOURCE))
    assert mailbox.withdraw(DRAFT, AT)
    assert changes(server.received) == [STORE, EXPUNGE]


def test_marked_and_copied_before__gone_on_with(scripted: Scripted) -> None:
    server, mailbox = scripted(lying(flags=b"\\Draft \\Deleted", trash=SOURCE))
    assert mailbox.withdraw(DRAFT, AT)
    assert changes(server.received) == [STORE, EXPUNGE]


@pytest.mark.parametrize("trash", [None, CHANGED, SOURCE.replace(b"<d@", b"<e@")])
def test_marked_and_no_copy_of_it_in_trash__the_owners_mark(scripted: Scripted, trash: bytes | None) -> None:
    server, mailbox = scripted(lying(flags=b"\\Deleted", trash=trash))
    assert not mailbox.withdraw(DRAFT, AT)
    assert changes(server.received) == []


@pytest.mark.parametrize("trash", [None, SOURCE])
def test_changed_since__nothing_is_done(scripted: Scripted, trash: bytes | None) -> None:
    server, mailbox = scripted(lying(draft=CHANGED, trash=trash))
    assert not mailbox.withdraw(DRAFT, AT)
    assert not mailbox.withdraw(replace(DRAFT, digest="0" * 64), AT)
    assert changes(server.received) == []


def test_with_neither_move_nor_uidplus__left_alone(scripted: Scripted) -> None:
    server, mailbox = scripted(lying() | {"CAPABILITY": BARE}, greeting=b"* OK ready\r\n")
    assert not mailbox.withdraw(DRAFT, AT)
    assert changes(server.received) == []


def test_copying_refused_for_want_of_room__about_this_draft_and_nothing_is_marked(scripted: Scripted) -> None:
    server, mailbox = scripted(lying() | {"UID COPY": REFUSED})
    with pytest.raises(Declined, match="full"):
        mailbox.withdraw(DRAFT, AT)
    assert changes(server.received) == [COPY]
    assert server.connections == 1


@pytest.mark.parametrize("verb", ["UID COPY", "UID STORE", "UID EXPUNGE"])
def test_broken_off__not_tried_again_at_once(scripted: Scripted, verb: str) -> None:
    server, mailbox = scripted(lying() | {verb: HANG_UP})
    with pytest.raises(Unavailable):
        mailbox.withdraw(DRAFT, AT)
    assert changes(server.received)[-1].startswith(verb.encode())


# on Dovecot, cut at each command


class Cuts:
    """Cuts the connection at each of these in turn, the first time it comes: a verb, and whether the command
    still reaches the server."""

    def __init__(self, *points: tuple[str, bool]) -> None:
        self.left = list(points)

    def __call__(self, line: Line, unit: Unit) -> bool:
        if self.left and unit.first:
            verb, arrives = self.left[0]
            if unit.verb == verb and (unit.tagged if arrives else unit.client):
                self.left.pop(0)
                line.cut()
                raise Gone
        return passed(line, unit)


@pytest.fixture
def proxy(dovecot: Dovecot) -> Iterator[Proxy]:
    made = Proxy(dovecot.host, dovecot.port)
    yield made
    made.stop()


POINTS = [*itertools.product(("UID COPY", "UID STORE", "UID EXPUNGE"), (False, True))]


@pytest.mark.dovecot
@pytest.mark.parametrize("first", POINTS)
def test_cut_at_one_command_and_then_at_another__the_same_end(
    dovecot: Dovecot, proxy: Proxy, first: tuple[str, bool]
) -> None:
    for points in ((first,), *((first, second) for second in POINTS)):
        user = dovecot.user()
        mailbox = ImapMailbox(ImapAccount("main", "127.0.0.1", proxy.port, "none", user, lambda: PASSWORD))
        world = ImapWorld(mailbox, dovecot.host, dovecot.port, dovecot.people(user), PASSWORD)
        own = world.deliver("Drafts", b"Subject: the owner's\r\n\r\n.\r\n", NOW, ["\\Deleted"])
        proxy.begin(Cuts(*points), without("MOVE"))
        at = mailbox.append_draft(DRAFT)
        assert at is not None
        assert withdrawn_at_last(mailbox, at, len(points))
        assert set(world.contents("Drafts")) == {own.uid}, points
        assert [text for text, _ in world.contents("Trash").values()] == [canonical_lines(SOURCE)], points
        world.close()


def withdrawn_at_last(mailbox: ImapMailbox, at: Placement, cuts: int) -> bool:
    """Whether, after these cuts at the most, it is done or there is nothing left to do."""
    for _ in range(cuts + 1):
        try:
            return mailbox.withdraw(DRAFT, at) or mailbox.source(at) is None
        except Unavailable:
            continue
    return False
