"""The tables of `report` in the terminal, in the owner's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ghostd.adapters.formats import written_money
from ghostd.cli.report_words import TERMS, WORDS
from ghostd.core.learning import Lessons, summed
from ghostd.core.money.invoices import Amount
from ghostd.core.money.statement import Totals
from ghostd.service.learning import Position

AGES = ("not_due", "to_30", "to_60", "to_90", "over_90")


def print_report(out: Console, learned: Lessons, found: Sequence[Position], language: str) -> None:
    """Everything, a section at a time; what has nothing to tell says so in a line."""
    words = WORDS.get(language, WORDS["en"])
    for line in outcomes(learned, words, language):
        out.print(Text(line))
    if learned.steps:
        out.print(steps(learned, words))
    if learned.clients:
        out.print(clients(learned, words))
    if any(one.statement for one in found):
        out.print(money(found, words, language))
    else:
        out.print(Text(words["no_money"]))
    out.print(terms(found, words, language))


def outcomes(learned: Lessons, words: Mapping[str, str], language: str) -> Iterator[str]:
    if not learned.cases:
        yield words["none"]
        return
    yield words["outcomes"].format(
        cases=learned.cases,
        answered=learned.answered,
        unprompted=learned.unprompted,
        unanswered=learned.unanswered,
        by_hand=learned.by_hand,
    )
    if learned.again:
        yield words["again"].format(again=learned.again)
    if learned.days is not None:
        yield words["days"].format(days=learned.days)
    if learned.owed:
        yield words["owed"].format(owed=sums(learned.owed, language))


def steps(learned: Lessons, words: Mapping[str, str]) -> Table:
    shown = table(words["steps"], [words[key] for key in ("step", "sent", "answers", "after")])
    for one in learned.steps:
        after = "-" if one.days is None else words["day"].format(days=one.days)
        row(shown, one.step, one.sent, one.answered, after)
    return shown


def clients(learned: Lessons, words: Mapping[str, str]) -> Table:
    keys = ("client", "silences", "answers", "left", "repeat", "length")
    shown = table(words["clients"], [words[key] for key in keys])
    for one in learned.clients:
        row(shown, one.client, one.cases, one.answered, one.unanswered, one.again, one.days)
    return shown


def money(found: Sequence[Position], words: Mapping[str, str], language: str) -> Table:
    """What is open by client and age, and over all clients, each currency by itself."""
    shown = table(words["money"], [words[key] for key in ("client", "open", "overdue", *AGES)])
    every: dict[str, list[Totals]] = {}
    for one in found:
        if one.statement is None:
            row(shown, one.client, words["unknown"])
            continue
        open_in = [total for total in one.statement.totals if total.outstanding.value]
        if not open_in:
            row(shown, one.client, words["nothing"])
        for total in open_in:
            every.setdefault(total.outstanding.currency, []).append(total)
            row(shown, one.client, *figures([total], language))
    for totals in every.values():
        shown.add_section()
        row(shown, words["together"], *figures(totals, language))
    return shown


def figures(totals: Sequence[Totals], language: str) -> Iterator[str]:
    """Outstanding, overdue and the ages of some totals in one currency; nothing where there is nothing."""
    currency = totals[0].outstanding.currency
    columns = [[t.outstanding.value for t in totals], [t.overdue.value for t in totals]]
    columns += [[getattr(t.aging, age) for t in totals] for age in AGES]
    for values in columns:
        amount = summed(Amount(value, currency) for value in values)
        yield written_money(amount[0], language) if amount else "-"


def terms(found: Sequence[Position], words: Mapping[str, str], language: str) -> Table:
    named = TERMS.get(language, TERMS["en"])
    shown = table(words["terms"], [words[key] for key in ("client", "has", "lacks")], right=False)
    for one in found:
        if not one.contract.known:
            row(shown, one.client, words["no_contract"])
            continue
        listed = (term for term in named if term in one.contract.terms)
        lacking = (named[term] for term in one.contract.missing)
        row(shown, one.client, ", ".join(named[t] for t in listed) or "-", ", ".join(lacking) or "-")
    return shown


def sums(amounts: Iterable[Amount], language: str) -> str:
    return ", ".join(written_money(amount, language) for amount in amounts)


def table(title: str, headings: Sequence[str], *, right: bool = True) -> Table:
    shown = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        shown.add_column(heading, overflow="fold", justify="right" if right and number else "left")
    return shown


def row(shown: Table, *cells: object) -> None:
    shown.add_row(*(Text(str(cell)) for cell in cells))
