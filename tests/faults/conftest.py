"""The proxy before Dovecot, the theatre, and the count of what was tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from dovecot import Dovecot

from tests.faults.life import Theatre
from tests.faults.proxy import Proxy

TRIED = pytest.StashKey[Counter[str]]()
HEARD = pytest.StashKey[int]()

Count = Callable[[str, int], None]


@pytest.fixture(scope="session")
def proxy(dovecot_server: Dovecot, request: pytest.FixtureRequest) -> Iterator[Proxy]:
    made = Proxy(dovecot_server.host, dovecot_server.port)
    yield made
    made.stop()
    request.config.stash[HEARD] = made.commands


@pytest.fixture(scope="session")
def theatre(dovecot_server: Dovecot, proxy: Proxy, tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    return Theatre(dovecot_server, proxy, tmp_path_factory.mktemp("theatre"))


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Count:
    """Adds to the count of points tried that is printed in the end."""
    tried = request.config.stash.setdefault(TRIED, Counter())

    def add(kind: str, points: int) -> None:
        tried[kind] += points

    return add


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    tried = config.stash.get(TRIED, Counter[str]())
    if tried:
        terminalreporter.section("faults")
        each = ", ".join(f"{kind} {points}" for kind, points in tried.items())
        terminalreporter.write_line(f"fault points tried: {tried.total()} ({each})")
        if heard := config.stash.get(HEARD, 0):
            terminalreporter.write_line(f"commands of ghostd's held against what is allowed: {heard}")
