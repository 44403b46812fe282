"""Every ledger there is keeps the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_contract import LedgerContract
from ledger_examples import OWNER

from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.ports import Ledger


class TestSqliteInMemory(LedgerContract):
    @pytest.fixture
    def ledger(self) -> Iterator[Ledger]:
        ledger = SqliteLedger.open(":memory:", OWNER)
        yield ledger
        ledger.close()


class TestSqliteOnDisk(LedgerContract):
    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        ledger = SqliteLedger.open(tmp_path / "ledger.db", OWNER)
        yield ledger
        ledger.close()


class TestSqliteCopyInMemory(LedgerContract):
    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        original = SqliteLedger.open(tmp_path / "ledger.db", OWNER)
        copy = original.copy_in_memory()
        original.close()
        yield copy
        copy.close()
