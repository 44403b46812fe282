"""ghostd's first draft, just put into Drafts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.recordings.player import START, drafted
from tests.service.approver import Office
from tests.stage import Stage


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    stage = Stage.built(tmp_path, START)
    draft = drafted(stage)
    yield Office(stage, draft)
    stage.ledger.close()
