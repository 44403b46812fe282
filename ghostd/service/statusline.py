"""What systemctl shows of the daemon: each account, and when it was last looked at with success."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from ghostd.service.rhythm import Beat, Health

LONGEST = 900
"""Characters; systemd takes no notice of a message of more than 4096 octets, READY=1 in it or not."""

FEW = 30
DAYS_BY_NAME = timedelta(days=6)


def status_line(beats: Sequence[Beat], now: datetime, zone: tzinfo) -> str:
    """A few words for each account; where they are many, for those in trouble, and how many there are."""
    if len(beats) <= FEW:
        whole = "; ".join(spoken(beat, now, zone) for beat in beats)
        if len(whole) <= LONGEST:
            return whole
    troubled = [beat for beat in beats if beat.health not in (Health.WATCHING, Health.STARTING)]
    said = f"{len(beats) - len(troubled)} of {len(beats)} accounts are well"
    for number, beat in enumerate(troubled):
        words = spoken(beat, now, zone)
        if len(said) + len(words) > LONGEST:
            return f"{said}; and {len(troubled) - number} more are not"
        said += f"; {words}"
    return said


def spoken(beat: Beat, now: datetime, zone: tzinfo) -> str:
    """As in `ana: watching, last look 09:12` or `shop: login refused, last look Mon 08:00`."""
    said = f"{beat.post.name}: {beat.health}"
    return f"{said}, last look {moment(beat.looked, now, zone)}" if beat.looked else said


def moment(at: datetime, now: datetime, zone: tzinfo) -> str:
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return f"{local:%H:%M}"
    if timedelta(0) < today - local.date() <= DAYS_BY_NAME:
        return f"{local:%a %H:%M}"
    return f"{local:%Y-%m-%d %H:%M}"
