"""Which header fields are asked for, and how they are picked from a header the way a server does it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from ghostd.core.arrivals import FIELDS

TRACE = ("Received",)
"""The fields that are asked for only where Date and INTERNALDATE disagree."""

WANTED = tuple(name for name in FIELDS if name not in TRACE)
"""The header fields an `Arrival` carries."""

HEADER_LIMIT = 262_144
"""No header is read further than this, so that one hostile message cannot fill the memory."""

AGREEMENT = timedelta(hours=48)

MONTHS = {
    name: number
    for number, name in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}

BLANK_LINE = re.compile(rb"\r?\n\r?\n")
FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n?")
DATE_FIELD = re.compile(
    rb"^Date[ \t]*:[ \t\r\n]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE
)
PLAIN_DATE = re.compile(rb"(?:[A-Za-z]{3},)? *(\d{1,2}) ([A-Za-z]{3}) (\d{4}) \d\d:\d\d")


def select_fields(source: bytes, names: Iterable[str] = WANTED) -> bytes:
    """The named fields of the message in their order, folded as they were, ended by an empty line.

    This is what `BODY[HEADER.FIELDS (...)]` gives (RFC 3501, 6.4.5).
    """
    end = BLANK_LINE.search(source)
    header = source[: end.end()] if end else source
    wanted = {name.lower().encode() for name in names}
    kept = [m.group().rstrip(b"\r\n") for m in FIELD.finditer(header) if m.group(1).lower() in wanted]
    lines = b"".join(re.sub(rb"\r?\n", b"\r\n", field) + b"\r\n" for field in kept)
    return (lines + b"\r\n")[:HEADER_LIMIT]


def dates_disagree(header: bytes, internal_date: datetime) -> bool:
    """Whether the Date field is more than 48 hours off INTERNALDATE; False without a readable Date."""
    found = DATE_FIELD.search(header)
    plain = PLAIN_DATE.match(found.group(1)) if found else None
    # Nearly every message agrees to the day, and that is seen ten times faster than a full parse: the same
    # calendar day in any two zones is less than 48 hours apart.
    if plain and same_day(plain, internal_date):
        return False
    written = date_of(header)
    return written is not None and abs(written - internal_date) > AGREEMENT


def date_of(header: bytes) -> datetime | None:
    """The instant in the Date field, in UTC; None without a readable one."""
    end = BLANK_LINE.search(header)
    found = DATE_FIELD.search(header, 0, end.end() if end else len(header))
    if not found:
        return None
    try:
        written = parsedate_to_datetime(found.group(1).decode("ascii", "replace"))
        return (written if written.tzinfo else written.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def same_day(plain: re.Match[bytes], internal_date: datetime) -> bool:
    try:
        written = date(int(plain[3]), MONTHS[plain[2].lower()], int(plain[1]))
    except (KeyError, ValueError):
        return False
    return written == internal_date.date()
