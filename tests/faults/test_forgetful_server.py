"""A server that offers less than before when ghostd comes back: it makes do, and does nothing unsafe."""

from __future__ import annotations

import pytest
from dovecot import Dovecot

from ghostd.core.review import Verdict
from ghostd.service.report import Report
from tests.faults.conftest import Count
from tests.faults.ending import differing
from tests.faults.scenes import SCENES
from tests.faults.servers import without
from tests.faults.theatre import Theatre
from tests.maildir import store_of


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
        report = player.look(SCENES[number].look, server=without(*names))
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
        report = player.look(scene.look, server=without("MOVE", "UIDPLUS"))
        assert isinstance(report, Report), report
    assert player.drafts() == 1
    assert store_of(player.maildir)["Trash"].mail == {}
    assert all(unit.verb not in ("UID EXPUNGE", "UID STORE", "EXPUNGE") for unit in player.proxy.units)
    verdicts = [verdict for *_, verdict in player.told()["drafts"]]
    assert verdicts[-1] is not Verdict.WITHDRAWN
    count("capabilities forgotten", 1)
