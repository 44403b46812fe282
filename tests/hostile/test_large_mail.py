"""Mail of any size and shape, in the mailbox of a real server: a pass reads its beginning, in little memory."""

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
from tests.hostile.made_up import HEAD, PLAIN, made_up

ABOVE = 50_000_000
"""How many octets of memory a pass may take beyond one over a mailbox with a single plain mail."""

MEBIBYTE = 1 << 20
LARGE = 100 * MEBIBYTE

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
        env=office.surroundings(), cwd=office.folder, capture_output=True, text=True, timeout=300, check=False,
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


def large() -> Iterable[bytes]:
    """A mail of a hundred mebibytes, a piece at a time: nobody here holds the whole."""
    yield HEAD.replace(b"<m@", b"<large@") + b"Subject: Large\r\n\r\n"
    line = b"Could you have a look and tell me what you think? "
    piece = (line * 20 + b"\r\n") * (MEBIBYTE // (20 * len(line) + 2))
    yield from [piece] * (LARGE // len(piece) + 1)


@pytest.fixture
def office(dovecot: Dovecot, tmp_path: Path) -> Office:
    """A mailbox that ghostd has looked at, with a plain mail in it."""
    made = Office.at(dovecot, tmp_path)
    # Their mail comes past the server; comparing it to the octet would take longer than all else.
    dovecot.recorder.mailbox(made.user).furnished = True
    measured_pass(made)
    put(dovecot.maildir(made.user), "plain", [PLAIN])
    return made


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("mails", ["one_of_100_megabytes", "all_that_is_made_up"])
def test_a_pass_over_it_takes_little_memory(office: Office, dovecot: Dovecot, mails: str) -> None:
    account, base = measured_pass(office)
    assert account["messages"] == 1
    inbox = dovecot.maildir(office.user)
    if mails == "one_of_100_megabytes":
        put(inbox, "large", large())
        count = 1
        assert (inbox / "new" / "large").stat().st_size > LARGE
    else:
        # Dovecot takes an empty file for one that is still being written, and removes it.
        hostile = {name: source for name, source in made_up().items() if source}
        for name, source in hostile.items():
            put(inbox, name, (source[at : at + MEBIBYTE] for at in range(0, len(source), MEBIBYTE)))
        count = len(hostile)
    account, peak = measured_pass(office)
    print(f"{count} mails through Dovecot: {peak / 1e6:.1f} MB, {(peak - base) / 1e6:+.1f} MB")
    assert account["errors"] == []
    assert account["quarantined"] == 0
    assert account["messages"] == count
    assert peak - base < ABOVE
    parts = office_asked_for(dovecot, office)
    assert parts, "texts were read"
    assert max(parts) <= 65_536, "and never more of one than that"


def office_asked_for(dovecot: Dovecot, office: Office) -> list[int]:
    """How many octets of mails' texts ghostd asked for, as Dovecot kept it."""
    said = b"".join(file.read_bytes() for file in dovecot.recorder.folder(office.user).glob("*.in"))
    assert not re.search(rb"BODY(?:\.PEEK)?\[\](?!<)|RFC822(?!\.SIZE)", said), "no mail was asked for whole"
    return [int(octets) for octets in re.findall(rb"BODY\.PEEK\[[^]]*\]<0\.(\d+)>", said)]
