"""`ghostd replay` as it is called; run as a program, this renews the table that was approved."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from office import Office

from ghostd.adapters.mbox import letters
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.cli.main import run
from ghostd.cli.replay.command import repeated
from ghostd.cli.replay.sources import Wanted
from ghostd.core.conversations import Owner
from ghostd.core.folders import Cursor, Folder, Role
from ghostd.core.gaps.calendar import Span
from ghostd.core.gaps.forecast import Dials
from ghostd.core.messages import Placement

ANA = "ana@example.com"
GOLDEN = Path(__file__).parent / "golden" / "replay.txt"
BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "mail"
CORPUS = Path(os.environ.get("GHOSTD_MAIL_CORPUS") or BESIDE)
OWNERS = CORPUS / "owners" / "owners.json"

BEGINS = datetime(2025, 1, 6, 9, tzinfo=UTC)
PEOPLE = {"bob@acme.example": 3.0, "marta@lumen.example": 9.0, "luis@gmail.com": 26.0}
"""Who answers, and within how many hours half of the time."""

Ghostd = Callable[..., tuple[int, str, str]]
PREDICTED = ("p_answer", "answers_known", "quantiles", "p5_at_send", "alarm_alpha", "alarm_gamma")


def mail(number: str, sender: str, to: str, at: datetime, *, answers: str = "", body: str = "") -> str:
    answering = f"In-Reply-To: <{answers}@mail.example>\nReferences: <{answers}@mail.example>\n"
    return (
        f"From {sender} {at:%a %b %d %H:%M:%S %Y}\nFrom: <{sender}>\nTo: <{to}>\n"
        f"Subject: {'Re: ' if answers else ''}Sketch {(answers or number)[1:]}\nDate: {format_datetime(at)}\n"
        f"Message-ID: <{number}@mail.example>\n{answering if answers else ''}\n{body or 'Secret words.'}\n\n"
    )


def mailbox(weeks: int = 40, until: datetime | None = None) -> str:
    """Each week a question to each of PEOPLE; one in eight is never answered, in the end none is."""
    random = Random(7)
    mails: list[tuple[datetime, str]] = []
    for week in range(weeks):
        for place, (person, half) in enumerate(PEOPLE.items()):
            number = f"q{week * 3 + place}"
            at = BEGINS + timedelta(weeks=week, days=place, hours=random.random() * 6)
            body = "Could you tell me which of the two sketches you like better?"
            mails.append((at, mail(number, ANA, person, at, body=body)))
            wait = timedelta(hours=half * random.lognormvariate(0, 0.7))
            answers = random.random() > 1 / 8 and week < weeks - 4
            if answers:
                back = at + wait
                mails.append((back, mail(f"a{number}", person, ANA, back, answers=number)))
    kept = [text for at, text in sorted(mails) if until is None or at <= until]
    return "".join(kept)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    path = tmp_path / "mail.mbox"
    path.write_text(mailbox())
    return path


@pytest.fixture
def ghostd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Ghostd]:
    monkeypatch.chdir(tmp_path)
    for name, value in (("COLUMNS", "80"), ("HOME", str(tmp_path)), ("XDG_STATE_HOME", str(tmp_path))):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GHOSTD_CONFIG", raising=False)

    def call(*words: object) -> tuple[int, str, str]:
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out, said.err

    yield call


def replayed(ghostd: Ghostd, *words: object) -> dict[str, Any]:
    code, out, err = ghostd("replay", *words, "--zone", "Europe/Madrid", "--json")
    assert (code, err) == (0, "")
    (found,) = json.loads(out)["mailboxes"]
    assert isinstance(found, dict)
    return found


def turns(ghostd: Ghostd, path: Path, *words: object) -> list[dict[str, Any]]:
    out = path.parent / f"{path.stem}.jsonl"
    given = words or ("--mbox", path, "--owner", ANA, "--zone", "Europe/Madrid")
    code, _, err = ghostd("replay", *given, "--turns", out)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.read_text().splitlines()]


def table(path: Path) -> str:
    shown = io.StringIO()
    with redirect_stdout(shown):
        assert run(["replay", "--mbox", str(path), "--owner", ANA, "--zone", "Europe/Madrid"]) == 0
    return shown.getvalue()


def test_the_table_reads_as_it_was_approved(ghostd: Ghostd, box: Path) -> None:
    assert table(box) == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("columns", [80, 100, 120, 160])
def test_the_table_fits_its_terminal(
    ghostd: Ghostd, box: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = table(box).splitlines()
    assert max(map(len, lines)) <= columns
    assert not [line for line in lines if re.search(r"\w…(?!\S)", line) and "Sketch" not in line]


def test_the_json_holds_what_the_table_says(ghostd: Ghostd, box: Path) -> None:
    found = replayed(ghostd, "--mbox", box, "--owner", ANA)
    assert (found["name"], found["turns"]) == ("mail.mbox", 120)
    assert found["answered"] + found["never_answered"] + found["cut_short"] <= 120
    assert [one["days"] for one in found["settings"][:3]] == [3, 5, 7]
    (yours,) = [one for one in found["settings"] if one["configured"]]
    assert (yours["alpha"], yours["gamma"]) == (0.05, 0.10)
    assert {one["name"] for one in found["clients"]} == {"acme.example", "lumen.example", "luis@gmail.com"}
    silences = [one for client in found["clients"] for one in client["silences"]]
    assert len(silences) == yours["noticed"]["times"] > 0
    assert sum(one["drafted"] is not None for one in silences) == yours["drafted"]["times"] > 0
    assert {one["foretold"] for one in found["quantiles"]} == {0.5, 0.8, 0.9, 0.95, 0.98}


def test_other_dials_are_tried_beside_the_usual_ones(ghostd: Ghostd, box: Path) -> None:
    found = replayed(ghostd, "--mbox", box, "--owner", ANA, "--alpha", "0.03", "--gamma", "0.15")
    (yours,) = [one for one in found["settings"] if one["configured"]]
    assert (yours["alpha"], yours["gamma"]) == (0.03, 0.15)


def test_no_prediction_knows_what_came_later(ghostd: Ghostd, box: Path, tmp_path: Path) -> None:
    whole = {(one["id"], one["client"]): one for one in turns(ghostd, box)}
    compared = 0
    for weeks in (5, 17, 33):
        until = BEGINS + timedelta(weeks=weeks, hours=5)
        cut = tmp_path / f"cut{weeks}.mbox"
        cut.write_text(mailbox(until=until))
        for one in turns(ghostd, cut):
            later = whole[one["id"], one["client"]]
            assert [one[key] for key in PREDICTED] == [later[key] for key in PREDICTED]
            assert one["closed"] in (None, later["closed"])
            compared += 1
    assert compared > 100


def test_no_alarm_knows_of_an_absence_that_was_announced_later(
    ghostd: Ghostd, box: Path, tmp_path: Path
) -> None:
    asked = BEGINS + timedelta(weeks=33)
    until = asked + timedelta(hours=7)
    before, after = tmp_path / "before.mbox", tmp_path / "after.mbox"
    before.write_text(mailbox(until=until))
    away = mail("away", "bob@acme.example", ANA, until + timedelta(hours=1), body="I am back on 30 October.")
    automatic = "Auto-Submitted: auto-replied\nSubject: Out of office"
    after.write_text(before.read_text() + re.sub("Subject: .*", automatic, away))
    earlier, later = turns(ghostd, before), turns(ghostd, after)
    assert any(one["client"] == "acme.example" and not one["closed"] for one in earlier)
    assert [[one[key] for key in PREDICTED] for one in earlier] == [
        [one[key] for key in PREDICTED] for one in later
    ]


def test_dials_of_the_command_line_leave_the_least_wait_as_configured() -> None:
    configured = Dials(alpha=0.05, gamma=0.10, least=Span(5, "bd"))
    assert Wanted(alpha=0.02).over(configured) == Dials(0.02, 0.10, Span(5, "bd"))
    assert Wanted(gamma=0.2).over(configured) == Dials(0.05, 0.2, Span(5, "bd"))
    assert Wanted().over(configured) == configured


def test_several_files_are_one_mailbox_and_copies_count_once(
    ghostd: Ghostd, box: Path, tmp_path: Path
) -> None:
    text = box.read_text()
    mails = re.split(r"(?m)^(?=From \S+ \w{3} )", text)[1:]
    sent, came = tmp_path / "sent", tmp_path / "inbox"
    sent.write_text("".join(one for one in mails if f"From: <{ANA}>" in one))
    came.write_text("".join(reversed([one for one in mails if f"From: <{ANA}>" not in one])) + mails[0])
    assert turns(ghostd, sent, "--mbox", sent, came, box, "--owner", ANA, "--zone", "Europe/Madrid") == turns(
        ghostd, box
    )


def test_values_of_an_option_may_follow_each_other() -> None:
    words = "--mbox a b --owner=x y --turns out --list l --list m --json"
    assert " ".join(repeated(words.split())) == (
        "--mbox a --mbox b --owner=x --owner y --turns out --list l --list m --json"
    )


def test_the_report_is_one_file_that_loads_nothing(ghostd: Ghostd, box: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    box.write_text(box.read_text().replace("Sketch 1\n", "<script>alert(1)</script> & more\n"))
    code, out, _ = ghostd("replay", "--mbox", box, "--owner", ANA, "--html", report)
    assert code == 0
    assert f"Written: {report}" in out
    text = report.read_text()
    assert "<script" not in text
    assert not re.findall(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:|//)""", text)
    assert "default-src 'none'" in text
    assert "prefers-color-scheme: dark" in text
    assert "Secret words" not in text
    drawings = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(drawings) == 3
    for drawing in drawings:
        svg = ElementTree.fromstring(drawing)
        named = set(svg.attrib["aria-labelledby"].split())
        assert named <= {part.attrib.get("id") for part in svg}
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_nothing_of_a_body_is_printed(ghostd: Ghostd, box: Path) -> None:
    for form in ("--json", "--top=9"):
        _, out, _ = ghostd("replay", "--mbox", box, "--owner", ANA, form)
        assert "Secret" not in out
        assert "sketches" not in out


