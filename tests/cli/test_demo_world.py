"""The demo's mailbox is believable and the same every time; its people do what the script says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from imapclient import IMAPClient

from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.cli.demo.cast import cast
from ghostd.cli.demo.letters import Letter, Person, Thread
from ghostd.cli.demo.owner import LEFT, SENT, Deed, Owner, read, redated
from ghostd.cli.demo.past import a_year_of_mail
from ghostd.cli.demo.script import instant, letters, script
from ghostd.cli.demo.server import EmbeddedServer
from ghostd.cli.demo.world import World, connected, settle_in
from ghostd.config.build import practice
from ghostd.config.load import load
from ghostd.core.arrivals import read as read_arrival
from ghostd.core.folders import Cursor, Folder, Role
from ghostd.core.gaps.calendar import Calendar
from ghostd.core.messages import Kind, Placement
from ghostd.core.portrait import Portrait, portray

MADRID = ZoneInfo("Europe/Madrid")
CALENDAR = Calendar(zone=MADRID, holidays=frozenset({date(2026, 5, 1)}))
START = datetime(2026, 5, 4, 9, 30, tzinfo=MADRID)
EXAMPLE = re.compile(rb"@[\w.-]*?(example\.com|\.example)\b")


@pytest.fixture
def server() -> Iterator[EmbeddedServer]:
    with EmbeddedServer("ana@example.com", "demo") as server:
        yield server


@pytest.fixture
def connection(server: EmbeddedServer) -> Iterator[IMAPClient]:
    with connected(server) as connection:
        yield connection


@pytest.fixture(scope="module")
def past() -> list[Letter]:
    mail, _ = letters(START, CALENDAR)
    return a_year_of_mail(START, CALENDAR, 7) + [one for one in mail if one.at <= START]


def count(connection: IMAPClient, folder: str) -> int:
    return int(connection.folder_status(folder, ["MESSAGES"])[b"MESSAGES"])


def portraits(folder: Path, server: EmbeddedServer, mail: list[Letter], now: datetime) -> dict[str, Portrait]:
    """What the core makes of the mail, by way of the ledger that the daemon uses."""
    config = load(settle_in(server, folder))
    known = practice(config, config.accounts[0])
    ledger = SqliteLedger.open(":memory:", known.owner)
    own = known.owner.addresses
    for folder_of_mail in (Folder("INBOX", Role.INBOX), Folder("Sent", Role.SENT)):
        there = [one for one in mail if one.folder == folder_of_mail.name]
        stored = [
            (Placement(folder_of_mail.name, 1, uid), read_arrival(header_of(one), one.at, own))
            for uid, one in enumerate(there, start=1)
        ]
        ledger.store(folder_of_mail, stored, Cursor(1, len(there) + 1))
    seen = portray(known, {client.name: ledger.messages(client, now) for client in known.clients}, now)
    ledger.close()
    return seen


def header_of(letter: Letter) -> bytes:
    return letter.source.partition(b"\r\n\r\n")[0]


def test_the_year_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    assert a_year_of_mail(START, CALENDAR, 7) == a_year_of_mail(START, CALENDAR, 7)
    assert a_year_of_mail(START, CALENDAR, 7) != a_year_of_mail(START, CALENDAR, 8)


def test_the_year_holds_a_few_hundred_messages_before_the_start(past: list[Letter]) -> None:
    assert 250 <= len(past) <= 600
    assert all(START - timedelta(days=370) <= one.at <= START for one in past)
    assert {one.folder for one in past} == {"INBOX", "Sent"}


def test_every_message_has_an_id_of_its_own_and_a_reserved_domain(past: list[Letter]) -> None:
    assert len({one.message_id for one in past}) == len(past)
    for one in past:
        assert one.source.count(b"@") == len(EXAMPLE.findall(one.source))


def test_every_kind_of_mail_is_there_and_told_apart(past: list[Letter]) -> None:
    kinds = Counter(read_arrival(header_of(one), one.at).kind for one in past)
    assert kinds[Kind.HUMAN] > 200
    assert kinds[Kind.AUTO_REPLY] >= 1
    assert kinds[Kind.BOUNCE] == 1
    assert kinds[Kind.NEWSLETTER] > 10
    assert kinds[Kind.LIST] > 10


def test_both_languages_are_written(past: list[Letter]) -> None:
    bodies = [str(read(one.source).get_content()) for one in past if b"multipart" not in one.source]
    assert any("¿" in body for body in bodies)
    assert any("Hello" in body for body in bodies)


def test_a_reply_is_threaded_and_quotes_what_it_answers(past: list[Letter]) -> None:
    replies = [read(one.source) for one in past if b"\r\nIn-Reply-To: " in one.source]
    human = [one for one in replies if "auto-submitted" not in one]
    assert len(human) > 100
    ids = {one.message_id for one in past}
    for reply in human:
        assert reply["In-Reply-To"] in ids
        assert str(reply["Subject"]).startswith("Re: ")
        assert "\n> " in str(reply.get_content())


def test_at_the_start_each_client_is_what_the_story_needs(
    past: list[Letter], server: EmbeddedServer, tmp_path: Path
) -> None:
    seen = portraits(tmp_path, server, past, START.astimezone(UTC))
    waiting = {name for name, one in seen.items() if one.silence}
    assert waiting == {"Brightleaf Books", "Fundación Ribera", "Casa Olmo", "Fjord Outdoor"}
    assert not any(one.silence.unusual for one in seen.values() if one.silence)
    fjord = seen["Fjord Outdoor"].silence
    assert fjord is not None
    assert fjord.bounce is not None
    away = seen["Casa Olmo"].absence
    assert away is not None
    assert away.last == date(2026, 5, 18)
    day = CALENDAR.day
    assert seen["Brightleaf Books"].usual.p90 < 2.5 * day
    assert 4 * day <= seen["Fundación Ribera"].usual.median <= 8 * day
    assert seen["Pixel & Pine"].usual.median < 0.5 * day
    assert not any(one.usual.pooled for one in seen.values())


def test_a_week_on_only_the_silent_one_is_unusual(server: EmbeddedServer, tmp_path: Path) -> None:
    now = instant(START, CALENDAR, 3, "18:00")
    mail, _ = letters(START, CALENDAR)
    mail = [one for one in mail + a_year_of_mail(START, CALENDAR, 7) if one.at <= now]
    seen = portraits(tmp_path, server, mail, now.astimezone(UTC))
    silent = {name: one.silence for name, one in seen.items() if one.silence}
    unusual = {name for name, silence in silent.items() if silence.unusual and silence.bounce is None}
    assert unusual == {"Brightleaf Books"}


def test_fill_brings_the_past_and_says_how_far_it_is(connection: IMAPClient) -> None:
    world = World(connection, START, CALENDAR)
    told: list[int] = []
    assert world.fill(told.append) == world.past
    assert told[-1] == world.past
    assert told == sorted(told)
    assert count(connection, "INBOX") + count(connection, "Sent") == world.past


def test_internal_dates_are_those_of_the_letters(connection: IMAPClient) -> None:
    World(connection, START, CALENDAR).fill()
    connection.select_folder("Sent", readonly=True)
    found = connection.fetch(connection.search(), ["INTERNALDATE"]).values()
    dates = [one[b"INTERNALDATE"] for one in found]
    assert max(dates) <= START
    assert dates == sorted(dates)


def test_each_day_brings_its_letters_once(connection: IMAPClient) -> None:
    world = World(connection, START, CALENDAR)
    first = world.day(START.date())
    assert [one.folder for one in first] == ["INBOX", "Sent", "INBOX"]
    assert world.day(START.date()) == []
    assert count(connection, "INBOX") == 2


def draft_to(person: Person, connection: IMAPClient, message_id: str) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "ana@example.com", person.header
    message["Subject"], message["Message-ID"] = "Re: Are you well", message_id
    message["Date"] = "Mon, 04 May 2026 09:30:00 +0200"
    message.set_content("Hello,\n\nhow are you?\n\nAna\n")
    source = message.as_bytes().replace(b"\n", b"\r\n")
    connection.append("Drafts", source, (rb"\Draft", rb"\Seen"), START)


def test_the_owner_sends_a_draft_as_it_is_but_for_its_date(connection: IMAPClient) -> None:
    draft_to(cast().party("Brightleaf Books").contact, connection, "<d1@example.com>")
    at = START + timedelta(hours=2)
    (deed,) = Owner(connection).approve(at)
    assert (deed.what, deed.party, deed.added) == (SENT, "Brightleaf Books", "")
    assert count(connection, "Drafts") == 0
    connection.select_folder("Sent", readonly=True)
    (found,) = connection.fetch(connection.search(), ["BODY.PEEK[]", "FLAGS"]).values()
    sent = read(found[b"BODY[]"])
    assert sent["Message-ID"] == "<d1@example.com>"
    assert sent["Date"].datetime == at
    assert rb"\Draft" not in found[b"FLAGS"]


def test_the_owner_adds_a_sentence_for_one_client(connection: IMAPClient) -> None:
    draft_to(cast().party("Taller Azul").contact, connection, "<d2@example.com>")
    (deed,) = Owner(connection).approve(START)
    assert "hornada" in deed.added
    assert deed.added in deed.text.replace("\n", " ")
    assert deed.text.startswith("Hello,")


def test_the_owner_leaves_one_draft_for_a_day(connection: IMAPClient) -> None:
    draft_to(cast().party("Harbour Dental").contact, connection, "<d3@example.com>")
    owner = Owner(connection)
    assert [deed.what for deed in owner.approve(START)] == [LEFT]
    assert count(connection, "Drafts") == 1
    assert [deed.what for deed in owner.approve(START + timedelta(days=1))] == [SENT]
    assert count(connection, "Drafts") == 0


def test_a_client_answers_the_follow_up_once_in_its_thread(connection: IMAPClient) -> None:
    world = World(connection, START, CALENDAR)
    at = instant(START, CALENDAR, 8, "11:40")
    world.until(at)
    deed = Deed(SENT, "Taller Azul", at, "Re: Catálogo", "¿Todo bien?", "<sent@example.com>")
    world.react(deed)
    world.react(deed)
    came = [one for one in world.until(at + timedelta(days=4)) if b"tallerazul" in one.source]
    assert len(came) == 1
    assert read(came[0].source)["In-Reply-To"] == "<sent@example.com>"


def test_who_has_no_reaction_in_the_script_stays_silent(connection: IMAPClient) -> None:
    world = World(connection, START, CALENDAR)
    world.until(instant(START, CALENDAR, 60, "18:00"))
    world.react(Deed(SENT, "Brightleaf Books", START, "Re: proofs", "Are you well?", "<s@example.com>"))
    assert world.until(START + timedelta(days=300)) == []


def test_a_new_date_replaces_a_folded_one_and_nothing_else() -> None:
    source = (
        b"From: a@b.example\r\nDate: Mon, 04 May 2026\r\n 09:30:00 +0200\r\nSubject: x\r\n\r\nDate: here\r\n"
    )
    changed = redated(source, START)
    assert changed == (
        b"From: a@b.example\r\nDate: Mon, 04 May 2026 09:30:00 +0200\r\nSubject: x\r\n\r\nDate: here\r\n"
    )


def test_a_thread_names_all_that_came_before() -> None:
    owner, partner = cast().owner, cast().party("Harbour Dental").contact
    thread = Thread("t", "Cards", "en", owner)
    first = thread.letter(START, partner, [owner], "One.")
    second = thread.letter(START, owner, [partner], "Two.")
    third = read(thread.letter(START, partner, [owner], "Three.").source)
    assert third["In-Reply-To"] == second.message_id
    assert third["References"] == f"{first.message_id} {second.message_id}"
    assert second.folder == "Sent"


def test_business_days_skip_weekends_and_holidays() -> None:
    assert instant(START, CALENDAR, -1, "15:40").date() == date(2026, 4, 30)
    assert instant(START, CALENDAR, 5, "10:00").date() == date(2026, 5, 11)


def test_the_script_names_only_clients_and_people_there_are() -> None:
    names = {party.name for party in cast().parties}
    assert {line.party.name for line in script().lines} <= names
    assert set(script().approvals) <= names
