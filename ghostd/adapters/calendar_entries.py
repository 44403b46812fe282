"""A task as files that a phone's calendar and a list of tasks take (RFC 5545, published as RFC 5546 says).

Nothing is made up on the way: the same task gives the same bytes.
"""

from __future__ import annotations

import re
from datetime import UTC, timedelta

from icalendar import Alarm, Calendar, Component, Event, Todo

from ghostd.core.replies.attachments import Attachment, Task
from ghostd.core.replies.headers import legible

MEDIA_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
PRODUCT = "-//ghostd//ghostd//EN"
MIDDLE_PRIORITY = 5
"""Of 1 to 9; a published task must have one (RFC 5546, 3.4.1)."""

EARLIER = timedelta(minutes=-5)
"""When the alarm goes off."""

SHORTEST, LONGEST = 3, 15
"""Digits of a number that can be dialled (ITU-T E.164)."""

_NUMBER = re.compile(r"\s*(\+?)([\d\s().-]{3,40}?)\s*(?:(?:ext\.?|x|#)\s*(\d{1,8}))?\s*", re.IGNORECASE)


def entries(task: Task) -> tuple[Attachment, ...]:
    """The task as an event with an alarm, and as an entry of a list of tasks."""
    event, todo = _event(task), _todo(task)
    return (
        Attachment(f"{task.name}.ics", MEDIA_TYPE, _published(event)),
        Attachment(f"{task.name}-task.ics", MEDIA_TYPE, _published(todo)),
    )


def _event(task: Task) -> Event:
    event = Event()
    _tell(event, task, task.uid)
    start = task.at.astimezone(UTC)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=task.minutes))
    event.add("transp", "OPAQUE")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _line(task.summary))
    alarm.add("trigger", EARLIER)
    event.add_component(alarm)
    return event


def _todo(task: Task) -> Todo:
    todo = Todo()
    # Two components of one UID would be one and the same to a program that takes both.
    _tell(todo, task, f"task-{task.uid}")
    todo.add("due", task.at.astimezone(UTC))
    todo.add("priority", MIDDLE_PRIORITY)
    todo.add("status", "NEEDS-ACTION")
    return todo


def _tell(entry: Component, task: Task, uid: str) -> None:
    entry.add("uid", uid)
    entry.add("dtstamp", task.at.astimezone(UTC))
    entry.add("sequence", 0)
    entry.add("summary", _line(task.summary))
    entry.add("description", "\n".join(legible(line) for line in task.description.splitlines()).strip())
    if number := dialled(task.phone):
        entry.add("url", number)
    if task.organizer:
        entry.add("organizer", f"mailto:{task.organizer}")


def _published(entry: Component) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    published: bytes = calendar.to_ical()
    return published


def _line(text: str) -> str:
    return " ".join(legible(word) for word in text.split())


def dialled(phone: str) -> str:
    """The number as a `tel:` address (RFC 3966), which a tap dials; empty when it is not one number."""
    found = _NUMBER.fullmatch(phone)
    if found is None:
        return ""
    # The zero in brackets is for calls from within the country only.
    told = found[2].replace("(0)", "") if found[1] else found[2]
    digits = re.sub(r"\D", "", told)
    if not SHORTEST <= len(digits) <= LONGEST:
        return ""
    return f"tel:{found[1]}{digits}" + (f";ext={found[3]}" if found[3] else "")
