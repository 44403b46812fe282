"""`ghostd.service` under a real systemd: what it does, and what becomes of it when something goes wrong."""

from __future__ import annotations

import re
import shlex
import time
from pathlib import Path

import pytest
from machine import eventually
from service import CONFIG, PASSWORD, SOON, SUBJECT, Service

STOPS_WITHIN = 5.0
"""The operator is promised two seconds at any moment; the rest is for systemctl and a busy machine."""
HUNG = """\
ExecStart=
ExecStart=/opt/ghostd/bin/python -c "import sys; from ghostd.service import rhythm; \
from ghostd.cli.main import main; rhythm.GRACE = 3.0; \
sys.argv[:] = ['ghostd', 'run', '--config', '/etc/ghostd/config.yaml']; main()"
WatchdogSec=3
"""
"""A worker has five minutes (`tests/service/test_watchdog.py`), more than its own timeouts; here it has
three seconds, so that a server that stands still is enough to hang it."""


def test_it_starts__and_is_ready_when_systemctl_returns(service: Service) -> None:
    service.systemctl("start")
    assert service.shown("ActiveState") == "active"
    service.watching()
    assert service.shown("NRestarts") == "0"
    uid = service.machine.run("id", "-u", "ghostd").strip()
    status = service.machine.run("cat", f"/proc/{service.pid}/status")
    assert re.search(rf"^Uid:\s+{uid}\s", status, re.MULTILINE)
    assert re.search(r"^CapEff:\s+0+$", status, re.MULTILINE)
    owners = service.machine.run("stat", "--format=%U:%G %a", "/var/lib/ghostd", "/etc/ghostd").splitlines()
    assert owners == ["ghostd:ghostd 700", "root:ghostd 750"]
    assert service.client()["name"] == "Acme"


def test_it_drafts__and_the_journal_has_readable_lines_without_anything_private(service: Service) -> None:
    service.silence()
    service.start()
    service.ghostd("open", "nudge", "Acme")
    (draft,) = eventually(service.drafts, service.story)
    assert "Bob" in draft
    service.says("draft.appended")
    service.systemctl("stop")
    said = [entry for entry in service.log() if entry.get("_COMM") == "ghostd"]
    assert {entry["PRIORITY"] for entry in said} == {"6"}
    for entry in said:
        assert re.match(r"[a-z]+\.[a-z-]+( |$)", entry["MESSAGE"]), entry["MESSAGE"]
    for private in (PASSWORD, SUBJECT, "@", "Bob", "Ana"):
        assert private not in service.story()


def test_killed__it_comes_back_and_writes_no_second_draft(service: Service) -> None:
    service.silence()
    service.start()
    service.ghostd("open", "nudge", "Acme")
    # At once, wherever it may be with the draft; and twice more with the draft lying there.
    for _ in range(3):
        before = service.pid
        service.machine.run("systemctl", "kill", "--signal=KILL", service.unit)
        service.restarted(before)
        eventually(service.drafts, service.story)
    assert service.shown("NRestarts") == "3"
    service.systemctl("restart")
    service.watching()
    assert len(service.drafts()) == 1


def test_roots_own_commands__leave_nothing_behind_that_the_service_cannot_open(service: Service) -> None:
    # Root has not the credential, so this look fails; but it comes first, and makes the files.
    service.machine.run("ghostd", "--config", service.config, "once", code=None)
    service.start()
    service.machine.run("ghostd", "--config", service.config, "pause", "Acme")
    service.says("order.taken account=main verb=pause")
    assert service.machine.run("find", service.state, "!", "-user", "ghostd") == ""


def test_frozen__the_watchdog_starts_it_again(service: Service) -> None:
    service.drop_in(f"{SOON}\nWatchdogSec=2")
    service.start()
    before = service.pid
    service.machine.run("systemctl", "kill", "--kill-who=main", "--signal=STOP", service.unit)
    service.restarted(before)
    assert "Watchdog timeout" in service.story()
    assert service.shown("NRestarts") == "1"


def test_a_worker_that_hangs__the_watchdog_starts_it_again(service: Service) -> None:
    service.drop_in(f"{SOON}\n{HUNG}")
    service.start()
    before = service.pid
    with service.machine.stalled("dovecot.service"):
        service.ghostd("pause", "Acme")
        eventually(lambda: "Watchdog timeout" in service.story(), service.story)
    service.restarted(before)
    assert service.client()["paused"]


