"""When a message was written: the server's clock where it can be right, else what the mail says of itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from ghostd.core.arrivals.headers import Fields, raw, unencode
from ghostd.core.arrivals.months import MONTHS, PATTERN
from ghostd.core.characters import fold
from ghostd.core.messages import Dated

AGREEMENT = timedelta(hours=48)
"""How far two clocks may lie apart and still speak of the same moment."""

TOLERANCE = timedelta(days=2)
"""How far ahead of its delivery a Date may claim to be written."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DATE_LIMIT = 200
RECEIVED_LIMIT = 50

_CLOCK = r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d{1,9})?)?\s*(?P<noon>[ap]m)?"
_ZONE = r"\s*(?:\(?(?:z|gmt|utc)?\s*(?P<zone>[+-]\d\d:?\d\d)\b)?"
# What email.utils would misread: it takes a year for a day, and 1 PM for one in the morning.
_OTHER = re.compile(r"^\d{4}|\d\s*[ap]m\b", re.IGNORECASE)
_FORMS = tuple(
    re.compile(form + _ZONE)
    for form in (
        rf"(?P<year>\d{{4}})[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)[t\s]\s*{_CLOCK}",
        rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{{4}}),?\s+{_CLOCK}",
        rf"(?P<day>\d\d?)[\s.-]\s*(?P<name>{PATTERN})[\s.-]\s*(?P<year>\d{{4}}),?\s+{_CLOCK}",
        rf"(?P<name>{PATTERN})\.?\s+(?P<day>\d\d?),?\s+(?P<year>\d{{4}}),?\s+(?:at\s+)?{_CLOCK}",
    )
)


def instant(fields: Fields, internal_date: datetime, *, own: bool = False) -> tuple[datetime, Dated]:
    """The message's time in UTC, and where it was taken from.

    INTERNALDATE is the truth unless it lies more than 48 hours from Date: then the mailbox was moved, and the
    topmost Received that agrees with Date knows when the mail first came in. Of the owner's own mail Date is
    the truth: its copy may be filed at any time.
    """
    internal = internal_date.replace(tzinfo=internal_date.tzinfo or UTC).astimezone(UTC)
    written = _usable(parse(raw(fields, "date")), internal)
    if written is None:
        return internal, Dated.INTERNAL
    if own:
        return written, Dated.HEADER
    if abs(internal - written) <= AGREEMENT:
        return internal, Dated.INTERNAL
    for hop in fields.get("received", ())[:RECEIVED_LIMIT]:
        passed = _usable(parse(hop.rpartition(b";")[2].decode("latin-1")), internal)
        if passed is not None and abs(passed - written) <= AGREEMENT:
            return passed, Dated.RECEIVED
    return written, Dated.HEADER


def parse(value: str) -> datetime | None:
    """The instant that `value` names, in UTC; without a zone it is read as UTC; None when it names none."""
    value = unencode(value[:DATE_LIMIT]).strip()
    try:
        if not _OTHER.search(value) and (parts := parsedate_tz(value)):
            year, month, day, hour, minute, second = parts[:6]
            local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
            return local - timedelta(seconds=parts[9] or 0)
    except (ValueError, OverflowError, TypeError, IndexError):
        # The standard library's parser trips over a few hostile forms; the regular ones are still tried.
        pass
    return _regular(fold(value))


def _regular(value: str) -> datetime | None:
    for form in _FORMS:
        match = form.search(value)
        if match:
            try:
                return _moment(match.groupdict())
            except (ValueError, OverflowError):
                return None
    return None


def _moment(found: dict[str, str | None]) -> datetime:
    year, day, hour, minute = (int(found[key] or 0) for key in ("year", "day", "hour", "minute"))
    month = MONTHS[found["name"] or ""] if found.get("name") else int(found["month"] or 0)
    if found["noon"]:
        hour = hour % 12 + (12 if found["noon"] == "pm" else 0)
    second = min(int(found["second"] or 0), 59)
    return datetime(year, month, day, hour, minute, second, tzinfo=_zone(found["zone"])).astimezone(UTC)


def _zone(zone: str | None) -> timezone:
    if not zone:
        return UTC
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return timezone(-offset if zone[0] == "-" else offset)


def _usable(at: datetime | None, internal: datetime) -> datetime | None:
    return at if at is not None and EPOCH <= at <= internal + TOLERANCE else None
