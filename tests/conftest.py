"""Fixtures for several folders of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dovecot import MISSING, Dovecot, find_dovecot

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
    """The running Dovecot; its log is shown with a test that fails."""
    yield dovecot_server
    report = getattr(request.node, "failed_call", False)
    if report:
        print(dovecot_server.log())


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy leaves it untyped
    if report.when == "call" and report.failed:
        item.failed_call = True  # type: ignore[attr-defined]  # a mark of our own on the item