def test_an_owner_who_wrote_nothing_is_told_who_did(ghostd: Ghostd, box: Path) -> None:
    code, out, err = ghostd("replay", "--mbox", box, "--owner", "anna@example.com")
    assert (code, out) == (1, "")
    assert err.startswith(
        "ghostd: anna@example.com wrote nothing in mail.mbox; its most frequent senders are ana@"
    )
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--mbox", "none.mbox", "--owner", ANA], 1, "none.mbox: No such file"),
        (["--mbox", "diary.txt", "--owner", ANA], 1, "this is no mbox"),
        (["--mbox", "mail.mbox"], 1, "say who you are in these files: --owner"),
        (["--owner", ANA], 1, "name it with --mbox FILE"),
        (["--mbox", "mail.mbox", "--owner", "ana"], 1, '"ana" is not a mail address'),
        (["--mbox", "mail.mbox", "--owner", ANA, "--zone", "Europe/Nowhere"], 1, "--zone: "),
        (["--mbox", "mail.mbox", "--owner", ANA, "--turns", "no/such/file"], 1, "no/such/file: No such file"),
        (["--mbox", "mail.mbox", "--owner", ANA, "--alpha", "5"], 2, "--alpha"),
        ([], 78, "no configuration was found"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said_in_one_line(
    ghostd: Ghostd, box: Path, words: list[str], code: int, said: str
) -> None:
    (box.parent / "diary.txt").write_text("Dear diary,\n")
    ended, out, err = ghostd("replay", *words)
    assert (ended, out) == (code, "")
    assert said in err
    if code != 2:
        assert err.count("\n") == 1


def test_mail_in_which_nobody_was_asked_is_said_to_show_nothing(ghostd: Ghostd, tmp_path: Path) -> None:
    path = tmp_path / "notes.mbox"
    path.write_text(mail("q1", ANA, ANA, BEGINS))
    code, out, _ = ghostd("replay", "--mbox", path, "--owner", ANA, "--html", tmp_path / "r.html")
    assert code == 0
    assert "nothing to compare" in out
    assert "nothing to compare" in (tmp_path / "r.html").read_text()


def test_a_young_mailbox_says_that_ghostd_is_learning(ghostd: Ghostd, tmp_path: Path) -> None:
    path = tmp_path / "young.mbox"
    path.write_text(mailbox(weeks=8))
    code, out, _ = ghostd("replay", "--mbox", path, "--owner", ANA)
    assert code == 0
    assert "still learning" in out


def test_few_turns_are_told_in_good_grammar_and_without_shares(ghostd: Ghostd, tmp_path: Path) -> None:
    path = tmp_path / "few.mbox"
    path.write_text(mailbox(weeks=5) + mail("q99", ANA, "luis@gmail.com", BEGINS + timedelta(weeks=30)))
    code, out, _ = ghostd("replay", "--mbox", path, "--owner", ANA, "--html", tmp_path / "r.html")
    told = " ".join(out.split())
    assert code == 0
    assert "1 were" not in told
    assert "Too few answers to tell" in told
    assert "Time within which ghostd expected" not in told
    page = (tmp_path / "r.html").read_text()
    assert "Too few answers to tell" in page
    assert "How long will it take?" not in page


@pytest.fixture
def office(tmp_path: Path, box: Path) -> Office:
    """An account whose mirror holds the same mail; of the three people two are configured."""
    office = Office(tmp_path).furnish()
    found = [letter.message for letter in letters(box, {ANA})]
    office.state.mkdir()
    ledger = SqliteLedger.open(office.state / "main.sqlite3", Owner("Ana Pérez", (ANA,)))
    for role, name in ((Role.SENT, "Sent"), (Role.INBOX, "INBOX")):
        here = [m for m in found if (m.sender == ANA) == (role is Role.SENT)]
        placed = [(Placement(name, 1, uid), message) for uid, message in enumerate(here, start=1)]
        ledger.store(Folder(name, role), placed, Cursor(1, len(here) + 1))
    ledger.note_health(last_sync=BEGINS + timedelta(weeks=41))
    ledger.close()
    return office


def test_a_configured_account_is_replayed_from_its_mirror(ghostd: Ghostd, office: Office) -> None:
    now = (BEGINS + timedelta(weeks=50)).isoformat()
    code, out, err = ghostd("--config", office.config, "replay", "--json", "--now", now)
    assert (code, err) == (0, "")
    (found,) = json.loads(out)["mailboxes"]
    assert (found["name"], found["turns"]) == ("main", 80)
    assert {one["name"] for one in found["clients"]} == {"Acme", "Lumen"}
    assert found["until"] == "2025-12-22T09:00:00Z"


def test_an_account_never_read_is_said_to_be_so(ghostd: Ghostd, tmp_path: Path) -> None:
    office = Office(tmp_path).furnish()
    code, out, err = ghostd("--config", office.config, "replay")
    assert (code, out) == (1, "")
    assert "`ghostd once` reads the mailbox" in err


def test_files_take_the_calendar_and_the_owner_of_a_configuration_that_is_named(
    ghostd: Ghostd, office: Office, box: Path
) -> None:
    code, out, err = ghostd("--config", office.config, "replay", "--mbox", box)
    assert (code, err) == (0, "")
    assert "Europe/Madrid time" in out


@pytest.mark.skipif(
    not OWNERS.is_file(), reason=f"no real mailboxes at {CORPUS}; point GHOSTD_MAIL_CORPUS at them"
)
@pytest.mark.parametrize("one", json.loads(OWNERS.read_text()) if OWNERS.is_file() else [{}])
def test_a_real_mailbox_is_replayed(ghostd: Ghostd, tmp_path: Path, one: dict[str, Any]) -> None:
    path = OWNERS.parent / one["file"]
    words = ["--mbox", path, "--owner", *one["owner"], "--list", *one["lists"]]
    out = tmp_path / "turns.jsonl"
    code, said, err = ghostd("replay", *words, "--turns", out, "--html", tmp_path / "report.html", "--json")
    assert (code, err) == (0, "")
    (found,) = json.loads(said)["mailboxes"]
    assert found["turns"] == len(out.read_text().splitlines()) > 100


def renew() -> None:
    """Writes the approved table anew."""
    os.environ["COLUMNS"] = "80"
    box = Path(sys.argv[1]) / "mail.mbox"
    box.write_text(mailbox())
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text(table(box), encoding="utf-8")


if __name__ == "__main__":
    renew()
