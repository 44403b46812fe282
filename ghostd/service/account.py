"""What a client owes by the owner's own books, at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ghostd.core.money.statement import Statement, statement_of
from ghostd.core.practice import Practice
from ghostd.errors import OperatorError
from ghostd.ports import Books


def account_of(practice: Practice, books: Books, client: str, now: datetime) -> Statement | None:
    """The client's statement of account today; None where nothing is known, or the books cannot be read.

    Books that are wrong keep no mail from being followed up; `problems` tells of them.
    """
    try:
        invoices = books.invoices(client)
    except OperatorError:
        return None
    return statement_of(client, invoices, practice.engagement(client), practice.calendar.local(now))


def problems(practice: Practice, books: Books) -> Iterator[str]:
    """What is wrong with the books, each fault once."""
    said = set()
    for client in practice.clients:
        try:
            books.invoices(client.name)
        except OperatorError as problem:
            if str(problem) not in said:
                said.add(str(problem))
                yield str(problem)
