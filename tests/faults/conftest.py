"""The proxy before Dovecot, the theatre, and the count of what is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from dovecot import Dovecot

from tests.faults.life import Theatre
from tests.faults.proxy import Proxy
from tests.tally import FAULTS, tally

Count = Callable[[str, int], None]


@pytest.fixture(scope="session")
def proxy(dovecot_server: Dovecot, request: pytest.FixtureRequest) -> Iterator[Proxy]:
    made = Proxy(dovecot_server.host, dovecot_server.port)
    yield made
    made.stop()
    tally(request.config)["commands through the proxy held against what is allowed"] += made.commands


@pytest.fixture(scope="session")
def theatre(dovecot_server: Dovecot, proxy: Proxy, tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    return Theatre(dovecot_server, proxy, tmp_path_factory.mktemp("theatre"))


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Count:
    """Adds to the count of points tried that is printed in the end."""

    def add(kind: str, points: int) -> None:
        tally(request.config)[FAULTS + kind] += points

    return add
