"""Fixtures for several folders of tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conduct import judged
from dovecot import MISSING, Dovecot, find_dovecot

from tests.tally import lines, tally

pytest.register_assert_rewrite(
    "ledger_contract", "ledger_mirror_contract", "ledger_quarantine_contract", "mailbox_contract"
)


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    try:
        find_dovecot()
    except RuntimeError:
        pytest.fail(MISSING, pytrace=False)
    server = Dovecot()
    yield server
    server.stop()


@pytest.fixture
def dovecot(dovecot_server: Dovecot, request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    """The running Dovecot; its log is shown with a test that fails.

    What ghostd said to it is held against the list of what is allowed.
    """
    yield dovecot_server
    report = getattr(request.node, "failed_call", False)
    if report:
        print(dovecot_server.log())
    sessions = dovecot_server.said()
    commands, wrong = judged(sessions)
    counted = tally(request.config)
    counted["sessions of ghostd's with Dovecot"] += len(sessions)
    counted["commands in them held against what is allowed"] += commands
    assert not wrong, "ghostd said what it may not:\n" + "\n".join(wrong)


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
