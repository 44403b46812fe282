"""What a command imports: `--version` and `status` must not wait for libraries that they do not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from office import Office

SHOW = """
import sys
from ghostd.cli.main import run
run(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""
HEAVY = {"imapclient", "apscheduler", "jinja2", "pymap", "mailparser", "holidays"}
HEAVY |= {"babel", "simplemma", "icalendar"}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], HEAVY | {"pydantic", "rich", "yaml", "sqlite3"}),
        (["--help"], HEAVY | {"pydantic", "rich", "yaml", "sqlite3"}),
        (["status"], HEAVY),
        (["status", "--json"], HEAVY | {"rich"}),
        (["show", "acme", "--json"], HEAVY | {"rich"}),
        (["pause", "acme"], HEAVY | {"rich"}),
    ],
    ids=lambda value: "_".join(value) if isinstance(value, list) else "",
)
def test_a_command__imports_only_what_it_uses(
    tmp_path: Path, arguments: list[str], unwanted: set[str]
) -> None:
    office = Office(tmp_path).furnish()
    ended = subprocess.run(
        [sys.executable, "-c", SHOW, *arguments],
        env=office.surroundings() | {"GHOSTD_CONFIG": str(office.config)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert not unwanted & set(ended.stderr.split())
