"""The statement of account, a section of the dossier: the owner's books, and plainly where there are none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ghostd.core.dossier.page import Cell, Column, Fact, Row, Section, Table
from ghostd.core.dossier.records import Dossier
from ghostd.core.dossier.words import Words, counted, words
from ghostd.core.money.currencies import decimals
from ghostd.core.money.invoices import Amount, Invoice
from ghostd.core.money.statement import Line, Payments, Statement, statement_of
from ghostd.core.spoken import spoken_date


def money_section(dossier: Dossier, language: str, today: date) -> Section:
    """All invoices with what is left of them on `today`, and the sums for each currency."""
    said = words(language)
    if dossier.invoices is None:
        return Section(said["money"], lines=(said["nothing_known"],))
    invoices = sorted(dossier.invoices, key=lambda i: (i.issued, i.number))
    statement = statement_of(dossier.client.name, invoices, dossier.engagement, today)
    facts = tuple(_facts(statement, language, said)) if statement else ()
    if not invoices:
        return Section(said["money"], lines=(said["no_invoices"],), facts=facts if _owes(statement) else ())
    lines = {line.number: line for line in statement.lines} if statement else {}
    headings = ("invoice", "issued", "due", "amount", "paid", "left")
    kinds = ("text", "when", "when", "money", "money", "money")
    return Section(
        said["money"],
        lines=(said["books"].format(day=spoken_date(today, language, year=True)),),
        facts=facts,
        table=Table(
            tuple(Column(said[heading], kind) for heading, kind in zip(headings, kinds, strict=True)),
            tuple(_row(invoice, lines.get(invoice.number), language, said) for invoice in invoices),
        ),
    )


def sum_of(amount: Amount, language: str) -> str:
    """Such as `1,250.00 EUR`, with all its digits and at least its currency's; `1.250,00 EUR` in Spanish."""
    exponent = amount.value.as_tuple().exponent
    digits = max(decimals(amount.currency), -exponent if isinstance(exponent, int) else 0)
    text = f"{amount.value:,.{digits}f}"
    if language == "es":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{text} {amount.currency}"


def _owes(statement: Statement | None) -> bool:
    return bool(statement and statement.unbilled and statement.unbilled.value)


def _row(invoice: Invoice, line: Line | None, language: str, said: Words) -> Row:
    paid_on = invoice.paid_on.isoformat() if invoice.paid_on else ""
    late = counted(said, "overdue_days", line.days_overdue) if line and line.days_overdue else ""
    fee = f"{said['late_fee']}: {sum_of(line.late_fee, language)}" if line and line.late_fee and late else ""
    return Row(
        (
            Cell(invoice.number),
            Cell(invoice.issued.isoformat()),
            Cell(invoice.due.isoformat(), late),
            Cell(sum_of(invoice.amount, language)),
            Cell(sum_of(Amount(invoice.paid, invoice.amount.currency), language), paid_on),
            Cell(sum_of(invoice.left, language), fee),
        ),
        weak=not invoice.left.value,
    )


def _facts(statement: Statement, language: str, said: Words) -> Iterator[Fact]:
    for key in ("outstanding", "overdue", "late_fee", "claim"):
        sums = [getattr(totals, key) for totals in statement.totals]
        if key == "claim" and not any(totals.late_fee for totals in statement.totals):
            continue
        if told := tuple(Cell(sum_of(amount, language)) for amount in sums if amount is not None):
            yield Fact(said[key], told)
    if statement.basis and any(totals.late_fee for totals in statement.totals):
        yield Fact(said["basis"], (Cell(statement.basis),))
    if statement.unbilled is not None:
        yield Fact(said["unbilled"], (Cell(sum_of(statement.unbilled, language)),))
    if statement.payments.paid or statement.lines:
        yield Fact(said["payments"], (Cell(_paid(statement.payments, said)),))


def _paid(payments: Payments, said: Words) -> str:
    key = "none_paid" if not payments.paid else "paid_late" if payments.late else "paid_well"
    return said[key].format(paid=payments.paid, late=payments.late, days=payments.mean_days_late)
