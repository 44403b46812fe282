"""One message that the server cannot give keeps no others back: a range is read in halves around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ghostd.adapters.imap.fetch import Fetched
from ghostd.core.folders import Arrival, Damaged
from ghostd.core.messages import Placement
from ghostd.core.quarantine import BROKE_OFF
from ghostd.errors import Declined, Unavailable

MOST = 32
"""So many messages of one range are damaged at the most; where more are, the server is in trouble, and what
it is in trouble with comes again."""

WIDTH = 64
"""Messages a round trip where some of them may break the connection: each half costs a timeout then."""

NO_SENSE = "the server's answer about it makes no sense"

Fetch = Callable[[int, int], Fetched]
"""Reads from one UID to another; `Declined` when the server says no, `Unavailable` when it breaks off."""

List = Callable[[int, int], Sequence[int]]
"""The UIDs that exist from one to another."""


class Salvage:
    """Reads ranges of one folder; `place` makes a UID a placement there. `damaged` fills meanwhile."""

    def __init__(self, place: Callable[[int], Placement], fetch: Fetch, listed: List, careful: bool) -> None:
        self.damaged: list[Damaged] = []
        self._place = place
        self._fetch = fetch
        self._listed = listed
        self._curable: tuple[type[Unavailable], ...] = (Unavailable,) if careful else (Declined,)

    def read(self, low: int, high: int) -> list[Arrival]:
        """All that can be read from `low` to `high`, in UID order."""
        try:
            fetched = self._fetch(low, high)
        except self._curable as trouble:
            # That it lists them shows that the server, and the line to it, are well.
            uids = self._listed(low, high)
            return self._halved(uids, trouble) if uids else []
        return fetched.arrivals if not fetched.odd else self._completed(fetched.arrivals, low, high)

    def _halved(self, uids: Sequence[int], trouble: Unavailable) -> list[Arrival]:
        try:
            fetched = self._fetch(uids[0], uids[-1])
        except self._curable as again:
            if len(uids) == 1:
                self._set_aside(uids[0], str(again) if isinstance(again, Declined) else BROKE_OFF, trouble)
                return []
            half = len(uids) // 2
            return self._halved(uids[:half], again) + self._halved(uids[half:], again)
        return fetched.arrivals if not fetched.odd else self._completed(fetched.arrivals, uids[0], uids[-1])

    def _completed(self, arrivals: list[Arrival], low: int, high: int) -> list[Arrival]:
        """With what exists and was not told properly; told properly alone, it was not the message's fault."""
        there = {arrival.placement.uid for arrival in arrivals}
        for uid in self._listed(low, high):
            if uid in there:
                continue
            alone = self._alone(uid)
            if alone is None:
                self._set_aside(uid, NO_SENSE, Unavailable(NO_SENSE))
            else:
                arrivals = [*arrivals, alone]
        return sorted(arrivals, key=lambda arrival: arrival.placement.uid)

    def _alone(self, uid: int) -> Arrival | None:
        try:
            return next(iter(self._fetch(uid, uid).arrivals), None)
        except self._curable:
            return None

    def _set_aside(self, uid: int, why: str, trouble: Unavailable) -> None:
        if len(self.damaged) >= MOST:
            raise trouble
        self.damaged.append(Damaged(self._place(uid), why))
