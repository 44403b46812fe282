"""`ghostd dossier` as an owner runs it, against a real server."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from dovecot import Dovecot
from office import CONFIG, Office, letter, mute_server
from stage import Stage, at

from ghostd.adapters.dossier_folder import DossierFolder
from ghostd.core.messages import Placement
from ghostd.errors import Unavailable
from ghostd.ports import NoBooks
from ghostd.service.dossier import Source, dossier_of
from ghostd.service.rehearsal import Rehearsal

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ANA, BOB = "ana@example.com", "bob@acme.example"


@pytest.fixture
def office(dovecot: Dovecot, tmp_path: Path) -> Office:
    """A question of Ana's, Bob's answer with an attachment, and a mail without a Message-ID in Junk."""
    office = Office.at(dovecot, tmp_path)
    office.deliver("Sent", letter(ANA, BOB, "The plan", NOW - 9 * DAY, "a1"), NOW - 9 * DAY)
    answer = letter(BOB, ANA, "../../<b>Re: The plan</b>\u202e", NOW - 8 * DAY, "b1", ["<a1@example.com>"])
    answer.add_attachment(bytes(range(256)) * 1000, "application", "octet-stream", filename="plan.bin")
    office.deliver("INBOX", answer, NOW - 8 * DAY)
    nameless = letter(BOB, ANA, "Forgot something", NOW - 7 * DAY, "b2")
    del nameless["Message-ID"]
    office.deliver("Junk", nameless, NOW - 7 * DAY)
    office.deliver("INBOX", letter("eve@else.example", ANA, "Hello", NOW - 7 * DAY, "e1"), NOW - 7 * DAY)
    return office


def stored(office: Office, folder: str) -> list[bytes]:
    with office.mail() as client:
        client.select_folder(folder, readonly=True)
        uids = client.search()
        return [client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"] for uid in uids]


def messages(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "messages").iterdir())


def check(folder: Path) -> None:
    for sums in ("SHA256SUMS", "SHA256SUMS.sha256"):
        subprocess.run(["sha256sum", "--strict", "-c", sums], cwd=folder, check=True, capture_output=True)


@pytest.mark.dovecot
def test_dossier__holds_every_original_byte_for_byte(office: Office) -> None:
    """Before any other command has read the mailbox, too; and nothing is remembered of it."""
    before = office.folder_sizes()
    said = office.ghostd("dossier", "acme", "--out", "acme", "--now", NOW.isoformat()).stdout
    folder = office.folder / "acme"
    assert messages(folder) == [
        "0001-2026-05-11-from-owner.eml",
        "0002-2026-05-12-from-client.eml",
        "0003-2026-05-13-from-client.eml",
    ]
    contents = [(folder / "messages" / name).read_bytes() for name in messages(folder)]
    assert contents == [*stored(office, "Sent"), stored(office, "INBOX")[0], *stored(office, "Junk")]
    assert len(contents[1]) > 300_000
    check(folder)
    listed = (folder / "SHA256SUMS").read_text().splitlines()
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(listed) == len(files) - 2
    assert "Acme: 3 messages, 0 drafts, 0 cases." in said
    assert (folder / "SHA256SUMS.sha256").read_text().split()[0] in said
    assert office.folder_sizes() == before
    assert not office.state.exists()
    page = (folder / "index.html").read_text()
    assert "../../&lt;b&gt;Re: The plan&lt;/b&gt;" in page
    assert "\u202e" not in page
    assert "Europe/Madrid" in page


@pytest.mark.dovecot
def test_dossier__is_refused_where_there_is_one(office: Office) -> None:
    office.ghostd("dossier", "acme", "--out", "acme")
    before = {path: path.read_bytes() for path in (office.folder / "acme").rglob("*.*")}
    ended = office.ghostd("dossier", "acme", "--out", "acme", code=1)
    assert "not empty" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert {path: path.read_bytes() for path in (office.folder / "acme").rglob("*.*")} == before


@pytest.mark.dovecot
def test_a_message_that_is_gone__is_listed_with_what_is_known(office: Office) -> None:
    office.ghostd("once", "--now", NOW.isoformat())
    with office.mail() as client:
        client.select_folder("INBOX")
        client.delete_messages(client.search(["SUBJECT", "The plan"]))
        client.expunge()
    said = office.ghostd("dossier", "acme", "--out", "acme", "--now", NOW.isoformat()).stdout
    assert "Of 1 message there is no original" in said
    folder = office.folder / "acme"
    assert messages(folder) == ["0001-2026-05-11-from-owner.eml", "0003-2026-05-13-from-client.eml"]
    assert "no longer in the mailbox" in (folder / "index.html").read_text()
    check(folder)


@pytest.mark.dovecot
def test_a_message_that_was_moved__is_found_where_it_is(office: Office) -> None:
    office.ghostd("once", "--now", NOW.isoformat())
    with office.mail() as client:
        client.create_folder("Acme 2026")
        client.select_folder("INBOX")
        client.move(client.search(["SUBJECT", "The plan"]), "Acme 2026")
    office.ghostd("dossier", "acme", "--out", "acme", "--now", NOW.isoformat())
    assert len(messages(office.folder / "acme")) == 3
    assert "in Acme 2026" in (office.folder / "acme" / "index.html").read_text()


@pytest.mark.dovecot
def test_two_accounts__are_in_one_order_and_named(office: Office, dovecot: Dovecot) -> None:
    config = CONFIG.replace("language: es", "language: es\nlanguage: es")
    start, end = config.index("  - name: main"), config.index("calendar:")
    other = config[start:end].replace("main", "other").replace("{user}", dovecot.user())
    office.furnish(config[:end] + other + config[end:])
    mine, office.user = office.user, other.partition("user: ")[2].split()[0]
    office.deliver("INBOX", letter(BOB, ANA, "To the other", NOW - 8.5 * DAY, "o1"), NOW - 8.5 * DAY)
    office.deliver("Sent", letter(ANA, BOB, "The plan", NOW - 9 * DAY, "a1"), NOW - 9 * DAY)
    office.user = mine
    said = office.ghostd("dossier", "acme", "--out", "acme", "--now", NOW.isoformat()).stdout
    assert "4 messages" in said
    assert [name[5:] for name in messages(office.folder / "acme")] == [
        "2026-05-11-from-owner.eml",
        "2026-05-11-from-owner.eml",
        "2026-05-12-from-client.eml",
        "2026-05-12-from-client.eml",
        "2026-05-13-from-client.eml",
    ]
    text = (office.folder / "acme" / "index.md").read_text()
    assert "Buzones" in text
    assert "también mensaje 1" in text
    assert "persona · other" in text


@pytest.mark.dovecot
def test_a_mailbox_that_does_not_let_in__leaves_nothing(office: Office) -> None:
    office.password = "not-this-one"
    office.furnish()
    ended = office.ghostd("dossier", "acme", "--out", "acme", code=77)
    assert "password" in ended.stderr
    assert not list(office.folder.glob("acme*"))


def test_an_interrupt__leaves_nothing(tmp_path: Path) -> None:
    with mute_server() as (host, port, reached):
        office = Office(tmp_path, host, port).furnish()
        process = subprocess.Popen(
            office.command("dossier", "acme", "--out", str(tmp_path / "acme")),
            env=office.surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert reached.wait(30)
        assert (tmp_path / "acme.part").is_dir()
        process.terminate()
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 143
    assert said == b""
    assert not list(tmp_path.glob("acme*"))


# on a mailbox in memory


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    stage = Stage.built(tmp_path, at("2026-05-04 09:00"))
    for number, when in enumerate(("2026-05-01 10:00", "2026-05-01 12:00", "2026-05-04 08:00")):
        made = EmailMessage()
        made["From"], made["To"], made["Subject"] = BOB, ANA, f"Number {number}"
        made["Message-ID"] = f"<n{number}@acme.example>"
        made.set_content("Words.\n")
        stage.mailbox.deliver("INBOX", made.as_bytes(policy=policy.SMTP), at(when))
    stage.tick()
    yield stage
    stage.ledger.close()


def ignored(done: int, total: int) -> None:
    """Nobody looks."""


class BreaksOff(Rehearsal):
    """A mailbox that is gone after so many originals."""

    left = 2

    def source(self, placement: Placement, limit: int = 65536) -> bytes | None:
        if not self.left:
            raise Unavailable("imap.example.com: the connection broke off")
        self.left -= 1
        return super().source(placement, limit)


def test_a_mailbox_that_breaks_off_on_the_way__leaves_nothing(stage: Stage, tmp_path: Path) -> None:
    out = tmp_path / "acme"
    source = Source(stage.practice, BreaksOff(stage.mailbox), stage.ledger, NoBooks())
    seen: list[tuple[int, int]] = []
    zone = stage.practice.calendar.zone
    with pytest.raises(Unavailable), DossierFolder(out) as folder:
        dossier_of(
            "Acme", [source], folder, stage.clock.now(), zone, lambda done, of: seen.append((done, of))
        )
    assert seen == [(1, 3), (2, 3)]
    assert not list(tmp_path.glob("acme*"))


class Endless(Rehearsal):
    """A mailbox whose first message is larger than may be."""

    def source(self, placement: Placement, limit: int = 65536) -> bytes | None:
        return bytes(limit) if placement.uid == 1 else super().source(placement, limit)


def test_a_message_that_is_too_large__is_listed_and_not_cut(stage: Stage, tmp_path: Path) -> None:
    source = Source(stage.practice, Endless(stage.mailbox), stage.ledger, NoBooks())
    zone = stage.practice.calendar.zone
    with DossierFolder(tmp_path / "acme") as folder:
        made = dossier_of("Acme", [source], folder, stage.clock.now(), zone, ignored)
    assert [kept.too_large for kept in made.messages] == [True, False, False]
    assert made.messages[0].file is None


def test_a_case__comes_with_its_history_and_its_drafts(stage: Stage, tmp_path: Path) -> None:
    stage.habit(at("2026-05-04 09:00"))
    stage.owner_writes("The plan", at("2026-05-04 10:00"))
    moment = at("2026-05-04 10:00")
    for _ in range(30):
        moment += DAY
        stage.tick(moment)
        if stage.drafts():
            break
    assert stage.drafts()
    stage.discards()
    stage.tick(moment + timedelta(minutes=2))
    stage.tick(moment + timedelta(minutes=4))
    source = Source(stage.practice, stage.mailbox, stage.ledger, NoBooks())
    with DossierFolder(tmp_path / "acme") as folder:
        made = dossier_of("Acme", [source], folder, stage.clock.now(), stage.practice.calendar.zone, ignored)
    [course], [kept] = made.courses, made.drafts
    assert [entry.event for entry in course.entries][-1] == "discarded"
    assert kept.file is not None
    assert kept.file.name.startswith("drafts/0001-2026-05-")
    assert kept.became is None
    assert made.number_of("main", course.case.anchor) == len(made.messages)
