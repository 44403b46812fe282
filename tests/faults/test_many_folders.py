"""A mailbox with 20,000 folders: a pass takes no more memory the second time, and not much the first."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path

import pytest

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from tests.faults.conftest import Count
from tests.imap.scripted import LIST, ScriptedServer
from tests.stage import Stage, at

FOLDERS = 20_000
START = at("2026-03-02 08:00")
MEGABYTE = 1 << 20
NAMED = re.compile(rb'"[^"]+"')


def crowded() -> bytes:
    more = b"".join(b'* LIST (\\HasNoChildren) "/" "Projects/%05d"\r\n' % n for n in range(FOLDERS))
    return more + LIST


@pytest.mark.timeout(600)
def test_a_pass_over_them__takes_bounded_memory(tmp_path: Path, count: Count) -> None:
    empty = b"* STATUS x (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7)\r\n%s OK done\r\n"
    opened = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 1] .\r\n%s OK done\r\n"
    server = ScriptedServer({"LIST": crowded(), "STATUS": empty, "EXAMINE": opened})
    stage = Stage.built(tmp_path, START)
    where = ImapAccount("main", server.host, server.port, "none", "ana", lambda: "secret")
    stage.mailbox = ImapMailbox(where)  # type: ignore[assignment]  # the port, in the place of the memory
    peaks, kept = list[float](), list[float]()
    tracemalloc.start()
    try:
        for minute in range(3):
            server.received.clear()
            tracemalloc.reset_peak()
            assert stage.tick(at(f"2026-03-02 09:0{minute}")).errors == []
            present, peak = tracemalloc.get_traced_memory()
            peaks.append(peak / MEGABYTE)
            kept.append(present / MEGABYTE)
            asked = {found[0] for line in server.received if (found := NAMED.search(line))}
            assert len([name for name in asked if name.startswith(b'"Projects/')]) == FOLDERS
    finally:
        tracemalloc.stop()
        stage.mailbox.close()
        server.stop()
        stage.ledger.close()
    print(f"{FOLDERS} folders: at most {max(peaks):.0f} MB in a pass, {kept[-1]:.1f} MB kept")
    assert max(peaks) < 150
    # The second pass knows the folders from the first; the third knows no more.
    assert kept[2] < kept[1] + 1
    count("20,000 folders", 1)
