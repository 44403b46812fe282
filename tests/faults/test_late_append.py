"""A draft that the network kept for long: the server gets it when ghostd has given up, has looked, found
nothing, and appended it again. No look can foresee that; the next one takes the second copy back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from dovecot import PASSWORD, Dovecot
from imapclient import IMAPClient

from ghostd.service.report import Report
from tests.faults.conftest import Count
from tests.faults.ending import in_essence
from tests.faults.kinds import KINDS, Once, appended
from tests.faults.scenes import SCENES
from tests.faults.theatre import Theatre
from tests.maildir import store_of


@pytest.mark.dovecot
@pytest.mark.parametrize("scene", [3, 5])
def test_a_draft_that_arrives_late__is_taken_back(
    dovecot: Dovecot, theatre: Theatre, scene: int, count: Count
) -> None:
    [text] = [unit for unit in theatre.scenes[scene].units if appended(unit)]
    player, now = theatre.before(scene), SCENES[scene].look
    theatre.befall(player, scene, Once(KINDS["append-cut-at-0"], text.number))
    assert isinstance(player.look(now), Report)
    assert player.drafts() == 1
    with IMAPClient(dovecot.host, dovecot.port, ssl=False, timeout=30) as late:
        late.login(f'"{dovecot.people(player.user)}"', PASSWORD)
        late.append("Drafts", text.octets, ["\\Draft"])
    assert player.drafts() == 2
    report = player.look(now + timedelta(hours=1))
    assert isinstance(report, Report), report
    assert report.errors == []
    assert player.drafts() == 1
    [(taken, _)] = store_of(player.maildir)["Trash"].mail.values()
    assert taken == text.octets.replace(b"\r\n", b"\n")
    theatre.play_on(player, scene)
    end, expected = in_essence(player.told()), in_essence(theatre.end)
    for name in ("cases", "drafts", "entries", "intents"):
        assert end[name] == expected[name]
    assert end["folders"]["Drafts"] == []
    count("late APPEND", 1)
