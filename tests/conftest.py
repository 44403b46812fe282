"""Fixtures for several folders of tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from conduct import judged
from dovecot import MISSING, Dovecot, find_dovecot

SAID = pytest.StashKey[Counter[str]]()

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
    request.config.stash.setdefault(SAID, Counter()).update(sessions=len(sessions), commands=commands)
    assert not wrong, "ghostd said what it may not:\n" + "\n".join(wrong)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy leaves it untyped
    if report.when == "call" and report.failed:
        item.failed_call = True  # type: ignore[attr-defined]  # a mark of our own on the item


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    said = config.stash.get(SAID, Counter[str]())
    if said["sessions"]:
        terminalreporter.section("what ghostd said to Dovecot")
        terminalreporter.write_line(
            f"{said['commands']} commands in {said['sessions']} sessions, each held against what is allowed"
        )
