"""The proxy before Dovecot, the theatres, and the count of what is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from dovecot import Dovecot

from tests.faults.proxy import Proxy
from tests.faults.scenes import USUAL
from tests.faults.theatre import Theatre
from tests.served import ServedMailbox
from tests.stage import Stage
from tests.tally import FAULTS, tally

Count = Callable[[str, int], None]
Playing = Callable[[str], Theatre]
Furnished = Callable[[Stage], Stage]


@pytest.fixture(scope="session")
def proxy(dovecot_server: Dovecot, request: pytest.FixtureRequest) -> Iterator[Proxy]:
    made = Proxy(dovecot_server.host, dovecot_server.port)
    yield made
    made.stop()
    tally(request.config)["commands through the proxy held against what is allowed"] += made.commands


@pytest.fixture(scope="session")
def playing(dovecot_server: Dovecot, proxy: Proxy, tmp_path_factory: pytest.TempPathFactory) -> Playing:
    """The theatre that plays a life, by its name."""
    return cache(lambda life: Theatre(dovecot_server, proxy, tmp_path_factory.mktemp("theatre"), life))


@pytest.fixture(scope="session")
def theatre(playing: Playing) -> Theatre:
    """The one that plays the usual life."""
    return playing(USUAL)


@pytest.fixture(scope="module", params=["memory", pytest.param("dovecot", marks=pytest.mark.dovecot)])
def furnished(request: pytest.FixtureRequest) -> Iterator[Furnished]:
    """Gives a stage a mailbox: one in memory, or ghostd's own gateway and people's programs on Dovecot."""
    if request.param == "memory":
        yield lambda stage: stage
        return
    server, opened = request.getfixturevalue("dovecot_server"), list[ServedMailbox]()

    def served(stage: Stage) -> Stage:
        mailbox = ServedMailbox.on(server)
        opened.append(mailbox)
        stage.mailbox = mailbox  # type: ignore[assignment]  # the port, in the place of the memory
        return stage

    yield served
    for mailbox in opened:
        mailbox.close_all()


@pytest.fixture
def count(request: pytest.FixtureRequest) -> Count:
    """Adds to the count of points tried that is printed in the end."""

    def add(kind: str, points: int) -> None:
        tally(request.config)[FAULTS + kind] += points

    return add
