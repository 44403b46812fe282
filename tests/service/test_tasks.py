"""A task for the owner: a notice that a phone's calendar and a list of tasks take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.service.test_notices import beginning, look, notices
from tests.stage import CONFIG, Stage, at

REACHABLE = CONFIG.replace("contact: Bob", 'contact: Bob\n    phone: "+34 600 000 000"')


@pytest.fixture
def reachable(tmp_path: Path) -> Iterator[Stage]:
    """Acme's number is known, the first draft was sent, and a call is the next step."""
    built = beginning(tmp_path, REACHABLE)
    look(built, "2026-03-02 11:00", "2026-03-04 10:00", "2026-03-05 10:00", "2026-03-06 10:00")
    built.sends(at("2026-03-06 12:00"))
    look(built, "2026-03-06 13:00")
    yield built
    built.ledger.close()


def test_a_task_comes_with_entries_for_the_calendar_and_a_list(reachable: Stage) -> None:
    look(reachable, "2026-03-11 12:20")
    mail = notices(reachable)[-1]
    assert mail["Subject"] == "Call Bob (Acme)"
    event, todo = mail.iter_attachments()
    assert [file.get_filename() for file in (event, todo)] == ["call-acme.ics", "call-acme-task.ics"]
    assert {file.get_content_type() for file in (event, todo)} == {"text/calendar"}
    [entry] = Calendar.from_ical(event.get_payload(decode=True)).walk("VEVENT")
    assert entry["SUMMARY"] == "Call Bob (Acme)"
    assert entry["URL"] == "tel:+34600000000"
    assert f"<{entry['UID']}>" == mail["Message-ID"]
    assert entry.decoded("DTSTART") == at("2026-03-11 14:00")
    body = mail.get_body(("plain",))
    assert body is not None
    assert entry["DESCRIPTION"].startswith(body.get_content()[:40])


def test_a_task_that_comes_late_in_the_day_is_for_the_next_working_morning(reachable: Stage) -> None:
    look(reachable, "2026-03-13 17:30")
    [event, _] = notices(reachable)[-1].iter_attachments()
    [entry] = Calendar.from_ical(event.get_payload(decode=True)).walk("VEVENT")
    assert entry.decoded("DTSTART") == at("2026-03-16 09:00")
