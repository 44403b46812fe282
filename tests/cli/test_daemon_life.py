"""A pass of the daemon's shows life as the server answers, not only when mail was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from dovecot import Dovecot
from office import Office

from ghostd.adapters.clock import SystemClock
from ghostd.cli import wire
from ghostd.cli.bars import Bars
from ghostd.cli.desk import Desk
from ghostd.config.load import load


@pytest.mark.dovecot
def test_a_pass_without_new_mail__shows_life_at_every_answer(dovecot: Dovecot, tmp_path: Path) -> None:
    office = Office.at(dovecot, tmp_path)
    config = load(office.config)
    [account] = wire.accounts(config)
    desk = Desk(account, wire.templates(config), SystemClock(), Bars().of("main"))
    signs: list[int] = []
    try:
        desk.tick(lambda: None)
        desk.tick(lambda: signs.append(1))
    finally:
        desk.close()
    # One for each folder there is, at the least.
    assert len(signs) >= len(office.folder_sizes())
