"""What `report` tells: what past silences teach, and how every client's account and contract stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ghostd.core.engagement import Contract
from ghostd.core.learning import Past
from ghostd.core.money.statement import Statement
from ghostd.core.practice import Practice
from ghostd.ports import Books, Ledger
from ghostd.service.account import account_of
from ghostd.service.assessing import Known, past_cases
from ghostd.service.situation import portraits


@dataclass(frozen=True, slots=True)
class Position:
    """One client's account and contract; `statement` is None where nothing is known of money."""

    client: str
    statement: Statement | None
    contract: Contract


def past(practice: Practice, ledger: Ledger, books: Books, now: datetime) -> list[Past]:
    """Every case of the account that is over."""
    return past_cases(Known(practice, ledger, books, portraits(practice, ledger, now)))


def positions(practice: Practice, books: Books, now: datetime) -> list[Position]:
    """Every client's account and contract, in the configuration's order."""
    return [
        Position(
            client.name,
            account_of(practice, books, client.name, now),
            practice.engagement(client.name).contract,
        )
        for client in practice.clients
    ]
