"""The commands as an owner runs them, against a real server, and what they say when something is wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dovecot import Dovecot
from office import Office, letter, mute_server

PAGE = 4096
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ASKED = NOW - timedelta(hours=20)


@pytest.fixture
def office(dovecot: Dovecot, tmp_path: Path) -> Office:
    """Acme answers within hours, and has not answered the last mail, which is a day old."""
    office = Office.at(dovecot, tmp_path)
    for week in range(8, 0, -1):
        asked = NOW - timedelta(weeks=week, hours=4)
        question = letter("ana@example.com", "bob@acme.example", f"Week {week}", asked, f"a{week}")
        office.deliver("Sent", question, asked)
        answered = asked + timedelta(hours=3)
        thread = [f"<a{week}@example.com>"]
        back = letter("bob@acme.example", "ana@example.com", f"Re: Week {week}", answered, f"b{week}", thread)
        office.deliver("INBOX", back, answered)
    last = letter("ana@example.com", "bob@acme.example", "The plan", ASKED, "last")
    office.deliver("Sent", last, ASKED)
    return office


@pytest.fixture
def bare(tmp_path: Path) -> Office:
    return Office(tmp_path).furnish()


NOTHING_AMISS = {"not_reached_since": None, "held_back": None, "quarantined": []}


@pytest.mark.dovecot
def test_once_status_show_plan__tell_the_same_story(office: Office) -> None:
    first = office.json("once", "--now", NOW.isoformat())
    assert first == {
        "accounts": [
            {
                "name": "main",
                "messages": 17,
                "drafts_appended": 0,
                "drafts_withdrawn": 0,
                "notices": 0,
                "errors": [],
                "quarantined": 0,
            }
        ]
    }
    status = office.json("status", "--now", NOW.isoformat())
    assert status["accounts"] == [
        {"name": "main", "last_sync": "2026-11-20T12:00:00Z", "ok": True, "problem": None, **NOTHING_AMISS}
    ]
    acme, lumen = status["clients"]
    assert (acme["name"], acme["turn"], acme["silent_since"]) == ("Acme", "client", "2026-11-19T16:00:00Z")
    assert acme["silent_business_hours"] == 5.0
    assert acme["usual"]["answers"] == 8
    assert (lumen["name"], lumen["turn"], lumen["usual"]) == ("Lumen", "none", None)
    shown = office.json("show", "ac", "--now", NOW.isoformat())
    assert {name: shown[name] for name in acme} == acme
    assert shown["entries"] == []
    assert office.json("plan", "--now", NOW.isoformat()) == {"actions": []}


@pytest.mark.dovecot
def test_plan__says_what_once_then_does_and_writes_nothing(office: Office) -> None:
    office.json("once", "--now", NOW.isoformat())
    later = NOW
    seen = False
    for _ in range(30):
        later += timedelta(days=1)
        before = office.folder_sizes()
        planned = office.json("plan", "--now", later.isoformat())["actions"]
        assert office.folder_sizes() == before
        done = office.json("once", "--now", later.isoformat())["accounts"][0]
        if done["drafts_appended"]:
            seen = True
            break
    assert seen
    assert {action["client"] for action in planned} == {"Acme"}
    assert all(set(action) >= {"client", "action", "step", "reason", "at"} for action in planned)
    assert office.folder_sizes()["Drafts"] == before["Drafts"] + 1
    client = office.json("status", "--now", later.isoformat())["clients"][0]
    assert [draft["verdict"] for draft in client["drafts"]] == ["pending"]
    assert client["case"]["playbook"] == "ghosting"
    assert "waiting for you" in office.ghostd("status", "--now", later.isoformat()).stdout
    told = office.ghostd("show", "acme", "--now", later.isoformat()).stdout
    assert "pending" in told
    assert client["explanation"].split(".")[0] in " ".join(told.split())


@pytest.mark.dovecot
def test_a_wrong_password__ends_with_77_and_says_what_to_mend(office: Office) -> None:
    office.password = "not-this-one"
    office.furnish()
    ended = office.ghostd("once", code=77)
    assert "password" in ended.stdout
    assert "first look" not in ended.stdout
    report = office.json("once", code=77)["accounts"][0]
    assert len(report["errors"]) == 1
    account = office.json("status")["accounts"][0]
    assert not account["ok"]
    assert account["problem"] == report["errors"][0]
    assert account["not_reached_since"]
    assert "main: not reached since" in office.ghostd("status").stdout


@pytest.mark.dovecot
def test_the_first_look_that_reads__says_that_nothing_was_written(office: Office) -> None:
    office.password, right = "not-this-one", office.password
    office.furnish().ghostd("once", code=77)
    office.ghostd("pause", "lumen")
    office.password = right
    first = office.furnish().ghostd("once", "--now", (NOW + timedelta(days=30)).isoformat()).stdout
    assert first.splitlines() == [
        "main: 17 new messages",
        "  Lumen: pause (as you asked)",
        "The first look only measures; nothing was written. `ghostd status` shows everybody.",
        "Already silent before, and left alone unless you say so:",
        "  ghostd open ghosting Acme",
    ]
    assert office.ghostd("once").stdout == "main: 0 new messages\n"


@pytest.mark.dovecot
def test_one_account_unreachable__does_not_keep_the_other(office: Office) -> None:
    config = office.config.read_text()
    other = config[config.index("  - name: main") : config.index("calendar:")].replace("main", "broken")
    other = other.replace(f"port: {office.port}", "port: 1")
    office.config.write_text(config.replace("accounts:\n", "accounts:\n" + other))
    broken, main = office.json("once", code=75)["accounts"]
    assert (broken["name"], broken["messages"]) == ("broken", 0)
    assert "refused" in broken["errors"][0]
    assert (main["name"], main["messages"], main["errors"]) == ("main", 17, [])
    clients = office.json("status")["clients"]
    assert (clients[0]["name"], clients[0]["account"]) == ("Acme", "main")
    assert "broken:" in office.ghostd("status").stdout


def test_an_unreachable_server__ends_with_75(bare: Office) -> None:
    for command in ("once", "plan"):
        ended = bare.ghostd(command, code=75)
        assert "refused" in ended.stdout + ended.stderr


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_to_once_while_a_server_never_answers__is_quiet(
    bare: Office, signum: signal.Signals, code: int
) -> None:
    with mute_server() as (host, port, reached):
        bare.host, bare.port = host, port
        bare.furnish()
        process = subprocess.Popen(
            bare.command("once"),
            env=bare.surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # Whoever runs the tests in the background of a script hands down an ignored SIGINT.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        assert reached.wait(30)
        process.send_signal(signum)
        said, _ = process.communicate(timeout=30)
    assert process.returncode == code
    assert said == ""


def test_status_before_the_first_run__says_how_to_begin(bare: Office) -> None:
    said = bare.ghostd("status").stdout
    assert "ghostd once" in said
    assert "Acme" in said
    assert bare.json("status")["accounts"][0] == {
        "name": "main",
        "last_sync": None,
        "ok": False,
        "problem": None,
        **NOTHING_AMISS,
    }
    assert not bare.state.exists()


def test_status_when_piped__has_no_colour_and_fits_80_columns(bare: Office) -> None:
    said = bare.ghostd("status").stdout
    assert "\x1b" not in said
    assert all(len(line.rstrip()) <= 80 for line in said.splitlines() if not line.startswith("main:"))


def test_check__sums_up_what_will_happen(bare: Office) -> None:
    first, hours, *notes, last = bare.ghostd("check").stdout.splitlines()
    used = "3 playbooks in use (ghosting, own-mistake, return)"
    assert first == f"{bare.config} is well: 1 account, 2 clients, {used}."
    assert hours.startswith("Working hours: Mon Tue Wed Thu Fri, 09:00-18:00, Europe/Madrid")
    assert "Lumen" in notes[0]
    assert last.startswith("No mailbox was contacted")


def test_check__finds_a_wrong_template(bare: Office) -> None:
    folder = bare.folder / "mine" / "en"
    folder.mkdir(parents=True)
    (folder / "are-you-ok.txt.j2").write_text("Hello {{ nobody_knows }}\n")
    bare.config.write_text(bare.config.read_text() + "templates: mine\n")
    assert "are-you-ok.txt.j2:1" in bare.ghostd("check", code=78).stderr


def test_an_order__is_kept_for_the_next_run(bare: Office) -> None:
    said = bare.ghostd("pause", "LUM", "--until", "2999-01-01").stdout
    assert said == "Lumen: paused until Tue 01 Jan 2999; `ghostd once` or `ghostd run` will do it.\n"
    assert "`ghostd once` or `ghostd run` will do it" in bare.ghostd("open", "ghosting", "acme").stdout
    assert "`ghostd once` or `ghostd run` will do it" in bare.ghostd("close", "acme").stdout
    assert "`ghostd once` or `ghostd run` will do it" in bare.ghostd("resume", "acme").stdout
    assert bare.json("status")["clients"][0]["name"] == "Acme"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "nobody"), 'there is no client "nobody"; there is: Acme, Lumen'),
        (("close", "acme"), "Acme has no open case"),
        (("pause", ""), 'there is no client ""; there is: Acme, Lumen'),
        (
            ("open", "shouting", "acme"),
            'there is no playbook "shouting"; there is: difficult-client, disappearance, ghosting',
        ),
        (("pause", "acme", "--until", "soon"), '--until: "soon" is no time'),
        (("pause", "acme", "--until", "2020-01-01"), "--until: 2020-01-01 is over already"),
        (("status", "--now", "yesterday"), '--now: "yesterday" is no time'),
        (("status", "--now", "9999-12-31T23:59-14:00"), "is no time"),
        (("run", "--now", "2026-01-01"), "run lives in the present and takes no --now"),
    ],
    ids=lambda value: "_".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_word__is_answered_in_one_line(bare: Office, arguments: tuple[str, ...], said: str) -> None:
    ended = bare.ghostd(*arguments, code=1)
    assert ended.stdout == ""
    assert ended.stderr.startswith("ghostd: ")
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_config__may_stand_before_or_after_the_command_or_in_the_environment(bare: Office) -> None:
    program = [sys.executable, "-m", "ghostd"]
    for arguments, more in (
        (["--config", str(bare.config), "check"], {}),
        (["check", "--config", str(bare.config)], {}),
        (["check"], {"GHOSTD_CONFIG": str(bare.config)}),
        (["check"], {"XDG_CONFIG_HOME": str(bare.folder / "xdg")}),
    ):
        place = bare.folder / "xdg" / "ghostd"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy2(bare.config, place)
        shutil.copy2(bare.folder / "password", place)
        ended = subprocess.run(
            [*program, *arguments],
            env=bare.surroundings() | more,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr


def test_no_configuration__says_where_it_was_looked_for(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "ghostd", "status"],
        env=Office(tmp_path).surroundings(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 78
    assert "config.example.yaml" in ended.stderr


def test_a_closed_pipe__is_quiet(bare: Office) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = subprocess.run(
            bare.command("status", "--json"),
            env=bare.surroundings(),
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writer)
    assert ended.stderr == ""
    assert ended.returncode == 141


def test_an_unwritable_state_folder__is_told_in_one_line(bare: Office) -> None:
    bare.state.write_text("a file in its place")
    for arguments in (("once",), ("run",), ("pause", "acme")):
        ended = bare.ghostd(*arguments, code=1)
        assert ended.stderr.count("\n") == 1
        assert "state" in ended.stderr


def test_a_damaged_ledger__takes_no_order_and_is_not_called_calm(bare: Office) -> None:
    bare.ghostd("pause", "acme")
    ledger = bare.state / "main.sqlite3"
    with ledger.open("r+b") as file:
        file.seek(ledger.stat().st_size - PAGE)
        file.write(b"\0" * PAGE)
    for arguments in (("status",), ("show", "acme"), ("pause", "lumen"), ("goal", "acme", "keep")):
        ended = bare.ghostd(*arguments, code=1)
        assert ended.stdout == ""
        assert "it is damaged and was left as it is" in ended.stderr


def test_classify__says_a_line_a_file_and_goes_on_after_a_missing_one(bare: Office) -> None:
    when = NOW
    person = letter("bob@acme.example", "ana@example.com", "Plan", when, "p")
    machine = letter("bob@acme.example", "ana@example.com", "Away", when, "m")
    machine["Auto-Submitted"] = "auto-replied"
    paths = []
    for name, mail in (("person", person), ("machine", machine)):
        path = bare.folder / f"{name}.eml"
        path.write_bytes(mail.as_bytes())
        paths.append(str(path))
    ended = bare.ghostd("classify", "--json", paths[0], "/nowhere/at/all", paths[1], code=1)
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [(line["file"], line["kind"]) for line in lines] == [
        (paths[0], "human"),
        (paths[1], "auto_reply"),
    ]
    assert all(line["because"] for line in lines)
    assert "/nowhere/at/all" in ended.stderr
    assert "human" in bare.ghostd("classify", paths[0]).stdout
