"""The lookout for accounts that fail: one that works tells the owner, and the log says it in any case."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from ghostd.core.outages import LASTING, Bulletin, Looked, Outage
from ghostd.service.rhythm import Beat, Health

log = logging.getLogger("ghostd.loop")


class Lookout:
    """The outages of all accounts of a loop. `look` may be called from any thread after a pass."""

    def __init__(self, beats: Mapping[str, Beat]) -> None:
        self._beats = beats
        self._over: dict[str, Outage] = {}
        self._logged: dict[str, datetime] = {}
        self._told: dict[str, set[tuple[str, datetime, bool]]] = {}

    def recovered(self, beat: Beat, since: datetime | None, now: datetime) -> None:
        """A pass went well again after a trouble that began at `since`."""
        if since is not None and now - since >= LASTING:
            self._over[beat.post.name] = Outage(beat.post.name, since, beat.problem, over=now)
            self._logged.pop(beat.post.name, None)

    def look(self, now: datetime) -> list[Beat]:
        """The accounts that newly have something to tell of the others.

        The first that works tells of what is lost; of what is over every one may, and does where it told of
        the beginning.
        """
        beats = list(self._beats.values())
        lost = [_outage(beat) for beat in beats if beat.lost(now)]
        for outage in lost:
            self._over.pop(outage.account, None)
            self._log(outage, now)
        accounts = tuple(Looked(beat.post.name, beat.looked) for beat in beats)
        working = [beat for beat in beats if beat.health is Health.WATCHING]
        over = list(self._over.values())
        told = [(beat, [o for o in over if o.account != beat.post.name]) for beat in working]
        if told:
            told[0][1].extend(lost)
        return [beat for beat, outages in told if self._tell(beat, Bulletin(tuple(outages), accounts))]

    def _tell(self, beat: Beat, bulletin: Bulletin) -> bool:
        """Whether there is anything new in it; the words of a problem may change from look to look."""
        named = {(outage.account, outage.since, outage.over is not None) for outage in bulletin.outages}
        before, self._told[beat.post.name] = self._told.get(beat.post.name, set()), named
        beat.post.tell(bulletin)
        return bool(named - before)

    def _log(self, outage: Outage, now: datetime) -> None:
        last = self._logged.get(outage.account)
        if last is None or now - last >= LASTING:
            self._logged[outage.account] = now
            log.error(
                "account.lost account=%s since=%s nothing there is watched: %s",
                outage.account, f"{outage.since:%Y-%m-%dT%H:%MZ}", outage.problem,
            )  # fmt: skip


def _outage(beat: Beat) -> Outage:
    assert beat.since is not None
    return Outage(beat.post.name, beat.since, beat.problem, refused=beat.health is Health.REFUSED)
