"""Mail of any size and shape at a real server: a pass reads its beginning, in little memory."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from dovecot import Dovecot

from tests.cli.office import Office
from tests.hostile.made_up import PLAIN, made_up

ABOVE = 50_000_000
"""How many octets of memory a pass may take beyond one over a mailbox with a single plain mail."""

MEBIBYTE = 1 << 20

PASS = """
import re, sys
from ghostd.cli.main import run
code = run(sys.argv[1:])
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1], file=sys.stderr)
raise SystemExit(code)
"""
"""A pass that says last how much memory it had at most; what its parent had does not count."""


def measured_pass(office: Office) -> tuple[dict[str, object], int]:
    """What one pass says it did, and its peak of resident memory in octets."""
    done = subprocess.run(
        [sys.executable, "-c", PASS, "--config", str(office.config), "once", "--json"],
        env=office.surroundings(), cwd=office.folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    [account] = json.loads(done.stdout)["accounts"]
    return account, 1024 * int(done.stderr.split()[-1])


def put(inbox: Path, name: str, chunks: Iterable[bytes]) -> None:
    """Deliver a mail as a delivery agent does: written whole, then moved to where the server looks."""
    fresh = inbox / "tmp" / name
    with fresh.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    owner = inbox.stat()
    if os.geteuid() == 0:
        os.chown(fresh, owner.st_uid, owner.st_gid)
    fresh.rename(inbox / "new" / name)


@pytest.fixture
def office(dovecot: Dovecot, tmp_path: Path) -> Office:
    """A mailbox that ghostd has looked at, with a plain mail in it."""
    made = Office.at(dovecot, tmp_path)
    # Their mail comes past the server; comparing it to the octet would take longer than all else.
    dovecot.recorder.mailbox(made.user).furnished = True
    measured_pass(made)
    put(dovecot.maildir(made.user), "first", [PLAIN])
    return made


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.timeout(300)
def test_a_pass_over_all_that_is_made_up_takes_little_memory(office: Office, dovecot: Dovecot) -> None:
    account, base = measured_pass(office)
    assert account["messages"] == 1
    # Dovecot takes an empty file for one that is still being written, and removes it.
    hostile = {name: source for name, source in made_up().items() if source}
    assert hostile.keys() >= {"twenty_thousand_addresses", "five_thousand_nested_parts"}
    assert len(hostile["body_of_100_megabytes"]) > 100_000_000
    for name, source in hostile.items():
        chunks = (source[at : at + MEBIBYTE] for at in range(0, len(source), MEBIBYTE))
        put(dovecot.maildir(office.user), f"hostile-{name}", chunks)
    account, peak = measured_pass(office)
    octets = sum(map(len, hostile.values())) / 1e6
    print(
        f"{len(hostile)} mails, {octets:.0f} MB, through Dovecot: the pass took {peak / 1e6:.1f} MB, "
        f"{(peak - base) / 1e6:+.1f} MB beyond one over a plain mail"
    )
    assert account["errors"] == []
    assert account["quarantined"] == 0
    assert account["messages"] == len(hostile)
    assert peak - base < ABOVE
    heads, texts = asked_for(dovecot)
    assert heads == {262_144}, "the limits that SECURITY.md tells"
    assert texts == {65_536}


def asked_for(dovecot: Dovecot) -> tuple[set[int], set[int]]:
    """How many octets of a header and of a mail ghostd asked for in this test, as Dovecot kept it."""
    said = b"".join(file.read_bytes() for file in dovecot.recorder.records.rglob("*.in"))
    assert not re.search(rb"BODY(?:\.PEEK)?\[[^]]*\](?!<0\.)|RFC822(?!\.SIZE)", said), (
        "nothing without a limit"
    )
    found = re.findall(rb"BODY\.PEEK\[([^]]*)\]<0\.(\d+)>", said)
    return {int(n) for part, n in found if part}, {int(n) for part, n in found if not part}
