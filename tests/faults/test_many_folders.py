"""A mailbox with 20,000 folders: a pass takes no more memory the second time, and not much the first."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ghostd.adapters.imap.account import ImapAccount
from ghostd.adapters.imap.mailbox import ImapMailbox
from tests.faults.conftest import Count
from tests.imap.scripted import LIST, ScriptedServer
from tests.stage import Stage, at

FOLDERS = 20_000
PASSES = 3
START = at("2026-03-02 08:00")
NAMED = re.compile(rb'"[^"]+"')

EMPTY = b"* STATUS x (MESSAGES 0 UIDNEXT 1 UIDVALIDITY 7)\r\n%s OK done\r\n"
OPENED = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 1] .\r\n%s OK done\r\n"


def crowded() -> bytes:
    more = b"".join(b'* LIST (\\HasNoChildren) "/" "Projects/%05d"\r\n' % n for n in range(FOLDERS))
    return more + LIST


@pytest.mark.timeout(600)
def test_a_pass_over_them__takes_bounded_memory(count: Count) -> None:
    server = ScriptedServer({"LIST": crowded(), "STATUS": EMPTY, "EXAMINE": OPENED})
    try:
        # In a process of its own, whose memory the system itself knows.
        ended = subprocess.run(
            [sys.executable, "-m", "tests.faults.test_many_folders", str(server.port)],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
    finally:
        server.stop()
    assert ended.returncode == 0, ended.stderr
    memory = json.loads(ended.stdout)
    print(f"{FOLDERS} folders: {memory} MB before and after each pass, at most {memory[-1]:.0f} MB")
    before, *after, most = memory
    assert most - before < 150
    # What a pass has learnt of the folders it keeps; the last learns no more. The system's figure has gaps
    # in it that Python may use again; half a kilobyte a folder would be ten megabytes.
    assert after[-1] < after[-2] + 8
    asked = [found[0] for line in server.received if (found := NAMED.search(line))]
    assert len({name for name in asked if name.startswith(b'"Projects/')}) == FOLDERS
    assert len([name for name in asked if name == b'"Projects/00007"']) >= PASSES
    count("20,000 folders", 1)


def megabytes(word: str) -> float:
    """What the system says of this process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{word}:")) / 1024


def measured(port: int, folder: Path) -> list[float]:
    """The memory in use before and after each pass, and the most there ever was."""
    stage = Stage.built(folder, START)
    where = ImapAccount("main", "127.0.0.1", port, "none", "ana", lambda: "secret")
    stage.mailbox = ImapMailbox(where)  # type: ignore[assignment]  # the port, in the place of the memory
    used = [megabytes("VmRSS")]
    for minute in range(PASSES):
        assert stage.tick(at(f"2026-03-02 09:0{minute}")).errors == []
        used.append(megabytes("VmRSS"))
    stage.mailbox.close()
    stage.ledger.close()
    return [*used, megabytes("VmHWM")]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as state:
        print(json.dumps(measured(int(sys.argv[1]), Path(state))))
