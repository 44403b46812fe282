"""Two ghostds on one state: the second is refused before it says a word to the server."""

from __future__ import annotations

from pathlib import Path
from signal import SIGTERM

import pytest
from dovecot import Dovecot

from tests.cli.office import Office
from tests.faults.conftest import Count


@pytest.mark.dovecot
@pytest.mark.parametrize("command", ["run", "once"])
def test_the_second_on_one_state_is_refused(
    dovecot: Dovecot, tmp_path: Path, command: str, count: Count
) -> None:
    office = Office.at(dovecot, tmp_path)
    office.ghostd("once")
    with office.daemon() as first:
        first.says("daemon.started")
        before = office.store()
        refused = office.ghostd(command, code=1)
        assert "(process " in refused.stdout + refused.stderr
        assert office.store() == before
        # The first goes on, and has lost nothing by it.
        first.send(SIGTERM)
        assert first.ends()[0] == 0
    office.ghostd("once")
    count("two daemons", 1)
