"""Fixtures for several folders of tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from dovecot import MISSING, Dovecot, find_dovecot
from hypothesis import settings

from tests.tally import lines, tally
from tests.witness import SHOWN

# A busy machine is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest.register_assert_rewrite(
    "ledger_contract", "ledger_mirror_contract", "ledger_quarantine_contract", "mailbox_contract"
)


@pytest.fixture(scope="session")
def dovecot_server(request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    try:
        find_dovecot()
    except RuntimeError:
        pytest.fail(MISSING, pytrace=False)
    server = Dovecot()
    yield server
    server.end()
    try:
        judged(server, request.config)
    finally:
        server.stop()


@pytest.fixture
def dovecot(dovecot_server: Dovecot, request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    """The running Dovecot; its log is shown with a test that fails.

    What ghostd said to it and did there is held against what is allowed.
    """
    yield dovecot_server
    report = getattr(request.node, "failed_call", False)
    if report:
        print(dovecot_server.log())
    judged(dovecot_server, request.config)


def judged(server: Dovecot, config: pytest.Config) -> None:
    wrong = server.recorder.wrongs()
    tally(config).update(server.recorder.counts)
    server.recorder.counts.clear()
    assert not wrong, "ghostd said or did what it may not:\n" + "\n".join(wrong[:SHOWN])


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy leaves it untyped
    if report.when == "call" and report.failed:
        item.failed_call = True  # type: ignore[attr-defined]  # a mark of our own on the item


def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["tally"] = dict(tally(session.config))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist has ended."""
    tally(node.config).update(getattr(node, "workeroutput", {}).get("tally", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if told := lines(tally(config)):
        terminalreporter.section("counted")
        for line in told:
            terminalreporter.write_line(line)
