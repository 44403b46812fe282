"""Dates as people write them."""

from __future__ import annotations

from datetime import date

_MONTHS = {
    "en": ("January February March April May June July August September October November December"),
    "es": ("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
}


def spoken_date(day: date, language: str, *, year: bool = False) -> str:
    """The date as people write it: `3 May`, `3 de mayo`; ISO 8601 in a language without a table of months."""
    months = _MONTHS.get(language)
    if months is None:
        return day.isoformat()
    link = " de " if language == "es" else " "
    parts = [str(day.day), months.split()[day.month - 1]] + ([str(day.year)] if year else [])
    return link.join(parts)
