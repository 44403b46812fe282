"""A server that offers less than before when ghostd comes back: it makes do, and does nothing unsafe."""

from __future__ import annotations

import re

import pytest
from dovecot import Dovecot

from ghostd.core.review import Verdict
from ghostd.service.report import Report
from tests.faults.conftest import Count
from tests.faults.ending import differing
from tests.faults.life import SCENES, Theatre
from tests.faults.proxy import Line, Unit
from tests.maildir import store_of

OFFER = re.compile(rb"\bCAPABILITY\b[^\]\r\n]*")
APPENDUID = re.compile(rb"\[APPENDUID \d+ \d+\] ")


class Forgetful:
    """Leaves out what the server offers under these names, and what a server without them would not say."""

    def __init__(self, *names: str) -> None:
        self.names = frozenset(name.encode() for name in names)

    def __call__(self, line: Line, unit: Unit) -> bool:
        octets = unit.octets
        if not unit.client and not unit.literal:
            octets = OFFER.sub(self._less, octets)
            octets = APPENDUID.sub(b"", octets) if b"UIDPLUS" in self.names else octets
        (line.to_server if unit.client else line.to_client)(octets)
        return True

    def _less(self, found: re.Match[bytes]) -> bytes:
        return b" ".join(name for name in found.group().split(b" ") if name not in self.names)


@pytest.mark.dovecot
@pytest.mark.parametrize("scene", [0, 3, 5, 6])
@pytest.mark.parametrize(
    "names",
    [("UIDPLUS", "IDLE", "CONDSTORE", "QRESYNC", "LITERAL+"), ("MOVE",), ("SPECIAL-USE", "NAMESPACE", "ID")],
    ids=lambda names: names[0],
)
def test_what_it_can_do_without__changes_nothing(
    dovecot: Dovecot, theatre: Theatre, names: tuple[str, ...], scene: int, count: Count
) -> None:
    player = theatre.before(scene)
    for number in range(scene, len(SCENES)):
        if number > scene:
            player.act(SCENES[number])
        report = player.look(SCENES[number].look, Forgetful(*names))
        assert isinstance(report, Report), report
        assert report.errors == []
        assert player.drafts() <= 1
    assert not differing(player.told(), theatre.end)
    count("capabilities forgotten", 1)


@pytest.mark.dovecot
def test_where_no_safe_way_is_left__the_draft_is_left_to_the_owner(
    dovecot: Dovecot, theatre: Theatre, count: Count
) -> None:
    player = theatre.before(6)
    for scene in SCENES[6:]:
        report = player.look(scene.look, Forgetful("MOVE", "UIDPLUS"))
        assert isinstance(report, Report), report
    assert player.drafts() == 1
    assert store_of(player.maildir)["Trash"].mail == {}
    assert all(unit.verb not in ("UID EXPUNGE", "UID STORE", "EXPUNGE") for unit in player.proxy.units)
    verdicts = [verdict for *_, verdict in player.told()["drafts"]]
    assert verdicts[-1] is not Verdict.WITHDRAWN
    count("capabilities forgotten", 1)
