"""A damaged ledger is set aside, never mended in place: what can be derived again comes from the mailbox."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from ghostd.adapters.sqlite.files import set_aside
from ghostd.adapters.sqlite.ledger import SqliteLedger
from ghostd.core.conversations import Owner
from ghostd.errors import Bug, LedgerDamaged, OperatorError
from ghostd.ports import Order

log = logging.getLogger("ghostd")

Pauses = Mapping[str, datetime | None]
Kept = TypeVar("Kept")


def open_sound(path: Path, owner: Owner) -> tuple[SqliteLedger, str]:
    """The ledger, checked; a damaged one is set aside first, and what that means comes as a line for the
    owner, else nothing.

    Only for whoever holds the lock of the state folder.
    """
    try:
        ledger = SqliteLedger.open(path, owner)
    except LedgerDamaged:
        return begin_anew(path, owner)
    try:
        ledger.check()
    except LedgerDamaged:
        ledger.close()
        return begin_anew(path, owner)
    except BaseException:
        ledger.close()
        raise
    return ledger, ""


def begin_anew(path: Path, owner: Owner) -> tuple[SqliteLedger, str]:
    """An empty ledger in the place of a damaged one, which nobody has open; the owner's pauses and orders
    that can be read there are taken over, and a line says what is lost."""
    aside = set_aside(path)
    pauses, orders = read(aside, owner, SqliteLedger.pauses), read(aside, owner, SqliteLedger.orders)
    ledger = SqliteLedger.open(path, owner)
    for client, until in (pauses or {}).items():
        ledger.pause(client, until)
    for order in orders or ():
        ledger.order(order.at, order.verb, order.client, order.argument)
    said = (
        f"ledger {path}: it was damaged and lies in {aside} now; a new one begins from the mailbox, where "
        f"open drafts are found again, but the history of past cases is lost and {words(pauses, orders)}"
    )
    log.error("ledger.damaged %s", said)
    return ledger, said


def read(aside: Path, owner: Owner, what: Callable[[SqliteLedger], Kept]) -> Kept | None:
    """What a damaged ledger still tells; None when it tells nothing of it any more."""
    try:
        with closing(SqliteLedger.open(aside, owner, read_only=True)) as ledger:
            return what(ledger)
    except (OperatorError, Bug):
        return None


def words(pauses: Pauses | None, orders: Sequence[Order] | None) -> str:
    if pauses is None:
        return "pauses are lost, and so are orders not yet taken; give them again with `ghostd pause`"
    if orders is None:
        return f"orders not yet taken are lost; pauses were kept ({len(pauses)})"
    waiting = f", and so were orders not yet taken ({len(orders)})" if orders else ""
    return f"pauses were kept ({len(pauses)}){waiting}"
