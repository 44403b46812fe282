"""A task as a phone's calendar and a list of tasks take it, read back by the library and by the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ghostd.adapters.calendar_entries import dialled, entries
from ghostd.core.replies.attachments import Task

TASK = Task(
    uid="7f3a@example.com",
    summary="Call Marta (Müller; Söhne, GmbH)",
    description="A short call.\n\n    +34 600 000 000\n\n- Ask how they are, and listen first; ñandú.\n" * 3,
    at=datetime(2026, 3, 5, 9, 0, tzinfo=UTC),
    name="call-muller-sohne-gmbh",
    phone="+34 600 000 000",
    organizer="ana@example.com",
)


def read(content: bytes, kind: str) -> Any:
    calendar = Calendar.from_ical(content)
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["VERSION"] == "2.0"
    [entry] = calendar.subcomponents
    assert entry.name == kind
    assert not entry.errors
    return entry


def test_the_event_lasts_a_quarter_of_an_hour_and_has_an_alarm() -> None:
    event = read(entries(TASK)[0].content, "VEVENT")
    assert event["UID"] == "7f3a@example.com"
    assert event["SUMMARY"] == TASK.summary
    assert event["DESCRIPTION"] == TASK.description.strip()
    assert event.decoded("DTSTART") == event.decoded("DTSTAMP") == TASK.at
    assert event.decoded("DTEND") == TASK.at + timedelta(minutes=15)
    assert event["URL"] == "tel:+34600000000"
    assert event["ORGANIZER"] == "mailto:ana@example.com"
    [alarm] = event.subcomponents
    assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", TASK.summary)
    assert alarm.decoded("TRIGGER") == timedelta(minutes=-5)


def test_the_entry_for_a_list_of_tasks_is_due_then_and_another_one() -> None:
    todo = read(entries(TASK)[1].content, "VTODO")
    assert todo.decoded("DUE") == TASK.at
    assert todo["UID"] != "7f3a@example.com"
    assert (todo["SUMMARY"], todo["STATUS"], todo["PRIORITY"]) == (TASK.summary, "NEEDS-ACTION", 5)
    assert todo["URL"] == "tel:+34600000000"


def test_what_is_not_known_is_not_there() -> None:
    for file in entries(replace(TASK, phone="", organizer="")):
        assert b"URL" not in file.content
        assert b"ORGANIZER" not in file.content


def test_the_files_are_called_after_the_task_and_are_the_same_each_time() -> None:
    files = entries(TASK)
    assert [file.name for file in files] == ["call-muller-sohne-gmbh.ics", "call-muller-sohne-gmbh-task.ics"]
    assert {file.type for file in files} == {"text/calendar; charset=utf-8; method=PUBLISH"}
    assert entries(TASK) == files


def test_times_are_in_utc_whatever_zone_they_come_in() -> None:
    content = entries(replace(TASK, at=datetime.fromisoformat("2026-07-01T09:00:00+02:00")))[0].content
    assert b"\r\nDTSTART:20260701T070000Z\r\n" in content


@given(st.text(max_size=300), st.text(max_size=600), st.text(max_size=60))
def test_whatever_a_client_is_called_adds_no_line_and_breaks_no_letter(
    summary: str, description: str, phone: str
) -> None:
    for file in entries(replace(TASK, summary=summary, description=description, phone=phone)):
        assert b"\n" not in file.content.replace(b"\r\n", b"")
        assert b"\r" not in file.content.replace(b"\r\n", b"")
        lines = file.content.split(b"\r\n")
        assert all(len(line) <= 75 for line in lines)
        unfolded = file.content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
        names = [line.partition(":")[0].partition(";")[0] for line in unfolded if line]
        assert names.count("BEGIN") == names.count("END") == (3 if "VALARM" in file.content.decode() else 2)
        assert names.count("SUMMARY") == names.count("UID") == 1
        assert Calendar.from_ical(file.content).subcomponents


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("+34 600 000 000", "tel:+34600000000"),
        ("600 123 456", "tel:600123456"),
        ("+44 (0)20 7946 0000", "tel:+442079460000"),
        ("(020) 7946-0000", "tel:02079460000"),
        ("+1-555-010-0000 ext. 12", "tel:+15550100000;ext=12"),
        ("600 123 456 / 600 123 457", ""),
        ("ask Marta", ""),
        ("12", ""),
        ("+1234567890123456", ""),
        ("", ""),
    ],
)
def test_a_number_can_be_tapped_when_it_is_one_number(phone: str, address: str) -> None:
    assert dialled(phone) == address
