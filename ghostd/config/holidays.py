"""Public holidays of a region. The library is only imported when a region is configured: it is slow."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ghostd.config.values import quoted, suggestion


class HolidayRegion(NamedTuple):
    country: str
    subdivision: str | None = None


@dataclass(frozen=True, slots=True)
class AnyOf(Container[date]):
    """The days that are in at least one of the calendars."""

    calendars: tuple[Container[date], ...]

    def __contains__(self, day: object) -> bool:
        return any(day in calendar for calendar in self.calendars)


def known_region(region: HolidayRegion) -> None:
    """Raises ValueError, with the cure, unless the library knows the region."""
    from holidays.registry import COUNTRIES
    from holidays.utils import country_holidays

    codes = {names[1] for names in COUNTRIES.values()}
    if region.country not in codes:
        by_name = {name.casefold(): names[1] for names in COUNTRIES.values() for name in names}
        code = by_name.get(region.country.replace(" ", "").casefold())
        near = f' (did you mean "{code}"?)' if code else ""
        raise ValueError(
            f"country {quoted(region.country)} is not known{near}; write its code in two capitals, as ES"
        )
    if region.subdivision is None:
        return
    entity = country_holidays(region.country)
    known = (*entity.subdivisions, *getattr(entity, "subdivisions_aliases", {}))
    if region.subdivision not in known:
        few = ", ".join(known[:20])
        near = suggestion(region.subdivision, known)
        listed = (
            f"{near}; known are {clip_list(few)}" if known else f"; {region.country} has none, leave it out"
        )
        raise ValueError(f"subdivision {quoted(region.subdivision)} of {region.country} is not known{listed}")


def clip_list(text: str) -> str:
    return text if len(text) <= 120 else text[:120].rpartition(",")[0] + ", …"


def days_of(*regions: HolidayRegion | None) -> Container[date]:
    """The public holidays of all the regions together."""
    named = tuple(dict.fromkeys(region for region in regions if region))
    if not named:
        return frozenset()
    from holidays.utils import country_holidays

    calendars = tuple(country_holidays(country, subdiv=subdivision) for country, subdivision in named)
    return calendars[0] if len(calendars) == 1 else AnyOf(calendars)
