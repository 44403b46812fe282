"""A ledger that is open keeps its file's locks whatever else this process does with the file.

Closing any descriptor of a file drops every POSIX lock of the process on it (POSIX.1-2017, fcntl), and
SQLite's locks are such. Without them another process takes itself for the last one, removes the write-ahead
log on leaving, and what either writes from then on the other never sees.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ghostd.adapters.ownership import close_off
from ghostd.adapters.sqlite.aside import open_sound
from ghostd.adapters.sqlite.ledger import SqliteLedger

OWNER = frozenset({"ana@studio.example"})

PAUSE = """
import sys
from contextlib import closing
from pathlib import Path
from ghostd.adapters.sqlite.ledger import SqliteLedger
with closing(SqliteLedger.open(Path(sys.argv[1]), frozenset({"ana@studio.example"}))) as ledger:
    ledger.pause(sys.argv[2], None)
    print(*sorted(ledger.pauses()))
"""


def open_and_close(path: Path) -> None:
    SqliteLedger.open(path, OWNER).close()


def read_and_close(path: Path) -> None:
    SqliteLedger.open(path, OWNER, read_only=True).close()


def open_soundly(path: Path) -> None:
    open_sound(path, OWNER)[0].close()


def close_to_others(path: Path) -> None:
    path.chmod(0o644)
    close_off(path.parent)


@pytest.mark.parametrize("act", [open_and_close, read_and_close, open_soundly, close_to_others])
def test_what_another_process_writes_is_seen__and_the_other_way_round(
    tmp_path: Path, act: Callable[[Path], None]
) -> None:
    path = tmp_path / "main.sqlite3"
    with closing(SqliteLedger.open(path, OWNER)) as ledger:
        ledger.pause("acme", None)
        act(path)
        assert paused_by_another(path, "lumen") == ["acme", "lumen"]
        assert sorted(ledger.pauses()) == ["acme", "lumen"]
        ledger.pause("olmo", None)
        assert paused_by_another(path, "rex") == ["acme", "lumen", "olmo", "rex"]
        assert path.with_name("main.sqlite3-wal").exists()


def paused_by_another(path: Path, client: str) -> list[str]:
    """Who is paused in the end as another process sees it, which paused one itself."""
    other = subprocess.run(
        [sys.executable, "-c", PAUSE, str(path), client], capture_output=True, text=True, check=True
    )
    return other.stdout.split()