def test_reload__takes_a_changed_configuration(service: Service) -> None:
    service.start()
    before = service.pid
    good = CONFIG.format(user=service.user, state=service.state)
    service.configure(good.replace("name: Acme", "name: Lumen"))
    service.systemctl("reload")
    service.says("config.reloaded accounts=1")
    service.watching()
    assert service.pid == before
    assert service.client()["name"] == "Lumen"


def test_reload__refuses_a_broken_configuration_and_goes_on_with_the_old(service: Service) -> None:
    service.silence()
    service.start()
    before = service.pid
    good = CONFIG.format(user=service.user, state=service.state)
    service.configure(good.replace("poll: 1h", "poll: often"))
    service.systemctl("reload")
    assert re.search(r"config\.yaml:\d+ +poll", service.says("config.refused"))
    assert (service.shown("ActiveState"), service.pid) == ("active", before)
    assert service.shown("StatusText").startswith("main: watching")
    assert "refused" in service.shown("StatusText")
    # It still works: an order of the owner's is carried out.
    service.configure(good)
    service.ghostd("open", "nudge", "Acme")
    eventually(service.drafts, service.story)
    service.systemctl("reload")
    service.says("config.reloaded")
    service.watching()


def test_started_with_a_broken_configuration__it_says_where_and_is_not_tried_again(service: Service) -> None:
    service.configure("accounts: none of them\n")
    service.systemctl("start", code=1)
    assert (service.shown("ActiveState"), service.shown("ExecMainStatus")) == ("failed", "78")
    assert service.shown("NRestarts") == "0"
    assert "config.yaml:1" in service.says("accounts")
    assert {entry["PRIORITY"] for entry in service.log() if entry.get("_COMM") == "ghostd"} == {"3"}


def test_the_password__comes_from_the_credential_and_is_found_nowhere_else(service: Service) -> None:
    service.start()
    pid = service.pid
    for place in ("environ", "cmdline"):
        assert PASSWORD not in service.machine.run("cat", f"/proc/{pid}/{place}")
    assert PASSWORD not in service.machine.run("systemctl", "show", service.unit)
    assert PASSWORD not in service.story()
    service.systemctl("stop")
    left = service.machine.run("grep", "-rlF", PASSWORD, "/var/lib/ghostd", "/run", "/tmp", code=None)
    assert left == ""


def test_a_command_that_needs_the_password__works_from_a_shell_as_the_documentation_says(
    service: Service,
) -> None:
    text = (Path(__file__).parents[2] / "docs" / "service.md").read_text(encoding="utf-8")
    documented = re.search(r"alias ghostd-in='sudo (.*?)'", text, re.DOTALL)
    assert documented
    service.start()
    assert "credential" in service.machine.run("runuser", "-u", "ghostd", "ghostd", "plan", code=78)
    said = service.machine.run(*shlex.split(documented[1].replace("\\\n", " ")), "plan")
    assert "Nothing is due now" in said
    assert service.drafts() == []


def test_a_refused_password__ends_it_with_77_and_it_is_not_tried_again(service: Service) -> None:
    service.furnish(password="not-this-one")
    service.systemctl("start", code=None)
    eventually(lambda: service.shown("ActiveState") == "failed", service.story)
    assert service.shown("ExecMainStatus") == "77"
    assert service.shown("NRestarts") == "0"


def test_an_encrypted_password__works_as_the_command_says(service: Service) -> None:
    sealed = service.secret + ".cred"
    service.machine.run(
        "systemd-creds", "encrypt", "--with-key=host", "--name=imap-password", "-", sealed, give=PASSWORD
    )
    service.machine.run("rm", service.secret)
    service.drop_in(f"LoadCredentialEncrypted=imap-password:{sealed}")
    service.start()
    assert PASSWORD not in service.machine.path(sealed).read_text()


@pytest.mark.parametrize("stalled", [False, True], ids=["at_rest", "while_the_server_stands_still"])
def test_it_stops_in_time(service: Service, stalled: bool) -> None:
    service.start()
    if stalled:
        with service.machine.stalled("dovecot.service"):
            service.ghostd("pause", "Acme")
            seconds = stopping(service)
    else:
        seconds = stopping(service)
    assert seconds < STOPS_WITHIN
    assert (service.shown("Result"), service.shown("ExecMainStatus")) == ("success", "0")
    assert service.lines()[-1] == "daemon.stopped"


def stopping(service: Service) -> float:
    began = time.monotonic()
    service.systemctl("stop")
    return time.monotonic() - began
