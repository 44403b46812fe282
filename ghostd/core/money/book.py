"""A table of invoices, as a spreadsheet saves it, becomes invoices by client, and what is wrong in it.

The columns are known by their names, in English or Spanish, in any order; other columns are passed over. The
delimiter is the one by which most names are found.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from ghostd.core.money.currencies import CURRENCIES
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.money.written import amount_of, check_order, check_payment, day_of, paid_of, shown
from ghostd.errors import OperatorError

COLUMNS: Mapping[str, str] = {
    "number": "number no nr num invoice invoice_number invoice_no numero factura n_o n_factura no_factura "
    "num_factura numero_factura numero_de_factura",
    "client": "client customer cliente",
    "issued": "issued issued_on date issue_date invoice_date fecha emitida emision fecha_emision "
    "fecha_de_emision fecha_factura fecha_de_factura",
    "due": "due due_on due_date vence vencimiento fecha_vencimiento fecha_de_vencimiento",
    "amount": "amount total importe importe_total",
    "paid": "paid amount_paid pagado pagada cobrado cobrada",
    "paid_on": "paid_on date_paid payment_date pagado_el pagada_el cobrado_el cobrada_el fecha_pago "
    "fecha_de_pago fecha_cobro fecha_de_cobro",
    "currency": "currency moneda divisa",
}
"""What each column may be called; case, accents and spaces do not matter."""

MEANING = {name: column for column, names in COLUMNS.items() for name in names.split()}
NEEDED = ("number", "client", "issued", "due", "amount")
DELIMITERS = (",", ";", "\t")

Cells = Mapping[str, str]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that cannot be read; `client` is None when it does not even say whose it is."""

    line: int
    client: str | None
    text: str


@dataclass(slots=True)
class Book:
    """A read table. `invoices` and the problems go by `name_key`; `names` are the clients as written."""

    invoices: dict[str, list[Invoice]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def problems_of(self, client: str) -> list[Problem]:
        """What leaves this client's invoices in doubt."""
        return [problem for problem in self.problems if problem.client in (None, name_key(client))]


def name_key(name: str) -> str:
    """By what names are compared: without case, and with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def read_book(text: str, name: str, currency_of: Callable[[str], str]) -> Book:
    """The table in `text`. `currency_of` says in what a client is invoiced where its row does not.

    Raises `OperatorError`, naming the file by `name`, when it is no such table; a bad row is in `problems`.
    """
    book = Book()
    rows = _rows(text, name)
    line, header = next(rows, (1, []))
    places = _places(header, f"{name}:{line}")
    seen: dict[tuple[str, str], int] = {}
    for line, row in rows:
        if len(row) != len(header):
            book.problems.append(Problem(line, None, f"{name}:{line}  {_width(row, header)}"))
            continue
        cells = {column: row[place].strip() for column, place in places.items()}
        client = name_key(cells["client"])
        try:
            invoice = _invoice(cells, currency_of)
            first = seen.setdefault((client, name_key(invoice.number)), line)
            if first != line:
                raise ValueError(f"the invoice {shown(invoice.number)} is already in line {first}; keep one")
        except ValueError as problem:
            book.problems.append(Problem(line, client or None, f"{name}:{line}  {problem}"))
        else:
            book.names.setdefault(client, invoice.client)
            book.invoices.setdefault(client, []).append(invoice)
    return book


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty with the line it begins in, the header first."""
    body = text.splitlines(keepends=True)
    marked = body and body[0].strip().lower().startswith("sep=")
    header = next((line for line in body[1 if marked else 0 :] if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(header), strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row) and not (marked and line == 1):
                yield line, row
            line = reader.line_num + 1
    except csv.Error:
        raise OperatorError(
            f"{name}:{line}  a quotation mark is opened and not closed as it should be; close it, and write "
            'one within text twice: ""'
        ) from None


def _delimiter(header: str) -> str:
    def known(delimiter: str) -> int:
        return sum(_column(cell) is not None for cell in header.split(delimiter))

    return max(DELIMITERS, key=known)


def _column(cell: str) -> str | None:
    plain = unicodedata.normalize("NFKD", cell.casefold())
    words = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()
    return MEANING.get("_".join(words))


def _places(header: Sequence[str], where: str) -> dict[str, int]:
    """Where each known column stands."""
    places: dict[str, int] = {}
    for place, cell in enumerate(header):
        column = _column(cell)
        if column is None:
            continue
        if column in places:
            raise OperatorError(
                f"{where}  {shown(header[places[column]])} and {shown(cell)} both stand for {column}; rename "
                "the one that is something else"
            )
        places[column] = place
    if lacking := [column for column in NEEDED if column not in places]:
        raise OperatorError(
            f"{where}  no column {', '.join(lacking)}; the first line names the columns, as in "
            "number,client,issued,due,amount,paid,paid_on or "
            "factura;cliente;fecha;vence;importe;pagado;fecha_pago"
        )
    return places


def _width(row: Sequence[str], header: Sequence[str]) -> str:
    # An amount with its decimal comma out of quotes is two cells, so that a short row may be wrong, too.
    return (
        f"there are {len(row)} cells and {len(header)} columns; give each column its cell, if an empty one, "
        'and put in quotes what holds the delimiter, such as "1.200,50"'
    )


def _invoice(cells: Cells, currency_of: Callable[[str], str]) -> Invoice:
    for column in NEEDED:
        if not cells.get(column):
            raise ValueError(f"{column}: there is nothing; fill it in, or remove the row")
    currency = (cells.get("currency") or currency_of(cells["client"])).upper()
    if currency not in CURRENCIES:
        raise ValueError(f"currency: {shown(currency)} is not a currency; write its code, such as EUR")
    amount = _cell(cells, "amount", lambda text: amount_of(text, currency))
    issued, due = _cell(cells, "issued", day_of), _cell(cells, "due", day_of)
    check_order(issued, due)
    paid_on = _cell(cells, "paid_on", day_of) if cells.get("paid_on") else None
    paid = _paid(cells, amount, currency, paid_on)
    check_payment(paid, paid_on)
    return Invoice(cells["number"], cells["client"], issued, due, Amount(amount, currency), paid, paid_on)


def _paid(cells: Cells, amount: Decimal, currency: str, paid_on: date | None) -> Decimal:
    if "paid" not in cells:
        # A table that only has the day of payment means that all was paid on it.
        return amount if paid_on else Decimal(0)
    return _cell(cells, "paid", lambda text: paid_of(text, amount, currency))


def _cell(cells: Cells, column: str, read: Callable[[str], Value]) -> Value:
    try:
        return read(cells[column])
    except ValueError as problem:
        raise ValueError(f"{column}: {problem}") from None
